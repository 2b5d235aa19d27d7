"""The blocks that a brief is made of: compact lists, whom to ask, and a code of the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from alliance.views.blocks import Block, Fact, Item, Label


@dataclass(frozen=True, slots=True)
class Row:
    """A record in a compact list."""

    lead: Label
    """What stands before it: a date; "" for nothing."""
    title: Label
    href: str
    details: tuple[Label, ...]
    state: str = ""
    goes_on: bool = False
    """Whether the state is that it goes on."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Records as a compact list, or what to say when there are none."""

    fragment: ClassVar[str] = "rows.html"
    rows: tuple[Row, ...]
    empty: str = ""
    in_pairs: bool = False
    """Whether they are short enough for two in a line."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask, who that is, and the ways to reach them."""

    name: Label
    href: str
    details: tuple[Label, ...]
    ways: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Contacts:
    """Whom to ask."""

    fragment: ClassVar[str] = "contacts.html"
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code of the page's address: an SVG path in a square of `size` units."""

    fragment: ClassVar[str] = "code.html"
    size: int
    path: str
    alt: str
    caption: str
    address: tuple[str, ...]
    """In parts, where a line may end between two of them."""


@dataclass(frozen=True, slots=True)
class Brief:
    """A market on one page."""

    fragment: ClassVar[str] = "brief.html"
    tally: tuple[Fact, ...]
    """How much of what is listed here."""
    why: tuple[Block, ...]
    glance: tuple[Block, ...]
    """What stands beside the text where there is room."""
    rest: tuple[Block, ...]
    as_of: str
    """The day that it is printed for."""
    is_long: bool
    """Whether it is more than one sheet of paper holds at the usual size."""
