"""The blocks that lead visitors to a page: the search, and the site map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from alliance.content import directives
from alliance.content.content import ARTICLES, Content, Key
from alliance.content.context import Context
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


def search(context: Context, view: directives.Directive) -> Search | SiteMap:
    """Return the search of the reader's language, and where other languages have theirs.

    A copy for reading offline cannot run it, and has one of its own on every page.
    """
    if context.offline:
        return site_map(context, view)
    content = context.content
    reader = context.site_language or context.language
    searched = [code for code in content.settings.codes if _is_written_in(content, code)]
    return Search(
        t=context.words,
        index=_index(reader) if reader in searched else "",
        base=context.asset(""),
        here=context.href(context.path),
        counts=_counts(context),
        choices=tuple(
            Choice(kind, context.t(ALL_KINDS[kind].plural))
            for kind in (*PAGED, ARTICLES)
            if kind == ARTICLES or content.records[kind]
        ),
        others=tuple(_language(context, code) for code in searched if code != reader),
        site_map=_site_map_link(context),
    )


def site_map(context: Context, _view: directives.Directive) -> SiteMap:
    """Return every page: first the written ones, in the order of the menus, then the records."""
    pages = PageGroup(Item(context.t(ALL_KINDS[ARTICLES].plural)), _written(context))
    kinds = (_kind(context, kind) for kind in PAGED)
    return SiteMap((pages, *(group for group in kinds if group.title.href or group.pages)))


def _written(context: Context) -> tuple[Item, ...]:
    settings = context.content.settings
    listed = [path_of(file) for file in (*settings.menu, *settings.footer)]
    rest = sorted(context.content.articles, key=lambda path: _sort_key(context, path))
    paths = dict.fromkeys(["", *listed, *rest])
    return tuple(
        Item(_title(context, path), context.href(path))
        for path in paths
        if path in context.content.articles and path not in PAGED
    )


def _kind(context: Context, kind: str) -> PageGroup:
    title = context.t(ALL_KINDS[kind].plural)
    is_page = kind in context.content.articles
    records = context.by_title(context.content.records[kind].values())
    return PageGroup(
        Item(_title(context, kind), context.href(kind)) if is_page else Item(title),
        tuple(item(context, record) for record in records),
    )


def _title(context: Context, path: str) -> Label:
    return context.phrase((ARTICLES, path), "title")


def _sort_key(context: Context, path: str) -> tuple[str, str]:
    return cldr.collation_key(str(_title(context, path)))


def _site_map_link(context: Context) -> Item | None:
    path = page_with(context.content, "sitemap")
    return None if path is None else Item(_title(context, path), context.href(path))


def _language(context: Context, code: str) -> SearchLanguage:
    return SearchLanguage(
        _index(code),
        code,
        cldr.direction(code),
        cldr.language_name(code),
        context.href(context.path, code),
    )


def _index(language: str) -> str:
    """Return what Pagefind calls the index of a BCP 47 language."""
    return language.lower()


def _counts(context: Context) -> dict[str, str]:
    return {
        category: context.words.ngettext("{n} result", "{n} results", number)
        for category, number in cldr.plural_samples(context.language).items()
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
    return view in body and any(
        found.name == view and not found.options for found in content.parse(body).views
    )
