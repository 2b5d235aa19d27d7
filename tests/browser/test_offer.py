"""The offer to read a page in the language that the browser prefers."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.window import DESKTOP, PHONE, opened
from tests.html import pages

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("locale", "path", "offered"),
    [
        ("de-DE", "", "de"),
        ("de-AT", "markets/japan/", "de"),
        ("pt-PT", "about/", "pt-BR"),
        ("es-MX", "", "es"),
        ("zh-CN", "", "zh"),
        ("zh-SG", "", "zh"),
        ("zh-TW", "", None),  # readers of the other script
        ("zh-HK", "", None),
        ("en-GB", "", None),
        ("en-GB", "de/about/", "en"),
        ("pt-PT", "pt-BR/", None),
        ("nl-NL", "", None),
    ],
)
def test_the_offer_is_the_reader_s_language_where_the_page_exists_in_it(
    browser: Browser, reference_url: str, locale: str, path: str, offered: str | None
) -> None:
    """All regions of one script read each other."""
    with opened(browser, reference_url + path, locale=locale) as page:
        offer = page.locator(".al-offer")
        expect(offer).to_have_count(1 if offered else 0)
        if offered:
            assert offer.get_attribute("lang") == offered
            offer.locator("a").click()
            expect(page.locator("html")).to_have_attribute("lang", offered)
            expect(offer).to_have_count(0)  # whoever has chosen is left alone


def test_languages_are_asked_for_in_their_order(browser: Browser, reference_url: str) -> None:
    """The first that the page has counts: an offer if it is another, nothing if it is its own."""
    preferring = "Object.defineProperty(navigator, 'languages', {value: %s})"
    for wanted, offered in (("['nl', 'fr-CA', 'en']", "fr"), ("['nl', 'en', 'fr']", None)):
        context = browser.new_context()
        context.add_init_script(preferring % wanted)
        page = context.new_page()
        page.goto(reference_url)
        expect(page.locator(".al-offer")).to_have_count(1 if offered else 0)
        expect(page.locator(f".al-offer[lang={offered}]")).to_have_count(1 if offered else 0)
        context.close()


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_an_offer_can_be_closed_and_stores_nothing(
    browser: Browser, harbour_url: str, width: int
) -> None:
    """By the keyboard; it comes after the skip link, in its own direction, and covers no focus."""
    with opened(browser, f"{harbour_url}about/", width, locale="ar-EG") as page:
        offer = page.locator(".al-offer")
        expect(offer).to_have_attribute("dir", "rtl")
        assert Axe().run(page).response["violations"] == []
        page.keyboard.press("Tab")
        expect(page.locator(".al-skip")).to_be_focused()
        page.keyboard.press("Tab")
        expect(offer.locator("a")).to_be_focused()
        hidden = """() => {
            const bar = document.querySelector(".al-offer");
            const focused = document.activeElement;
            if (bar.contains(focused) || focused === document.body) return false;
            return focused.getBoundingClientRect().bottom > bar.getBoundingClientRect().top;
        }"""
        for _ in range(30):
            page.keyboard.press("Tab")
            assert not page.evaluate(hidden)
        offer.locator("button").focus()
        page.keyboard.press("Enter")
        expect(offer).to_have_count(0)
        expect(page.locator("main")).to_be_focused()
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
        assert page.context.cookies() == []


def test_a_page_is_offered_only_where_it_is_translated(browser: Browser, harbour_url: str) -> None:
    """A fallback page would be the same text again."""
    with opened(browser, f"{harbour_url}activities/paper-fair/", locale="ar-EG") as page:
        expect(page.locator(".al-offer")).to_have_count(0)


def test_offers_stay_off_paper(browser: Browser, harbour_url: str) -> None:
    """They are no part of the page."""
    with opened(browser, harbour_url, locale="ar-EG") as page:
        expect(page.locator(".al-offer")).to_be_visible()
        page.emulate_media(media="print")
        expect(page.locator(".al-offer")).to_be_hidden()


def test_no_page_is_offered_in_its_own_language(harbour: Path) -> None:
    """Nor one that does not exist: the words stand only where they can be needed."""
    for name, page in pages(harbour).items():
        for link in page.iter("a"):
            if link.get("data-offer"):
                assert link.get("aria-current") is None, name
                assert link.get("hreflang") != page.get("lang"), name
                assert link.get("data-dismiss"), name
