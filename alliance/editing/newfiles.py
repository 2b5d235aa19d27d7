"""Writes a new file that passes the check, or none."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from alliance.content.checks import check
from alliance.i18n.problem import Problem


def write(root: Path, name: str, text: str) -> bool:
    """Write a file below `root`; return False, and leave it as it is, where there is one."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return False
    return True


def take_back_if_wrong(root: Path, name: str, known: Collection[Problem]) -> list[Problem]:
    """Return the problems that a new file brings; if there are any, it is removed again.

    `known` are those that the content had before.
    """
    _, problems = check.read(root)
    found = [problem for problem in problems if problem not in known]
    if found:
        (root / name).unlink()
    return found
