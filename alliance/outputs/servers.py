"""Settings of web servers for a site: headers, a 404 page for each language, types of files.

Each is a template in overrides/outputs/servers, in the words of its server.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from alliance import headers
from alliance.views.templates import output_environment

FOLDER = "/srv/site"
"""Where the settings expect the site to be."""

_SETTINGS = ("apache.conf", "Caddyfile", "netlify.toml", "nginx.conf")
_REDIRECTS = ("apache-redirects.conf", "Caddyfile-redirects", "nginx-redirects.conf")
_TYPES = {"ics": "text/calendar", "webmanifest": "application/manifest+json"}


def server_settings(languages: Sequence[str], *, admin: bool = False) -> dict[str, str]:
    """Return the settings by file name; `languages` are those beyond the first, as in addresses.

    `admin` says whether the site has forms, whose folder has a policy of its own.
    """
    everywhere = headers.everywhere()
    below = {**headers.below(), **({headers.ADMIN: headers.admin_header()} if admin else {})}
    # Headers of the site that a folder has in a form of its own, with that folder.
    replaced = {name: path for path, own in below.items() for name in own if name in everywhere}
    return {
        name: _rendered(
            name,
            folder=FOLDER,
            languages=languages,
            types=_TYPES,
            everywhere=everywhere,
            below=below,
            replaced=replaced,
        )
        for name in _SETTINGS
    }


def redirect_rules(moved: Iterable[tuple[str, str]], languages: Sequence[str]) -> dict[str, str]:
    """Return files that settings can include, by name, which redirect earlier addresses.

    `moved` are earlier and present paths, `languages` as above; without any of the first there is
    no file. The language stays what it was.
    """
    pairs = list(moved)
    group = f"((?:{'|'.join(languages)})/)?" if languages else ""
    names = _REDIRECTS if pairs else ()
    return {name: _rendered(name, moved=pairs, group=group) for name in names}


def _rendered(name: str, **values: object) -> str:
    return output_environment().get_template(f"servers/{name}").render(**values)
