"""How far each text is translated into each language, and whether its original has changed since.

Nobody keeps a list of this. What is there is read from the content, what has changed from Git.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from alliance import git
from alliance.content.content import Content, Key, keys_of
from alliance.editing.translations.versions import Past, Version, comparable_text, lineage
from alliance.git import Commit, Step
from alliance.model.translations import Origin, Translation


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
    """What brought in the translation, if the original has changed since."""
    changed: Commit | None = None
    """What brought in the original as it is now, if that is committed and later."""


def translation_states(content: Content, steps: Sequence[Step] | None) -> tuple[FieldState, ...]:
    """Return the state of every translatable text in every language but that of the source.

    `steps` is what happened to the files, from `history.steps`. Drafts are left out. States come
    by kind and slug, language and field, in the order of the site.
    A translated text is compared with the original as it was in the commit that brought in the
    translation or its review; where there is no history, or a shallow one, its age is unknown.
    """
    past = None if steps is None else _History(content, lineage(steps))
    return tuple(_states(content, past if past is not None and past.is_whole else None))


def stale_pages(content: Content) -> frozenset[tuple[Key, str]] | None:
    """Return which records and pages have a text that is out of date, and in which languages.

    None where that cannot be told, which is where the whole history is not there.
    """
    states = translation_states(content, git.steps(content.root))
    if any(state.state is FieldStatus.UNKNOWN for state in states):
        return None
    return frozenset((s.key, s.language) for s in states if s.state is FieldStatus.STALE)


def _states(content: Content, past: _History | None) -> Iterator[FieldState]:
    source = content.settings.source_language
    for key in keys_of(content):
        languages = content.translations[key]
        for language in content.settings.codes[1:]:
            own = languages.get(language, Translation({}))
            for field, now in languages[source].texts.items():
                text = own.texts.get(field)
                if text is None:
                    yield FieldState(key, language, field, FieldStatus.MISSING, now)
                elif past is None:
                    state = FieldStatus.UNKNOWN
                    yield FieldState(*(key, language, field, state, now, None, text, own.origin))
                else:
                    state = FieldStatus(own.origin or "human")
                    found = FieldState(*(key, language, field, state, now, None, text, own.origin))
                    yield past.stale(found, text) or found


class _History:
    """The history of the content, as far as it matters to the freshness of texts."""

    def __init__(self, content: Content, versions: Mapping[str, Version]) -> None:
        self._content = content
        self._versions = versions
        self._past = Past(content.root)
        self._sources: dict[Key, tuple[Version, ...]] = {
            key: version.all()
            for key in keys_of(content)
            if (version := self._version(key, content.settings.source_language))
        }
        self._moved: dict[Key, frozenset[str]] = {}
        """The fields of each record whose original was another one at any time."""
        self.is_whole = self._fetch()
        """Whether all that is needed could be had."""

    def stale(self, found: FieldState, translated: str) -> FieldState | None:
        """Return the state of a translated text if its original has changed since, else None."""
        version = self._version(found.key, found.language)
        if version is None or found.field not in self._moved[found.key]:
            return None
        sources = self._sources[found.key]
        follows = partial(self._follows, found)
        origin = self._past.origin(version, found.field, translated, follows)
        then = self._source_then(origin, found)
        if (
            origin.commit is None
            or then is None
            or comparable_text(then) == comparable_text(found.source_now)
        ):
            return None
        newest = self._past.origin(sources[0], found.field, found.source_now)
        return replace(
            found,
            state=FieldStatus.STALE,
            source_then=then.strip(),
            commit=origin.commit,
            changed=newest.commit,
        )

    def _follows(self, found: FieldState, before: Version) -> bool:
        """Tell whether a text that was there before is the same translation.

        A review holds it against the original anew. And another file may have held the same text
        by chance: it counts only if it was translated from the same source.
        """
        if found.origin == "reviewed" and self._past.text(before, "translation") != "reviewed":
            return False
        return before.source is None or before.source in self._sources[found.key]

    def _source_then(self, origin: Version, found: FieldState) -> str | None:
        """Return the original at the time of a translation, or the first if that came later."""
        sources = self._sources[found.key]
        at = origin.source if origin.source in sources else None
        earlier = (version for version in sources if version.number <= origin.number)
        at = at or next(earlier, None)
        candidates = [*([at] if at else []), *reversed(sources)]
        texts = (self._past.text(version, found.field) for version in candidates)
        return next((text for text in texts if text is not None), None)

    def _version(self, key: Key, language: str) -> Version | None:
        file = self._content.files.get((key, language))
        return self._versions.get(file.path) if file else None

    def _fetch(self) -> bool:
        """Read what is needed: originals that changed, and translations of the texts that did."""
        names: dict[Version, str] = {}
        for key, (present, *earlier) in self._sources.items():
            file = self._content.files[key, self._content.settings.source_language]
            self._past.know(present, file.node)
            names |= dict.fromkeys(earlier, file.path)
        if not self._past.fetch(names):
            return False
        self._moved = {key: frozenset(self._moved_fields(key)) for key in keys_of(self._content)}
        return self._past.fetch(dict(self._needed_translations()))

    def _moved_fields(self, key: Key) -> Iterator[str]:
        texts = self._content.translations[key][self._content.settings.source_language].texts
        for field, now in texts.items():
            past = (self._past.text(version, field) for version in self._sources.get(key, ()))
            if any(
                text is not None and comparable_text(text) != comparable_text(now) for text in past
            ):
                yield field

    def _needed_translations(self) -> Iterator[tuple[Version, str]]:
        for key, moved in self._moved.items():
            for language in self._content.settings.codes[1:]:
                own = self._content.translations[key].get(language)
                version = self._version(key, language)
                if own and version and moved & own.texts.keys():
                    name = self._content.files[key, language].path
                    yield from ((earlier, name) for earlier in version.all()[1:])
