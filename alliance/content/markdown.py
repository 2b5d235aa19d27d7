"""Markdown as it was parsed: what the check looks at is what the page shows.

GitHub Flavored Markdown (github.github.com/gfm), as the preview of a Git host has it, with
directives in double brackets. Time is linear in the size of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, islice
from typing import NamedTuple

from alliance.content.autolinks import split_addresses
from alliance.content.directives import Directive, Occurrence, parse_view
from alliance.content.markdown_events import (
    WORDS,
    Event,
    is_directive,
    read_definitions,
    read_events,
    split_notes,
)

MAX_NESTING = 20
"""How deep lists, quotations and emphasis may be within each other."""


class Reference(NamedTuple):
    """A link, a picture or a definition, and where it is; line and column count from 0."""

    line: int
    column: int
    target: str
    """The address as it was typed, without escapes and entities."""
    words: str
    """The text of a link, the alternative text of a picture."""
    is_picture: bool
    is_defined_apart: bool
    """Whether it names a definition, which is a reference of its own."""


class Section(NamedTuple):
    """A part of a text: from one heading of level 1 or 2, or view, to the next."""

    events: tuple[Event, ...]


@dataclass(frozen=True)
class Document:
    """A text with its structure."""

    text: str
    flow: tuple[Event, ...]
    """All of it but its footnotes."""
    notes: tuple[tuple[Event, ...], ...]
    """Each footnote, in the order in which they are named first; those never named come last."""
    numbers: Mapping[str, int]
    """The number of each footnote that is named, by its label."""
    definitions: tuple[tuple[int, str], ...]
    """Where each definition of a link starts in the text in UTF-8, and where it leads."""
    has_line_breaks: bool
    """Whether the end of a line is a line break on the page."""
    is_complete: bool
    """Whether all was read: not a table with a wide head over many short rows, which are filled."""

    @property
    def events(self) -> Iterator[Event]:
        """All of it, the footnotes last."""
        return chain(self.flow, *self.notes)

    @cached_property
    def parts(self) -> tuple[Section | Directive, ...]:
        """Its sections, and the views that are placed between them; the footnotes come last."""
        parts: list[Section | Directive] = []
        section: list[Event] = []
        for block in _blocks(self.flow):
            views = _views(block)
            if views or (block[0].tag == "Heading" and block[0].data <= 2):
                parts += [Section(tuple(section)), *views]
                section = []
            if not views:
                section += block
        named = (note for note in self.notes if note[0].data in self.numbers)
        parts += [Section(tuple(section)), Section(tuple(chain.from_iterable(named)))]
        return tuple(part for part in parts if isinstance(part, Directive) or part.events)

    @property
    def views(self) -> Iterator[Directive]:
        """The views that it places."""
        return (part for part in self.parts if isinstance(part, Directive))

    @cached_property
    def directives(self) -> tuple[Occurrence, ...]:
        """Every directive, and whether it places a view: in a paragraph without other text."""
        placing = {event.start for block in _blocks(self.flow) if _views(block) for event in block}
        found = [event for event in self.events if is_directive(event)]
        places = self._places(event.start for event in found)
        return tuple(
            Occurrence(event.data["dest_url"], *places[event.start], event.start in placing)
            for event in found
        )

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every link, picture, bare address and definition, in the order of the text."""
        found = sorted((*self._definitions(), *self._links(), *self._bare_addresses()))
        places = self._places(start for start, *_ in found)
        return tuple(
            Reference(*places[start], target, words, is_picture, is_defined_apart)
            for start, target, words, is_picture, is_defined_apart in found
        )

    @cached_property
    def damaged(self) -> tuple[tuple[int, int, str], ...]:
        """What looks like a directive or a link and is none: line, column, and the signs."""
        found = []
        for start, end in self._plain():
            source = self._data[start:end].decode()
            shown = ((match.start(1), match[1]) for match in _DAMAGED.finditer(source) if match[1])
            at, before = start, 0
            for offset, signs in shown:
                at += len(source[before:offset].encode())
                before = offset
                found.append((at, signs))
        places = self._places(start for start, _ in found)
        return tuple((*places[start], signs) for start, signs in sorted(found))

    @property
    def unnamed_notes(self) -> Iterator[tuple[int, int, str]]:
        """Footnotes that the text names nowhere, so that they are not shown: place and label."""
        starts = {note[0].start: note[0].data for note in self.notes}
        for start, place in self._places(starts).items():
            if starts[start] not in self.numbers:
                yield *place, starts[start]

    @cached_property
    def too_deep(self) -> tuple[int, int] | None:
        """Where something is nested deeper than `MAX_NESTING`, if it is."""
        depth = 0
        for event in self.events:
            depth += {"Start": 1, "End": -1}.get(event.kind, 0)
            if depth > MAX_NESTING:
                return self._places([event.start])[event.start]
        return None

    @cached_property
    def too_wide(self) -> tuple[int, int] | None:
        """Where reading ended, if it did: in a table whose rows are far shorter than its head."""
        if self.is_complete:
            return None
        *_, last = self.events
        return self._places([last.start])[last.start]

    @cached_property
    def _data(self) -> bytes:
        return self.text.encode()

    def _places(self, starts: Iterable[int]) -> dict[int, tuple[int, int]]:
        """Return line and column, from 0 and in characters, of places in the text in UTF-8."""
        found, before, line, column = {}, 0, 0, 0
        for start in sorted(set(starts)):
            between = self._data[before:start].decode()
            line += between.count("\n")
            last = between.rfind("\n")
            column = column + len(between) if last < 0 else len(between) - last - 1
            found[start] = line, column
            before = start
        return found

    def _definitions(self) -> Iterator[_Found]:
        for start, target in self.definitions:
            yield start, target, "", False, False

    def _links(self) -> Iterator[_Found]:
        opened: list[tuple[Event, list[str]]] = []
        for event in self.events:
            if event.tag in ("Link", "Image"):
                if event.kind == "Start":
                    opened.append((event, []))
                    continue
                start, words = opened.pop()
                if opened:
                    opened[-1][1].extend(words)
                if not is_directive(start):
                    yield _found(start, "".join(words))
            elif opened and event.kind in WORDS:
                opened[-1][1].append(event.data)

    def _bare_addresses(self) -> Iterator[_Found]:
        for event in _unlinked(self.events):
            at = event.start
            for words, target in split_addresses(event.data):
                if target:  # its beginning is in the text as it is, with no entity in it
                    found = self._data.find(words[:_BEGINNING].encode(), at, event.end)
                    at = found if found >= 0 else event.end
                    yield at, target, words, False, False

    def _plain(self) -> Iterator[tuple[int, int]]:
        """Yield where there is text that is no code, from and to; HTML is text as well."""
        code = False
        for event in self.events:
            if event.tag == "CodeBlock":
                code = event.kind == "Start"
            elif event.kind in ("Text", "Html", "InlineHtml") and not code:
                yield event.start, event.end


_BEGINNING = len("www.")
_Found = tuple[int, str, str, bool, bool]
"""Where a reference starts in the text in UTF-8, and the fields of `Reference` but its place."""


# Only cells that no row has, but that fill it, can be more.
_EVENTS, _EVENTS_FOR_EACH_SIGN = 1000, 4


@lru_cache(maxsize=256)
def parse(text: str, extensions: tuple[str, ...] = ()) -> Document:
    """Return the structure of a Markdown text, read with these extensions (`extensions`)."""
    most = _EVENTS_FOR_EACH_SIGN * len(text) + _EVENTS
    events = tuple(islice(read_events(text, extensions), most))
    flow, notes = split_notes(events)
    order = dict.fromkeys(
        event.data
        for event in chain(flow, *notes.values())
        if event.kind == "FootnoteReference" and event.data in notes
    )
    return Document(
        text,
        flow,
        tuple(notes[label] for label in dict.fromkeys((*order, *notes))),
        {label: number for number, label in enumerate(order, 1)},
        read_definitions(text, extensions),
        "nl2br" in extensions,
        len(events) < most,
    )


_DAMAGED = re.compile(
    r"\\\[\[?[^\[\]\n]*\]{0,2}|\\.|([\[\uff3b]{2}|[\]\uff3d]{2}(?!>)|\u3010{2}|[\]\uff3d][(\uff08])"
)


def _blocks(events: Iterable[Event]) -> Iterator[tuple[Event, ...]]:
    """Yield the events of each block that is in no other."""
    depth, block = 0, list[Event]()
    for event in events:
        depth += {"Start": 1, "End": -1}.get(event.kind, 0)
        block.append(event)
        if not depth:
            yield tuple(block)
            block = []


def _views(block: tuple[Event, ...]) -> tuple[Directive, ...]:
    """Return the views that a block places: a paragraph of directives alone."""
    if block[0].tag != "Paragraph":
        return ()
    found, end = list[Directive](), 0
    for event in block[1:-1]:
        if is_directive(event):
            found.append(parse_view(event.data["dest_url"]))
            end = event.end
        elif event.end > end and event.kind != "SoftBreak" and not _is_blank(event):
            return ()
    return tuple(found)


def _is_blank(event: Event) -> bool:
    return event.kind == "Text" and not event.data.strip()


def _unlinked(events: Iterable[Event]) -> Iterator[Event]:
    """Yield the texts that are in no link, picture or code."""
    depth = 0
    for event in events:
        if event.tag in ("Link", "Image", "CodeBlock"):
            depth += 1 if event.kind == "Start" else -1
        elif event.kind == "Text" and not depth:
            yield event


def _found(start: Event, words: str) -> _Found:
    sort, target = start.data["link_type"], start.data["dest_url"]
    if sort == "Email":
        target = f"mailto:{target}"
    return start.start, target, words, start.tag == "Image", sort in _APART


_APART = ("Reference", "Collapsed", "Shortcut")
