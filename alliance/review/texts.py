"""Translations that fell behind by a change, and those that were made or brought up to date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from alliance.content.content import Key
from alliance.model.translations import Translation
from alliance.review.diff import Pair
from alliance.review.snapshot import Side


class TextStatus(StrEnum):
    """What became of a translated text."""

    STALE = "stale"
    """The original changed, the translation did not."""
    UPDATED = "updated"
    NEW = "new"
    LOST = "lost"
    """It was there, and readers see the original again."""
    ORIGIN = "origin"
    """The text is the same; how it came about is another."""

    @property
    def is_stale(self) -> bool:
        """Tell whether the translation says something else than its original now."""
        return self is TextStatus.STALE


@dataclass(frozen=True, slots=True)
class TextChange:
    """What became of one text in one language."""

    status: TextStatus
    key: Key
    title: str
    language: str
    field: str
    """The dotted path of the field; "" for all of a translation."""
    source: Pair
    """The original before and after."""
    text: Pair
    """The translation before and after."""


def text_changes(before: Side, after: Side, renamed: Mapping[Key, Key]) -> Iterator[TextChange]:
    """Yield what became of each translated text, by record, language and field.

    It tells nothing of languages that are in only one of the two: those have come or gone whole.
    """
    shared = set(before.content.settings.codes) & set(after.content.settings.codes)
    if before.source_language != after.source_language:
        return
    for key in sorted(after.keys):
        former = renamed.get(key, key)
        if former not in before.keys:
            continue
        for language in after.content.settings.codes[1:]:
            if language in shared and not after.is_unreadable(former, before, language):
                yield from _of_record(before, after, former, key, language)


def _of_record(
    before: Side, after: Side, former: Key, key: Key, language: str
) -> Iterator[TextChange]:
    old, new = before.content.translations[former], after.content.translations[key]
    was, now = old[before.source_language].texts, new[after.source_language].texts
    own = old.get(language, Translation({})), new.get(language, Translation({}))
    for field in sorted({*own[0].texts, *own[1].texts}):
        source = Pair(was.get(field, ""), now.get(field, ""))
        text = Pair(own[0].texts.get(field, ""), own[1].texts.get(field, ""))
        status = _status(source, text)
        if status:
            yield TextChange(status, key, after.title(key), language, field, source, text)
    if own[0].texts and own[1].texts and own[0].origin != own[1].origin:
        origin = Pair(own[0].origin or "", own[1].origin or "")
        yield TextChange(
            TextStatus.ORIGIN, key, after.title(key), language, "", Pair("", ""), origin
        )


def _status(source: Pair, text: Pair) -> TextStatus | None:
    """Tell what became of a text; None where its original is gone, or nothing changed."""
    if not source.after:
        return None
    if text.before == text.after:
        return TextStatus.STALE if source.before != source.after else None
    if not text.before:
        return TextStatus.NEW
    return TextStatus.UPDATED if text.after else TextStatus.LOST
