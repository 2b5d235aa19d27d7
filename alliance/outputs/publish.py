"""Putting a finished site in the place of the last one, in one step.

All that happens beside a target, happens under its lock: a second build waits for the first. What a
build that was killed has left there goes when the next one has the lock.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from alliance.interruption import forget, held_back
from alliance.outputs import locks
from alliance.outputs.locks import Lock
from alliance.outputs.swap import exchange

_OLD = ".old"


@dataclass
class Staging:
    """A folder beside a target, on the same disk, where a site is put together."""

    target: Path
    folder: Path
    lock: Lock
    is_open: bool = True

    def publish(self, packed: Path | None = None) -> None:
        """Replace the target by the finished site, and let the next build begin.

        `packed` is the same as one file, made by `beside`; it takes its place next to the target.
        """
        with held_back():
            self._swap()
            if packed is not None:
                packed.replace(zip_of(self.target))
            self.discard()
            forget()

    def _swap(self) -> None:
        if not self.target.exists():
            self.folder.rename(self.target)
        elif not exchange(self.folder, self.target):
            old = self.folder.with_name(self.folder.name + _OLD)
            self.target.rename(old)  # `recover` puts it back if nothing follows
            self.folder.rename(self.target)

    def discard(self) -> None:
        """Remove what is not published, and let the next build begin."""
        if self.is_open:
            self.is_open = False
            clear(self.target)
            self.lock.release()


def open_staging(target: Path, wait: Callable[[], None]) -> Staging:
    """Return a new empty folder for a site to be built in.

    `wait` is called if another build has to end first. Raises OSError where nothing can be written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    lock = locks.take(_lock(target), wait)
    assert lock is not None  # noqa: S101 (it was waited for)
    try:
        _put_back(target)
        clear(target)
        staging = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent))
    except BaseException:
        lock.release()
        raise
    return Staging(target, staging, lock)


def recover(target: Path) -> None:
    """Put right what a build that was killed has left; do nothing while another one runs."""
    if not any(_left(target)):
        return
    with suppress(OSError):  # then nobody can build there either
        if lock := locks.take(_lock(target)):
            _put_back(target)
            clear(target)
            lock.release()


def clear(target: Path) -> None:
    """Remove what is left beside a target whose lock is held."""
    for left in _left(target):
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def zip_of(target: Path) -> Path:
    """Return where the same as one file is."""
    return target.with_name(f"{target.name}.zip")


def beside(target: Path, ending: str) -> Path:
    """Return the path of an unfinished file, which `clear` removes."""
    return target.with_name(_prefix(target) + ending)


def _put_back(target: Path) -> None:
    """Put the last site back, if a build was killed between two renames."""
    for left in _left(target):
        if left.name.endswith(_OLD) and not target.exists():
            left.rename(target)


def _left(target: Path) -> Iterator[Path]:
    """Yield what builds for a target have made beside it, but for its lock."""
    if not target.parent.is_dir():
        return
    for path in sorted(target.parent.iterdir()):
        rest = path.name.removeprefix(_prefix(target))
        # With another dot it belongs to a site with a longer name.
        if rest != path.name and "." not in rest.removesuffix(_OLD) and path != _lock(target):
            yield path


def _lock(target: Path) -> Path:
    return target.with_name(f"{_prefix(target)}lock")


def _prefix(target: Path) -> str:
    return f".site-{target.name}."
