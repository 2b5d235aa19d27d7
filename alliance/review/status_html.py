"""The status of translations as one HTML file that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from alliance.content.content import Content
from alliance.editing.translations.freshness import FieldState, FieldStatus
from alliance.editing.translations.status import RecordStatus, totals
from alliance.editing.translations.status_text import STATES, changed, status_name
from alliance.i18n import cldr
from alliance.i18n.problems import about
from alliance.review.diff import Pair, TextSpan
from alliance.review.formats import report_html
from alliance.review.report import (
    LineGroup,
    Report,
    ReportItem,
    ReportLine,
    ReportSection,
    Translator,
    plain_line,
    plain_text,
)
from alliance.views.blocks import Cell, Item, Row, RowGroup, Table

_SHOWN = FieldStatus.STALE, FieldStatus.MISSING
"""The states whose texts are shown; of the others, only the fields are listed."""


def as_html(statuses: Iterable[RecordStatus], content: Content, language: str) -> str:
    """Return what is missing, out of date, made by machine or reviewed, in a language."""
    found = tuple(statuses)
    translator = Translator(language, content.settings.source_language)
    sections = (
        ReportSection(
            translator.language_name(code), "", tuple(_item(translator, s) for s in group), code
        )
        for code, group in groupby(found, lambda status: status.language)
    )
    name = content.alliance.short_name
    title = translator.say("Translations of {name}", name=name)
    return report_html(Report(language, title, (), tuple(sections), _totals(translator, found)))


def _totals(translator: Translator, statuses: Iterable[RecordStatus]) -> Table:
    rows = (
        Row(
            Item(translator.language_name(code), f"#{code}"),
            tuple(Cell(cldr.number(counts.get(s, 0), translator.language)) for s in STATES),
        )
        for code, counts in totals(statuses)
    )
    return Table(
        caption=translator.say("Texts of records and pages, by language and state."),
        corner=translator.say("Language"),
        heads=tuple(Item(translator.put(status_name(state))) for state in STATES),
        groups=(RowGroup("", "", tuple(rows)),),
    )


def _item(translator: Translator, status: RecordStatus) -> ReportItem:
    groups = [_texts(translator, text) for state in _SHOWN for text in status.only(state)]
    groups += [
        LineGroup(
            translator.put(status_name(state)),
            (plain_line(", ".join(text.field for text in texts)),),
        )
        for state in STATES
        if state not in _SHOWN and (texts := status.only(state))
    ]
    return ReportItem(plain_text(status.file), (), tuple(groups))


def _texts(translator: Translator, text: FieldState) -> LineGroup:
    """Return the original of a text and, if it is out of date, its translation."""
    source = translator.source_language
    if text.state is FieldStatus.MISSING:
        original = translator.text([TextSpan(text.source_now)], source)
        lines = [ReportLine(translator.language_name(source), original)]
        state = status_name(text.state)
    else:
        lines = [*translator.lines(Pair(text.source_then or "", text.source_now), source)]
        translation = translator.text([TextSpan(text.text or "")], text.language)
        lines.append(ReportLine(translator.language_name(text.language), translation))
        state = changed(text)
    return LineGroup(translator.put(about(text.field, state)), tuple(lines))
