"""The tree that the reader makes of a file: values, fields and lists that know their place.

Lines and columns count from 1, columns in characters.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from alliance.i18n.messages import Message, say
from alliance.i18n.problems import quote

ScalarValue = str | int | float | bool | None
Location = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value."""

    value: ScalarValue
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


def is_quoted(node: Node, location: Location) -> bool:
    """Tell whether the scalar at a location is written in quotes, or as a block."""
    found, _ = _find(node, location)
    return isinstance(found, Scalar) and bool(found.style)


def _find(node: Node, location: Location) -> tuple[Node, Entry | None]:
    entry: Entry | None = None
    for part in location:
        if isinstance(node, Mapping):
            if inner := node.entries.get(str(part)):
                entry, node = inner, inner.value
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            entry, node = None, node.items[part]
    return node, entry


# Beyond it JavaScript and spreadsheets, which read our open data, lose digits.
MAX_DIGITS = 15

# A number with leading zeros is none to its editor (a postcode, a code), hence text.
_PATTERN = re.compile(
    r"(?P<null>~|null|Null|NULL|)|(?P<true>true|True|TRUE)|(?P<false>false|False|FALSE)"
    r"|(?P<int>[-+]?(?:0|[1-9][0-9]*))"
    r"|(?P<float>[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
    r"|(?P<endless>[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))"
)
_CONSTANTS = {"null": None, "true": True, "false": False}


def resolve_scalar(text: str) -> tuple[ScalarValue, Message | None]:
    """Return the value of a text, and why it is refused, if it is; then the value is the text."""
    match = _PATTERN.fullmatch(text)
    kind = match.lastgroup if match else None
    if kind is None:
        return text, None
    if kind == "int":
        return _integer(text)
    if kind == "float" and math.isfinite(number := float(text)):
        return number, None
    if kind in _CONSTANTS:
        return _CONSTANTS[kind], None
    return text, say(
        "{found} is not a finite number. Write a number, or put it in quotes.", found=quote(text)
    )


def _integer(text: str) -> tuple[ScalarValue, Message | None]:
    if len(text.lstrip("+-")) <= MAX_DIGITS:
        return int(text), None
    return text, say(
        "{found} is too long for a number ({most} digits at most). If it is a code, put it in"
        " quotes.",
        found=quote(text),
        most=MAX_DIGITS,
    )
