"""Pages at earlier addresses, which lead on to the present ones, and the same as rules."""

from __future__ import annotations

from collections.abc import Iterator

from alliance.content.checks.addresses import moved
from alliance.content.content import Content
from alliance.content.urls import address, earlier
from alliance.i18n import cldr
from alliance.site.layout import titles
from alliance.site.site import Site
from alliance.views.templates import environment

REDIRECTS_FILE = "_redirects"
"""Where Netlify and Cloudflare Pages look for rules; other hosts pass it over."""


def redirects(site: Site) -> Iterator[tuple[str, str]]:
    """Yield address and HTML of a page for each earlier address, in every language.

    A page leads on at once and by a link as well (WCAG 2.2, H76), so no script or server is needed.
    """
    template = environment().get_template("redirect.html")
    for language in site.content.settings.codes:
        for page in site.pages:
            for old in earlier(page.record, page.path):
                here = site.edition(language).at(old)
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
