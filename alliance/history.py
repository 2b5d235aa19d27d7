"""What Git knows: the day of the last commit, and which commits changed each content file."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Commit:
    """A change that was committed."""

    id: str
    time: dt.datetime
    """When it was committed, in UTC, to the second."""


Commits = Mapping[str, tuple[Commit, ...]]
"""The commits that changed each file, the latest first, by the path of the file."""


def build_date(root: Path, environment: Mapping[str, str] = os.environ) -> dt.date:
    """Return the day that a build stands for: the same input gives the same day.

    It is SOURCE_DATE_EPOCH (reproducible-builds.org), else the day of the last commit. Content
    that is under no version control is taken to be of today.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH") or _git(root, "log", "-1", "--format=%ct").strip()
    if epoch.isdecimal():
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    return dt.datetime.now(dt.UTC).date()


def revision(root: Path) -> str:
    """Return the commit that is checked out, "" without one; with "-dirty" if files changed."""
    return _git(root, "describe", "--always", "--abbrev=40", "--exclude=*", "--dirty").strip()


def commits(root: Path) -> dict[str, tuple[Commit, ...]]:
    """Return the commits of each file below data/ and docs/, by its path in `root`.

    Files that are no more are in it. Files with changes that are not committed are left out, and so
    is everything where the history is shallow or missing: then nothing true can be said.
    """
    if _git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    prefix = _git(root, "rev-parse", "--show-prefix").strip()
    log = _git(root, "log", "--format=%x01%H %ct", "--name-only", "-z", "--", "data", "docs")
    found: dict[str, list[Commit]] = {}
    for entry in log.split("\x01")[1:]:
        head, *names = entry.replace("\n", "\0").split("\0")
        number, time = head.split()
        commit = Commit(number, dt.datetime.fromtimestamp(int(time), dt.UTC))
        for name in filter(None, names):
            found.setdefault(name.removeprefix(prefix), []).append(commit)
    for line in _git(root, "status", "--porcelain", "-z", "--", "data", "docs").split("\0"):
        found.pop(line[3:].removeprefix(prefix), None)
    return {name: tuple(changes) for name, changes in found.items()}


def days(found: Commits) -> dict[str, dt.date]:
    """Return the day on which each file last changed."""
    return {name: changes[0].time.date() for name, changes in found.items()}


def _git(root: Path, *arguments: str) -> str:
    """Return what Git prints, "" where there is no Git or no repository."""
    try:
        ran = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, check=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return ran.stdout.decode("utf-8", "replace")
