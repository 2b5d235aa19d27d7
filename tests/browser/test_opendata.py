"""Names of files of open data, in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("width", [390, 1280])
def test_names_of_files_stand_where_the_line_starts(
    browser: Browser, harbour_url: str, width: int
) -> None:
    """In a language that runs from right to left, all of a file's names and sizes do so."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{harbour_url}ar/open-data/")
    gaps = page.eval_on_selector_all(
        ".al-file__name, .al-file__details",
        """boxes => boxes.map(box => box.getBoundingClientRect().right
            - box.querySelector("bdi").getBoundingClientRect().right)""",
    )
    page.close()

    assert len(gaps) > 10
    assert max(map(abs, gaps)) < 1
