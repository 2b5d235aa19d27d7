"""The whole site: its content, its pages, and what each page says in each language."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property

from markupsafe import Markup

from alliance import git
from alliance.content.content import Content
from alliance.content.context import Context, Stale
from alliance.content.urls import address
from alliance.git import History
from alliance.graphics.social import CardRenderer
from alliance.site.jsonld import structured
from alliance.site.layout import Layout, layout
from alliance.site.notfound import notfound_html, notfound_layout, root_of
from alliance.site.opengraph import SharedPicture, shared_picture
from alliance.site.pages import Page, pages_of
from alliance.views.search import page_with
from alliance.views.templates import render


@dataclass(frozen=True)
class Site:
    """A site that can be built: everything below follows from these values."""

    content: Content
    today: dt.date
    site_url: str = ""
    """Where the site is published, with a slash at the end; "" while that is not known."""
    offline: bool = False
    """Whether it is made to be read from a folder, without a web server."""
    card_renderer: CardRenderer | None = None
    """What draws pictures for where pages are shared; None if there are none."""
    stale: Stale | None = None
    """Which translations are out of date; None while that is not known."""

    @cached_property
    def history(self) -> History:
        """When the files of the content changed, as far as Git knows."""
        return git.history(self.content.root)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Every page but the 404 pages."""
        return pages_of(self.content)

    @property
    def has_search(self) -> bool:
        """Whether a page has the search; a copy for reading offline has one of its own."""
        return not self.offline and page_with(self.content, "search") is not None

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The kind of what each page is about, by its address in each language."""
        source = self.content.settings.source_language
        return {
            address(page.path, language, source): page.key[0]
            for page in self.pages
            for language in self.content.settings.codes
        }

    def html(self, page: Page, language: str, markdown: str | None = None) -> Markup:
        """Return the content of a page for the readers of a language.

        Where the page has no text in it, that is the text of the source language, with links that
        stay in the reader's. `markdown` takes the place of the text of a page written by hand.
        """
        written = page.written_in(language)
        context = replace(self.context(written), site_language=language)
        return render(page.view(context, markdown), written)

    def context(self, language: str) -> Context:
        """Return the site in a language, as its home page sees it."""
        return Context(
            self.content,
            language,
            self.today,
            site_url=self.site_url,
            offline=self.offline,
            stale=self.stale,
        )

    def layout(self, page: Page, language: str, shown: SharedPicture | None = None) -> Layout:
        """Return what stands around the content of a page; its picture is named in the head."""
        context = self.context(language)
        around = layout(page, context, shown)
        return replace(around, structured=structured(page, context, around))

    def picture(self, page: Page, language: str) -> SharedPicture | None:
        """Return the picture of a page for where it is shared; networks ask for its address."""
        if self.card_renderer is None or not self.site_url:
            return None
        return shared_picture(page, self.context(language), self.card_renderer)

    def note(self) -> str:
        """Return what the operator should know of the pictures, "" if all is well."""
        if self.card_renderer is None or not self.site_url:
            return ""
        return self.card_renderer.note(self.content.settings.codes)

    def notfound(self, language: str) -> tuple[Markup, Layout]:
        """Return content and layout of the 404 page of a language."""
        context = replace(self.context(language), root=root_of(self.site_url))
        return Markup(notfound_html(context)), notfound_layout(context)  # noqa: S704 (escaped)
