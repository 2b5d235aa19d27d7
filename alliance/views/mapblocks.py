"""The block of the map: what it draws, in units of its view box, and says in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from alliance.model.translations import Phrase

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
class Entry:
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
    markets: tuple[Entry, ...]
    """Empty where another view on the page tells of them."""
    part_title: str
    part: Sheet | None
    """The partners' part of the world."""
    partners_label: str
    partners: tuple[Entry, ...]
    empty: str
    """What to say when there are no markets, "" where another view says it."""
    notes: tuple[str, ...]
