"""Charts as geometry, in pixels: fragments print them as SVG, beside the numbers that they show."""

from __future__ import annotations

from dataclasses import dataclass

_SIDE = 14
_STEP = 17
_IN_A_ROW = 12
_LARGEST = 48
"""The largest number whose units are still told apart: four rows of squares."""

_WIDTH = _IN_A_ROW * _STEP - (_STEP - _SIDE)
# An outline is drawn along its middle: half its 1.5 pixels lie inside of it.
_INSET = 0.75


@dataclass(frozen=True, slots=True)
class Chart:
    """Two shapes in a box. Each is path data of SVG 2, chapter 9.3; "" where there is nothing."""

    width: int
    height: int
    solid: str
    """What is listed."""
    outline: str
    """What is claimed, but not listed."""


def chart(claimed: int, listed: int, *, mirrored: bool) -> Chart | None:
    """Draw a claim, and how much of it is listed; None for a claim of nothing.

    Every unit is a square of the same size, so that claims can be compared. A number too large for
    that is a bar, whose whole length is the claim. `mirrored` is for scripts that run to the left.
    """
    if claimed == 0:
        return None
    draw = _bar if claimed > _LARGEST else _squares
    return draw(claimed, listed, mirrored)


def _squares(claimed: int, listed: int, mirrored: bool) -> Chart:
    width = min(claimed, _IN_A_ROW) * _STEP - (_STEP - _SIDE)
    rows = -(-claimed // _IN_A_ROW)
    places = [
        (_start(n % _IN_A_ROW * _STEP, _SIDE, width, mirrored), n // _IN_A_ROW * _STEP)
        for n in range(claimed)
    ]
    return Chart(
        width,
        rows * _STEP - (_STEP - _SIDE),
        "".join(_rectangle(x, y, _SIDE) for x, y in places[:listed]),
        "".join(_outline(x, y, _SIDE) for x, y in places[listed:]),
    )


def _bar(claimed: int, listed: int, mirrored: bool) -> Chart:
    share = round(_WIDTH * listed / claimed)
    # A few of many are seen, and a few that are missing too.
    filled = min(max(share, 2 * bool(listed)), _WIDTH - 2 * (listed < claimed))
    solid = _rectangle(_start(0, filled, _WIDTH, mirrored), 0, filled) if filled else ""
    rest = _WIDTH - filled
    outline = _outline(_start(filled, rest, _WIDTH, mirrored), 0, rest) if rest else ""
    return Chart(_WIDTH, _SIDE, solid, outline)


def _start(offset: int, size: int, width: int, mirrored: bool) -> int:
    """Return the left edge of a shape that begins so far from where reading starts."""
    return width - offset - size if mirrored else offset


def _rectangle(x: float, y: float, width: float, height: float = _SIDE) -> str:
    return f"M{x} {y}h{width}v{height}h-{width}z"


def _outline(x: int, y: int, width: int) -> str:
    gap = 2 * _INSET
    return _rectangle(x + _INSET, y + _INSET, max(width - gap, 0.5), _SIDE - gap)
