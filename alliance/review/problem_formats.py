"""What the check found, as GitHub and GitLab show it beside the lines, and as a terminal does.

`github` and `gitlab` take problems, notes and a language, and return the whole text.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from alliance.i18n.catalogues import Words, tool_words_of
from alliance.i18n.problems import Problem

Format = Callable[[Sequence[Problem], Sequence[Problem], str], str]


def github(problems: Sequence[Problem], notes: Sequence[Problem], language: str) -> str:
    """Return annotations for GitHub Actions, one a line.

    Source: docs.github.com, "Workflow commands for GitHub Actions"; the escapes are those of the
    official toolkit (packages/core/src/command.ts).
    """
    words = tool_words_of(language)
    lines = [_annotation(problem, "error", words) for problem in problems]
    lines += [_annotation(note, "notice", words) for note in notes]
    return "".join(f"{line}\n" for line in lines)


def gitlab(problems: Sequence[Problem], notes: Sequence[Problem], language: str) -> str:
    """Return a Code Quality report of GitLab.

    Source: docs.gitlab.com, "Code Quality", section "Code Quality report format".
    """
    words = tool_words_of(language)
    prints = _fingerprints([*problems, *notes])
    found = [(problem, "major") for problem in problems] + [(note, "info") for note in notes]
    report = [
        {
            "description": problem.told(words),
            "check_name": "alliance check",
            "fingerprint": fingerprint,
            "severity": severity,
            "location": {"path": problem.path, "lines": {"begin": problem.line}},
        }
        for (problem, severity), fingerprint in zip(found, prints, strict=True)
    ]
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Format] = {"github": github, "gitlab": gitlab}
"""The formats by their name on the command line, beside plain text."""


def _annotation(problem: Problem, level: str, words: Words) -> str:
    place = f"file={_escape_property(problem.path)},line={problem.line},col={problem.column}"
    return f"::{level} {place}::{_escape_data(problem.told(words))}"


def _fingerprints(found: Sequence[Problem]) -> list[str]:
    """Return what names each problem when lines have moved, in whatever language it is told."""
    seen: Counter[tuple[str, str]] = Counter()
    prints = []
    for problem in found:
        what = problem.path, problem.told()
        seen[what] += 1
        prints.append(hashlib.sha256(repr((*what, seen[what])).encode()).hexdigest())
    return prints


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


TAB = 4
"""Columns that a tab is shown as."""

Cell = tuple[str, int]
"""A character as it is shown, and how many columns it takes."""


def excerpt(line: str, column: int, width: int) -> tuple[str, str]:
    """Return a line, cut to a width around a column (from 1), and the line with the caret.

    Columns of a file count characters; those of a terminal count cells, of which a character of
    East Asia takes two and a combining one none (Unicode Standard Annex 11).
    """
    cells = [_cell(character) for character in line]
    at = min(max(column - 1, 0), len(cells))
    start, end = _window(cells, at, width)
    head, tail = ("…" if start else ""), ("…" if end < len(cells) else "")
    shown = "".join(text for text, _ in cells[start:end])
    before = len(head) + _width(cells[start:at])
    return f"{head}{shown}{tail}", " " * before + "^"


def _window(cells: Sequence[Cell], at: int, width: int) -> tuple[int, int]:
    """Return where a cut begins and ends that shows a place and, first, what follows it."""
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


def _cell(character: str) -> Cell:
    if character == "\t":
        return " " * TAB, TAB
    if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp"):
        return "\ufffd", 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return character, 0
    return character, 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _width(cells: Sequence[Cell]) -> int:
    return sum(width for _, width in cells)
