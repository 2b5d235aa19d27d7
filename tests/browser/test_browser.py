"""The sites as visitors meet them: real Chromium, a web server, phone and desktop."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.window import DESKTOP, PHONE, opened

KINDS = [
    "", "about/", "markets/", "markets/japan/", "activities/", "activities/mission-japan/",
    "results/", "agreements/osaka-bio-headquarters/", "partners/", "partners/biocat/",
    "themes/regenerative-medicine/", "accessibility/", "open-data/", "search/", "site-map/",
    "translations/", "legal/", "404.html",
]  # fmt: skip


@pytest.mark.parametrize("language", ["", "ja/", "de/"])
@pytest.mark.parametrize("width", [320, PHONE, DESKTOP])
def test_no_page_is_wider_than_its_window(
    browser: Browser, reference_url: str, width: int, language: str
) -> None:
    """In Latin and Japanese script, and in a language of long words (WCAG 2.2, 1.4.10)."""
    with opened(browser, reference_url, width) as page:
        for path in KINDS:
            page.goto(reference_url + language + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("path", ["", "about/", "activities/", "activities/tasting-talks/"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_right_to_left_pages_start_at_the_right(
    browser: Browser, harbour_url: str, path: str, width: int
) -> None:
    """The name of the site is at the right, and nothing sticks out to the left."""
    with opened(browser, f"{harbour_url}ar/{path}", width) as page:
        name = page.locator(".al-header__name").bounding_box()
        assert name is not None
        assert name["x"] + name["width"] > width / 2
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_the_language_switch_stays_on_the_page(
    browser: Browser, harbour_url: str, width: int, javascript: bool
) -> None:
    """Below a path that the build did not know, with script and without."""
    with opened(
        browser, f"{harbour_url}markets/oman/", width, java_script_enabled=javascript
    ) as page:
        page.locator(".al-languages__button").click()
        page.locator(".al-languages a[lang=ar]").click()
        assert page.url == f"{harbour_url}ar/markets/oman/"
        page.locator(".al-languages__button").click()
        page.locator(".al-languages a[lang=en]").click()
        assert page.url == f"{harbour_url}markets/oman/"


def test_every_kind_of_page_switches_to_its_own_translation(
    browser: Browser, reference_url: str
) -> None:
    """There and back, so that nobody is thrown back to the home page."""
    with opened(browser, reference_url) as page:
        for path in KINDS[:-1]:
            page.goto(reference_url + path)
            page.locator(".al-languages__button").click()
            page.locator(".al-languages a[lang=ja]").click()
            assert page.url == f"{reference_url}ja/{path}"
            assert page.locator("html").get_attribute("lang") == "ja"
            page.locator(".al-languages__button").click()
            page.locator(".al-languages a[lang=en]").click()
            assert page.url == reference_url + path


def test_every_kind_of_page_can_be_read_without_script(
    browser: Browser, reference_url: str
) -> None:
    """What scripts need is not there or leads on; the rest, but the day on paper, is seen."""
    needs_script = "[hidden], dialog, svg, .al-hidden, .al-search, .al-search-help"
    hidden = f"""parts => parts.filter(part => {{
        const box = part.getBoundingClientRect();
        return !part.closest('{needs_script}, .al-brief__day') && !(part.checkVisibility()
            && getComputedStyle(part).visibility === 'visible' && box.width && box.height);
    }}).map(part => part.innerText)"""
    with opened(browser, reference_url, java_script_enabled=False) as page:
        for path in KINDS:
            page.goto(reference_url + path)
            expect(page.locator("h1")).to_be_visible()
            parts = page.locator("main :is(h2, h3, p, li, td)")
            assert parts.evaluate_all(hidden) == [], path
            expect(page.locator(".al-scheme")).to_be_hidden()
            assert page.locator(".al-menu__list a").first.is_visible()
        page.goto(f"{reference_url}search/")
        page.locator(".al-search__plain a").click()
        assert page.url == f"{reference_url}site-map/"


def test_the_timeline_is_walked_by_keyboard_in_the_order_of_time(
    browser: Browser, reference_url: str
) -> None:
    """Every entry that leads somewhere is a stop, one after the other."""
    with opened(browser, f"{reference_url}about/") as page:
        links = page.locator(".al-timeline a").all()
        assert len(links) > 5
        links[0].focus()
        for link in links:
            expect(link).to_be_focused()
            page.keyboard.press("Tab")
        places = [link.bounding_box() for link in links]
        tops = [place["y"] for place in places if place]
        assert tops == sorted(tops)


def test_a_missing_page_answers_in_the_language_of_its_address(
    browser: Browser, reference_url: str
) -> None:
    """At any depth its styles load and its links lead home."""
    for address, language, home in (("no/such/page/", "en", ""), ("fr/non/ici/", "fr", "fr/")):
        with opened(browser, reference_url + address) as page:
            assert page.locator("html").get_attribute("lang") == language
            assert page.evaluate("[...document.styleSheets].every(sheet => sheet.cssRules.length)")
            page.locator("main .al-button").click()
            assert page.url == reference_url + home


def test_the_menu_folds_on_a_phone_and_is_open_without_script(
    browser: Browser, reference_url: str
) -> None:
    """Escape closes it and gives the focus back; a click elsewhere closes it too."""
    with opened(browser, reference_url, PHONE, java_script_enabled=False) as page:
        expect(page.locator(".al-menu__list")).to_be_visible()
    with opened(browser, reference_url, PHONE) as page:
        menu, button = page.locator(".al-menu__list"), page.locator(".al-menu__button")
        expect(menu).to_be_hidden()
        button.click()
        expect(menu).to_be_visible()
        page.keyboard.press("Escape")
        expect(menu).to_be_hidden()
        expect(button).to_be_focused()
        button.click()
        page.locator("h1").click()
        expect(menu).to_be_hidden()
    with opened(browser, reference_url, DESKTOP) as page:
        expect(page.locator(".al-menu__list")).to_be_visible()
        page.locator("h1").click()
        expect(page.locator(".al-menu__list")).to_be_visible()


@pytest.mark.parametrize(
    "path", ["", "de/", "ja/", "activities/", "de/partners/biocat/", "search/?q=japan"]
)
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_nothing_moves_while_a_page_loads(
    browser: Browser, slow_url: str, width: int, path: str
) -> None:
    """The header shows when all of it has come, with the menu folded; nothing is pushed aside."""
    shifts = """new Promise(done => {
        let sum = 0;
        new PerformanceObserver(list => list.getEntries().forEach(entry => sum += entry.value))
            .observe({type: "layout-shift", buffered: true});
        setTimeout(() => done(sum), 500);
    })"""
    with opened(browser, slow_url + path, width) as page:
        assert page.evaluate(shifts) < 0.001


def test_the_appearance_follows_the_system_until_it_is_chosen(
    browser: Browser, reference_url: str
) -> None:
    """The choice is kept from page to page; nothing else is stored."""
    paper = "getComputedStyle(document.body).backgroundColor"
    with opened(browser, reference_url, color_scheme="light") as page:
        light = page.evaluate(paper)
        page.emulate_media(color_scheme="dark")
        dark = page.evaluate(paper)
        assert light != dark
        button = page.locator(".al-scheme")
        expect(button).to_have_attribute("aria-pressed", "true")
        button.click()
        assert page.evaluate(paper) == light
        page.goto(f"{reference_url}about/")
        assert page.evaluate(paper) == light
        assert page.evaluate("JSON.stringify(localStorage)") == '{"scheme":"light"}'
        assert page.context.cookies() == []


def test_the_keyboard_reaches_the_content_at_once(browser: Browser, reference_url: str) -> None:
    """The first stop is a link that is then visible and skips the header."""
    with opened(browser, f"{reference_url}markets/japan/") as page:
        page.keyboard.press("Tab")
        skip = page.locator(".al-skip")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_card_is_one_large_target_with_one_link(browser: Browser, reference_url: str) -> None:
    """A click beside the title follows it."""
    with opened(browser, f"{reference_url}markets/") as page:
        card = page.locator(".al-card", has_text="Japan").first
        assert card.locator("a").count() == 1
        card.locator(".al-card__summary").click(force=True)  # the link lies over it
        assert page.url == f"{reference_url}markets/japan/"


def test_headings_of_cards_look_alike_at_every_level(browser: Browser, reference_url: str) -> None:
    """On the home page they are of level 3, on a list of level 2."""
    size = "title => getComputedStyle(title).fontSize + getComputedStyle(title).marginTop"
    with opened(browser, reference_url) as page:
        small = page.locator("h3.al-card__title").first.evaluate(size)
        page.goto(f"{reference_url}activities/")
        assert page.locator("h2.al-card__title").first.evaluate(size) == small


def test_evil_names_are_text(browser: Browser, harbour_url: str) -> None:
    """Markup and template code in a title are seen, and do nothing, wherever they stand."""
    with opened(browser, f"{harbour_url}activities/tasting-talks/") as page:
        title = "Tasting & <b>talks</b> {{ 7 * 7 }} {% raw %}"
        expect(page.locator("h1")).to_have_text(title)
        assert page.locator("h1 b").count() == 0
        assert title in page.title()


def test_a_partner_shows_its_logo_with_words_for_it(browser: Browser, harbour_url: str) -> None:
    """The picture loads, has its size and alternative text in the language of the page."""
    for language in ("", "ar/", "pt-BR/"):
        with opened(browser, f"{harbour_url}{language}partners/tide/") as page:
            logo = page.locator("main img").first
            assert logo.get_attribute("alt")
            assert logo.evaluate("image => [image.naturalWidth, image.width]") == [64, 64]


def test_the_page_prints_its_content_and_not_its_controls(
    browser: Browser, reference_url: str
) -> None:
    """On white paper, in the dark scheme too."""
    with opened(browser, f"{reference_url}markets/japan/", color_scheme="dark") as page:
        page.emulate_media(media="print", color_scheme="dark")
        expect(page.locator(".al-menu")).to_be_hidden()
        expect(page.locator(".al-languages")).to_be_hidden()
        expect(page.locator("h1")).to_be_visible()
        assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
