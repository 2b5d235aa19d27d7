"""The blocks that pages are made of: final text, and the fragment that prints it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, Literal, Protocol

from markupsafe import Markup

from alliance.graphics.charts import Chart
from alliance.model.translations import Phrase

Label = str | Phrase

_COMPONENT = re.compile(
    r'<details\b|class="[^"]*\b(?:admonition|footnote|highlight|tabbed-set|task-list)\b'
)


class Block(Protocol):
    """What a page is made of: anything that names the fragment that prints it."""

    fragment: ClassVar[str]


@dataclass(frozen=True, slots=True)
class Item:
    """A text, with a link if it leads anywhere."""

    text: Label
    href: str = ""


@dataclass(frozen=True, slots=True)
class RecordLink:
    """A record in few words: a link, and a note on it."""

    text: Label
    href: str = ""
    note: str = ""
    hint: Label = ""
    """What the text leaves out, for those who do not see where it stands."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact at a glance: what it is, and its values."""

    label: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A record in a list."""

    href: str
    title: Label
    kicker: str
    summary: Label
    facts: tuple[Label, ...] = ()
    facets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """What it counts as, where its list has filters: the name of a facet, and its values."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a list can be filtered by, and what it is called."""

    value: str
    text: str
    language: str = ""
    """The language of the text, where the page has another."""


@dataclass(frozen=True, slots=True)
class Prose:
    """Running text."""

    fragment: ClassVar[str] = "prose.html"
    html: Markup

    @property
    def has_components(self) -> bool:
        """Whether it has what Material's stylesheet dresses, and ours only makes readable."""
        return bool(_COMPONENT.search(self.html))


@dataclass(frozen=True, slots=True)
class Facet:
    """A question by which a list can be filtered; `everything` is the choice of no answer."""

    name: str
    label: str
    everything: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """A form that a script shows above a list."""

    label: str
    facets: tuple[Facet, ...]
    reset: str
    counts: tuple[str, ...]
    """How many cards are shown, as a sentence, for each number from none to all of them."""
    script: str


@dataclass(frozen=True, slots=True)
class Cards:
    """Records as cards."""

    fragment: ClassVar[str] = "cards.html"
    cards: tuple[Card, ...]
    empty: str
    """What to say when there are none."""
    level: int = 3
    """The level of the cards' headings: one below the heading that they stand under."""
    wide: bool = False
    filters: Filters | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts at a glance."""

    fragment: ClassVar[str] = "facts.html"
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Credit:
    """What the giver of money asks to be shown."""

    emblem: str
    """The link to the emblem, "" if none is asked for."""
    emblem_alt: str
    label: Label
    statement: Label
    disclaimer: Label


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it."""

    fragment: ClassVar[str] = "section.html"
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """What one page shows in one language."""

    title: Label
    kicker: str
    lead: Label
    blocks: tuple[Block, ...]
    sources: tuple[Item, ...] = ()
    sources_label: str = ""
    bare: bool = False
    """Whether the page opens with a block of its own instead of its title."""


@dataclass(frozen=True, slots=True)
class RecordList:
    """Records of a kind in a cell, and how many they are."""

    title: str
    entries: tuple[RecordLink, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    text: Label = ""
    chart: Chart | None = None
    entries: tuple[RecordLink, ...] = ()
    piles: tuple[RecordList, ...] = ()
    unsaid: str = ""
    """What an empty cell means."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: what it is about, and its cells."""

    head: Item
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows that belong together, below a heading of their own if it is not ""."""

    title: Label
    note: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table that scrolls in its own frame where the screen is too narrow for it."""

    fragment: ClassVar[str] = "table.html"
    caption: str
    corner: str
    """What the heads of the rows are."""
    heads: tuple[Item, ...]
    groups: tuple[RowGroup, ...]
    notes: tuple[str, ...] = ()
    links: tuple[Item, ...] = ()
    variant: Literal["text", "matrix"] = "text"
    empty: str = ""
    """What to say when there are no rows."""
