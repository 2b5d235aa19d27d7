"""What must hold in Markdown texts: directives, links between pages, and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from alliance import directives
from alliance.addresses import resolve
from alliance.content import ARTICLES, Key, label_of
from alliance.files import assets
from alliance.load import Loaded
from alliance.model import PAGED
from alliance.problem import Problem, did_you_mean, quote
from alliance.reader import Scalar

_LINK = re.compile(r"(!?)\[((?:[^\[\]\\]|\\.)*)\]\(\s*<?([^\s<>)]*)>?[^)]*\)")
_SCHEMES = ("https:", "http:", "mailto:", "tel:")
# Fields that hold Markdown; all others are plain text.
_MARKDOWN = ("body", "aim")


def check_texts(loaded: Loaded, slugs: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """Yield what is wrong in the Markdown of every record and page, in every language."""
    pictures = frozenset(assets(loaded.root))
    for (key, language), file in loaded.files.items():
        for name in _MARKDOWN:
            entry = file.node.entries.get(name)
            if entry is None or not isinstance(entry.value, Scalar):
                continue
            label = label_of(key, language if language != loaded.source_language else "")
            for line, column, message in _faults(entry.value.text, key, slugs, pictures):
                place = _place(entry.value, line, column)
                yield Problem(file.path, *place, f"{label}: {message}")


def _place(value: Scalar, line: int, column: int) -> tuple[int, int]:
    """Return where a place in a text (from 0) is in its file (from 1)."""
    if value.style == "|":
        return value.line + 1 + line, column + 3
    if value.style:
        return value.line, value.column
    return value.line + line, value.column + column


def _faults(
    text: str, key: Key, slugs: Mapping[str, frozenset[str]], pictures: frozenset[str]
) -> Iterator[tuple[int, int, str]]:
    for place in directives.places(text):
        if place.alone and key[0] != ARTICLES:
            message = (
                f"[[{place.text}]] places a view, which only the pages of docs/ can do. Remove it."
            )
            yield place.line, place.column, message
        elif message := directives.explain(place, slugs) or "":
            yield place.line, place.column, message
    for number, line in enumerate(directives.prose(text)):
        for link in _LINK.finditer(line):
            check = _check_picture if link[1] else _check_link
            if message := check(link, key, slugs, pictures) or "":
                yield number, link.start(), message


def _check_picture(
    link: re.Match[str], key: Key, _slugs: Mapping[str, frozenset[str]], pictures: frozenset[str]
) -> str | None:
    target = resolve(key, link[3])
    if not link[2].strip():
        return "this picture has no alternative text. Say between the brackets what it shows."
    if ":" in link[3] or link[3].startswith("/") or target is None:
        return f"a picture lies below docs/, not at {quote(link[3])}. Put the file there."
    if target not in pictures:
        return f"there is no picture {quote(target)} below docs/.{did_you_mean(target, pictures)}"
    return None


def _check_link(
    link: re.Match[str], key: Key, slugs: Mapping[str, frozenset[str]], pictures: frozenset[str]
) -> str | None:
    target, path = link[3], link[3].partition("#")[0]
    if target.lower().startswith(_SCHEMES) or (target.startswith("#") and len(target) > 1):
        return None
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|/|\\", target) or not path:
        return (
            f"{quote(target)} is no address that a link can lead to. Write https://…, mailto:…,"
            " or the file name of a page, as in about.md."
        )
    found = resolve(key, path)
    known = {f"{slug}.md" for slug in _pages(slugs)}
    if (
        found in known
        or found in pictures
        or (found or "").removesuffix("index.md") in ("", *_folders(slugs))
    ):
        return None
    hint = did_you_mean(found or path, known)
    return (
        f"there is no page {quote(path)}.{hint} Name the file of a page or record, as in about.md."
    )


def _pages(slugs: Mapping[str, frozenset[str]]) -> Iterator[str]:
    for kind in PAGED:
        yield from (f"{kind}/{slug}" for slug in slugs[kind])
    yield from (f"{slug}/index" if slug in PAGED else slug or "index" for slug in slugs[ARTICLES])


def _folders(slugs: Mapping[str, frozenset[str]]) -> Iterator[str]:
    yield from (f"{slug}/" for slug in slugs[ARTICLES])
