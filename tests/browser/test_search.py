"""The search as visitors use it, in every script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from alliance.headers import everywhere, meta_policy
from alliance.outputs.search_index import WORKER
from tests.browser.window import DESKTOP, PHONE, opened

PATIENCE = 30_000  # milliseconds

# Who saves data is not told what other languages have: it takes the index of each.
FRUGAL = "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"

# What a query must find first, by its address: in many scripts, with and without accents, by
# names, other names, countries and places.
QUERIES = {
    "reference": [
        ("", "japan", "activities/mission-japan/"),
        ("", "metacluster", "about/"),
        ("", "Italy", "partners/biopmed/"),
        ("", "lyonbiopole", "partners/lyonbiopole/"),
        ("ja/", "大阪", "agreements/osaka-bio-headquarters/"),
        ("ja/", "再生医療", "themes/regenerative-medicine/"),
        ("zh/", "日本", "markets/japan/"),
        ("zh/", "再生医学", "themes/regenerative-medicine/"),
        ("ko/", "대한민국", "markets/south-korea/"),
        ("ko/", "재생의료", "themes/regenerative-medicine/"),
        ("fr/", "Brésil", "markets/brazil/"),
        ("pt-BR/", "japao", "markets/japan/"),
        ("de/", "regenerativen", "themes/regenerative-medicine/"),
    ],
    "harbour": [
        ("ar/", "عمان", "markets/oman/"),
        ("ar/", "الساحلي", "themes/coastal-food/"),
        ("", "Bihar", "partners/bihar-al-khayal/"),
        ("pt-BR/", "omã", "markets/oman/"),
    ],
}


def wait_for_results(page: Page, query: str = "") -> list[str]:
    """Return the addresses of the results, once they are there."""
    if query:
        page.locator(".al-search__input").fill(query)
    expect(page.locator(".al-search__result").first).to_be_visible(timeout=PATIENCE)
    links = page.locator(".al-search__link")
    return [str(link.get_attribute("href")) for link in links.all()]


@pytest.mark.parametrize("site", QUERIES)
def test_a_query_finds_the_record(
    browser: Browser, request: pytest.FixtureRequest, site: str
) -> None:
    """Among the first three results, on the site of the language."""
    url = request.getfixturevalue(f"{site}_url")
    with opened(browser, url, script=FRUGAL) as page:
        for language, query, path in QUERIES[site]:
            page.goto(f"{url}{language}search/?q={query}")
            assert f"{url}{language}{path}" in wait_for_results(page)[:3], query


def test_a_page_that_is_called_as_was_asked_comes_first(
    browser: Browser, reference_url: str
) -> None:
    """Whatever else speaks of it, and whether or not accents are typed."""
    with opened(browser, reference_url, script=FRUGAL) as page:
        for language, query in (("", "japan"), ("ja/", "日本"), ("fr/", "japon"), ("es/", "JAPON")):
            page.goto(f"{reference_url}{language}search/?q={query}")
            assert wait_for_results(page)[0] == f"{reference_url}{language}markets/japan/"


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_nothing_is_fetched_before_the_search_is_used(
    browser: Browser, reference_url: str, width: int
) -> None:
    """Then less than 200 kB for the first answer, other languages aside."""
    with opened(browser, reference_url, width, script=FRUGAL) as page:
        page.wait_for_load_state("networkidle")
        sizes: dict[str, int] = {}
        page.on(
            "response",
            lambda answer: sizes.update({answer.url: int(answer.headers["content-length"])}),
        )
        names = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
        assert not [name for name in names if "search" in name or "pagefind" in name]

        page.locator(".al-search-open").click()
        wait_for_results(page, "osaka")

        assert 0 < sum(sizes.values()) < 200_000


def test_a_button_and_two_keys_open_the_dialog(browser: Browser, harbour_url: str) -> None:
    """Escape closes it and gives the focus back to where it was."""
    with opened(browser, f"{harbour_url}ar/markets/", script=FRUGAL) as page:
        dialog, button = page.locator("dialog"), page.locator(".al-search-open")
        for key in ("/", "Control+k", ""):
            button.focus()
            page.keyboard.press(key) if key else button.click()
            expect(page.locator(".al-search__input")).to_be_focused()
            page.keyboard.type("a/b")  # a key that opens it is a letter within it
            expect(page.locator(".al-search__input")).to_have_value("a/b")
            page.keyboard.press("Escape")
            expect(dialog).to_be_hidden()
            expect(button).to_be_focused()


def test_the_key_alone_can_be_switched_off(browser: Browser, harbour_url: str) -> None:
    """On the search page, which alone stores it, and only then (WCAG 2.2, 2.1.4)."""
    stored = "JSON.stringify(localStorage)"
    with opened(browser, f"{harbour_url}search/", script=FRUGAL) as page:
        assert page.evaluate(stored) == "{}"
        page.locator(".al-search-help input").uncheck()
        assert page.evaluate(stored) == '{"search-key":"off"}'
        page.goto(f"{harbour_url}markets/")
        page.keyboard.press("/")
        page.keyboard.press("Control+k")
        expect(page.locator("dialog")).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("/")
        expect(page.locator("dialog")).to_be_hidden()
        page.goto(f"{harbour_url}search/")
        page.locator(".al-search-help input").check()
        assert page.evaluate(stored) == "{}"


def test_the_keyboard_leads_through_the_results(browser: Browser, reference_url: str) -> None:
    """Down and up move the focus, Enter opens, and the number of results is announced."""
    with opened(browser, f"{reference_url}about/", script=FRUGAL) as page:
        page.keyboard.press("/")
        links = page.locator(".al-search__link")
        field = page.locator(".al-search__input")
        field.fill("osaka")
        status = page.locator(".al-search__status")
        expect(status).to_have_text(re.compile(r"^1\d results$"), timeout=PATIENCE)
        assert status.get_attribute("role") == "status"

        page.keyboard.press("ArrowDown")
        expect(links.first).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(links.nth(1)).to_be_focused()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        expect(field).to_be_focused()
        page.locator(".al-search__more").click()
        expect(links.nth(10)).to_be_focused()
        assert f"{links.count()} results" == status.text_content()
        links.first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"{reference_url}agreements/osaka-bio-headquarters/")


def test_kinds_narrow_the_results_and_the_address_keeps_the_question(
    browser: Browser, reference_url: str
) -> None:
    """The number of each kind stands beside it; whoever opens the address sees the same."""
    with opened(browser, f"{reference_url}search/", script=FRUGAL) as page:
        wait_for_results(page, "japan")
        partners = page.get_by_role("radio", name=re.compile(r"^Partners \d"))
        partners.check()
        status = page.locator(".al-search__status")
        expect(status).to_have_text(re.compile(r"^\d results$"), timeout=PATIENCE)
        assert page.url == f"{reference_url}search/?q=japan&kind=partners"
        page.reload()
        found = wait_for_results(page)
        assert all("/partners/" in link for link in found)
        assert status.text_content() == f"{len(found)} results"
        expect(partners).to_be_checked()
        page.locator(".al-search__input").fill("memorandum")
        expect(page.get_by_role("radio", name="All")).to_be_checked(timeout=PATIENCE)
        page.locator(".al-search__input").fill("")
        expect(page.locator(".al-search__link")).to_have_count(0)
        assert page.url == f"{reference_url}search/"


def test_other_languages_say_how_much_they_have(browser: Browser, harbour_url: str) -> None:
    """A page in English alone is not found in Arabic, which says that English has it."""
    with opened(browser, f"{harbour_url}ar/") as page:
        page.keyboard.press("/")
        page.locator(".al-search__input").fill("stalls float")
        other = page.locator(".al-search__others a[hreflang=en]")
        expect(other).to_be_visible(timeout=PATIENCE)
        expect(page.locator(".al-search__status")).to_contain_text("English", timeout=PATIENCE)
        expect(page.locator(".al-search__link")).to_have_count(0)
        other.click()
        page.wait_for_url(f"{harbour_url}search/?q=stalls+float")
        assert wait_for_results(page) == [f"{harbour_url}activities/paper-fair/"]


def test_what_is_found_is_text(browser: Browser, harbour_url: str) -> None:
    """Markup in a title or text of a record stays what it is."""
    with opened(browser, f"{harbour_url}search/?q=tasting talks", script=FRUGAL) as page:
        wait_for_results(page)
        title = "Tasting & <b>talks</b> {{ 7 * 7 }} {% raw %}"
        assert title in page.locator(".al-search__link").all_text_contents()
        assert page.locator(".al-search__results b").count() == 0
        assert page.locator(".al-search__excerpt mark").count() > 0


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_without_script_the_search_leads_to_the_site_map(
    browser: Browser, harbour_url: str, width: int
) -> None:
    """By links alone, in the language of the reader."""
    start = f"{harbour_url}ar/markets/oman/"
    with opened(browser, start, width, java_script_enabled=False) as page:
        page.locator("a.al-search-open").click()
        assert page.url == f"{harbour_url}ar/search/"
        expect(page.locator(".al-search__form")).to_be_hidden()
        expect(page.locator(".al-search-help")).to_be_hidden()
        page.locator(".al-search__plain a").click()
        assert page.url == f"{harbour_url}ar/site-map/"


def test_an_index_that_is_not_there_is_told(browser: Browser, harbour_url: str) -> None:
    """With a link to the site map; once it is there again, the next search finds."""
    context = browser.new_context()
    page = context.new_page()
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(f"{harbour_url}search/?q=kelp")
    failed = page.locator(".al-search__failed")
    expect(failed).to_be_visible(timeout=PATIENCE)
    assert failed.locator("a").get_attribute("href") == f"{harbour_url}site-map/"
    page.unroute("**/pagefind/**")
    wait_for_results(page, "kelp days")
    expect(failed).to_be_hidden()
    context.close()


class _Guarded(SimpleHTTPRequestHandler):
    """Sends headers with every file, as a careful host does."""

    def log_message(self, *_args: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Add the headers that the site asks for."""
        for name, value in everywhere().items():
            self.send_header(name, value)
        super().end_headers()


@pytest.fixture
def guarded_url(harbour: Path) -> Iterator[str]:
    """Return the address of a server that sends policies."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Guarded, directory=str(harbour)))
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_only_the_worker_compiles_webassembly(
    browser: Browser, harbour: Path, guarded_url: str
) -> None:
    """It has the policy of its own response; the policy of pages does not allow it."""
    assert (harbour / WORKER).is_file()
    assert "wasm-unsafe-eval" not in meta_policy()
    with opened(browser, f"{guarded_url}search/?q=kelp", script=FRUGAL) as page:
        wait_for_results(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_search_is_accessible(browser: Browser, harbour_url: str, scheme: str) -> None:
    """Neither the page, the dialog nor the site map breaks a rule of axe-core."""
    start = f"{harbour_url}ar/search/?q=Bihar"
    with opened(browser, start, PHONE, color_scheme=scheme) as page:
        page.locator(".al-search__others").wait_for(timeout=PATIENCE)
        _assert_accessible(page)
        page.goto(f"{harbour_url}ar/site-map/")
        _assert_accessible(page)
        page.keyboard.press("/")
        wait_for_results(page, "Bihar")
        page.locator(".al-search__others").wait_for(timeout=PATIENCE)
        _assert_accessible(page)


def _assert_accessible(page: Page) -> None:
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_the_search_fits_a_narrow_window(browser: Browser, reference_url: str) -> None:
    """As a page and as a dialog, 320 pixels wide (WCAG 2.2, 1.4.10)."""
    with opened(browser, f"{reference_url}de/search/?q=Vereinbarung", 320, script=FRUGAL) as page:
        wait_for_results(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.goto(f"{reference_url}de/")
        page.locator(".al-search-open").click()
        wait_for_results(page, "Vereinbarung")
        assert page.evaluate("document.querySelector('dialog').scrollWidth") <= 320


def test_paper_has_what_was_found_without_the_controls(browser: Browser, harbour_url: str) -> None:
    """Neither the button of the header nor the form is printed."""
    with opened(browser, f"{harbour_url}search/?q=kelp", script=FRUGAL) as page:
        wait_for_results(page)
        page.emulate_media(media="print")
        for name in ("al-search-open", "al-search__form", "al-search-help"):
            expect(page.locator(f".{name}")).to_be_hidden()
        expect(page.locator(".al-search__result").first).to_be_visible()


def test_what_is_typed_before_the_script_is_there_is_searched(
    browser: Browser, reference_url: str
) -> None:
    """On a slow line the field can be used long before."""
    page = browser.new_context().new_page()
    held: list[Route] = []
    page.route("**/search.js", lambda route: held.append(route))  # noqa: PLW0108 (its signature is read)
    page.goto(f"{reference_url}search/", wait_until="commit")
    page.locator(".al-search__input").fill("japan")
    while not held:
        page.wait_for_timeout(50)
    held.pop().continue_()

    assert wait_for_results(page)
    assert page.locator(".al-search__input").input_value() == "japan"
    page.context.close()
