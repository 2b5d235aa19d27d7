"""Pages at earlier addresses, which lead on to the present ones."""

from __future__ import annotations

from collections.abc import Iterator

from alliance import cldr
from alliance.chrome import titles
from alliance.render import environment
from alliance.site import Site


def redirects(site: Site) -> Iterator[tuple[str, str]]:
    """Yield address and HTML of a page for each earlier slug, in every language.

    A page leads on at once and by a link as well (WCAG 2.2, H76), so no script or server is needed.
    """
    template = environment().get_template("redirect.html")
    for language in site.content.settings.codes:
        for page in site.pages:
            folder = page.path.rpartition("/")[0]
            for old in page.record.was:
                here = site.edition(language).at(f"{folder}/{old}".strip("/"))
                html = template.render(
                    language=language,
                    direction=cldr.direction(language),
                    title=titles(page, here)[0],
                    href=here.href(page.path),
                )
                yield here.address, html
