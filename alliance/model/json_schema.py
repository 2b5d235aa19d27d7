"""What JSON Schemas say of a value: as it is typed, and as it is published."""

from __future__ import annotations

from typing import Any

from pydantic import WithJsonSchema

Schema = dict[str, Any]
"""A JSON Schema, or the definitions of one."""

NAMES = "x-names"
"""In the schema of what is typed: the kind whose records, or which list, may be named."""

DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
COLOUR = "^#[0-9A-Fa-f]{6}$"
DURATION = r"^[1-9]\d{0,2} (year|month)s?$"

_DAY = r"(0[1-9]|[12][0-9]|3[01])"
TYPED_DATE = rf"^(1[89][0-9]{{2}}|2[01][0-9]{{2}}|2200)(-(0[1-9]|1[0-2])(-{_DAY})?)?$"
"""The years, months and days that a date may have, but for the length of each month."""

TYPED_URL = r"^(https?://[^\s\\<>\"'`{}|^/?#@]+([/?#][^\s\\<>\"'`{}|^]*)?|(mailto|tel):[^\s\\<>\"'`{}|^?]+)$"
"""The schemes of an address, no user or password before the host, and no blank or quote."""

EMPTY = "The text is empty: write it, or delete the field."


def typed(pattern: str = "", wrong: str = "", **schema: Any) -> WithJsonSchema:
    """Return the JSON Schema of what is typed; `wrong` is what an editor says if it does not fit.

    `patternErrorMessage` is a keyword of the editors' own; without it they show the pattern.
    """
    fits = {"pattern": pattern, "patternErrorMessage": wrong} if pattern else {}
    return WithJsonSchema({"type": "string", **fits, **schema}, "validation")


def as_published(pattern: str = "", **schema: Any) -> WithJsonSchema:
    """Return the JSON Schema of what is published of a value."""
    fits = {"pattern": pattern} if pattern else {}
    return WithJsonSchema({"type": "string", **fits, **schema}, "serialization")
