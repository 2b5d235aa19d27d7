"""A lock of the operating system on a file: held by one build at a time, and never left behind."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock that is held. The kernel releases it when no process of its holder is left.

    Processes that are forked hold it too, so it is not free while one of them still writes; each
    ends with its parent (`processes`).
    """

    path: Path
    handle: int

    def release(self) -> None:
        """Let the next one have it."""
        self.path.unlink(missing_ok=True)
        os.close(self.handle)


def take(path: Path, wait: Callable[[], None] | None = None) -> Lock | None:
    """Return the lock of a file once it is free; `wait` is called first if that may take time.

    Without `wait`, return None where somebody else holds it. Raises OSError where the file cannot
    be written.
    """
    while True:
        handle = os.open(path, os.O_RDONLY | os.O_CREAT | os.O_NOFOLLOW, 0o644)
        try:
            is_held = _hold(handle, wait)
        except BaseException:
            os.close(handle)
            raise
        if is_held and _is_there(handle, path):
            return Lock(path, handle)
        os.close(handle)
        if not is_held:
            return None


def _hold(handle: int, wait: Callable[[], None] | None) -> bool:
    with suppress(BlockingIOError):
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    if wait is not None:
        wait()
        fcntl.flock(handle, fcntl.LOCK_EX)
    return wait is not None


def _is_there(handle: int, path: Path) -> bool:
    """Tell whether a file is still the one of its name: whoever held it before has removed it."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False
