"""What the report of what changed is made of: all of it final text in one language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from alliance.content.content import Key
from alliance.i18n import cldr
from alliance.i18n.catalogues import Words, tool_words_of
from alliance.i18n.messages import Message, say, say_many
from alliance.review.compare import PictureChange, Shown
from alliance.review.diff import Pair, Piece, words
from alliance.review.pages import Difference, Elsewhere, Entry, Status
from alliance.review.texts import TextChange, TextStatus


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
class Translator:
    """Puts what is to be told into the language of the report."""

    language: str

    @property
    def words(self) -> Words:
        """The catalogue of the language."""
        return tool_words_of(self.language)

    def put(self, message: Message) -> str:
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
            yield Row(self.put(say("was")), before)
            yield Row(self.put(say("is now")), after)
        elif pair.before:
            yield Row(self.put(say("no longer there")), before)
        else:
            yield Row(self.put(say("new")), after)

    def section(self, title: Message, hint: Message | None, blocks: Iterable[Block]) -> Section:
        """Return a part of the report."""
        return Section(self.put(title), self.put(hint) if hint else "", tuple(blocks))

    def listing(self, title: Message, hint: Message | None, rows: Iterable[Row]) -> Section:
        """Return a part that is one list."""
        found = tuple(rows)
        return self.section(title, hint, [Block(None, (), (Group("", found),))] if found else ())


# A record in ten languages has ten files.
_FILES = 2


def entry_block(
    translator: Translator, entry: Entry, source: str, retranslated: Collection[tuple[Key, str]]
) -> Block:
    """Return what became of a record or page.

    Languages other than the source are folded away, as they say the same, but for those whose
    translation was `retranslated`.
    """
    notes = [translator.put(_status(entry))]
    if entry.page is not None and entry.status is not Status.REMOVED:
        notes.append(as_address(entry.page))
    notes += entry.files[:_FILES]
    if more := len(entry.files[_FILES:]):
        notes.append(translator.put(say_many("and {n} more file", "and {n} more files", more)))
    groups = (
        _group(translator, part, source, folded=(entry.key, part.language) not in retranslated)
        for part in entry.differences
        if entry.status is not Status.UNREADABLE  # what it says now is not known
    )
    return Block(translator.title(entry.title, source), tuple(notes), tuple(groups))


def elsewhere_block(translator: Translator, part: Elsewhere, source: str) -> Block:
    """Return what reads differently on other pages; nothing but their names if it was told."""
    names = [name or translator.put(say("around every page")) for name in part.pages]
    has_source = any(difference.language == source for difference in part.differences)
    groups = (
        _group(translator, difference, source, folded=has_source) for difference in part.differences
    )
    notes = () if part.differences else (translator.put(say("shows the same")),)
    return Block(translator.title(" · ".join(names), source), notes, tuple(groups))


def stale_blocks(
    translator: Translator, texts: Sequence[TextChange], source: str
) -> Iterator[Block]:
    """Yield originals that changed, each with the translations that did not."""
    ordered = sorted(texts, key=lambda text: (text.key, text.field))
    for (_, field), alike in groupby(ordered, key=lambda text: (text.key, text.field)):
        same = tuple(alike)
        rows = [*translator.rows(same[0].source, source)]
        for text in same:
            label = say("still, in {language}", language=translator.named(text.language))
            still = translator.text([Piece(text.text.after)], text.language)
            rows.append(Row(translator.put(label), still))
        title = translator.title(same[0].title, source)
        yield Block(title, (field,), (Group("", tuple(rows)),))


def translation_blocks(
    translator: Translator, texts: Sequence[TextChange], source: str
) -> Iterator[Block]:
    """Yield which translations changed themselves, by what they are of."""
    for _, alike in groupby(texts, key=lambda text: text.key):
        own = tuple(alike)
        groups = (
            Group(translator.named(language), tuple(_text_row(translator, text) for text in part))
            for language, part in groupby(own, key=lambda text: text.language)
        )
        yield Block(translator.title(own[0].title, source), (), tuple(groups))


def _text_row(translator: Translator, text: TextChange) -> Row:
    match text.status:
        case TextStatus.NEW:
            label = translator.put(say("{field}, new", field=text.field))
            return Row(label, translator.text([Piece(text.text.after, "new")], text.language))
        case TextStatus.LOST:
            label = translator.put(say("{field}, no longer there", field=text.field))
            return Row(label, translator.text([Piece(text.text.before, "gone")], text.language))
        case TextStatus.ORIGIN:
            return Row("translation", translator.text(words(text.text)))
    return Row(text.field, translator.text(words(text.text), text.language))


def picture_block(translator: Translator, change: PictureChange) -> Block:
    """Return a file before and after."""
    rows = []
    if change.before:
        label = say("was") if change.after else say("no longer there")
        rows.append(_file(translator, label, change.before))
    if change.after:
        label = say("is now") if change.before else say("new")
        rows.append(_file(translator, label, change.after))
    return Block(Text((Piece(change.name),)), (), (Group("", tuple(rows)),))


def _file(translator: Translator, label: Message, shown: Shown) -> Row:
    size = cldr.number(max(1, round(shown.size / 1000)), translator.language)
    told = say("{size} kB", size=size)
    if shown.pixels:
        width, height = shown.pixels
        told = say("{size} kB, {width} × {height} pixels", size=size, width=width, height=height)
    return Row(translator.put(label), Text((Piece(translator.put(told)),)), shown.data)


def _group(translator: Translator, part: Difference, source: str, *, folded: bool) -> Group:
    rows = [row for pair in part.pairs for row in translator.rows(pair, part.language)]
    if part.is_moved:
        rows.append(translator.plain(translator.put(say("The order is another."))))
    if part.is_redrawn:
        rows.append(
            translator.plain(translator.put(say("A picture, map or chart looks different.")))
        )
    if part.language == source:
        return Group("", tuple(rows))
    return Group(translator.named(part.language), tuple(rows), folded)


def as_address(path: str) -> str:
    """Return the address of a path as it stands behind the address of the site."""
    return f"/{path}/" if path else "/"


def _status(entry: Entry) -> Message:
    match entry.status:
        case Status.ADDED:
            return say("added, a draft until now") if entry.is_draft else say("added")
        case Status.CHANGED:
            return say("changed")
        case Status.RENAMED:
            return say("renamed")
        case Status.REMOVED:
            return say("a draft from now on") if entry.is_draft else say("removed")
    return say("cannot be read")
