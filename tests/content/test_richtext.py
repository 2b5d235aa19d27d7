"""Rich text: Markdown of strangers becomes safe HTML."""

from __future__ import annotations

import sys
from xml.etree.ElementTree import Element

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.content.extensions import OPTIONS, check_extension
from alliance.content.markdown import render_markdown
from alliance.i18n.messages import WrongValueError

EXTENSIONS = (check_extension("tables"), check_extension("def_list"))


class Links:
    """Leads every page to /page, shows every picture as /picture, names a directive by its text."""

    def href(self, target: str) -> str:
        """Leave addresses of other sites alone."""
        return target if ":" in target else "/page"

    def image(self, _target: str) -> dict[str, str]:
        """Know one picture."""
        return {"src": "/picture", "width": "3", "height": "2"}

    def name(self, directive: str) -> Element:
        """Write the directive as it is."""
        element = Element("span")
        element.text = directive
        return element


def html(markdown: str) -> str:
    """Return the HTML of a text."""
    return str(render_markdown(markdown, EXTENSIONS, Links()))


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Hello *world*", "<p>Hello <em>world</em></p>"),
        ("# One\n\n## Two", "<h2>One</h2>\n<h2>Two</h2>"),
        ("[a](b.md)", '<p><a href="/page">a</a></p>'),
        ("[a](https://x.org/?a=1&b=2)", '<p><a href="https://x.org/?a=1&amp;b=2">a</a></p>'),
        ("![a](b.png)", '<p><img alt="a" height="2" loading="lazy" src="/picture" width="3"></p>'),
        ("[[market japan]]", "<p><span>market japan</span></p>"),
        ("`[[market japan]]`", "<p><code>[[market japan]]</code></p>"),
        (r"\[[market japan]]", "<p>[[market japan]]</p>"),
        ("a & b < c", "<p>a &amp; b &lt; c</p>"),
        ("{{ 7 * 7 }} {% raw %}", "<p>{{ 7 * 7 }} {% raw %}</p>"),
    ],
)
def test_markdown_becomes_html(markdown: str, expected: str) -> None:
    """Headings start below that of the page; links and pictures are those of the site."""
    assert html(markdown) == expected


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        "a <b onclick=alert(1)>b</b>",
        "<!-- comment -->",
        "<iframe src='https://x.org'></iframe>",
        "<style>p {display:none}</style>",
        "<div markdown='1'>*x*</div>",
    ],
)
def test_html_is_shown_as_text(evil: str) -> None:
    """What was typed can be read; it does nothing."""
    page = lxml.html.fromstring(f"<div>{html(evil)}</div>")

    assert {element.tag for element in page.iter()} <= {"div", "p", "em"}
    assert evil.replace("*", "") in page.text_content().replace("’", "'")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#115;cript:x",
        "data:text/html,x",
        "vbscript:x",
    ],
)
def test_addresses_that_run_lead_nowhere(address: str) -> None:
    """The check refuses them already; here they lose their address all the same."""
    assert "href" not in html(f"[x]({address})")


SAFE = {"a", "abbr", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "hr", "img"}
SAFE |= {"li", "ol", "p", "pre", "span", "strong", "sub", "sup", "table", "tbody", "td", "th"}
SAFE |= {
    "details",
    "ins",
    "mark",
    "summary",
    "thead",
    "tr",
    "ul",
    *(f"h{level}" for level in range(2, 7)),
}
PIECES = [
    "<",
    ">",
    "[",
    "]",
    "(",
    ")",
    "!",
    "*",
    "`",
    "javascript:",
    "onerror=",
    "<img src=x ",
    "&#60;",
]
PIECES += [
    '"',
    "'",
    "\n",
    "\n\n",
    "    ",
    "|",
    "- ",
    "# ",
    "a",
    "{: onclick=x}",
    "<script>",
    "</p>",
    '!!! note "',
    '??? tip "',
    "- [x] ",
    "==",
    "^^",
    "*[a]: ",
    "```\n",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=30).map("".join))
def test_no_text_gives_an_element_or_attribute_that_could_run(markdown: str) -> None:
    """Whatever is typed."""
    extensions = tuple(map(check_extension, OPTIONS))
    text = render_markdown(markdown, extensions, Links())
    page = lxml.html.fromstring(f"<div>{text}</div>")

    for element in page.iter():
        assert element.tag in SAFE
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name != "style"
            assert not value.strip().lower().startswith(("javascript:", "data:", "vbscript:"))


def test_one_text_leaves_no_trace_in_the_next() -> None:
    """Reference links, for example, belong to the text that defines them."""
    assert "href" in html("[a][x]\n\n[x]: https://x.org")
    assert "href" not in html("[a][x]")


@pytest.mark.parametrize(
    ("name", "options", "markdown", "expected"),
    [
        ("abbr", None, "EU\n\n*[EU]: European Union", '<abbr title="European Union">EU</abbr>'),
        ("markdown.extensions.def_list", None, "a\n: b", "<dt>a</dt>"),
        ("fenced_code", None, "```\n<b>\n```", "<code>&lt;b&gt;\n</code>"),
        ("nl2br", None, "a\nb", "a<br>\nb"),
        ("pymdownx.caret", None, "a^2^ ^^new^^", "a<sup>2</sup> <ins>new</ins>"),
        ("pymdownx.caret", {"superscript": False}, "a^2^ ^^new^^", "a^2^ <ins>new</ins>"),
        ("pymdownx.mark", None, "==a==", "<mark>a</mark>"),
        ("pymdownx.tilde", {"subscript": False}, "~~a~~ H~2~O", "<del>a</del> H~2~O"),
        ("sane_lists", None, "1. a\n\n* b", "<ul>"),
        ("smarty", {"smart_quotes": False}, '"a" -- b', '"a" – b'),
        ("tables", None, "a|b\n-|-:\n1|2", '<td class="al-end">2</td>'),
        ("tables", None, "a|b\n-|:-:\n1|2", '<th class="al-center">b</th>'),
        ("admonition", None, '!!! tip "T"\n    a', '<div class="admonition tip">'),
        ("pymdownx.details", None, '??? note "T"\n    a', '<details class="note">'),
        ("admonition", None, '!!! al-header "T"\n    a', '<div class="admonition">'),
        ("pymdownx.tasklist", None, "- [ ] a", '<li class="task-list-item">☐ a</li>'),
        ("pymdownx.tasklist", None, "- [x] a", '<li class="task-list-item">☑ a</li>'),
    ],
)
def test_extensions_with_options_have_their_effect(
    name: str, options: dict[str, bool] | None, markdown: str, expected: str
) -> None:
    """What an extension makes passes the sanitiser."""
    assert expected in str(render_markdown(markdown, (check_extension({name: options}),), Links()))


@pytest.mark.parametrize(
    "name", ["attr_list", "md_in_html", "pymdownx.snippets", "pymdownx.b64", "pymdownx.superfences"]
)
def test_other_extensions_are_refused(name: str) -> None:
    """They would read files, or make what does not pass the sanitiser."""
    with pytest.raises(WrongValueError, match="cannot be used, only these extensions"):
        check_extension(name)


@pytest.mark.parametrize("name", ["footnotes", "toc"])
def test_extensions_for_whole_pages_are_refused(name: str) -> None:
    """Each section of a page is converted by itself."""
    with pytest.raises(WrongValueError, match="from one section of a page to another"):
        check_extension(name)


def test_an_extension_that_is_not_installed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The builder does not need those of PyMdown, which come with the theme."""
    monkeypatch.setitem(sys.modules, "pymdownx", None)
    with pytest.raises(WrongValueError, match="is not installed"):
        check_extension("pymdownx.mark")
