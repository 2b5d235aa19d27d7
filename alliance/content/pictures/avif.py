"""AVIF without metadata: each byte that does not draw becomes zero, and the pixels stay.

Nothing moves, so the offsets within the file stay right. ISO/IEC 14496-12 describes the boxes
(8.11: meta, iinf, iloc).
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from alliance.content.pictures.containers import Stripped

_STRUCTURE = frozenset(b"ftyp meta hdlr pitm iloc iinf iref iprp dinf grpl".split())
# Pictures, and what puts pictures together (AV1 Image File Format, 4; HEIF, 6.6).
_DRAWS = frozenset([b"av01", b"grid", b"iden", b"iovl", b"sato", b"tmap"])
# Items may share bytes, but only a bomb has many that do.
_MOST_SHARED = 4


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    start: int
    """Where its content starts."""
    end: int


class _Reader(io.BytesIO):
    """Reads numbers; raises ValueError at the end of the bytes."""

    def number(self, size: int) -> int:
        """Return a number of this many bytes, 0 for none."""
        found = self.read(size)
        if len(found) < size:
            raise ValueError(size)
        return int.from_bytes(found, "big")


def strip_avif(data: bytes) -> Stripped:
    """Keep what draws; ValueError or KeyError means that the picture is cut off or damaged."""
    boxes = list(_boxes(data, 0, len(data)))
    if any(box.kind == b"moov" for box in boxes):
        return Stripped(data, is_moving=True)
    (meta,) = (box for box in boxes if box.kind == b"meta")
    parts = {box.kind: box for box in _boxes(data, meta.start + 4, meta.end)}
    kept = bytearray(data[: boxes[-1].end])
    for box in (*boxes, *parts.values()):
        if box.kind not in _STRUCTURE:
            kept[box.start : box.end] = bytes(box.end - box.start)
    kinds = dict(_kinds(data, parts[b"iinf"]))
    draws = {number for number, at in kinds.items() if data[at : at + 4] in _DRAWS}
    for start, end in _places(data, parts, draws):
        if end > len(kept):
            raise ValueError(end)
        kept[start:end] = data[start:end]
    for number in kinds.keys() - draws:
        kept[kinds[number] : kinds[number] + 4] = b"free"
    return Stripped(bytes(kept))


def _boxes(data: bytes, at: int, end: int) -> Iterator[_Box]:
    """Yield boxes one after the other, up to the first that does not fit."""
    while at + 8 <= end:
        length, kind, start = (
            int.from_bytes(data[at : at + 4], "big"),
            data[at + 4 : at + 8],
            at + 8,
        )
        if length == 1:
            length, start = int.from_bytes(data[at + 8 : at + 16], "big"), at + 16
        at = at + length if length else end
        if not start <= at <= end:
            return
        yield _Box(kind, start, at)


def _kinds(data: bytes, iinf: _Box) -> Iterator[tuple[int, int]]:
    """Yield the number of each item, and where its kind is written."""
    count = 2 if data[iinf.start] == 0 else 4
    for box in _boxes(data, iinf.start + 4 + count, iinf.end):
        number = 2 if data[box.start] < 3 else 4
        at = box.start + 4 + number
        yield int.from_bytes(data[box.start + 4 : at], "big"), at + 2


def _places(
    data: bytes, parts: dict[bytes, _Box], items: Collection[int]
) -> Iterator[tuple[int, int]]:
    """Yield start and end of all bytes of some items."""
    total = 0
    for item, within, offset, length in _extents(data, parts[b"iloc"]):
        total += length
        if within > 1 or not length or total > _MOST_SHARED * len(data):
            raise ValueError(item)
        if item in items:
            start = offset + (parts[b"idat"].start if within else 0)
            yield start, start + length


def _extents(data: bytes, iloc: _Box) -> Iterator[tuple[int, int, int, int]]:
    """Yield item, what its place is counted from (0 file, 1 idat), its place, and its length."""
    reader = _Reader(data[iloc.start : iloc.end])
    version = reader.number(4) >> 24
    sizes = reader.number(2)
    of_offset, of_length, of_base, of_index = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    of_item = 4 if version == 2 else 2
    for _ in range(reader.number(of_item)):
        item = reader.number(of_item)
        within = reader.number(2) & 15 if version else 0
        reader.number(2)
        base = reader.number(of_base)
        for _ in range(reader.number(2)):
            reader.number(of_index if version else 0)
            yield item, within, base + reader.number(of_offset), reader.number(of_length)
