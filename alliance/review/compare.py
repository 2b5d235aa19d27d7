"""What changed between two snapshots of the content, as visitors of the site will see it."""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from alliance.content.checks.addresses import moved, published_addresses
from alliance.content.content import ALLIANCE
from alliance.content.discovery import ASSETS, DOCS
from alliance.content.urls import address
from alliance.model.alliance import Brand
from alliance.model.validators import IMAGE_TYPES
from alliance.review.diff import Pair, repeats
from alliance.review.pages import (
    ChangeKind,
    Difference,
    IndirectChange,
    RecordChange,
    indirect_changes,
    record_changes,
)
from alliance.review.snapshot import Snapshot, renames
from alliance.review.texts import TextChange, text_changes


@dataclass(frozen=True, slots=True)
class NumberChange:
    """A line with a changed number, and the title of the first page that shows it."""

    page: str
    language: str
    pair: Pair


@dataclass(frozen=True)
class Changes:
    """Everything that changed."""

    source_language: str
    files: tuple[str, ...]
    """The content files that differ."""
    records: tuple[RecordChange, ...]
    indirect: tuple[IndirectChange, ...]
    texts: tuple[TextChange, ...]
    addresses: AddressChanges
    assets: tuple[AssetChange, ...]
    colours: tuple[tuple[str, Pair], ...]
    """The changed colours of the brand by the name of the field."""

    @property
    def numbers(self) -> tuple[NumberChange, ...]:
        """The changed numbers, each once, in the source language if it has them."""
        places = [(change.title, change.differences) for change in self.records]
        places += [(change.pages[0], change.differences) for change in self.indirect]
        found: dict[Pair, NumberChange] = {}
        for title, differences in places:
            for number in _numbers(title, differences):
                if not repeats(number.pair, found.keys()):
                    found[number.pair] = number
        return tuple(found.values())

    @property
    def is_visible(self) -> bool:
        """Whether visitors will see any difference."""
        return bool(
            any(not change.is_unseen for change in self.records)
            or self.indirect
            or self.texts
            or self.assets
            or self.colours
            or self.addresses.languages_gone
            or self.addresses.languages_new
        )

    @property
    def unseen(self) -> tuple[str, ...]:
        """The files of records and pages that changed with no visible difference."""
        reported = {text.key for text in self.texts} | ({ALLIANCE} if self.colours else set())
        return tuple(
            name
            for change in self.records
            if change.is_unseen and change.key not in reported
            for name in change.files
        )


def compare(before: Snapshot, after: Snapshot) -> Changes:
    """Return what changed."""
    renamed = renames(before, after)
    records = tuple(record_changes(before, after, renamed))
    unreadable = {c.page for c in records if c.kind is ChangeKind.UNREADABLE and c.page}
    names = sorted({**before.files, **after.files})
    files = tuple(name for name in names if before.files.get(name) != after.files.get(name))
    return Changes(
        after.source_language,
        files,
        records,
        tuple(indirect_changes(before, after, records)) if files else (),
        tuple(text_changes(before, after, renamed)),
        address_changes(before, after, unreadable),
        tuple(_assets(before, after, files)),
        tuple(_colours(before, after)),
    )


def _numbers(page: str, differences: tuple[Difference, ...]) -> Iterator[NumberChange]:
    """Yield the numbers of the first language that has any: they are the same in the others."""
    for difference in differences:
        if numbers := [pair for pair in difference.pairs if pair.is_number]:
            yield from (NumberChange(page, difference.language, pair) for pair in numbers)
            return


def _colours(before: Snapshot, after: Snapshot) -> Iterator[tuple[str, Pair]]:
    old, new = before.content.alliance.brand or Brand(), after.content.alliance.brand or Brand()
    for field in Brand.model_fields:
        was, now = getattr(old, field) or "", getattr(new, field) or ""
        if was != now:
            yield field, Pair(was, now)


@dataclass(frozen=True, slots=True)
class AddressChanges:
    """What happened to addresses; each represents the same page in every language."""

    gone: tuple[str, ...]
    """Those that worked and no longer do."""
    redirected: tuple[tuple[str, str], ...]
    """Old addresses that now redirect, and their targets."""
    new: tuple[str, ...]
    languages_gone: tuple[str, ...]
    """Languages that were removed, with all their addresses."""
    languages_new: tuple[str, ...]


def address_changes(
    before: Snapshot, after: Snapshot, unreadable: Collection[str]
) -> AddressChanges:
    """Compare all addresses; pages that are `unreadable` do not count as gone."""
    codes, new_codes = before.content.settings.codes, after.content.settings.codes
    homes = {f"/{code}/" for code in (*codes, *new_codes)}
    old = published_addresses(before.content) - homes
    new = published_addresses(after.content) - homes
    redirects = set(moved(after.content)) - set(moved(before.content))
    redirected = tuple(sorted((site_address(path), site_address(to)) for path, to in redirects))
    return AddressChanges(
        tuple(sorted(old - new - set(map(site_address, unreadable)))),
        redirected,
        tuple(sorted(new - old - {path for path, _ in redirected})),
        tuple(code for code in codes if code not in new_codes),
        tuple(code for code in new_codes if code not in codes),
    )


def site_address(path: str) -> str:
    """Return the address of a path in the source language, relative to that of the site."""
    return f"/{address(path, '', '')}"


# The pictures shown in the report itself: small ones, in formats that hold nothing but pixels.
_MAX_SHOWN = 100_000
_SHOWN = {ending: kind for ending, kind in IMAGE_TYPES.items() if kind != "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class AssetVersion:
    """A picture or document as it is or was."""

    size: int
    """In bytes."""
    pixels: tuple[int, int] | None
    data: str
    """The picture as a data URL (RFC 2397), "" if it is not shown."""


@dataclass(frozen=True, slots=True)
class AssetChange:
    """A changed picture or document below docs/; None if it was added or removed."""

    name: str
    before: AssetVersion | None
    after: AssetVersion | None


def _assets(before: Snapshot, after: Snapshot, files: tuple[str, ...]) -> Iterator[AssetChange]:
    for name in files:
        path = Path(name)
        if path.parts[0] == DOCS and path.suffix in ASSETS:
            yield AssetChange(name, _version(before, name), _version(after, name))


def _version(snapshot: Snapshot, name: str) -> AssetVersion | None:
    if name not in snapshot.files:
        return None
    path = snapshot.content.root / name
    data, kind = path.read_bytes(), _SHOWN.get(path.suffix)
    is_shown = kind and len(data) <= _MAX_SHOWN
    source = f"data:{kind};base64,{base64.b64encode(data).decode()}" if is_shown else ""
    pixels = snapshot.content.sizes.get(name.removeprefix(f"{DOCS}/"))
    return AssetVersion(len(data), pixels, source)
