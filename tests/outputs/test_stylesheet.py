"""Which stylesheets a page links, and that ours depends on no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markupsafe import Markup

from alliance.outputs.stylesheet import STYLESHEET, published_assets, stylesheets, theme_stylesheet
from alliance.views.blocks import Prose
from alliance.views.templates import environment


def needed(html: str) -> tuple[str, ...]:
    """Return the stylesheets of a page with a running text."""
    return stylesheets(environment().get_template("prose.html").render(view=Prose(Markup(html))))


PLAIN = [
    "<p>A text with <code>code</code> and <a href='#'>a link</a>.</p>",
    "<pre><code>a = 1</code></pre>",
    "<table><tr><th>A</th><td>1</td></tr></table>",
    "<p>What the words admonition, highlight and details mean.</p>",
]
COMPONENTS = [
    '<div class="admonition note"><p class="admonition-title">Note</p></div>',
    "<details><summary>More</summary><p>Text</p></details>",
    '<div class="tabbed-set" data-tabs="1:2"></div>',
    '<div class="language-py highlight"><pre><code>a = 1</code></pre></div>',
    '<ul class="task-list"><li class="task-list-item">Done</li></ul>',
    '<p>A claim<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup></p>',
]


@pytest.mark.parametrize("html", PLAIN)
def test_plain_text_needs_only_our_stylesheet(html: str) -> None:
    """Whatever Markdown makes without extensions has its styles in ours."""
    assert needed(html) == (STYLESHEET,)


@pytest.mark.parametrize("html", COMPONENTS)
def test_components_need_the_theme_as_well(html: str) -> None:
    """The theme comes first, so that ours has the last word."""
    theme = theme_stylesheet()
    assert theme is not None
    assert needed(html) == (f"assets/stylesheets/{theme.name}", STYLESHEET)


def test_without_the_theme_components_are_read_with_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """A site with admonitions is built where Material is not installed."""
    monkeypatch.setattr("alliance.outputs.stylesheet.find_spec", lambda name: None)
    theme_stylesheet.cache_clear()
    try:
        assert needed(COMPONENTS[0]) == (STYLESHEET,)
    finally:
        theme_stylesheet.cache_clear()


def test_a_site_without_components_ships_no_stylesheet_of_the_theme(reference: Path) -> None:
    """The only stylesheet is ours, and no page has a class of the theme."""
    found = [path.name for path in (reference / "assets/stylesheets").iterdir()]
    assert found == [Path(STYLESHEET).name]
    assert not any(name.endswith(".css") for name in published_assets())
    pages = [*reference.glob("*.html"), *(reference / "markets").rglob("*.html")]
    assert not [p for p in pages if re.search(r'class="[^"]*\bmd-', p.read_text(encoding="utf-8"))]
