"""What changed between two states of the content, as a visitor of the site notices it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from alliance.content.content import ALLIANCE
from alliance.model.alliance import Brand
from alliance.review.addresschanges import Addresses, address_changes
from alliance.review.difference import Pair, repeats
from alliance.review.pagechanges import (
    Difference,
    Elsewhere,
    Entry,
    Status,
    elsewhere,
    entries,
)
from alliance.review.picturechanges import PictureChange, picture_changes
from alliance.review.snapshot import Side, Snapshot, renames
from alliance.review.textchanges import TextChange, text_changes


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
        retold = {text.key for text in self.texts} | ({ALLIANCE} if self.colours else set())
        return tuple(
            name
            for entry in self.entries
            if entry.is_unseen and entry.key not in retold
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
