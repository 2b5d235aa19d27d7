"""Dates as precise as they are known, how long something runs, and how both relate to a day.

A date is a year, a month or a day (EDTF level 0, ISO 8601-2). Nothing here looks at the clock.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from alliance.i18n.messages import WrongValueError, say

Precision = Literal["year", "month", "day"]

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date of the Gregorian calendar; month and day are 0 where they are not known."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def of(cls, day: dt.date) -> PartialDate:
        """Return a day that is known in full."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def parse(cls, value: object) -> PartialDate:
        """Read `2016`, `2016-10` or `2016-10-08`; raise WrongValueError."""
        if isinstance(value, cls):
            return value
        found = _FORM.fullmatch(str(value)) if isinstance(value, str | int) else None
        if found is None or isinstance(value, bool):
            raise WrongValueError(say("write a date as 2016, 2016-10 or 2016-10-08."))
        year, month, day = (int(part or 0) for part in found.groups())
        if not 1800 <= year <= 2200:
            raise WrongValueError(
                say("there is no year {year} here: years go from 1800 to 2200.", year=f"{year}")
            )
        if found[2] and not 1 <= month <= 12:
            raise WrongValueError(
                say("there is no month {month}: months go from 01 to 12.", month=found[2])
            )
        if found[3] and not 1 <= day <= calendar.monthrange(year, month)[1]:
            last = calendar.monthrange(year, month)[1]
            raise WrongValueError(
                say(
                    "{month} has no day {day}: its last is {last}.",
                    month=f"{found[1]}-{found[2]}",
                    day=found[3],
                    last=last,
                )
            )
        return cls(year, month, day)

    @property
    def precision(self) -> Precision:
        """The smallest unit that is known."""
        if self.day:
            return "day"
        return "month" if self.month else "year"

    @property
    def first(self) -> dt.date:
        """The first day that the date can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> dt.date:
        """The last day that the date can mean."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        """Return the date in the form that is read: 2016, 2016-10 or 2016-10-08."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Term:
    """How long something runs, as `2 years` or `18 months`."""

    count: int
    unit: str

    @classmethod
    def parse(cls, value: object) -> Term:
        """Read `2 years` or `18 months`; raise WrongValueError for anything else."""
        if isinstance(value, cls):
            return value
        found = (
            re.fullmatch(r"([1-9][0-9]{0,2}) (year|month)s?", value)
            if isinstance(value, str)
            else None
        )
        if found is None:
            raise WrongValueError(say('write how long it runs as "2 years" or "18 months".'))
        return cls(int(found[1]), found[2])

    def __str__(self) -> str:
        """Return the term in the form that is read: 1 year, 18 months."""
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"


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
