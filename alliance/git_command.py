"""How Git is called: shielded from all that is set outside, with its answer or why there is none.

Nothing here writes, fetches, or runs a program that a setting or an attribute names. Only the
settings of a repository itself, which belong to whoever runs the site, can add to what Git does.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

LEAST_VERSION = (2, 32)
"""The first that can be told to ignore the settings of a user (GIT_CONFIG_GLOBAL)."""


class Cause(StrEnum):
    """Why Git has no answer."""

    MISSING = "missing"
    """There is no Git."""
    OLD = "old"
    """It is older than LEAST_VERSION."""
    OUTSIDE = "outside"
    """The folder is in no repository."""
    FOREIGN = "foreign"
    """The repository belongs to another user, and Git does not read it therefore."""
    EMPTY = "empty"
    """Nothing is committed."""
    FAILED = "failed"
    """Git refused, or answered otherwise than is documented."""


class GitError(Exception):
    """Git has no answer; says why, and what Git said of it."""

    def __init__(self, cause: Cause, detail: str = "") -> None:
        super().__init__(f"{cause}: {detail}")
        self.cause = cause
        self.detail = detail


_SETTINGS = (
    "advice.graftFileDeprecated=false",
    "core.attributesFile=/dev/null",
    "core.excludesFile=/dev/null",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.untrackedCache=false",
    "diff.ignoreSubmodules=none",
    "diff.orderFile=/dev/null",
    "diff.relative=false",
    "diff.renameLimit=1000",
    "i18n.logOutputEncoding=UTF-8",
    "log.follow=false",
    "log.showRoot=true",
    "log.showSignature=false",
    "protocol.allow=never",
    "status.showUntrackedFiles=normal",
    "submodule.recurse=false",
)
"""In the place of what a repository, or an older Git a user, has set."""

_FIXED = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
# Where Git is installed, and how far it looks for a repository.
_KEPT = ("GIT_EXEC_PATH", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM")
# What a user or system says of the machine and not of taste: whose folders are to be trusted, and
# which line ends files have.
_RESPECTED = r"^(safe\.directory|core\.(autocrlf|eol))$"

_PATIENCE = 120
"""In seconds; a history that takes longer is as good as none."""


def ask(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Return what Git prints in a folder; raise GitError where it has no answer."""
    _check_version()
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    command = ["--no-pager", *settings, "-C", str(root), *arguments]
    return _run(command, _environment(_respected()), given)


def ask_text(root: Path, *arguments: str) -> str:
    """Return the same as text; what is not UTF-8 is replaced."""
    return ask(root, *arguments).decode("utf-8", "replace")


def _run(arguments: Sequence[str], environment: Mapping[str, str], given: bytes = b"") -> bytes:
    try:
        ran = subprocess.run(
            ["git", *arguments],
            input=given,
            capture_output=True,
            check=True,
            timeout=_PATIENCE,
            env=environment,
        )
    except subprocess.CalledProcessError as error:
        raise _refusal(error.stderr.decode("utf-8", "replace")) from None
    except subprocess.TimeoutExpired:
        raise GitError(Cause.FAILED, f"no answer after {_PATIENCE} s") from None
    except OSError as error:
        missing = isinstance(error, FileNotFoundError | PermissionError | NotADirectoryError)
        raise GitError(
            Cause.MISSING if missing else Cause.FAILED, error.strerror or str(error)
        ) from None
    return ran.stdout


def _refusal(said: str) -> GitError:
    """Return the error for what Git says, which LC_ALL keeps in English."""
    first = next((line for line in said.splitlines() if line.startswith(("fatal", "error"))), "")
    if "dubious ownership" in said or "unsafe repository" in said:
        folder = re.search("'(.*?)'", first)
        return GitError(Cause.FOREIGN, folder[1] if folder else "")
    if "not a git repository" in said:
        return GitError(Cause.OUTSIDE, first)
    return GitError(Cause.FAILED, (first or said).strip()[:200])


def _environment(respected: Sequence[tuple[str, str]] = ()) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name in _KEPT
    }
    settings = {"GIT_CONFIG_COUNT": str(len(respected))}
    for number, (name, value) in enumerate(respected):
        settings |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    return kept | _FIXED | settings


@lru_cache(maxsize=1)
def _check_version() -> None:
    said = _run(["version"], _environment()).decode("utf-8", "replace")
    found = re.match(r"git version (\d+)\.(\d+)", said)
    if found is None:
        raise GitError(Cause.FAILED, said.strip()[:200])
    if (int(found[1]), int(found[2])) < LEAST_VERSION:
        raise GitError(Cause.OLD, said.strip().removeprefix("git version ").split(" ")[0])


@lru_cache(maxsize=1)
def _respected() -> tuple[tuple[str, str], ...]:
    """Return what user and system have set that is respected, in the order of Git."""
    environment = _environment()
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM"):
        environment.pop(name)
    environment |= {n: v for n, v in os.environ.items() if n == "GIT_CONFIG_GLOBAL"}
    found = []
    for scope in ("--system", "--global"):
        try:
            said = _run(["config", scope, "--null", "--get-regexp", _RESPECTED], environment)
        except GitError:  # also where there is no such setting
            continue
        entries = said.decode("utf-8", "surrogateescape").split("\0")
        found += [tuple(entry.split("\n", 1)) for entry in entries if "\n" in entry]
    return tuple((name, value) for name, value in found)
