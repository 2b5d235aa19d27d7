"""Identifiers and revisions of records for calendars and feeds: the same in each build."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID, uuid5

from alliance.content.content import Content, Key, key_of
from alliance.content.discovery import DATA
from alliance.content.urls import earlier, page_path
from alliance.git import Commit, Commits
from alliance.model.records import Record

# Drawn once; every identifier follows from it, so it never changes.
_NAMESPACE = UUID("5f0c3a0e-6d0b-4f43-9b8e-2c1f7a9d4e11")


@dataclass(frozen=True, slots=True)
class Revision:
    """The state of a record."""

    time: dt.datetime
    """When it was last changed, in UTC."""
    number: int
    """How often it was changed since it was written."""


def identifier(content: Content, *names: str) -> UUID:
    """Return the identifier of a thing of the alliance (RFC 9562, version 5).

    It follows from names alone, not from the address of the site, which may change.
    """
    first = [*content.alliance.was, content.alliance.short_name][0]
    return uuid5(_NAMESPACE, "\n".join([first, *names]))


def identifier_of(content: Content, record: Record, *names: str) -> UUID:
    """Return the identifier of a record, or of a named part of it.

    The first name that the record's file had counts: it is the same after the file is renamed.
    """
    return identifier(content, *first_key(record), *names)


def first_key(record: Record) -> Key:
    """Return the kind and the slug that a record had first."""
    kind, _, slug = [*earlier(record), page_path(key_of(record))][0].partition("/")
    return kind, slug


def record_revision(
    content: Content, record: Record, language: str, commits: Commits
) -> Revision | None:
    """Return the state of a record in a language, None where Git cannot tell.

    Every commit counts that changed the record's file or its translation into the language, under
    any name they have had; one that changed only a comment counts as well.
    """
    key, source = key_of(record), content.settings.source_language
    codes = {source, language}
    files = [file.path for code in codes if (file := content.files.get((key, code)))]
    if not all(path in commits for path in files):
        return None
    endings = ["" if code == source else f".{code}" for code in codes]
    old = [f"{DATA}/{path}{end}.yml" for path in earlier(record) for end in endings]
    found: set[Commit] = {commit for path in (*files, *old) for commit in commits.get(path, ())}
    return Revision(max(commit.time for commit in found), len(found) - 1)
