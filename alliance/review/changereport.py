"""What the report of what changed is made of: all of it final text in one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from alliance.i18n import cldr
from alliance.i18n.catalogues import Words, tool_words_of
from alliance.i18n.messages import Message, say
from alliance.review.difference import Pair, Piece, words


@dataclass(frozen=True, slots=True)
class Text:
    """A text in a language, and which way that runs; both "" for the language of the report."""

    pieces: tuple[Piece, ...]
    language: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the report: a word on what it is, and a text whose changed words are marked."""

    label: str
    text: Text
    picture: str = ""
    """A picture as an address that holds it, "" for none."""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines on one thing, below a title if it is not ""."""

    title: str
    rows: tuple[Row, ...]
    folded: bool = False
    """Whether it says in another language what has been said: for those who open it."""


@dataclass(frozen=True, slots=True)
class Block:
    """What the report says of one record, page or picture."""

    title: Text | None
    notes: tuple[str, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report, with a heading and a sentence on it."""

    title: str
    lead: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that the report says."""

    language: str
    direction: str
    title: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Teller:
    """Puts what is to be told into the language of the report."""

    language: str

    @property
    def words(self) -> Words:
        """The catalogue of the language."""
        return tool_words_of(self.language)

    def tell(self, message: Message) -> str:
        """Return a message in the language of the report."""
        return message.put(self.words)

    def named(self, code: str) -> str:
        """Return what a language is called."""
        return cldr.language_in(code, self.language)

    def text(self, pieces: Sequence[Piece], language: str = "") -> Text:
        """Return a text, marked with its language where that is not the one of the report.

        An arrow leads from what is gone to what is new, in the direction of reading.
        """
        direction = cldr.direction(language or self.language)
        arrow = Piece(" ← " if direction == "rtl" else " → ")
        shown: list[Piece] = []
        for piece in pieces:
            if piece.kind == "new" and shown and shown[-1].kind == "gone":
                shown.append(arrow)
            shown.append(piece)
        if language in ("", self.language):
            return Text(tuple(shown))
        return Text(tuple(shown), language, direction)

    def title(self, text: str, language: str) -> Text:
        """Return a title that the site gives."""
        return self.text([Piece(text)], language)

    def plain(self, text: str) -> Row:
        """Return a line without a word before it."""
        return Row("", Text((Piece(text),)))

    def rows(self, pair: Pair, language: str) -> Iterator[Row]:
        """Yield a text before and after, with a word that says which is which."""
        pieces = words(pair)
        before = self.text([piece for piece in pieces if piece.kind != "new"], language)
        after = self.text([piece for piece in pieces if piece.kind != "gone"], language)
        if pair.before and pair.after:
            yield Row(self.tell(say("was")), before)
            yield Row(self.tell(say("is now")), after)
        elif pair.before:
            yield Row(self.tell(say("no longer there")), before)
        else:
            yield Row(self.tell(say("new")), after)

    def section(self, title: Message, hint: Message | None, blocks: Iterable[Block]) -> Section:
        """Return a part of the report."""
        return Section(self.tell(title), self.tell(hint) if hint else "", tuple(blocks))

    def listing(self, title: Message, hint: Message | None, rows: Iterable[Row]) -> Section:
        """Return a part that is one list."""
        found = tuple(rows)
        return self.section(title, hint, [Block(None, (), (Group("", found),))] if found else ())
