"""The matrix: which partner did what on which market, with links to the records that show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from alliance.content import directives
from alliance.content.content import day_of
from alliance.content.context import Edition
from alliance.content.relations import Joint, evidence
from alliance.i18n import labels
from alliance.model.records import Activity, Agreement
from alliance.views.blocks import Cell, RecordLink, RecordList, Row, RowGroup, Table
from alliance.views.cards import item


def matrix(edition: Edition, view: directives.Directive) -> Table:
    """Return a row for each partner and a column for each market.

    A cell holds the agreements and activities that concern both. The option `phase` leaves out
    those of other phases.
    """
    content, phase = edition.content, view.options.get("phase")
    markets = edition.by_title(content.markets)
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
        Row(item(edition, partner), tuple(_cell(edition, records, mixed) for records in cells))
        for partner, cells in found.items()
    )
    return Table(
        edition.t("Partners and markets: what is listed here"),
        edition.t("Partner"),
        tuple(item(edition, market) for market in markets),
        (RowGroup("", "", rows),) if rows and markets else (),
        tuple(_notes(edition, listed)),
        variant="matrix",
        empty=edition.t("Nothing is listed yet."),
    )


def _cell(edition: Edition, records: tuple[Joint, ...], mixed: bool) -> Cell:
    if not records:
        return Cell(unsaid=edition.t("Nothing listed"))
    agreements = tuple(record for record in records if isinstance(record, Agreement))
    activities = tuple(record for record in records if isinstance(record, Activity))
    piles = (
        _pile(edition, "agreements", agreements, mixed),
        _pile(edition, "activities", activities, mixed),
    )
    return Cell(piles=tuple(pile for pile in piles if pile.entries))


def _pile(edition: Edition, kind: str, records: Sequence[Joint], mixed: bool) -> RecordList:
    entries = tuple(_entry(edition, record, mixed) for record in records)
    return RecordList(edition.counted(len(entries), kind), entries)


def _entry(edition: Edition, record: Joint, mixed: bool) -> RecordLink:
    """Return a record in few words: partner and market stand at the edges of the table already."""
    note = " · ".join(_note(edition, record, mixed))
    if isinstance(record, Agreement):
        return RecordLink(edition.title(record), edition.link(record), note)
    kind = edition.t(labels.TYPES[record.type])
    return RecordLink(kind, edition.link(record), note, edition.title(record))


def _note(edition: Edition, record: Joint, mixed: bool) -> Iterator[str]:
    if day := day_of(record):
        yield edition.period(day, record.end if isinstance(record, Activity) else None)
    elif phase := edition.content.phase(record.phase):
        yield edition.t("within {period}").format(period=edition.phase_period(phase))
    if mixed and not record.partners:
        yield edition.t("joint action")


def _notes(edition: Edition, listed: Iterable[Joint]) -> Iterator[str]:
    if not all(record.partners for record in listed):
        yield edition.t(
            "What names no partner is a joint action of the alliance."
            " It stands with every partner that took part in its phase."
        )
