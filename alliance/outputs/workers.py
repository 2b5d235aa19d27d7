"""Work shared among processes. They are forked, so nothing has to be loaded or compiled again."""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from alliance import interruption

MOST = 8
"""More processes than this wait for the disk."""
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


class LostError(Exception):
    """A process was ended from outside, before it could say what it had done."""


@dataclass(frozen=True, slots=True)
class Worker:
    """A process that was forked, and what it will say at its end is read from."""

    id: int
    pipe: int


def processors() -> int:
    """Return how many processes can work at once: 1 where a process cannot be forked safely."""
    return min(len(os.sched_getaffinity(0)), MOST) if sys.platform == "linux" else 1


def share(items: Sequence[str], workers: int) -> list[list[str]]:
    """Deal items out to at most so many workers; each gets one at least."""
    return [list(items[start::workers]) for start in range(min(workers, len(items)))]


Task = Callable[[str], object]
"""Does the work for an item."""


def fork(shares: Sequence[list[str]], task: Task, result: Callable[[], object]) -> list[Worker]:
    """Fork a process for each share, which does the task for each item; return them.

    At its end a process says what `result` returns there, or what the task has raised. It ends with
    the process that forked it, however that ends.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    gc.freeze()  # what is loaded stays as it is: there is nothing to collect, nor to copy
    workers: list[Worker] = []
    with interruption.held_back() as mask:  # until all of them are known
        try:
            for items in shares:
                workers.append(_fork(items, task, result, mask))  # noqa: PERF401 (some are to stop)
        except OSError:
            stop(workers)
            raise
    return workers


def _fork(
    items: list[str], task: Task, result: Callable[[], object], mask: Iterable[int]
) -> Worker:
    parent, (reading, writing) = os.getpid(), os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return Worker(child, reading)
    try:
        end_with(parent)
        for number in interruption.SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        said = _work(items, task, result)
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(said, pipe)
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(0)


def end_with(parent: int) -> None:
    """Have the kernel end this process when its parent ends (Linux; prctl(2))."""
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _work(items: list[str], task: Task, result: Callable[[], object]) -> tuple[bool, object]:
    """Return whether it went well, and the result or the error."""
    try:
        for item in items:
            task(item)
        return True, result()
    except Exception as error:  # noqa: BLE001 (whatever it is, the parent must know of it)
        return False, _portable(error)


def _portable(error: Exception) -> Exception:
    """Return an error as another process can take it, with the lines that led to it as a note."""
    error.add_note("".join(traceback.format_exception(error)))
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 (made here)
    except Exception:  # noqa: BLE001 (an error of any class, from anybody)
        plain = RuntimeError(f"{type(error).__name__}: {error}")
        plain.add_note(error.__notes__[-1])
        return plain
    return error


def wait(workers: list[Worker]) -> list[Any]:
    """Wait for processes, take them off the list, and return what they say.

    Raises what a task has raised, and LostError if a process was ended from outside.
    """
    results = []
    while workers:
        well, said = _said(workers[0])
        del workers[0]
        if not well:
            raise said
        results.append(said)
    return results


def _said(worker: Worker) -> tuple[bool, Any]:
    with os.fdopen(worker.pipe, "rb", closefd=False) as pipe:
        told = pipe.read()
    os.close(worker.pipe)
    os.waitpid(worker.id, 0)
    try:
        well, said = pickle.loads(told)  # noqa: S301 (from a process of our own)
    except (EOFError, pickle.UnpicklingError):
        return False, LostError()
    return well, said


def stop(workers: list[Worker]) -> None:
    """End processes at once, and take them off the list."""
    for worker in workers:
        with suppress(ProcessLookupError):
            os.kill(worker.id, signal.SIGKILL)
    for worker in workers:
        with suppress(OSError):
            os.close(worker.pipe)
        with suppress(ChildProcessError):
            os.waitpid(worker.id, 0)
    workers.clear()
