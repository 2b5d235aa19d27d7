"""The report of what changed, for those who review it: all of it final text in one language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alliance import cldr
from alliance.editing.changes import Changes, Difference, Elsewhere, Entry, Status
from alliance.editing.difference import Pair, Piece, words
from alliance.message import Message, say, say_many
from alliance.problem import Problem
from alliance.words import Words, words_of


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the report: a word on it, and a text whose changed words are marked."""

    label: str
    pieces: tuple[Piece, ...]
    language: str = ""
    """The language of the text, "" for that of the report."""

    @property
    def direction(self) -> str:
        """Which way the text runs."""
        return cldr.direction(self.language)


@dataclass(frozen=True, slots=True)
class Group:
    """Lines in one language."""

    title: str
    rows: tuple[Row, ...]
    folded: bool = False
    """Whether it says in another language what has been said: for those who open it."""


@dataclass(frozen=True, slots=True)
class Block:
    """What the report says of one thing."""

    title: str
    note: str
    groups: tuple[Group, ...]
    language: str = ""
    """The language of the title, "" for that of the report."""

    @property
    def direction(self) -> str:
        """Which way the title runs."""
        return cldr.direction(self.language)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report, with a heading."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that the report says."""

    language: str
    direction: str
    title: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]


def report(
    changes: Changes | None, problems: Sequence[Problem], spans: str, language: str
) -> Report:
    """Return the report in a language; `spans` names the two states that were compared."""
    teller = _Teller(words_of(language))
    sections = tuple(teller.sections(changes, problems))
    return Report(
        language,
        cldr.direction(language),
        teller.tell(say("What changed")),
        tuple(map(teller.tell, _lead(changes, problems, spans))),
        tuple(section for section in sections if section.blocks),
    )


def _lead(changes: Changes | None, problems: Sequence[Problem], spans: str) -> Iterator[Message]:
    yield say("Compared: {states}.", states=spans)
    if problems:
        yield say_many("{n} problem to mend.", "{n} problems to mend.", len(problems))
    if changes is None:
        yield say("The content cannot be read, so nothing can be compared.")
        return
    for status in Status:
        if number := sum(entry.status is status for entry in changes.entries):
            yield _counted(status, number)
    if not changes.files:
        yield say("The content is the same.")
    elif not changes.is_visible:
        yield say("No visitor sees a difference.")


def _counted(status: Status, number: int) -> Message:
    match status:
        case Status.ADDED:
            return say_many("{n} record or page added.", "{n} records and pages added.", number)
        case Status.CHANGED:
            return say_many("{n} record or page changed.", "{n} records and pages changed.", number)
        case Status.RENAMED:
            return say_many("{n} record or page renamed.", "{n} records and pages renamed.", number)
        case Status.REMOVED:
            return say_many("{n} record or page removed.", "{n} records and pages removed.", number)
    return say_many(
        "{n} record or page cannot be read.", "{n} records and pages cannot be read.", number
    )


@dataclass(frozen=True, slots=True)
class _Teller:
    """Puts changes into the words of a language."""

    words: Words

    def tell(self, message: Message) -> str:
        return message.put(self.words)

    def sections(self, changes: Changes | None, problems: Sequence[Problem]) -> Iterator[Section]:
        rows = tuple(Row("", (Piece(str(problem)),)) for problem in problems)
        blocks = (Block("", "", (Group("", rows),)),) if rows else ()
        yield Section(self.tell(say("Problems")), blocks)
        if changes is None:
            return
        yield Section(
            self.tell(say("Records and pages")),
            tuple(self._entry(entry, changes) for entry in changes.entries),
        )
        yield Section(
            self.tell(say("On other pages")),
            tuple(
                self._elsewhere(part)
                for part in changes.elsewhere
                if part.language == changes.source_language
            ),
        )

    def _entry(self, entry: Entry, changes: Changes) -> Block:
        groups = (self._group(part, changes.source_language) for part in entry.differences)
        note = {
            Status.ADDED: say("added"),
            Status.CHANGED: say("changed"),
            Status.RENAMED: say("renamed"),
            Status.REMOVED: say("removed"),
            Status.UNREADABLE: say("cannot be read"),
        }[entry.status]
        return Block(entry.title, self.tell(note), tuple(groups), changes.source_language)

    def _group(self, part: Difference, source: str) -> Group:
        rows = tuple(row for pair in part.pairs for row in self._rows(pair, part.language))
        is_source = part.language == source
        return Group("" if is_source else cldr.language_name(part.language), rows, not is_source)

    def _elsewhere(self, part: Elsewhere) -> Block:
        rows = tuple(self._rows(part.pair, part.language))
        return Block(", ".join(part.titles), "", (Group("", rows),), part.language)

    def _rows(self, pair: Pair, language: str) -> Iterator[Row]:
        pieces = words(pair)
        before = tuple(piece for piece in pieces if piece.kind != "new")
        after = tuple(piece for piece in pieces if piece.kind != "gone")
        if pair.before and pair.after:
            yield Row(self.tell(say("was")), before, language)
            yield Row(self.tell(say("is now")), after, language)
        elif pair.before:
            yield Row(self.tell(say("no longer there")), before, language)
        else:
            yield Row(self.tell(say("new")), after, language)
