"""The result of the check in the formats of GitHub and GitLab, and the excerpts on a terminal."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from alliance.i18n.catalogues import Words, tool_words_of
from alliance.i18n.problems import Problem

Format = Callable[[Sequence[Problem], Sequence[Problem], str], str]
"""Takes problems, notes and a language; returns the whole text."""


def github(problems: Sequence[Problem], notes: Sequence[Problem], language: str) -> str:
    """Return annotations for GitHub Actions, each on a line.

    Source: docs.github.com, "Workflow commands for GitHub Actions"; the escapes are those of the
    official toolkit (packages/core/src/command.ts).
    """
    words = tool_words_of(language)
    lines = [_annotation(problem, "error", words) for problem in problems]
    lines += [_annotation(note, "notice", words) for note in notes]
    return "".join(f"{line}\n" for line in lines)


def gitlab(problems: Sequence[Problem], notes: Sequence[Problem], language: str) -> str:
    """Return a Code Quality report for GitLab.

    Source: docs.gitlab.com, "Code Quality", section "Code Quality report format".
    """
    words = tool_words_of(language)
    found = [*((each, "major") for each in problems), *((each, "info") for each in notes)]
    fingerprints = _fingerprints([*problems, *notes])
    report = [
        {
            "description": problem.told(words),
            "check_name": "alliance check",
            "fingerprint": fingerprint,
            "severity": severity,
            "location": {"path": problem.path, "lines": {"begin": problem.line}},
        }
        for (problem, severity), fingerprint in zip(found, fingerprints, strict=True)
    ]
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Format] = {"github": github, "gitlab": gitlab}
"""The formats beside plain text, by their name on the command line."""


def _annotation(problem: Problem, level: str, words: Words) -> str:
    place = f"file={_escape_property(problem.path)},line={problem.line},col={problem.column}"
    return f"::{level} {place}::{_escape_data(problem.told(words))}"


def _fingerprints(found: Sequence[Problem]) -> list[str]:
    """Return an identifier for each problem that depends neither on its line nor on a language."""
    seen: Counter[tuple[str, str]] = Counter()
    fingerprints = []
    for problem in found:
        what = problem.path, problem.told()
        seen[what] += 1
        fingerprints.append(hashlib.sha256(repr((*what, seen[what])).encode()).hexdigest())
    return fingerprints


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


_TAB_WIDTH = 4
_NEAR = 4
"""How many times the width is looked at on both sides of a place: a line can have a million."""

Character = tuple[str, int]
"""A character as shown, and the number of terminal columns it takes."""


def excerpt(line: str, column: int, width: int) -> tuple[str, str]:
    """Return a line, cut to a width around a column (from 1), and a caret to print below it.

    Columns of a file are characters. On a terminal, an East Asian character takes two columns and
    a combining one none (Unicode Standard Annex 11).
    """
    first = max(column - 1 - _NEAR * width, 0)
    near = line[first : column + _NEAR * width]
    cells = [_cell(character) for character in near]
    at = min(max(column - 1 - first, 0), len(cells))
    start, end = _window(cells, at, width)
    head = "…" if first + start else ""
    tail = "…" if end < len(cells) or first + len(near) < len(line) else ""
    shown = "".join(text for text, _ in cells[start:end])
    before = len(head) + _width(cells[start:at])
    return f"{head}{shown}{tail}", " " * before + "^"


def _window(cells: Sequence[Character], at: int, width: int) -> tuple[int, int]:
    """Return start and end of the part shown: what follows the place has priority."""
    if _width(cells) <= width:
        return 0, len(cells)
    room = max(width - 3, 1)  # for the two ellipses, and the caret at the end of a line
    end = at
    while end < len(cells) and _width(cells[at : end + 1]) <= room // 2:
        end += 1
    start = at
    while start > 0 and _width(cells[start - 1 : end]) <= room:
        start -= 1
    while end < len(cells) and _width(cells[start : end + 1]) <= room:
        end += 1
    return start, end


def _cell(character: str) -> Character:
    if character == "\t":
        return " " * _TAB_WIDTH, _TAB_WIDTH
    if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp"):
        return "\ufffd", 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return character, 0
    return character, 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _width(cells: Sequence[Character]) -> int:
    return sum(width for _, width in cells)
