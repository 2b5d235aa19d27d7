"""Follows every link within a built site: to a file of it, and to the place in the file.

python -m bin.links [SITE], where SITE is the folder of the site, site/ if none is given. Links to
other hosts are not followed, so no network is needed; those to the site's own address are, if
SITE_URL says what it is.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import lxml.html
from lxml.html import HtmlElement

from alliance.outputs.ending import calm_ending
from alliance.outputs.publish import recover

# Any host will do to make a link whole: it only has to be told from the others.
_HERE = "http://site.invalid/"


def broken_links(site: Path, address: str = "") -> Iterator[str]:
    """Yield a line for each link that leads nowhere; `address` is where the site is published."""
    pages = {path: _parsed(path) for path in sorted(site.rglob("*.html"))}
    places = {path: _places(page) for path, page in pages.items()}
    for path, page in pages.items():
        name = path.relative_to(site).as_posix()
        for link in sorted({link for _, _, link, _ in page.iterlinks()}):
            target = _target(link, name, address)
            if target is None:
                continue
            file, fragment = target
            found = site / file / "index.html" if (site / file).is_dir() else site / file
            if not found.is_file():
                yield f"{name}: {link}: there is no such page or file"
            elif fragment and fragment not in places.get(found, {fragment}):
                yield f"{name}: {link}: nothing has the name {fragment} there"


def _parsed(path: Path) -> HtmlElement:
    return lxml.html.fromstring(path.read_bytes().decode())


def _places(page: HtmlElement) -> set[str]:
    return {"top", *page.xpath("//@id")}


def _target(link: str, name: str, address: str) -> tuple[str, str] | None:
    """Return file and place that a link of a page names within the site, None if it is outside."""
    if address and link.startswith(address):
        link = _HERE + link.removeprefix(address)
    whole, fragment = urldefrag(urljoin(_HERE + name, link))
    if not whole.startswith(_HERE):
        return None
    return unquote(urlsplit(whole).path).lstrip("/"), unquote(fragment)


def main() -> int:
    """Tell what is broken; the exit status is 1 if anything is."""
    site = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("SITE_DIR") or "site")
    recover(site.resolve())
    if not (site / "index.html").is_file():
        print(f"There is no site in {site}/. Build it first: make site", file=sys.stderr)
        return 1
    found = list(broken_links(site, os.environ.get("SITE_URL", "")))
    print(*found, sep="\n", end="\n" if found else "")
    print(f"{len(found)} broken links.", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    with calm_ending():
        sys.exit(main())
