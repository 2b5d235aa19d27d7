"""Translations that fell behind, and those that were added, updated or removed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from alliance.content.content import Key
from alliance.model.translations import Translation
from alliance.review.diff import Pair
from alliance.review.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class TextChange:
    """A translated text that changed, or whose original changed."""

    key: Key
    title: str
    language: str
    field: str
    """The dotted path of the field; "" if `text` is how the translation was made."""
    source: Pair
    """The original before and after."""
    text: Pair
    """The translation before and after."""

    @property
    def is_stale(self) -> bool:
        """Whether only the original changed, so that the translation may no longer match it."""
        return self.text.before == self.text.after


def text_changes(
    before: Snapshot, after: Snapshot, renamed: Mapping[Key, Key]
) -> Iterator[TextChange]:
    """Yield the changes by record, language and field, for languages in both snapshots.

    Yields nothing if the source language changed.
    """
    if before.source_language != after.source_language:
        return
    languages = [c for c in after.content.settings.codes[1:] if c in before.content.settings.codes]
    for key in sorted(after.keys):
        former = renamed.get(key, key)
        for language in languages if former in before.keys else ():
            if not after.is_unreadable(former, before, language):
                yield from _of_record(before, after, former, key, language)


def _of_record(
    before: Snapshot, after: Snapshot, former: Key, key: Key, language: str
) -> Iterator[TextChange]:
    title, none = after.title(key), Translation({})
    old, new = before.content.translations[former], after.content.translations[key]
    was, now = old[before.source_language].texts, new[after.source_language].texts
    own, own_now = old.get(language, none), new.get(language, none)
    for field in sorted({*own.texts, *own_now.texts}):
        source = Pair(was.get(field, ""), now.get(field, ""))
        text = Pair(own.texts.get(field, ""), own_now.texts.get(field, ""))
        if source.after and (source.before != source.after or text.before != text.after):
            yield TextChange(key, title, language, field, source, text)
    if own.texts and own_now.texts and own.origin != own_now.origin:
        origin = Pair(own.origin or "", own_now.origin or "")
        yield TextChange(key, title, language, "", Pair("", ""), origin)
