"""The copy for reading offline: opened by double click from a folder, in real Chromium."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from alliance.content.options import read_options
from alliance.outputs.offline import pack
from tests.browser.window import DESKTOP, PHONE
from tests.conftest import HARBOUR, HARBOUR_DAY, build
from tests.html import pages, text

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("offline")]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the unpacked copy of the second alliance, in a folder whose name is not plain."""
    made = tmp_path_factory.mktemp("copy")
    environment = {"SITE_URL": "", "SOURCE_DATE_EPOCH": HARBOUR_DAY, "OFFLINE": "1"}
    ran = build(HARBOUR / "mkdocs.yml", made / "harbour", **environment)
    assert ran.returncode == 0, ran.stderr
    stick = made / "USB stick #1 – Übung"
    with zipfile.ZipFile(made / "harbour.zip") as archive:
        assert {name.partition("/")[0] for name in archive.namelist()} == {"harbour"}
        archive.extractall(stick)
    return stick / "harbour"


@contextmanager
def opened(browser: Browser, file: Path, width: int = DESKTOP, **options: object) -> Iterator[Page]:
    """Open a page as a file; a fault in its console, or a request for no file, fails the test."""
    context = browser.new_context(viewport={"width": width, "height": 800}, **options)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda sent: sent.url.startswith("file:") or faults.append(sent.url))
    page.goto(file.as_uri())
    yield page
    assert faults == []
    context.close()


def test_every_link_names_a_file(copy: Path) -> None:
    """No folder, no address of a host: a double click has no server that would find the page."""
    broken = []
    for name, page in pages(copy).items():
        for element, attribute, link, _ in page.iterlinks():
            if re.match(r"(https?|mailto|tel):", link) or element.get("rel") == "canonical":
                continue
            path = unquote(urlsplit(urljoin(f"/{name}", link)).path)
            if link.startswith("/") or not (copy / path.lstrip("/")).is_file():
                broken.append((name, attribute, link))

    assert broken == []


def test_what_only_a_server_needs_is_left_out(copy: Path) -> None:
    """And what starts the reading is there, in every language."""
    names = {path.name for path in copy.rglob("*")}

    assert not names & {"404.html", "_headers", "robots.txt", "sitemap.xml"}
    readme = (copy / "README.txt").read_text(encoding="utf-8")
    assert len(re.findall(r"index\.html", readme)) == 3
    assert "2 March 2026" in readme
    assert "as of 2 March 2026" in text(pages(copy)["index.html"])


def test_an_index_holds_the_pages_that_exist_in_its_language(copy: Path) -> None:
    """It is a script that assigns data, whatever the texts hold."""
    found = {}
    for language in ("en", "ar"):
        script = (copy / "assets" / "search" / f"{language}.js").read_text(encoding="utf-8")
        value = re.fullmatch(r"window\.searchIndex = (.*);\n", script)
        assert value
        index = json.loads(value[1])
        found[language] = {address: title for title, address, _, _ in index["pages"]}
        assert len(index["counts"]) == len(index["pages"]) + 1
        assert not any("Show all again" in words for *_, words in index["pages"])

    assert found["en"]["activities/paper-fair/index.html"] == "Paper boat fair"
    assert "<b>talks</b>" in found["en"]["activities/tasting-talks/index.html"]
    assert "ar/activities/kelp-days/index.html" in found["ar"]
    assert not {"search/index.html", "site-map/index.html"} & found["en"].keys()
    assert "ar/activities/paper-fair/index.html" not in found["ar"]


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_menu_languages_filters_and_pictures_work_from_files(
    browser: Browser, copy: Path, width: int
) -> None:
    """From page to page, with no request for anything but files."""
    with opened(browser, copy / "index.html", width) as page:
        if width == PHONE:
            page.locator(".al-menu__button").click()
        page.locator(".al-menu__list a[href*=activities]").click()
        page.locator("select[name=kind]").select_option("fair")
        assert page.url.endswith("/activities/index.html?kind=fair")
        expect(page.locator(".al-card:visible")).to_have_count(1)
        page.locator(".al-languages__button").click()
        page.locator(".al-languages a[lang=ar]").click()
        assert page.url.endswith("/ar/activities/index.html?kind=fair")
        expect(page.locator(".al-card:visible")).to_have_count(1)
        assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
        page.goto((copy / "partners" / "tide" / "index.html").as_uri())
        assert page.locator("main img").first.evaluate("image => image.naturalWidth") == 64
        page.goto((copy / "search" / "index.html").as_uri())  # the search of servers is not there
        expect(page.locator(".al-search, .al-search-open")).to_have_count(0)
        page.locator("main a[href$='oman/index.html']").click()
        expect(page.locator("h1")).to_have_text("Oman")


@pytest.mark.parametrize(
    ("start", "query", "address"),
    [
        ("index.html", "kelp cooks", "activities/kelp-days/index.html"),
        ("index.html", "PAPER boat FAIR", "activities/paper-fair/index.html"),
        ("index.html", "{{ 7 * 7 }}", "activities/tasting-talks/index.html"),
        ("legal/index.html", "oman", "markets/oman/index.html"),
        ("ar/about/index.html", "عمان", "ar/markets/oman/index.html"),  # the text has عُمان
        ("pt-BR/index.html", "oma", "pt-BR/markets/oman/index.html"),  # Omã
    ],
)
def test_the_search_finds_a_page_without_a_server(
    browser: Browser, copy: Path, start: str, query: str, address: str
) -> None:
    """By all its words, without regard to case, accents and vowel marks."""
    with opened(browser, copy / start) as page:
        page.locator(".al-finder__button").click()
        expect(page.locator(".al-finder__input")).to_be_focused()
        page.keyboard.type(query)
        results = page.locator(".al-finder__results a")
        expect(results.first).to_be_visible()
        assert page.locator(".al-finder__status").inner_text()
        page.locator(f".al-finder__results a[href$='{address}']").first.click()
        assert page.url == (copy / address).as_uri()


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_the_search_is_for_every_reader(browser: Browser, copy: Path, width: int) -> None:
    """With the keyboard alone, announced, and without a fault that axe-core could find."""
    with opened(browser, copy / "ar" / "index.html", width) as page:
        button = page.locator(".al-finder__button")
        button.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".al-finder__input")).to_be_focused()
        page.keyboard.type("no such words")
        expect(page.locator(".al-finder__results > li")).to_have_count(0)
        expect(page.locator(".al-finder__status")).to_have_text(re.compile("0|٠"))
        page.locator(".al-finder__input").fill("عمان")
        expect(page.locator(".al-finder__results mark").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page, options={"preload": False})  # it would fetch the styles
        assert found.response["violations"] == []
        page.keyboard.press("Escape")
        expect(page.locator(".al-finder__panel")).to_be_hidden()
        expect(button).to_be_focused()


def test_without_script_no_search_is_promised(browser: Browser, copy: Path) -> None:
    """All else is there."""
    with opened(browser, copy / "activities" / "index.html", java_script_enabled=False) as page:
        expect(page.locator(".al-finder")).to_be_hidden()
        expect(page.locator(".al-card:visible")).to_have_count(4)


def test_a_copy_never_takes_the_place_of_the_site() -> None:
    """Each has a folder of its own, unless it is told where to go."""
    site, copy = (read_options({"OFFLINE": value}) for value in ("0", "1"))

    assert site.target("/any/site") == Path("/any/site")
    assert copy.target("/any/site") == Path("/any/site-offline")
    assert read_options({"OFFLINE": "1", "SITE_DIR": "/stick"}).target("/any") == Path("/stick")


def test_a_zip_is_the_same_on_any_day(tmp_path: Path) -> None:
    """Neither the time nor the rights of the files count."""
    packed = []
    for day in ("one", "two"):
        folder = tmp_path / day / "site"
        (folder / "about").mkdir(parents=True)
        (folder / "about" / "index.html").write_text("About", encoding="utf-8")
        (folder / "index.html").write_text("Home", encoding="utf-8")
        (folder / "index.html").chmod(0o600 if day == "one" else 0o644)
        packed.append(tmp_path / f"{day}.zip")
        pack(folder, "site", packed[-1])

    assert packed[0].read_bytes() == packed[1].read_bytes()
    assert zipfile.ZipFile(packed[0]).namelist() == ["site/about/index.html", "site/index.html"]
