"""The brief of a market: what it says, what it never claims, and the sheet that it prints on."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
from lxml.html import HtmlElement

from alliance.content.context import Context
from alliance.graphics.svg import qr
from alliance.i18n.dates import PartialDate, Term, Timing, term_timing
from alliance.model.records import Agreement, Market
from alliance.site.reading import read_content
from alliance.site.site import Site
from alliance.views.cards import term_state
from alliance.views.market import brief
from alliance.views.templates import render
from tests.conftest import SITE_URL
from tests.html import classed, pages
from tests.small import FILES, with_line

Write = Callable[..., Path]
MARKET = "data/markets/japan.yml"
AGREEMENT = """\
counterparts: [Them]
type: memorandum
market: japan
place: Osaka
summary: An agreement.
"""


def words(element: HtmlElement) -> str:
    """Return what an element says, with white space folded."""
    return " ".join(element.text_content().split())


@pytest.mark.parametrize(
    ("lines", "today", "state"),
    [
        ("", "2019-06-01", "Term not published"),
        ("signed: 2019-05-10\n", "2019-06-01", "Term not published"),
        ("term: 2 years\n", "2019-06-01", "Agreed term: 2 years, from a date not published"),
        ("signed: 2019-05-10\nterm: 2 years\n", "2019-05-09", "Not yet in force"),
        ("signed: 2019-05-10\nterm: 2 years\n", "2019-05-10", "In force until May 10, 2021"),
        ("signed: 2019-05-10\nterm: 2 years\n", "2021-05-10", "In force until May 10, 2021"),
        ("signed: 2019-05-10\nterm: 2 years\n", "2021-05-11", "Ended: May 10, 2021"),
        ("signed: 2019-05\nterm: 18 months\n", "2019-04-30", "Not yet in force"),
        ("signed: 2019-05\nterm: 18 months\n", "2020-10-31", "In force until November 2020"),
        ("signed: 2019-05\nterm: 18 months\n", "2020-11-15", "Agreed to end: November 2020"),
        ("signed: 2019-05\nterm: 18 months\n", "2020-12-01", "Ended: November 2020"),
        ("signed: 2019\nterm: 1 year\n", "2020-01-01", "In force until 2020"),
        ("signed: 2019\nterm: 1 year\n", "2020-06-01", "Agreed to end: 2020"),
        ("signed: 2019\nterm: 1 year\n", "2021-01-01", "Ended: 2020"),
    ],
)
def test_an_agreement_is_in_force_only_where_its_dates_make_that_certain(
    alliance: Write, lines: str, today: str, state: str
) -> None:
    """Without a date or a term nothing is claimed."""
    content, problems = read_content(alliance({"data/agreements/them.yml": AGREEMENT + lines}))
    assert content is not None
    assert problems == []
    agreement = content.records["agreements"]["them"]
    assert isinstance(agreement, Agreement)
    day = dt.date.fromisoformat(today)

    assert term_state(Context(content, "en", day), agreement) == state
    if agreement.signed and agreement.term:
        is_on = term_timing(agreement.signed, agreement.term, day) is Timing.RUNNING
        assert is_on is state.startswith("In force")


def test_a_term_that_may_have_ended_within_a_year_is_not_said_to_run() -> None:
    """18 months from some day of 2016 end between July 2017 and the end of June 2018."""
    found = {
        day: term_timing(PartialDate(2016), Term(18, "month"), dt.date.fromisoformat(day))
        for day in ("2016-07-01", "2016-12-31", "2017-07-01", "2017-10-01", "2018-07-01")
    }

    assert list(found.values()) == [
        Timing.UNKNOWN,
        Timing.RUNNING,
        Timing.RUNNING,
        Timing.UNKNOWN,
        Timing.PAST,
    ]


def shown(root: Path, today: str, site_url: str = "", language: str = "en") -> HtmlElement:
    """Return the content of the page about Japan on a day."""
    content, problems = read_content(root)
    assert content is not None
    assert problems == []
    site = Site(content, dt.date.fromisoformat(today), site_url)
    page = next(page for page in site.pages if page.path == "markets/japan")
    return lxml.html.fromstring(f"<body>{site.html(page, language)}</body>")


def glance(element: HtmlElement) -> list[str]:
    """Return the sections that stand beside the text."""
    return [words(part) for part in classed(classed(element, "al-brief__glance")[0], "al-section")]


@pytest.mark.parametrize(
    ("start", "today", "expected"),
    [
        ("2020-05", "2020-04-30", "Next event May 2020 A visit Mission · Upcoming"),
        ("2020-05", "2020-05-31", "Next event May 2020 A visit Mission · Now"),
        ("2020-05", "2020-06-01", "Next event No event about this market is planned"),
    ],
)
def test_the_next_event_is_what_goes_on_or_comes(
    alliance: Write, start: str, today: str, expected: str
) -> None:
    """Without one the page says so."""
    root = alliance(with_line("data/activities/visit.yml", "2020-05", start))
    found = glance(shown(root, today))

    assert any(section.startswith(expected) for section in found), found


def test_what_goes_on_comes_before_what_is_to_come_and_that_by_its_date(alliance: Write) -> None:
    """One event is shown, the nearest."""
    visit = FILES["data/activities/visit.yml"]
    root = alliance(
        {
            "data/activities/a-late.yml": visit.replace("2020-05", "2022").replace("A visit", "Z"),
            "data/activities/b-near.yml": visit.replace("2020-05", "2021").replace("A visit", "N"),
        }
    )

    assert "Next event May 2020 A visit" in " ".join(glance(shown(root, "2020-05-03")))
    assert "Next event 2021 N Mission" in " ".join(glance(shown(root, "2020-06-03")))


def test_whom_to_ask_is_who_the_market_names_or_else_the_coordinator(alliance: Write) -> None:
    """With the ways to reach them; the office of the alliance stands in where they have none."""
    best = FILES["data/partners/acme.yml"].replace("coordinator", "partner").replace("Acme", "Best")
    best += "contact: mailto:hello@best.example\nurl: https://best.example/\n"
    changes = {
        "data/partners/best.yml": best,
        "data/alliance.yml": FILES["data/alliance.yml"]
        + "publisher: {name: The office, contact: 'mailto:office@small.example'}\n",
    }
    coordinator = glance(shown(alliance(changes), "2020-06-01"))[0]
    named = with_line(MARKET, "since: first", "since: first\ncontacts: [best]")
    element = shown(alliance({**changes, **named}), "2020-06-01")

    assert coordinator == (
        "Whom to ask Acme Project coordinator Somewhere"
        " The office Publisher of this site office@small.example"
    )
    assert glance(element)[0] == (
        "Whom to ask Best Partner Somewhere hello@best.example best.example"
    )
    contact = classed(element, "al-contact")[0]
    assert [a.get("href") for a in contact.iter("a")] == [
        "../../partners/best/",
        "mailto:hello@best.example",
        "https://best.example/",
    ]


def test_companies_are_added_up_only_over_what_has_begun(alliance: Write) -> None:
    """The label says when there is more than one number in the sum."""
    visit = FILES["data/activities/visit.yml"] + "participants: {count: 20, of: companies}\n"
    later = visit.replace("2020-05", "2020-08").replace("20, of", "6, of")
    root = alliance({"data/activities/visit.yml": visit, "data/activities/later.yml": later})

    before = words(classed(shown(root, "2020-06-01"), "al-brief__counts")[0])
    after = words(classed(shown(root, "2020-08-01"), "al-brief__counts")[0])

    assert before == "Activities listed here 2 Companies that took part 20"
    assert after == "Activities listed here 2 Companies, added up over activities 26"


def test_without_an_address_of_the_site_there_is_no_code(alliance: Write, harbour: Path) -> None:
    """Nothing absolute is said while it is not known."""
    assert classed(shown(alliance(), "2020-06-01"), "al-code") == []
    assert classed(pages(harbour)["markets/oman/index.html"], "al-code") == []
    assert classed(shown(alliance(), "2020-06-01", "https://a.example/"), "al-code") != []


def test_the_code_of_a_page_without_a_translation_leads_to_the_original(alliance: Write) -> None:
    """As the canonical address of the page does."""
    element = shown(alliance(), "2020-06-01", "https://a.example/", "fr")
    (picture,) = classed(element, "al-code__picture")
    expected = lxml.html.fromstring(qr("https://a.example/markets/japan/"))

    assert lxml.html.tostring(picture[0]) == lxml.html.tostring(expected)


def test_a_name_from_the_data_is_text_in_the_brief(alliance: Write) -> None:
    """Markup in it does nothing."""
    evil = AGREEMENT.replace("[Them]", '["<script>x</script>"]')
    content, _ = read_content(alliance({"data/agreements/them.yml": evil}))
    assert content is not None
    market = content.records["markets"]["japan"]
    assert isinstance(market, Market)
    context = Context(content, "en", dt.date(2020, 6, 1), "markets/japan")
    site = Site(content, context.today)
    page = next(page for page in site.pages if page.path == "markets/japan")

    assert brief(context, market).rest != ()
    html = str(render(page.view(context), "en"))
    assert "&lt;script&gt;x&lt;/script&gt;" in html
    assert "<script" not in html


def test_a_code_keeps_its_quiet_zone_and_is_the_same_each_time() -> None:
    """Four modules on each side, as the standard asks for."""
    svg = qr(f"{SITE_URL}markets/japan/")
    drawing = lxml.html.fromstring(svg)
    _, _, width, height = map(int, drawing.get("viewbox").split())
    ground, dark = drawing
    x, y, ends, lines = 0.0, 0.0, [], []
    for move, dx, dy, run in re.findall(r"([Mm])(-?[\d.]+) (-?[\d.]+)h(\d+)", dark.get("d")):
        x, y = (x + float(dx), y + float(dy)) if move == "m" else (float(dx), float(dy))
        ends.append(x)
        x += int(run)
        ends.append(x)
        lines.append(y)

    assert width == height
    assert ground.get("d") == f"M0 0h{width}v{width}h-{width}z"
    assert (min(ends), max(ends)) == (4, width - 4)
    assert (min(lines), max(lines)) == (4.5, width - 4.5)
    qr.cache_clear()
    assert qr(f"{SITE_URL}markets/japan/") == svg
