"""Whether the alliance is paid for on a given day, from the dates of its phases."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from alliance.content.content import Content, Key, is_cancelled, markets_of
from alliance.i18n.dates import PartialDate, Timing, timing_of, whole_days
from alliance.i18n.messages import Message, say
from alliance.model.alliance import Alliance, Phase
from alliance.model.records import Activity, Agreement, Market, Partner, Record, Theme


class Money(StrEnum):
    """How the money of an alliance stands to a day."""

    NEVER = "never"
    """No phase has funding."""
    COMING = "coming"
    """The first funded phase is still to come."""
    OPEN = "open"
    """A funded phase is running, and its end is not known."""
    UNTIL = "until"
    """A funded phase is running until a date."""
    ENDED = "ended"
    """The last funded phase is over, and none is running."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the money stands, and the date that belongs to it: none only for NEVER."""

    money: Money
    date: PartialDate | None = None
    """The start for COMING and OPEN, the end for UNTIL and ENDED."""

    @property
    def is_funded(self) -> bool:
        """Whether a phase with funding is running."""
        return self.money in (Money.OPEN, Money.UNTIL)


def standing(alliance: Alliance, today: dt.date) -> Standing:
    """Return how the money of an alliance stands on a day."""
    funded = [phase for phase in alliance.phases.values() if phase.funding]
    by_timing = {
        timing: [phase for phase in funded if _timing(phase, today) is timing] for timing in Timing
    }
    if running := by_timing[Timing.RUNNING]:
        return _running(running)
    if over := [phase.end for phase in by_timing[Timing.PAST] if phase.end]:
        return Standing(Money.ENDED, max(over, key=lambda end: end.last))
    if coming := [phase.start for phase in by_timing[Timing.UPCOMING]]:
        return Standing(Money.COMING, min(coming, key=lambda start: start.first))
    return Standing(Money.NEVER)


def _running(phases: list[Phase]) -> Standing:
    ends = [phase.end for phase in phases if phase.end]
    if len(ends) < len(phases):
        start = min((p.start for p in phases if not p.end), key=lambda start: start.first)
        return Standing(Money.OPEN, start)
    return Standing(Money.UNTIL, max(ends, key=lambda end: end.last))


def _timing(phase: Phase, today: dt.date) -> Timing:
    if phase.end is None and today >= phase.start.first:
        return Timing.RUNNING
    return timing_of(phase.start, phase.end, today)


def belied(alliance: Alliance, today: dt.date) -> Message | None:
    """Return what to do where status.funded does not agree with the dates of the phases."""
    found = standing(alliance, today)
    if alliance.status.funded is found.is_funded:
        return None
    said, other = ("true", "false") if alliance.status.funded else ("false", "true")
    return say(
        "found {said}, but {reason} (today is {today})."
        " Write {other} here and look over status.text, or correct the phases above.",
        said=said,
        reason=_reason(found),
        today=str(today),
        other=other,
    )


def _reason(found: Standing) -> Message:
    date = str(found.date)
    match found.money:
        case Money.NEVER:
            return say("no phase has funding")
        case Money.COMING:
            return say("the first phase with funding begins {date}", date=date)
        case Money.OPEN:
            return say("a phase with funding goes on since {date} and has no end", date=date)
        case Money.UNTIL:
            return say("a phase with funding goes on until {date}", date=date)
    return say("the last phase with funding ended {date}", date=date)


Joint = Activity | Agreement
"""What partners do together."""


def takes_part(content: Content, partner: Partner, record: Joint) -> bool:
    """Tell whether a partner is known to take part in an activity or agreement.

    One that names no partners is the whole alliance's: of those that took part in its phase.
    """
    if record.partners:
        return partner.slug in record.partners
    return record.phase is None or record.phase in partner.phases


def joint(content: Content) -> tuple[Joint, ...]:
    """Return all activities and agreements."""
    return (*content.activities, *content.agreements)


def activities_of(content: Content, record: Record) -> tuple[Activity, ...]:
    """Return the activities of a partner, market, theme or agreement, the latest first."""
    return tuple(a for a in content.activities if _belongs(content, a, record))


def scheduled(content: Content, market: Market | None = None) -> tuple[Activity, ...]:
    """Return the activities whose days are known, of a market or of all, the latest first."""
    found = activities_of(content, market) if market else content.activities
    return tuple(a for a in found if whole_days(a.start, a.end))


def agreements_of(content: Content, record: Record) -> tuple[Agreement, ...]:
    """Return the agreements of a partner, market or activity, the latest first."""
    return tuple(a for a in content.agreements if _belongs(content, a, record))


def partners_of(content: Content, record: Market | Joint) -> tuple[Partner, ...]:
    """Return the partners known to work on a market, or to take part in a record."""
    records = [record] if isinstance(record, Activity | Agreement) else _of_market(content, record)
    return tuple(
        partner
        for partner in content.partners
        if any(takes_part(content, partner, record) for record in records)
    )


def evidence(content: Content, partner: Partner, market: Market) -> tuple[Joint, ...]:
    """Return what a partner is known to have done on a market, the latest first of each kind."""
    return tuple(r for r in _of_market(content, market) if takes_part(content, partner, r))


def contacts_of(content: Content, market: Market) -> tuple[Partner, ...]:
    """Return the partners to ask about a market: those it names, else the coordinator."""
    named = tuple(partner for partner in content.partners if partner.slug in market.contacts)
    return named or content.coordinators


def markets_for(
    content: Content, record: Partner | Activity | Agreement | Theme
) -> tuple[Market, ...]:
    """Return the markets that a partner works on, or that a record is about."""
    if isinstance(record, Activity | Agreement):
        slugs = set(markets_of(record))
    else:
        slugs = {
            slug for a in joint(content) if _belongs(content, a, record) for slug in markets_of(a)
        }
    return tuple(market for market in content.markets if market.slug in slugs)


def themes_of(content: Content, activity: Activity) -> tuple[Theme, ...]:
    """Return the themes of an activity."""
    return tuple(theme for theme in content.themes if theme.slug in activity.themes)


def related(content: Content, record: Record) -> tuple[Record, ...]:
    """Return every record that the page of a record names."""
    found: list[Record] = [*activities_of(content, record), *agreements_of(content, record)]
    if isinstance(record, Partner | Activity | Agreement | Theme):
        found += markets_for(content, record)
    if isinstance(record, Market | Activity | Agreement):
        found += partners_of(content, record)
    if isinstance(record, Market):
        found += contacts_of(content, record)
    if isinstance(record, Activity):
        found += themes_of(content, record)
    return tuple(found)


def _of_market(content: Content, market: Market) -> list[Joint]:
    """Return what was done on a market, or is to be."""
    found = [record for record in joint(content) if market.slug in markets_of(record)]
    return [record for record in found if not is_cancelled(record)]


def _belongs(content: Content, item: Joint, record: Record) -> bool:
    match record:
        case Partner():
            return takes_part(content, record, item)
        case Market():
            return record.slug in markets_of(item)
        case Theme():
            return isinstance(item, Activity) and record.slug in item.themes
        case Agreement():
            return isinstance(item, Activity) and item.slug in record.activities
        case Activity():
            return isinstance(item, Agreement) and record.slug in item.activities
    return False


def owner_of(content: Content, key: Key) -> str:
    """Return the slug of the partner that keeps something up: the coordinator if none is named.

    "" if there is no coordinator either.
    """
    record = content.record(key)
    if record and record.owner:
        return record.owner
    return content.coordinators[0].slug if content.coordinators else ""
