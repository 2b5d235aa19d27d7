"""What a live preview needs of the system: a port, and a folder that nobody else has."""

from __future__ import annotations

import shutil
import socket
from contextlib import suppress
from pathlib import Path

from alliance.outputs import locks
from alliance.outputs.locks import Lock

_PORTS = 20
_LOCK = ".lock"


def next_free(family: int, host: str, port: int) -> int | None:
    """Return the first port from one on that no program has; None if all the next ones are taken.

    Raises OSError for a host that is not this computer, or a port that one may not have.
    """
    for each in range(port, min(port + _PORTS, 2**16)):
        with socket.socket(family) as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, each))
            return each
    return None


def claim(folder: Path) -> Lock | None:
    """Mark a temporary folder as one of a preview that runs, and remove those of killed ones."""
    with suppress(OSError):  # what is left then is left to the system
        for lock in sorted(folder.parent.glob(f".{_kind(folder)}_*{_LOCK}")):
            if held := locks.take(lock):
                shutil.rmtree(lock.with_name(lock.name[1:].removesuffix(_LOCK)), ignore_errors=True)
                held.release()
        return locks.take(folder.with_name(f".{folder.name}{_LOCK}"))
    return None


def _kind(folder: Path) -> str:
    return folder.name.partition("_")[0]
