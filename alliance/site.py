"""The whole site: its content, its pages, and what each page says in each language."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property

from markupsafe import Markup

from alliance.chrome import Chrome, chrome
from alliance.content import Content
from alliance.edition import Edition
from alliance.notfound import notfound_chrome, notfound_html, root_of
from alliance.pages import Page, pages_of
from alliance.render import render


@dataclass(frozen=True)
class Site:
    """A site that can be built: everything below follows from these three values."""

    content: Content
    today: dt.date
    site_url: str = ""
    """Where the site is published, with a slash at the end; "" while that is not known."""
    offline: bool = False
    """Whether it is made to be read from a folder, without a web server."""

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Every page but the 404 pages."""
        return pages_of(self.content)

    def html(self, page: Page, language: str) -> Markup:
        """Return the content of a page for the readers of a language.

        Where the page has no text in it, that is the text of the source language, with links that
        stay in the reader's.
        """
        written = page.written_in(language)
        edition = replace(self.edition(written), site_language=language)
        return render(page.view(edition), written)

    def edition(self, language: str) -> Edition:
        """Return the site in a language, as its home page sees it."""
        return Edition(
            self.content, language, self.today, site_url=self.site_url, offline=self.offline
        )

    def chrome(self, page: Page, language: str) -> Chrome:
        """Return what stands around the content of a page."""
        return chrome(page, self.edition(language))

    def notfound(self, language: str) -> tuple[Markup, Chrome]:
        """Return content and chrome of the 404 page of a language."""
        edition = replace(self.edition(language), root=root_of(self.site_url))
        return Markup(notfound_html(edition)), notfound_chrome(edition)  # noqa: S704 (escaped)
