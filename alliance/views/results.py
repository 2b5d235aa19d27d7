"""Results: claims held against the records that show them, as cards with charts and as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from alliance.content import directives
from alliance.content.content import is_cancelled, markets_of
from alliance.content.context import Edition
from alliance.content.relations import Joint, joint
from alliance.graphics.charts import Chart, chart
from alliance.i18n import cldr
from alliance.model.records import Result
from alliance.views.blocks import Cell, Item, Label, RecordLink, Row, RowGroup, Table
from alliance.views.cards import item, sources


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result: the number claimed, and the records that show it."""

    claim: str
    label: Label
    chart: Chart | None
    listed: str
    """How many records show it, as a sentence; "" where it cannot be counted."""
    records: tuple[Item, ...]
    note: Label
    when: str
    sources: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Results."""

    fragment: ClassVar[str] = "results.html"
    outcomes: tuple[Outcome, ...]
    sources_label: str
    key: tuple[str, ...] = ()
    """What the two shapes of the charts mean; none without charts."""


def results(edition: Edition, view: directives.Directive) -> Outcomes:
    """Return results as cards: the number claimed, and the records that show it."""
    counts = view.options.get("counts")
    found = tuple(
        result
        for result in _results(edition, view)
        if counts is None or (result.counts is not None and result.counts.records == counts)
    )
    outcomes = tuple(_outcome(edition, result) for result in found)
    key = (edition.t("listed here"), edition.t("claimed, but not listed here"))
    return Outcomes(outcomes, edition.t("Source:"), key if any(o.chart for o in outcomes) else ())


def _results(edition: Edition, view: directives.Directive) -> tuple[Result, ...]:
    phase = view.options.get("phase")
    return tuple(r for r in edition.content.results if phase in (None, r.phase))


def _outcome(edition: Edition, result: Result) -> Outcome:
    records = edition.content.counted(result)
    return Outcome(
        edition.number(result.claim),
        edition.text(result, "label"),
        _chart(edition, result.claim, len(records)),
        _listed(edition, len(records)) if result.counts else "",
        tuple(item(edition, record) for record in records),
        edition.maybe(result, "note") or "",
        _when(edition, result),
        sources(edition, result),
    )


def _when(edition: Edition, result: Result) -> str:
    """Say from when on it is counted, or else in which time."""
    if result.since:
        return edition.t("Since {date}").format(date=edition.date(result.since))
    phase = edition.content.phase(result.phase)
    return edition.phase_period(phase) if phase else ""


def _chart(edition: Edition, claimed: int, listed: int) -> Chart | None:
    return chart(claimed, listed, mirrored=cldr.direction(edition.language) == "rtl")


def _listed(edition: Edition, number: int) -> str:
    if number == 0:
        return edition.t("None of them is listed here.")
    sentence = edition.words.ngettext(
        "{n} of them is listed here:", "{n} of them are listed here:", number
    )
    return sentence.format(n=edition.number(number))


def claims(edition: Edition, view: directives.Directive) -> Table:
    """Return all results as one table, by phase: what the charts show, in numbers."""
    found = _results(edition, view)
    alliance = edition.content.alliance
    groups = tuple(
        RowGroup(
            edition.text(alliance, f"phases.{slug}.name"),
            edition.phase_period(phase),
            tuple(_claim(edition, result) for result in found if result.phase == slug),
        )
        for slug, phase in alliance.phases.items()
    )
    return Table(
        edition.t("All results in one table"),
        edition.t("Result"),
        (
            Item(edition.t("Claimed")),
            Item(edition.t("Listed here")),
            Item(edition.t("Since")),
            Item(edition.t("Source")),
        ),
        tuple(group for group in groups if group.rows),
        (edition.t("A dash means that the source gives no date, or that this site cannot count."),),
        links=(_csv(edition, edition.t("Results"), "results"),),
        empty=edition.t("Nothing is listed yet."),
    )


def _claim(edition: Edition, result: Result) -> Row:
    listed = len(edition.content.counted(result))
    return Row(
        Item(edition.text(result, "label")),
        (
            Cell(edition.number(result.claim)),
            Cell(edition.number(listed))
            if result.counts
            else Cell(unsaid=edition.t("Not counted here")),
            Cell(edition.date(result.since))
            if result.since
            else Cell(unsaid=edition.t("No date given")),
            Cell(entries=tuple(RecordLink(s.text, s.href) for s in sources(edition, result))),
        ),
    )


def tally(edition: Edition, view: directives.Directive) -> Table:
    """Return how many agreements and activities are listed for each market, as bars of squares."""
    phase = view.options.get("phase")
    found = (r for r in joint(edition.content) if not is_cancelled(r))
    records = tuple(r for r in found if phase in (None, r.phase))
    rows = [
        _tally_row(
            edition,
            item(edition, m),
            [r for r in records if m.slug in markets_of(r)],
        )
        for m in edition.by_title(edition.content.markets)
    ]
    if without := [r for r in records if not markets_of(r)]:
        rows.append(_tally_row(edition, Item(edition.t("No market named")), without))
    return Table(
        edition.t("Agreements and activities listed here, by market"),
        edition.t("Market"),
        (Item(edition.t("Agreements")), Item(edition.t("Activities"))),
        (RowGroup("", "", tuple(rows)),) if rows else (),
        tuple(_tally_notes(edition, records)),
        (
            _csv(edition, edition.t("Agreements"), "agreements"),
            _csv(edition, edition.t("Activities"), "activities"),
        ),
        empty=edition.t("Nothing is listed yet."),
    )


def _tally_row(edition: Edition, head: Item, records: Sequence[Joint]) -> Row:
    numbers = (
        sum(record.kind == "agreements" for record in records),
        sum(record.kind == "activities" for record in records),
    )
    return Row(head, tuple(Cell(edition.number(n), _chart(edition, n, n)) for n in numbers))


def _tally_notes(edition: Edition, records: Sequence[Joint]) -> Iterator[str]:
    yield edition.t("These are the records of this site. The alliance may have done more.")
    if any(len(markets_of(record)) > 1 for record in records):
        yield edition.t("What concerns several markets is counted for each of them.")


def _csv(edition: Edition, name: str, kind: str) -> Item:
    """Return the link to the open data of a kind."""
    return Item(f"{name} (CSV)", edition.asset(f"data/{kind}.csv"))
