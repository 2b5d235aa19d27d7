"""Pictures and documents that were added, replaced or removed."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from alliance.content.checks.images import size
from alliance.content.discovery import ASSETS, DOCS
from alliance.model.validators import IMAGE_TYPES
from alliance.review.snapshot import Side

# What is shown in the report itself: small, and of a format that only holds pixels.
_LARGEST = 100_000
_SHOWN = {ending: kind for ending, kind in IMAGE_TYPES.items() if kind != "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A file as it is or was."""

    size: int
    """In bytes."""
    pixels: tuple[int, int] | None
    data: str
    """The picture as an address that holds it (RFC 2397), "" if it is too large for that."""


@dataclass(frozen=True, slots=True)
class PictureChange:
    """A file below docs/ that is not the same; None where there was or is none."""

    name: str
    before: Shown | None
    after: Shown | None


def picture_changes(before: Side, after: Side) -> Iterator[PictureChange]:
    """Yield each picture and document that differs, by its path."""
    old, new = before.snapshot.files, after.snapshot.files
    for name in sorted({**old, **new}):
        path = Path(name)
        if path.parts[0] == DOCS and path.suffix in ASSETS and old.get(name) != new.get(name):
            was = _shown(before.content.root / name) if name in old else None
            now = _shown(after.content.root / name) if name in new else None
            yield PictureChange(name, was, now)


def _shown(path: Path) -> Shown:
    data = path.read_bytes()
    kind = _SHOWN.get(path.suffix, "")
    is_shown = bool(kind) and len(data) <= _LARGEST
    source = f"data:{kind};base64,{base64.b64encode(data).decode()}" if is_shown else ""
    return Shown(len(data), size(path), source)
