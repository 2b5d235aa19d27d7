"""How two texts differ: which lines are versions of each other, and which words changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

# Below this ratio, two texts are not versions of each other: shared words are a coincidence.
_SIMILAR = 0.45
# Words, whole numbers with separators, single characters of scripts without spaces, all else.
_WORD = re.compile(
    r"\d[\d.,\u00a0\u202f' ]*\d|\d|[^\W\d_\u3040-\u9fff\uac00-\ud7a3]+|\s+|.", re.DOTALL
)

# The characters that are enough to see whether two texts are similar, how many added lines are
# looked at for a new version of a removed one, and how many pairs of equal words or lines are
# compared: difflib takes time with the square of their number and more, whoever typed them.
_ENOUGH = 400
_NEAR = 50
_MOST_EQUAL = 200_000
_MOST_EQUAL_SIGNS = 20_000

_Opcode = tuple[str, int, int, int, int]
"""What happened to which part before, and which part it is now, as difflib says it."""


@dataclass(frozen=True, slots=True)
class TextSpan:
    """Part of a text: the same before and after, or only in one of them."""

    text: str
    change: Literal["same", "gone", "new"] = "same"


@dataclass(frozen=True, slots=True)
class Pair:
    """A line before and after; "" if it was added or removed."""

    before: str
    after: str

    @property
    def is_number(self) -> bool:
        """Whether the line exists on both sides, with different numbers in it."""
        return bool(self.before and self.after) and _numbers(self.before) != _numbers(self.after)


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def pairs(before: Sequence[str], after: Sequence[str]) -> tuple[Pair, ...]:
    """Return the lines that differ; a line and its new version are one pair."""
    return tuple(
        pair
        for tag, start, end, new_start, new_end in _opcodes(before, after)
        if tag != "equal"
        for pair in _matched(before[start:end], after[new_start:new_end])
    )


def unmoved(found: Sequence[Pair]) -> tuple[Pair, ...]:
    """Leave out lines that were removed in one place and added in another."""
    count = Counter(found)
    moved = {
        pair: min(number, count[Pair(pair.after, pair.before)])
        for pair, number in count.items()
        if not (pair.before and pair.after)
    }
    kept = []
    for pair in found:
        if moved.get(pair):
            moved[pair] -= 1
        else:
            kept.append(pair)
    return tuple(kept)


def repeats(pair: Pair, known: Collection[Pair]) -> bool:
    """Whether a change is one of those already reported, or part of one."""
    return pair in known or any(
        _has(other.before, pair.before) and _has(other.after, pair.after) for other in known
    )


def _has(text: str, part: str) -> bool:
    """Whether a text contains another as whole words: 11 does not contain 1."""
    return not part or bool(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text))


def _matched(gone: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    """Pair each removed line with the next added line that is similar, keeping their order."""
    if len(gone) == len(new) == 1:
        yield Pair(gone[0], new[0])
        return
    at = 0
    for line in gone:
        near = range(at, min(at + _NEAR, len(new)))
        match = next((i for i in near if _similar(line, new[i])), None)
        if match is None:
            yield Pair(line, "")
            continue
        yield from (Pair("", text) for text in new[at:match])
        yield Pair(line, new[match])
        at = match + 1
    yield from (Pair("", text) for text in new[at:])


def _opcodes(before: Sequence[str], after: Sequence[str]) -> list[_Opcode]:
    """Return how two sequences differ; very many changes are one, between the equal ends."""
    if _equal(before, after) <= _MOST_EQUAL:
        return [*SequenceMatcher(None, before, after, autojunk=False).get_opcodes()]
    start, most = 0, min(len(before), len(after))
    while start < most and before[start] == after[start]:
        start += 1
    end = 0
    while end < most - start and before[-1 - end] == after[-1 - end]:
        end += 1
    last, new_last = len(before) - end, len(after) - end
    return [
        ("equal", 0, start, 0, start),
        ("replace", start, last, start, new_last),
        ("equal", last, len(before), new_last, len(after)),
    ]


def _equal(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many pairs of equal parts two sequences have."""
    counted = Counter(other)
    return sum(number * counted[part] for part, number in Counter(one).items())


def _similar(one: str, other: str) -> bool:
    if _name(one) and _name(one) == _name(other):
        return True
    one, other = one[:_ENOUGH], other[:_ENOUGH]
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    cheap = min(matcher.real_quick_ratio(), matcher.quick_ratio())  # upper bounds of the ratio
    if cheap < _SIMILAR or _equal(one, other) > _MOST_EQUAL_SIGNS:
        return cheap >= _SIMILAR
    return matcher.ratio() >= _SIMILAR


def _name(line: str) -> str:
    """Return the name in a line such as `Date: May 2020`; "" for any other line."""
    name, colon, _ = line.partition(": ")
    return name if colon and len(name) <= 40 else ""


def marked_words(pair: Pair) -> tuple[TextSpan, ...]:
    """Return a line with its changed words marked; dissimilar versions are marked as a whole."""
    if not (pair.before and pair.after and _similar(pair.before, pair.after)):
        spans = TextSpan(pair.before, "gone"), TextSpan(pair.after, "new")
        return tuple(span for span in spans if span.text)
    before, after = _WORD.findall(pair.before), _WORD.findall(pair.after)
    found: list[TextSpan] = []
    gone = new = ""
    opcodes = _opcodes(before, after)
    for number, (tag, start, end, new_start, new_end) in enumerate(opcodes, 1):
        old, now = "".join(before[start:end]), "".join(after[new_start:new_end])
        # A space between two changed words is marked with them.
        if tag == "equal" and (old.strip() or not (gone or new) or number == len(opcodes)):
            found += [TextSpan(gone, "gone"), TextSpan(new, "new"), TextSpan(old)]
            gone = new = ""
        else:
            gone, new = gone + old, new + now
    found += [TextSpan(gone, "gone"), TextSpan(new, "new")]
    return tuple(span for span in found if span.text)
