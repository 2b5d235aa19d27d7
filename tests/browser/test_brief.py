"""The brief of a market in a browser: one sheet of paper, and a code that a telephone reads."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.conftest import HARBOUR, HARBOUR_DAY, ROOT, SITE_URL, build, serve
from tests.small import FILES
from tests.views.test_brief import AGREEMENT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("brief")]

A4 = (595, 842)
"""In points of 1/72 inch."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the second site, built with an address and a market with much in it."""
    root = tmp_path_factory.mktemp("long")
    folder = root / "harbour"
    shutil.copytree(HARBOUR, folder)
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("../../..", str(ROOT)), "utf-8")
    for number in range(1, 7):
        record = AGREEMENT.replace("japan", "chile").replace("Them", f"Society of Tides {number}")
        record = record.replace("Osaka", "Port of Condors, Chile (fictional)")
        path = folder / "data" / "agreements" / f"a{number}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{record}signed: 2025-0{number}-12\nterm: 2 years\n", "utf-8")
    for number in range(1, 9):
        record = FILES["data/activities/visit.yml"].partition("phase")[0]
        record = record.replace("A visit", f"A conference on coastal kitchens, number {number}")
        record = record.replace("2020-05", f"2025-0{number}-03").replace("mission", "conference")
        more = "markets: [chile]\nplace: Port of Condors, Chile (fictional)\nsummary: S.\n"
        more += "participants: {count: 12, of: companies}\n"
        (folder / "data" / "activities" / f"x{number}.yml").write_text(record + more, "utf-8")
    ran = build(
        config, root / "site", SITE_URL="https://harbour.example/", SOURCE_DATE_EPOCH=HARBOUR_DAY
    )
    assert ran.returncode == 0, ran.stderr
    yield from serve(root / "site")


def printed(page: Page) -> PdfReader:
    """Return a page as it is printed, in a size of its own choice."""
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("language", ["", "ca", "es", "de", "it", "fr", "pt-BR", "ja", "zh", "ko"])
def test_every_brief_of_the_reference_fits_on_one_sheet(
    browser: Browser, reference: Path, reference_url: str, language: str
) -> None:
    """Of A4, with name and funding; in German, whose words are the longest, all of them."""
    slugs = sorted(path.name for path in (reference / "markets").iterdir() if path.is_dir())
    page = browser.new_page()
    for slug in slugs if language == "de" else ["china", "japan"]:
        page.goto(f"{reference_url}{language}/markets/{slug}/".replace("//m", "/m"))
        (sheet,) = printed(page).pages
        assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == A4
        shown = sheet.extract_text()
        assert "BioXclusters" in shown
        assert "COSME" in shown
    page.close()


@pytest.mark.parametrize("language", ["", "ar/", "pt-BR/"])
@pytest.mark.parametrize("slug", ["oman", "chile"])
def test_a_brief_with_much_in_it_fits_on_one_sheet(
    browser: Browser, published: str, language: str, slug: str
) -> None:
    """Six agreements and eight activities in Chile, and little in Oman."""
    page = browser.new_page()
    page.goto(f"{published}{language}markets/{slug}/")
    assert len(printed(page).pages) == 1
    page.close()


@pytest.mark.parametrize(
    ("site", "path", "language"),
    [
        ("reference_url", "markets/japan/", ""),
        ("reference_url", "markets/japan/", "ja/"),
        ("published", "markets/oman/", "ar/"),
    ],
)
def test_the_code_on_paper_leads_to_the_page_in_its_language(
    browser: Browser, request: pytest.FixtureRequest, site: str, path: str, language: str
) -> None:
    """As a telephone reads it from the sheet; the address stands beside it in words."""
    page = browser.new_page(viewport={"width": 680, "height": 960}, device_scale_factor=2)
    page.goto(request.getfixturevalue(site) + language + path)
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    page.emulate_media(media="print")
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.screenshot(full_page=True))))

    assert code.text == canonical
    assert code.text.endswith(f"/{language}{path}")
    expect(page.locator(".al-code__address")).to_have_text(canonical)
    assert page.locator(".al-code [role=img]").get_attribute("aria-label")
    side = "right" if language == "ar/" else "left"
    edge = f"part => part.getBoundingClientRect().{side}"
    words = page.locator(".al-code__address bdi").evaluate(edge)
    assert abs(words - page.locator(".al-code__address").evaluate(edge)) < 1
    page.close()


def test_the_code_can_be_read_from_a_dark_screen(browser: Browser, reference_url: str) -> None:
    """It stands on white."""
    page = browser.new_page(
        viewport={"width": 1280, "height": 900}, color_scheme="dark", device_scale_factor=2
    )
    page.goto(f"{reference_url}markets/japan/")
    picture = page.locator(".al-code svg").screenshot()
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))

    assert code.text == f"{SITE_URL}markets/japan/"
    page.close()


PRINTED = (
    "", "about/", "activities/", "results/", "partners/biocat/", "agreements/", "legal/",
    "markets/japan/", "activities/mission-japan/", "agreements/osaka-bio-headquarters/",
)  # fmt: skip


def test_every_kind_of_page_prints_black_on_white_without_controls(
    browser: Browser, reference_url: str
) -> None:
    """Even where the reader chose the dark appearance; nothing is wider than the sheet."""
    page = browser.new_page(viewport={"width": 672, "height": 960}, color_scheme="light")
    page.goto(reference_url)
    page.locator(".al-scheme").click()
    page.emulate_media(media="print")
    for path in PRINTED:
        page.goto(reference_url + path)
        assert page.evaluate("document.documentElement.dataset.scheme") == "dark"
        style = "getComputedStyle(document.body)"
        assert page.evaluate(f"{style}.color") == "rgb(0, 0, 0)", path
        assert page.evaluate(f"{style}.backgroundColor") == "rgb(255, 255, 255)", path
        assert page.evaluate("document.documentElement.scrollWidth") <= 672, path
        controls = ".al-header__inner > :not(.al-header__name), .al-crumbs, .al-skip"
        for control in (controls, ".al-header button", ".al-footer nav"):
            for found in page.locator(control).all():
                expect(found).to_be_hidden()
    page.close()


def test_each_sheet_says_whose_it_is_and_who_paid(browser: Browser, reference_url: str) -> None:
    """The head and the foot of the page come again on each; the last one counts them."""
    page = browser.new_page()
    page.goto(f"{reference_url}about/")
    sheets = [sheet.extract_text() for sheet in printed(page).pages]

    assert len(sheets) > 1
    for number, sheet in enumerate(sheets, 1):
        assert "BioXclusters" in [line.strip() for line in sheet.split("\n")], number
        assert "was funded by COSME" in " ".join(sheet.split()), number
        assert f"{number} / {len(sheets)}" in sheet
    page.close()


def test_sources_are_printed_with_their_addresses(browser: Browser, reference_url: str) -> None:
    """A link is of no use on paper."""
    page = browser.new_page()
    page.goto(f"{reference_url}partners/biocat/")
    printed_words = "".join(sheet.extract_text() for sheet in printed(page).pages)

    assert "www.biocat.cat/en/what-we-do" in "".join(printed_words.split())
    page.close()


@pytest.mark.parametrize(
    ("site", "path", "scheme"),
    [
        ("reference_url", "markets/japan/", "light"),
        ("reference_url", "ja/markets/china/", "dark"),
        ("published", "ar/markets/chile/", "light"),
        ("reference_url", "", "dark"),
        ("reference_url", "activities/", "light"),
    ],
)
def test_brief_and_status_have_no_barrier_that_can_be_found_by_machine(
    browser: Browser, request: pytest.FixtureRequest, site: str, path: str, scheme: str
) -> None:
    """By axe-core, all its rules; and on a narrow screen nothing is cut off (WCAG 1.4.10)."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page.goto(request.getfixturevalue(site) + path)
    ran = Axe().run(page)

    assert ran.violations_count == 0, ran.generate_report()
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()
