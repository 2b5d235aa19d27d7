"""The links to propose a change, in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("path", ["", "ar/"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_links_stand_below_the_content_and_not_on_paper(
    browser: Browser, harbour_url: str, path: str, width: int
) -> None:
    """From the side that the reader's language starts at, and large enough for a finger."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{harbour_url}{path}activities/")
    links = page.locator(".al-proposals a")
    first, second = (links.nth(number).bounding_box() for number in (0, 1))
    article = page.locator("article").bounding_box()

    assert links.count() == 2
    assert first
    assert second
    assert article
    assert first["y"] >= article["y"] + article["height"]
    assert min(first["height"], second["height"]) >= 24  # WCAG 2.2, 2.5.8
    assert (first["x"] > second["x"]) == (path == "ar/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.emulate_media(media="print")
    expect(links.first).to_be_hidden()
    page.goto(f"{harbour_url}ar/activities/paper-fair/")
    expect(page.locator(".al-notice__proposal")).to_be_hidden()
    context.close()
