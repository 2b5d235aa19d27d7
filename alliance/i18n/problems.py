"""A problem found in content: where it is and what to do, in one line of plain words.

Also the few phrases that every message shares, so that they read as if one person wrote them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from gettext import NullTranslations
from itertools import islice
from typing import overload

from alliance.i18n.messages import ENGLISH, LISTED, Message, OneOf, say, say_many

SHOWN = 60
# A word longer than any slug or field is not a slip of the pen, and slow to compare.
_LONGEST_WORD = 80
# Of more words, only those that begin alike are compared: a first letter is seldom wrong.
_MOST_COMPARED = 500


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in one file. Problems sort by file, then by place."""

    path: str
    """Relative to the repository, with forward slashes."""
    line: int
    """From 1."""
    column: int
    """From 1, in characters."""
    message: Message
    record: Message | None = None
    """What the record or page is called; None where the file as such is meant."""

    def told(self, words: NullTranslations = ENGLISH) -> str:
        """Return what is wrong, with the name of the record, in the language of a catalogue."""
        return (about(self.record, self.message) if self.record else self.message).put(words)

    def put(self, words: NullTranslations = ENGLISH) -> str:
        """Return the problem as a line in the language of a catalogue."""
        return f"{_printable(self.path)}:{self.line}:{self.column}: {self.told(words)}"

    def __str__(self) -> str:
        return self.put()

    def __lt__(self, other: Problem) -> bool:
        mine = self.path, self.line, self.column
        others = other.path, other.line, other.column
        return mine < others or (mine == others and self.told() < other.told())


def report_problems(problems: Sequence[Problem], words: NullTranslations = ENGLISH) -> str:
    """Return problems as lines, with their number at the end."""
    return "\n".join([*(problem.put(words) for problem in problems), count(problems).put(words)])


def at_most(most: int, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield so many problems, and then that any others were left out; these are never looked for.

    The time that a check takes thus has a limit, whatever is wrong.
    """
    last = None
    for number, problem in enumerate(problems):
        if last is not None and number == most:
            message = say(
                "{n} problems up to here; any others are not listed. Fix these first.", n=most
            )
            yield Problem(last.path, last.line, last.column, message)
            return
        yield problem
        last = problem


def count(problems: Sequence[Problem]) -> Message:
    """Return how many problems there are, as a sentence."""
    return say_many("{n} problem to fix.", "{n} problems to fix.", len(problems))


def about(where: str | Message, finding: Message) -> Message:
    """Return a finding with the name of the record or field that it is about before it."""
    return say("{where}: {finding}", where=where, finding=finding)


@overload
def quote(value: str) -> str: ...
@overload
def quote(value: object) -> str | Message: ...


def quote(value: object) -> str | Message:
    """Return what was found in a form fit for a message: one line, shortened, text in quotes."""
    if value is None:
        return say("nothing")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return say("a group of fields")
    if isinstance(value, (list, tuple, set, frozenset)):
        return say("a list")
    text = str(value)
    shown = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    return shown if isinstance(value, (int, float)) else f'"{_escape_text(shown)}"'


def nearest(word: str, allowed: Iterable[str]) -> str | None:
    """Return the allowed word most like this one, or None if none is like it.

    Case, and whether a space, hyphen or underscore joins words, make no difference.
    """
    if len(word) > _LONGEST_WORD:
        return None
    allowed = list(allowed)
    if len(allowed) > _MOST_COMPARED:
        first = word[:1].casefold()
        alike = (candidate for candidate in allowed if candidate[:1].casefold() == first)
        allowed = list(islice(alike, _MOST_COMPARED))
    originals = {_fold(candidate): candidate for candidate in sorted(allowed, reverse=True)}
    found = get_close_matches(_fold(word), originals, n=1)
    return originals[found[0]] if found else None


def did_you_mean(word: str, allowed: Iterable[str]) -> Message | None:
    """Return a question that names the nearest allowed word, None if none is like it."""
    found = nearest(word, allowed)
    return None if found is None else say("Did you mean {word}?", word=quote(found))


def join_or(words: Iterable[str]) -> OneOf:
    """Return the words in quotes as a choice, `"a", "b" or "c"`."""
    return OneOf(tuple(quote(word) for word in islice(words, LISTED + 1)))


def _fold(word: str) -> str:
    return re.sub(r"[\s_-]+", "-", word.casefold())


def _escape_text(text: str) -> str:
    return _printable(re.sub(r'(["\\])', r"\\\1", text))


def _printable(text: str) -> str:
    """Return a text on one line: every character that cannot be seen is escaped."""
    if text.isprintable():
        return text
    return "".join(
        character
        if character.isprintable()
        else character.encode("unicode_escape", "surrogatepass").decode("ascii")
        for character in text
    )
