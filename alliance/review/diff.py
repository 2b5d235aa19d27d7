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

# The characters that are enough to see whether two texts are similar, and the number of words
# from which frequent ones are ignored (difflib's own heuristic).
_ENOUGH = 400
_MANY = 2000


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
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return tuple(
        pair
        for tag, start, end, new_start, new_end in matcher.get_opcodes()
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
        match = next((i for i in range(at, len(new)) if _similar(line, new[i])), None)
        if match is None:
            yield Pair(line, "")
            continue
        yield from (Pair("", text) for text in new[at:match])
        yield Pair(line, new[match])
        at = match + 1
    yield from (Pair("", text) for text in new[at:])


def _similar(one: str, other: str) -> bool:
    if _name(one) and _name(one) == _name(other):
        return True
    matcher = SequenceMatcher(None, one[:_ENOUGH], other[:_ENOUGH], autojunk=False)
    cheap = min(matcher.real_quick_ratio(), matcher.quick_ratio())  # upper bounds of the ratio
    return cheap >= _SIMILAR and matcher.ratio() >= _SIMILAR


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
    matcher = SequenceMatcher(None, before, after, autojunk=len(before) > _MANY)
    found: list[TextSpan] = []
    gone = new = ""
    opcodes = matcher.get_opcodes()
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
