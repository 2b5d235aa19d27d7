"""QR codes (ISO/IEC 18004) as one SVG path; the only module that imports segno."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import segno

_QUIET = 4
"""Modules that stay empty on each side, as the standard asks for."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A square of `size` units a side, the quiet zone in it, and the path of what is dark."""

    size: int
    path: str


@lru_cache(maxsize=1024)
def qr(text: str) -> Drawing:
    """Return the code of a text; it can be read with 15 percent of it spoiled (level M)."""
    rows = [bytes(row) for row in segno.make_qr(text, error="m").matrix_iter(border=_QUIET)]
    path = "".join(_row(row, y) for y, row in enumerate(rows))
    return Drawing(len(rows), path)


def _row(row: bytes, y: int) -> str:
    parts, x = [], 0
    for is_dark, run in groupby(row):
        length = len(list(run))
        if is_dark:
            parts.append(f"M{x} {y}h{length}v1h-{length}z")
        x += length
    return "".join(parts)
