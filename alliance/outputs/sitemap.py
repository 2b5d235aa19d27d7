"""Where pages are, and where they were: sitemap.xml, robots.txt and redirects.

The sitemap names the translations of each page (sitemaps.org); robots.txt is RFC 9309.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from alliance.content.checks.addresses import moved
from alliance.content.content import Content
from alliance.content.urls import address, earlier
from alliance.i18n import cldr
from alliance.site.layout import alternates, titles
from alliance.site.pages import Page
from alliance.site.site import Site
from alliance.views.templates import environment, output_environment

REDIRECTS_FILE = "_redirects"
"""Where Netlify and Cloudflare Pages look for rules; other hosts pass it over."""


@dataclass(frozen=True, slots=True)
class SitemapUrl:
    """A page in one language, with its address and those of its translations."""

    location: str
    day: dt.date | None
    alternates: tuple[tuple[str, str], ...]


def sitemap(site: Site, days: Mapping[str, dt.date]) -> str:
    """Return the sitemap: every page in every language that it truly exists in.

    `days` says when each content file last changed; a page without one has no lastmod.
    """
    entries = [
        _entry(site, page, language, days) for page in site.pages for language in page.languages
    ]
    return output_environment().get_template("sitemap.xml").render(entries=entries)


def robots(site: Site) -> str:
    """Return robots.txt: everything may be read; the sitemap is named if its address is known."""
    line = f"Sitemap: {site.site_url}sitemap.xml\n" if site.site_url else ""
    return f"User-agent: *\nAllow: /\n{line}"


def _entry(site: Site, page: Page, language: str, days: Mapping[str, dt.date]) -> SitemapUrl:
    where = address(page.path, language, site.content.settings.source_language)
    day = lastmod(page, language, days)
    return SitemapUrl(site.site_url + where, day, tuple(alternates(page, site.site_url)))


def lastmod(page: Page, language: str, days: Mapping[str, dt.date]) -> dt.date | None:
    """Return the day of the last change to what a page shows in a language, None if unknown."""
    content = page.content
    files = [
        file.path
        for key in page.sources
        for code in (content.settings.source_language, language)
        if (file := content.files.get((key, code)))
    ]
    found = [days.get(path) for path in files]
    return max((day for day in found if day), default=None) if all(found) else None


def redirects(site: Site) -> Iterator[tuple[str, str]]:
    """Yield address and HTML of a page for each earlier address, in every language.

    A page redirects at once and has a link as well (WCAG 2.2, H76): no script or server is
    needed.
    """
    template = environment().get_template("redirect.html")
    for language in site.content.settings.codes:
        for page in site.pages:
            for old in earlier(page.record, page.path):
                here = site.context(language).at(old)
                html = template.render(
                    language=language,
                    direction=cldr.direction(language),
                    title=titles(page, here)[0],
                    href=here.href(page.path),
                )
                yield here.address, html


def redirects_file(content: Content) -> str:
    """Return the rules in the form that Netlify and Cloudflare Pages share, "" without any.

    The pages are there all the same, so Netlify needs a rule that goes before a file, with "!".
    Cloudflare does so in any case, and passes over lines with a status that it does not know.
    """
    codes = content.settings.codes
    return "".join(
        f"/{address(old, code, codes[0])} /{address(new, code, codes[0])} {status}\n"
        for old, new in moved(content)
        for code in codes
        for status in ("301!", "301")
    )
