"""Rich text: Markdown of strangers becomes safe HTML."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.content.markdown import render_markdown

EXTENSIONS = ("tables", "def_list")


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
SAFE |= {"thead", "tr", "ul", *(f"h{level}" for level in range(2, 7))}
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
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=30).map("".join))
def test_no_text_gives_an_element_or_attribute_that_could_run(markdown: str) -> None:
    """Whatever is typed."""
    page = lxml.html.fromstring(f"<div>{html(markdown)}</div>")

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
