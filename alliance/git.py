"""What Git knows: the day of the last commit, which commits changed each content file, and how."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from alliance.git_command import Cause, GitError, ask, ask_text


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


Commits = Mapping[str, tuple[Commit, ...]]
"""The commits that changed each file, the latest first, by the path of the file."""


@dataclass(frozen=True, slots=True)
class History:
    """When the files of the content changed, and what keeps that from being known."""

    commits: Commits
    """Of each file below data/ and docs/, also of those that are gone.

    Files with changes that are not committed are left out. Where the history is shallow or missing,
    nothing true can be said of any.
    """
    error: GitError | None = None
    """Why there is no history."""
    is_shallow: bool = False
    """Whether only the last commits were fetched."""
    is_partial: bool = False
    """Whether old files would have to be fetched: a build uses no network."""
    undated: int = 0
    """How many commits have a date that no calendar has; they are left out."""


# What no file name and no setting can change: fields end with a NUL, which no path has.
_RAW = ("--raw", "-z", "--no-abbrev", "--no-ext-diff", "--no-textconv", "--no-color")
_CHANGE = re.compile(r":[0-7]+ [0-7]+ [0-9a-f]+ ([0-9a-f]+) ([A-Z])[0-9]*")
_HEAD = re.compile(r"([0-9a-f]{40,64})(?: ([0-9]*))?((?: [0-9a-f]{40,64})*)")
_PARTIAL = r"^remote\..*\.promisor$"
_FOLDERS = ("--", "data", "docs")
_END = dt.datetime(2201, 1, 1, tzinfo=dt.UTC).timestamp()
"""Records have years up to 2200; what is dated later is a mistake."""


def time_of(seconds: str) -> dt.datetime | None:
    """Return the time so many seconds after 1970 in UTC, None for what is not one up to 2200."""
    if not (seconds.isascii() and seconds.isdigit()) or len(seconds) > 12 or int(seconds) >= _END:
        return None
    return dt.datetime.fromtimestamp(int(seconds), dt.UTC)


def _time(committed: str) -> dt.datetime | None:
    """Return when something was committed; 0 is what Git takes a date for that it cannot read."""
    return None if committed == "0" else time_of(committed)


def last_day(root: Path, revision: str = "HEAD") -> dt.date | None:
    """Return the day of the last commit that has one, None where there is no history."""
    most = "--max-count=100"
    try:
        found = ask_text(root, "rev-list", "--timestamp", most, "--end-of-options", revision, "--")
    except GitError:
        return None
    times = (_time(line.partition(" ")[0]) for line in found.splitlines())
    return next((time.date() for time in times if time), None)


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


def may_hold(root: Path, folder: str) -> bool:
    """Tell whether a file below a folder is in the repository; where Git has no answer, it may."""
    try:
        return bool(ask(root, "ls-files", "-z", "--", f":(icase){folder}"))
    except GitError as error:
        return error.cause is not Cause.OUTSIDE


def history(root: Path) -> History:
    """Return when the files below data/ and docs/ changed."""
    try:
        is_shallow, prefix = _place(root)
        is_partial = bool(_setting(root, _PARTIAL))
        if is_shallow:
            return History({}, is_shallow=True, is_partial=is_partial)
        log = ask_text(
            root, "log", "--no-merges", "--format=%H %ct", "--no-renames", *_RAW, *_FOLDERS
        )
        status = ("status", "--porcelain", "-z", "--no-renames", *_FOLDERS)
        changed = {line[3:].removeprefix(prefix) for line in ask_text(root, *status).split("\0")}
        return _history(list(_entries(log, prefix)), changed, is_partial)
    except GitError as error:
        return History({}, error)


def _history(entries: list[_Entry], changed: set[str], is_partial: bool) -> History:
    found: dict[str, list[Commit]] = {}
    for entry in entries:
        if entry.time:
            commit = Commit(entry.id, entry.time)
            for change in entry.changes:
                found.setdefault(change.path, []).append(commit)
    commits = {name: tuple(known) for name, known in found.items() if name not in changed}
    undated = sum(entry.time is None for entry in entries)
    return History(commits, is_partial=is_partial, undated=undated)


def steps(root: Path) -> tuple[Step, ...] | None:
    """Return all that happened to the files below data/ and docs/, what came earlier first.

    The last step is what is not committed. None where the history is shallow or missing, or would
    have to be fetched. A file that was renamed within a step is known to be the same one
    (git-diff(1), --find-renames).
    """
    # All commits, also those that touch nothing here: without them merges would have no parents.
    order = ("--full-history", "--sparse", "--topo-order", "--reverse", "--format=%H %ct %P")
    try:
        is_shallow, prefix = _place(root)
        if is_shallow or _setting(root, _PARTIAL):
            return None
        merges = ("--diff-merges=first-parent", "--find-renames")
        log = ask_text(root, "log", *order, *merges, *_RAW, *_FOLDERS)
        fields = iter(
            ask_text(root, "diff", "--find-renames", *_RAW, "HEAD", *_FOLDERS).split("\0")
        )
        changes = tuple(_change(field, fields, prefix) for field in fields if field)
        return (*_steps(_entries(log, prefix)), Step(None, (), changes))
    except GitError:
        return None


def _place(root: Path) -> tuple[bool, str]:
    """Return whether the history is shallow, and the folder in the repository with a slash."""
    found = ask_text(root, "rev-parse", "--is-shallow-repository", "--show-prefix")
    is_shallow, _, prefix = found.removesuffix("\n").partition("\n")
    try:
        ask(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    except GitError:
        raise GitError(Cause.EMPTY) from None
    return is_shallow != "false", prefix


def _setting(root: Path, pattern: str) -> str:
    try:
        return ask_text(root, "config", "--get-regexp", pattern)
    except GitError:  # there is none
        return ""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A commit as git-log(1) writes it."""

    id: str
    time: dt.datetime | None
    parents: tuple[str, ...]
    changes: tuple[Change, ...]


def _entries(log: str, prefix: str) -> Iterator[_Entry]:
    """Read commits and what each changed; raise GitError for anything else."""
    head, changes = "", list[Change]()
    fields = iter(log.split("\0"))
    for field in fields:
        text = field.strip("\n")
        if text.startswith(":"):
            changes.append(_change(text, fields, prefix))
        elif text:
            if head:
                yield _entry(head, changes)
            head, changes = text, []
    if head:
        yield _entry(head, changes)


def _entry(head: str, changes: Iterable[Change]) -> _Entry:
    found = _HEAD.fullmatch(head.rstrip())
    if found is None:
        raise GitError(Cause.FAILED, head[:200])
    return _Entry(found[1], _time(found[2] or ""), tuple(found[3].split()), tuple(changes))


def _change(about: str, fields: Iterator[str], prefix: str) -> Change:
    """Read a change as git-diff(1) writes it with --raw and -z: its names are the next fields.

    Raises GitError for anything else.
    """
    found = _CHANGE.fullmatch(about)
    if found is None:
        raise GitError(Cause.FAILED, about[:200])
    blob, status = found.groups()
    before = next(fields, "").removeprefix(prefix)
    path = next(fields, "").removeprefix(prefix) if status in "RC" else before
    return Change(path, "" if status == "A" else before, "" if status == "D" else blob)


def _steps(entries: Iterable[_Entry]) -> Iterator[Step]:
    """Yield a step for each commit; one without a date has that of the one before."""
    time = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    for entry in entries:
        time = entry.time or time
        yield Step(Commit(entry.id, time), entry.parents, entry.changes)


def days(found: Commits) -> dict[str, dt.date]:
    """Return the day on which each file last changed."""
    return {name: changes[0].time.date() for name, changes in found.items()}


def _git(root: Path, *arguments: str) -> str:
    """Return what Git prints, "" where it has no answer."""
    try:
        return ask_text(root, *arguments)
    except GitError:
        return ""
