"""What readers are told of the translations: on each page, and on the page about all of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import lxml.html
import pytest

from alliance.content.content import Content
from alliance.content.loading import load
from alliance.editing.translations.freshness import stale_pages
from alliance.i18n.catalogues import words_of
from alliance.site.pages import Page
from alliance.site.site import Site
from tests.histories import FRENCH, SOURCE, french, market
from tests.repository import Repository

PAGE = """\
---
title: Translations
description: All.
---

[[translations]]

[[translations of=pages]]
"""
OUT_OF_DATE = "This text may be out of date: the original has changed since."


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Return a repository with one translation, whose original was changed since."""
    at = Repository(tmp_path / "site")
    at.start({SOURCE: market(), FRENCH: french(), "docs/translations.md": PAGE})
    at.commit({SOURCE: market("New.")})
    return at


def site_of(at: Repository) -> Site:
    """Return the site with what the history says."""
    content = content_of(at)
    return Site(content, dt.date(2026, 1, 1), stale=stale_pages(content))


def content_of(at: Repository) -> Content:
    """Return content without mistakes."""
    loaded = load(at.root)
    content = loaded.content()
    assert not loaded.problems
    assert content is not None
    return content


def page_of(site: Site, path: str) -> Page:
    """Return a page by its place."""
    return next(page for page in site.pages if page.path == path)


def tables(site: Site, language: str) -> list[list[list[str]]]:
    """Return the cells of the tables on the page of translations, by table and row."""
    html = site.html(page_of(site, "translations"), language)
    return [
        [
            [" ".join(cell.text_content().split()) for cell in row.iter("th", "td")]
            for row in table.iter("tr")
        ]
        for table in lxml.html.fromstring(f"<main>{html}</main>").iter("table")
    ]


def test_a_page_says_that_its_original_has_changed(repository: Repository) -> None:
    """With a link to the original, in the language of the translation only."""
    site = site_of(repository)
    page = page_of(site, "markets/japan")

    notice = site.layout(page, "fr").notice

    assert notice is not None
    assert notice.text == words_of("fr").gettext(OUT_OF_DATE) != OUT_OF_DATE
    assert notice.link is not None
    assert notice.link.href == "../../../markets/japan/"
    assert site.layout(page, "en").notice is None


def test_what_is_not_known_is_not_said(repository: Repository) -> None:
    """A site that is built without the history of its content."""
    site = Site(content_of(repository), dt.date(2026, 1, 1))

    assert site.layout(page_of(site, "markets/japan"), "fr").notice is None
    assert "Out of date" not in tables(site, "en")[0][0]


def test_each_language_is_counted(repository: Repository) -> None:
    """Records and pages: complete, in part, missing, out of date, and how they were made."""
    (head, french), *_ = tables(site_of(repository), "en")

    assert head[:5] == ["Language", "Complete", "In part", "Not translated", "Out of date"]
    assert head[5:] == ["By machine", "By a person", "Reviewed"]
    assert french == ["French", "1", "0", "5", "1", "0", "1", "0"]


def test_each_page_is_listed_in_the_language_of_the_reader(repository: Repository) -> None:
    """By kind, with its state; what has no page of its own is left out."""
    _, listed = tables(site_of(repository), "fr")

    assert ["Japan", "Complete · By a person · Out of date"] in listed
    assert ["Acme", "Not translated"] in listed
    assert ["Home", "Not translated"] in listed


def test_the_language_of_the_originals_has_no_list(repository: Repository) -> None:
    """It says so in its place."""
    site = site_of(repository)

    assert len(tables(site, "en")) == 1
    assert "first written in this language: English." in site.html(
        page_of(site, "translations"), "en"
    )


def test_a_shallow_clone_builds_a_site_that_says_nothing_of_age(
    repository: Repository, tmp_path: Path
) -> None:
    """Nothing is said rather than something wrong."""
    repository.git("clone", "-q", "--depth=1", repository.root.as_uri(), str(tmp_path / "clone"))
    content = load(tmp_path / "clone").content()
    assert content is not None

    assert stale_pages(content) is None
