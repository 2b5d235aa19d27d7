"""The addresses that were published once: a list in the repository, of which none may be lost.

An address of the list names no language: `/markets/japan/` stands for the page in all of them, and
`/fr/` for all that is in French. Pictures are not in it: pages alone lead to them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from alliance.content.content import ARTICLES, Content, Key
from alliance.content.discovery import LIST, RESERVED, assets
from alliance.content.loading import Loaded
from alliance.content.relations import scheduled
from alliance.content.urls import (
    FEED,
    address,
    calendar_path,
    calendar_paths,
    data_paths,
    earlier,
    page_path,
)
from alliance.content.yaml.textfile import clean, read_text
from alliance.i18n.messages import Message, say
from alliance.i18n.problems import Problem, nearest, quote
from alliance.model.kinds import PAGED
from alliance.model.records import Record

_HEAD = """\
# Addresses of the site that others may have linked to or subscribed to, one a line, without the
# language. The check reports each that nothing stands at or leads on from any more.
# Brought up to date by: python -m alliance addresses
"""
_DOCUMENT = ".pdf"
_LANGUAGE = "[a-z]{2}(-[A-Za-z]+)?"


def published_addresses(content: Content) -> frozenset[str]:
    """Return every address of the site as the list has it, those that lead on among them."""
    return frozenset(f"/{found}" for found in _found(content))


def _found(content: Content) -> Iterator[str]:
    source = content.settings.source_language
    yield from (address("", code, source) for code in content.settings.codes)
    for path, record in _pages(content):
        yield from (address(each, source, source) for each in (path, *earlier(record, path)))
    if scheduled(content):
        yield calendar_path()
    for market in content.markets:
        if scheduled(content, market):
            yield from calendar_paths(market)
    yield FEED
    yield from data_paths(content.settings)
    yield from (file for file in assets(content.root) if file.endswith(_DOCUMENT))


def _pages(content: Content) -> Iterator[tuple[str, Record]]:
    """Yield path and record of each page."""
    yield from content.articles.items()
    for kind in PAGED:
        yield from ((page_path((kind, slug)), r) for slug, r in content.records[kind].items())


def moved(content: Content) -> Iterator[tuple[str, str]]:
    """Yield each path that a page had before, and the one that it has now."""
    for path, record in _pages(content):
        yield from ((old, path) for old in earlier(record, path))


def read_list(root: Path) -> tuple[dict[str, int] | None, list[Problem]]:
    """Return the lines of the listed addresses, None without a list, and what is wrong in it."""
    if not (root / LIST).exists():
        return None, []
    raw = read_text(root / LIST, LIST)
    if isinstance(raw, Problem):
        return {}, [raw]
    text, problems = clean(raw, LIST)
    found: dict[str, int] = {}
    for number, line in enumerate(map(str.strip, text.split("\n")), 1):
        if line.startswith("/") and " " not in line:
            found.setdefault(line, number)
        elif line and not line.startswith("#"):
            message = say(
                "this line is no address: each starts with a slash. Delete it, then bring the list"
                " up to date: python -m alliance addresses"
            )
            problems.append(Problem(LIST, number, 1, message))
    return found, problems


def list_text(addresses: Iterable[str]) -> str:
    """Return the list as a file: sorted, so that two who add to it seldom meet in a line."""
    return _HEAD + "".join(f"{found}\n" for found in sorted(addresses))


def unlisted(content: Content) -> list[str] | None:
    """Return the addresses that are not in the list yet, None without a list."""
    listed, _ = read_list(content.root)
    return None if listed is None else sorted(published_addresses(content) - listed.keys())


def check_addresses(loaded: Loaded) -> Iterator[Problem]:
    """Refuse two files that make the same page, and an old address that is in use."""
    standing = {page_path(key) for key in loaded.names}
    records = {key: model for key, model in loaded.models.items() if isinstance(model, Record)}
    old = Counter(
        path for key, record in records.items() for path in earlier(record, page_path(key))
    )
    needed = {*RESERVED, *(loaded.settings.codes if loaded.settings else ())}
    for key, record in records.items():
        kind, slug = key
        if kind in PAGED and (ARTICLES, page_path(key)) in loaded.names:
            message = say(
                "{file} makes the page of the same address. Rename one of them.",
                file=f"docs/{kind}/{slug}.md",
            )
            yield loaded.problem(key, (), message)
        for index, path in enumerate(earlier(record, page_path(key))):
            name = quote(record.was[index])
            if path in standing or old[path] > 1:
                taken = say(
                    "another record has or had the address {slug}. Remove it here.", slug=name
                )
                yield loaded.field_problem(key, ("was", index), taken)
            elif path.partition("/")[0] in needed:
                taken = say(
                    "the site needs the address {address} for itself. Remove it here.",
                    address=name,
                )
                yield loaded.field_problem(key, ("was", index), taken)


def lost(loaded: Loaded, content: Content) -> Iterator[Problem]:
    """Yield a problem for each listed address that is gone, and for what is wrong in the list.

    While a file cannot be read nobody knows which addresses it has, so none is called lost.
    """
    listed, problems = read_list(content.root)
    yield from problems
    if not listed or any(key not in loaded.models for key in loaded.names):
        return
    present = published_addresses(content)
    gone = {found: line for found, line in listed.items() if found not in present}
    source = content.settings.source_language
    added = [p for p, _ in _pages(content) if f"/{address(p, source, source)}" not in listed]
    for found, line in gone.items():
        folder, _, file = found.rpartition("/")
        if not file or f"{folder}/" not in gone:  # the calendar of a market goes with its page
            yield Problem(LIST, line, 1, _message(found, content, added))


def _message(gone: str, content: Content, added: list[str]) -> Message:
    last = say("If it is to go for good, delete this line.")
    if not gone.endswith("/"):
        return say("{address}: this file is gone. Bring it back.", address=gone) + last
    path = gone.strip("/")
    if re.fullmatch(_LANGUAGE, path):
        language = say(
            "{address}: the site has no such language any more. Put it back into mkdocs.yml.",
            address=gone,
        )
        return language + last
    if draft := _file(content, path):
        found = say(
            '{address}: its page is a draft now. Delete "draft: true" in {file}.',
            address=gone,
            file=draft,
        )
    elif page := _successor(path, added):
        names = (*dict(_pages(content))[page].was, _name_for(path, page))
        found = say(
            '{address}: its page is gone. Did you rename it? Write "was: [{names}]" in {file}.',
            address=gone,
            names=", ".join(names),
            file=_file(content, page),
        )
    else:
        found = say(
            '{address}: its page is gone. Bring it back, or write "was: [{name}]" in the file of'
            " the page that takes its place.",
            address=gone,
            name=gone,
        )
    return found + last


def _successor(gone: str, added: list[str]) -> str | None:
    """Return the path of the new page that is most likely the same: beside it, or of its name."""
    beside = {_name(path): path for path in added if _folder(path) == _folder(gone)}
    if len(beside) == 1:
        return next(iter(beside.values()))
    if found := nearest(_name(gone), beside):
        return beside[found]
    return next((path for path in added if _name(path) == _name(gone)), None)


def _file(content: Content, path: str) -> str:
    """Return the file of the page of a path, "" if it has none."""
    source = content.settings.source_language
    kind, _, slug = path.partition("/")
    keys: tuple[Key, ...] = ((kind, slug), (ARTICLES, path))
    files = (content.files.get((key, source)) for key in keys)
    return next((file.path for file in files if file), "")


def _name_for(gone: str, page: str) -> str:
    """Return what `was` of a page calls an address."""
    return _name(gone) if _folder(gone) == _folder(page) else f"/{gone}/"


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _folder(path: str) -> str:
    return path.rpartition("/")[0]
