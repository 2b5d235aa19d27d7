"""Rich text: Markdown of strangers becomes safe HTML."""

from __future__ import annotations

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from alliance.content.extensions import ALWAYS_ON, OPTIONAL, check_extension
from alliance.content.markdown import parse
from alliance.content.markdown_html import render_markdown
from alliance.i18n.messages import WrongValueError
from tests.conftest import examples


class Links:
    """Leads every page to /page, shows every picture as /picture, names a directive by its text."""

    def href(self, target: str) -> str:
        """Leave addresses of other sites alone."""
        return target if ":" in target else "/page"

    def image(self, _target: str) -> dict[str, str]:
        """Know one picture."""
        return {"src": "/picture", "width": "3", "height": "2"}

    def name(self, directive: str) -> Markup:
        """Write the directive as it is."""
        return Markup("<span>{}</span>").format(directive)

    def t(self, word: str) -> str:
        """Write a word as it is."""
        return word


def html(markdown: str, extensions: tuple[str, ...] = ("def_list",)) -> str:
    """Return the HTML of a text."""
    return str(render_markdown(parse(markdown, extensions), Links()))


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Hello *world*", "<p>Hello <em>world</em></p>"),
        ("# One\n\n## Two", "<h2>One</h2>\n<h2>Two</h2>"),
        ("[a](b.md)", '<p><a href="/page">a</a></p>'),
        ("[a](https://x.org/?a=1&b=2)", '<p><a href="https://x.org/?a=1&amp;b=2">a</a></p>'),
        (
            '![a *b* `c`](b.png "T")',
            '<p><img loading="lazy" alt="a b c" src="/picture" width="3" height="2" title="T"></p>',
        ),
        (
            "![<b>](b.png)",
            '<p><img loading="lazy" alt="&lt;b&gt;" src="/picture" width="3" height="2"></p>',
        ),
        ('[a](https://x.org "T")', '<p><a href="https://x.org" title="T">a</a></p>'),
        ("<a@b.example>", '<p><a href="mailto:a@b.example">a@b.example</a></p>'),
        (
            "<https://x.org/?a&b>",
            '<p><a href="https://x.org/?a&amp;b">https://x.org/?a&amp;b</a></p>',
        ),
        ("at www.x.org/a.", '<p>at <a href="http://www.x.org/a">www.x.org/a</a>.</p>'),
        (
            "(https://x.org/a_b(c))",
            '<p>(<a href="https://x.org/a_b(c)">https://x.org/a_b(c)</a>)</p>',
        ),
        ("Ask me@x.org", '<p>Ask <a href="mailto:me@x.org">me@x.org</a></p>'),
        (
            "見る：https://x.org/をご覧",
            '<p>見る：<a href="https://x.org/">https://x.org/</a>をご覧</p>',
        ),
        ("[me@x.org](https://x.org)", '<p><a href="https://x.org">me@x.org</a></p>'),
        ("`https://x.org`", "<p><code>https://x.org</code></p>"),
        ("~~a~~", "<p><del>a</del></p>"),
        ("a\\\nb", "<p>a<br>\nb</p>"),
        ("***", "<hr>"),
        (
            "a\n- b\n  - c\n3. d",
            "<p>a</p>\n\n<ul>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n\n"
            '<ol start="3">\n<li>d</li>\n</ol>',
        ),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        (
            "- [ ] a\n- [x] b",
            '<ul>\n<li class="task-list-item">☐ a</li>\n<li class="task-list-item">☑ b</li>\n</ul>',
        ),
        ("```sh\n# <b>\n\n[[x y]]\n```", "<pre><code># &lt;b&gt;\n\n[[x y]]\n</code></pre>"),
        (
            "> [!TIP]\n> a",
            '<div class="admonition tip">\n<p class="admonition-title">Tip</p>\n<p>a</p>\n</div>',
        ),
        (
            "> [!CAUTION]\n> a",
            '<div class="admonition danger">\n<p class="admonition-title">Caution</p>\n'
            "<p>a</p>\n</div>",
        ),
        ("a\n: b", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>"),
        (
            "a|b\n-|-:\n1|2",
            '<table>\n<thead>\n<tr>\n<th>a</th>\n<th class="al-end">b</th>\n</tr>\n</thead>\n'
            '<tbody>\n<tr>\n<td>1</td>\n<td class="al-end">2</td>\n</tr>\n</tbody>\n</table>',
        ),
        ("a [[market japan]]", "<p>a <span>market japan</span></p>"),
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
    assert evil in page.text_content().replace("’", "'")


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


SAFE = {"a", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "hr", "img"}
SAFE |= {"li", "ol", "p", "pre", "span", "strong", "sup", "table", "tbody", "td", "th"}
SAFE |= {
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
    "> [!NOTE]\n> ",
    "- [x] ",
    "~~",
    "[^a]",
    "[^a]: ",
    "[[",
    "https://a",
    "a@b.c",
    "```\n",
]


@examples(500)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=30).map("".join))
def test_no_text_gives_an_element_or_attribute_that_could_run(markdown: str) -> None:
    """Whatever is typed."""
    text = html(markdown, (*ALWAYS_ON, *OPTIONAL))
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


def test_footnotes_lead_there_and_back() -> None:
    """Numbered in the order in which they are named, whatever their labels; each once."""
    text = "a[^z] b[^1] c[^z]\n\n[^1]: One\n[^z]: Zed\n[^n]: Never"
    page = lxml.html.fromstring(f"<div>{html(text)}</div>")

    numbers = page.xpath("//a[@role='doc-noteref']")
    assert [(number.text, number.get("href")) for number in numbers] == [
        ("1", "#fn:1"),
        ("2", "#fn:2"),
        ("1", "#fn:1"),
    ]
    assert [item.text_content().split() for item in page.xpath("//ol/li")] == [
        ["Zed", "↩"],
        ["One", "↩"],
    ]
    for link in page.xpath("//a"):
        assert len(page.xpath(f"//*[@id='{link.get('href')[1:]}']")) == 1


@pytest.mark.parametrize(
    ("name", "markdown", "expected"),
    [
        ("markdown.extensions.def_list", "a\n: b", "<dt>a</dt>"),
        ("nl2br", "a\nb", "a<br>\nb"),
        ("smarty", '"a" -- b...', "“a” – b…"),
        ("tables", "a|b\n-|-\n1|2", "<td>2</td>"),
        ("fenced_code", "```\nb\n```", "<pre><code>b\n</code></pre>"),
    ],
)
def test_extensions_have_their_effect(name: str, markdown: str, expected: str) -> None:
    """Those that may be named; what they make passes the sanitiser."""
    assert expected in html(markdown, (check_extension(name),))


@pytest.mark.parametrize("name", OPTIONAL)
def test_extensions_that_are_not_named_have_no_effect(name: str) -> None:
    """A text means the same on every site but for these."""
    texts = {"def_list": "a\n: b", "nl2br": "a\nb", "smarty": "a -- b"}
    assert html(texts[name], ()) != html(texts[name], (name,))


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("attr_list", "cannot be used, only these extensions: def_list"),
        ("md_in_html", "cannot be used"),
        ("pymdownx.snippets", "cannot be used"),
        ("toc", "cannot be used"),
        ("tabels", 'Did you mean "tables"?'),
        ("admonition", "> [!NOTE]"),
        ("pymdownx.tilde", "~~text~~"),
        ({"smarty": {"smart_quotes": False}}, "takes no options"),
        (3, "the name of an extension is expected"),
    ],
)
def test_other_extensions_are_refused(entry: object, message: str) -> None:
    """They would read files, make what does not pass the sanitiser, or be without effect."""
    with pytest.raises(WrongValueError) as error:
        check_extension(entry)
    assert message in str(error.value.message)
