"""What Git knows: the day of the last commit, which commits changed each content file, and how."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Commit:
    """A change that was committed."""

    id: str
    time: dt.datetime
    """When it was committed, in UTC, to the second."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a step did to a file."""

    path: str
    """Relative to the folder of the site, with forward slashes."""
    before: str
    """Where the file was before, "" for a new one."""
    blob: str
    """The id of what is in it since, "" if the file is gone."""


@dataclass(frozen=True, slots=True)
class Step:
    """A commit, or all that is not committed yet, and what it did to the files of the content."""

    commit: Commit | None
    parents: tuple[str, ...]
    """The ids of the commits it was made from; more than one for a merge."""
    changes: tuple[Change, ...]
    """Against the first of them."""


# What a site is made from, and the modes of plain files in Git's trees.
_CONTENT = ("mkdocs.yml", "data", "docs")
_REGULAR = ("100644", "100755")
# Separators and names of devices and streams on other systems, signs that turn text around, and
# what no name has.
_ODD = re.compile(r"[\\:\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffd]|^\.git$", re.IGNORECASE)
_LONGEST_NAME = 200

Commits = Mapping[str, tuple[Commit, ...]]
"""The commits that changed each file, the latest first, by the path of the file."""


def build_date(
    root: Path, environment: Mapping[str, str] = os.environ, revision: str = "HEAD"
) -> dt.date:
    """Return the day that a build stands for: the same input gives the same day.

    It is SOURCE_DATE_EPOCH (reproducible-builds.org), else the day of the last commit. Content
    that is under no version control is taken to be of today.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH") or _git(
        root, "log", "-1", "--format=%ct", "--end-of-options", revision, "--"
    )
    epoch = epoch.strip()
    if epoch.isdecimal():
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    return dt.datetime.now(dt.UTC).date()


def revision(root: Path) -> str:
    """Return the commit that is checked out, "" without one; with "-dirty" if files changed."""
    return _git(root, "describe", "--always", "--abbrev=40", "--exclude=*", "--dirty").strip()


def release(root: Path) -> str:
    """Return the last release and how far the checked-out commit is from it, as git describe does.

    Without a release it is the commit; "" if `root` is not the top folder of a repository.
    """
    if not (root / ".git").exists():
        return ""
    return _git(root, "describe", "--tags", "--match=v[0-9]*", "--always", "--dirty").strip()


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


def steps(root: Path) -> tuple[Step, ...] | None:
    """Return all that happened to the files below data/ and docs/, what came earlier first.

    The last step is what is not committed. None where the history is shallow or missing, or would
    have to be fetched. A file that was renamed within a step is known to be the same one
    (git-diff(1), --find-renames).
    """
    place = _git(root, "rev-parse", "--is-shallow-repository", "--show-prefix").split("\n")
    if place[0] != "false" or _git(root, "config", "--get-regexp", _PARTIAL):
        return None
    # All commits, also those that touch nothing here: without them merges would have no parents.
    order = ("--full-history", "--sparse", "--topo-order", "--reverse", "--format=%H %ct %P")
    merges = "--diff-merges=first-parent"
    log = _git(root, *_CONFIG, "log", *order, merges, *_RAW, "--", "data", "docs")
    if not log:
        return None
    found = _git(root, "diff", *_RAW, "HEAD", "--", "data", "docs")
    return tuple(_steps(f"{log}\0HEAD\0{found}", place[1]))


# What marks a clone that fetches old files when they are asked for: a build uses no network.
_PARTIAL = r"^remote\..*\.promisor$"
_CONFIG = ("-c", "log.showRoot=true", "-c", "log.showSignature=false")
_RAW = ("--raw", "-z", "--no-abbrev", "--find-renames")


def _steps(log: str, prefix: str) -> Iterator[Step]:
    """Read heads and changes: each field ends with a NUL, which no path has (git-diff(1), -z)."""
    fields = iter(log.split("\0"))
    head, changes = "", list[Change]()
    for field in fields:
        text = field.strip("\n")
        if text.startswith(":"):
            *_, blob, status = text.split(" ")
            before = next(fields).removeprefix(prefix)
            path = next(fields).removeprefix(prefix) if status[0] in "RC" else before
            changes.append(
                Change(path, "" if status == "A" else before, "" if status == "D" else blob)
            )
        elif text:
            if head:
                yield _step(head, changes)
            head, changes = text, []
    yield _step(head, changes)


def _step(head: str, changes: list[Change]) -> Step:
    number, *rest = head.split()
    if not rest:
        return Step(None, (), tuple(changes))
    commit = Commit(number, dt.datetime.fromtimestamp(int(rest[0]), dt.UTC))
    return Step(commit, tuple(rest[1:]), tuple(changes))


def blobs(root: Path, ids: Iterable[str]) -> dict[str, str]:
    """Return what files held, by the ids of their blobs; those that are not there are left out."""
    return {blob: data.decode("utf-8", "replace") for blob, data in _blobs(root, ids).items()}


def _blobs(root: Path, ids: Iterable[str]) -> dict[str, bytes]:
    """Return the same as bytes.

    The answer of Git is a line with id, sort and size, then the file (git-cat-file(1), --batch).
    """
    found: dict[str, bytes] = {}
    asked = "".join(f"{blob}\n" for blob in sorted(set(ids)))
    answer = _run(root, ["cat-file", "--batch"], asked.encode()) if asked else b""
    start = 0
    while (end := answer.find(b"\n", start)) >= 0:
        blob, _, size = answer[start:end].decode().partition(" blob ")
        start = end + 1
        if size:
            found[blob] = answer[start : start + int(size)]
            start += int(size) + 1
    return found


def days(found: Commits) -> dict[str, dt.date]:
    """Return the day on which each file last changed."""
    return {name: changes[0].time.date() for name, changes in found.items()}


def commit_of(root: Path, name: str) -> str:
    """Return the number of the commit that a branch, tag or number names, "" if there is none."""
    return _git(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
    ).strip()


def write_revision(root: Path, commit: str, folder: Path) -> tuple[str, ...]:
    """Write mkdocs.yml, data/ and docs/ as they are in a commit below a folder.

    Links, submodules and paths that could lead elsewhere are not written: they are returned. `git
    archive` is not used, because the .gitattributes of a commit could keep files out of it. Raise
    KeyError where a file was never fetched, as in a clone without blobs.
    """
    wanted, refused = {}, []
    listing = _git(root, "ls-tree", "-r", "-z", commit, "--", *_CONTENT)
    for entry in filter(None, listing.split("\0")):
        about, _, name = entry.partition("\t")
        mode, _, blob = about.split()
        if mode in _REGULAR and _is_plain(name):
            wanted[name] = blob
        else:
            refused.append(name)
    found = _blobs(root, wanted.values())
    for name, blob in wanted.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(found[blob])
    return tuple(refused)


def _is_plain(name: str) -> bool:
    """Tell whether a path stays below the folder that it is written in, on every system."""
    parts = name.split("/")
    return not any(part in ("", ".", "..") or _ODD.search(part) for part in parts) and all(
        len(part.encode()) <= _LONGEST_NAME for part in parts
    )


def _git(root: Path, *arguments: str) -> str:
    """Return what Git prints, "" where there is no Git or no repository."""
    return _run(root, arguments).decode("utf-8", "replace")


def _run(root: Path, arguments: Sequence[str], given: bytes = b"") -> bytes:
    try:
        ran = subprocess.run(
            ["git", "-C", str(root), *arguments],
            input=given,
            capture_output=True,
            check=True,
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError):
        return b""
    return ran.stdout
