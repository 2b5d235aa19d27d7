"""A state of the content: what could be read, what is wrong in it, and which files there are."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from alliance.content.content import ALLIANCE, ARTICLES, Content, Key, keys_of
from alliance.content.context import Context
from alliance.content.discovery import DATA, DOCS
from alliance.content.settings import CONFIG
from alliance.content.urls import earlier, page_path
from alliance.i18n.problems import Problem
from alliance.model.kinds import PAGED
from alliance.model.records import Article, Record
from alliance.review.visible_text import Seen, seen
from alliance.site.reading import read_content


@dataclass(frozen=True)
class Snapshot:
    """What a folder holds at one time."""

    content: Content | None
    """None if the settings or the alliance itself cannot be read."""
    problems: tuple[Problem, ...]
    files: Mapping[str, str]
    """The content files by their path, each with a sum that changes as soon as a byte does."""
    today: dt.date
    """The day that it is built for."""


def take(root: Path, today: dt.date, refused: Iterable[Problem] = ()) -> Snapshot:
    """Read the content of a folder as it is built on a day; `refused` is wrong with it already."""
    content, problems = read_content(root, today=today)
    return Snapshot(content, tuple(sorted([*refused, *problems])), dict(_files(root)), today)


def _files(root: Path) -> Iterator[tuple[str, str]]:
    paths = [root / CONFIG, *sorted((root / DATA).rglob("*")), *sorted((root / DOCS).rglob("*"))]
    for path in paths:
        name = path.relative_to(root).as_posix()
        if path.is_file() and not path.is_symlink() and "/." not in name:
            yield name, hashlib.sha256(path.read_bytes()).hexdigest()


@dataclass(frozen=True, eq=False)
class Side:
    """A snapshot that could be read: one side of a comparison."""

    snapshot: Snapshot
    content: Content

    @cached_property
    def keys(self) -> frozenset[Key]:
        """What is published: the alliance, records and pages, no drafts."""
        return frozenset(keys_of(self.content))

    @cached_property
    def seen(self) -> Seen:
        """What visitors are shown."""
        return seen(self.content, self.snapshot.today)

    @property
    def source_language(self) -> str:
        """The language that the content is first written in."""
        return self.content.settings.source_language

    def context(self, language: str) -> Context:
        """Return the site in a language."""
        return Context(self.content, language, self.snapshot.today)

    def record(self, key: Key) -> Record | None:
        """Return a record or page, None for the alliance and for what is not published."""
        kind, slug = key
        if kind == ARTICLES:
            return self.content.articles.get(slug)
        return self.content.records.get(kind, {}).get(slug)

    def files(self, key: Key) -> dict[str, str]:
        """Return the files of a record or page, drafts too, each with its sum."""
        return {
            file.path: self.snapshot.files.get(file.path, "")
            for (owner, _), file in self.content.files.items()
            if owner == key
        }

    def is_unreadable(self, key: Key, earlier: Side, language: str) -> bool:
        """Tell whether a mistake is in a file of a language that an earlier side could read."""
        file = earlier.content.files.get((key, language))
        return (
            file is not None
            and file.path in self.snapshot.files
            and any(problem.path == file.path for problem in self.snapshot.problems)
        )

    def title(self, key: Key) -> str:
        """Return what the site calls a record or page in the source language."""
        record = self.record(key)
        if isinstance(record, Article):
            return record.title
        if record is None:
            return self.content.alliance.name if key == ALLIANCE else key[1]
        return str(self.context(self.source_language).title(record))

    def page_title(self, path: str) -> str:
        """Return the title of the page at a path, "" if there is none."""
        kind, _, slug = path.partition("/")
        if path in self.content.articles:
            return self.content.articles[path].title
        return self.title((kind, slug)) if kind in PAGED else ""


def page_of(key: Key) -> str | None:
    """Return the path of the page of a record, None if it has none of its own."""
    return page_path(key) if key[0] in (*PAGED, ARTICLES) else None


def renames(before: Side, after: Side) -> dict[Key, Key]:
    """Return the new keys of records that say that they had another, with the old one."""
    places = {page_path(key): key for key in before.keys - after.keys}
    found = {}
    for key in sorted(after.keys - before.keys):
        record = after.record(key)
        for path in reversed(earlier(record, page_path(key)) if record else ()):
            if path in places:
                found[key] = places[path]
                break
    return found
