"""Finished work that the next build can take up again: files named after what they were made of."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PART = ".part"
FOLDER = ".cache"
"""Below the root of the repository; it can be deleted at any time."""


@dataclass(frozen=True, slots=True)
class Cache:
    """Work of one sort in a folder of its own. Where nothing can be written nothing is kept."""

    folder: Path | None
    """None keeps nothing."""

    def get(self, key: str) -> bytes | None:
        """Return what was kept under a key, None if nothing was."""
        if self.folder is None:
            return None
        try:
            return (self.folder / key).read_bytes()
        except OSError:
            return None

    def put(self, key: str, made: bytes) -> None:
        """Keep something in one step: other processes see all of it, or nothing."""
        if self.folder is None:
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(suffix=_PART, dir=self.folder)
        except OSError:
            return
        try:
            with suppress(OSError):
                with os.fdopen(handle, "wb") as file:
                    file.write(made)
                Path(name).replace(self.folder / key)
        finally:
            Path(name).unlink(missing_ok=True)

    def clear(self) -> None:
        """Remove what was not finished when a process was killed.

        Another one that is just writing keeps one thing less, and loses nothing else.
        """
        if self.folder is None:
            return
        with suppress(OSError):
            for left in self.folder.glob(f"*{_PART}"):
                left.unlink(missing_ok=True)


def cache_key(*parts: object) -> str:
    """Return a key for all that something is made of; the parts must print what they are."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()
