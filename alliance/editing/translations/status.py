"""How far each record and page is translated: its texts put together, counted, and whose task."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from alliance.content.content import Content, Key
from alliance.content.relations import owner_of
from alliance.editing.templates import path_of_file
from alliance.editing.translations.freshness import FieldState, FieldStatus

TO_DO = (FieldStatus.MISSING, FieldStatus.STALE, FieldStatus.MACHINE)
"""What somebody has to write, to bring up to date, or to review."""


@dataclass(frozen=True, slots=True)
class RecordStatus:
    """The texts of one record or page in one language."""

    key: Key
    language: str
    file: str
    """Where the translation is, or belongs."""
    owner: str
    """Slug of the partner that keeps the record up, "" while there is none."""
    texts: tuple[FieldState, ...]

    def only(self, *wanted: FieldStatus) -> tuple[FieldState, ...]:
        """Return the texts that are in one of some states."""
        return tuple(text for text in self.texts if text.state in wanted)


def translation_status(content: Content, states: Iterable[FieldState]) -> tuple[RecordStatus, ...]:
    """Put the states of texts together, language by language in the order of the site."""
    sheets = [
        RecordStatus(
            key,
            language,
            path_of_file(key, language),
            owner_of(content, key),
            tuple(texts),
        )
        for (key, language), texts in groupby(states, lambda state: (state.key, state.language))
    ]
    return tuple(sorted(sheets, key=lambda sheet: content.settings.codes.index(sheet.language)))


def totals(sheets: Iterable[RecordStatus]) -> Iterator[tuple[str, Counter[FieldStatus]]]:
    """Yield each language, in the order they come, and how many texts are in each state."""
    for language, group in groupby(sheets, lambda sheet: sheet.language):
        yield language, Counter(text.state for sheet in group for text in sheet.texts)


def tasks(sheets: Iterable[RecordStatus], partner: str) -> Iterator[RecordStatus]:
    """Yield what one member organisation should do: its records, as far as there is work to do."""
    for sheet in sheets:
        if sheet.owner == partner and sheet.only(*TO_DO):
            yield sheet
