"""Time relative to a day that is given: nothing here looks at the clock."""

from __future__ import annotations

import calendar
import datetime as dt
from enum import StrEnum

from alliance.i18n.dates import PartialDate
from alliance.model.fields import Term


class Timing(StrEnum):
    """How something stands to a day."""

    UNKNOWN = "unknown"
    UPCOMING = "upcoming"
    RUNNING = "running"
    PAST = "past"


def timing_of(start: PartialDate | None, end: PartialDate | None, today: dt.date) -> Timing:
    """Tell whether something is still to come, goes on or is over.

    A date known only to the month or year is over when the whole of it is, and to come while none
    of it has begun.
    """
    if start is None:
        return Timing.UNKNOWN
    if today < start.first:
        return Timing.UPCOMING
    return Timing.PAST if today > (end or start).last else Timing.RUNNING


def whole_days(
    start: PartialDate | None, end: PartialDate | None
) -> tuple[dt.date, dt.date] | None:
    """Return first and last day of something, None unless both are known to the day."""
    if start is None or not start.day or (end is not None and not end.day):
        return None
    return start.first, (end or start).last


def is_sure(start: PartialDate, end: PartialDate | None, today: dt.date) -> bool:
    """Tell whether what is running by its dates is so for sure, and not only if the month fits."""
    return start.last <= today <= (end or start).first


def term_timing(signed: PartialDate, term: Term, today: dt.date) -> Timing:
    """Tell how a term that starts with a signature stands to a day.

    RUNNING and PAST are said only where they are certain: while a date that is known to the month
    or year leaves it open on which day the term begins or ends, it is UNKNOWN.
    """
    if today < signed.first:
        return Timing.UPCOMING
    if signed.last <= today <= term_end(PartialDate.of(signed.first), term).last:
        return Timing.RUNNING
    return (
        Timing.PAST if today > term_end(PartialDate.of(signed.last), term).last else Timing.UNKNOWN
    )


def term_end(signed: PartialDate, term: Term) -> PartialDate:
    """Return when a term that starts with a signature ends, as precisely as that is known."""
    months = term.count * (12 if term.unit == "year" else 1)
    if not signed.month:
        return PartialDate(signed.year + -(-months // 12))
    index = signed.year * 12 + signed.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return PartialDate(year, month, min(signed.day, calendar.monthrange(year, month)[1]))
