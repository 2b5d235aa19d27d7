"""A state of the content: what could be read, what is wrong in it, and which files there are."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from alliance import check
from alliance.content import Content, Key
from alliance.files import DATA, DOCS
from alliance.problem import Problem
from alliance.settings import CONFIG


@dataclass(frozen=True)
class Snapshot:
    """The content of a folder at one time."""

    root: Path
    content: Content | None
    """None if the settings or the alliance itself cannot be read."""
    problems: tuple[Problem, ...]
    files: Mapping[str, str]
    """The content files by their path, each with a sum that changes as soon as a byte does."""

    def files_of(self, key: Key) -> dict[str, str]:
        """Return the files of a record or page, by language, each with its sum."""
        if self.content is None:
            return {}
        return {
            language: self.files.get(file.path, "")
            for (owner, language), file in self.content.files.items()
            if owner == key
        }


def take(root: Path, today: dt.date, refused: Iterable[Problem] = ()) -> Snapshot:
    """Read the content of a folder as it is built on a day; `refused` is wrong with it already."""
    content, problems = check.read(root, today=today)
    return Snapshot(root, content, tuple(sorted([*refused, *problems])), dict(_files(root)))


def _files(root: Path) -> Iterator[tuple[str, str]]:
    paths = [root / CONFIG, *sorted((root / DATA).rglob("*")), *sorted((root / DOCS).rglob("*"))]
    for path in paths:
        name = path.relative_to(root).as_posix()
        if path.is_file() and not path.is_symlink() and "/." not in name:
            yield name, hashlib.sha256(path.read_bytes()).hexdigest()
