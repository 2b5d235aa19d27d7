"""Markdown as it is parsed: which parts, directives and links a text has, and where."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from alliance.content.directives import Directive
from alliance.content.markdown import Document, Section, parse
from tests.growth import LINEAR, growth


def source(document: Document, part: Section | Directive) -> str | Directive:
    """Return a view, or the text from which a section was read."""
    if isinstance(part, Directive):
        return part
    data = document.text.encode()
    return data[part.events[0].start : part.events[-1].end].decode().strip()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("Hello\n\nWorld", ["Hello\n\nWorld"]),
        ("[[figures]]", [Directive("figures", {})]),
        ("A\n\n[[markets]]  \n\nB", ["A", Directive("markets", {}), "B"]),
        (
            "[[activities market=japan limit=3]]",
            [Directive("activities", {"market": "japan", "limit": "3"})],
        ),
        ("[[activities\n  limit=3]]", [Directive("activities", {"limit": "3"})]),
        ("[[aim]]\n[[markets]]", [Directive("aim", {}), Directive("markets", {})]),
        ("See [[market japan]].", ["See [[market japan]]."]),
        ("- [[aim]]", ["- [[aim]]"]),
        ("    [[figures]]", ["[[figures]]"]),
        ("```\n[[figures]]\n\n[[aim]]\n```", ["```\n[[figures]]\n\n[[aim]]\n```"]),
        ("~~~~\n~~~\n[[a]]\n~~~~\n[[aim]]", ["~~~~\n~~~\n[[a]]\n~~~~", Directive("aim", {})]),
        ("A\n\n## B\nC\n\n### D\n\n## E", ["A", "## B\nC\n\n### D", "## E"]),
        ("> ## A\n\nB", ["> ## A\n\nB"]),
        ("A[^1]\n\n[^1]: Note\n\n[[aim]]", ["A[^1]", Directive("aim", {}), "[^1]: Note"]),
    ],
)
def test_a_text_has_sections_and_views(text: str, parts: list[str | Directive]) -> None:
    """A view is a directive in a paragraph of its own; in code it is text. Footnotes come last."""
    document = parse(text)
    assert [source(document, part) for part in document.parts] == parts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a [[market japan]] b [[figure smes]]", [(0, 2, "market japan"), (0, 21, "figure smes")]),
        ("`[[market japan]]` and [[market usa]]", [(0, 23, "market usa")]),
        ("``a ` [[x]]`` [[y]]", [(0, 14, "y")]),
        ("\n\n[[aim]]", [(2, 0, "aim")]),
        ("é 日 [[aim]]", [(0, 4, "aim")]),
        (r"\[[market japan]]", []),
        ("[[**a**]]", [(0, 0, "**a**")]),
        ("[[a\nb]] [x](y) [[[z]]]", [(0, 0, "a\nb"), (1, 12, "z")]),
        ("# [[a]]\n\n|[[b]]|\n|-|\n\n> - [[c]]", [(0, 2, "a"), (2, 1, "b"), (5, 4, "c")]),
        ("<div>\n[[a]]\n</div>", []),
    ],
)
def test_directives_know_their_place(text: str, found: list[tuple[int, int, str]]) -> None:
    """Lines and columns from 0, in characters; nothing within code."""
    assert [(place.line, place.column, place.text) for place in parse(text).directives] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a [b] c](nowhere.md)", [(0, 0, "nowhere.md")]),
        ("é [a](x.md 'T') ![p](i.png)", [(0, 2, "x.md"), (0, 16, "i.png")]),
        ("[a][b]\n\n[b]:\n  x.md", [(0, 0, "x.md"), (2, 0, "x.md")]),
        ("> [b]: x.md\n\n- [c]: <y z.md>", [(0, 2, "x.md"), (2, 2, "y z.md")]),
        ("![a [b] c][i]\n\n[i]: x.png", [(0, 0, "x.png"), (2, 0, "x.png")]),
        ("![a][i]\n\n[I]: x.png 'T'", [(0, 0, "x.png"), (2, 0, "x.png")]),
        ("<https://x.org> <a@b.org>", [(0, 0, "https://x.org"), (0, 16, "mailto:a@b.org")]),
        (
            "é https://x.org/a_b_c, me@x.org",
            [(0, 2, "https://x.org/a_b_c"), (0, 23, "mailto:me@x.org")],
        ),
        (
            "&amp; \\* https://x.org?a&amp;b www.x.org",
            [(0, 9, "https://x.org?a&b"), (0, 31, "http://www.x.org")],
        ),
        ("[a](java&#115;cript:x)", [(0, 0, "javascript:x")]),
        ("a[^1]\n\n[^1]: [b](c.md)", [(2, 6, "c.md")]),
        ("`[a](b.md)` \\[a](b.md)\n\n    [a](b.md)", []),
        ("```\n[a](b.md)\n\nhttps://x.org\n```", []),
    ],
)
def test_every_link_and_picture_is_found(text: str, found: list[tuple[int, int, str]]) -> None:
    """Those that the page has, and definitions, with their place; nothing within code."""
    assert [(link.line, link.column, link.target) for link in parse(text).references] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[[markets]", [(0, 0, "[[")]),
        ("[markets]]", [(0, 8, "]]")]),
        ("é [[[[markets]", [(0, 2, "[["), (0, 4, "[[")]),
        ("［［markets］］", [(0, 0, "［［"), (0, 9, "］］")]),
        ("[［markets]]", [(0, 0, "[［"), (0, 9, "]]")]),
        ("【【markets", [(0, 0, "【【")]),
        ("[[[market japan]]](https://x.org)", [(0, 17, "](")]),
        ("[a](b c.md) [d]（e.md）", [(0, 2, "]("), (0, 14, "]（")]),
        ("<div>\n[[markets]]\n</div>", [(1, 0, "[["), (1, 9, "]]")]),
        ("`[[a]` \\[[b]] \\[c](d e) [e] (f) [[g h]]", []),
        ("<![CDATA[a]]>", []),
        ("    [[a]\n\n```\n[[b]\n```", []),
    ],
)
def test_damaged_signs_are_found(text: str, found: list[tuple[int, int, str]]) -> None:
    """What looks like a directive or a link; not in code, not after a backslash."""
    assert list(parse(text).damaged) == found


def test_a_footnote_that_is_not_named_is_found() -> None:
    """It would not be shown."""
    assert list(parse("a[^b]\n\n[^b]: x\n[^c]: y").unnamed_notes) == [(3, 0, "c")]


@pytest.mark.parametrize(
    ("text", "place"),
    [("> " * 15 + "a", None), ("> " * 30 + "a", (0, 40)), ("\n\n" + "- " * 30 + "a", (2, 20))],
)
def test_what_is_nested_too_deep_is_found(text: str, place: tuple[int, int] | None) -> None:
    """The sanitiser would need much longer for it."""
    assert parse(text).too_deep == place


REPEATED = {
    sign: sign.__mul__
    for sign in (
        *(
            "[",
            "[a](",
            "![](",
            "]",
            "](",
            "*a ",
            "**a*",
            "_*",
            "`a``",
            "<",
            "<a ",
            "<!--",
            "<?",
            "~~a",
        ),
        *(
            "> ",
            "- ",
            "1. ",
            "&",
            "&#1",
            "\\",
            "[[",
            "[[a]]",
            "[[a] ",
            "[^a]",
            "![a[",
            "![[]()",
            "a|",
        ),
        *(
            "http://a",
            "http://a(",
            "http://a&amp;b ",
            "www.",
            "a.",
            "a@",
            "a@b.",
            "<a@b.org>",
            "\t",
            "\n",
        ),
        *(
            "a\n: b\n",
            "- [ ] a\n",
            "> [!NOTE]\n> a\n\n",
            "[a]: b\n",
            "[a]: (\n",
            '[a](b "',
            "[a](<b",
        ),
        *("```\n", "# a\n", "* * ", "é[a](b) ", "[[a\nb]] ", "|a\n", "[[a]]\n\n", "\\[[a "),
    )
}
GROWING: dict[str, Callable[[int], str]] = {
    **REPEATED,
    "brackets within brackets": lambda n: "[" * n + "a" + "]" * n,
    "links within links": lambda n: "[" * n + "a" + "](b)" * n,
    "emphasis within emphasis": lambda n: "*" * n + "a" + "*" * n,
    "address with brackets after it": lambda n: "http://a" + ")" * n + " b",
    "ever deeper lists": lambda n: "".join("  " * (m % 100) + "- a\n" for m in range(n)),
    "wide table of short rows": lambda n: "|a" * n + "\n" + "|-" * n + "\n" + "|b\n" * n,
    "footnotes": lambda n: "".join(f"[^{m}]: a [^{m + 1}]\n\n" for m in range(n)) + "[^0]",
    "one definition for all": lambda n: f"[a]: {'b' * n}\n\n" + "[a] " * n,
}


def read(text: str) -> None:
    """Read a text as the check does."""
    document = parse.__wrapped__(text, ("def_list",))
    if not document.too_deep and not document.too_wide:
        assert document.directives is not None
        assert document.references is not None
        assert document.damaged is not None


@pytest.mark.parametrize("make", GROWING.values(), ids=GROWING)
def test_the_time_is_linear_in_the_size(make: Callable[[int], str]) -> None:
    """Of whatever is repeated or nested."""
    assert growth(lambda size: read(make(size)), 1500) < LINEAR
