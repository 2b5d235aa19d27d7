"""How far each record and page is translated: its texts put together, counted, and whose task."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from alliance.content.content import ALLIANCE, ARTICLES, Content, Key
from alliance.editing.templates import path_of_file
from alliance.editing.translations.freshness import FieldState, FieldStatus
from alliance.model.records import Record

TO_DO = (FieldStatus.MISSING, FieldStatus.STALE, FieldStatus.MACHINE)
"""What somebody has to write, to bring up to date, or to review."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The texts of one record or page in one language."""

    key: Key
    language: str
    file: str
    """Where the translation is, or belongs."""
    source_file: str
    owner: str
    """Slug of the partner that keeps the record up, "" while there is none."""
    texts: tuple[FieldState, ...]

    def only(self, *wanted: FieldStatus) -> tuple[FieldState, ...]:
        """Return the texts that are in one of some states."""
        return tuple(text for text in self.texts if text.state in wanted)


@dataclass(frozen=True, slots=True)
class Total:
    """How far a language is: how many texts are in each state, and what that makes of records."""

    language: str
    texts: Mapping[FieldStatus, int]
    sheets: int
    complete: int
    """Records and pages of which every text is translated."""
    missing: int
    """Those of which none is."""
    stale: int
    """Those of which at least one is out of date."""

    @property
    def partial(self) -> int:
        """Those of which some texts are translated."""
        return self.sheets - self.complete - self.missing


def survey(content: Content, states: Iterable[FieldState]) -> tuple[Sheet, ...]:
    """Put the states of texts together, language by language in the order of the site."""
    sheets = [
        Sheet(
            key,
            language,
            path_of_file(key, language),
            path_of_file(key),
            owner(content, key),
            tuple(texts),
        )
        for (key, language), texts in groupby(states, lambda state: (state.key, state.language))
    ]
    return tuple(sorted(sheets, key=lambda sheet: content.settings.codes.index(sheet.language)))


def totals(sheets: Iterable[Sheet]) -> Iterator[Total]:
    """Yield the totals of each language, in the order in which the languages come."""
    for language, group in groupby(sheets, lambda sheet: sheet.language):
        own = list(group)
        missing = [len(sheet.only(FieldStatus.MISSING)) for sheet in own]
        yield Total(
            language,
            Counter(text.state for sheet in own for text in sheet.texts),
            len(own),
            missing.count(0),
            sum(len(sheet.texts) == number for sheet, number in zip(own, missing, strict=True)),
            sum(bool(sheet.only(FieldStatus.STALE)) for sheet in own),
        )


def tasks(sheets: Iterable[Sheet], partner: str) -> Iterator[Sheet]:
    """Yield what one member organisation should do: its records, as far as there is work to do."""
    for sheet in sheets:
        if sheet.owner == partner and sheet.only(*TO_DO):
            yield sheet


def owner(content: Content, key: Key) -> str:
    """Return whose task a record or page is: of the partner it names, else of the coordinator."""
    record = _record(content, key)
    coordinators = content.coordinators
    named = record.owner if record else None
    return named or (coordinators[0].slug if coordinators else "")


def _record(content: Content, key: Key) -> Record | None:
    kind, slug = key
    if key == ALLIANCE:
        return None
    return content.articles.get(slug) if kind == ARTICLES else content.records[kind].get(slug)
