"""Putting a finished site in the place of the last one, in one step."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

_STAGING = ".site-"
_OLD = "old"


def open_staging(target: Path) -> Path:
    """Return a new empty folder beside `target`, on the same disk, for a site to be built in.

    What an interrupted build has left there is cleared away first. If it was interrupted between
    the two renames of `publish`, the last good site is put back.
    """
    parent = target.parent
    parent.mkdir(parents=True, exist_ok=True)
    for left in sorted(parent.glob(f"{_prefix(target)}*")):
        if left.name.endswith(_OLD) and not target.exists():
            left.rename(target)
        else:
            shutil.rmtree(left, ignore_errors=True)
    staging = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=parent))
    staging.chmod(0o755)
    return staging


def publish(staging: Path, target: Path) -> None:
    """Replace `target` by the finished site in `staging`."""
    old = staging.with_name(staging.name + _OLD)
    if target.exists():
        target.rename(old)
    staging.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def discard(staging: Path) -> None:
    """Remove an unfinished site."""
    shutil.rmtree(staging, ignore_errors=True)


def _prefix(target: Path) -> str:
    return f"{_STAGING}{target.name}-"
