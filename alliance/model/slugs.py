"""Slugs: which file names can be the last part of an address."""

from __future__ import annotations

import re
from collections.abc import Collection

from alliance.i18n.message import Message, say, say_many
from alliance.i18n.problem import join_or, quote
from alliance.model.fields import SLUG_PATTERN

MAX_LENGTH = 80

# What the site itself publishes, and names that Windows keeps for devices.
RESERVED = frozenset(
    ["404", "admin", "assets", "data", "images", "index", "pagefind", "robots", "sitemap"]
    + ["aux", "con", "nul", "prn"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)]
)


def check_slug(slug: str, languages: Collection[str]) -> Message | None:
    """Return why a file name cannot be a slug on a site with these languages, None if it can."""
    if not re.fullmatch(SLUG_PATTERN, slug):
        return say(
            "{slug} cannot be part of an address. Rename the file: lower-case letters a to z,"
            ' digits and single hyphens only, as in "south-korea".',
            slug=quote(slug),
        )
    if len(slug) > MAX_LENGTH:
        return say_many(
            "the name has {n} character; {most} at most fit. Shorten it.",
            "the name has {n} characters; {most} at most fit. Shorten it.",
            len(slug),
            most=MAX_LENGTH,
        )
    if slug in {language.lower() for language in languages}:
        return say(
            "{slug} is a language of the site ({languages}). Rename the file.",
            slug=quote(slug),
            languages=join_or(languages),
        )
    if slug in RESERVED:
        return say("the site needs the name {slug} for itself. Rename the file.", slug=quote(slug))
    return None
