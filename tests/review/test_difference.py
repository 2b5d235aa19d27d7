"""How two texts differ, and what counts as a line of a page."""

from __future__ import annotations

import pytest

from alliance.review.diff import Pair, marked_words, pairs, repeats, unmoved
from alliance.review.visible_text import visible_text


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("Date: May 2020", "Date: June 2020", "Date: -May-+June+ 2020"),
        ("over 358,000 jobs", "over 361,000 jobs", "over -358,000-+361,000+ jobs"),
        ("one old big house", "one new small house", "one -old big-+new small+ house"),
        ("日本の市場です。", "日本国の市場です。", "日本+国+の市場です。"),
        ("A market.", "Ein ganz anderer Satz", "-A market.-+Ein ganz anderer Satz+"),
        ("", "New", "+New+"),
        ("Gone", "", "-Gone-"),
    ],
)
def test_words_that_differ_are_marked(before: str, after: str, marked: str) -> None:
    """Numbers as a whole, scripts without spaces by character, dissimilar texts as a whole."""
    signs = {"same": "", "gone": "-", "new": "+"}

    spans = marked_words(Pair(before, after))

    assert "".join(f"{signs[s.change]}{s.text}{signs[s.change]}" for s in spans) == marked


def test_lines_are_paired_with_their_versions() -> None:
    """A named value with the same name, a sentence with one much like it."""
    before = ["Title", "Date: May 2020", "They met in Lyon."]
    after = ["Title", "Place: Lyon", "Date: 7 June 2021", "They met in Nice."]

    assert pairs(before, after) == (
        Pair("", "Place: Lyon"),
        Pair("Date: May 2020", "Date: 7 June 2021"),
        Pair("They met in Lyon.", "They met in Nice."),
    )


def test_a_line_that_only_moved_is_not_a_difference() -> None:
    """As in a list that is sorted by what changed."""
    assert unmoved(pairs(["A", "B", "C"], ["B", "C", "A", "D"])) == (Pair("", "D"),)


def test_part_of_a_reported_change_is_not_reported_again() -> None:
    """But 1 is not part of 11."""
    said = {Pair("Date: May 2020", "Date: June 2021"), Pair("11 records", "12 records")}

    assert repeats(Pair("May 2020", "June 2021"), said)
    assert not repeats(Pair("1 records", "2 records"), said)


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<dl><dt>Market</dt><dd>Japan</dd><dd>China</dd></dl>", ("Market: Japan, China",)),
        ("<tr><th>Lyon</th><td>2</td><td> </td><td>3</td></tr>", ("Lyon · 2 · · 3",)),
        ("<p class='al-number__value'>7</p><p>towns</p><p>Note</p>", ("7 towns", "Note")),
        ("<p>A<br>b <em>c</em>d</p><ul><li>e</li></ul>", ("A b cd", "e")),
        ("<a href='https://a.example'>Site</a>", ("Site (https://a.example)",)),
        ("<a href='../japan/'>Japan</a>", ("Japan",)),
        ("<svg><text>x</text><path d=''/></svg><script>y</script><p>z</p>", ("z",)),
        ("<span aria-hidden='true'>–<b>-</b></span>Nothing listed", ("Nothing listed",)),
        ("<img src='a.png' alt='A bridge'>", ("[A bridge]",)),
    ],
)
def test_a_page_is_read_in_lines(html: str, lines: tuple[str, ...]) -> None:
    """What belongs together is one line; what nobody reads is left out."""
    assert visible_text(html).lines == lines


def test_a_drawing_is_compared_by_its_shapes() -> None:
    """The targets of its links do not count."""
    first = "<svg><a href='../a/'><path d='M0 0'/></a></svg>"

    assert visible_text(first).drawings == visible_text(first.replace("../a/", "../b/")).drawings
    assert visible_text(first).drawings != visible_text(first.replace("M0", "M1")).drawings
