"""YAML text to nodes that know their place; the only module that imports yaml.

Reads as YAML 1.2 would. What could hide, repeat or blow up content (duplicate keys, anchors, tags,
deep nesting …) is refused with its place and a cure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from unicodedata import normalize

import yaml

from alliance.content.yaml.errors import (
    COMMENT,
    EMPTY,
    EMPTY_FRONT,
    MAX_DEPTH,
    MERGE,
    NAMELESS,
    NO_NAME,
    SECOND,
    TAB,
    TOO_DEEP,
    Position,
    explain_yaml,
    indent_of,
    needs_quotes,
)
from alliance.content.yaml.nodes import (
    Entry,
    Location,
    Mapping,
    Node,
    Scalar,
    Sequence,
    is_quoted,
    locate,
    locate_key,
    plain,
    resolve_scalar,
    text_at,
)
from alliance.content.yaml.textfile import clean, read_text, replace_odd
from alliance.i18n.messages import Message, say
from alliance.i18n.problems import Problem, quote

__all__ = ["Entry", "Location", "Mapping", "Node", "Scalar", "Sequence"]
__all__ += ["is_quoted", "locate", "locate_key", "parse", "plain", "read_yaml", "text_at"]

# So many mistakes have one cause; the reader gives up rather than list it a thousand times.
MAX_PROBLEMS = 100

_TOUCHING = re.compile(r"[ \t]+(?=#[^\s#])")
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_OPENING = re.compile(r"[\[{]")
_LOST = re.compile(r"[ \t](?=#[^\s#])")


def read_yaml(path: Path, name: str) -> tuple[Mapping | None, list[Problem]]:
    """Return the fields of a YAML file and every problem found in it; `name` stands for the file.

    Without fields (None) there is at least one problem. Fields may come with problems: then a
    refused value is its text, and of a key given twice the first counts.
    """
    text = read_text(path, name)
    return (None, [text]) if isinstance(text, Problem) else parse(text, name)


def parse(text: str, name: str, first_line: int = 1) -> tuple[Mapping | None, list[Problem]]:
    """Read text as `read_yaml` reads a file; it starts at a line of one, as front matter does."""
    text, problems = clean(text, name, first_line)
    composer = _Composer(text, name, first_line, problems)
    root = composer.compose()
    return root, sorted(composer.problems)


class _Mark(Protocol):
    line: int
    column: int


class _Parser(Protocol):
    def get_event(self) -> yaml.Event | None: ...


class _PythonLoader(yaml.BaseLoader):
    def get_event(self) -> yaml.Event | None:
        try:
            event: yaml.Event | None = super().get_event()  # type: ignore[no-untyped-call]
        except (ValueError, OverflowError) as error:  # an escape beyond Unicode, given to chr()
            raise yaml.MarkedYAMLError(
                "quoted scalar", None, str(error), self.get_mark()
            ) from error
        return event


# Without its C extension PyYAML is some ten times slower, and as good.
_open_parser: Callable[[str], _Parser] = getattr(yaml, "CBaseLoader", _PythonLoader)


class _GaveUpError(Exception):
    """Reading on makes no sense; why is in the list of problems."""


class _Composer:
    """Walks the parser's events once, builds nodes and collects problems."""

    def __init__(self, text: str, name: str, first_line: int, problems: list[Problem]) -> None:
        self.problems = problems
        self._text = text
        self._lines = text.split("\n")
        self._name = name
        self._first_line = first_line
        self._parser = _open_parser(text)
        self._blocks: list[range] = []

    def compose(self) -> Mapping | None:
        """Return the one mapping that the text holds, None if it holds anything else."""
        try:
            return self._document()
        except yaml.MarkedYAMLError as error:
            words = f"{error.context} {error.problem}"
            opened = _place(error.context_mark) if error.context_mark else None
            place, message = explain_yaml(words, _place(error.problem_mark), opened, self._text)
            lines = {place[0], (opened or place)[0]}
            if lost := next(filter(None, map(self._comment_in, sorted(lines))), None):
                place, message = lost, COMMENT
            self.problems.append(self._problem(place, message))
        except _GaveUpError:
            pass
        return None

    def _document(self) -> Mapping | None:
        self._next()
        start = self._next()
        if not isinstance(start, yaml.DocumentStartEvent):
            return self._top(None)
        if start.version or start.tags:
            self._refuse(_place(start.start_mark), needs_quotes("%"))
        root = self._node(self._next(), 1)
        self._next()
        self._refuse_second_document(self._next())
        self._refuse_tabs()
        return self._top(root)

    def _next(self) -> yaml.Event:
        event = self._parser.get_event()
        if event is None:
            raise _GaveUpError
        return event

    def _node(self, event: yaml.Event, depth: int) -> Node:
        place = _place(event.start_mark)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, place)
        if isinstance(event, yaml.AliasEvent):
            self._refuse(place, needs_quotes("*"))
            return Scalar(f"*{event.anchor}", f"*{event.anchor}", *self._shown(place), "")
        if depth > MAX_DEPTH:
            self._refuse(place, TOO_DEEP)
            raise _GaveUpError
        self._refuse_properties(event, place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(place, depth)
        return self._mapping(place, depth)

    def _scalar(self, event: yaml.ScalarEvent, place: Position) -> Scalar:
        text, style = self._scalar_text(event, place), event.style or ""
        value, refusal = (text, None) if style else resolve_scalar(text)
        if refusal:
            self._refuse(place, refusal)
        elif not style and (lost := self._comment_after(event)):
            self._refuse(lost, COMMENT)
            if not text:
                value = text = self._lines[lost[0]][lost[1] :].strip()
        return Scalar(value, text, *self._shown(place), style)

    def _comment_after(self, event: yaml.ScalarEvent) -> Position | None:
        """Return where a comment follows a text without a blank behind its #: it is no comment."""
        line, column = _place(event.end_mark)
        found = _TOUCHING.match(self._lines[line], column) if line < len(self._lines) else None
        return (line, found.end()) if found else None

    def _comment_in(self, line: int) -> Position | None:
        """Return where a comment as above follows a bracket: it hides the one that closes."""
        shown = _QUOTED.sub(lambda text: "x" * len(text[0]), "".join(self._lines[line : line + 1]))
        bracket = _OPENING.search(shown)
        found = _LOST.search(shown, bracket.end()) if bracket else None
        return (line, found.end()) if found else None

    def _scalar_text(self, event: yaml.ScalarEvent, place: Position) -> str:
        if event.anchor or event.tag:
            self._refuse_properties(event, place)
        text = event.value
        if event.style == '"':  # whose escapes make characters that the file does not have
            text, odd = replace_odd(text)
            if odd:
                self._refuse(place, odd[0][1])
        elif event.style in ("|", ">"):
            self._blocks.append(range(place[0] + 1, _place(event.end_mark)[0] + 1))
        return text if text.isascii() else normalize("NFC", text)

    def _sequence(self, place: Position, depth: int) -> Sequence:
        items = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Sequence(tuple(items), *self._shown(place))

    def _mapping(self, place: Position, depth: int) -> Mapping:
        entries: dict[str, Entry] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key, key_place = self._key(event, depth), _place(event.start_mark)
            value = self._node(self._next(), depth + 1)
            if key in entries:
                self._refuse_duplicate(entries[key], key_place)
            elif key is not None:
                entries[key] = Entry(key, *self._shown(key_place), value)
        return Mapping(entries, *self._shown(place))

    def _key(self, event: yaml.Event, depth: int) -> str | None:
        """Return the text of a key, None (and a problem) if there is none that could be a name."""
        place = _place(event.start_mark)
        if not isinstance(event, yaml.ScalarEvent):
            if not isinstance(self._node(event, depth + 1), Scalar):
                self._refuse(place, NO_NAME)
            return None
        key = self._scalar_text(event, place)
        if event.style or key not in ("", "<<"):
            return key
        self._refuse(place, MERGE if key else NAMELESS)
        return None

    def _refuse_duplicate(self, first: Entry, place: Position) -> None:
        message = say(
            "the key {key} is given twice: here and in line {line}. Keep one.",
            key=quote(first.key),
            line=first.line,
        )
        self._refuse(place, message)

    def _refuse_properties(self, event: yaml.Event, place: Position) -> None:
        """Refuse the tag or anchor of a node; either may come first."""
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            character = self._lines[place[0]][place[1]]
            self._refuse(place, needs_quotes(character))

    def _refuse_second_document(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self._refuse(_place(event.start_mark), SECOND)
            raise _GaveUpError

    def _refuse_tabs(self) -> None:
        """Refuse the tabs that the parser lets pass: it takes them inside brackets and quotes."""
        if "\t" not in self._text:
            return
        block_lines = {number for block in self._blocks for number in block}
        for number, line in enumerate(self._lines):
            at = indent_of(line).find("\t")
            if at >= 0 and line.strip() and number not in block_lines:
                self._refuse((number, at), TAB)

    def _top(self, root: Node | None) -> Mapping | None:
        if isinstance(root, Mapping):
            return root
        if root is None or (isinstance(root, Scalar) and not root.text and not root.style):
            self._refuse((0, 0), EMPTY if self._first_line == 1 else EMPTY_FRONT)
            return None
        place = root.line - self._first_line, root.column - 1
        message = say(
            '{found} stands where fields belong. Write lines such as "name: …".',
            found=quote(plain(root)),
        )
        self._refuse(place, message)
        return None

    def _refuse(self, place: Position, message: Message) -> None:
        self.problems.append(self._problem(place, message))
        if len(self.problems) >= MAX_PROBLEMS:
            message = say(
                "{n} problems up to here; the rest was not read. Mend these first.", n=MAX_PROBLEMS
            )
            self.problems.append(self._problem(place, message))
            raise _GaveUpError

    def _problem(self, place: Position, message: Message) -> Problem:
        return Problem(self._name, *self._shown(place), message)

    def _shown(self, place: Position) -> Position:
        return place[0] + self._first_line, place[1] + 1


def _place(mark: _Mark | None) -> Position:
    return (mark.line, mark.column) if mark else (0, 0)
