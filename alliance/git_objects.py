"""What files held in a commit, and how to write them into a folder."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from alliance.git_command import GitError, ask, ask_text

# What a site is made from, and the modes of plain files in Git's trees.
_CONTENT = ("mkdocs.yml", "data", "docs")
_REGULAR = ("100644", "100755")
# Separators and names of devices and streams on other systems, signs that turn text around, and
# what no name has.
_ODD = re.compile(r"[\\:\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffd]|^\.git$", re.IGNORECASE)
_LONGEST_NAME = 200


def blobs(root: Path, ids: Iterable[str]) -> dict[str, str]:
    """Return what files held, by the ids of their blobs; those that are not there are left out."""
    return {blob: data.decode("utf-8", "replace") for blob, data in _blobs(root, ids).items()}


def _blobs(root: Path, ids: Iterable[str]) -> dict[str, bytes]:
    """Return the same as bytes.

    The answer of Git is a line with id, sort and size, then the file (git-cat-file(1), --batch).
    """
    found = dict[str, bytes]()
    asked = "".join(f"{blob}\n" for blob in sorted(set(ids)))
    try:
        answer = ask(root, "cat-file", "--batch", given=asked.encode()) if asked else b""
    except GitError:
        return {}
    start = 0
    while (end := answer.find(b"\n", start)) >= 0:
        blob, _, size = answer[start:end].decode().partition(" blob ")
        start = end + 1
        if size:
            found[blob] = answer[start : start + int(size)]
            start += int(size) + 1
    return found


def commit_of(root: Path, name: str) -> str:
    """Return the number of the commit that a branch, tag or number names, "" if there is none."""
    name = f"{name}^{{commit}}"
    try:
        found = ask_text(root, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
    except GitError:
        return ""
    return found.strip()


def write_revision(root: Path, commit: str, folder: Path) -> tuple[str, ...]:
    """Write mkdocs.yml, data/ and docs/ as they are in a commit below a folder.

    Links, submodules and paths that could lead elsewhere are not written: they are returned. `git
    archive` is not used, because the .gitattributes of a commit could keep files out of it. Raise
    KeyError where a file was never fetched, as in a clone without blobs, and GitError where Git
    does not know the commit.
    """
    wanted, refused = {}, []
    listing = ask_text(root, "ls-tree", "-r", "-z", commit, "--", *_CONTENT)
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
