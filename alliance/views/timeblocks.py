"""The blocks of the timeline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from alliance.views.blocks import Entry, Label

Mark = Literal["day", "month", "year", "span", "rough"]
"""How exact a date is; `span` runs from day to day, `rough` from or to a month or a year."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What happened on a date, as exact as that is known."""

    fragment: ClassVar[str] = "moment.html"
    when: str
    datetime: str
    """The date for machines (HTML, "valid date string"); "" where it is a span."""
    mark: Mark
    year: str
    """The year as a reading aid, "" where it is that of the moment before."""
    state: str
    """Past, now or upcoming, in a word; "" where the phase around it has said so."""
    kind: str
    title: Label
    href: str
    summary: Label


@dataclass(frozen=True, slots=True)
class Today:
    """Where the day that the page was made for stands among other times."""

    fragment: ClassVar[str] = "today.html"
    text: str
    datetime: str


@dataclass(frozen=True, slots=True)
class Undated:
    """What has no published date."""

    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase, and what happened in it."""

    fragment: ClassVar[str] = "stretch.html"
    when: str
    kind: str
    state: str
    timing: str
    name: Label
    summary: Label
    moments: tuple[TimePart, ...]
    undated: Undated


TimePart = Stretch | Moment | Today
"""What stands along the line of time."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happened when, the oldest first."""

    fragment: ClassVar[str] = "timeline.html"
    parts: tuple[TimePart, ...]
    undated: Undated
    key: tuple[tuple[Mark, str], ...]
    """What the marks mean: those that are used, if there is more than one."""
    key_label: str
    empty: str
    level: int = 3
    """The level of the phases' headings."""
