"""The blocks that lead visitors to a page: the search, and the site map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from alliance.content import directives
from alliance.content.content import ARTICLES, Content, Key
from alliance.content.context import Edition
from alliance.content.urls import path_of
from alliance.i18n import cldr
from alliance.i18n.catalogues import Words
from alliance.model.kinds import ALL_KINDS, PAGED
from alliance.model.translations import State
from alliance.views.blocks import Choice, Item, Label
from alliance.views.cards import item
from alliance.views.registry import VIEWS


@dataclass(frozen=True, slots=True)
class SearchLanguage:
    """A language that can be searched, by the name of its index, and its search page."""

    index: str
    code: str
    direction: str
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Search:
    """The search. The fragment holds all its words: its script knows no language."""

    fragment: ClassVar[str] = "search.html"
    t: Words
    index: str
    """The index of the reader's language."""
    base: str
    """The link to the root of the site."""
    here: str
    """The link to the page that the search is on."""
    counts: Mapping[str, str]
    """`{n} results` by the CLDR plural category of the number."""
    choices: tuple[Choice, ...]
    others: tuple[SearchLanguage, ...]
    site_map: Item | None


@dataclass(frozen=True, slots=True)
class PageGroup:
    """Pages of a kind."""

    title: Item
    pages: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class SiteMap:
    """Every page of the site."""

    fragment: ClassVar[str] = "sitemap.html"
    groups: tuple[PageGroup, ...]


def page_with(content: Content, view: str) -> str | None:
    """Return the path of the first page that places a view, None if no page does."""
    return next((path for path in sorted(content.articles) if _places(content, path, view)), None)


def is_searched(content: Content, key: Key) -> bool:
    """Tell whether the search finds a page: not if it only leads to others."""
    kind, slug = key
    indexes = (name for name, view in VIEWS.items() if view.is_index)
    return kind != ARTICLES or not any(_places(content, slug, view) for view in indexes)


def search(edition: Edition, view: directives.Directive) -> Search | SiteMap:
    """Return the search of the reader's language, and where other languages have theirs.

    A copy for reading offline cannot run it, and has one of its own on every page.
    """
    if edition.offline:
        return site_map(edition, view)
    content = edition.content
    reader = edition.site_language or edition.language
    searched = [code for code in content.settings.codes if _is_written_in(content, code)]
    return Search(
        t=edition.words,
        index=_index(reader) if reader in searched else "",
        base=edition.asset(""),
        here=edition.href(edition.path),
        counts=_counts(edition),
        choices=tuple(
            Choice(kind, edition.t(ALL_KINDS[kind].plural))
            for kind in (*PAGED, ARTICLES)
            if kind == ARTICLES or content.records[kind]
        ),
        others=tuple(_language(edition, code) for code in searched if code != reader),
        site_map=_site_map_link(edition),
    )


def site_map(edition: Edition, _view: directives.Directive) -> SiteMap:
    """Return every page: first the written ones, in the order of the menus, then the records."""
    pages = PageGroup(Item(edition.t(ALL_KINDS[ARTICLES].plural)), _written(edition))
    kinds = (_kind(edition, kind) for kind in PAGED)
    return SiteMap((pages, *(group for group in kinds if group.title.href or group.pages)))


def _written(edition: Edition) -> tuple[Item, ...]:
    settings = edition.content.settings
    listed = [path_of(file) for file in (*settings.menu, *settings.footer)]
    rest = sorted(edition.content.articles, key=lambda path: _sort_key(edition, path))
    paths = dict.fromkeys(["", *listed, *rest])
    return tuple(
        Item(_title(edition, path), edition.href(path))
        for path in paths
        if path in edition.content.articles and path not in PAGED
    )


def _kind(edition: Edition, kind: str) -> PageGroup:
    title = edition.t(ALL_KINDS[kind].plural)
    is_page = kind in edition.content.articles
    records = edition.by_title(edition.content.records[kind].values())
    return PageGroup(
        Item(_title(edition, kind), edition.href(kind)) if is_page else Item(title),
        tuple(item(edition, record) for record in records),
    )


def _title(edition: Edition, path: str) -> Label:
    return edition.phrase((ARTICLES, path), "title")


def _sort_key(edition: Edition, path: str) -> tuple[str, str]:
    return cldr.collation_key(str(_title(edition, path)))


def _site_map_link(edition: Edition) -> Item | None:
    path = page_with(edition.content, "sitemap")
    return None if path is None else Item(_title(edition, path), edition.href(path))


def _language(edition: Edition, code: str) -> SearchLanguage:
    return SearchLanguage(
        _index(code),
        code,
        cldr.direction(code),
        cldr.language_name(code),
        edition.href(edition.path, code),
    )


def _index(language: str) -> str:
    """Return what Pagefind calls the index of a BCP 47 language."""
    return language.lower()


def _counts(edition: Edition) -> dict[str, str]:
    return {
        category: edition.words.ngettext("{n} result", "{n} results", number)
        for category, number in cldr.plural_samples(edition.language).items()
    }


def _is_written_in(content: Content, language: str) -> bool:
    """Tell whether there is a page to be found in a language: without one it has no index."""
    pages = ((ARTICLES, path) for path in content.articles)
    records = ((kind, slug) for kind in PAGED for slug in content.records[kind])
    return any(
        is_searched(content, key) and content.state(key, language) is not State.MISSING
        for key in (*pages, *records)
    )


def _places(content: Content, path: str, view: str) -> bool:
    body = content.articles[path].body or ""
    return f"[[{view}]]" in body and any(
        place.alone and place.text == view for place in directives.occurrences(body)
    )
