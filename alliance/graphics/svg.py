"""Shapes as paths of SVG, where names find room on a map, and QR codes (ISO/IEC 18004).

The only module that imports segno.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import segno

from alliance.graphics.world import Box, Point, Ring


@dataclass(frozen=True, slots=True)
class LabelSide:
    """Where a name stands beside its point, by the size of its letters."""

    anchor: Literal["start", "middle", "end"]
    right: float
    down: float


_SIDES = (
    LabelSide("start", 0.8, 0),
    LabelSide("end", -0.8, 0),
    LabelSide("middle", 0, 1.2),
    LabelSide("middle", 0, -1.2),
)
_QUIET = 4
"""Modules of a QR code that stay empty on each side, as the standard asks for."""
# How much of a name's width is left of where it is anchored.
_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}


def path(rings: Iterable[Ring]) -> str:
    """Return rings as path data (SVG 2, 9.3), in whole units; what is smaller than one is lost."""
    return "".join(_closed(ring) for ring in rings)


def _closed(ring: Ring) -> str:
    points = [(round(x), round(y)) for x, y in ring]
    moves = [
        (x - from_x, y - from_y)
        for (from_x, from_y), (x, y) in pairwise(points)
        if (x, y) != (from_x, from_y)
    ]
    if len(moves) < 2:
        return ""
    (x, y), steps = points[0], "".join(f"{_signed(dx)}{_signed(dy)}" for dx, dy in moves)
    return f"M{x} {y}l{steps.lstrip()}z"


def _signed(number: int) -> str:
    """Return a number as it can follow another one: a minus sign sets it off already."""
    return f"{number}" if number < 0 else f" {number}"


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is, for a size of letters in the same unit."""
    return size * sum(1.0 if unicodedata.east_asian_width(c) in "WF" else 0.6 for c in text)


def labelled(
    points: Sequence[Point], names: Sequence[str], frame: Box, size: float
) -> tuple[LabelSide, ...]:
    """Return on which side of each point its name stands, for letters of a size.

    It is the first of right, left, below and above where it stays in the frame and covers no
    other point and no name before it; the right if there is none.
    """
    dot = size / 3
    taken = [Box(x - dot, y - dot, x + dot, y + dot) for x, y in points]
    sides: list[LabelSide] = []
    for point, name in zip(points, names, strict=True):
        width = text_width(name, size)
        boxes = {side: _box(point, width, size, side) for side in _SIDES}
        free = (side for side, box in boxes.items() if _is_free(box, frame, taken))
        sides.append(next(free, _SIDES[0]))
        taken.append(boxes[sides[-1]])
    return tuple(sides)


def _box(point: Point, width: float, size: float, side: LabelSide) -> Box:
    left = point[0] + side.right * size - width * _BEFORE[side.anchor]
    top = point[1] + side.down * size - size / 2
    return Box(left, top, left + width, top + size)


def _is_free(box: Box, frame: Box, taken: Iterable[Box]) -> bool:
    inside = (
        frame.left <= box.left
        and box.right <= frame.right
        and frame.top <= box.top
        and box.bottom <= frame.bottom
    )
    return inside and not any(box.meets(other) for other in taken)


@lru_cache(maxsize=1024)
def qr(text: str) -> str:
    """Return the code of a text as an SVG element, black on white and without a size.

    It can be read with 15 percent of it spoiled (level M).
    """
    code = segno.make_qr(text, error="m")
    return code.svg_inline(border=_QUIET, light="#fff", omitsize=True, svgclass="", lineclass="")
