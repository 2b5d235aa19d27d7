"""sitemap.xml with the translations of each page, and robots.txt (sitemaps.org, RFC 9309)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from alliance.content.urls import address
from alliance.site.layout import alternates
from alliance.site.pages import Page
from alliance.site.site import Site

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def sitemap(site: Site, days: Mapping[str, dt.date]) -> str:
    """Return the sitemap: every page in every language that it truly exists in.

    `days` says when each content file last changed; a page without one has no lastmod.
    """
    urls = (_url(site, page, language, days) for page in site.pages for language in page.languages)
    return f"{_HEAD}{''.join(urls)}</urlset>\n"


def robots(site: Site) -> str:
    """Return robots.txt: everything may be read; the sitemap is named if its address is known."""
    line = f"Sitemap: {site.site_url}sitemap.xml\n" if site.site_url else ""
    return f"User-agent: *\nAllow: /\n{line}"


def _url(site: Site, page: Page, language: str, days: Mapping[str, dt.date]) -> str:
    location = site.site_url + address(page.path, language, site.content.settings.source_language)
    day = lastmod(page, language, days)
    lines = [f"<url>\n<loc>{escape(location)}</loc>\n"]
    lines += [f"<lastmod>{day.isoformat()}</lastmod>\n"] if day else []
    lines += [
        f'<xhtml:link rel="alternate" hreflang={quoteattr(code)} href={quoteattr(href)}/>\n'
        for code, href in alternates(page, site.site_url)
    ]
    return f"{''.join(lines)}</url>\n"


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
