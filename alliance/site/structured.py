"""Structured data: what a page says, once more for machines (schema.org, as JSON-LD 1.1).

Nothing is claimed that the page does not say. What needs a complete address is left out while the
address of the site is not known. A page that shows the text of another language has none, nor has
a copy for reading offline, which no search engine sees.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urljoin

from markupsafe import Markup

from alliance.content.edition import Edition
from alliance.site.chrome import Chrome, titles
from alliance.site.pages import Page
from alliance.site.things import Node, subject
from alliance.views.opendata.jsondata import LICENCE


def structured(page: Page, edition: Edition, chrome: Chrome) -> Markup:
    """Return what a page says as JSON-LD that can stand in a script element, "" for nothing."""
    if page.is_fallback(edition.language) or edition.offline:
        return Markup()
    here = edition.at(page.path)
    nodes = [_page(page, here, chrome)]
    if not page.path:
        short_name = here.content.alliance.short_name
        nodes.insert(0, {**_site(here), "alternateName": short_name, "inLanguage": here.language})
    return _script({"@context": "https://schema.org", "@graph": nodes})


def _script(value: Node) -> Markup:
    """Write JSON in which nothing can end the element around it (HTML, 4.12.1.3)."""
    text = json.dumps(_without_nothing(value), ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 (no sign of HTML is left in it)


def _without_nothing(value: Any) -> Any:
    """Leave out what is empty, at any depth, and fold white space as the page does."""
    if isinstance(value, dict):
        return {key: _without_nothing(part) for key, part in value.items() if part}
    if isinstance(value, list):
        return [_without_nothing(part) for part in value if part]
    return " ".join(value.split()) if isinstance(value, str) else value


def _page(page: Page, here: Edition, chrome: Chrome) -> Node:
    title, _ = titles(page, here)  # the description stands in the head already
    return {
        "@type": "WebPage",
        "url": here.absolute(page.path),
        "name": str(title),
        "inLanguage": here.language,
        "license": LICENCE["path"],
        "isPartOf": _site(here),
        "breadcrumb": _breadcrumbs(here, chrome),
        **subject(here, page.record),
    }


def _site(here: Edition) -> Node:
    name = str(here.text(here.content.alliance, "name"))
    return {"@type": "WebSite", "url": here.absolute(""), "name": name}


def _breadcrumbs(here: Edition, chrome: Chrome) -> Node:
    """Return the way from the home page; without complete addresses it would lead nowhere."""
    if not here.site_url or not chrome.breadcrumbs:
        return {}
    page = here.absolute(here.path)
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": str(entry.text),
                "item": urljoin(page, entry.href) if entry.href else "",
            }
            for position, entry in enumerate(chrome.breadcrumbs, 1)
        ],
    }
