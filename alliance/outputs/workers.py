"""Work shared among processes. They are forked, so nothing has to be loaded or compiled again."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

MOST = 8
"""More processes than this wait for the disk."""


def processors() -> int:
    """Return how many processes can work at once: 1 where a process cannot be forked safely."""
    return min(len(os.sched_getaffinity(0)), MOST) if sys.platform == "linux" else 1


def share(items: Sequence[str], workers: int) -> list[list[str]]:
    """Deal items out to at most so many workers; each gets one at least."""
    return [list(items[start::workers]) for start in range(min(workers, len(items)))]


def fork(shares: Sequence[list[str]]) -> tuple[list[int], list[str]]:
    """Fork a process for each share but the first; return their ids, and the share of this process.

    In a forked process there are no ids. It must end with `end`, and look at `is_orphan` at times.
    """
    gc.freeze()  # what is loaded stays as it is: there is nothing to collect, nor to copy
    children: list[int] = []
    for own in shares[1:]:
        child = os.fork()
        if not child:
            return [], own
        children.append(child)
    return children, shares[0] if shares else []


def end() -> None:
    """End a forked process whose work is done."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def is_orphan(parent: int) -> bool:
    """Tell whether the process that forked this one, by its id, is gone."""
    return os.getppid() != parent


def wait(children: list[int]) -> bool:
    """Wait for forked processes and take them off the list; tell whether all of them ended well."""
    states = []
    while children:
        states.append(os.waitpid(children.pop(), 0)[1])
    return not any(states)
