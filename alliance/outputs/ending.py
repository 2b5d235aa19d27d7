"""How a command ends that was stopped, or met what nobody expected: in plain words."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from alliance.content.options import read_language
from alliance.i18n.catalogues import tool_words_of
from alliance.i18n.messages import Message, say
from alliance.interruption import Stopped, stoppable
from alliance.outputs.manifest import version

AS_IT_WAS = say("The site is as it was.")
STOPPED = say("Stopped.") + AS_IT_WAS

_CAUSES = {
    errno.ENOSPC: say("the disk is full"),
    errno.EDQUOT: say("you have used up your space on the disk"),
    errno.EROFS: say("the disk can only be read"),
    errno.EACCES: say("you are not allowed to"),
    errno.EPERM: say("you are not allowed to"),
    errno.ENOENT: say("it is not there"),
    errno.ENOTDIR: say("a part of the path is no folder"),
    errno.EFBIG: say("the file would be larger than you are allowed to write"),
    errno.EMFILE: say("too many files are open at once"),
    errno.ENFILE: say("too many files are open at once"),
    errno.EIO: say("the disk has a fault"),
}


@contextmanager
def calm_ending() -> Iterator[None]:
    """Let a command be stopped by signals, and end with words in place of a traceback.

    The exit status is that of the signal (128 and its number), or 1.
    """
    try:
        with stoppable():
            yield
    except Stopped:
        write(STOPPED)
        raise
    except Exception as error:  # noqa: BLE001 (the one place where anything may arrive)
        write(explain(error) + AS_IT_WAS)
        sys.exit(1)


def explain(error: Exception, place: Path | None = None) -> Message:
    """Return what to tell about an error that nobody caught; show its traceback if that is wanted.

    `place` is where something was read or written, if the error does not say it.
    """
    if is_verbose():
        traceback.print_exception(error)
    if isinstance(error, OSError) and error.errno is not None:
        return _system(error, place)
    return say(
        "This should not happen: {error}. Please report it to those who maintain the generator,"
        " with its version ({version}) and with what the same command says with --verbose.",
        error=f"{type(error).__name__}: {error}",
        version=version(),
    )


def _system(error: OSError, place: Path | None) -> Message:
    path = error.filename2 or error.filename or place
    number = error.errno or 0
    cause = _CAUSES.get(number) or error.strerror or os.strerror(number)
    if path is None:
        return say("The system does not go on: {cause}.", cause=cause)
    shown = os.fsdecode(path) if isinstance(path, bytes) else str(path)
    return say("{path} cannot be read or written: {cause}.", path=shown, cause=cause)


def is_verbose() -> bool:
    """Tell whether somebody wants to see where an error comes from."""
    return bool(os.environ.get("ALLIANCE_VERBOSE")) or not {"-v", "--verbose"}.isdisjoint(sys.argv)


def write(message: Message) -> None:
    """Write a last line, in the language of whoever runs the command, if anybody still reads it."""
    with suppress(OSError, ValueError):
        sys.stderr.write(f"{message.put(tool_words_of(read_language()))}\n")
        sys.stderr.flush()
