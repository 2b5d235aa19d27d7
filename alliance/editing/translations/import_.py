"""Whether texts that came back may stand in the content: by the same rules as what editors type.

A file of the content is made up of them, in which each text stands where it stands in the PO file.
It goes through the model and the rules for Markdown, so that no rule is written a second time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from unicodedata import normalize

from pydantic import ValidationError

from alliance.content.checks.run import slugs_of
from alliance.content.checks.texts import check_texts
from alliance.content.content import ARTICLES, Key, SourceFile, label_of
from alliance.content.directives import Views
from alliance.content.loading import TRANSLATIONS, Loaded
from alliance.content.model_errors import explain_error
from alliance.content.yaml.nodes import Entry, Node, Scalar, plain
from alliance.content.yaml.nodes import Mapping as Fields
from alliance.content.yaml.textfile import read_text, replace_odd
from alliance.editing.schemas import FOLDER, modeline, name_of
from alliance.editing.translations.export import place_of
from alliance.editing.translations.po import Unit
from alliance.editing.translations.rewrite import (
    FIRST,
    UnreadableError,
    rewrite_page,
    rewrite_record,
)
from alliance.i18n.messages import Message, say, say_all
from alliance.i18n.problems import Problem, did_you_mean, quote
from alliance.model.translations import Origin, Translation


def examine(
    loaded: Loaded, delivery: Delivery, taken: Mapping[Key, Mapping[str, Unit]], views: Views
) -> Iterator[Problem]:
    """Yield what is wrong in texts by record and field, each at its line of the PO file."""
    name, language = delivery.name, delivery.language
    files = {}
    for key, units in taken.items():
        for unit in units.values():
            if odd := replace_odd(unit.text)[1]:
                yield Problem(name, unit.line, 1, odd[0][1])
        node = _fields(units)
        files[key, language] = SourceFile(name, node)
        model = TRANSLATIONS[key[0]]
        try:
            model.model_validate({"translation": "human", **_values(node)})
        except ValidationError as error:
            yield from explain_error(error, model, node, name, label_of(key, language))
    yield from check_texts(replace(loaded, files=files), views, slugs_of(loaded))


def _fields(units: Mapping[str, Unit]) -> Fields:
    """Return texts by dotted path as the reader gives the fields of a file."""
    grouped: dict[str, dict[str, Unit]] = {}
    for path, unit in units.items():
        first, _, rest = path.partition(".")
        grouped.setdefault(first, {})[rest] = unit
    entries: dict[str, Entry] = {}
    for first, inner in grouped.items():
        line = min(unit.line for unit in inner.values())
        text = inner[""].text if "" in inner else ""
        value: Node = Scalar(text, text, line, 1, '"') if text else _fields(inner)
        entries[first] = Entry(first, line, 1, value)
    return Fields(entries, min((unit.line for unit in units.values()), default=1), 1)


def _values(node: Fields) -> dict[str, object]:
    return {key: plain(entry.value) for key, entry in node.entries.items()}


MAX_HINTS = 100
"""A file with more mistakes is of other content: to search what was meant would only take long."""

RANKS: tuple[Origin, ...] = ("machine", "human", "reviewed")
"""From the weakest mark of a translation to the strongest."""

TextKey = tuple[Key, str]
"""A record or page, and the dotted path of a field."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came back from a translator."""

    name: str
    """The PO file, for messages."""
    units: tuple[Unit, ...]
    language: str
    origin: Origin | None = None
    """How the texts were made. Without it they were made by a person, and a text that comes back
    as it was says nothing of how it was made."""


@dataclass
class ImportResult:
    """What became of the texts of a delivery."""

    files: dict[str, str] = field(default_factory=dict)
    """New content of translation files by name; those that stay as they are are not in it."""
    changed: int = 0
    same: int = 0
    """Texts that were there already."""
    empty: int = 0
    unsure: int = 0
    """Texts that are marked as in need of work."""
    problems: list[Problem] = field(default_factory=list)


def import_texts(loaded: Loaded, delivery: Delivery, views: Views) -> ImportResult:
    """Return which files change when the texts of a delivery are taken into the content.

    `views` are those that directives in the texts can place.
    """
    intake = ImportResult()
    taken = _sorted_out(loaded, delivery, intake)
    intake.problems += examine(loaded, delivery, taken, views)
    refused = {problem.line for problem in intake.problems}
    for key, units in sorted(taken.items()):
        texts = {path: unit.text for path, unit in units.items() if unit.line not in refused}
        old = loaded.translations[key].get(delivery.language, Translation({}))
        changed = {path for path in texts if texts[path] != _tidy(old.texts.get(path, ""))}
        intake.same += len(texts) - len(changed)
        changes = {path: texts[path] for path in texts if path in changed}
        mark = mark_of(old, changed, texts.keys(), delivery.origin)
        if texts and mark != old.origin:
            changes = {FIRST: mark, **changes}
        if changes and _rewrite(loaded, key, delivery.language, changes, intake):
            intake.changed += len(changed)
    return intake


def _sorted_out(
    loaded: Loaded, delivery: Delivery, intake: ImportResult
) -> dict[Key, dict[str, Unit]]:
    """Return the texts that have a place, by record and field; `intake` is told of the others."""
    taken: dict[Key, dict[str, Unit]] = {}
    places, lines = _places(loaded), dict[str, int]()
    for unit in delivery.units:
        if not unit.text.strip():
            intake.empty += 1
        elif unit.needs_work:
            intake.unsure += 1
        elif message := _refuse(unit, places, loaded, len(intake.problems) < MAX_HINTS):
            intake.problems.append(Problem(delivery.name, unit.line, 1, message))
        elif unit.place in lines:
            message = say("this text is there twice, first in line {line}.", line=lines[unit.place])
            message += say("Delete one of them.")
            intake.problems.append(Problem(delivery.name, unit.line, 1, message))
        else:
            lines[unit.place] = unit.line
            key, path = places[unit.place]
            taken.setdefault(key, {})[path] = replace(unit, text=_tidy(unit.text))
    return taken


def _places(loaded: Loaded) -> dict[str, TextKey]:
    source = loaded.source_language
    return {
        place_of(loaded.files[key, source].path, path): (key, path)
        for key, languages in loaded.translations.items()
        for path in languages[source].texts
    }


def _refuse(
    unit: Unit, places: Mapping[str, TextKey], loaded: Loaded, hint: bool
) -> Message | None:
    """Return why a text cannot be taken, None if it can."""
    if unit.place not in places:
        return say_all(
            say("there is no text {place} in the content.", place=quote(unit.place)),
            did_you_mean(unit.place, places) if hint else None,
            say("Export the texts again."),
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


def _rewrite(
    loaded: Loaded, key: Key, language: str, changes: Mapping[str, str], intake: ImportResult
) -> bool:
    """Put what a translation file says after some changes into `intake`; tell whether it can."""
    source = loaded.files[key, loaded.source_language]
    present = loaded.files.get((key, language))
    name = present.path if present else _beside(source.path, language)
    text = read_text(loaded.root / name, name) if present else _start(loaded, key)
    if isinstance(text, Problem):
        intake.problems.append(text)
        return False
    rewrite = rewrite_page if key[0] == ARTICLES else rewrite_record
    try:
        intake.files[name] = rewrite(text, changes, source.node)
    except UnreadableError as error:
        message = say("this line keeps the file from being rewritten. Put its text in quotes.")
        intake.problems.append(Problem(name, error.args[0], 1, message))
        return False
    return True


def _start(loaded: Loaded, key: Key) -> str:
    """Return what a new translation file starts with: its schema, where the content has them."""
    name = name_of(key[0], translation=True)
    has_schema = key[0] != ARTICLES and (loaded.root / FOLDER / name).is_file()
    return f"{modeline(key[0], translation=True)}\n" if has_schema else ""


def mark_of(
    old: Translation, changed: Iterable[str], covered: Iterable[str], origin: Origin | None
) -> Origin:
    """Return how a translation file was made, after some of its texts were taken.

    The mark stands for the whole file, so it is the weakest of all its texts: a text that changed
    is what `origin` says; one that did not is what the file said, or better if `origin` says so.
    """
    before = RANKS.index(old.origin or "human")
    given = RANKS.index(origin or "human")
    changed, covered = set(changed), set(covered)
    ranks = []
    for path in old.texts.keys() | covered:
        if path in changed:
            ranks.append(given)
        elif path in covered and origin:
            ranks.append(max(before, given))
        else:
            ranks.append(before)
    return RANKS[min(ranks, default=before)]


def _beside(path: str, language: str) -> str:
    """Return the name of the translation of a source file."""
    source = PurePosixPath(path)
    return str(source.with_name(f"{source.stem}.{language}{source.suffix}"))


def _tidy(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return text if replace_odd(text)[1] else normalize("NFC", text)  # what is odd is refused
