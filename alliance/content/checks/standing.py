"""Whether the alliance is paid for on a given day, from the dates of its phases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from alliance.content.content import ALLIANCE
from alliance.content.load import Loaded
from alliance.i18n.dates import PartialDate
from alliance.i18n.message import Message, say
from alliance.i18n.problem import Problem
from alliance.i18n.timing import Timing, timing_of
from alliance.model.organisation import Alliance, Phase


class Money(StrEnum):
    """How the money of an alliance stands to a day."""

    NEVER = "never"
    """No phase has funding."""
    COMING = "coming"
    """The first funded phase is still to come."""
    OPEN = "open"
    """A funded phase goes on, and its end is not known."""
    UNTIL = "until"
    """A funded phase goes on until a date."""
    ENDED = "ended"
    """The last funded phase is over, and none goes on."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the money stands, and the date that belongs to it: none only for NEVER."""

    money: Money
    date: PartialDate | None = None
    """The start for COMING and OPEN, the end for UNTIL and ENDED."""

    @property
    def is_funded(self) -> bool:
        """Whether a phase with funding goes on."""
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


def check_standing(loaded: Loaded, today: dt.date) -> Iterator[Problem]:
    """Yield a problem where status.funded does not agree with the dates of the phases."""
    alliance = loaded.alliance
    if alliance is None:
        return
    found = standing(alliance, today)
    if alliance.status.funded is found.is_funded:
        return
    said, other = ("true", "false") if alliance.status.funded else ("false", "true")
    message = say(
        "found {said}, but {reason} (today is {today})."
        " Write {other} here and look over status.text, or correct the phases above.",
        said=said,
        reason=_reason(found),
        today=str(today),
        other=other,
    )
    yield loaded.field_problem(ALLIANCE, ("status", "funded"), message)


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
