"""Directives: where they are found, what they say, and where they are none."""

from __future__ import annotations

import pytest

from alliance.content.directives import (
    Directive,
    Occurrence,
    explain_directive,
    occurrences,
    parse_name,
    split,
)
from alliance.views.registry import VIEW_OPTIONS

SLUGS = {
    "markets": frozenset(["japan", "usa"]),
    "figures": frozenset(["smes"]),
    "partners": frozenset(["acme"]),
    "phases": frozenset(["first"]),
    **dict.fromkeys(["themes", "activities", "agreements", "results", "pages"], frozenset[str]()),
}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", [""]),
        ("Hello\n\nWorld", ["Hello\n\nWorld"]),
        ("[[figures]]", ["", Directive("figures", {}), ""]),
        ("A\n\n[[markets]]  \n\nB", ["A\n", Directive("markets", {}), "\nB"]),
        (
            "[[activities market=japan limit=3]]",
            ["", Directive("activities", {"market": "japan", "limit": "3"}), ""],
        ),
        ("See [[market japan]].", ["See [[market japan]]."]),
        ("    [[figures]]", ["    [[figures]]"]),
        ("```\n[[figures]]\n```", ["```\n[[figures]]\n```"]),
        (
            "~~~~\n~~~\n[[figures]]\n~~~~\n[[aim]]",
            ["~~~~\n~~~\n[[figures]]\n~~~~", Directive("aim", {}), ""],
        ),
    ],
)
def test_a_text_is_split_at_its_views(text: str, parts: list[str | Directive]) -> None:
    """A view stands alone in its line; in code it is text."""
    assert list(split(text)) == parts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a [[market japan]] b [[figure smes]]", [(0, 2, "market japan"), (0, 21, "figure smes")]),
        ("`[[market japan]]` and [[market usa]]", [(0, 23, "market usa")]),
        ("``a ` [[x]]`` [[y]]", [(0, 14, "y")]),
        ("\n\n[[aim]]", [(2, 0, "aim")]),
        ("[[]]", [(0, 0, "")]),
        (r"\[[market japan]]", []),
        ("[[a\nb]] [x](y) [[[z]]]", [(1, 12, "z")]),
    ],
)
def test_directives_know_their_place(text: str, found: list[tuple[int, int, str]]) -> None:
    """Lines and columns from 0; nothing within code."""
    assert [(place.line, place.column, place.text) for place in occurrences(text)] == found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("market japan", ("markets", "japan")),
        ("  figure   smes ", ("figures", "smes")),
        ("activity a b", ("activities", "a b")),
        ("markets", ("", "")),
        ("", ("", "")),
    ],
)
def test_a_name_is_a_kind_and_a_slug(text: str, name: tuple[str, str]) -> None:
    """In the singular, as one writes it in a sentence."""
    assert parse_name(text) == name


@pytest.mark.parametrize(
    ("text", "alone", "message"),
    [
        ("figures", True, None),
        ("activities market=japan limit=12", True, None),
        ("results phase=first counts=agreements", True, None),
        ("market japan", False, None),
        ("", True, 'no view is called "".'),
        ("figurs", True, 'no view is called "figurs". Did you mean "figures"? Views: welcome,'),
        (
            "market japan",
            True,
            'no view is called "market". [[market …]] belongs within a sentence',
        ),
        ("figures limit=2", True, 'the view "figures" has no option "limit". It takes none.'),
        (
            "markets since=first",
            True,
            'the view "markets" has no option "since". It takes "phase".',
        ),
        ("activities limit=many", True, "limit is a whole number, as in limit=3."),
        ("activities limit=0", True, "limit is a whole number, as in limit=3."),
        (
            "activities market=japn",
            True,
            'market names "japn", which is not there. Did you mean "ja',
        ),
        ("figures", False, "[[figures]] places a view: put it in a line of its own."),
        ("market japn", False, 'there is no market "japn". Did you mean "japan"?'),
        ("markt japan", False, '"markt" is no kind of record. Did you mean "market"? Within a'),
        ("market", False, 'there is no market "".'),
    ],
)
def test_what_is_wrong_with_a_directive_is_told(
    text: str, alone: bool, message: str | None
) -> None:
    """With what is allowed, and the nearest match."""
    found = explain_directive(Occurrence(text, 0, 0, alone), VIEW_OPTIONS, SLUGS)

    assert str(found or "").startswith(message or "")
    assert (found is None) == (message is None)
