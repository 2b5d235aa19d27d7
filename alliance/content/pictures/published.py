"""What is published of a picture or document."""

from __future__ import annotations

from dataclasses import dataclass

Size = tuple[int, int]
"""Width and height in pixels."""


@dataclass(frozen=True, slots=True)
class Published:
    """The bytes that visitors get."""

    data: bytes
    size: Size | None
    """None for a document."""
