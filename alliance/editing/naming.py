"""What editors call kinds, records and files, and which file name a new record gets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import combining, normalize

from alliance.content.content import ALLIANCE, Content, Key
from alliance.content.load import MODELS
from alliance.editing.answers import titled
from alliance.editing.templates import Values
from alliance.i18n import cldr
from alliance.model.fields import COUNTRIES
from alliance.model.model import SINGULAR
from alliance.model.slugs import MAX_LENGTH

WORDS = {SINGULAR[kind]: kind for kind in MODELS if kind != ALLIANCE[0]}
"""The kinds of which there can be a new one, by the word for one of them."""

# Letters that Unicode does not take apart.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th"})


def kind_of(word: str) -> str | None:
    """Return the kind that is meant by a word, in the singular or the plural."""
    found = word.lower()
    return WORDS.get(found) or (found if found in WORDS.values() else None)


def key_of(word: str, content: Content) -> Key | None:
    """Return what is meant by `activity/visit`, `alliance` or the path of a file, if it is there.

    Only what is in the source language can be meant.
    """
    source = content.settings.source_language
    files = {f.path: key for (key, language), f in content.files.items() if language == source}
    kind, _, slug = word.partition("/")
    key = files.get(word) or (ALLIANCE if word == ALLIANCE[0] else (kind_of(kind) or "", slug))
    return key if (key, source) in content.files else None


def named(content: Content) -> dict[str, list[str]]:
    """Return the slugs that a record can name, drafts among them, by kind."""
    source = content.settings.source_language
    found: dict[str, list[str]] = {"phases": list(content.alliance.phases)}
    for (kind, slug), language in sorted(content.files):
        if language == source:
            found.setdefault(kind, []).append(slug)
    return found


def slug_from(text: str) -> str:
    """Return a file name made from a title; "" where none of its letters can be in one."""
    if text in COUNTRIES:
        text = cldr.country_name(text, "en")
    letters = normalize("NFKD", text.casefold().translate(_LETTERS))
    bare = "".join(letter for letter in letters if not combining(letter))
    slug = re.sub("[^a-z0-9]+", "-", re.sub("['’]", "", bare)).strip("-")
    if len(slug) <= MAX_LENGTH:
        return slug
    return slug[: MAX_LENGTH + 1].rpartition("-")[0] or slug[:MAX_LENGTH]


def proposed_slug(kind: str, values: Values, taken: Iterable[str]) -> str:
    """Return a file name that is free, made from what the record goes by; "" if none can be."""
    found = values.get(titled(kind).name) or ""
    slug = slug_from(str(found[0] if isinstance(found, tuple) else found))
    others = set(taken)
    if slug not in others:
        return slug
    return next(name for n in range(2, len(others) + 3) if (name := f"{slug}-{n}") not in others)
