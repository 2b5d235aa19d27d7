"""From a view to HTML, in an environment of our own: all is escaped, nothing is undefined.

The templates of other files, such as feeds and settings of servers, are in overrides/outputs.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from alliance.i18n.catalogues import words_of
from alliance.resources import resource
from alliance.views.blocks import PageView

OVERRIDES = resource("overrides")
FRAGMENTS = OVERRIDES / "fragments"
OUTPUTS = OVERRIDES / "outputs"


def render(view: PageView, language: str) -> Markup:
    """Return the HTML of a view, whose texts are in a language."""
    page = environment().get_template("page.html")
    return Markup(page.render(view=view, t=words_of(language)))  # noqa: S704 (escaped by the template)


def render_page(content: Markup, layout: object, stylesheets: tuple[str, ...]) -> str:
    """Return a whole page: its content, and what surrounds it."""
    page = environment(OVERRIDES).get_template("main.html")
    return compact(page.render(content=content, layout=layout, stylesheets=stylesheets))


def make_strict(environment: Environment) -> None:
    """Have an environment escape everything, refuse undefined names, and trim its blocks."""
    environment.autoescape = True
    environment.undefined = StrictUndefined
    environment.trim_blocks = environment.lstrip_blocks = True


@lru_cache
def environment(folder: Path = FRAGMENTS) -> Environment:
    """Return the environment that the templates of a folder are compiled in, once for all pages."""
    found = Environment(loader=FileSystemLoader(folder), auto_reload=False)  # noqa: S701 (see below)
    make_strict(found)
    return found


@lru_cache
def output_environment() -> Environment:
    """Return the environment of templates for files that are no pages; only XML is escaped."""
    return Environment(
        loader=FileSystemLoader(OUTPUTS),
        autoescape=select_autoescape(("xml",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


_KEPT = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
_MARGIN = re.compile(r"\n\s+")


def compact(html: str) -> str:
    """Return a page without indentation and empty lines; preformatted text stays as it is."""
    parts = _KEPT.split(html)  # every second one is preformatted
    parts[::2] = [_MARGIN.sub("\n", part) for part in parts[::2]]
    return "".join(parts)
