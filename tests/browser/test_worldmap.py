"""The map in a browser: by keyboard, on paper, and without barriers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.slow


@pytest.fixture
def page(browser: Browser, reference_url: str) -> Iterator[Page]:
    """Yield the home page on a desktop."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(reference_url)
    yield page
    context.close()


def test_the_map_works_by_keyboard(page: Page, reference_url: str) -> None:
    """Tab goes from market to market, each is seen and told, and Enter opens it."""
    page.locator(".al-map__market").first.focus()
    expect(page.locator(":focus")).to_have_accessible_name("Australia: 1 agreement")
    for name in ("Brazil: 1 agreement and 1 activity", "Canada: 1 agreement"):
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_accessible_name(name)
        expect(page.locator(":focus")).to_have_role("link")
        expect(page.locator(":focus + .al-map__name")).to_be_visible()
        width = page.evaluate(
            "parseFloat(getComputedStyle(document.activeElement.querySelector('path')).strokeWidth)"
        )
        assert width >= 4
    page.keyboard.press("Enter")
    page.wait_for_url(f"{reference_url}markets/canada/")


def test_partners_are_links_with_their_names(page: Page, reference_url: str) -> None:
    """A click on the point opens the page of the partner."""
    pin = page.get_by_role("group", name="Map of the partners").get_by_role("link", name="BioM")
    pin.locator("text").click()
    page.wait_for_url(f"{reference_url}partners/biom/")


def test_the_map_prints_without_colours(page: Page) -> None:
    """Land, markets and paper differ in grey by far, and nothing has a hue."""
    page.emulate_media(media="print", color_scheme="dark")
    fills = page.evaluate(
        """[".al-map__land", ".al-map__shape"].map(
            name => getComputedStyle(document.querySelector(name)).fill)"""
    )
    land, market = ([int(part) for part in fill[4:-1].split(",")] for fill in fills)

    assert len(set(land)) == len(set(market)) == 1
    assert land[0] - market[0] > 120
    assert 255 - land[0] > 20


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_has_no_barriers_that_a_machine_finds(
    browser: Browser, reference_url: str, harbour_url: str, scheme: str
) -> None:
    """By axe-core, in Latin, Japanese and Arabic script."""
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    for url in (reference_url, f"{reference_url}ja/markets/", f"{harbour_url}ar/"):
        page.goto(url)
        found = Axe().run(page, context=".al-map").response["violations"]
        assert [(rule["id"], rule["nodes"]) for rule in found] == [], url
    context.close()
