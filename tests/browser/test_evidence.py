"""The matrix and the tables in a browser: whoever reads them, by whatever means, can reach all."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.window import opened

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("site", "path"),
    [
        ("reference", "about/"), ("reference", "partners/"), ("reference", "ja/results/"),
        ("harbour", "ar/about/"), ("harbour", "ar/partners/"), ("harbour", "results/"),
    ],
)  # fmt: skip
def test_no_barrier_is_found(
    browser: Browser, site: str, path: str, request: pytest.FixtureRequest
) -> None:
    """By axe-core, in the light and the dark; and nothing is wider than a narrow window."""
    url = request.getfixturevalue(f"{site}_url") + path
    for scheme, width in (("light", 1280), ("dark", 320)):
        with opened(browser, url, width, color_scheme=scheme) as page:
            found = Axe().run(page).response["violations"]
            assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_matrix_scrolls_by_keyboard_while_partners_stay(
    browser: Browser, reference_url: str
) -> None:
    """On a phone its frame takes the focus; the head of each row remains in view."""
    with opened(browser, f"{reference_url}partners/", 390) as page:
        frame = page.locator(".al-table--matrix")
        head = frame.locator("tbody th").first
        before = head.bounding_box()
        frame.focus()
        expect(frame).to_be_focused()
        for _ in range(10):
            page.keyboard.press("ArrowRight")
        for _ in range(40):  # it glides
            if frame.evaluate("frame => frame.scrollLeft") > 100:
                break
            page.wait_for_timeout(50)
        assert frame.evaluate("frame => frame.scrollLeft") > 100
        after = head.bounding_box()
        assert before is not None
        assert after is not None
        assert after["x"] == pytest.approx(before["x"], abs=1)
        last = frame.locator("tbody tr").first.locator("a").last
        last.focus()
        box, stuck = last.bounding_box(), head.bounding_box()
        assert box is not None
        assert stuck is not None
        assert box["x"] >= stuck["x"] + stuck["width"]  # not hidden behind the sticky head


@pytest.mark.parametrize(("fixture", "path"), [("reference", ""), ("harbour", "ar/")])
def test_the_name_of_a_table_stands_where_reading_starts(
    browser: Browser, request: pytest.FixtureRequest, fixture: str, path: str
) -> None:
    """At the left, or at the right where the script runs to the left; browsers centre it."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{request.getfixturevalue(f'{fixture}_url')}{path}partners/")
    gaps = page.locator(".al-table__caption").first.evaluate(
        """name => {
            const own = name.getBoundingClientRect();
            const frame = name.closest(".al-table").getBoundingClientRect();
            return [own.left - frame.left, frame.right - own.right];
        }"""
    )
    page.close()

    assert gaps[path == "ar/"] < 24 < gaps[path != "ar/"]
