"""From a view to HTML, in an environment of our own: all is escaped, nothing is undefined."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from alliance.i18n.words import words_of
from alliance.views.blocks import PageView

FRAGMENTS = Path(__file__).parents[2] / "overrides" / "fragments"


def render(view: PageView, language: str) -> Markup:
    """Return the HTML of a view, whose texts are in a language."""
    page = environment().get_template("page.html")
    return Markup(page.render(view=view, t=words_of(language)))  # noqa: S704 (escaped by the template)


@lru_cache
def environment() -> Environment:
    """Return the environment that fragments are compiled in, once for all languages."""
    return Environment(
        loader=FileSystemLoader(FRAGMENTS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


_KEPT = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
_MARGIN = re.compile(r"\n\s+")


def compact(html: str) -> str:
    """Return a page without indentation and empty lines; preformatted text stays as it is."""
    parts = _KEPT.split(html)  # every second one is preformatted
    parts[::2] = [_MARGIN.sub("\n", part) for part in parts[::2]]
    return "".join(parts)
