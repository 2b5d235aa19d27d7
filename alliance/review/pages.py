"""How pages differ: those of records that were edited, and others that show their content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from alliance.content.content import Key
from alliance.model.records import Figure, Result
from alliance.review.diff import Pair, pairs, repeats, unmoved
from alliance.review.snapshot import Snapshot, page_of
from alliance.review.visible_text import VisibleText, visible_text


class ChangeKind(StrEnum):
    """What happened to a record or page."""

    ADDED = "added"
    CHANGED = "changed"
    RENAMED = "renamed"
    REMOVED = "removed"
    UNREADABLE = "unreadable"
    """Its file exists but has a problem."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How a page differs in one language."""

    language: str
    pairs: tuple[Pair, ...]
    is_moved: bool = False
    """Whether only the order of lines changed."""
    is_redrawn: bool = False
    """Whether a picture, map or chart looks different."""


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record or page whose files changed."""

    kind: ChangeKind
    key: Key
    title: str
    files: tuple[str, ...]
    """Its changed files, that of the source language first."""
    page: str | None
    """The path of its page, now or before; None if it has no page of its own."""
    is_draft: bool
    """Whether it was a draft before, or is one now."""
    differences: tuple[Difference, ...]
    """How its own page differs, in the source language first."""

    @property
    def is_unseen(self) -> bool:
        """Whether it changed without a visible difference on its own page."""
        return self.kind is ChangeKind.CHANGED and not self.differences


@dataclass(frozen=True, slots=True)
class IndirectChange:
    """The same difference on pages whose own files did not change."""

    pages: tuple[str, ...]
    """The titles of the pages; "" for what surrounds every page."""
    differences: tuple[Difference, ...]
    """Empty if they only repeat the changes of records."""


def record_changes(
    before: Snapshot, after: Snapshot, renamed: Mapping[Key, Key]
) -> Iterator[RecordChange]:
    """Yield each record and page whose files changed, sorted by its new key."""
    for key in sorted((before.keys | after.keys) - set(renamed.values())):
        former = renamed.get(key, key)
        old, new = before.files_of(former), after.files_of(key)
        kind = _kind(before, after, former, key)
        if kind is ChangeKind.CHANGED and old == new:
            continue
        differ = {name for name in {**old, **new} if old.get(name) != new.get(name)}
        yield RecordChange(
            kind,
            key,
            (after if key in after.keys else before).title(key),
            tuple(sorted(differ, key=lambda name: (name.count("."), name))),
            page_of(key),
            bool({ChangeKind.REMOVED: new, ChangeKind.ADDED: old}.get(kind)),
            tuple(_differences(before, after, former, key)),
        )


def _kind(before: Snapshot, after: Snapshot, former: Key, key: Key) -> ChangeKind:
    if key not in after.keys:
        is_unreadable = after.is_unreadable(key, before, before.source_language)
        return ChangeKind.UNREADABLE if is_unreadable else ChangeKind.REMOVED
    if former not in before.keys:
        return ChangeKind.ADDED
    return ChangeKind.CHANGED if key == former else ChangeKind.RENAMED


def _differences(before: Snapshot, after: Snapshot, former: Key, key: Key) -> Iterator[Difference]:
    is_new, is_gone = former not in before.keys, key not in after.keys
    for language in (before if is_gone else after).content.settings.codes:
        old, new = _own_text(before, former, language), _own_text(after, key, language)
        # A new translation of a page is reported as a translation: the page existed before.
        if old == new or (not old.lines and not is_new) or (not new.lines and not is_gone):
            continue
        is_redrawn = bool(old.lines and new.lines) and old.drawings != new.drawings
        yield Difference(language, pairs(old.lines, new.lines), is_redrawn=is_redrawn)


def _own_text(snapshot: Snapshot, key: Key, language: str) -> VisibleText:
    """Return the text of a record's page; without a page, its number and label."""
    page = page_of(key)
    if page is not None:
        return visible_text(snapshot.pages.get((page, language), ""))
    record, context = snapshot.content.record(key), snapshot.context(language)
    match record:
        case Figure():
            number = context.figure(record)
        case Result():
            number = context.number(record.claim)
        case _:
            return VisibleText()
    return VisibleText((f"{number} {context.text(record, 'label')}",))


def indirect_changes(
    before: Snapshot, after: Snapshot, changes: tuple[RecordChange, ...]
) -> Iterator[IndirectChange]:
    """Yield how other pages differ, without what the changes of records say already."""
    own_pages = {change.page for change in changes}
    reported: dict[str, set[Pair]] = {}
    for change in changes:
        for difference in change.differences:
            reported.setdefault(difference.language, set()).update(difference.pairs)
    by_page: dict[str, list[Difference]] = {}
    for (path, language), html in after.pages.items():
        earlier = before.pages.get((path, language))
        if path in own_pages or earlier in (None, html):
            continue
        old, new = visible_text(earlier or ""), visible_text(html)
        if old != new:
            found = _unreported(old, new, reported.get(language, set()), language)
            by_page.setdefault(path, []).extend(found)
    alike: dict[tuple[Difference, ...], list[str]] = {}
    for path, differences in by_page.items():
        alike.setdefault(tuple(differences), []).append(path)
    for same, paths in alike.items():
        yield IndirectChange(tuple(map(after.page_title, paths)), same)


def _unreported(
    old: VisibleText, new: VisibleText, reported: set[Pair], language: str
) -> Iterator[Difference]:
    lines = unmoved(pairs(old.lines, new.lines))
    is_moved = not lines and old.lines != new.lines
    is_redrawn = old.drawings != new.drawings
    left = tuple(pair for pair in lines if not repeats(pair, reported))
    if left or is_moved or is_redrawn:
        yield Difference(language, left, is_moved, is_redrawn)
