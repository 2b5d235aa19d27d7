"""Values as YAML: bare where every version of YAML takes them as they are, else in quotes."""

from __future__ import annotations

import json
import re

from alliance.core_schema import resolve
from alliance.node import Value

_WORD = r"(?!(?i:null|true|false|yes|no|on|off|y|n)$)[^\W\d_]"
# What is the same text at any place; a list in brackets ends at a comma.
_PLAIN = re.compile(rf"{_WORD}([\w ./’-]*[\w.’])?|\d{{4}}-\d{{2}}(-\d{{2}})?")
_PLAIN_ON_ITS_LINE = re.compile(
    rf"{_WORD}([\w ./’“”,;()'&?!+%–-]*[\w.’”)?!%])?"
    r"|(https?://|mailto:|tel:)[\w./?=&%+~#@:-]*[\w/]"
)


def scalar(value: Value, in_brackets: bool = False) -> str:
    """Return a value on one line, so that the same value is read from it."""
    if not isinstance(value, str):
        return json.dumps(value)
    if _PLAIN.fullmatch(value) or (not in_brackets and _PLAIN_ON_ITS_LINE.fullmatch(value)):
        return value if resolve(value) == (value, None) else json.dumps(value)
    return json.dumps(value, ensure_ascii=False)


def listing(values: tuple[Value, ...]) -> str:
    """Return values as a list in brackets."""
    return f"[{', '.join(scalar(value, in_brackets=True) for value in values)}]"


def lines(text: str) -> list[str] | None:
    """Return the lines of a text that can stand, indented, below a `|`; None if it needs quotes.

    What is read from such a block has one line end more, which every field strips.
    """
    if "\n" not in text or text != text.strip() or re.search(r"[\t\r]|[ ]$", text, re.MULTILINE):
        return None
    return text.split("\n")
