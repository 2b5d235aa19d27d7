"""The content as it is, or was, at one time: one side of a comparison."""

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
from alliance.model.records import Article
from alliance.review.visible_text import RenderedPages, rendered_pages
from alliance.site.reading import read_content


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The content of a folder, and what visitors see of it."""

    content: Content
    problems: tuple[Problem, ...]
    files: Mapping[str, str]
    """Hashes of all content files by path."""
    today: dt.date
    """The date that pages are built for."""

    @cached_property
    def keys(self) -> frozenset[Key]:
        """What is published: the alliance, records and pages, without drafts."""
        return frozenset(keys_of(self.content))

    @cached_property
    def pages(self) -> RenderedPages:
        """The HTML of every page."""
        return rendered_pages(self.content, self.today)

    @property
    def source_language(self) -> str:
        """The language that the content is first written in."""
        return self.content.settings.source_language

    def context(self, language: str) -> Context:
        """Return the site in a language."""
        return Context(self.content, language, self.today)

    def files_of(self, key: Key) -> dict[str, str]:
        """Return the hashes of the files of a record or page, drafts included."""
        return {
            file.path: self.files.get(file.path, "")
            for (owner, _), file in self.content.files.items()
            if owner == key
        }

    def is_unreadable(self, key: Key, earlier: Snapshot, language: str) -> bool:
        """Whether a file that an earlier snapshot could read has a problem in this one."""
        file = earlier.content.files.get((key, language))
        return (
            file is not None
            and file.path in self.files
            and any(problem.path == file.path for problem in self.problems)
        )

    def title(self, key: Key) -> str:
        """Return the title of a record or page in the source language."""
        record = self.content.record(key)
        if isinstance(record, Article):
            return record.title
        if record is None:
            return self.content.alliance.name if key == ALLIANCE else key[1]
        return str(self.context(self.source_language).title(record))

    def page_title(self, path: str) -> str:
        """Return the title of the page at a path; "" if there is none."""
        kind, _, slug = path.partition("/")
        if path in self.content.articles:
            return self.content.articles[path].title
        return self.title((kind, slug)) if kind in PAGED else ""


def take_snapshot(
    root: Path, today: dt.date, refused: Iterable[Problem] = ()
) -> tuple[Snapshot | None, tuple[Problem, ...]]:
    """Read the content of a folder as built on a date; also return all problems, sorted.

    `refused` are problems found before reading. The snapshot is None if the settings or
    data/alliance.yml cannot be read.
    """
    content, found = read_content(root, today=today)
    problems = tuple(sorted([*refused, *found]))
    if content is None:
        return None, problems
    return Snapshot(content, problems, dict(_hashes(root)), today), problems


def _hashes(root: Path) -> Iterator[tuple[str, str]]:
    paths = [root / CONFIG, *sorted((root / DATA).rglob("*")), *sorted((root / DOCS).rglob("*"))]
    for path in paths:
        name = path.relative_to(root).as_posix()
        if path.is_file() and not path.is_symlink() and "/." not in name:
            yield name, hashlib.sha256(path.read_bytes()).hexdigest()


def page_of(key: Key) -> str | None:
    """Return the path of the page of a record; None if it has no page of its own."""
    return page_path(key) if key[0] in (*PAGED, ARTICLES) else None


def renames(before: Snapshot, after: Snapshot) -> dict[Key, Key]:
    """Return the old key of each renamed record by its new key, as its field `was` says."""
    removed = {page_path(key): key for key in before.keys - after.keys}
    found = {}
    for key in sorted(after.keys - before.keys):
        record = after.content.record(key)
        for path in earlier(record, page_path(key)) if record else ():  # the latest name counts
            if path in removed:
                found[key] = removed[path]
    return found
