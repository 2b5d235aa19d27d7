"""Slugs: which file names can be the last part of an address."""

from __future__ import annotations

import re
from collections.abc import Collection

from alliance.fields import SLUG_PATTERN
from alliance.problem import join_or, quote

MAX_LENGTH = 80

# What the site itself publishes, and names that Windows keeps for devices.
RESERVED = frozenset(
    ["404", "admin", "assets", "data", "images", "index", "pagefind", "robots", "sitemap"]
    + ["aux", "con", "nul", "prn"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)]
)


def check_slug(slug: str, languages: Collection[str]) -> str | None:
    """Return why a file name cannot be a slug on a site with these languages, None if it can."""
    if not re.fullmatch(SLUG_PATTERN, slug):
        return (
            f"{quote(slug)} cannot be part of an address. Rename the file: lower-case letters"
            ' a to z, digits and single hyphens only, as in "south-korea".'
        )
    if len(slug) > MAX_LENGTH:
        return f"the name has {len(slug)} characters; {MAX_LENGTH} at most fit. Shorten it."
    if slug in {language.lower() for language in languages}:
        return f"{quote(slug)} is a language of the site ({join_or(languages)}). Rename the file."
    if slug in RESERVED:
        return f"the site needs the name {quote(slug)} for itself. Rename the file."
    return None
