"""A real Git repository around the small alliance, for tests about its history."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests import small

_PERSON = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "A"), ("EMAIL", "a@example.org"))
}


class Repository:
    """A repository in a folder; each commit is made a day after the one before."""

    def __init__(self, root: Path) -> None:
        root.mkdir(parents=True, exist_ok=True)
        self.root = root
        self._day = 0
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str) -> str:
        """Run Git, which reads no settings but those of the repository."""
        date = f"2020-01-{self._day + 1:02}T12:00:00Z"
        environment = {
            "PATH": os.environ["PATH"],
            "GIT_CONFIG_NOSYSTEM": "1",
            "HOME": str(self.root),
            "GIT_AUTHOR_DATE": date,
            "GIT_COMMITTER_DATE": date,
            **_PERSON,
        }
        ran = subprocess.run(
            ["git", "-C", str(self.root), *arguments],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return ran.stdout.strip()

    def write(self, files: dict[str, str | None]) -> None:
        """Write files, or delete those given as None, and commit nothing."""
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                path.unlink()
            else:
                path.write_text(text, encoding="utf-8")

    def start(self, files: dict[str, str | None] | None = None) -> str:
        """Commit the small alliance with changes and return the id of the commit."""
        small.write(self.root)
        return self.commit(files or {})

    def commit(self, files: dict[str, str | None] | None = None) -> str:
        """Commit all there is, with changes, and return the id of the commit."""
        self.write(files or {})
        self._day += 1
        self.git("add", "-A")
        self.git("commit", "-qm", "x", "--allow-empty")
        return self.git("rev-parse", "HEAD")

    def move(self, old: str, new: str) -> None:
        """Rename a file."""
        self.git("mv", old, new)
