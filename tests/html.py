"""Reading built pages."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import lxml.html
from lxml.html import HtmlElement


@cache
def pages(site: Path) -> dict[str, HtmlElement]:
    """Return every page of a site by its file."""
    return {
        path.relative_to(site).as_posix(): lxml.html.fromstring(path.read_bytes().decode())
        for path in sorted(site.rglob("*.html"))
    }


def classed(element: HtmlElement, name: str) -> list[HtmlElement]:
    """Return the elements of a class below an element, in the order of the page."""
    return [found for found in element.iter() if name in (found.get("class") or "").split()]


def text(page: HtmlElement) -> str:
    """Return what a page says, with white space folded."""
    return " ".join(page.find("body").text_content().split())
