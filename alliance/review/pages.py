"""What pages say differently: on the pages of what was edited, and on those that show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from alliance.content.content import Key
from alliance.model.records import Figure, Result
from alliance.review.diff import Pair, pairs, repeats, unmoved
from alliance.review.snapshot import Side, page_of
from alliance.review.visible_text import Reading, read


class Status(StrEnum):
    """What happened to a record or page."""

    ADDED = "added"
    CHANGED = "changed"
    RENAMED = "renamed"
    REMOVED = "removed"
    UNREADABLE = "unreadable"
    """Its file is there, but a mistake is in the way."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What reads differently on a page in a language."""

    language: str
    pairs: tuple[Pair, ...]
    is_moved: bool = False
    """Whether lines only stand in another order."""
    is_redrawn: bool = False
    """Whether a picture, map or chart looks different."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record or page whose files changed."""

    status: Status
    key: Key
    title: str
    files: tuple[str, ...]
    """The files of it that changed, the one of the source language first."""
    page: str | None
    """Where its page is, or was; None if it has none of its own."""
    is_draft: bool
    """Whether it was a draft before, or is one now."""
    differences: tuple[Difference, ...]
    """What reads differently on its own page, the source language first."""

    @property
    def is_unseen(self) -> bool:
        """Tell whether it changed without a difference on a page of its own."""
        return self.status is Status.CHANGED and not self.differences


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What reads differently on pages although nothing of their own changed."""

    pages: tuple[str, ...]
    """The titles of the pages; "" stands for what is around every page."""
    differences: tuple[Difference, ...]
    """None if they only repeat what an entry says."""


def entries(before: Side, after: Side, renamed: Mapping[Key, Key]) -> Iterator[Entry]:
    """Yield each record and page whose files changed, by its new key."""
    for key in sorted((before.keys | after.keys) - set(renamed.values())):
        former = renamed.get(key, key)
        old, new = before.files(former), after.files(key)
        status = _status(before, after, former, key)
        if status is Status.CHANGED and old == new:
            continue
        other = {Status.REMOVED: new, Status.ADDED: old}.get(status)
        differ = {name for name in {**old, **new} if old.get(name) != new.get(name)}
        yield Entry(
            status,
            key,
            (after if key in after.keys else before).title(key),
            tuple(sorted(differ, key=lambda name: (name.count("."), name))),
            page_of(key),
            bool(other),
            tuple(_differences(before, after, former, key)),
        )


def _status(before: Side, after: Side, former: Key, key: Key) -> Status:
    if key not in after.keys:
        return (
            Status.UNREADABLE
            if after.is_unreadable(key, before, before.source_language)
            else Status.REMOVED
        )
    if former not in before.keys:
        return Status.ADDED
    return Status.CHANGED if key == former else Status.RENAMED


def _differences(before: Side, after: Side, former: Key, key: Key) -> Iterator[Difference]:
    is_new, is_gone = former not in before.keys, key not in after.keys
    for language in (after if key in after.keys else before).content.settings.codes:
        old, new = _reading(before, former, language), _reading(after, key, language)
        # A page that is new in a language was shown in another before: that is a translation.
        if old == new or (not old.lines and not is_new) or (not new.lines and not is_gone):
            continue
        is_redrawn = bool(old.lines and new.lines) and old.drawings != new.drawings
        yield Difference(language, pairs(old.lines, new.lines), is_redrawn=is_redrawn)


def _reading(side: Side, key: Key, language: str) -> Reading:
    """Return what visitors read of a record: its page, or the number with its label."""
    page = page_of(key)
    if page is not None:
        return read(side.seen.get((page, language), ""))
    record, context = side.record(key), side.context(language)
    match record:
        case Figure():
            return Reading((f"{context.figure(record)} {context.text(record, 'label')}",))
        case Result():
            return Reading((f"{context.number(record.claim)} {context.text(record, 'label')}",))
    return Reading()


def elsewhere(before: Side, after: Side, edited: tuple[Entry, ...]) -> Iterator[Elsewhere]:
    """Yield what reads differently on other pages, where no entry has said so already."""
    pages = {entry.page for entry in edited}
    said: dict[str, set[Pair]] = {}
    for entry in edited:
        for difference in entry.differences:
            said.setdefault(difference.language, set()).update(difference.pairs)
    differ: dict[str, list[Difference]] = {}
    for (path, language), html in after.seen.items():
        earlier = before.seen.get((path, language))
        if path in pages or earlier in (None, html):
            continue
        found = _other(read(earlier or ""), read(html), said.get(language, set()), language)
        if found is not None:
            differ.setdefault(path, []).extend(found)
    alike: dict[tuple[Difference, ...], list[str]] = {}
    for path, differences in differ.items():
        alike.setdefault(tuple(differences), []).append(path)
    for same, paths in alike.items():
        yield Elsewhere(tuple(map(after.page_title, paths)), same)


def _other(
    old: Reading, new: Reading, said: set[Pair], language: str
) -> tuple[Difference, ...] | None:
    """Return what is not said yet, None where nothing differs for visitors."""
    if old == new:
        return None
    lines = unmoved(pairs(old.lines, new.lines))
    left = tuple(pair for pair in lines if not repeats(pair, said))
    found = Difference(
        language, left, not lines and old.lines != new.lines, old.drawings != new.drawings
    )
    return (found,) if left or found.is_moved or found.is_redrawn else ()
