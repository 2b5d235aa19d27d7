"""The block of the map: what it draws, in units of its view box, and says in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from alliance.content import directives
from alliance.content.content import is_cancelled
from alliance.content.context import Context
from alliance.content.relations import activities_of, agreements_of
from alliance.graphics import svg, world
from alliance.graphics.world import HEIGHT, WIDTH, Box, Point
from alliance.i18n import cldr
from alliance.model.records import Coordinates, Market, Partner
from alliance.model.translations import Phrase
from alliance.views.cards import home, since

Spot = tuple[int, int]
"""Units to the right and down."""


@dataclass(frozen=True, slots=True)
class Area:
    """A market on a map: its shape, and a dot where that is too small to be seen."""

    href: str
    name: str
    """What it is called, and what is there."""
    path: str
    dot: tuple[()] | Spot


@dataclass(frozen=True, slots=True)
class Pin:
    """A partner as a point on a map, with its name beside it."""

    href: str
    name: str
    point: Spot
    anchor: str
    """Which part of the name is at the point: `start`, `middle` or `end`."""
    right: str
    """How far the name is moved to the right, by the size of its letters, as in `0.8em`."""
    down: str
    """How far it is moved down."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A map, or a larger one of a part of it; lines are path data of SVG."""

    view_box: str
    land: str
    areas: tuple[Area, ...]
    pins: tuple[Pin, ...]
    dots: tuple[Spot, ...] = ()
    """Points that only the larger map names."""
    frame: tuple[()] | tuple[int, int, int, int] = ()
    """What the larger map shows: left, top, width and height."""
    markets: str = ""
    """Markets that are shown only: they are linked on the map of the world."""
    hint: tuple[()] | Spot = ()
    """The middle of the line on which the name of an area stands while it is pointed at."""


@dataclass(frozen=True, slots=True)
class MapEntry:
    """What a map shows, in words."""

    href: str
    title: str | Phrase
    facts: tuple[str | Phrase, ...]


@dataclass(frozen=True, slots=True)
class WorldMap:
    """Markets and partners on a map, with lists that say the same."""

    fragment: ClassVar[str] = "worldmap.html"
    title: str
    world: Sheet
    markets_label: str
    markets: tuple[MapEntry, ...]
    """Empty where another view on the page tells of them."""
    part_title: str
    part: Sheet | None
    """The partners' part of the world."""
    partners_label: str
    partners: tuple[MapEntry, ...]
    empty: str
    """What to say when there are no markets, "" where another view says it."""
    notes: tuple[str, ...]


SOURCE = "Natural Earth"

# Square units of the world: smaller islands are left out, of a market all but its largest part.
_SMALLEST_LAND, _SMALLEST_PART = 10, 30
# A market that is narrower than this has a dot beside its shape, or in its place.
_EASILY_SEEN = 16
# The size of names in units of a map, on a phone, where they are largest; a map is WIDTH wide.
_LETTERS = 96
# Where the map says what is pointed at: in the sea between South America and Australia.
_HINT = (1060, HEIGHT - 20)
# A map of the partners' part of the world: its height, how much room it leaves around the points,
# and how wide a part of the world it may be and still be worth drawing.
_ZOOM_HEIGHT, _ROOM, _NARROWEST, _WIDEST = 1000, 2.0, WIDTH / 12, WIDTH / 2


def world_map(context: Context, view: directives.Directive) -> WorldMap:
    """Return the map; `list` is "partners" where the markets are told of beside it already."""
    content = context.content
    markets = context.by_title(content.markets)
    told_already = "list" in view.options
    located = tuple((p, place) for p in content.partners if (place := p.coordinates))
    part = _part_of([_point(place) for _, place in located])
    pins = _pins(context, located, part)
    return WorldMap(
        context.t("World map of the markets"),
        Sheet(
            f"0 0 {WIDTH} {HEIGHT}",
            _land(frozenset(m.country for m in markets)),
            tuple(_areas(context, markets)),
            () if part else pins,
            tuple(_rounded(_point(place)) for _, place in located) if part else (),
            _frame(part) if part else (),
            hint=_HINT,
        ),
        context.t("Markets"),
        () if told_already else tuple(_market_entries(context, markets)),
        context.t("Map of the partners"),
        _zoomed(part, context, pins) if part else None,
        context.t("Partners"),
        tuple(_partner_entries(context)),
        "" if told_already else context.t("No markets are listed yet."),
        tuple(_notes(context, located)),
    )


def _areas(context: Context, markets: tuple[Market, ...]) -> Iterator[Area]:
    """Yield the markets that the map has room for: all but those in the Antarctic."""
    for market in markets:
        if middle := world.middle_of(market.country):
            yield Area(
                context.link(market),
                _named(context, market),
                _shape(market.country),
                _rounded(middle) if _is_small(market.country) else (),
            )


def _named(context: Context, market: Market) -> str:
    name = context.title(market).text
    facts = cldr.listing(_counts(context, market), context.formats)
    return context.t("{name}: {facts}").format(name=name, facts=facts) if facts else name


def _counts(context: Context, market: Market) -> list[str]:
    agreements = len(agreements_of(context.content, market))
    activities = sum(not is_cancelled(a) for a in activities_of(context.content, market))
    found = (("agreements", agreements), ("activities", activities))
    return [context.counted(number, what) for what, number in found if number]


def _market_entries(context: Context, markets: tuple[Market, ...]) -> Iterator[MapEntry]:
    for market in markets:
        facts = (*_counts(context, market), *since(context, market))
        yield MapEntry(context.link(market), context.title(market), facts)


def _partner_entries(context: Context) -> Iterator[MapEntry]:
    for partner in context.content.partners:
        yield MapEntry(context.link(partner), context.title(partner), home(context, partner))


def _notes(context: Context, located: tuple[tuple[Partner, Coordinates], ...]) -> Iterator[str]:
    """Yield what the points stand for, so that none seems more exact than it is."""
    meant = {place.of for _, place in located}
    if meant == {"region"}:
        yield context.t("Each partner is shown in the middle of its region.")
    elif meant == {"seat"}:
        yield context.t("Each partner is shown where it has its seat.")
    elif meant:
        yield context.t("Each partner is shown at its seat or in the middle of its region.")
    yield context.t("Shapes of countries: {source}").format(source=SOURCE)


def _pins(
    context: Context, located: tuple[tuple[Partner, Coordinates], ...], part: Box | None
) -> tuple[Pin, ...]:
    """Return partners as points of the world, or of the part of it that is shown larger."""
    points = [_moved(_point(place), part) for _, place in located]
    names = [partner.name for partner, _ in located]
    frame = Box(0, 0, WIDTH, _ZOOM_HEIGHT if part else HEIGHT)
    sides = svg.labelled(points, names, frame, _LETTERS)
    return tuple(
        Pin(
            context.link(partner),
            partner.name,
            _rounded(point),
            side.anchor,
            f"{side.right}em",
            f"{side.down}em",
        )
        for (partner, _), point, side in zip(located, points, sides, strict=True)
    )


def _zoomed(part: Box, context: Context, pins: tuple[Pin, ...]) -> Sheet:
    markets = frozenset(market.country for market in context.content.markets)
    land, shown = _part_land(part, markets)
    return Sheet(f"0 0 {WIDTH} {_ZOOM_HEIGHT}", land, (), pins, (), (), shown)


@lru_cache
def _land(markets: frozenset[str]) -> str:
    """Return all land but the markets, as path data."""
    rings = world.outline_without(markets, "far")
    return svg.path(ring for ring in rings if world.area(ring) > _SMALLEST_LAND)


@lru_cache(maxsize=256)
def _shape(country: str) -> str:
    rings = sorted(world.outline(country, "far"), key=world.area, reverse=True)
    return svg.path(ring for ring in rings if ring is rings[0] or world.area(ring) > _SMALLEST_PART)


@lru_cache(maxsize=256)
def _is_small(country: str) -> bool:
    rings = world.outline(country, "far")
    if not rings:
        return True
    box = world.box_of(point for ring in rings for point in ring)
    return max(box.width, box.height) < _EASILY_SEEN


@lru_cache
def _part_land(part: Box, markets: frozenset[str]) -> tuple[str, str]:
    """Return the land in a part of the world, without and of the markets, as path data."""
    frame = Box(-8, -8, WIDTH + 8, _ZOOM_HEIGHT + 8)
    paths = {True: "", False: ""}
    for country in sorted(world.world().countries):
        rings = (
            world.clipped(tuple(_moved(point, part) for point in ring), frame)
            for ring in world.outline(country, "near")
            if world.box_of(ring).meets(part)
        )
        paths[country in markets] += svg.path(ring for ring in rings if ring)
    return paths[False], paths[True]


def _part_of(points: list[Point]) -> Box | None:
    """Return the part of the world around the partners; None if they are spread all over it."""
    if not points:
        return None
    around = world.box_of(points)
    (x, y), shape = around.middle, WIDTH / _ZOOM_HEIGHT
    width = max(around.width * _ROOM, around.height * _ROOM * shape, _NARROWEST)
    if width > _WIDEST:
        return None
    return Box(x - width / 2, y - width / shape / 2, x + width / 2, y + width / shape / 2)


def _moved(point: Point, part: Box | None) -> Point:
    if part is None:
        return point
    scale = WIDTH / part.width
    return (point[0] - part.left) * scale, (point[1] - part.top) * scale


def _point(place: Coordinates) -> Point:
    return world.map_point(place.longitude, place.latitude)


def _rounded(point: Point) -> tuple[int, int]:
    return round(point[0]), round(point[1])


def _frame(part: Box) -> tuple[int, int, int, int]:
    return round(part.left), round(part.top), round(part.width), round(part.height)
