"""What changed between two states of the content, as a visitor of the site notices it."""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from alliance.content.checks.addresses import moved, published_addresses
from alliance.content.checks.images import size
from alliance.content.content import ALLIANCE
from alliance.content.discovery import ASSETS, DOCS
from alliance.content.urls import address
from alliance.model.alliance import Brand
from alliance.model.validators import IMAGE_TYPES
from alliance.review.diff import Pair, repeats
from alliance.review.pages import (
    Difference,
    Elsewhere,
    Entry,
    Status,
    elsewhere,
    entries,
)
from alliance.review.snapshot import Side, Snapshot, renames
from alliance.review.texts import TextChange, text_changes


@dataclass(frozen=True, slots=True)
class Number:
    """A line with a number that is another now, and the page that it is first seen on."""

    page: str
    language: str
    pair: Pair


@dataclass(frozen=True)
class Changes:
    """All that changed."""

    source_language: str
    files: tuple[str, ...]
    """The content files that differ."""
    entries: tuple[Entry, ...]
    elsewhere: tuple[Elsewhere, ...]
    texts: tuple[TextChange, ...]
    addresses: Addresses
    pictures: tuple[PictureChange, ...]
    colours: tuple[tuple[str, Pair], ...]
    """The colours of the brand that are others, by the name of the field."""

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers that are others, each once, in the source language if they are in it."""
        parts = [(entry.title, entry.differences) for entry in self.entries]
        parts += [(part.pages[0], part.differences) for part in self.elsewhere]
        found: dict[Pair, Number] = {}
        for title, differences in parts:
            for number in _numbers(title, differences):
                if not repeats(number.pair, found.keys()):
                    found[number.pair] = number
        return tuple(found.values())

    @property
    def is_visible(self) -> bool:
        """Tell whether a visitor notices anything."""
        return bool(
            any(not entry.is_unseen for entry in self.entries)
            or self.elsewhere
            or self.texts
            or self.pictures
            or self.colours
            or self.addresses.languages_gone
            or self.addresses.languages_new
        )

    @property
    def unseen(self) -> tuple[str, ...]:
        """The files of records and pages that changed without a difference on their own page."""
        retranslated = {text.key for text in self.texts} | ({ALLIANCE} if self.colours else set())
        return tuple(
            name
            for entry in self.entries
            if entry.is_unseen and entry.key not in retranslated
            for name in entry.files
        )


def compare(before: Snapshot, after: Snapshot) -> Changes | None:
    """Return what changed; None if one of the two cannot be read at all."""
    if before.content is None or after.content is None:
        return None
    old, new = Side(before, before.content), Side(after, after.content)
    renamed = renames(old, new)
    found = tuple(entries(old, new, renamed))
    unreadable = frozenset(
        entry.page for entry in found if entry.status is Status.UNREADABLE and entry.page
    )
    names = sorted({**before.files, **after.files})
    return Changes(
        new.source_language,
        tuple(name for name in names if before.files.get(name) != after.files.get(name)),
        found,
        tuple(elsewhere(old, new, found)) if before.files != after.files else (),
        tuple(text_changes(old, new, renamed)),
        address_changes(old, new, unreadable),
        tuple(picture_changes(old, new)),
        tuple(_colours(old, new)),
    )


def _numbers(page: str, differences: tuple[Difference, ...]) -> Iterator[Number]:
    """Yield the numbers of the first language that has any: the others say the same."""
    for difference in differences:
        if numbers := [pair for pair in difference.pairs if pair.is_number]:
            yield from (Number(page, difference.language, pair) for pair in numbers)
            return


def _colours(before: Side, after: Side) -> Iterator[tuple[str, Pair]]:
    old, new = before.content.alliance.brand or Brand(), after.content.alliance.brand or Brand()
    for field in Brand.model_fields:
        was, now = getattr(old, field) or "", getattr(new, field) or ""
        if was != now:
            yield field, Pair(was, now)


@dataclass(frozen=True, slots=True)
class Addresses:
    """What became of addresses; each stands for the same one in every language."""

    gone: tuple[str, ...]
    """Those that led to something, and lead nowhere now."""
    redirected: tuple[tuple[str, str], ...]
    """Those that have another now, and where they lead."""
    new: tuple[str, ...]
    languages_gone: tuple[str, ...]
    """Languages whose addresses all vanish."""
    languages_new: tuple[str, ...]


def address_changes(before: Side, after: Side, unreadable: Collection[str]) -> Addresses:
    """Compare all addresses; those of pages that are `unreadable` only wait to be mended."""
    waiting = {f"/{address(path, '', '')}" for path in unreadable}
    codes, new_codes = before.content.settings.codes, after.content.settings.codes
    homes = {f"/{code}/" for code in (*codes, *new_codes)}
    old, new = (
        published_addresses(before.content) - homes,
        published_addresses(after.content) - homes,
    )
    redirected = set(moved(after.content)) - set(moved(before.content))
    return Addresses(
        tuple(sorted(old - new - waiting)),
        tuple(sorted((_address(path), _address(to)) for path, to in redirected)),
        tuple(sorted(new - old - {_address(path) for path, _ in redirected})),
        tuple(code for code in codes if code not in new_codes),
        tuple(code for code in new_codes if code not in codes),
    )


def _address(path: str) -> str:
    return f"/{address(path, '', '')}"


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
