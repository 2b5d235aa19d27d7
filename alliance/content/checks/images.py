"""Pictures and documents below docs/: whether they are there, safe, and how large they are."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from pathlib import Path

from alliance.content.discovery import DOCS, assets
from alliance.content.loading import Loaded
from alliance.i18n.messages import Message, say, say_all
from alliance.i18n.problems import Problem, did_you_mean, quote
from alliance.model.alliance import Picture

MAX_BYTES = 5_000_000
MAX_PIXELS = 8_000

_ACTIVE_SVG = re.compile(
    rb"<\s*(script|foreignObject|iframe|use|image|animate|set)\b|\son\w+\s*=|javascript:|<!DOCTYPE|<!ENTITY"
    rb"|href\s*=\s*[\"'](?!#)|@import|url\(\s*[\"']?(?!#)",
    re.IGNORECASE,
)
_SIGNATURES = {
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".webp": b"RIFF",
    ".pdf": b"%PDF-",
}


def check_pictures(loaded: Loaded) -> Iterator[Problem]:
    """Yield what is wrong with files below docs/, and with records that name one."""
    files = assets(loaded.root)
    for name, path in files.items():
        if message := _check_file(path):
            yield Problem(f"{DOCS}/{name}", 1, 1, message)
    for key, model in loaded.models.items():
        for field in type(model).model_fields:
            picture = getattr(model, field)
            if not isinstance(picture, Picture) or picture.file in files:
                continue
            message = say_all(
                say("there is no file {file} below docs/.", file=quote(picture.file)),
                did_you_mean(picture.file, files),
                say("Put it there, or correct the name."),
            )
            yield loaded.field_problem(key, (field, "file"), message)


def size(path: Path) -> tuple[int, int] | None:
    """Return width and height in pixels of a PNG, JPEG or WebP file, None if it does not say."""
    data = path.read_bytes()
    if data.startswith(_SIGNATURES[".png"]):
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data.startswith(_SIGNATURES[".jpg"]):
        return _jpeg_size(data)
    if data[8:16] == b"WEBPVP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Walk the segments up to the start of a frame (ITU-T T.81, B.1.1.4 and B.2.2)."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


def _check_file(path: Path) -> Message | None:
    if path.stat().st_size > MAX_BYTES:
        return say(
            "the file is larger than {most} MB. Make it smaller.", most=MAX_BYTES // 1_000_000
        )
    data = path.read_bytes()
    if path.suffix == ".svg":
        return _check_svg(data)
    if not data.startswith(_SIGNATURES[path.suffix]):
        return say(
            "the file is not what its name says ({ending}). Save it again in that format.",
            ending=path.suffix,
        )
    pixels = size(path)
    if pixels and max(pixels) > MAX_PIXELS:
        return say(
            "the picture has {size} pixels; {most} a side at most fit. Make it smaller.",
            size=f"{pixels[0]} × {pixels[1]}",
            most=MAX_PIXELS,
        )
    return None


def _check_svg(data: bytes) -> Message | None:
    found = _ACTIVE_SVG.search(data)
    if found is None:
        return None
    shown = quote(found[0].decode("utf-8", "replace").strip())
    return say(
        "this SVG holds {found}, which could run or load something. Export it as PNG.", found=shown
    )
