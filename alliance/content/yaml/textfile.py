"""From a file on disk to text that is safe to read: a small regular file, UTF-8, nothing hidden.

For records and for Markdown pages alike. Nothing here knows YAML.
"""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from alliance.i18n.messages import Message, mark, say
from alliance.i18n.problems import Problem, quote

MAX_BYTES = 1_000_000
# A file full of them is a binary file; a list of them all would help no one.
MAX_ODD = 20

# Controls but tab and line ends, what hides or turns text (the marks and joiners that Arabic,
# Persian and Indic scripts need are not in it), surrogates, private use, and noncharacters.
# The line separators are in it because YAML 1.1 parsers end a line there and 1.2 does not.
ODD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ud800-\uf8ff"
    "\ufdd0-\ufdef\ufeff\ufffe\uffff\U000f0000-\U0010ffff]"
)
_ODD_KINDS = {
    "Cc": mark("control character"),
    "Cs": mark("half of a character (surrogate)"),
    "Co": mark("private-use character"),
    "Cn": mark("undefined character"),
    "Zl": mark("line separator"),
    "Zp": mark("paragraph separator"),
}
_NOT_FILES = (
    (stat.S_ISLNK, mark("a symbolic link")),
    (stat.S_ISDIR, mark("a folder")),
    (stat.S_ISFIFO, mark("a pipe")),
)


def read_text(path: Path, name: str, limit: int = MAX_BYTES) -> str | Problem:
    """Return the text of a file, or why it cannot be had; `name` stands for it in the problem.

    Anything but a regular file is refused unopened, so that a pipe or a device cannot hang us.
    A byte order mark is dropped; line ends are left as they are.
    """
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            return Problem(name, 1, 1, _no_file(status.st_mode))
        if status.st_size > limit:
            return Problem(name, 1, 1, _too_large(status.st_size, limit))
        return _decode(path.read_bytes(), name)
    except OSError as error:
        return Problem(name, 1, 1, _unreadable(error))


def clean(text: str, name: str, first_line: int = 1) -> tuple[str, list[Problem]]:
    """Return the text with line feeds only, each odd character replaced, and a problem for each.

    The replacement is one character wide: what is read from the text keeps its place.
    """
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not ODD.search(text):
        return text, []
    problems = [
        Problem(name, line + first_line - 1, column, describe_odd(character))
        for line, column, character in islice(_odd_places(text), MAX_ODD)
    ]
    return ODD.sub("\ufffd", text), problems


def describe_odd(character: str) -> Message:
    """Return the message for a character that the ODD expression matches."""
    kind = _ODD_KINDS.get(unicodedata.category(character), mark("invisible character"))
    name = unicodedata.name(character, "").lower()
    shown = f"U+{ord(character):04X}" + (f" ({name})" if name else "")
    return say(
        "the {kind} {character} is not allowed. Delete it, or type the text again.",
        kind=say(kind),
        character=shown,
    )


def _odd_places(text: str) -> Iterator[tuple[int, int, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        for match in ODD.finditer(line):
            yield number, match.start() + 1, match[0]


def _decode(data: bytes, name: str) -> str | Problem:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:2]:
        return Problem(name, 1, 1, say("the file is UTF-16, not UTF-8. Save the file as UTF-8."))
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _wrong_encoding(data, error.start, name)


def _wrong_encoding(data: bytes, start: int, name: str) -> Problem:
    before = re.split(r"\r\n|\r|\n", data[:start].decode("utf-8"))
    guess = data[start : start + 1].decode("cp1252", "replace")
    message = (
        say(
            "the byte {byte} (perhaps {guess} in another encoding) is not UTF-8. Save the file as"
            " UTF-8.",
            byte=f"{data[start]:02X}",
            guess=quote(guess),
        )
        if guess.isalnum()
        else say("the byte {byte} is not UTF-8. Save the file as UTF-8.", byte=f"{data[start]:02X}")
    )
    return Problem(name, len(before), len(before[-1]) + 1, message)


def _no_file(mode: int) -> Message:
    found = next((kind for is_kind, kind in _NOT_FILES if is_kind(mode)), mark("a device"))
    return say("{found} stands where a file belongs. Put a file there.", found=say(found))


def _unreadable(error: OSError) -> Message:
    return say(
        "the file cannot be read: {reason}. Look whether it is there and may be read.",
        reason=error.strerror or str(error),
    )


def _too_large(size: int, limit: int) -> Message:
    return say(
        "the file is {size} MB large; {most} MB at most is read. Split it or shorten it.",
        size=f"{size / 1e6:.1f}",
        most=f"{limit / 1e6:.0f}",
    )
