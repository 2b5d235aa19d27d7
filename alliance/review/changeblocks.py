"""What the report says of each record, page, translation and picture that changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from alliance.content.content import Key
from alliance.i18n import cldr
from alliance.i18n.messages import Message, say, say_many
from alliance.review.changereport import Block, Group, Row, Teller, Text
from alliance.review.difference import Piece, words
from alliance.review.pagechanges import Difference, Elsewhere, Entry, Status
from alliance.review.picturechanges import PictureChange, Shown
from alliance.review.textchanges import TextChange, Turn

# A record in ten languages has ten files.
_FILES = 2


def entry_block(
    teller: Teller, entry: Entry, source: str, retold: Collection[tuple[Key, str]]
) -> Block:
    """Return what became of a record or page.

    Languages other than the source are folded away, as they say the same, but for those whose
    translation was `retold`.
    """
    notes = [teller.tell(_status(entry))]
    if entry.page is not None and entry.status is not Status.REMOVED:
        notes.append(as_address(entry.page))
    notes += entry.files[:_FILES]
    if more := len(entry.files[_FILES:]):
        notes.append(teller.tell(say_many("and {n} more file", "and {n} more files", more)))
    groups = (
        _group(teller, part, source, folded=(entry.key, part.language) not in retold)
        for part in entry.differences
        if entry.status is not Status.UNREADABLE  # what it says now is not known
    )
    return Block(teller.title(entry.title, source), tuple(notes), tuple(groups))


def elsewhere_block(teller: Teller, part: Elsewhere, source: str) -> Block:
    """Return what reads differently on other pages; nothing but their names if it was told."""
    names = [name or teller.tell(say("around every page")) for name in part.pages]
    has_source = any(difference.language == source for difference in part.differences)
    groups = (
        _group(teller, difference, source, folded=has_source) for difference in part.differences
    )
    notes = () if part.differences else (teller.tell(say("shows the same")),)
    return Block(teller.title(" · ".join(names), source), notes, tuple(groups))


def stale_blocks(teller: Teller, texts: Sequence[TextChange], source: str) -> Iterator[Block]:
    """Yield originals that changed, each with the translations that did not."""
    ordered = sorted(texts, key=lambda text: (text.key, text.field))
    for (_, field), alike in groupby(ordered, key=lambda text: (text.key, text.field)):
        same = tuple(alike)
        rows = [*teller.rows(same[0].source, source)]
        for text in same:
            label = say("still, in {language}", language=teller.named(text.language))
            still = teller.text([Piece(text.text.after)], text.language)
            rows.append(Row(teller.tell(label), still))
        title = teller.title(same[0].title, source)
        yield Block(title, (field,), (Group("", tuple(rows)),))


def retold_blocks(teller: Teller, texts: Sequence[TextChange], source: str) -> Iterator[Block]:
    """Yield which translations changed themselves, by what they are of."""
    for _, alike in groupby(texts, key=lambda text: text.key):
        own = tuple(alike)
        groups = (
            Group(teller.named(language), tuple(_turn(teller, text) for text in part))
            for language, part in groupby(own, key=lambda text: text.language)
        )
        yield Block(teller.title(own[0].title, source), (), tuple(groups))


def _turn(teller: Teller, text: TextChange) -> Row:
    match text.turn:
        case Turn.NEW:
            label = teller.tell(say("{field}, new", field=text.field))
            return Row(label, teller.text([Piece(text.text.after, "new")], text.language))
        case Turn.LOST:
            label = teller.tell(say("{field}, no longer there", field=text.field))
            return Row(label, teller.text([Piece(text.text.before, "gone")], text.language))
        case Turn.ORIGIN:
            return Row("translation", teller.text(words(text.text)))
    return Row(text.field, teller.text(words(text.text), text.language))


def picture_block(teller: Teller, change: PictureChange) -> Block:
    """Return a file before and after."""
    rows = []
    if change.before:
        label = say("was") if change.after else say("no longer there")
        rows.append(_file(teller, label, change.before))
    if change.after:
        label = say("is now") if change.before else say("new")
        rows.append(_file(teller, label, change.after))
    return Block(Text((Piece(change.name),)), (), (Group("", tuple(rows)),))


def _file(teller: Teller, label: Message, shown: Shown) -> Row:
    size = cldr.number(max(1, round(shown.size / 1000)), teller.language)
    told = say("{size} kB", size=size)
    if shown.pixels:
        width, height = shown.pixels
        told = say("{size} kB, {width} × {height} pixels", size=size, width=width, height=height)
    return Row(teller.tell(label), Text((Piece(teller.tell(told)),)), shown.data)


def _group(teller: Teller, part: Difference, source: str, *, folded: bool) -> Group:
    rows = [row for pair in part.pairs for row in teller.rows(pair, part.language)]
    if part.is_moved:
        rows.append(teller.plain(teller.tell(say("The order is another."))))
    if part.is_redrawn:
        rows.append(teller.plain(teller.tell(say("A picture, map or chart looks different."))))
    if part.language == source:
        return Group("", tuple(rows))
    return Group(teller.named(part.language), tuple(rows), folded)


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
