"""Work shared among processes. They are forked, so nothing has to be loaded or compiled again."""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

MOST = 8
"""More processes than this wait for the disk."""


def processors() -> int:
    """Return how many processes can work at once: 1 where a process cannot be forked safely."""
    return min(len(os.sched_getaffinity(0)), MOST) if sys.platform == "linux" else 1


def share(items: Sequence[str], workers: int) -> list[list[str]]:
    """Deal items out to at most so many workers; each gets one at least."""
    return [list(items[start::workers]) for start in range(min(workers, len(items)))]


Task = Callable[[str], Iterable[object]]
"""Does the work for an item, step by step: it yields after each step."""


def fork(shares: Sequence[list[str]], task: Task) -> list[int]:
    """Fork a process for each share, which does the task for each item; return their ids.

    A process ends when its work is done, when the task raises, or after a step once the process
    that forked it is gone.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    gc.freeze()  # what is loaded stays as it is: there is nothing to collect, nor to copy
    parent, children = os.getpid(), []
    for items in shares:
        child = os.fork()
        if not child:
            _work(items, task, parent)
        children.append(child)
    return children


def _work(items: list[str], task: Task, parent: int) -> None:
    status = 1
    try:
        for _ in chain.from_iterable(map(task, items)):
            if os.getppid() != parent:
                break
        else:
            status = 0
    except Exception:  # noqa: BLE001 (whatever it is, the parent must know that it failed)
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def wait(children: list[int]) -> bool:
    """Wait for forked processes and take them off the list; tell whether all of them ended well."""
    states = []
    while children:
        states.append(os.waitpid(children.pop(), 0)[1])
    return not any(states)
