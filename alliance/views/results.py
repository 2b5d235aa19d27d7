"""Results: claims held against the records that show them, as cards with charts and as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from alliance.content import directives
from alliance.content.content import is_cancelled, markets_of
from alliance.content.context import Context
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


def results(context: Context, view: directives.Directive) -> Outcomes:
    """Return results as cards: the number claimed, and the records that show it."""
    counts = view.options.get("counts")
    found = tuple(
        result
        for result in _results(context, view)
        if counts is None or (result.counts is not None and result.counts.records == counts)
    )
    outcomes = tuple(_outcome(context, result) for result in found)
    key = (context.t("listed here"), context.t("claimed, but not listed here"))
    return Outcomes(outcomes, context.t("Source:"), key if any(o.chart for o in outcomes) else ())


def _results(context: Context, view: directives.Directive) -> tuple[Result, ...]:
    phase = view.options.get("phase")
    return tuple(r for r in context.content.results if phase in (None, r.phase))


def _outcome(context: Context, result: Result) -> Outcome:
    records = context.content.counted(result)
    return Outcome(
        context.number(result.claim),
        context.text(result, "label"),
        _chart(context, result.claim, len(records)),
        _listed(context, len(records)) if result.counts else "",
        tuple(item(context, record) for record in records),
        context.maybe(result, "note") or "",
        _when(context, result),
        sources(context, result),
    )


def _when(context: Context, result: Result) -> str:
    """Say from when on it is counted, or else in which time."""
    if result.since:
        return context.t("Since {date}").format(date=context.date(result.since))
    phase = context.content.phase(result.phase)
    return context.phase_period(phase) if phase else ""


def _chart(context: Context, claimed: int, listed: int) -> Chart | None:
    return chart(claimed, listed, mirrored=cldr.direction(context.language) == "rtl")


def _listed(context: Context, number: int) -> str:
    if number == 0:
        return context.t("None of them is listed here.")
    sentence = context.words.ngettext(
        "{n} of them is listed here:", "{n} of them are listed here:", number
    )
    return sentence.format(n=context.number(number))


def claims(context: Context, view: directives.Directive) -> Table:
    """Return all results as one table, by phase: what the charts show, in numbers."""
    found = _results(context, view)
    alliance = context.content.alliance
    groups = tuple(
        RowGroup(
            context.text(alliance, f"phases.{slug}.name"),
            context.phase_period(phase),
            tuple(_claim(context, result) for result in found if result.phase == slug),
        )
        for slug, phase in alliance.phases.items()
    )
    return Table(
        context.t("All results in one table"),
        context.t("Result"),
        (
            Item(context.t("Claimed")),
            Item(context.t("Listed here")),
            Item(context.t("Since")),
            Item(context.t("Source")),
        ),
        tuple(group for group in groups if group.rows),
        (context.t("A dash means that the source gives no date, or that this site cannot count."),),
        links=(_csv(context, context.t("Results"), "results"),),
        empty=context.t("Nothing is listed yet."),
    )


def _claim(context: Context, result: Result) -> Row:
    listed = len(context.content.counted(result))
    return Row(
        Item(context.text(result, "label")),
        (
            Cell(context.number(result.claim)),
            Cell(context.number(listed))
            if result.counts
            else Cell(unsaid=context.t("Not counted here")),
            Cell(context.date(result.since))
            if result.since
            else Cell(unsaid=context.t("No date given")),
            Cell(entries=tuple(RecordLink(s.text, s.href) for s in sources(context, result))),
        ),
    )


def tally(context: Context, view: directives.Directive) -> Table:
    """Return how many agreements and activities are listed for each market, as bars of squares."""
    phase = view.options.get("phase")
    found = (r for r in joint(context.content) if not is_cancelled(r))
    records = tuple(r for r in found if phase in (None, r.phase))
    rows = [
        _tally_row(
            context,
            item(context, m),
            [r for r in records if m.slug in markets_of(r)],
        )
        for m in context.by_title(context.content.markets)
    ]
    if without := [r for r in records if not markets_of(r)]:
        rows.append(_tally_row(context, Item(context.t("No market named")), without))
    return Table(
        context.t("Agreements and activities listed here, by market"),
        context.t("Market"),
        (Item(context.t("Agreements")), Item(context.t("Activities"))),
        (RowGroup("", "", tuple(rows)),) if rows else (),
        tuple(_tally_notes(context, records)),
        (
            _csv(context, context.t("Agreements"), "agreements"),
            _csv(context, context.t("Activities"), "activities"),
        ),
        empty=context.t("Nothing is listed yet."),
    )


def _tally_row(context: Context, head: Item, records: Sequence[Joint]) -> Row:
    numbers = (
        sum(record.kind == "agreements" for record in records),
        sum(record.kind == "activities" for record in records),
    )
    return Row(head, tuple(Cell(context.number(n), _chart(context, n, n)) for n in numbers))


def _tally_notes(context: Context, records: Sequence[Joint]) -> Iterator[str]:
    yield context.t("These are the records of this site. The alliance may have done more.")
    if any(len(markets_of(record)) > 1 for record in records):
        yield context.t("What concerns several markets is counted for each of them.")


def _csv(context: Context, name: str, kind: str) -> Item:
    """Return the link to the open data of a kind."""
    return Item(f"{name} (CSV)", context.asset(f"data/{kind}.csv"))
