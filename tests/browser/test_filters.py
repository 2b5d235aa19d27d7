"""Filters of the list of activities: what can be chosen, and what the choice does in a browser."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from alliance.content.context import Context
from alliance.content.directives import Directive
from alliance.site.reading import read_content
from alliance.views.blocks import Cards
from alliance.views.filters import Filters
from alliance.views.registry import VIEWS
from tests.browser.test_browser import DESKTOP, PHONE, opened

pytestmark = pytest.mark.xdist_group("sites")

ACTIVITY = "type: {}\ntitle: {}\nmarkets: [{}]\nphase: first\nsummary: An activity.\n"
LIST = {
    "data/markets/oman.yml": "country: OM\nsince: first\nsummary: A market.\n",
    "data/activities/fair.yml": ACTIVITY.format("fair", "A fair", "oman, japan") + "start: 2019\n",
    "data/activities/walk.yml": ACTIVITY.format("mission", "A walk", "oman"),
    "data/activities/talk.yml": ACTIVITY.format("mission", "A talk", "") + "start: 2019-12-31\n",
}


def listed(root: Path, language: str = "en", **options: str) -> Cards:
    """Return the list of activities of a small alliance."""
    content, problems = read_content(root)
    assert content is not None, problems
    context = Context(content, language, dt.date(2026, 3, 2), "activities")
    cards = VIEWS["activities"].block(context, Directive("activities", options))
    assert isinstance(cards, Cards)
    return cards


def filters(root: Path, language: str = "en") -> Filters:
    """Return the filters of that list, which must have some."""
    found = listed(root, language).filters
    assert found is not None
    return found


def test_a_facet_has_the_values_that_occur_in_the_order_of_its_kind(
    alliance: Callable[..., Path],
) -> None:
    """Markets and kinds by name, years from the latest; what has no date has a value of its own."""
    found = filters(alliance(LIST))

    assert {facet.name: [(c.value, c.text) for c in facet.choices] for facet in found.facets} == {
        "market": [("japan", "Japan"), ("oman", "Oman")],
        "kind": [("mission", "Mission"), ("fair", "Trade fair")],
        "year": [("2020", "2020"), ("2019", "2019"), ("undated", "No published date")],
    }


def test_values_and_their_order_are_those_of_the_language(alliance: Callable[..., Path]) -> None:
    """The same slugs under other names."""
    markets = filters(alliance(LIST), "fr").facets[0]

    assert [(c.value, c.text) for c in markets.choices] == [("japan", "Japon"), ("oman", "Oman")]


def test_a_card_says_what_it_counts_as(alliance: Callable[..., Path]) -> None:
    """An activity may have several markets, or none."""
    facets = {card.href: dict(card.facets) for card in listed(alliance(LIST)).cards}

    assert facets["visit/"] == {"market": ("japan",), "kind": ("mission",), "year": ("2020",)}
    assert facets["fair/"] == {"market": ("japan", "oman"), "kind": ("fair",), "year": ("2019",)}
    assert facets["walk/"] == {"market": ("oman",), "kind": ("mission",), "year": ("undated",)}
    assert facets["talk/"]["market"] == ()


def test_a_partner_has_what_is_known_to_be_its_own(alliance: Callable[..., Path]) -> None:
    """What names no partners is of all that took part in its phase."""
    other = "name: Zenith\nrole: partner\ncountry: FR\nregion: There\nsummary: A partner.\n"
    root = alliance({**LIST, "data/partners/zenith.yml": f"{other}phases: [first]\n"})
    cards = {card.href: dict(card.facets) for card in listed(root).cards}

    assert "partner" in {facet.name for facet in filters(root).facets}
    assert cards["visit/"]["partner"] == ("acme",)
    assert cards["walk/"]["partner"] == ("zenith",)


@pytest.mark.parametrize("change", [{}, {"data/activities/talk.yml": None}])
def test_what_is_seen_at_a_glance_has_no_filters(
    alliance: Callable[..., Path], change: dict[str, str | None]
) -> None:
    """Three activities or fewer."""
    root = alliance({**(LIST if change else {}), **change})

    assert listed(root).filters is None
    assert all(card.facets == () for card in listed(root).cards)


def test_a_narrowed_list_has_no_filters(alliance: Callable[..., Path]) -> None:
    """Whoever wrote the page has chosen already."""
    assert listed(alliance(LIST), limit="4").filters is None


def test_there_is_a_sentence_for_every_number(alliance: Callable[..., Path]) -> None:
    """From none to all, as no script knows the plurals of a language."""
    counts = filters(alliance(LIST)).counts

    assert len(counts) == 5
    assert counts[0] == "No activity fits all of these choices."
    assert counts[1] == "1 of 4 activities"
    assert counts[4] == "4 of 4 activities"


def shown(page: Page) -> list[str]:
    """Return the files of the activities that can be seen."""
    cards = page.locator(".al-card:visible .al-card__title a")
    return [str(link.get_attribute("href")).rpartition("/")[0] for link in cards.all()]


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("language", ["", "ar/"])
def test_choices_narrow_the_list_and_stand_in_the_address(
    browser: Browser, harbour_url: str, language: str, width: int
) -> None:
    """With the keyboard alone; the count is announced; the other languages keep the choice."""
    address = f"{harbour_url}{language}activities/"
    with opened(browser, address, width) as page:
        assert len(shown(page)) == 4
        status = page.locator("[role=status]")
        before = status.inner_text()
        page.locator("select[name=kind]").focus()
        page.keyboard.press("ArrowDown")
        assert len(shown(page)) == 1
        assert page.url.startswith(f"{address}?kind=")
        assert status.inner_text() != before
        other = page.locator(".al-languages a[lang=pt-BR]")
        assert str(other.get_attribute("href")).endswith(page.url.partition("?")[2])
        page.keyboard.press("ArrowUp")
        assert page.url == address
        assert len(shown(page)) == 4
        assert status.inner_text() == before


def test_an_address_brings_its_choice_and_coming_back_keeps_it(
    browser: Browser, harbour_url: str
) -> None:
    """A link can be shared; what is no value is ignored; one click shows all again."""
    address = f"{harbour_url}activities/?kind=meeting&year=2025&partner=no-such&other=1"
    with opened(browser, address) as page:
        assert shown(page) == ["first-catch"]
        assert page.locator("select[name=year]").input_value() == "2025"
        page.locator(".al-card:visible a").click()
        page.go_back()
        assert shown(page) == ["first-catch"]
        page.locator(".al-filters__reset").focus()
        page.keyboard.press("Enter")
        assert len(shown(page)) == 4
        assert page.url == f"{harbour_url}activities/?other=1"
        expect(page.locator(".al-filters__reset")).to_be_focused()


def test_choices_that_nothing_fits_say_so(browser: Browser, harbour_url: str) -> None:
    """In the place of the count."""
    with opened(browser, f"{harbour_url}activities/?kind=fair&year=2025") as page:
        assert shown(page) == []
        expect(page.locator("[role=status]")).to_have_text("No activity fits all of these choices.")


def test_without_script_there_is_the_plain_list(browser: Browser, harbour_url: str) -> None:
    """And no control that would do nothing."""
    address = f"{harbour_url}activities/?kind=fair"
    with opened(browser, address, java_script_enabled=False) as page:
        assert len(shown(page)) == 4
        expect(page.locator(".al-filters")).to_be_hidden()


@pytest.mark.parametrize("query", ["", "?year=undated"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_filters_move_nothing_on_the_page(
    browser: Browser, reference_url: str, width: int, query: str
) -> None:
    """Their place is kept while their script is on its way, however long that takes."""
    shifts = """new Promise(done => {
        const main = document.querySelector("main");
        let sum = 0;
        new PerformanceObserver(list => list.getEntries()
            .filter(({sources}) => sources.some(({node}) => main.contains(node)))
            .forEach(({value}) => sum += value))
            .observe({type: "layout-shift", buffered: true});
        setTimeout(() => done(sum), 300);
    })"""

    def delay(route: Route) -> None:
        time.sleep(0.5)
        route.continue_()

    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.route("**/filters.js", delay)
    page.goto(f"{reference_url}activities/{query}")
    assert page.evaluate(shifts) < 0.01
    expect(page.locator(".al-filters")).to_be_visible()
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_filters_have_no_fault_that_axe_finds(
    browser: Browser, reference_url: str, width: int, scheme: str
) -> None:
    """In light and dark, on a phone and on a desktop."""
    with opened(browser, f"{reference_url}activities/", width, color_scheme=scheme) as page:
        assert Axe().run(page).response["violations"] == []
