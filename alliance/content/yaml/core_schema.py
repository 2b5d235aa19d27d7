"""What a value without quotes means, by the core schema of YAML 1.2 (yaml.org/spec/1.2.2, 10.3).

Stricter where an editor would be surprised: `010` and `0x1F` are text, as `no` and `12:30` are.
"""

from __future__ import annotations

import math
import re

from alliance.content.yaml.node import Value
from alliance.i18n.message import Message, say
from alliance.i18n.problem import quote

# Beyond it JavaScript and spreadsheets, which read our open data, lose digits.
MAX_DIGITS = 15

# A number with leading zeros is none to its editor (a postcode, a code), hence text.
_PATTERN = re.compile(
    r"(?P<null>~|null|Null|NULL|)|(?P<true>true|True|TRUE)|(?P<false>false|False|FALSE)"
    r"|(?P<int>[-+]?(?:0|[1-9][0-9]*))"
    r"|(?P<float>[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
    r"|(?P<endless>[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))"
)
_CONSTANTS = {"null": None, "true": True, "false": False}


def resolve(text: str) -> tuple[Value, Message | None]:
    """Return the value of a text, and why it is refused, if it is; then the value is the text."""
    match = _PATTERN.fullmatch(text)
    kind = match.lastgroup if match else None
    if kind is None:
        return text, None
    if kind == "int":
        return _integer(text)
    if kind == "float" and math.isfinite(number := float(text)):
        return number, None
    if kind in _CONSTANTS:
        return _CONSTANTS[kind], None
    return text, say(
        "{found} is not a finite number. Write a number, or put it in quotes.", found=quote(text)
    )


def _integer(text: str) -> tuple[Value, Message | None]:
    if len(text.lstrip("+-")) <= MAX_DIGITS:
        return int(text), None
    return text, say(
        "{found} is too long for a number ({most} digits at most). If it is a code, put it in"
        " quotes.",
        found=quote(text),
        most=MAX_DIGITS,
    )
