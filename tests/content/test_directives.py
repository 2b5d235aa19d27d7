"""Directives: where they are found, what they say, and where they are none."""

from __future__ import annotations

import pytest

from alliance.content.directives import Occurrence, explain_directive, parse_name
from alliance.views.registry import VIEW_OPTIONS

SLUGS = {
    "markets": frozenset(["japan", "usa"]),
    "figures": frozenset(["smes"]),
    "partners": frozenset(["acme"]),
    "phases": frozenset(["first"]),
    **dict.fromkeys(["themes", "activities", "agreements", "results", "pages"], frozenset[str]()),
}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("market japan", ("markets", "japan")),
        ("  figure   smes ", ("figures", "smes")),
        ("activity a b", ("activities", "a b")),
        ("market\n  japan", ("markets", "japan")),
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
        (
            "figures",
            False,
            "[[figures]] places a view: put it in a paragraph of its own, with an empty line",
        ),
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
