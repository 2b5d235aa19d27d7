"""What is published of the files below docs/: each is read and checked once until it changes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from alliance.cache import Cache, cache_key
from alliance.content.caches import cache_of
from alliance.content.discovery import DOCS, assets
from alliance.content.pictures import refusals
from alliance.content.pictures.published import Published
from alliance.content.pictures.raster import read_raster
from alliance.content.yaml.textfile import decode, read_bytes
from alliance.i18n.messages import Message, WrongValueError, say
from alliance.i18n.problems import Problem

MAX_BYTES = 5_000_000


def read_assets(root: Path) -> Iterator[tuple[str, Published | Problem]]:
    """Yield what is published of each file below docs/, by its path there, or what is wrong."""
    files = assets(root)
    kept = cache_of(root, "pictures") if files else Cache(None)
    for name, path in files.items():
        data = read_bytes(path, f"{DOCS}/{name}", MAX_BYTES, _too_large)
        found = data if isinstance(data, Problem) else _read(data, f"{DOCS}/{name}", kept)
        yield name, found


def _read(data: bytes, name: str, kept: Cache) -> Published | Problem:
    """Return what is published of a file, from the last time if nothing has changed since."""
    key = cache_key(Path(name).suffix, hashlib.sha256(data).hexdigest(), _recipe())
    if found := _unpack(kept.get(key) or b""):
        return found
    made = _published(data, name)
    if isinstance(made, Published) and made.size:
        kept.put(key, _pack(made))
    return made


def _published(data: bytes, name: str) -> Published | Problem:
    ending = Path(name).suffix
    if ending == ".svg":
        from alliance.content.pictures.svg import read_svg  # noqa: PLC0415 (few sites have any)

        text = decode(data, name)
        return text if isinstance(text, Problem) else read_svg(text, name)
    try:
        return _document(data) if ending == ".pdf" else read_raster(data, ending)
    except WrongValueError as error:
        return Problem(name, 1, 1, error.message)


def _document(data: bytes) -> Published:
    """Return a PDF as it is: what it may do is up to the program that opens it."""
    if not data.startswith(b"%PDF-"):
        raise WrongValueError(refusals.mislabelled(".pdf"))
    return Published(data, None)


def _too_large(_size: int, most: int) -> Message:
    return say("the file is larger than {most} MB. Make it smaller.", most=most // 1_000_000)


@cache
def _recipe() -> str:
    """Return what decides what is published besides the file: this code and its libraries."""
    code = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
    return cache_key(hashlib.sha256(code).hexdigest(), version("pillow"), version("tinycss2"))


def _pack(found: Published) -> bytes:
    width, height = found.size or (0, 0)
    return f"{width} {height}\n".encode() + found.data


def _unpack(kept: bytes) -> Published | None:
    head = re.match(rb"([1-9]\d{0,9}) ([1-9]\d{0,9})\n", kept)
    return Published(kept[head.end() :], (int(head[1]), int(head[2]))) if head else None
