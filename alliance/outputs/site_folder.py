"""The folder that a site is put together in: what has been written into it, and is it all there?"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

FILE_MODE, FOLDER_MODE = 0o644, 0o755
"""What a web server needs, whatever the umask of whoever builds."""


class IncompleteError(Exception):
    """Files that were written are no longer there, or no longer whole."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = sorted(names)
        super().__init__(", ".join(self.names))


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Let an error of the system say which file it is about: that of a full disk does not."""
    try:
        yield
    except OSError as error:
        if error.errno is None or error.filename:
            raise
        raise OSError(error.errno, error.strerror, str(path)) from None


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it was written: its size, and its SHA-256 in hexadecimal."""

    size: int
    digest: str


@dataclass
class SiteFolder:
    """A folder that knows each file that was written into it."""

    path: Path
    written: dict[str, Written] = field(default_factory=dict)
    """By the path below the folder, with forward slashes."""
    expected: set[str] = field(default_factory=set)
    """The paths of files that others write."""

    def write(self, name: str, content: bytes) -> None:
        """Write a file, and make the folders that it is in.

        Raises OSError with the path of the file, also where the disk is full.
        """
        path = self.path / name
        with named(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        self.written[name] = Written(len(content), hashlib.sha256(content).hexdigest())

    def digests(self) -> dict[str, str]:
        """Return the digest of every file by its path, after giving all the usual permissions.

        Raises IncompleteError where anything is missing that was written.
        """
        found = dict(self._found())
        lost = [name for name, file in self.written.items() if found.get(name) != file.size]
        if lost or (lost := [*self.expected - found.keys()]):
            raise IncompleteError(lost)
        return {name: self._digest(name) for name in sorted(found)}

    def _digest(self, name: str) -> str:
        if name in self.written:
            return self.written[name].digest
        with (self.path / name).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def _found(self) -> Iterator[tuple[str, int]]:
        """Yield path and size of each file."""
        for place, _, names in os.walk(self.path, onerror=_raise):
            _permit(Path(place), FOLDER_MODE)
            for path in (Path(place, name) for name in names):
                yield path.relative_to(self.path).as_posix(), _permit(path, FILE_MODE)


def _permit(path: Path, mode: int) -> int:
    """Give a file or folder its permissions, and return its size."""
    state = path.lstat()
    if not stat.S_ISLNK(state.st_mode) and stat.S_IMODE(state.st_mode) != mode:
        path.chmod(mode)
    return state.st_size


def _raise(error: OSError) -> None:
    raise error
