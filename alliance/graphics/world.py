"""The shapes of countries on a flat map, from world.json, which bin/world_shapes.py makes.

The map has x to the right and y down, in units of which the world is `WIDTH` wide. Its projection,
Equal Earth, keeps areas true: Šavrič, Patterson and Jenny, "The Equal Earth map projection",
International Journal of Geographical Information Science 33 (2019),
doi:10.1080/13658816.2018.1504949, equations for the sphere. A ring is a closed line, given once
without repeating its start.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Literal

from alliance.resources import resource

FILE = resource("world.json")

Level = Literal["far", "near"]
"""How fine the shapes are: for the world as a whole, or for a part of it."""

Point = tuple[float, float]
Ring = tuple[Point, ...]

WIDTH, HEIGHT = 2000, 910
"""The size of the world: from Kiribati to Samoa, and from Greenland to Cape Horn."""

# With this meridian in the middle the edge of the map runs through the Bering Strait, where it
# cuts no country but a tip of St Lawrence Island.
_MIDDLE = 11.0
_LEFT, _TOP = -2.545, 1.315
_SCALE = WIDTH / 5.2

# The coefficients of the projection's polynomial, as published.
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = sqrt(3) / 2


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the map, by its corners."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top

    @property
    def middle(self) -> Point:
        """The point in its middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def meets(self, other: Box) -> bool:
        """Tell whether the two have an inner point in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True)
class World:
    """What world.json holds: shapes by ISO 3166-1 alpha-2 code, as numbers of arcs."""

    arcs: Mapping[Level, Sequence[Sequence[int]]]
    countries: Mapping[str, Sequence[Sequence[int]]]
    points: Mapping[str, Point]


@lru_cache
def world() -> World:
    """Return the shapes; the file is read once."""
    read = json.loads(FILE.read_text(encoding="utf-8"))
    levels: tuple[Level, ...] = ("far", "near")
    return World({level: read[level] for level in levels}, read["countries"], read["points"])


def map_point(longitude: float, latitude: float) -> Point:
    """Return the point of the map for degrees east and north."""
    return _on_map(_from_middle(longitude), latitude)


def equal_earth(longitude: float, latitude: float) -> Point:
    """Return x to the east and y to the north, in radii of the globe.

    Both angles are in degrees, the longitude from the middle of the map; beyond 180 it goes on
    evenly, so that a line may cross the edge.
    """
    theta = asin(_M * sin(radians(latitude)))
    squared = theta * theta
    sixth = squared**3
    x = (
        radians(longitude)
        * cos(theta)
        / (_M * (_A1 + 3 * _A2 * squared + sixth * (7 * _A3 + 9 * _A4 * squared)))
    )
    return x, theta * (_A1 + _A2 * squared + sixth * (_A3 + _A4 * squared))


@lru_cache(maxsize=1024)
def outline(country: str, level: Level) -> tuple[Ring, ...]:
    """Return the rings of a country, none for one that is too small to be seen at the level."""
    return _rings(world().countries.get(country, ()), level)


@lru_cache(maxsize=1024)
def middle_of(country: str) -> Point | None:
    """Return the middle of the largest part of a country, None for one that the map leaves out."""
    if rings := outline(country, "far"):
        largest: Ring = max(rings, key=area)
        return box_of(largest).middle
    if shape := world().countries.get(country):
        arcs = world().arcs["near"]
        parts = [[_on_map(*point) for point in _unwrapped(_joined(ring, arcs))] for ring in shape]
        longest: list[Point] = max(parts, key=len)
        return box_of(longest).middle
    point = world().points.get(country)
    return map_point(*point) if point else None


@lru_cache
def outline_without(countries: frozenset[str], level: Level) -> tuple[Ring, ...]:
    """Return the outline of all land but that of some countries, without the borders in it."""
    rings = (
        ring
        for country, shape in world().countries.items()
        if country not in countries
        for ring in shape
    )
    return _rings(_merged(rings, world().arcs[level]), level)


def box_of(points: Iterable[Point]) -> Box:
    """Return the smallest rectangle around points; there must be one at least."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def area(ring: Ring) -> float:
    """Return the area of a ring, in square units."""
    pairs = zip(ring, (*ring[1:], *ring[:1]), strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2


def clipped(ring: Ring, box: Box) -> Ring:
    """Return the part of a ring in a box; () where there is none.

    After Sutherland and Hodgman, "Reentrant polygon clipping", Communications of the ACM 17
    (1974): parts that hang together outside stay joined along the edge.
    """
    for axis, limit, sign in (
        (0, box.left, -1),
        (0, box.right, 1),
        (1, box.top, -1),
        (1, box.bottom, 1),
    ):
        ring = _below(ring, axis, limit, sign)
    return ring


def _rings(shape: Iterable[Sequence[int]], level: Level) -> tuple[Ring, ...]:
    arcs = world().arcs[level]
    found: list[Ring] = []
    for ring in shape:
        degrees = tuple(_unwrapped(_joined(ring, arcs)))
        for part in _cut(degrees):
            flat = tuple(_on_map(*point) for point in part)
            if len(set(flat)) > 2:
                found.append(flat)
    return tuple(found)


def _joined(ring: Sequence[int], arcs: Sequence[Sequence[int]]) -> Iterator[Point]:
    """Yield the points of a ring in degrees; each arc ends where the next one starts."""
    for number in ring:
        points = _decoded(arcs[~number if number < 0 else number])
        yield from (reversed(points[1:]) if number < 0 else points[:-1])


def _decoded(arc: Sequence[int]) -> list[Point]:
    points, x, y = [], 0, 0
    for dx, dy in zip(arc[::2], arc[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / 100, y / 100))
    return points


def _unwrapped(ring: Iterable[Point]) -> Iterator[Point]:
    """Yield the points from the middle of the map, going on evenly beyond its edges."""
    last: float | None = None
    for longitude, latitude in ring:
        here = _from_middle(longitude)
        if last is not None:
            here = last + (here - last + 180) % 360 - 180
        last = here
        yield here, latitude


def _cut(ring: Ring) -> Iterator[Ring]:
    """Yield a ring in parts that each lie on one side of the edge of the map."""
    xs = [x for x, _ in ring]
    if min(xs) >= -180 and max(xs) <= 180:
        yield ring
        return
    for turn in (-360, 0, 360):
        moved = tuple((x + turn, y) for x, y in ring)
        yield _below(_below(moved, 0, -180, -1), 0, 180, 1)


def _below(ring: Ring, axis: int, limit: float, sign: int) -> Ring:
    """Return the part of a ring whose coordinate, times the sign, is below the limit's."""
    kept: list[Point] = []
    for start, end in zip((*ring[-1:], *ring[:-1]), ring, strict=True):
        starts, ends = (sign * (p[axis] - limit) <= 0 for p in (start, end))
        if starts != ends:
            share = (limit - start[axis]) / (end[axis] - start[axis])
            kept.append(
                (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))
            )
        if ends:
            kept.append(end)
    return tuple(kept)


def _merged(
    rings: Iterable[Sequence[int]], arcs: Sequence[Sequence[int]]
) -> Iterator[Sequence[int]]:
    """Yield the rings around all of some shapes: of the arcs that only one of them has."""
    numbers = {number for ring in rings for number in ring}
    starts: dict[tuple[int, int], list[int]] = {}
    for number in sorted(numbers):
        if ~number not in numbers:
            starts.setdefault(_ends(number, arcs)[0], []).append(number)
    for left in starts.values():
        while left:
            ring = [left.pop()]
            first, here = _ends(ring[0], arcs)
            while here != first:
                ring.append(starts[here].pop())
                here = _ends(ring[-1], arcs)[1]
            yield ring


def _ends(number: int, arcs: Sequence[Sequence[int]]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return where an arc starts and ends, in hundredths of a degree."""
    arc = arcs[~number if number < 0 else number]
    ends = (arc[0], arc[1]), (sum(arc[::2]), sum(arc[1::2]))
    return (ends[1], ends[0]) if number < 0 else ends


def _from_middle(longitude: float) -> float:
    return (longitude - _MIDDLE + 180) % 360 - 180


def _on_map(from_middle: float, latitude: float) -> Point:
    x, y = equal_earth(from_middle, latitude)
    return (x - _LEFT) * _SCALE, (_TOP - y) * _SCALE
