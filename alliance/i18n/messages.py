"""What is said to a person: a sentence and what it is about, kept apart until a language is known.

Code that finds something returns messages. Only where they are shown are they put into a language,
with the words of its catalogue (`alliance.words`); `str()` gives the English that they are written
in.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from gettext import NullTranslations
from operator import add

ENGLISH = NullTranslations()
LISTED = 12


@dataclass(frozen=True, slots=True)
class OneOf:
    """Words of which one is to be chosen, such as `"a", "b" or "c"`, already in quotes.

    A long list is cut short.
    """

    words: tuple[str, ...]

    def put(self, words: NullTranslations) -> str:
        """Return the choice in the language of a catalogue."""
        if len(self.words) < 2:
            return "".join(self.words)
        if len(self.words) > LISTED:
            return ", ".join(self.words[:LISTED]) + ", …"
        several = words.gettext("{several} or {last}")
        return several.format(several=", ".join(self.words[:-1]), last=self.words[-1])


@dataclass(frozen=True, slots=True)
class Message:
    """One or more sentences; made by `say` and `say_many`, joined with `+`."""

    text: str
    """In English, with the names of values in braces: what catalogues know it by."""
    values: tuple[tuple[str, MessageValue], ...] = ()
    many: str = ""
    """The same for another number than one; the value named `n` is the number."""
    more: tuple[Message, ...] = ()
    """What is said after it."""

    def put(self, words: NullTranslations) -> str:
        """Return the message in the language of a catalogue."""
        values = {
            name: value.put(words) if isinstance(value, Message | OneOf) else value
            for name, value in self.values
        }
        if self.many:
            form = words.ngettext(self.text, self.many, int(str(values["n"])))
        else:
            form = words.gettext(self.text) if self.text else ""
        return " ".join([form.format(**values), *(part.put(words) for part in self.more)])

    def __str__(self) -> str:
        return self.put(ENGLISH)

    def __add__(self, other: Message | None) -> Message:
        if other is None:
            return self
        return Message(self.text, self.values, self.many, (*self.more, other))

    def __lt__(self, other: Message) -> bool:
        return str(self) < str(other)


MessageValue = str | float | Message | OneOf


class WrongValueError(ValueError):
    """A value that cannot stand where it does; says why, and what can."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def say(text: str, **values: MessageValue) -> Message:
    """Return a message. The text is English and whole, so that `make catalogues` finds it."""
    return Message(text, tuple(values.items()))


def say_many(one: str, many: str, n: int, **values: MessageValue) -> Message:
    """Return a message in the form that the number `n` asks for in each language."""
    return Message(one, (("n", n), *values.items()), many)


def say_all(first: Message, *others: Message | None) -> Message:
    """Return messages as one, leaving out those that are None."""
    return reduce(add, filter(None, others), first)


def mark(text: str) -> str:
    """Return a text as it is; it lets `make catalogues` find what is given to `say` later."""
    return text
