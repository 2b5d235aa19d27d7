"""The map of markets and partners: what it shows, says, weighs and does for a keyboard."""

from __future__ import annotations

import datetime as dt
import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml.html import HtmlElement

from alliance.content import directives
from alliance.content.context import Context
from alliance.site.reading import read_content
from alliance.views import worldmap
from alliance.views.blocks import PageView
from alliance.views.templates import render
from alliance.views.worldmap import WorldMap
from tests.html import classed, pages
from tests.small import with_line

MARKET = "data/markets/japan.yml"
PARTNER = "data/partners/acme.yml"
VISIT = "data/activities/visit.yml"
OTHER = "data/partners/other.yml"
SEAT = "coordinates: {latitude: 48, longitude: 2}\n"
REGION = "coordinates: {latitude: 48, longitude: 2, of: region}\n"
FAR_AWAY = "coordinates: {latitude: -33, longitude: 151}\n"

LANGUAGES = ("", "ca/", "de/", "es/", "fr/", "it/", "ja/", "ko/", "pt-BR/", "zh/")
MOST = 40_000


def partner(more: str) -> str:
    """Return a second partner."""
    return f"name: Other\nrole: partner\ncountry: FR\nregion: There\nsummary: Another.\n{more}"


def shown(root: Path, options: str = "") -> WorldMap:
    """Return the map of an alliance in English."""
    content, problems = read_content(root)
    assert not problems
    assert content is not None
    context = Context(content, "en", dt.date(2026, 1, 1))
    return worldmap.world_map(context, directives.parse_view(f"map {options}"))


@pytest.mark.parametrize(
    ("first", "second", "note"),
    [
        ("", "", None),
        (SEAT, "", "Each partner is shown where it has its seat."),
        (REGION, REGION, "Each partner is shown in the middle of its region."),
        (SEAT, REGION, "Each partner is shown at its seat or in the middle of its region."),
    ],
    ids=["no points", "a seat", "regions", "both"],
)
def test_the_map_says_what_its_points_stand_for(
    alliance: Callable[..., Path], first: str, second: str, note: str | None
) -> None:
    """The middle of a region is never taken for an address; without points nothing is said."""
    changes = with_line(PARTNER, "summary:", f"{first}summary:")
    found = shown(alliance({**changes, OTHER: partner(second)}))

    assert found.notes == (*filter(None, [note]), "Shapes of countries: Natural Earth")
    assert (found.part is not None) == (note is not None)


def test_a_partner_without_coordinates_is_in_the_list_only(alliance: Callable[..., Path]) -> None:
    """Nothing is guessed from its country."""
    found = shown(alliance({OTHER: partner(SEAT)}))

    assert found.part is not None
    assert [pin.name for pin in found.part.pins] == ["Other"]
    assert [str(entry.title) for entry in found.partners] == ["Acme", "Other"]


def test_partners_all_over_the_world_need_no_second_map(alliance: Callable[..., Path]) -> None:
    """They are named on the map of the world, and no part of it is framed."""
    changes = with_line(PARTNER, "summary:", f"{SEAT}summary:")
    found = shown(alliance({**changes, OTHER: partner(FAR_AWAY)}))

    assert found.part is None
    assert [pin.name for pin in found.world.pins] == ["Acme", "Other"]
    assert found.world.frame == ()


@pytest.mark.parametrize("country", ["SG", "MT", "TV"])
def test_a_market_too_small_to_be_seen_has_a_dot(
    alliance: Callable[..., Path], country: str
) -> None:
    """Singapore, Malta, Tuvalu: the dot is in the link, as a shape would be."""
    (area,) = shown(alliance(with_line(MARKET, "country: JP", f"country: {country}"))).world.areas

    assert area.dot


def test_a_large_market_is_a_shape_without_a_dot(alliance: Callable[..., Path]) -> None:
    """And its name says what is there, without counting to nought."""
    (area,) = shown(alliance()).world.areas

    assert area.dot == ()
    assert area.path.startswith("M")
    assert area.name == "Japan: 1 activity"


def test_a_cancelled_activity_is_not_counted(alliance: Callable[..., Path]) -> None:
    """It is no evidence of work on a market."""
    found = shown(alliance(with_line(VISIT, "summary:", "cancelled: true\nsummary:")))

    assert [area.name for area in found.world.areas] == ["Japan"]
    assert [len(entry.facts) for entry in found.markets] == [1]


def test_a_market_that_the_map_leaves_out_is_in_the_list(alliance: Callable[..., Path]) -> None:
    """The map ends north of Antarctica; the list beside it does not."""
    found = shown(alliance(with_line(MARKET, "country: JP", "country: AQ")))

    assert [str(entry.title) for entry in found.markets] == ["Antarctica"]
    assert found.world.areas == ()


def test_the_list_of_markets_can_stand_elsewhere_on_the_page(
    alliance: Callable[..., Path],
) -> None:
    """Then nothing says that there are none."""
    found = shown(alliance(), "list=partners")

    assert (found.markets, found.empty) == ((), "")
    assert shown(alliance(), "").markets != ()


def test_names_from_records_are_text(alliance: Callable[..., Path]) -> None:
    """Whatever they look like, within SVG too."""
    name = "<script>alert(1)</script>\" onload='x"
    text = partner(SEAT).replace("name: Other", f"name: >-\n  {name}")
    view = PageView("Page", "", "", (shown(alliance({OTHER: text})),))
    html = str(render(view, "en"))

    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert '" onload' not in html


def links(page: HtmlElement, *names: str) -> list[str]:
    """Return where the links below elements of classes lead, in order."""
    return [
        link.get("href") or ""
        for name in names
        for part in classed(page, name)
        for link in part.iter("a")
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_and_map_lead_to_the_same_pages(reference: Path, language: str) -> None:
    """In every language, for those who cannot use the one or the other (WCAG 2.2, 1.1.1)."""
    home = pages(reference)[f"{language}index.html"]

    assert (
        links(home, "al-map__sheet")
        == links(home, "al-map__list")[:7] + links(home, "al-map__sheet")[7:]
    )
    assert sorted(links(home, "al-map__sheet")) == sorted(links(home, "al-map__list"))
    markets = pages(reference)[f"{language}markets/index.html"]
    assert sorted(links(markets, "al-map__sheet")) == sorted(
        links(markets, "al-map__list", "al-cards")
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["", "markets/"])
def test_a_page_with_the_map_is_light(reference: Path, path: str, language: str) -> None:
    """The whole page, packed as servers send it."""
    packed = gzip.compress((reference / language / path / "index.html").read_bytes())

    assert len(packed) < MOST


def test_a_partner_of_the_second_alliance_is_listed_without_a_point(harbour: Path) -> None:
    """One of its three has no coordinates; the lists are mirrored, the maps are not."""
    home = pages(harbour)["ar/index.html"]

    assert len(classed(home, "al-map__pin")) == 2
    assert len(links(home, "al-map__list")) == 2 + 3
