"""Pictures and documents below docs/: whether they are there, safe, and how large they are.

The only module that imports imagesize.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from alliance.content.discovery import ASSETS, DOCS, assets
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
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/jpeg": b"\xff\xd8\xff",
    "image/webp": b"RIFF",
    "application/pdf": b"%PDF-",
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
    """Return width and height in pixels, None for a file that has none or does not say."""
    if path.suffix == ".svg":
        return None
    import imagesize  # noqa: PLC0415 (it takes as long to import as a small check)

    width, height = imagesize.get(path, exif_rotation=False)
    return (width, height) if width > 0 and height > 0 else None


def _check_file(path: Path) -> Message | None:
    if path.stat().st_size > MAX_BYTES:
        return say(
            "the file is larger than {most} MB. Make it smaller.", most=MAX_BYTES // 1_000_000
        )
    data = path.read_bytes()
    if path.suffix == ".svg":
        return _check_svg(data)
    if not data.startswith(_SIGNATURES[ASSETS[path.suffix]]):
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
