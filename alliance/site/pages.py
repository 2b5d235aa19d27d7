"""Which pages there are, and in which languages each truly exists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from alliance.content.content import ALLIANCE, ARTICLES, Content, Key, key_of, keys_of
from alliance.content.context import Context
from alliance.content.directives import parse_name, parse_view
from alliance.content.relations import related
from alliance.model.kinds import PAGED
from alliance.model.records import Article, Record
from alliance.model.translations import State
from alliance.views.blocks import PageView
from alliance.views.records import article_view, record_view
from alliance.views.registry import VIEWS


@dataclass(frozen=True)
class Page:
    """A page of the site, in all its languages."""

    content: Content
    path: str
    key: Key

    @property
    def record(self) -> Record:
        """The record, or the written page, that it is the page of."""
        kind, slug = self.key
        return self.content.articles[slug] if kind == ARTICLES else self.content.records[kind][slug]

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that it truly exists in, the source language first."""
        codes = self.content.settings.codes
        return tuple(c for c in codes if self.content.state(self.key, c) is not State.MISSING)

    def is_fallback(self, language: str) -> bool:
        """Tell whether the page has no text of its own in a language."""
        return language not in self.languages

    def written_in(self, language: str) -> str:
        """Return the language of the text that readers of a language are shown."""
        return self.languages[0] if self.is_fallback(language) else language

    def view(self, context: Context, markdown: str | None = None) -> PageView:
        """Return what the page shows; `context` is in a language that it exists in.

        `markdown` takes the place of the text of a page written by hand.
        """
        here = context.at(self.path)
        if self.key[0] == ARTICLES:
            return article_view(here, self.path, markdown)
        return record_view(here, self.record)

    @cached_property
    def sources(self) -> tuple[Key, ...]:
        """The records and pages that it shows: when they change, so does it."""
        return tuple(dict.fromkeys([self.key, *self._shown()]))

    def _shown(self) -> Iterator[Key]:
        record = self.record
        if not isinstance(record, Article):
            yield ALLIANCE
            yield from map(key_of, related(self.content, record))
            return
        if not record.body:
            return
        for place in self.content.parse(record.body).directives:
            if place.alone:
                kinds = VIEWS[parse_view(place.text).name].shows
                yield from (key for key in keys_of(self.content) if key[0] in kinds)
            else:
                yield parse_name(place.text)


def pages_of(content: Content) -> tuple[Page, ...]:
    """Return every page of the site but its 404 pages, in the order of their paths."""
    articles = [Page(content, path, (ARTICLES, path)) for path in content.articles]
    records = [
        Page(content, f"{kind}/{slug}", (kind, slug))
        for kind in PAGED
        for slug in content.records[kind]
    ]
    return tuple(sorted([*articles, *records], key=lambda page: page.path))
