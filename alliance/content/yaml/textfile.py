"""From a file on disk to text that is safe to read: a small regular file, UTF-8, nothing hidden.

For records and for Markdown pages alike. Nothing here knows YAML.
"""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Callable, Iterator
from itertools import groupby, islice
from pathlib import Path

from alliance.i18n.messages import Message, mark, say
from alliance.i18n.problems import Problem, quote

MAX_BYTES = 1_000_000
# A file full of them is a binary file; a list of them all would help no one.
MAX_ODD = 20
# No script stacks more (UAX #15, "Stream-Safe Text Format"), and the time to put them in their
# canonical order grows with the square of their number.
MAX_MARKS = 30

# Controls but tab and line ends, what hides or turns text (the marks and joiners that Arabic,
# Persian and Indic scripts need are not in it), surrogates, private use, and noncharacters.
# The line separators are in it because YAML 1.1 parsers end a line there and 1.2 does not.
ODD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ud800-\uf8ff"
    "\ufdd0-\ufdef\ufeff\ufffe\uffff\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
# All blocks with combining marks are in it; scripts whose words are long are in it as well.
_PERHAPS_MARKS = re.compile(
    "[\u0300-\u1dff\u20d0-\u20ff\u2cef-\u2dff\u302a-\u309a\ua66f-\uabff\ufb1e\ufe20-\ufe2f"
    f"\uff9e\uff9f\U00010000-\U0001ffff]{{{MAX_MARKS + 1},}}"
)
_ODD_KINDS = {
    "Cc": mark("control character"),
    "Cs": mark("half of a character (surrogate)"),
    "Co": mark("private-use character"),
    "Cn": mark("undefined character"),
    "Zl": mark("line separator"),
    "Zp": mark("paragraph separator"),
}
_TOO_MANY_MARKS = say(
    "one letter carries more than {most} marks. Delete those that it does not need.",
    most=MAX_MARKS,
)
# What Git leaves where two people changed the same lines (git-merge(1), "How conflicts are
# presented"); either sign alone tells it, wherever it was moved to.
_CONFLICT = re.compile(r"^[ \t]*(?:<{7}|>{7})(?=[ \r\n]|$)", re.MULTILINE)
_TWO_VERSIONS = say(
    "two people changed this place, and Git has left both versions between lines that begin with"
    " <<<<<<<, ======= and >>>>>>>. Keep one version, and delete these lines."
)
_NOT_FILES = (
    (stat.S_ISLNK, mark("a symbolic link")),
    (stat.S_ISDIR, mark("a folder")),
    (stat.S_ISFIFO, mark("a pipe")),
)


def read_text(path: Path, name: str, limit: int = MAX_BYTES) -> str | Problem:
    """Return the text of a file, or why it cannot be read; `name` is its path in the problem."""
    data = read_bytes(path, name, limit, _too_large)
    return data if isinstance(data, Problem) else decode(data, name)


def read_bytes(
    path: Path, name: str, limit: int, too_large: Callable[[int, int], Message]
) -> bytes | Problem:
    """Return the bytes of a file, or why they cannot be read; `name` is its path in the problem.

    Anything but a regular file is refused unopened, so that a pipe or a device cannot hang us.
    `too_large` makes the message of a size and a limit.
    """
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            return Problem(name, 1, 1, _no_file(status.st_mode))
        if status.st_size > limit:
            return Problem(name, 1, 1, too_large(status.st_size, limit))
        return path.read_bytes()
    except OSError as error:
        return Problem(name, 1, 1, _unreadable(error))


def clean(text: str, name: str, first_line: int = 1) -> tuple[str, list[Problem]]:
    """Return the text with line feeds only, each odd character replaced, and a problem for each.

    The replacement is one character wide: what is read from the text keeps its place.
    """
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    cleaned, found = replace_odd(text)
    problems = []
    for start, message in found:
        line, line_start = text.count("\n", 0, start), text.rfind("\n", 0, start) + 1
        problems.append(Problem(name, first_line + line, start - line_start + 1, message))
    return cleaned, problems


def replace_odd(text: str) -> tuple[str, list[tuple[int, Message]]]:
    """Return the text with each odd character replaced, and what is odd with the place of each.

    Marks that are stacked too high on a letter are odd as well. A long list is cut short.
    """
    found = [
        (match.start(), describe_odd(match[0])) for match in islice(ODD.finditer(text), MAX_ODD)
    ]
    if found:
        text = ODD.sub("\ufffd", text)
    piles = [] if text.isascii() else list(_piles(text))
    if piles:
        characters = list(text)
        for pile in piles:
            characters[pile.start : pile.stop] = "\ufffd" * len(pile)
        text = "".join(characters)
    found += [(pile.start, _TOO_MANY_MARKS) for pile in piles[:MAX_ODD]]
    return text, sorted(found)


def _piles(text: str) -> Iterator[range]:
    """Yield the places of the marks that are stacked too high on a letter."""
    for stretch in _PERHAPS_MARKS.finditer(text):
        for is_mark, places in groupby(range(*stretch.span()), lambda at: _is_mark(text[at])):
            run = list(places) if is_mark else []
            if len(run) > MAX_MARKS:
                yield range(run[MAX_MARKS], run[-1] + 1)


def _is_mark(character: str) -> bool:
    """Tell whether a character, or what it is made of, belongs to the one before it."""
    return unicodedata.combining(unicodedata.normalize("NFKD", character)[0]) > 0


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


def decode(data: bytes, name: str) -> str | Problem:
    """Return UTF-8 as text; a byte order mark is dropped, line ends are left as they are."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:2]:
        return Problem(name, 1, 1, say("the file is UTF-16, not UTF-8. Save the file as UTF-8."))
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _wrong_encoding(data, error.start, name)
    if marker := _CONFLICT.search(text):
        return Problem(name, text.count("\n", 0, marker.start()) + 1, 1, _TWO_VERSIONS)
    return text


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
