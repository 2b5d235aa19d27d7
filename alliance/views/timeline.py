"""The blocks of the timeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from alliance.content import directives
from alliance.content.content import Content, day_of, markets_of
from alliance.content.context import Context
from alliance.content.relations import Joint, joint, takes_part
from alliance.i18n import labels
from alliance.i18n.dates import PartialDate, Timing, is_sure, timing_of
from alliance.model.alliance import Phase
from alliance.model.records import Activity, Partner
from alliance.views.blocks import Label, RecordLink
from alliance.views.cards import doubt, kicker

DatePrecision = Literal["day", "month", "year", "span", "rough"]
"""How exact a date is; `span` runs from day to day, `rough` from or to a month or a year."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What happened on a date, as exact as that is known."""

    fragment: ClassVar[str] = "moment.html"
    when: str
    datetime: str
    """The date for machines (HTML, "valid date string"); "" where it is a span."""
    mark: DatePrecision
    year: str
    """The year as a reading aid, "" where it is that of the moment before."""
    state: str
    """Past, now or upcoming, in a word; "" where the phase around it has said so."""
    kind: str
    title: Label
    href: str
    summary: Label


@dataclass(frozen=True, slots=True)
class Today:
    """Where the day that the page was made for stands among other times."""

    fragment: ClassVar[str] = "today.html"
    text: str
    datetime: str


@dataclass(frozen=True, slots=True)
class Undated:
    """What has no published date."""

    label: str
    entries: tuple[RecordLink, ...]


@dataclass(frozen=True, slots=True)
class TimelinePhase:
    """A phase, and what happened in it."""

    fragment: ClassVar[str] = "stretch.html"
    when: str
    kind: str
    state: str
    timing: str
    name: Label
    summary: Label
    moments: tuple[TimePart, ...]
    undated: Undated


TimePart = TimelinePhase | Moment | Today
"""What stands along the line of time."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happened when, the oldest first."""

    fragment: ClassVar[str] = "timeline.html"
    parts: tuple[TimePart, ...]
    undated: Undated
    key: tuple[tuple[DatePrecision, str], ...]
    """What the marks mean: those that are used, if there is more than one."""
    key_label: str
    empty: str
    level: int = 3
    """The level of the phases' headings."""


PhasesBySlug = Mapping[str, Phase]
DatedPart = tuple[PartialDate, TimePart]
"""When something begins, and what to show of it."""


def timeline(context: Context, view: directives.Directive) -> Timeline:
    """Return phases by their start, and what has a date where it belongs among them.

    The options `partner`, `market` and `phase` narrow it to what concerns those.
    """
    content, options = context.content, view.options
    records = tuple(r for r in joint(content) if _fits(content, r, options))
    phases = _phases(content, records, options)
    now = _phase_of_today(context, phases)
    beside = tuple(r for r in records if _phase_of(content, r) not in phases)
    parts: list[DatedPart] = [
        (p.start, _stretch(context, s, records, now)) for s, p in phases.items()
    ]
    parts += _moments(context, beside)
    parts.sort(key=lambda part: part[0])
    if parts and not now and "phase" not in options:
        parts = _with_today(context, parts)
    return Timeline(
        tuple(_with_years(parts)),
        _undated(context, beside),
        _key(context, records),
        context.t("How exact the dates are:"),
        context.t("Nothing is listed yet."),
    )


def _fits(content: Content, record: Joint, options: Mapping[str, str]) -> bool:
    partner = content.records["partners"].get(options.get("partner", ""))
    return (
        options.get("market") in (None, *markets_of(record))
        and options.get("phase") in (None, _phase_of(content, record))
        and (not isinstance(partner, Partner) or takes_part(content, partner, record))
    )


def _phases(content: Content, records: Iterable[Joint], options: Mapping[str, str]) -> PhasesBySlug:
    """Return the phases to show, by their start: those that something lies in, once narrowed."""
    shown = {slug for slug in (options.get("phase"),) if slug}
    if options:
        shown |= {_phase_of(content, record) for record in records}
    ordered = sorted(content.alliance.phases.items(), key=lambda item: item[1].start)
    return {slug: phase for slug, phase in ordered if not options or slug in shown}


def _phase_of(content: Content, record: Joint) -> str:
    """Return the phase that a record names, or else the one that its whole time lies in."""
    day = day_of(record)
    if record.phase or day is None:
        return record.phase or ""
    last = (_end_of(record) or day).last
    return next(
        (
            slug
            for slug, phase in content.alliance.phases.items()
            if phase.start.first <= day.first and (phase.end is None or last <= phase.end.last)
        ),
        "",
    )


def _end_of(record: Joint) -> PartialDate | None:
    return record.end if isinstance(record, Activity) else None


def _timing(context: Context, phase: Phase) -> Timing:
    """Tell whether a phase is over, running or to come; one without an end is running."""
    if phase.end is None and phase.start.first <= context.today:
        return Timing.RUNNING
    return timing_of(phase.start, phase.end, context.today)


def _phase_of_today(context: Context, phases: PhasesBySlug) -> str:
    """Return the latest of the phases that go on, "" if none does."""
    running = [s for s, phase in phases.items() if _timing(context, phase) is Timing.RUNNING]
    return running[-1] if running else ""


def _stretch(context: Context, slug: str, records: Iterable[Joint], now: str) -> TimelinePhase:
    alliance, phase = context.content.alliance, context.content.alliance.phases[slug]
    within = tuple(r for r in records if _phase_of(context.content, r) == slug)
    timing = _timing(context, phase)
    state = _word(context, timing)
    said = "" if timing is Timing.RUNNING else state
    moments: list[DatedPart] = [
        (day, replace(moment, state="" if moment.state == said else moment.state))
        for day, moment in _moments(context, within)
    ]
    return TimelinePhase(
        context.phase_period(phase),
        context.t("Phase"),
        state,
        timing.value,
        context.text(alliance, f"phases.{slug}.name"),
        context.maybe(alliance, f"phases.{slug}.summary") or "",
        tuple(_with_years(_with_today(context, moments) if slug == now else moments)),
        _undated(context, within),
    )


def _moments(context: Context, records: Iterable[Joint]) -> list[tuple[PartialDate, Moment]]:
    """Return what has a date, the oldest first; what may be anywhere in a year opens it."""
    dated = [(day, r) for r in records if (day := day_of(r))]
    dated.sort(key=lambda pair: (pair[0], pair[1].kind, pair[1].slug))
    return [(day, _moment(context, record, day)) for day, record in dated]


def _moment(context: Context, record: Joint, day: PartialDate) -> Moment:
    end = _end_of(record)
    when = context.period(day, end)
    if day.precision == "year" and not end:
        when = context.t("{year}, month not published").format(year=when)
    return Moment(
        when,
        "" if end else str(day),
        _mark(day, end),
        context.date(PartialDate(day.year)),
        doubt(context, record)
        or _word(context, timing_of(day, end, context.today), is_sure(day, end, context.today)),
        context.t(labels.TYPES[record.type]),
        context.title(record),
        context.link(record),
        context.text(record, "summary"),
    )


def _word(context: Context, timing: Timing, sure: bool = True) -> str:
    """Say how something stands to today; `sure` is whether what is running surely is."""
    return {
        Timing.PAST: context.t("Past"),
        Timing.RUNNING: context.t("Now") if sure else context.t("Around now"),
        Timing.UPCOMING: context.t("Upcoming"),
    }.get(timing, "")


def _mark(day: PartialDate, end: PartialDate | None) -> DatePrecision:
    if end is None:
        return day.precision
    return "span" if day.precision == end.precision == "day" else "rough"


def _with_today(context: Context, parts: list[DatedPart]) -> list[DatedPart]:
    """Put the day of the page after all that has begun by then."""
    day = PartialDate.of(context.today)
    text = context.t("As of {date}").format(date=context.day)
    begun = sum(start.first <= context.today for start, _ in parts)
    return [*parts[:begun], (day, Today(text, str(day))), *parts[begun:]]


def _with_years(parts: Iterable[DatedPart]) -> Iterator[TimePart]:
    """Leave the year at the first of the moments that share it."""
    last = ""
    for _, part in parts:
        if isinstance(part, Moment):
            yield replace(part, year="" if part.year == last else part.year)
            last = part.year
        else:
            yield part
            last = "" if isinstance(part, TimelinePhase) else last


def _undated(context: Context, records: Iterable[Joint]) -> Undated:
    """Return what has no date: the latest phase first, as in other lists."""
    return Undated(
        context.t("No published date"),
        tuple(
            RecordLink(context.title(r), context.link(r), kicker(context, r))
            for r in records
            if day_of(r) is None
        ),
    )


def _key(context: Context, records: Iterable[Joint]) -> tuple[tuple[DatePrecision, str], ...]:
    """Say what the marks mean, if there is more than one to tell apart."""
    meanings: dict[DatePrecision, str] = {
        "day": context.t("known to the day"),
        "month": context.t("known to the month"),
        "year": context.t("known to the year"),
        "span": context.t("from one day to another"),
        "rough": context.t("from or until a month or year"),
    }
    used = {_mark(day, _end_of(r)) for r in records if (day := day_of(r))}
    return tuple(pair for pair in meanings.items() if pair[0] in used) if len(used) > 1 else ()
