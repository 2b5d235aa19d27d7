"""What a live preview needs of the system: a folder that nobody else has, and a port."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from alliance.i18n.messages import Message, say
from alliance.outputs import locks
from alliance.outputs.locks import Lock

_LOCK = ".lock"


def other_port(wanted: int, url: str) -> Message:
    """Return what to say where another program has the port that was asked for."""
    return say("Port {port} is taken. The preview is at {url}", port=str(wanted), url=url)


def no_port(host: str, wanted: int) -> Message:
    """Return what to say where the next ports are taken too."""
    setting = f"dev_addr: {host}:{wanted + 1000}"
    return say(
        "Port {port} is taken. Set another one, as in {setting}.", port=str(wanted), setting=setting
    )


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
