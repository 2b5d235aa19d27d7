"""The line that a problem is about, as a terminal shows it, and a caret below the place."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

TAB = 4
"""Columns that a tab is shown as."""

Cell = tuple[str, int]
"""A character as it is shown, and how many columns it takes."""


def excerpt(line: str, column: int, width: int) -> tuple[str, str]:
    """Return a line, cut to a width around a column (from 1), and the line with the caret.

    Columns of a file count characters; those of a terminal count cells, of which a character of
    East Asia takes two and a combining one none (Unicode Standard Annex 11).
    """
    cells = [_cell(character) for character in line]
    at = min(max(column - 1, 0), len(cells))
    start, end = _window(cells, at, width)
    head, tail = ("…" if start else ""), ("…" if end < len(cells) else "")
    shown = "".join(text for text, _ in cells[start:end])
    before = len(head) + _width(cells[start:at])
    return f"{head}{shown}{tail}", " " * before + "^"


def _window(cells: Sequence[Cell], at: int, width: int) -> tuple[int, int]:
    """Return where a cut begins and ends that shows a place and, first, what follows it."""
    if _width(cells) <= width:
        return 0, len(cells)
    room = max(width - 3, 1)  # for the two ellipses, and the caret at the end of a line
    end = at
    while end < len(cells) and _width(cells[at : end + 1]) <= room // 2:
        end += 1
    start = at
    while start > 0 and _width(cells[start - 1 : end]) <= room:
        start -= 1
    while end < len(cells) and _width(cells[start : end + 1]) <= room:
        end += 1
    return start, end


def _cell(character: str) -> Cell:
    if character == "\t":
        return " " * TAB, TAB
    if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp"):
        return "\ufffd", 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return character, 0
    return character, 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _width(cells: Sequence[Cell]) -> int:
    return sum(width for _, width in cells)
