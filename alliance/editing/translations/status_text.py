"""The state of translations as text to read on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from gettext import NullTranslations

from alliance.editing.translations.freshness import FieldState, FieldStatus
from alliance.editing.translations.status import RecordStatus, totals
from alliance.git import Commit
from alliance.i18n.messages import Message, mark, say, say_many

STATES = {
    FieldStatus.MISSING: mark("missing"),
    FieldStatus.STALE: mark("out of date"),
    FieldStatus.UNKNOWN: mark("translated, age not known"),
    FieldStatus.MACHINE: mark("by machine"),
    FieldStatus.HUMAN: mark("by a person"),
    FieldStatus.REVIEWED: mark("reviewed"),
}
"""What each state is called."""

# So much of a text is shown around what has changed in it.
_AROUND = 60


def lines(sheets: Iterable[RecordStatus], words: NullTranslations) -> Iterator[str]:
    """Yield a line for each text that needs work, one for those that are well, and the totals."""
    found = tuple(sheets)
    for sheet in found:
        yield sheet.file
        yield from (f"  {line}" for line in _sheet(sheet, words))
        yield ""
    for language, counts in totals(found):
        yield _total(language, counts).put(words)


def status_name(state: FieldStatus) -> Message:
    """Return what a state is called."""
    return say(STATES[state])


def changed(state: FieldState) -> Message:
    """Return since when a text is out of date."""
    return say("out of date since {commit}", commit=when(state.changed))


def when(commit: Commit | None) -> str | Message:
    """Return the day of a commit and the beginning of its id, as Git itself shows both."""
    if commit is None:
        return say("a change that is not committed")
    return f"{commit.time.date().isoformat()} ({commit.id[:7]})"


def _sheet(sheet: RecordStatus, words: NullTranslations) -> Iterator[str]:
    for text in sheet.only(FieldStatus.STALE):
        yield f"{text.field}: {changed(text).put(words)}"
        then, now = differing(" ".join((text.source_then or "").split()), text.source_now)
        yield f"  - {then}"
        yield f"  + {now}"
        yield f"  {sheet.language}: {shortened(text.text or '')}"
    for state in STATES:
        own = sheet.only(state)
        if own and state is not FieldStatus.STALE:
            fields = ", ".join(text.field for text in own)
            yield f"{status_name(state).put(words)}: {fields}"


def _total(language: str, counts: Mapping[FieldStatus, int]) -> Message:
    return say(
        "{language}: {texts}: {missing} missing, {stale} out of date, {unknown} of unknown age,"
        " {machine} by machine, {human} by a person, {reviewed} reviewed.",
        language=language,
        texts=say_many("{n} text", "{n} texts", sum(counts.values())),
        **{state.value: counts.get(state, 0) for state in FieldStatus},
    )


def shortened(text: str) -> str:
    """Return the beginning of a text, in one line."""
    line = " ".join(text.split())
    return line if len(line) <= 2 * _AROUND else f"{line[: 2 * _AROUND]}…"


def differing(then: str, now: str) -> tuple[str, str]:
    """Return two texts in one line each, without what they have in common far from the change."""
    old, new = " ".join(then.split()), " ".join(now.split())
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    return _around(old, start, end), _around(new, start, end)


def _common(one: str, other: str) -> int:
    """Return with how many characters both texts begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _around(text: str, start: int, end: int) -> str:
    first = max(0, start - _AROUND)
    last = min(len(text), len(text) - end + _AROUND)
    return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"
