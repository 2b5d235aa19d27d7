"""Addresses: where a page stands on the site, and how one page leads to another.

A path names a page in every language: "" is the home page, "markets/japan" a record. An address
is where it stands, such as "fr/markets/japan/", relative to the root of the site.
"""

from __future__ import annotations

import posixpath

from alliance.content.content import ALLIANCE, ARTICLES, Key, key_of
from alliance.content.settings import Settings
from alliance.model.kinds import DATA_KINDS, PAGED, PHASES
from alliance.model.records import Market, Record

FEED = "feed.xml"
DATA_FOLDER = "data/"
"""Where the open data is published."""
DATA_FILE, SCHEMA_FILE = "alliance.json", "alliance.schema.json"
PACKAGE_FILE = "datapackage.json"


def calendar_path(market: str = "") -> str:
    """Return the path of the calendar of a market by its slug, or of the whole alliance."""
    return f"markets/{market}/calendar.ics" if market else "calendar.ics"


def calendar_paths(market: Market | None) -> tuple[str, ...]:
    """Return where the calendar of a market stands: first its path, then those it had."""
    if market is None:
        return (calendar_path(),)
    folder = f"{Market.kind}/"
    old = [path.removeprefix(folder) for path in earlier(market) if path.startswith(folder)]
    return tuple(calendar_path(slug) for slug in (market.slug, *old))


def page_path(key: Key) -> str:
    """Return the path of the page of a record or written page."""
    kind, slug = key
    return slug if kind == ARTICLES else f"{kind}/{slug}"


def earlier(record: Record, path: str = "") -> tuple[str, ...]:
    """Return the paths that the page of a record had before, the oldest first.

    A written page knows only the last part of its slug: `path` is where it stands.
    """
    folder = posixpath.dirname(path or page_path(key_of(record)))
    return tuple(
        old.strip("/") if old.startswith("/") else posixpath.join(folder, old) for old in record.was
    )


def address(path: str, language: str, source_language: str) -> str:
    """Return the address of a path in a language; the source language stands at the root."""
    prefix = "" if language == source_language else f"{language}/"
    if path.endswith((".html", ".ics", ".xml")):
        return prefix + path
    return prefix + (f"{path}/" if path else "")


def relative(start: str, target: str) -> str:
    """Return the link from one address to another (RFC 3986, 4.2)."""
    here, there = start.split("/")[:-1], target.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return "../" * (len(here) - shared) + "/".join(there[shared:]) or "./"


def resolve_link(key: Key, target: str) -> str | None:
    """Return the file below docs/ that a link in a text names, None if it leads out of docs/.

    A record is taken to lie in docs/ as it lies in data/: `japan.md` is beside `usa.md`.
    """
    kind, slug = key
    folder = _folder(kind, slug)
    path = posixpath.normpath(posixpath.join(folder, target))
    return None if path.startswith(("..", "/")) else path


def file_beside(key: Key, file: str) -> str:
    """Return how a text names a file below docs/: the reverse of `resolve`."""
    return posixpath.relpath(file, _folder(*key) or ".")


def path_of(file: str) -> str:
    """Return the path of the page that a file below docs/ makes: `markets/index.md` → `markets`."""
    stem = file.removesuffix(".md")
    return "" if stem == "index" else stem.removesuffix("/index")


def _folder(kind: str, slug: str) -> str:
    if kind == ALLIANCE[0]:
        return ""
    if kind != ARTICLES:
        return kind
    # docs/markets/index.md has the slug "markets" and lies in the folder of that name.
    return slug if slug in PAGED else slug.rpartition("/")[0]


def data_paths(settings: Settings) -> tuple[str, ...]:
    """Return the paths of the open data, which do not depend on the records."""
    notes_paths = (notes_path(code, settings.source_language) for code in settings.codes)
    tables = (f"{name}.csv" for name in (PHASES, *DATA_KINDS))
    files = (*tables, DATA_FILE, SCHEMA_FILE, PACKAGE_FILE)
    return (*(DATA_FOLDER + file for file in files), *notes_paths)


def notes_path(language: str, source_language: str) -> str:
    """Return the path of the README of the open data in a language."""
    suffix = "" if language == source_language else f".{language}"
    return f"{DATA_FOLDER}README{suffix}.md"
