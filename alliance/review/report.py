"""The parts of a report, as final text in one language; `formats` writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from alliance.i18n import cldr
from alliance.i18n.catalogues import tool_words_of
from alliance.i18n.messages import Message, MessageValue, say
from alliance.review.diff import Pair, TextSpan, marked_words
from alliance.views.blocks import Table


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text with marked changes; `language` is "" if it is that of the report."""

    spans: tuple[TextSpan, ...]
    language: str = ""

    @property
    def direction(self) -> str:
        """The writing direction of the language, as HTML names it."""
        return cldr.direction(self.language)


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A text, with a word before it that says what it is, or ""."""

    label: str
    text: MarkedText
    picture: str = ""
    """A picture as a data URL, "" for none."""


@dataclass(frozen=True, slots=True)
class LineGroup:
    """Lines about the same thing, with or without a title."""

    title: str
    lines: tuple[ReportLine, ...]
    folded: bool = False
    """Whether it repeats in another language what has been said, and is shown on request."""


@dataclass(frozen=True, slots=True)
class ReportItem:
    """A record, page or file; a plain list has neither title nor notes."""

    title: MarkedText | None
    notes: tuple[str, ...]
    groups: tuple[LineGroup, ...]


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A heading, with a sentence of explanation, and the items below it."""

    title: str
    lead: str
    items: tuple[ReportItem, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report."""

    language: str
    title: str
    lead: tuple[str, ...]
    sections: tuple[ReportSection, ...]
    table: Table | None = None
    """An overview with links to the sections; only HTML shows it."""

    @property
    def direction(self) -> str:
        """The writing direction of the language, as HTML names it."""
        return cldr.direction(self.language)


def plain_text(text: str) -> MarkedText:
    """Return a text in the language of the report, or a name or path, without marks."""
    return MarkedText((TextSpan(text),))


def plain_line(text: str, label: str = "", picture: str = "") -> ReportLine:
    """Return a line whose text is plain."""
    return ReportLine(label, plain_text(text), picture)


def plain_list(lines: Iterable[ReportLine]) -> tuple[ReportItem, ...]:
    """Return lines as the items of a section: one item, none without a line."""
    found = tuple(lines)
    return (ReportItem(None, (), (LineGroup("", found),)),) if found else ()


@dataclass(frozen=True, slots=True)
class Translator:
    """Puts texts into the language of a report."""

    language: str
    source_language: str = ""
    """The language that the content is first written in."""

    def put(self, message: Message) -> str:
        """Return a message in the language of the report."""
        return message.put(tool_words_of(self.language))

    def say(self, text: str, **values: MessageValue) -> str:
        """Return a message, given as to `messages.say`, in the language of the report."""
        return self.put(say(text, **values))

    def language_name(self, code: str) -> str:
        """Return the name of a language."""
        return cldr.language_in(code, self.language)

    def text(self, spans: Iterable[TextSpan], language: str = "") -> MarkedText:
        """Return a text with an arrow from each removed span to the span that replaces it."""
        direction = cldr.direction(language or self.language)
        arrow = TextSpan(" ← " if direction == "rtl" else " → ")
        shown: list[TextSpan] = []
        for span in spans:
            if span.change == "new" and shown and shown[-1].change == "gone":
                shown.append(arrow)
            shown.append(span)
        return MarkedText(tuple(shown), language if language != self.language else "")

    def title(self, text: str) -> MarkedText:
        """Return a title from the content."""
        return self.text([TextSpan(text)], self.source_language)

    def labels(self, *, existed: bool, exists: bool) -> tuple[str, str]:
        """Return the words before the old version and before the new one."""
        return (
            self.say("was") if exists else self.say("removed"),
            self.say("is now") if existed else self.say("new"),
        )

    def lines(self, pair: Pair, language: str) -> Iterator[ReportLine]:
        """Yield a text before and after, as far as there is one."""
        spans = marked_words(pair)
        was, now = self.labels(existed=bool(pair.before), exists=bool(pair.after))
        if pair.before:
            yield ReportLine(was, self.text([s for s in spans if s.change != "new"], language))
        if pair.after:
            yield ReportLine(now, self.text([s for s in spans if s.change != "gone"], language))
