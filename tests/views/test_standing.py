"""How the money stands: read from the dates of the phases, said plainly, and checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from alliance.content import directives
from alliance.content.checks.dates import due
from alliance.content.checks.run import check
from alliance.content.context import Context
from alliance.content.loading import load
from alliance.site.reading import read_content
from alliance.views.alliance import Note, StatusBlock, status
from alliance.views.registry import VIEW_OPTIONS
from tests.html import classed, pages, text
from tests.small import with_line

FUNDING = "funding: {funder: F, statement: S}"
Write = Callable[..., Path]


def phases(*dates: str, funded: str = "false") -> dict[str, str | bytes | None]:
    """Return the change that gives the small alliance phases of some dates, each with funding.

    The first phase, of 2020 and without funding, stays.
    """
    more = "".join(
        f"\n  p{number}: {{name: P, {when}, {FUNDING}}}" for number, when in enumerate(dates)
    )
    name, line = "data/alliance.yml", "  first: {name: First phase, start: 2020, end: 2021}"
    change = with_line(name, line, line + more)
    change[name] = str(change[name]).replace("funded: false", f"funded: {funded}")
    return change


ENDED = "start: 2016-01, end: 2018-01"
RUNNING = "start: 2016-01, end: 2018-06-30"
OPEN = "start: 2017"
COMING = "start: 2019-03-01"


@pytest.mark.parametrize(
    ("dates", "today", "sentence"),
    [
        ([], "2018-02-01", "No phase of the alliance has been funded."),
        ([ENDED], "2018-02-01", "The funded project ended in January 2018."),
        ([ENDED], "2018-01-31", "The project is funded until January 2018."),
        ([RUNNING], "2018-06-30", "The project is funded until June 30, 2018."),
        ([RUNNING], "2018-07-01", "The funded project ended on June 30, 2018."),
        (["start: 2012, end: 2014"], "2015-01-01", "The funded project ended in 2014."),
        (["start: 2012, end: 2014"], "2014-12-31", "The project is funded until 2014."),
        ([OPEN], "2030-01-01", "The project has been funded since 2017."),
        ([COMING], "2018-02-01", "Funding begins: March 1, 2019."),
        ([ENDED, OPEN], "2018-02-01", "The project has been funded since 2017."),
        ([ENDED, RUNNING], "2018-01-15", "The project is funded until June 30, 2018."),
        ([ENDED, COMING], "2018-02-01", "The funded project ended in January 2018."),
        (["start: 2012, end: 2014", ENDED], "2020-01-01", "The funded project ended in January"),
    ],
)
def test_the_status_follows_the_dates(
    alliance: Write, dates: list[str], today: str, sentence: str
) -> None:
    """A date that is known to the month or year lasts as long as it can."""
    content, _ = read_content(alliance(phases(*dates)))
    assert content is not None
    context = Context(content, "en", dt.date.fromisoformat(today))

    full = status(context, directives.parse_view("status"))
    note = status(context, directives.parse_view("status form=note"))

    assert isinstance(full, StatusBlock)
    assert full.sentence.startswith(sentence)
    assert ("Funded" in full.marks) is ("funded until" in sentence or "since" in sentence)
    assert isinstance(note, Note)
    assert note.text == full.sentence


@pytest.mark.parametrize(
    ("dates", "funded", "today", "reason"),
    [
        ([ENDED], "true", "2018-02-01", "found true, but the last phase with funding ended"),
        ([], "true", "2018-02-01", "found true, but no phase has funding"),
        ([COMING], "true", "2018-02-01", "found true, but the first phase with funding begins"),
        ([ENDED], "false", "2018-01-31", "found false, but a phase with funding goes on until"),
        ([OPEN], "false", "2018-02-01", "found false, but a phase with funding goes on since"),
        ([ENDED], "false", "2018-02-01", ""),
        ([ENDED], "true", "2018-01-31", ""),
        ([OPEN], "true", "2018-02-01", ""),
    ],
)
def test_a_status_that_its_dates_belie_is_a_note(
    alliance: Write, dates: list[str], funded: str, today: str, reason: str
) -> None:
    """At the place of status.funded, with the day and the cure; no edit is refused for it.

    Only where no phase has funding at all was it never right.
    """
    root = alliance(phases(*dates, funded=funded))
    line = 8 + len(dates)

    loaded, day = load(root), dt.date.fromisoformat(today)
    content = loaded.content()
    assert content is not None
    refused = [str(p) for p in check(loaded, content, VIEW_OPTIONS, day)]
    problems = [str(note) for note in due(content, day)]
    assert refused == ([] if dates else problems)

    if not reason:
        assert problems == []
        return
    (problem,) = problems
    assert problem.startswith(f"data/alliance.yml:{line}:32: the alliance: status.funded: {reason}")
    other = "false" if funded == "true" else "true"
    assert f"(today is {today}). Write {other} here and look over status.text" in problem


def test_a_site_after_its_funding_says_so_on_the_home_page_and_with_its_activities(
    reference: Path,
) -> None:
    """Both lead to the page that tells the status in full, which itself leads nowhere."""
    found = {
        name: pages(reference)[f"{name}index.html"] for name in ("", "activities/", "about/", "ja/")
    }
    (banner,), (note,) = (
        classed(found[""], "al-status"),
        classed(found["activities/"], "al-note"),
    )

    assert "The funded project ended in January 2018." in text_of(banner)
    assert "not officially active at the moment" in text_of(banner)
    assert "The funded project ended in January 2018." in text_of(note)
    assert [a.get("href") for a in banner.iter("a")] == ["about/#al-status"]
    assert [a.get("href") for a in note.iter("a")] == ["../about/#al-status"]
    (told,) = classed(found["about/"], "al-status")
    assert list(told.iter("a")) == []
    assert told.get("id") == "al-status"
    assert classed(found["ja/"], "al-status") != []


def test_a_site_with_funding_does_not_say_that_it_ended(harbour: Path) -> None:
    """It says since when."""
    shown = text(pages(harbour)["index.html"])

    assert "The project has been funded since May 2025." in shown
    assert "ended" not in text_of(classed(pages(harbour)["index.html"], "al-status")[0])


def text_of(element: object) -> str:
    """Return what an element says, with white space folded."""
    return " ".join(element.text_content().split())  # type: ignore[attr-defined]
