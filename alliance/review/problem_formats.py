"""What the check found, in the formats of the programs that show it beside the lines.

Each function takes problems, notes and the language to tell them in, and returns the whole text.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote as percent

from alliance.i18n.catalogues import Words, tool_words_of
from alliance.i18n.messages import Message
from alliance.i18n.problems import Problem

Format = Callable[[Sequence[Problem], Sequence[Problem], str], str]

_TOOL = "alliance"
_LONGEST_RULE = 60


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
    return _json(
        [
            {
                "description": problem.told(words),
                "check_name": rule_of(problem.message),
                "fingerprint": fingerprint,
                "severity": severity,
                "location": {"path": problem.path, "lines": {"begin": problem.line}},
            }
            for (problem, severity), fingerprint in zip(found, prints, strict=True)
        ]
    )


def plain(problems: Sequence[Problem], notes: Sequence[Problem], language: str) -> str:
    """Return a list for programs of one's own: path, line, column, record, message and level.

    The format is ours, and described in handbook/operators.md. `record` is left out where a
    problem is about a file as such.
    """
    words = tool_words_of(language)
    found = [(problem, "error") for problem in problems] + [(note, "note") for note in notes]
    return _json(
        [
            {
                "path": problem.path,
                "line": problem.line,
                "column": problem.column,
                **({"record": problem.record.put(words)} if problem.record else {}),
                "message": problem.message.put(words),
                "level": level,
            }
            for problem, level in found
        ]
    )


def sarif(problems: Sequence[Problem], notes: Sequence[Problem], language: str) -> str:
    """Return a log of static analysis, which GitHub, GitLab and Visual Studio Code can show.

    Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
    """
    words = tool_words_of(language)
    prints = _fingerprints([*problems, *notes])
    found = [(problem, "error") for problem in problems] + [(note, "note") for note in notes]
    rules = {rule_of(problem.message): problem.message for problem, _ in reversed(found)}
    ids = sorted(rules)
    run = {
        "tool": {
            "driver": {
                "name": _TOOL,
                "rules": [
                    {
                        "id": rule,
                        "shortDescription": {"text": words.gettext(_heart(rules[rule]).text)},
                    }
                    for rule in ids
                ],
            }
        },
        "language": language,
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(problem, level, fingerprint, ids, words)
            for (problem, level), fingerprint in zip(found, prints, strict=True)
        ],
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return _json({"$schema": schema, "version": "2.1.0", "runs": [run]})


FORMATS: Mapping[str, Format] = {"github": github, "gitlab": gitlab, "json": plain, "sarif": sarif}
"""The formats by their name on the command line, beside plain text."""


def rule_of(message: Message) -> str:
    """Return a name for what a message finds, the same whatever it is about.

    It is made of the English words, as in `the-key-is-given-twice-here-and-in-line`.
    """
    sentence = re.split(r"[.?](?:\s|$)", _bare(_heart(message).text))[0]
    words = re.findall("[a-z0-9]+", sentence.lower())
    name = ""
    for word in words:
        if len(name) + len(word) >= _LONGEST_RULE:
            break
        name = f"{name}-{word}" if name else word
    return name


def _heart(message: Message) -> Message:
    """Return the sentence that says what is wrong, within those that say only where."""
    inner = next((value for _, value in message.values[::-1] if isinstance(value, Message)), None)
    if inner is None or len(re.findall(r"\w+", _bare(message.text))) > 1:
        return message
    return _heart(inner)


def _bare(text: str) -> str:
    return re.sub(r"{\w+}", "", text)


def _annotation(problem: Problem, level: str, words: Words) -> str:
    place = f"file={_escape_property(problem.path)},line={problem.line},col={problem.column}"
    return f"::{level} {place}::{_escape_data(problem.told(words))}"


def _result(
    problem: Problem, level: str, fingerprint: str, rules: Sequence[str], words: Words
) -> dict[str, Any]:
    rule = rule_of(problem.message)
    return {
        "ruleId": rule,
        "ruleIndex": rules.index(rule),
        "level": level,
        "message": {"text": problem.told(words)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": percent(problem.path), "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": problem.line, "startColumn": problem.column},
                }
            }
        ],
        "partialFingerprints": {f"{_TOOL}/v1": fingerprint},
    }


def _fingerprints(found: Sequence[Problem]) -> list[str]:
    """Return what names each problem when lines have moved, in whatever language it is told."""
    seen: Counter[tuple[str, str]] = Counter()
    prints = []
    for problem in found:
        what = problem.path, problem.told()
        seen[what] += 1
        prints.append(hashlib.sha256(repr((*what, seen[what])).encode()).hexdigest())
    return prints


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


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
