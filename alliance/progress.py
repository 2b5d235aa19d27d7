"""A line that shows on a terminal how far a long task is; nothing where there is no terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

Show = Callable[[str], None]
"""Takes what a task does now, in a few words."""


def silent(_text: str) -> None:
    """Show nothing."""


class Progress:
    """Rewrites one line of a stream, and only if it is a terminal."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._is_shown = stream.isatty()

    def show(self, text: str) -> None:
        """Put a text in the place of the last one."""
        if self._is_shown:
            self._stream.write(f"\r\033[K{text}")
            self._stream.flush()

    def clear(self) -> None:
        """Leave an empty line."""
        self.show("")
