"""Calendars: what two parsers read in them, and what stays the same while records change."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import icalendar
import pytest
import vobject

from alliance import git
from alliance.outputs.atom import feeds
from alliance.outputs.calendars import calendars
from alliance.site.reading import read_content
from alliance.site.site import Site
from tests.conftest import HARBOUR, ROOT, SITE_URL
from tests.html import classed, pages
from tests.small import FILES, with_line
from tests.test_history import commit

Alliance = Callable[..., Path]

DAY = dt.date(2026, 3, 2)
VISIT = "data/activities/visit.yml"
DATED = with_line(VISIT, "start: 2020-05\n", "start: 2020-05-04\nend: 2020-05-06\n")
TRANSLATED = {**DATED, "data/activities/visit.fr.yml": "translation: human\ntitle: Une visite\n"}


def site_of(root: Path, site_url: str = SITE_URL) -> Site:
    """Return the site below a folder, which must be sound."""
    content, problems = read_content(root)
    assert problems == []
    assert content is not None
    return Site(content, DAY, site_url)


def made(root: Path, site_url: str = SITE_URL) -> dict[str, bytes]:
    """Return the calendars of a site by their addresses."""
    return dict(calendars(site_of(root, site_url), git.history(root).commits))


def event(root: Path, name: str = "calendar.ics") -> icalendar.Event:
    """Return the only event of a calendar."""
    (found,) = icalendar.Calendar.from_ical(made(root)[name]).walk("VEVENT")
    return found


def files(site: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the calendars of a built site."""
    for path in sorted(site.rglob("*.ics")):
        yield path.relative_to(site).as_posix(), path.read_bytes()


@pytest.mark.parametrize(("site", "count"), [("reference", 20), ("harbour", 6)])
def test_two_parsers_read_the_same_in_every_calendar(
    site: str, count: int, request: pytest.FixtureRequest
) -> None:
    """Every event has what RFC 5545 wants, without a complaint; lines keep to its rules."""
    found = dict(files(request.getfixturevalue(site)))

    assert len(found) == count
    for name, data in found.items():
        one = icalendar.Calendar.from_ical(data)
        other = vobject.readOne(data.decode())
        events = one.walk("VEVENT")
        assert events, name
        assert [str(e["uid"]) for e in events] == [e.uid.value for e in other.vevent_list]
        assert [str(e["summary"]) for e in events] == [e.summary.value for e in other.vevent_list]
        assert len({str(e["uid"]) for e in events}) == len(events)
        assert {str(one[key]) for key in ("version", "calscale")} == {"2.0", "GREGORIAN"}
        for e in events:
            assert e.errors == []
            assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE"} <= set(e)
            assert e["dtend"].dt > e["dtstart"].dt
        check_lines(data)


def check_lines(data: bytes) -> None:
    """Hold lines against RFC 5545, 3.1: CRLF, 75 octets, no character split in two."""
    assert data.endswith(b"\r\n")
    for line in data.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= 75
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)
        line.decode()


def test_a_calendar_says_what_the_record_says(alliance: Alliance) -> None:
    """In the language of the reader, with whole days and the day after the last as the end."""
    root = alliance({**TRANSLATED, VISIT: f"{DATED[VISIT]}online: true\nplace: Osaka\n"})

    found = event(root, "fr/markets/japan/calendar.ics")

    assert found["dtstart"].to_ical() + found["dtend"].to_ical() == b"2020050420200507"
    assert found["dtstart"].params["VALUE"] == "DATE"
    assert (found["summary"], found["summary"].params["LANGUAGE"]) == ("Une visite", "fr")
    assert (found["location"], found["location"].params["LANGUAGE"]) == ("Osaka · En ligne", "en")
    assert found["description"].params["LANGUAGE"] == "en"
    assert found["url"] == f"{SITE_URL}fr/activities/visit/"
    assert found["description"] == f"An activity.\n\n{SITE_URL}fr/activities/visit/"
    assert found["transp"] == "TRANSPARENT"


def test_a_calendar_names_itself(alliance: Alliance) -> None:
    """By RFC 7986, and by the names that were in use before it."""
    found = icalendar.Calendar.from_ical(made(alliance(DATED))["fr/markets/japan/calendar.ics"])

    assert found["name"] == found["x-wr-calname"] == "Small alliance – Japon"
    assert found["source"] == f"{SITE_URL}fr/markets/japan/calendar.ics"
    assert found["url"] == f"{SITE_URL}fr/markets/japan/"
    assert found["refresh-interval"].dt == dt.timedelta(days=1)


@pytest.mark.parametrize(
    "dates",
    [
        "",
        "start: 2020\n",
        "start: 2020-05\n",
        "start: 2020-05-04\nend: 2020-06\n",
        "start: 2020-05\nend: 2020-05-06\n",
    ],
)
def test_what_has_no_known_days_is_left_out(alliance: Alliance, dates: str) -> None:
    """No day is made up; a calendar without an event is no calendar, and is not linked."""
    root = alliance(with_line(VISIT, "start: 2020-05\n", dates))

    assert made(root) == {}


@pytest.mark.parametrize("site", ["reference", "harbour"])
def test_calendars_are_linked_if_they_exist(site: str, request: pytest.FixtureRequest) -> None:
    """The page of a market leads to its own calendar, or to that of the alliance."""
    root: Path = request.getfixturevalue(site)
    for name, page in pages(root).items():
        found = re.fullmatch(r"(.*/)?markets/([a-z-]+)/index.html", name)
        if not found:
            continue
        (block,) = classed(page, "al-subscribe")
        links = [link.get("href") for link in block.iter("a")]
        own = (root / name).with_name("calendar.ics").is_file()
        assert ("calendar.ics" if own else "../../calendar.ics") in links, name
        absolute = f"webcal://alliance.example/{found[1] or ''}"
        webcal = [link for link in links if link.startswith("webcal:")]
        path = f"markets/{found[2]}/calendar.ics" if own else "calendar.ics"
        assert webcal == ([absolute + path] if site == "reference" else [])


def test_what_looks_like_calendar_syntax_stays_text(alliance: Alliance) -> None:
    """Commas, semicolons, backslashes and line ends neither end a value nor start a property."""
    evil = 'x, y; z\\n "q" <b>{{ 7 * 7 }}</b> : BEGIN:VEVENT'
    quoted = evil.replace("\\", "\\\\").replace('"', '\\"')
    text = f'{DATED[VISIT]}place: "{quoted}"\n'
    for field in ("A visit", "An activity."):
        text = text.replace(field, f'"{field}\\r\\nEND:VEVENT\\r\\nATTACH:file:///etc\\rURL:x"')

    data = made(alliance({VISIT: text}))["calendar.ics"]

    check_lines(data)
    (found,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    other = vobject.readOne(data.decode()).vevent
    assert "attach" not in found
    assert found["url"] == other.url.value == f"{SITE_URL}activities/visit/"
    assert found["location"] == other.location.value == evil
    told = "A visit END:VEVENT ATTACH:file:///etc URL:x"
    assert found["summary"] == other.summary.value == told


def test_long_texts_are_folded_between_characters(alliance: Alliance) -> None:
    """Whatever each takes in UTF-8; unfolded they are the same."""
    title = "".join(chr(0x3042 + n % 80) + "é𠮷a"[n % 3] for n in range(300))
    root = alliance({VISIT: str(DATED[VISIT]).replace("A visit", title)})

    check_lines(made(root)["calendar.ics"])
    assert event(root)["summary"] == title


def test_what_is_cancelled_says_so(alliance: Alliance) -> None:
    """By its status, and in words for programs that do not show it."""
    root = alliance({**TRANSLATED, VISIT: f"{DATED[VISIT]}cancelled: true\n"})

    assert event(root)["status"] == "CANCELLED"
    assert event(root)["summary"] == "Cancelled: A visit"
    assert "status" not in event(alliance(TRANSLATED))


def test_an_identifier_is_the_same_in_every_language_and_place(alliance: Alliance) -> None:
    """Not even the address of the site changes it; every activity has its own."""
    root = alliance(
        {**TRANSLATED, "data/activities/other.yml": str(DATED[VISIT]).replace("A visit", "B")}
    )

    found = [
        [str(e["uid"]) for e in icalendar.Calendar.from_ical(data).walk("VEVENT")]
        for url in (SITE_URL, "https://other.example/", "")
        for data in made(root, url).values()
    ]

    assert len(found) == 12
    assert found == [found[0]] * 12
    assert len(set(found[0])) == 2


def test_an_identifier_outlasts_changes_of_names(alliance: Alliance, tmp_path: Path) -> None:
    """Of the file, again and again, and of the alliance; a market keeps its old addresses."""
    before = str(event(alliance(DATED))["uid"])
    names: dict[str, str | None] = {
        VISIT: None,
        "data/activities/tour.yml": f"{DATED[VISIT]}was: [visit, trip]\n",
        "data/alliance.yml": FILES["data/alliance.yml"].replace(
            "short_name: Small", "short_name: Tiny\nwas: [Small, Little]"
        ),
        "data/markets/japan.yml": FILES["data/markets/japan.yml"] + "was: [nippon]\n",
    }
    (tmp_path / VISIT).unlink()

    root = alliance(names)

    assert str(event(root)["uid"]) == before
    found = made(root)
    assert found["fr/markets/nippon/calendar.ics"] == found["fr/markets/japan/calendar.ics"]


def test_a_revision_changes_with_the_record_and_with_nothing_else(
    alliance: Alliance, tmp_path: Path
) -> None:
    """Commits of the record and its translation count; those of others and of languages do not."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    alliance(DATED)

    def state(name: str = "calendar.ics") -> tuple[str, int, str]:
        found = event(tmp_path, name)
        assert found["dtstamp"].to_ical() == found["last-modified"].to_ical()
        return str(found["uid"]), found["sequence"], found["dtstamp"].to_ical().decode()

    uid = state()[0]
    assert state() == (uid, 0, "20200504T000000Z"), "nothing is committed: the day stands in"
    commit(tmp_path, "2020-01-01", {})
    first = made(tmp_path)
    assert state() == (uid, 0, "20200101T120000Z")
    commit(
        tmp_path, "2020-02-02", {"data/partners/acme.yml": f"{FILES['data/partners/acme.yml']}#"}
    )
    assert made(tmp_path) == first
    commit(tmp_path, "2020-03-03", {VISIT: f"{DATED[VISIT]}online: true\n"})
    assert state() == (uid, 1, "20200303T120000Z")
    translated = {"data/activities/visit.fr.yml": "translation: human\ntitle: Une visite\n"}
    commit(tmp_path, "2020-04-04", translated)
    assert state() == (uid, 1, "20200303T120000Z")
    assert state("fr/calendar.ics") == (uid, 2, "20200404T120000Z")
    (tmp_path / VISIT).rename(tmp_path / "data/activities/tour.yml")
    (tmp_path / "data/activities/visit.fr.yml").rename(tmp_path / "data/activities/tour.fr.yml")
    renamed = {"data/activities/tour.yml": f"{DATED[VISIT]}was: [visit]\n"}
    commit(tmp_path, "2020-05-05", renamed)
    assert state("fr/calendar.ics") == (uid, 3, "20200505T120000Z")


def test_without_the_address_of_the_site_nothing_absolute_is_said(alliance: Alliance) -> None:
    """The page of the activity elsewhere, if there is one, is linked all the same."""
    root = alliance({VISIT: f"{DATED[VISIT]}url: https://else.example/\n"})

    data = made(root, "")["calendar.ics"]

    (found,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert found["url"] == "https://else.example/"
    assert found["description"] == "An activity.\n\nhttps://else.example/"
    assert b"SOURCE" not in data


def test_the_same_content_gives_the_same_bytes() -> None:
    """Calendars and feeds of both alliances, made twice."""
    for root in (ROOT, HARBOUR):
        commits = git.history(root).commits
        once, again = (
            [*calendars(site_of(root), commits), *feeds(site_of(root), commits)] for _ in range(2)
        )
        assert once == again


def test_what_is_only_planned_says_so(alliance: Alliance) -> None:
    """In calendars by its status and in words, on pages in words; no result counts it."""
    root = alliance(
        {
            VISIT: f"{DATED[VISIT]}planned: true\n",
            "docs/index.md": "---\ntitle: Home\ndescription: A.\n---\n\n[[timeline]]\n",
            "data/results/missions.yml": "claim: 1\nlabel: missions\nphase: first\n"
            "counts: {records: activities}\n"
            'source: [{url: "https://example.org/", publisher: Example}]\n',
        }
    )
    site = site_of(root)

    shown = {page.path: str(site.html(page, "en")) for page in site.pages}

    assert event(root)["status"] == "TENTATIVE"
    assert event(root)["summary"] == "Not confirmed: A visit"
    assert "Mission · Planned, not confirmed" in shown["activities/visit"]
    assert "Planned, not confirmed" in shown[""]
    assert site.content.counted(site.content.results[0]) == ()


def test_what_is_cancelled_is_listed_so_and_counted_nowhere(alliance: Alliance) -> None:
    """The word takes the place of those that tell the time; no number and no table counts it."""
    views = "[[results]]\n\n[[timeline]]\n\n[[matrix]]\n"
    site = site_of(
        alliance(
            {
                VISIT: f"{FILES[VISIT]}cancelled: true\n".replace("2020-05", "2027-05-04"),
                "docs/index.md": f"---\ntitle: Home\ndescription: A.\n---\n\n{views}",
                "data/results/missions.yml": "claim: 1\nlabel: missions\nphase: first\n"
                "counts: {records: activities}\n"
                'source: [{url: "https://example.org/", publisher: Example}]\n',
            }
        )
    )

    shown = {page.path: str(site.html(page, "en")) for page in site.pages}

    assert '<p class="al-head__kicker">Mission · Cancelled</p>' in shown["activities/visit"]
    assert "Mission · Cancelled" in shown["markets/japan"]
    assert shown[""].count("Cancelled") == 1, "in the timeline"
    assert "Nothing listed" in shown[""], "in the matrix"
    assert "1 activity" not in shown[""]
    assert "Upcoming" not in " ".join(shown.values())
