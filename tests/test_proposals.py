"""Every page leads to where a change of it can be proposed, in the words of its reader."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest

from tests.conftest import HARBOUR
from tests.html import classed, pages

pytestmark = pytest.mark.xdist_group("harbour")

EDIT = "https://git.example/harbour/_edit/tide/"
NEW = "https://git.example/harbour/_new/tide?filename="


def proposals(page: lxml.html.HtmlElement) -> dict[str, str]:
    """Return the links below the content by their text."""
    return {
        str(link.text_content()): str(link.get("href"))
        for place in classed(page, "al-proposals")
        for link in place.iter("a")
    }


@pytest.mark.parametrize(
    ("page", "file"),
    [
        ("index.html", "docs/index.md"),
        ("about/index.html", "docs/about.md"),
        ("activities/index.html", "docs/activities/index.md"),
        ("activities/kelp-days/index.html", "data/activities/kelp-days.yml"),
        ("markets/chile/index.html", "data/markets/chile.yml"),
        ("partners/tide/index.html", "data/partners/tide.yml"),
        ("themes/coastal-food/index.html", "data/themes/coastal-food.yml"),
        ("pt-BR/about/index.html", "docs/about.pt-BR.md"),
        ("pt-BR/markets/chile/index.html", "data/markets/chile.pt-BR.yml"),
        ("ar/activities/kelp-days/index.html", "data/activities/kelp-days.ar.yml"),
        ("ar/activities/paper-fair/index.html", "data/activities/paper-fair.yml"),
    ],
)
def test_a_page_leads_to_the_file_that_it_is_made_from(harbour: Path, page: str, file: str) -> None:
    """In the language that is shown."""
    assert EDIT + file in proposals(pages(harbour)[page]).values()
    assert (HARBOUR / file).is_file()


def test_every_page_has_one_and_each_file_is_there(harbour: Path) -> None:
    """All but the 404 pages, which may stand for any page."""
    for name, page in pages(harbour).items():
        found = [link for link in proposals(page).values() if link.startswith(EDIT)]
        assert len(found) == (0 if name.endswith("404.html") else 1), name
        assert all((HARBOUR / link.removeprefix(EDIT)).is_file() for link in found), name


def test_crawlers_are_asked_not_to_follow(harbour: Path) -> None:
    """The forms are for people."""
    for name, page in pages(harbour).items():
        for link in page.iter("a"):
            if link.get("href").startswith((EDIT, NEW)):
                assert link.get("rel") == "nofollow", name
