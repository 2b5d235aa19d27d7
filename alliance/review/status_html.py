"""The state of translations as one HTML file that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from alliance.content.content import Content
from alliance.editing.translations.freshness import FieldState, FieldStatus
from alliance.editing.translations.status import RecordStatus, totals
from alliance.editing.translations.status_text import STATES, changed, status_name
from alliance.i18n import cldr
from alliance.i18n.catalogues import Words, tool_words_of
from alliance.i18n.messages import Message, say
from alliance.model.translations import Phrase
from alliance.views.templates import environment


@dataclass(frozen=True, slots=True)
class Line:
    """A text with its state, what explains that, and its wordings with what each is."""

    field: str
    state: str
    wordings: tuple[tuple[str, Phrase], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What is to be said of one record or page."""

    file: str
    lines: tuple[Line, ...]
    """The texts that need work."""
    others: tuple[tuple[str, str], ...]
    """The other texts by state."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A language with all its records and pages."""

    anchor: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole file. Texts are plain; the template escapes them."""

    language: str
    direction: str
    title: str
    lead: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[str, ...]], ...]
    """Of each language the link to its chapter, its name and its numbers."""
    chapters: tuple[Chapter, ...]


def as_html(sheets: Iterable[RecordStatus], content: Content, language: str) -> str:
    """Return what is missing, out of date, made by machine or reviewed, in words of a language."""
    view = _Writer(content, language).overview(tuple(sheets))
    return environment().get_template("survey.html").render(view=view)


class _Writer:
    """Puts the state of translations into a language."""

    def __init__(self, content: Content, language: str) -> None:
        self._source = content.settings.source_language
        self._name = content.alliance.short_name
        self._language = language
        self._words: Words = tool_words_of(language)

    def overview(self, sheets: tuple[RecordStatus, ...]) -> Overview:
        rows = tuple(
            (
                f"#{code}",
                self._called(code),
                tuple(cldr.number(counts.get(state, 0), self._language) for state in STATES),
            )
            for code, counts in totals(sheets)
        )
        chapters = tuple(
            Chapter(language, self._called(language), tuple(map(self._part, group)))
            for language, group in groupby(sheets, lambda sheet: sheet.language)
        )
        return Overview(
            self._language,
            cldr.direction(self._language),
            self._put(say("Translations of {name}", name=self._name)),
            self._put(say("Texts of records and pages, by language and state.")),
            (self._put(say("Language")), *(self._put(status_name(state)) for state in STATES)),
            rows,
            chapters,
        )

    def _part(self, sheet: RecordStatus) -> Part:
        lines = [self._stale(text) for text in sheet.only(FieldStatus.STALE)]
        lines += [self._missing(text) for text in sheet.only(FieldStatus.MISSING)]
        listed = FieldStatus.STALE, FieldStatus.MISSING
        others = (
            (self._put(status_name(state)), ", ".join(text.field for text in sheet.only(state)))
            for state in STATES
            if state not in listed
        )
        return Part(sheet.file, tuple(lines), tuple(pair for pair in others if pair[1]))

    def _stale(self, text: FieldState) -> Line:
        wordings = (
            (self._put(say("It was")), Phrase(text.source_then or "", self._source, foreign=True)),
            (self._put(say("It is")), Phrase(text.source_now, self._source, foreign=True)),
            (self._called(text.language), Phrase(text.text or "", text.language, foreign=True)),
        )
        return Line(text.field, self._put(changed(text)), wordings)

    def _missing(self, text: FieldState) -> Line:
        original = Phrase(text.source_now, self._source, foreign=True)
        wordings = ((self._called(self._source), original),)
        return Line(text.field, self._put(status_name(text.state)), wordings)

    def _called(self, code: str) -> str:
        return cldr.language_in(code, self._language)

    def _put(self, message: Message) -> str:
        return message.put(self._words)
