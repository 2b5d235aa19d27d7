"""Filters of the list of activities: what a choice does in a browser."""

from __future__ import annotations

import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.window import DESKTOP, PHONE, opened


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
