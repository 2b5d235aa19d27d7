"""Translations that came back, held against the content: what changes in which file.

What is read is untrusted. A text is taken only for a place that the content has; no path of the
file that came back is ever used.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from unicodedata import normalize

from alliance.content import ARTICLES, Key
from alliance.editing.handout import place_of
from alliance.editing.pofile import Unit
from alliance.editing.sidecars import FIRST, rewrite_page, rewrite_record
from alliance.load import Loaded
from alliance.message import Message, say
from alliance.plaintext import read_text
from alliance.problem import Problem, did_you_mean, quote
from alliance.translations import Origin, Translation

RANKS: tuple[Origin, ...] = ("machine", "human", "reviewed")
"""From the weakest mark of a translation to the strongest."""

Place = tuple[Key, str]
"""A record or page, and the dotted path of a field."""


@dataclass
class Intake:
    """What became of the texts of a file."""

    files: dict[str, str] = field(default_factory=dict)
    """New content of translation files by name; those that stay as they are are not in it."""
    changed: int = 0
    same: int = 0
    """Texts that were there already."""
    empty: int = 0
    unsure: int = 0
    """Texts that are marked as in need of work."""
    problems: list[Problem] = field(default_factory=list)


def take(
    loaded: Loaded, name: str, units: Iterable[Unit], language: str, origin: Origin | None
) -> Intake:
    """Return which files change when the texts of the PO file `name` are taken into a language.

    `origin` says how they were made; without it they were made by a person, and a text that comes
    back as it was says nothing of how it was made.
    """
    intake = Intake()
    taken: dict[Key, dict[str, str]] = {}
    places = _places(loaded)
    for unit in units:
        if not unit.text.strip():
            intake.empty += 1
        elif unit.needs_work:
            intake.unsure += 1
        elif message := _refuse(unit, places, loaded):
            intake.problems.append(Problem(name, unit.line, 1, message))
        else:
            key, path = places[unit.place]
            taken.setdefault(key, {})[path] = _tidy(unit.text)
    for key, texts in sorted(taken.items()):
        changes = _changes(loaded.translations[key].get(language), texts, origin)
        changed = len(changes.keys() - {FIRST})
        intake.changed += changed
        intake.same += len(texts) - changed
        written = _rewritten(loaded, key, language, changes) if changes else None
        if isinstance(written, Problem):
            intake.problems.append(written)
        elif written:
            intake.files.update([written])
    return intake


def _places(loaded: Loaded) -> dict[str, Place]:
    source = loaded.source_language
    return {
        place_of(loaded.files[key, source].path, path): (key, path)
        for key, languages in loaded.translations.items()
        for path in languages[source].texts
    }


def _refuse(unit: Unit, places: Mapping[str, Place], loaded: Loaded) -> Message | None:
    """Return why a text cannot be taken, None if it can."""
    if unit.place not in places:
        return say(
            "there is no text {place} in the content.{hint} Export the texts again.",
            place=quote(unit.place),
            hint=did_you_mean(unit.place, places),
        )
    key, path = places[unit.place]
    now = loaded.translations[key][loaded.source_language].texts[path]
    if _tidy(unit.source) != _tidy(now):
        return say(
            "{place}: the original has changed since the export. It now says {now}. Export the"
            " texts again, and see whether the translation still fits.",
            place=unit.place,
            now=quote(now),
        )
    return None


def _changes(
    present: Translation | None, texts: Mapping[str, str], origin: Origin | None
) -> dict[str, str]:
    """Return the fields of a translation file that change, the one on how it was made first."""
    old = present or Translation({})
    changes = {path: text for path, text in texts.items() if text != _tidy(old.texts.get(path, ""))}
    mark = mark_of(old, changes.keys(), texts.keys(), origin)
    return changes if mark == old.origin else {FIRST: mark, **changes}


def _rewritten(
    loaded: Loaded, key: Key, language: str, changes: Mapping[str, str]
) -> tuple[str, str] | Problem:
    """Return the name of a translation file and what stands in it after some changes."""
    source = loaded.files[key, loaded.source_language]
    present = loaded.files.get((key, language))
    name = present.path if present else _beside(source.path, language)
    text = read_text(loaded.root / name, name) if present else ""
    if isinstance(text, Problem):
        return text
    rewrite = rewrite_page if key[0] == ARTICLES else rewrite_record
    return name, rewrite(text, changes, source.node)


def mark_of(
    old: Translation, changed: Iterable[str], covered: Iterable[str], origin: Origin | None
) -> Origin:
    """Return how a translation file was made, after some of its texts were taken.

    The mark stands for the whole file, so it is the weakest of all its texts: a text that changed
    is what `origin` says; one that did not is what the file said, or better if `origin` says so.
    """
    before = old.origin or "human"
    changed, covered = set(changed), set(covered)
    ranks = []
    for path in old.texts.keys() | covered:
        if path in changed:
            ranks.append(RANKS.index(origin or "human"))
        elif path in covered and origin:
            ranks.append(max(RANKS.index(before), RANKS.index(origin)))
        else:
            ranks.append(RANKS.index(before))
    return RANKS[min(ranks)]


def _beside(path: str, language: str) -> str:
    """Return the name of the translation of a source file."""
    source = PurePosixPath(path)
    return str(source.with_name(f"{source.stem}.{language}{source.suffix}"))


def _tidy(text: str) -> str:
    return normalize("NFC", text.replace("\r\n", "\n").strip())
