"""Dates are as precise as they are known, and time is told relative to a given day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.i18n.dates import PartialDate, Term, Timing, term_end, timing_of

parse = PartialDate.parse


@pytest.mark.parametrize(
    ("typed", "precision", "first", "last"),
    [
        (2016, "year", dt.date(2016, 1, 1), dt.date(2016, 12, 31)),
        ("2016", "year", dt.date(2016, 1, 1), dt.date(2016, 12, 31)),
        ("2016-02", "month", dt.date(2016, 2, 1), dt.date(2016, 2, 29)),
        ("2016-10-08", "day", dt.date(2016, 10, 8), dt.date(2016, 10, 8)),
    ],
)
def test_a_date_spans_what_it_can_mean(
    typed: object, precision: str, first: dt.date, last: dt.date
) -> None:
    """A month is a month, never its first day (EDTF level 0)."""
    date = parse(typed)

    assert (date.precision, date.first, date.last) == (precision, first, last)
    assert str(date) == str(typed)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2016-13", "there is no month 13"),
        ("2016-00", "there is no month 00"),
        ("2016-02-30", "2016-02 has no day 30: its last is 29"),
        ("2016-01-00", "2016-01 has no day 00"),
        ("0016", "there is no year 16 here: years go from 1800 to 2200"),
        ("9999-01-01", "there is no year 9999"),
        ("16-10-08", "write a date as 2016, 2016-10 or 2016-10-08"),
        ("8.10.2016", "write a date as"),
        ("2016-1-1", "write a date as"),
        ("２０１６", "write a date as"),
        (True, "write a date as"),
        (2016.5, "write a date as"),
        (None, "write a date as"),
    ],
)
def test_what_is_no_date_is_refused_with_its_reason(typed: object, words: str) -> None:
    """In words that an editor understands."""
    with pytest.raises(ValueError, match=words):
        parse(typed)


@given(st.dates(dt.date(1800, 1, 1), dt.date(2200, 12, 31)))
def test_every_day_is_read_as_it_is_written(day: dt.date) -> None:
    """And is both its first and its last day."""
    date = parse(day.isoformat())

    assert date.first == date.last == day
    assert str(date) == day.isoformat()


@pytest.mark.parametrize(
    ("start", "end", "today", "expected"),
    [
        (None, None, "2026-03-02", Timing.UNKNOWN),
        ("2026-03-03", None, "2026-03-02", Timing.UPCOMING),
        ("2026-03-02", None, "2026-03-02", Timing.RUNNING),
        ("2026-03-01", None, "2026-03-02", Timing.PAST),
        ("2026-03-01", "2026-03-05", "2026-03-05", Timing.RUNNING),
        ("2026-03-01", "2026-03-05", "2026-03-06", Timing.PAST),
        ("2026-03", None, "2026-02-28", Timing.UPCOMING),
        ("2026-03", None, "2026-03-31", Timing.RUNNING),
        ("2026-03", None, "2026-04-01", Timing.PAST),
        ("2026", None, "2026-12-31", Timing.RUNNING),
    ],
)
def test_time_is_relative_to_a_day(
    start: str | None, end: str | None, today: str, expected: Timing
) -> None:
    """A month is over when the whole of it is."""
    given_start, given_end = (parse(typed) if typed else None for typed in (start, end))

    assert timing_of(given_start, given_end, dt.date.fromisoformat(today)) is expected


@pytest.mark.parametrize(
    ("signed", "term", "end"),
    [
        ("2016-11-08", "2 years", "2018-11-08"),
        ("2016-02-29", "1 year", "2017-02-28"),
        ("2016-08-31", "18 months", "2018-02-28"),
        ("2016-11", "2 months", "2017-01"),
        ("2016", "18 months", "2018"),
    ],
)
def test_a_term_ends_as_precisely_as_it_began(signed: str, term: str, end: str) -> None:
    """No day is invented."""
    assert str(term_end(parse(signed), Term.parse(term))) == end
