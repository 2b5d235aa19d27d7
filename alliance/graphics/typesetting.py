"""How a text is set in lines: where a line may end, how large it can be, which way it runs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

# Characters that no line of Chinese or Japanese starts or ends with (W3C, "Requirements for
# Japanese Text Layout", 3.1.7 and 3.1.8, and "Requirements for Chinese Text Layout").
_NOT_FIRST = frozenset("、。，．：；！？）」』】〉》〕］｝’”ー々ゝゞ・…‥〜～!),.:;?]}%％")
_NOT_LAST = frozenset("（「『【〈《〔［｛‘“([{")
_DASHES = frozenset("–—·")
_HIRAGANA = re.compile("[\u3041-\u309f]")
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]")
_KANJI = re.compile("[\u3005\u3400-\u9fff]")
_KANA = re.compile("[\u3041-\u309f\u30a1-\u30fa\u30fc]")
_JAPANESE_WORDS = (
    (re.compile(""), _HIRAGANA),
    (_KATAKANA, _KATAKANA),
    (_KANJI, _KANJI),
)
"""Neighbours that no line comes between: endings, words in katakana, compounds."""
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")

F = TypeVar("F")
Measure = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A text set in lines of one size."""

    size: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextRun(Generic[F]):
    """A part of a line in one typeface and one direction."""

    text: str
    face: F
    direction: str


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    width: float
    """Without the blank at its end."""
    blank: float


def fit(text: str, measure: Measure, room: tuple[float, float], sizes: Sequence[int]) -> TextBlock:
    """Set a text as large as it fits, in lines of about the same length.

    `measure` gives the width of a text at size 1. `room` is the width, and the height in lines of
    size 1; `sizes` go from the largest to the smallest. What does not fit at all ends with "…".
    """
    width, height = room
    found = [_piece(part, measure) for part in pieces(text)]
    for size in sizes:
        lines = _lines(found, width / size)
        if len(lines) * size <= height and max(map(_length, lines)) * size <= width:
            return TextBlock(size, _texts(_balanced(found, len(lines), width / size)))
    size = sizes[-1]
    found = [_piece(character, measure) for part in found for character in part.text]
    lines = _lines(found, width / size)
    most = max(1, int(height / size))
    shown = _texts(lines[:most])
    return TextBlock(size, shown if len(lines) <= most else (*shown[:-1], shown[-1][:-2] + "…"))


def pieces(text: str) -> list[str]:
    """Split a text where a line may end; a blank stays at the end of its piece.

    Chinese can be broken nearly anywhere. Japanese, known by its kana, is broken where a phrase
    or another script begins. Korean is broken at blanks only, as most scripts are.
    """
    is_japanese = bool(_KANA.search(text))
    found: list[str] = []
    for character in " ".join(text.split()):
        if found and not _may_end(found[-1][-1], character, is_japanese):
            found[-1] += character
        else:
            found.append(character)
    return found


def text_runs(
    text: str, direction: str, faces: Sequence[F], has: Callable[[F, str], bool]
) -> list[TextRun[F]]:
    """Split a line into parts of one typeface and one direction, in their order from the left.

    Each character is in the first of the faces that has it; a blank or a stroke stays in the face
    of the letters before it, if that has it.
    """
    found: list[TextRun[F]] = []
    for run, run_direction in runs(text, direction)[:: -1 if direction == "rtl" else 1]:
        made = _in_faces(run, run_direction, faces, has)
        found += made[:: -1 if run_direction == "rtl" else 1]
    return found


def _in_faces(
    run: str, direction: str, faces: Sequence[F], has: Callable[[F, str], bool]
) -> list[TextRun[F]]:
    found: list[TextRun[F]] = []
    for character in run:
        near = [found[-1].face] if found and not character.isalpha() else []
        face = next((face for face in (*near, *faces) if has(face, character)), faces[0])
        if found and found[-1].face == face:
            found[-1] = TextRun(found[-1].text + character, face, direction)
        else:
            found.append(TextRun(character, face, direction))
    return found


def runs(text: str, direction: str) -> list[tuple[str, str]]:
    """Split a line into parts that run one way, in the order of reading, each with its direction.

    This is the part of the bidirectional algorithm (UAX #9) that a title needs: letters that run
    against the line take along what stands between them, and numbers behind them.
    """
    opposite = "rtl" if direction == "ltr" else "ltr"
    ways = _with_neutrals(_with_brackets(text, _strong(text, direction)))
    groups = groupby(zip(ways, text, strict=True), key=lambda pair: pair[0])
    return [
        ("".join(character for _, character in group), opposite if is_turned else direction)
        for is_turned, group in groups
    ]


def _strong(text: str, direction: str) -> list[bool | None]:
    """Return whether each letter, and each number behind it, is turned; None for the rest."""
    against = ("R", "AL") if direction == "ltr" else ("L",)
    found: list[bool | None] = []
    last: bool | None = False
    for kind in map(unicodedata.bidirectional, text):
        if kind in ("L", "R", "AL"):
            last = kind in against
        found.append(last if kind in ("L", "R", "AL", "EN", "AN", "NSM") else None)
    return found


def _with_brackets(text: str, ways: list[bool | None]) -> list[bool | None]:
    """Turn brackets only if both the text before them and all within is turned (rule N0)."""
    opened: list[int] = []
    for at, character in enumerate(text):
        if character in "([{":
            opened.append(at)
        elif character in ")]}" and opened:
            start = opened.pop()
            before = next((way for way in reversed(ways[:start]) if way is not None), False)
            ways[start] = ways[at] = before and False not in ways[start:at]
    return ways


def _with_neutrals(ways: list[bool | None]) -> list[bool]:
    """Turn what stands between letters that are turned (rules N1 and N2)."""
    found = []
    for at in range(len(ways)):
        before = next((way for way in reversed(ways[: at + 1]) if way is not None), False)
        after = next((way for way in ways[at:] if way is not None), False)
        found.append(bool(before and after))
    return found


def _may_end(last: str, following: str, is_japanese: bool) -> bool:
    if last == " " or following == " ":
        return last == " " and following not in _DASHES
    if not (_is_free(last) or _is_free(following)):
        return False
    if following in _NOT_FIRST or last in _NOT_LAST:
        return False
    return not is_japanese or not any(
        before.match(last) and after.match(following) for before, after in _JAPANESE_WORDS
    )


def _is_free(character: str) -> bool:
    """Tell whether a script needs no blanks to break a line."""
    wide = unicodedata.east_asian_width(character) in ("W", "F")
    return wide and not _HANGUL.match(character)


def _piece(text: str, measure: Measure) -> _Piece:
    bare = text.rstrip()
    width = measure(bare) if bare else 0.0
    return _Piece(text, width, measure(" ") if bare != text else 0.0)


def _lines(found: Sequence[_Piece], room: float) -> list[list[_Piece]]:
    lines: list[list[_Piece]] = [[]]
    for piece in found:
        if lines[-1] and _length([*lines[-1], piece]) > room:
            lines.append([])
        lines[-1].append(piece)
    return lines


def _balanced(found: Sequence[_Piece], count: int, room: float) -> list[list[_Piece]]:
    """Return as many lines, of nearly the same length."""
    narrow, wide = 0.0, room
    for _ in range(12):
        middle = (narrow + wide) / 2
        lines = _lines(found, middle)
        fits = len(lines) <= count and max(map(_length, lines)) <= room
        narrow, wide = (narrow, middle) if fits else (middle, wide)
    return _lines(found, wide)


def _length(line: Sequence[_Piece]) -> float:
    return sum(piece.width + piece.blank for piece in line) - (line[-1].blank if line else 0.0)


def _texts(lines: Sequence[Sequence[_Piece]]) -> tuple[str, ...]:
    return tuple("".join(piece.text for piece in line).rstrip() for line in lines)
