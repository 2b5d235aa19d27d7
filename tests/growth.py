"""How the time of some work grows with the size of its input."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

LINEAR = 8
"""The most that four times the input may take: 16 times would be the square."""
# In seconds; added to both, so that what takes next to no time is not judged by chance.
_FLOOR = 0.002


def growth(work: Callable[[int], object], size: int) -> float:
    """Return how many times as long the work takes for four times the size.

    The time is that of the processor. Where it grows too fast, the work is measured again: another
    program may have been in the way.
    """
    best = _growth(work, size)
    for _ in range(2):
        if best < LINEAR:
            break
        best = min(best, _growth(work, size))
    return best


def _growth(work: Callable[[int], object], size: int) -> float:
    return (_time(work, 4 * size) + _FLOOR) / (_time(work, size) + _FLOOR)


def _time(work: Callable[[int], object], size: int) -> float:
    gc.disable()  # which looks at all objects of all tests when it runs
    try:
        start = time.process_time()
        work(size)
        return time.process_time() - start
    finally:
        gc.enable()
