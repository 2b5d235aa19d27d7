"""Being stopped from outside: by Ctrl-C, by the system, or because the terminal was closed."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(SystemExit):
    """Ends the process as the shell expects it, after all that is under way has been tidied up."""

    def __init__(self, number: int) -> None:
        super().__init__(128 + number)


def listen(numbers: tuple[signal.Signals, ...] = SIGNALS) -> None:
    """Let signals raise Stopped; a second one ends the process at once."""
    for number in numbers:
        if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup wants it
            signal.signal(number, _stop)


def _stop(number: int, _frame: FrameType | None) -> None:
    for each in SIGNALS:
        if signal.getsignal(each) is _stop:
            signal.signal(each, signal.SIG_DFL)
    raise Stopped(number)


@contextmanager
def stoppable() -> Iterator[None]:
    """Let signals raise Stopped within a block; what was set before comes back after it."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals come to the main thread alone
        return
    before = {number: signal.getsignal(number) for number in SIGNALS}
    listen()
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def held_back() -> Iterator[Iterable[int]]:
    """Hold signals back within a block; yield what was held back before it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield before
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def forget() -> None:
    """Forget signals that were held back, and any that follow: what they should stop is done."""
    if threading.current_thread() is threading.main_thread():
        for number in SIGNALS:
            if signal.getsignal(number) is _stop:
                signal.signal(number, signal.SIG_IGN)
    while pending := signal.sigpending() & {*SIGNALS}:
        signal.sigwait(pending)


def end_at_once() -> None:
    """Let Ctrl-C end the process without a word, as SIGTERM does, while it only loads modules."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
