"""How a text is written as a value of YAML: the plainest way that reads back as the same text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from alliance.content.yaml.reader import Scalar, parse

WIDTH = 100
"""Columns of a line; a word that is longer stands alone, and so do scripts without blanks."""

# Where a folded block may end a line: at a single blank, because only that is read as one again.
_BREAK = re.compile("(?<=[^ \t\n]) (?=[^ \t\n])")

# What is the same text in every version of YAML, at any place.
_BARE = re.compile(
    r"(?!(?i:null|true|false|yes|no|on|off|y|n)$)[^\W\d_]([\w ./’-]*[\w.’])?"
    r"|\d{4}-\d{2}(-\d{2})?"
)


def written(key: str, text: str, indent: int, style: str) -> tuple[str, list[str]]:
    """Return what follows the colon of a key, and the lines below it, for a text.

    `indent` is the column of the key, from 0. `style` is the quote or block mark to keep to where
    it can be: "|", ">", two quotes, or "" for none.
    """
    for first, below in _ways(key, text, indent, style):
        if _reads_as(text, f"{' ' * indent}{key}: {first}", below):
            return first, below
    return quoted(text), []


def quoted(text: str) -> str:
    """Return a text in double quotes, in one line, as can stand anywhere (YAML 1.2, 7.3.1)."""
    return json.dumps(text, ensure_ascii=False)


def listed(texts: Iterable[str]) -> str:
    """Return texts as a list in brackets."""
    return f"[{', '.join(text if _BARE.fullmatch(text) else quoted(text) for text in texts)}]"


def _ways(key: str, text: str, indent: int, style: str) -> Iterator[tuple[str, list[str]]]:
    margin = " " * (indent + 2)
    literal = ("|", [margin + line if line else "" for line in text.split("\n")])
    folded = (">-", [margin + line for line in _fold(text, WIDTH - len(margin))])
    if style == "|" or "\n" in text:
        yield literal
    if style == ">":
        yield folded
    one_line = {'"': quoted(text), "'": "'" + text.replace("'", "''") + "'"}
    if "\t" in text:  # parsers differ on where a tab may stand without quotes
        yield one_line['"'], []
    for first in (one_line.get(style, text), text, one_line['"']):
        if indent + len(key) + 2 + len(first) <= WIDTH:
            yield first, []
    yield folded


def _fold(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for word in _BREAK.split(text):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _reads_as(text: str, first: str, below: list[str]) -> bool:
    node, problems = parse("\n".join([first, *below, ""]), "")
    if node is None or problems or len(node.entries) != 1:
        return False
    (entry,) = node.entries.values()
    found = entry.value
    return isinstance(found, Scalar) and isinstance(found.value, str) and found.text.strip() == text
