"""What changed between two states of the content, as a visitor of the site notices it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from alliance.content import ALLIANCE, ARTICLES, Content, Key, label_of
from alliance.editing.difference import Pair, pairs
from alliance.editing.freshness import keys
from alliance.editing.snapshot import Snapshot
from alliance.editing.visible import Seen, lines_of, seen
from alliance.edition import Edition
from alliance.model import PAGED, Article, Record


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
    """What reads differently on one page in one language."""

    language: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A record or page whose files changed."""

    status: Status
    key: Key
    title: str
    path: str | None
    """Where its page is, or was; None if it has none of its own."""
    old_path: str | None
    """Where its page was, if it was elsewhere."""
    is_draft: bool
    """Whether it was a draft before, or is one now."""
    differences: tuple[Difference, ...]
    """What reads differently on its own page, the source language first."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What reads differently on pages although nothing of their own changed."""

    pair: Pair
    language: str
    titles: tuple[str, ...]
    """What the pages are called; "" stands for what is around every page."""


@dataclass(frozen=True)
class Changes:
    """All that changed."""

    source_language: str
    entries: tuple[Entry, ...]
    elsewhere: tuple[Elsewhere, ...]
    files: tuple[str, ...]
    """The files that differ."""

    @property
    def is_visible(self) -> bool:
        """Tell whether a visitor notices anything on a page."""
        entries = (e.differences or e.status is not Status.CHANGED for e in self.entries)
        return any(entries) or bool(self.elsewhere)


def compare(before: Snapshot, after: Snapshot, today: dt.date) -> Changes | None:
    """Return what changed; None if one of them cannot be read at all."""
    if before.content is None or after.content is None:
        return None
    old, new = seen(before.content, today), seen(after.content, today)
    entries = tuple(_entries(before, after, old, new, today))
    return Changes(
        after.content.settings.source_language,
        entries,
        tuple(_elsewhere(after.content, entries, old, new, today)),
        tuple(
            name
            for name in sorted({**before.files, **after.files})
            if before.files.get(name) != after.files.get(name)
        ),
    )


def path_of_key(key: Key) -> str | None:
    """Return the path of the page of a record, None if it has none."""
    kind, slug = key
    if kind == ARTICLES:
        return slug
    return f"{kind}/{slug}" if kind in PAGED else None


def record_of(content: Content, key: Key) -> Record | None:
    """Return a record or page by its key, None if it is not published or is the alliance."""
    kind, slug = key
    return (
        content.articles.get(slug) if kind == ARTICLES else content.records.get(kind, {}).get(slug)
    )


def renames(before: Content, after: Content) -> dict[Key, Key]:
    """Return the new keys of records that say that they had another, with the old one."""
    old, new = set(keys(before)), set(keys(after))
    found = {}
    for key in sorted(new - old):
        kind, slug = key
        record = record_of(after, key)
        folder, slash, _ = slug.rpartition("/")
        for earlier in reversed(record.was if record else ()):
            former = kind, f"{folder}{slash}{earlier}"
            if former in old - new:
                found[key] = former
                break
    return found


def _entries(
    before: Snapshot, after: Snapshot, old: Seen, new: Seen, today: dt.date
) -> Iterator[Entry]:
    if before.content is None or after.content is None:
        return
    renamed = renames(before.content, after.content)
    there, here = set(keys(before.content)), set(keys(after.content))
    for key in sorted((there | here) - set(renamed.values())):
        former = renamed.get(key, key)
        if former in there and key in here:
            if before.files_of(former) == after.files_of(key) and key == former:
                continue
            status = Status.CHANGED if key == former else Status.RENAMED
        else:
            status = Status.ADDED if key in here else Status.REMOVED
        other = {Status.REMOVED: after, Status.ADDED: before}.get(status)
        is_draft = other is not None and bool(other.files_of(key))
        if status is Status.REMOVED and _is_unreadable(before, after, key):
            status, is_draft = Status.UNREADABLE, False
        content = before.content if key not in here else after.content
        yield Entry(
            status,
            key,
            _title(content, key, today),
            path_of_key(key),
            path_of_key(former) if former != key else None,
            is_draft,
            _differences(path_of_key(former), path_of_key(key), old, new, content),
        )


def _is_unreadable(before: Snapshot, after: Snapshot, key: Key) -> bool:
    """Tell whether the file of a record is still there, with a mistake in it."""
    files = before.content.files if before.content else {}
    names = {file.path for (owner, _), file in files.items() if owner == key}
    return any(problem.path in names for problem in after.problems if problem.path in after.files)


def _title(content: Content, key: Key, today: dt.date) -> str:
    record = record_of(content, key)
    if record is None:
        return content.alliance.name if key == ALLIANCE else str(label_of(key))
    if isinstance(record, Article):
        return record.title
    return str(Edition(content, content.settings.source_language, today).title(record))


def _differences(
    old_path: str | None, path: str | None, old: Seen, new: Seen, content: Content
) -> tuple[Difference, ...]:
    if path is None or old_path is None:
        return ()
    is_there = {bool({p for p, _ in side} & {q}) for side, q in ((old, old_path), (new, path))}
    found = []
    for language in content.settings.codes:
        one, other = old.get((old_path, language)), new.get((path, language))
        # A page that is new in a language was shown in another before: that is told as translation.
        if one == other or (is_there == {True} and None in (one, other)):
            continue
        found.append(Difference(language, _pairs(one or "", other or "")))
    return tuple(difference for difference in found if difference.pairs)


def _pairs(before: str, after: str) -> tuple[Pair, ...]:
    old, new = lines_of(before), lines_of(after)
    return pairs([line.text for line in old], [line.text for line in new])


def _elsewhere(
    content: Content, entries: tuple[Entry, ...], old: Seen, new: Seen, today: dt.date
) -> Iterator[Elsewhere]:
    """Yield what reads differently where no entry has said so already."""
    told = {path for entry in entries for path in (entry.path, entry.old_path)}
    said = _Said(entries)
    places: dict[tuple[Pair, str], list[str]] = {}
    for (path, language), html in new.items():
        earlier = old.get((path, language))
        if path in told or earlier in (None, html):
            continue
        for pair in _pairs(earlier or "", html):
            if not said.covers(pair, language):
                places.setdefault((pair, language), []).append(path)
    for (pair, language), paths in places.items():
        yield Elsewhere(pair, language, tuple(_page_title(content, path, today) for path in paths))


def _page_title(content: Content, path: str, today: dt.date) -> str:
    kind, _, slug = path.partition("/")
    if path in content.articles:
        return content.articles[path].title
    return _title(content, (kind, slug), today) if kind in PAGED else ""


class _Said:
    """What entries say already, to leave out where lists repeat it."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self._pairs: dict[str, list[Pair]] = {}
        for entry in entries:
            for difference in entry.differences:
                self._pairs.setdefault(difference.language, []).extend(difference.pairs)

    def covers(self, pair: Pair, language: str) -> bool:
        """Tell whether a change in a list only repeats what has been said of an entry."""
        return not pair.is_number and any(
            pair.before in said.before and pair.after in said.after
            for said in self._pairs.get(language, ())
        )
