"""Fields as YAML in the style of this repository's content: block mappings, short lists inline."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeGuard

# What is the same text in every version of YAML; anything else is quoted.
_PLAIN = re.compile(r"(?!(?i:null|true|false|yes|no|on|off|y|n)$)[^\W\d_]([\w ./-]*[\w.])?")
# A date is written as editors write it; the generator reads it as text.
_DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?")


def write(fields: Mapping[str, Any]) -> str:
    """Return fields as a YAML document."""
    return "".join(f"{line}\n" for line in _lines(fields))


def _lines(fields: Mapping[str, Any]) -> Iterator[str]:
    for key, value in fields.items():
        if isinstance(value, Mapping):
            yield f"{key}:"
            yield from (f"  {line}" for line in _lines(value))
        elif _is_list(value) and any(isinstance(part, Mapping) for part in value):
            yield f"{key}:"
            for part in value:
                yield from _item(part)
        elif isinstance(value, str) and "\n" in value:
            yield f"{key}: |"
            yield from (f"  {line}" if line else "" for line in value.splitlines())
        else:
            yield f"{key}: {_inline(value)}"


def _item(part: object) -> Iterator[str]:
    """Yield the lines of one entry of a list."""
    lines = _lines(part) if isinstance(part, Mapping) else iter([_inline(part)])
    yield f"  - {next(lines)}"
    yield from (f"    {line}" for line in lines)


def _inline(value: object) -> str:
    if _is_list(value):
        return f"[{', '.join(map(_inline, value))}]"
    if isinstance(value, str) and (_PLAIN.fullmatch(value) or _DATE.fullmatch(value)):
        return value
    return json.dumps(value, ensure_ascii=False)


def _is_list(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, Sequence) and not isinstance(value, str)
