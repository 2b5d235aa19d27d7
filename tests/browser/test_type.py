"""Type that fits the language: fonts of its script, quotation marks, line breaks, paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.window import opened

pytestmark = pytest.mark.slow

STYLE = "([selector, name]) => getComputedStyle(document.querySelector(selector))[name]"
QUOTED = "() => { const q = document.createElement('q'); q.textContent = 'x';"
QUOTED += " document.querySelector('main p').append(q);"
QUOTED += " const style = getComputedStyle(q); return [style.quotes, style.display]; }"


@pytest.mark.parametrize(
    ("path", "font", "quotes"),
    [
        ("", "system-ui", "“ ” ‘ ’"),
        ("fr/", "system-ui", "«\u202f \u202f» «\u202f \u202f»"),
        ("de/", "system-ui", "„ “ ‚ ‘"),
        ("ca/", "system-ui", "« » “ ”"),
        ("ja/", "Hiragino Sans", "「 」 『 』"),
        ("zh/", "PingFang SC", "“ ” ‘ ’"),
        ("ko/", "Apple SD Gothic Neo", "“ ” ‘ ’"),
    ],
)
def test_a_language_has_its_fonts_and_quotation_marks(
    browser: Browser, reference_url: str, path: str, font: str, quotes: str
) -> None:
    """Those of the systems that people use, and those of CLDR."""
    with opened(browser, f"{reference_url}{path}about/") as page:
        assert page.evaluate(STYLE, ["main p", "fontFamily"]).strip('"').startswith(font)
        marks, _ = page.evaluate(QUOTED)
        assert marks == " ".join(f'"{mark}"' for mark in quotes.split(" "))


def test_a_part_in_another_language_has_fonts_of_its_own(
    browser: Browser, harbour_url: str
) -> None:
    """English text on an Arabic page is not set in Arabic fonts."""
    with opened(browser, f"{harbour_url}ar/activities/paper-fair/") as page:
        assert page.locator("article").get_attribute("lang") == "en"
        assert page.evaluate(STYLE, ["article p", "fontFamily"]).startswith("system-ui")
        assert "Geeza" in page.evaluate(STYLE, [".al-menu a", "fontFamily"])


def test_lines_are_broken_as_the_language_breaks_them(browser: Browser, reference_url: str) -> None:
    """Korean at blanks, Japanese strictly and in titles between phrases, German compounds."""
    for path, selector, name, value in (
        ("ko/about/", "main p", "wordBreak", "keep-all"),
        ("ja/about/", "main p", "lineBreak", "strict"),
        ("ja/about/", "h1", "wordBreak", "auto-phrase"),
        ("de/about/", ".al-prose p", "hyphens", "auto"),
        ("about/", ".al-prose p", "hyphens", "manual"),
    ):
        with opened(browser, reference_url + path) as page:
            assert page.evaluate(STYLE, [selector, name]) == value, path


def test_paper_is_white_where_dark_was_chosen(browser: Browser, reference_url: str) -> None:
    """By the button, not by the system."""
    with opened(browser, reference_url, color_scheme="light") as page:
        page.locator(".al-scheme").click()
        page.emulate_media(media="print", color_scheme="light")
        assert page.evaluate(STYLE, ["html", "colorScheme"]) == "light"
        assert page.evaluate(STYLE, ["h1", "color"]) != "rgb(255, 255, 255)"
