"""Texts in the reader's language, and the honest fallback where there is none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from alliance.content.content import Content
from alliance.content.context import Context
from alliance.model.translations import Phrase, State
from alliance.site.pages import Page, pages_of
from alliance.site.reading import read_content
from alliance.site.site import Site
from tests.small import FILES

MARKET = ("markets", "japan")
FRENCH = "data/markets/japan.fr.yml"
BODY = FILES["data/markets/japan.yml"] + "body: |\n  More *about* it.\n"


def content_of(root: Path) -> Content:
    """Return content that must be sound."""
    content, problems = read_content(root)
    assert problems == []
    assert content is not None
    return content


@pytest.mark.parametrize(
    ("files", "state"),
    [
        ({}, State.MISSING),
        ({FRENCH: "translation: human\nsummary: Un marché.\n"}, State.PARTIAL),
        ({FRENCH: "translation: human\nbody: Plus.\nsummary: Un marché.\n"}, State.COMPLETE),
    ],
)
def test_a_record_is_translated_as_far_as_its_texts_are(
    alliance: Callable[..., Path], files: dict[str, str], state: State
) -> None:
    """Counted by field."""
    content = content_of(alliance({"data/markets/japan.yml": BODY, **files}))

    assert content.state(MARKET, "fr") is state
    assert content.state(MARKET, "en") is State.COMPLETE


def test_a_text_that_is_missing_is_marked_with_its_language(alliance: Callable[..., Path]) -> None:
    """Within a page that is otherwise translated."""
    root = alliance(
        {"data/markets/japan.yml": BODY, FRENCH: "translation: human\nsummary: Un marché.\n"}
    )
    site = Site(content_of(root), dt.date(2026, 1, 1))
    page = next(page for page in site.pages if page.key == MARKET)

    html = site.html(page, "fr")

    assert "Un marché." in html
    assert '<div lang="en" dir="ltr"><p>More <em>about</em> it.</p></div>' in html
    assert not page.is_fallback("fr")


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        (Phrase("a < b", "en"), "a &lt; b"),
        (Phrase("a < b", "en", foreign=True), '<span lang="en" dir="ltr">a &lt; b</span>'),
        (Phrase("بحر", "ar", foreign=True), '<span lang="ar" dir="rtl">بحر</span>'),
        (Phrase("A & B", "ar", is_name=True), "<bdi>A &amp; B</bdi>"),
    ],
)
def test_a_phrase_escapes_its_text_and_marks_its_language(phrase: Phrase, expected: str) -> None:
    """As HTML; as text it is bare."""
    assert str(phrase.__html__()) == expected
    assert str(phrase) == phrase.text


@pytest.mark.parametrize(
    ("origin", "notice"),
    [
        ("machine", "Traduction automatique"),
        ("human", None),
        ("reviewed", None),
    ],
)
def test_only_machine_translations_need_a_notice(
    alliance: Callable[..., Path], origin: str, notice: str | None
) -> None:
    """A human one, or one that somebody reviewed, speaks for itself."""
    root = alliance({FRENCH: f"translation: {origin}\nsummary: Un marché.\n"})
    site = Site(content_of(root), dt.date(2026, 1, 1))
    page = next(page for page in site.pages if page.key == MARKET)

    found = site.layout(page, "fr").notice

    assert (found is None) == (notice is None)
    assert (notice or "") in (found.text if found else "")


def test_a_page_shows_what_its_sources_say(alliance: Callable[..., Path]) -> None:
    """So it changes when one of them does: what the sitemap's dates are made of."""
    pages: dict[str, Page] = {page.path: page for page in pages_of(content_of(alliance()))}

    assert pages["markets/japan"].sources[0] == MARKET
    assert {("activities", "visit"), ("partners", "acme")} <= set(pages["markets/japan"].sources)
    assert MARKET in pages[""].sources
    assert ("partners", "acme") not in pages[""].sources


def test_links_of_a_fallback_page_stay_in_the_reader_s_language(
    alliance: Callable[..., Path],
) -> None:
    """The words are the source's; the way on is the reader's."""
    content = content_of(alliance())
    context = Context(content, "en", dt.date(2026, 1, 1), "markets/japan", site_language="fr")

    assert context.address == "fr/markets/japan/"
    assert context.href("activities/visit") == "../../activities/visit/"
    assert context.href("markets/japan", "en") == "../../../markets/japan/"
