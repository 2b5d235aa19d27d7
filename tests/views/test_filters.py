"""Filters of the list of activities: what can be chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from alliance.content.context import Context
from alliance.content.directives import Directive
from alliance.site.reading import read_content
from alliance.views.blocks import Cards
from alliance.views.filters import Filters
from alliance.views.registry import VIEWS

ACTIVITY = "type: {}\ntitle: {}\nmarkets: [{}]\nphase: first\nsummary: An activity.\n"
LIST = {
    "data/markets/oman.yml": "country: OM\nsince: first\nsummary: A market.\n",
    "data/activities/fair.yml": ACTIVITY.format("fair", "A fair", "oman, japan") + "start: 2019\n",
    "data/activities/walk.yml": ACTIVITY.format("mission", "A walk", "oman"),
    "data/activities/talk.yml": ACTIVITY.format("mission", "A talk", "") + "start: 2019-12-31\n",
}


def listed(root: Path, language: str = "en", **options: str) -> Cards:
    """Return the list of activities of a small alliance."""
    content, problems = read_content(root)
    assert content is not None, problems
    context = Context(content, language, dt.date(2026, 3, 2), "activities")
    cards = VIEWS["activities"].block(context, Directive("activities", options))
    assert isinstance(cards, Cards)
    return cards


def filters(root: Path, language: str = "en") -> Filters:
    """Return the filters of that list, which must have some."""
    found = listed(root, language).filters
    assert found is not None
    return found


def test_a_facet_has_the_values_that_occur_in_the_order_of_its_kind(
    alliance: Callable[..., Path],
) -> None:
    """Markets and kinds by name, years from the latest; what has no date has a value of its own."""
    found = filters(alliance(LIST))

    assert {facet.name: [(c.value, c.text) for c in facet.choices] for facet in found.facets} == {
        "market": [("japan", "Japan"), ("oman", "Oman")],
        "kind": [("mission", "Mission"), ("fair", "Trade fair")],
        "year": [("2020", "2020"), ("2019", "2019"), ("undated", "No published date")],
    }


def test_values_and_their_order_are_those_of_the_language(alliance: Callable[..., Path]) -> None:
    """The same slugs under other names."""
    markets = filters(alliance(LIST), "fr").facets[0]

    assert [(c.value, c.text) for c in markets.choices] == [("japan", "Japon"), ("oman", "Oman")]


def test_a_card_says_what_it_counts_as(alliance: Callable[..., Path]) -> None:
    """An activity may have several markets, or none."""
    facets = {card.href: dict(card.facets) for card in listed(alliance(LIST)).cards}

    assert facets["visit/"] == {"market": ("japan",), "kind": ("mission",), "year": ("2020",)}
    assert facets["fair/"] == {"market": ("japan", "oman"), "kind": ("fair",), "year": ("2019",)}
    assert facets["walk/"] == {"market": ("oman",), "kind": ("mission",), "year": ("undated",)}
    assert facets["talk/"]["market"] == ()


def test_a_partner_has_what_is_known_to_be_its_own(alliance: Callable[..., Path]) -> None:
    """What names no partners is of all that took part in its phase."""
    other = "name: Zenith\nrole: partner\ncountry: FR\nregion: There\nsummary: A partner.\n"
    root = alliance({**LIST, "data/partners/zenith.yml": f"{other}phases: [first]\n"})
    cards = {card.href: dict(card.facets) for card in listed(root).cards}

    assert "partner" in {facet.name for facet in filters(root).facets}
    assert cards["visit/"]["partner"] == ("acme",)
    assert cards["walk/"]["partner"] == ("zenith",)


@pytest.mark.parametrize("change", [{}, {"data/activities/talk.yml": None}])
def test_what_is_seen_at_a_glance_has_no_filters(
    alliance: Callable[..., Path], change: dict[str, str | None]
) -> None:
    """Three activities or fewer."""
    root = alliance({**(LIST if change else {}), **change})

    assert listed(root).filters is None
    assert all(card.facets == () for card in listed(root).cards)


def test_a_narrowed_list_has_no_filters(alliance: Callable[..., Path]) -> None:
    """Whoever wrote the page has chosen already."""
    assert listed(alliance(LIST), limit="4").filters is None


def test_there_is_a_sentence_for_every_number(alliance: Callable[..., Path]) -> None:
    """From none to all, as no script knows the plurals of a language."""
    counts = filters(alliance(LIST)).counts

    assert len(counts) == 5
    assert counts[0] == "No activity fits all of these choices."
    assert counts[1] == "1 of 4 activities"
    assert counts[4] == "4 of 4 activities"
