"""How two texts differ: which lines belong to each other, and which words are others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

# Below this, two texts are not versions of each other, and single words in common mislead.
_ALIKE = 0.45
# Words, numbers with their marks, single characters of scripts without blanks, and all else.
_WORD = re.compile(
    r"\d[\d.,\u00a0\u202f' ]*\d|\d|[^\W\d_\u3040-\u9fff\uac00-\ud7a3]+|\s+|.", re.DOTALL
)

# How much of a text tells whether it is a version of another, and from how many words on those
# that come often are no help to compare it (as difflib does by itself).
_ENOUGH = 400
_MANY = 2000

Kind = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: the same before and after, or only in one of them."""

    text: str
    kind: Kind = "same"


@dataclass(frozen=True, slots=True)
class Pair:
    """A line before and after; "" where there was or is none."""

    before: str
    after: str

    @property
    def is_number(self) -> bool:
        """Tell whether numbers in the line are others than before."""
        return bool(self.before and self.after) and _numbers(self.before) != _numbers(self.after)


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def pairs(before: Sequence[str], after: Sequence[str]) -> tuple[Pair, ...]:
    """Return the lines that differ, those that belong together as one."""
    return tuple(_pairs(before, after))


def unmoved(found: Sequence[Pair]) -> tuple[Pair, ...]:
    """Return pairs without the lines that only stand elsewhere now."""
    gone = Counter(pair.before for pair in found if not pair.after)
    new = Counter(pair.after for pair in found if not pair.before)
    moved = gone & new
    left = {True: Counter(moved), False: Counter(moved)}
    kept = []
    for pair in found:
        text, counter = pair.before or pair.after, left[bool(pair.before)]
        if not (pair.before and pair.after) and counter[text]:
            counter[text] -= 1
        else:
            kept.append(pair)
    return tuple(kept)


def repeats(pair: Pair, said: Collection[Pair]) -> bool:
    """Tell whether a change only repeats a part of what has been said already."""
    return pair in said or any(
        _has(told.before, pair.before) and _has(told.after, pair.after) for told in said
    )


def _has(text: str, part: str) -> bool:
    """Tell whether a part stands in a text as whole words: 1 is not in 11."""
    return not part or bool(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text))


def _pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[Pair]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind != "equal":
            yield from _matched(before[start:end], after[new_start:new_end])


def _matched(gone: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    """Bring together, in their order, the lines that are versions of each other."""
    if len(gone) == len(new) == 1:
        yield Pair(gone[0], new[0])
        return
    at = 0
    for line in gone:
        match = next((i for i in range(at, len(new)) if _alike(line, new[i])), None)
        if match is None:
            yield Pair(line, "")
            continue
        yield from (Pair("", text) for text in new[at:match])
        yield Pair(line, new[match])
        at = match + 1
    yield from (Pair("", text) for text in new[at:])


def _alike(one: str, other: str) -> bool:
    if _lead(one) and _lead(one) == _lead(other):
        return True
    matcher = SequenceMatcher(None, one[:_ENOUGH], other[:_ENOUGH], autojunk=False)
    return min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= _ALIKE and (
        matcher.ratio() >= _ALIKE
    )


def _lead(line: str) -> str:
    """Return the name of a named value, as in `Date: May 2020`; "" for any other line."""
    name, colon, _ = line.partition(": ")
    return name if colon and len(name) <= 40 else ""


def words(pair: Pair) -> tuple[Piece, ...]:
    """Return a line word by word, or before and after in one piece each where little is alike."""
    if not (pair.before and pair.after and _alike(pair.before, pair.after)):
        pieces = [Piece(pair.before, "gone"), Piece(pair.after, "new")]
        return tuple(piece for piece in pieces if piece.text)
    before, after = _WORD.findall(pair.before), _WORD.findall(pair.after)
    matcher = SequenceMatcher(None, before, after, autojunk=len(before) > _MANY)
    found: list[Piece] = []
    gone = new = ""
    opcodes = matcher.get_opcodes()
    for number, (kind, start, end, new_start, new_end) in enumerate(opcodes, 1):
        old, now = "".join(before[start:end]), "".join(after[new_start:new_end])
        # A blank between two words that changed changes with them.
        if kind == "equal" and (old.strip() or not (gone or new) or number == len(opcodes)):
            found += [Piece(gone, "gone"), Piece(new, "new"), Piece(old)]
            gone = new = ""
        else:
            gone, new = gone + old, new + now
    found += [Piece(gone, "gone"), Piece(new, "new")]
    return tuple(piece for piece in found if piece.text)
