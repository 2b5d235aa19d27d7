"""The timeline: order, dates as exact as they are known, and where today is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from alliance.content.context import Context
from alliance.content.directives import parse_view
from alliance.site.reading import read_content
from alliance.views.timeline import Moment, Timeline, TimelinePhase, TimePart, Today, timeline
from tests.html import classed, pages

ALLIANCE = """\
name: Small alliance
short_name: Small
tagline: For tests.
aim: To be small.
sector: Tests
phases:
  later: {name: Later, start: 2022-06}
  first: {name: First, start: 2020, end: 2021}
status: {active: true, funded: false, text: All is well.}
"""


def activity(name: str, fields: str) -> dict[str, str]:
    """Return the file of an activity with a title and some fields."""
    text = f"type: meeting\ntitle: {name}\nsummary: A meeting.\n{fields}\n"
    return {f"data/activities/{name}.yml": text}


FILES: dict[str, str | bytes | None] = {
    "data/alliance.yml": ALLIANCE,
    "data/activities/visit.yml": None,
    "data/markets/oman.yml": "country: OM\nsince: first\nsummary: A market.\n",
    "data/partners/other.yml": (
        "name: Other\nrole: partner\ncountry: DE\nregion: X\nsummary: A partner.\nphases: [later]\n"
    ),
    **activity("day", "start: 2020-05-03\nmarkets: [japan]\npartners: [acme]"),
    **activity("month", "start: 2020-05"),
    **activity("year", "start: 2020"),
    **activity("gap", "start: 2022-02"),
    **activity("crossing", "start: 2021-12-30\nend: 2022-01-02"),
    **activity("span", "start: 2022-07-01\nend: 2022-07-03\nphase: later"),
    **activity("rough", "start: 2022-08\nend: 2022-09\nphase: later"),
    **activity("undated", "phase: first\nmarkets: [oman]"),
    **activity("unknown", "online: true"),
}


def outline(parts: tuple[TimePart, ...]) -> list[object]:
    """Return titles in their order, those within a phase in a list of their own."""
    found: list[object] = []
    for part in parts:
        match part:
            case Moment():
                found.append(str(part.title))
            case Today():
                found.append("today")
            case TimelinePhase():
                found += [str(part.name), outline(part.moments)]
    return found


def moments(parts: tuple[TimePart, ...]) -> dict[str, Moment]:
    """Return all moments by their title."""
    found = {str(part.title): part for part in parts if isinstance(part, Moment)}
    for part in parts:
        if isinstance(part, TimelinePhase):
            found |= moments(part.moments)
    return found


@pytest.fixture
def shown(alliance: Callable[..., Path]) -> Callable[..., Timeline]:
    """Return a function that shows the timeline as of a day."""
    content, problems = read_content(alliance(FILES))
    assert content is not None, problems

    def show(day: str = "2022-07-02", options: str = "") -> Timeline:
        context = Context(content, "en", dt.date.fromisoformat(day))
        return timeline(context, parse_view(f"timeline {options}"))

    return show


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(
            "2022-07-02",
            ["First", ["year", "month", "day"], "crossing", "gap",
             "Later", ["span", "today", "rough"]],
            id="today lies in a phase that goes on",
        ),
        pytest.param(
            "2022-01-01",
            ["First", ["year", "month", "day"], "crossing", "today", "gap",
             "Later", ["span", "rough"]],
            id="today lies between two phases",
        ),
        pytest.param(
            "2020-05-02",
            ["First", ["year", "month", "today", "day"], "crossing", "gap",
             "Later", ["span", "rough"]],
            id="a month that has begun is not to come",
        ),
        pytest.param(
            "2019-12-31",
            ["today", "First", ["year", "month", "day"], "crossing", "gap",
             "Later", ["span", "rough"]],
            id="all is to come",
        ),
    ],
)  # fmt: skip
def test_what_happened_stands_in_its_order(
    shown: Callable[..., Timeline], day: str, expected: list[object]
) -> None:
    """Within the phase that the whole of it lies in, and beside the phases else."""
    assert outline(shown(day).parts) == expected


@pytest.mark.parametrize(
    ("title", "mark", "when", "datetime"),
    [
        ("day", "day", "May 3, 2020", "2020-05-03"),
        ("month", "month", "May 2020", "2020-05"),
        ("year", "year", "2020, month not published", "2020"),
        ("span", "span", "Jul 1 – 3, 2022", ""),
        ("rough", "rough", "August – September 2022", ""),
    ],
)
def test_no_date_is_shown_more_exactly_than_it_is_known(
    shown: Callable[..., Timeline], title: str, mark: str, when: str, datetime: str
) -> None:
    """In words, for machines, and in the form of the mark."""
    found = moments(shown().parts)[title]

    assert found.mark == mark
    assert found.datetime == datetime
    assert "".join(found.when.split()) == "".join(when.split())  # CLDR's blanks are of many sorts


def test_each_mark_that_is_used_is_explained(shown: Callable[..., Timeline]) -> None:
    """And no mark where all look alike."""
    assert [mark for mark, _ in shown().key] == ["day", "month", "year", "span", "rough"]
    assert shown(options="partner=other phase=first").key == (
        ("month", "known to the month"),
        ("year", "known to the year"),
    )
    assert shown(options="market=japan").key == ()


@pytest.mark.parametrize(
    ("day", "states"),
    [
        ("2022-07-02", {"day": "", "gap": "Past", "span": "Now", "rough": "Upcoming"}),
        ("2022-08-15", {"span": "Past", "rough": "Around now"}),
        ("2020-05-15", {"day": "Past", "month": "Around now", "year": "Around now", "span": ""}),
        ("2022-02-01", {"gap": "Around now", "crossing": "Past"}),
    ],
)
def test_past_now_and_upcoming_are_words(
    shown: Callable[..., Timeline], day: str, states: dict[str, str]
) -> None:
    """Said once where the phase around it is over or to come; never surer than the date."""
    found = moments(shown(day).parts)

    assert {title: found[title].state for title in states} == states


def test_phases_say_how_they_stand(shown: Callable[..., Timeline]) -> None:
    """One without an end goes on."""
    states = {
        day: [part.state for part in shown(day).parts if isinstance(part, TimelinePhase)]
        for day in ("2019-12-31", "2021-12-31", "2022-01-01", "2030-01-01")
    }

    assert list(states.values()) == [
        ["Upcoming", "Upcoming"],
        ["Now", "Upcoming"],
        ["Past", "Upcoming"],
        ["Past", "Now"],
    ]


def test_what_has_no_date_stands_with_its_phase(shown: Callable[..., Timeline]) -> None:
    """Or at the end, if it names none."""
    found = shown()
    first, *_ = [part for part in found.parts if isinstance(part, TimelinePhase)]

    assert [str(entry.text) for entry in first.undated.entries] == ["undated"]
    assert [str(entry.text) for entry in found.undated.entries] == ["unknown"]


def test_the_year_stands_at_the_first_of_those_that_share_it(
    shown: Callable[..., Timeline],
) -> None:
    """A reading aid, not a date."""
    years = {title: moment.year for title, moment in moments(shown().parts).items()}

    assert years == {
        "year": "2020", "month": "", "day": "", "crossing": "2021", "gap": "2022",
        "span": "2022", "rough": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("phase=first", ["First", ["year", "month", "day"]]),
        ("phase=later", ["Later", ["span", "today", "rough"]]),
        ("market=japan", ["First", ["day"], "today"]),
        ("market=oman", ["First", [], "today"]),
        ("partner=other", ["First", ["year", "month"], "crossing", "gap",
                           "Later", ["span", "today", "rough"]]),
        ("partner=acme phase=later", ["Later", ["today"]]),
    ],
)  # fmt: skip
def test_options_narrow_it(
    shown: Callable[..., Timeline], options: str, expected: list[object]
) -> None:
    """To what concerns a partner, a market or a phase; empty phases go."""
    assert outline(shown(options=options).parts) == expected


def test_the_day_of_the_build_is_marked(harbour: Path) -> None:
    """After what has begun by 2 March 2026, before what is to come, in each language."""
    for name, day in (("about/index.html", "As of 2 March 2026"), ("ar/about/index.html", "2026")):
        (line,) = classed(pages(harbour)[name], "al-timeline")
        around = [
            element.get("class").split()[0]
            for element in line.iter("li")
            if {"al-moment", "al-today"} & set((element.get("class") or "").split())
        ]
        (today,) = classed(line, "al-today")

        assert around == ["al-moment", "al-moment", "al-today", "al-moment", "al-moment"]
        assert day in today.text_content()
        assert today.find("p/time").get("datetime") == "2026-03-02"
