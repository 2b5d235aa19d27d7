"""The blocks that lead visitors to a page: the search, and the site map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from alliance.i18n.words import Words
from alliance.views.blocks import Choice, Item


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
