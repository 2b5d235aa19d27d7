"""What a YAML parser complains of, in plain words, at the place where an editor can mend it.

The words of libyaml (parser.c, scanner.c) and of PyYAML's own parser differ, and both speak of
tokens. So only their few stable phrases are looked at; the line itself tells the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from alliance.i18n.messages import Message, mark, say
from alliance.i18n.problems import quote

TAB = say("tab used for indentation. Use spaces instead (two for each level).")
MAX_DEPTH = 20
TOO_DEEP = say("nested deeper than {most} levels. Make it flatter.", most=MAX_DEPTH)
NAMELESS = say("the name of the field is missing before the colon. Write it.")
MERGE = say("merge keys (<<) are not allowed here. Write the fields themselves.")
COMMENT = say(
    'what follows " #" would be lost as a comment. Put the whole value in quotes, or write "# " if'
    " it is a comment."
)
NO_NAME = say("brackets cannot name a field. If this is text, put all of it in quotes.")
SECOND = say('a second document starts here. Remove the "---", or use a file of its own.')
EMPTY = say('the file is empty: write lines such as "name: …".')
EMPTY_FRONT = say('the front matter is empty: write lines such as "title: …".')
_INNER_QUOTE = {"'": "''", '"': '\\"'}
_NOT_ALLOWED = {
    "&": mark("anchors"),
    "*": mark("aliases"),
    "!": mark("tags"),
    "%": mark("directives"),
}

Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SyntaxFault:
    """A syntax error as the parser gives it. Lines and columns count from 0."""

    words: str
    """What the parser was doing, and what it stumbled on."""
    place: Position
    opened: Position
    """Where the construct began that it was reading; `place` if it does not say."""
    lines: list[str]

    @property
    def line(self) -> str:
        """The line with the character stumbled on."""
        return self.lines[self.place[0]]

    @property
    def character(self) -> str:
        """The character stumbled on, "" at the end of a line."""
        return self.line[self.place[1] : self.place[1] + 1]

    @property
    def opener(self) -> str:
        """The character that began the construct."""
        return self.lines[self.opened[0]][self.opened[1] : self.opened[1] + 1]

    @property
    def head(self) -> str:
        """The line up to the character stumbled on."""
        return self.line[: self.place[1]]


Explanation = tuple[Position, Message]


def explain_yaml(words: str, place: Position, opened: Position | None, text: str) -> Explanation:
    """Return the place to mend and what to do there, for a syntax error at a place in a text."""
    lines = text.split("\n")
    place = _inside(place, lines)
    fault = SyntaxFault(words, place, _inside(opened or place, lines), lines)
    for phrase, describe in _DESCRIPTIONS:
        if re.search(phrase, words) and (finding := describe(fault)):
            return finding
    return place, say(
        "this cannot be read as YAML. Put the text in quotes, or check the line above."
    )


def needs_quotes(character: str) -> Message:
    """Return the message for text that starts with a character that YAML keeps for itself."""
    reserved = _NOT_ALLOWED.get(character)
    if reserved:
        return say(
            "text that starts with {character} needs quotes around it (YAML {reserved} are not"
            " allowed here).",
            character=quote(character),
            reserved=say(reserved),
        )
    return say(
        "text that starts with {character} needs quotes around it.", character=quote(character)
    )


def indent_of(line: str) -> str:
    """Return the white space that a line starts with."""
    return line[: len(line) - len(line.lstrip(" \t"))]


def _inside(place: Position, lines: list[str]) -> Position:
    """Move a place at the end of the text back to its last line that says something."""
    number = place[0]
    if number < len(lines) and (lines[number].strip() or "\t" in lines[number]):
        return place
    while number > 0 and (number >= len(lines) or not lines[number].strip()):
        number -= 1
    return number, len(lines[number].rstrip())


def _tab(fault: SyntaxFault) -> Explanation | None:
    at = len(fault.head) if fault.character == "\t" else indent_of(fault.line).find("\t")
    return ((fault.place[0], at), TAB) if at >= 0 else None


def _directive(fault: SyntaxFault) -> Explanation | None:
    start = (fault.place[0], 0)
    return (start, needs_quotes("%")) if fault.line.startswith("%") else None


def _open_quote(fault: SyntaxFault) -> Explanation:
    sign = "'" if fault.opener == "'" else '"'
    return fault.opened, say(
        "the quote that opens here is never closed. Add {sign} after the text.", sign=sign
    )


def _escape(fault: SyntaxFault) -> Explanation:
    # libyaml points at the backslash, PyYAML's own parser behind it.
    column = max(fault.line.rfind("\\", 0, fault.place[1] + 1), 0)
    found = quote(fault.line[column : column + 2]).replace("\\\\", "\\")
    message = say(
        "{found} is no escape in double quotes. Use single quotes, or double the backslash.",
        found=found,
    )
    return (fault.place[0], column), message


def _no_colon(fault: SyntaxFault) -> Explanation:
    message = say(
        'this line has no ": " in it. Write "field: value", with a space after the colon,'
        " or indent the line if it goes on with the text above."
    )
    return fault.opened, message


def _stray_colon(fault: SyntaxFault) -> Explanation:
    if ": " in fault.head:
        return fault.place, say('": " inside a value. Put the whole value in quotes.')
    number = fault.place[0]
    above = max((n for n in range(number) if fault.lines[n].strip()), default=number)
    indent, indent_above = len(indent_of(fault.line)), len(indent_of(fault.lines[above]))
    if indent > indent_above:
        return (number, indent), _INDENTED_DEEPER
    return _no_colon(SyntaxFault(fault.words, fault.place, (above, indent_above), fault.lines))


_INDENTED_DEEPER = say(
    "this line is indented deeper than the line above, which has a value of its own."
    " Align the two, or empty the value above."
)


def _reserved(fault: SyntaxFault) -> Explanation | None:
    return (fault.place, needs_quotes(fault.character)) if fault.character else None


def _reserved_opener(fault: SyntaxFault) -> Explanation:
    return fault.opened, needs_quotes(fault.opener)


def _block_text(fault: SyntaxFault) -> Explanation:
    return fault.opened, say(
        "text that starts with {character} needs quotes around it, or its text must start on the"
        " next line.",
        character=quote(fault.opener),
    )


def _nothing_there(fault: SyntaxFault) -> Explanation | None:
    if not fault.character:
        return fault.place, say(
            "a closing {bracket} or {brace} is missing at the end. Add it.",
            bracket='"]"',
            brace='"}"',
        )
    if "flow" in fault.words:
        return fault.place, say(
            "nothing stands before this {character}. Write something there, or remove it.",
            character=quote(fault.character),
        )
    return _reserved(fault)


def _open_bracket(fault: SyntaxFault) -> Explanation:
    bracket, closing = ("[", "]") if "sequence" in fault.words else ("{", "}")
    if fault.place[0] == fault.opened[0] and fault.character:
        return fault.place, say(
            "a comma is missing before this, or a {closing}. Add it.", closing=quote(closing)
        )
    return fault.opened, say(
        "the {opening} that opens here is never closed. Add {closing}.",
        opening=quote(bracket),
        closing=quote(closing),
    )


def _tight_colon(fault: SyntaxFault) -> Explanation:
    return fault.place, say(
        'a space is missing after the ":". Add it. If it is part of a text, use quotes.'
    )


def _open_brackets(fault: SyntaxFault) -> Explanation:
    # libyaml looks up to 1,024 characters ahead and has a limit of its own there.
    return (fault.place[0], len(fault.head.rstrip("[{"))), TOO_DEEP


def _dash(fault: SyntaxFault) -> Explanation:
    message = say('"- " starts an item of a list. Begin the list on the next line, or use quotes.')
    return fault.place, message


def _out_of_place(fault: SyntaxFault) -> Explanation:
    last = fault.head.rstrip()[-1:]
    if last and last in _INNER_QUOTE:
        return fault.place, say(
            "text follows a closing quote. Put the whole text in quotes; a {sign} inside is written"
            " {doubled}.",
            sign=last,
            doubled=_INNER_QUOTE[last],
        )
    if fault.character == ":":
        return fault.place, NAMELESS
    if fault.character and fault.character in "]}":
        return fault.place, say(
            "this {character} closes nothing. Remove it.", character=quote(fault.character)
        )
    if fault.head.strip():
        return fault.place, say("this cannot stand here. Put the whole value in quotes.")
    if "collection" in fault.words:
        return fault.place, say(
            'an item of this list must start with "- ", aligned with the others.'
        )
    return fault.place, _MISALIGNED


_MISALIGNED = say("this line is not aligned with the fields it belongs to. Mend its indentation.")

# The first that fits, by what the parser said and what the line shows.
_DESCRIPTIONS: tuple[tuple[str, Callable[[SyntaxFault], Explanation | None]], ...] = (
    ("quoted scalar.*(end of stream|document)", _open_quote),
    ("", _tab),
    ("", _directive),
    ("quoted scalar", _escape),
    ("simple key", _no_colon),
    ("mapping values", _stray_colon),
    ("block scalar", _block_text),
    ("an (alias|anchor)|a tag|tag handle", _reserved_opener),
    ("cannot start any token|mapping keys", _reserved),
    ("node content", _nothing_there),
    ("unexpected ':'", _tight_colon),
    ("flow level", _open_brackets),
    ("flow (sequence|mapping)", _open_bracket),
    ("sequence entries", _dash),
    ("block (mapping|collection|end)|document start", _out_of_place),
)
