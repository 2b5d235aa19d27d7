"""The tree that the reader makes of a file: values, fields and lists that know their place.

Lines and columns count from 1, columns in characters.
"""

from __future__ import annotations

from dataclasses import dataclass

Value = str | int | float | bool | None
Location = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value."""

    value: Value
    text: str
    """As the editor typed it, without quotes."""
    line: int
    column: int
    style: str
    """The quote or block mark it was written with, "" for none."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A field of a mapping: the place of its name, and its value."""

    key: str
    line: int
    column: int
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Fields by name, in the order of the file."""

    entries: dict[str, Entry]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    line: int
    column: int


Node = Scalar | Mapping | Sequence


def plain(node: Node) -> object:
    """Return the values of a node as dicts, lists and scalars."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(entry.value) for key, entry in node.entries.items()}


def locate(node: Node, location: Location) -> tuple[int, int]:
    """Return line and column of the value at a location (as pydantic's errors give it).

    Parts that lead nowhere, such as a missing field or the tag of a union, are passed over.
    """
    found, _ = _find(node, location)
    return found.line, found.column


def locate_key(node: Node, location: Location) -> tuple[int, int]:
    """Return line and column of the key at a location, or of the value where there is no key."""
    found, entry = _find(node, location)
    place = entry or found
    return place.line, place.column


def text_at(node: Node, location: Location) -> str | None:
    """Return the scalar at a location as the editor typed it, or None for anything else."""
    found, _ = _find(node, location)
    return found.text if isinstance(found, Scalar) else None


def _find(node: Node, location: Location) -> tuple[Node, Entry | None]:
    entry: Entry | None = None
    for part in location:
        if isinstance(node, Mapping):
            if inner := node.entries.get(str(part)):
                entry, node = inner, inner.value
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            entry, node = None, node.items[part]
    return node, entry
