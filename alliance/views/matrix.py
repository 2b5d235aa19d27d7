"""The matrix: which partner did what on which market, with links to the records that show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from alliance.content import directives
from alliance.content.content import day_of
from alliance.content.context import Context
from alliance.content.relations import Joint, evidence
from alliance.i18n import labels
from alliance.model.records import Activity, Agreement
from alliance.views.blocks import Cell, RecordLink, RecordList, Row, RowGroup, Table
from alliance.views.cards import item


def matrix(context: Context, view: directives.Directive) -> Table:
    """Return a row for each partner and a column for each market.

    A cell holds the agreements and activities that concern both. The option `phase` leaves out
    those of other phases.
    """
    content, phase = context.content, view.options.get("phase")
    markets = context.by_title(content.markets)
    found = {
        partner: tuple(
            tuple(r for r in evidence(content, partner, market) if phase in (None, r.phase))
            for market in markets
        )
        for partner in content.partners
    }
    listed = {record for cells in found.values() for records in cells for record in records}
    mixed = any(r.partners for r in listed) and not all(r.partners for r in listed)
    rows = tuple(
        Row(item(context, partner), tuple(_cell(context, records, mixed) for records in cells))
        for partner, cells in found.items()
    )
    return Table(
        context.t("Partners and markets: what is listed here"),
        context.t("Partner"),
        tuple(item(context, market) for market in markets),
        (RowGroup("", "", rows),) if rows and markets else (),
        tuple(_notes(context, listed)),
        variant="matrix",
        empty=context.t("Nothing is listed yet."),
    )


def _cell(context: Context, records: tuple[Joint, ...], mixed: bool) -> Cell:
    if not records:
        return Cell(unsaid=context.t("Nothing listed"))
    agreements = tuple(record for record in records if isinstance(record, Agreement))
    activities = tuple(record for record in records if isinstance(record, Activity))
    piles = (
        _pile(context, "agreements", agreements, mixed),
        _pile(context, "activities", activities, mixed),
    )
    return Cell(piles=tuple(pile for pile in piles if pile.entries))


def _pile(context: Context, kind: str, records: Sequence[Joint], mixed: bool) -> RecordList:
    entries = tuple(_entry(context, record, mixed) for record in records)
    return RecordList(context.counted(len(entries), kind), entries)


def _entry(context: Context, record: Joint, mixed: bool) -> RecordLink:
    """Return a record in few words: partner and market stand at the edges of the table already."""
    note = " · ".join(_note(context, record, mixed))
    if isinstance(record, Agreement):
        return RecordLink(context.title(record), context.link(record), note)
    kind = context.t(labels.TYPES[record.type])
    return RecordLink(kind, context.link(record), note, context.title(record))


def _note(context: Context, record: Joint, mixed: bool) -> Iterator[str]:
    if day := day_of(record):
        yield context.period(day, record.end if isinstance(record, Activity) else None)
    elif phase := context.content.phase(record.phase):
        yield context.t("within {period}").format(period=context.phase_period(phase))
    if mixed and not record.partners:
        yield context.t("joint action")


def _notes(context: Context, listed: Iterable[Joint]) -> Iterator[str]:
    if not all(record.partners for record in listed):
        yield context.t(
            "What names no partner is a joint action of the alliance."
            " It stands with every partner that took part in its phase."
        )
