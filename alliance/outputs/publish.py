"""Putting a finished site in the place of the last one, in one step."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

_OLD = ".old"


def check_target(target: Path, root: Path) -> str | None:
    """Return why a folder cannot be replaced by the site of `root`, None if it can."""
    if root.is_relative_to(target):
        return "it holds the sources of the site, which would be lost"
    if target.is_relative_to(root) and target.relative_to(root).parts[0] in _SOURCES:
        return "it lies among the sources of the site"
    if target.exists() and not target.is_dir():
        return "it is no folder"
    if target.is_mount():
        return "it is a disk of its own, which cannot be replaced: name a folder on it"
    if target.is_dir() and any(target.iterdir()) and not (target / "index.html").is_file():
        return "it holds something that is no site, which would be lost: empty it, or name another"
    return None


_SOURCES = ("data", "docs", "overrides", "alliance", "tests", ".git", ".venv")


def open_staging(target: Path) -> Path:
    """Return a new empty folder beside `target`, on the same disk, for a site to be built in.

    What an interrupted build has left there is cleared away first. If it was interrupted between
    the two renames of `publish`, the last good site is put back.
    """
    parent = target.parent
    parent.mkdir(parents=True, exist_ok=True)
    for left in sorted(parent.glob(f"{_prefix(target)}*")):
        if "." in left.name.removeprefix(_prefix(target)).removesuffix(_OLD):
            continue  # the staging folder of a site with a longer name
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
    return f".site-{target.name}."
