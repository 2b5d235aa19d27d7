"""The blocks of files and subscriptions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from alliance.views.blocks import Facts


@dataclass(frozen=True, slots=True)
class Way:
    """A way to hear of what is new: where it leads, and what one gets."""

    href: str
    text: str
    note: str
    kind: str
    """The media type of what is there (RFC 6838)."""


@dataclass(frozen=True, slots=True)
class Subscribe:
    """Calendar and feed, to keep up to date."""

    fragment: ClassVar[str] = "subscribe.html"
    title: str
    note: str
    """What the calendar has, and what not."""
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take away: what is in it, its name, and how much it is."""

    title: str
    href: str
    name: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Files that belong together."""

    title: str
    files: tuple[Download, ...]


@dataclass(frozen=True, slots=True)
class Downloads:
    """The open data: what holds for all of it, and its files."""

    fragment: ClassVar[str] = "downloads.html"
    facts: Facts
    shelves: tuple[Shelf, ...]
    level: int = 3
    """The level of the shelves' headings."""
