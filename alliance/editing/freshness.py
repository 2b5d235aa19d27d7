"""How far each text is translated into each language, and whether its original has changed since.

Nobody keeps a list of this. What is there is read from the content, what has changed from Git.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from alliance.content import ALLIANCE, ARTICLES, Content, Key
from alliance.history import Commit
from alliance.translations import Origin, Translation


class FieldStatus(StrEnum):
    """How far one text is translated into one language: what is most urgent about it."""

    MISSING = "missing"
    STALE = "stale"
    """The original has changed since."""
    UNKNOWN = "unknown"
    """Translated; whether the original has changed since cannot be told without its history."""
    MACHINE = "machine"
    HUMAN = "human"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class FieldState:
    """One text of a record or page in one language other than that it is written in."""

    key: Key
    language: str
    field: str
    """The dotted path of the field, such as `summary` or `phases.first.name`."""
    state: FieldStatus
    source_now: str
    """The original as it is now."""
    source_then: str | None = None
    """The original as it was when the translation was written, if it was another."""
    text: str | None = None
    """The translation, None if there is none."""
    origin: Origin | None = None
    """How the translation was made."""
    commit: Commit | None = None
    """What brought in the present translation, None if that is not known or not committed."""


def translation_states(content: Content) -> tuple[FieldState, ...]:
    """Return the state of every translatable text in every language but that of the source.

    Drafts are left out. They come by kind and slug, language and field, in the order of the site.
    """
    return tuple(_states(content))


def _states(content: Content) -> Iterator[FieldState]:
    source = content.settings.source_language
    for key in keys(content):
        languages = content.translations[key]
        for language in content.settings.codes[1:]:
            own = languages.get(language, Translation({}))
            for field, now in languages[source].texts.items():
                text = own.texts.get(field)
                state = FieldStatus.MISSING if text is None else FieldStatus.UNKNOWN
                yield FieldState(key, language, field, state, now, None, text, own.origin)


def keys(content: Content) -> Iterator[Key]:
    """Yield what has texts: the alliance, the records, the pages; drafts are left out."""
    yield ALLIANCE
    for kind, records in content.records.items():
        yield from ((kind, slug) for slug in records)
    yield from ((ARTICLES, path) for path in content.articles)
