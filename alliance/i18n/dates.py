"""Dates as precise as they are known: a year, a month or a day (EDTF level 0, ISO 8601-2)."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from alliance.i18n.message import WrongValueError, say

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
