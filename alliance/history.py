"""What Git knows: the day of the last commit, and when each content file last changed."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path


def build_date(root: Path, environment: Mapping[str, str] = os.environ) -> dt.date:
    """Return the day that a build stands for: the same input gives the same day.

    It is SOURCE_DATE_EPOCH (reproducible-builds.org), else the day of the last commit. Content
    that is under no version control is taken to be of today.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH") or _git(root, "log", "-1", "--format=%ct").strip()
    if epoch.isdecimal():
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    return dt.datetime.now(dt.UTC).date()


def changes(root: Path) -> dict[str, dt.date]:
    """Return the day of the last commit of each file below data/ and docs/, by its path in `root`.

    Files with changes that are not committed are left out, and so is everything where the history
    is shallow or missing: then nothing true can be said.
    """
    if _git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    prefix = _git(root, "rev-parse", "--show-prefix").strip()
    log = _git(root, "log", "--format=%x01%ct", "--name-only", "-z", "--", "data", "docs")
    found: dict[str, dt.date] = {}
    for commit in log.split("\x01")[1:]:
        time, *names = commit.replace("\n", "\0").split("\0")
        day = dt.datetime.fromtimestamp(int(time), dt.UTC).date()
        for name in filter(None, names):
            found.setdefault(name.removeprefix(prefix), day)
    for line in _git(root, "status", "--porcelain", "-z", "--", "data", "docs").split("\0"):
        found.pop(line[3:].removeprefix(prefix), None)
    return found


def _git(root: Path, *arguments: str) -> str:
    """Return what Git prints, "" where there is no Git or no repository."""
    try:
        ran = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, check=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return ran.stdout.decode("utf-8", "replace")
