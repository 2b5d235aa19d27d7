"""What is around the pixels of a picture: metadata is cut out, the pixels stay as they are.

Each function returns the same picture without what it tells about place, camera, program or author,
without comments, thumbnails and whatever follows its end. Colour profiles stay, since colours would
change without them. ValueError means that the picture is cut off or damaged.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stripped:
    """A picture without metadata."""

    data: bytes
    exif: bytes = b""
    """The metadata that say which side is up (Exif), b"" without them."""
    is_moving: bool = False


PNG = b"\x89PNG\r\n\x1a\n"
# What says how the pixels are decoded, and in which colours they are shown (PNG, 3rd edition).
_PNG_CHUNKS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT cICP mDCV cLLI bKGD pHYs".split()
)


def strip_png(data: bytes) -> Stripped:
    """Keep the chunks that draw."""
    kept, exif, is_moving = [PNG], b"", False
    for kind, content, chunk in _png_chunks(data):
        if kind in _PNG_CHUNKS:
            kept.append(chunk)
        elif kind == b"eXIf":
            exif = content
        elif kind == b"acTL":
            is_moving = True
        elif kind[:1].isupper():
            raise ValueError(kind)
    return Stripped(b"".join(kept), exif, is_moving)


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Yield kind, content and all of each chunk, up to the last."""
    at, kind = len(PNG), b""
    while kind != b"IEND":
        length = int.from_bytes(data[at : at + 4], "big")
        chunk = data[at : at + 12 + length]
        kind, content = chunk[4:8], chunk[8:-4]
        if len(chunk) < 12 + length or zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:], "big"):
            raise ValueError(at)
        yield kind, content, chunk
        at += len(chunk)


JPEG = b"\xff\xd8\xff"
_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_APP0, _APP1, _APP2, _APP14 = 0xE0, 0xE1, 0xE2, 0xEE
# Frames, tables, scans and restarts (ITU-T T.81, table B.1).
_JPEG_SEGMENTS = frozenset([*range(0xC0, 0xD0), *range(0xDA, 0xE0)]) - {0xC8}
# Browsers and decoders go over the whole picture for each; encoders write about ten.
MAX_SCANS = 100
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def strip_jpeg(data: bytes) -> Stripped:
    """Keep the segments that draw, the colour profile, and what says how colours are stored."""
    kept, exif = [JPEG[:2]], b""
    for marker, segment in _jpeg_segments(data):
        content = segment[4:]
        if marker in _JPEG_SEGMENTS or marker == _END:
            kept.append(segment)
        elif marker == _APP0 and content.startswith(b"JFIF\0") and len(content) >= 14:
            kept.append(b"\xff\xe0\0\x10" + content[:12] + b"\0\0")  # without its thumbnail
        elif (marker == _APP2 and content.startswith(b"ICC_PROFILE\0")) or (
            marker == _APP14 and content.startswith(b"Adobe")
        ):
            kept.append(segment)
        elif marker == _APP1 and content.startswith(b"Exif\0") and not exif:
            exif = content
    return Stripped(b"".join(kept), exif)


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the marker and all of each segment, up to the end; scans with their pixels."""
    at, marker, scans = 2, _START, 0
    while marker != _END:
        found = re.compile(rb"\xff+([^\xff])").match(data, at)
        if found is None:
            raise ValueError(at)
        marker, at = found[1][0], found.end() - 2
        if marker < 0xC0:
            raise ValueError(at)
        end = at + 2
        if marker != _END:
            end += int.from_bytes(data[at + 2 : at + 4], "big")
            if not at + 4 <= end <= len(data):
                raise ValueError(at)
        if marker == _SCAN:
            scans += 1
            following = _NEXT_MARKER.search(data, end)
            if following is None or scans > MAX_SCANS:
                raise ValueError(at)
            end = following.start()
        yield marker, data[at:end]
        at = end


RIFF = b"RIFF"
_WEBP_CHUNKS = frozenset([b"VP8X", b"ICCP", b"ALPH", b"VP8 ", b"VP8L"])
_MOVES, _HAS_METADATA = 0x02, 0x0C


def strip_webp(data: bytes) -> Stripped:
    """Keep the chunks that draw."""
    kept, exif, is_moving = [], b"", False
    for kind, content in _riff_chunks(data):
        if kind == b"VP8X":
            is_moving = bool(content[0] & _MOVES)
            content = bytes([content[0] & ~_HAS_METADATA]) + content[1:]  # noqa: PLW2901
        if kind in _WEBP_CHUNKS:
            length = len(content).to_bytes(4, "little")
            kept.append(kind + length + content + b"\0" * (len(content) % 2))
        elif kind == b"EXIF":
            exif = content
    body = b"WEBP" + b"".join(kept)
    return Stripped(RIFF + len(body).to_bytes(4, "little") + body, exif, is_moving)


def _riff_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and content of each chunk."""
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data):
        raise ValueError(end)
    at = 12
    while at + 8 <= end:
        start, length = at + 8, int.from_bytes(data[at + 4 : at + 8], "little")
        if start + length > end or not length:
            raise ValueError(at)
        yield data[at : at + 4], data[start : start + length]
        at = start + length + length % 2


def is_lossless_webp(data: bytes) -> bool:
    """Tell whether a sound WebP keeps every pixel as it was."""
    return any(kind == b"VP8L" for kind, _ in _riff_chunks(data))
