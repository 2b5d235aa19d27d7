"""The blocks of tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from alliance.graphics.charts import Chart
from alliance.views.blocks import Entry, Item, Label


@dataclass(frozen=True, slots=True)
class Pile:
    """Records of a kind in a cell, and how many they are."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    text: Label = ""
    chart: Chart | None = None
    entries: tuple[Entry, ...] = ()
    piles: tuple[Pile, ...] = ()
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
