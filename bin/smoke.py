"""Opens some pages of a built site in Chromium: do they come up as they should?

python -m bin.smoke [SITE], where SITE is the folder of the site, site/ if none is given. Opened are
the first page of each language, and in the first language each page one step below with one below
that. Each has a title, a language and a heading, nothing to say in the console, and no request
that fails or leaves this computer.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from alliance.outputs.ending import calm_ending
from alliance.outputs.publish import recover
from bin.built import chromium, served

_MISSING = """() => [
  [document.title.trim(), "title"],
  [document.documentElement.lang, "language"],
  [document.querySelector("h1")?.textContent.trim(), "heading"],
].filter(([found]) => !found).map(([, name]) => `there is no ${name}`)"""


def chosen(site: Path) -> list[str]:
    """Return the addresses of the pages to open, relative to the site."""
    fronts = [page.parent.name for page in sorted(site.glob("*/404.html"))]
    below = [folder for folder in _folders(site) if folder.name not in fronts]
    deeper = [page for folder in below for page in _folders(folder)[:1]]
    found = [page.relative_to(site).as_posix() for page in [*below, *deeper]]
    return ["", *(f"{name}/" for name in (*fronts, *found)), "404.html"]


def _folders(folder: Path) -> list[Path]:
    """Return the folders in a folder that are pages."""
    return sorted(page.parent for page in folder.glob("*/index.html"))


def faults(browser: Browser, base: str, paths: list[str]) -> Iterator[str]:
    """Yield what is wrong with some pages of a site that is served at an address."""
    with browser.new_context(reduced_motion="reduce") as context:
        for path in paths:
            page = context.new_page()
            with _watched(page, base) as told:
                page.goto(base + path, wait_until="networkidle")
                told.extend(page.evaluate(_MISSING))
            page.close()
            yield from (f"/{path}: {fault}" for fault in told)


@contextmanager
def _watched(page: Page, base: str) -> Iterator[list[str]]:
    """Yield a list that grows with what a page says in its console and what it fails to load."""
    told: list[str] = []
    page.on("console", lambda message: told.append(f"the console says: {message.text}"))
    page.on("pageerror", lambda error: told.append(f"a script failed: {error}"))
    page.on("requestfailed", lambda sent: told.append(f"it cannot load {sent.url}"))
    page.on(
        "response", lambda got: None if got.ok else told.append(f"{got.url} answers {got.status}")
    )
    page.on(
        "request",
        lambda sent: (
            None
            if sent.url.startswith((base, "data:", "blob:"))
            else told.append(f"it asks another host: {sent.url}")
        ),
    )
    yield told


def main() -> int:
    """Tell what is wrong; the exit status is 1 if anything is."""
    site = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("SITE_DIR") or "site")
    recover(site.resolve())
    if not (site / "index.html").is_file():
        print(f"There is no site in {site}/. Build it first: make site", file=sys.stderr)
        return 1
    paths = chosen(site)
    with served(site) as base, chromium() as browser:
        found = list(faults(browser, base, paths))
    print(*found, sep="\n", end="\n" if found else "")
    print(f"{len(paths)} pages opened, {len(found)} faults.", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    with calm_ending():
        sys.exit(main())
