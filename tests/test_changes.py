"""What a pull request changes for visitors: a repository with twenty of them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from click.testing import CliRunner

from alliance.__main__ import main
from tests import small

PERSON = {
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
    "GIT_AUTHOR_DATE": "2026-03-02T12:00:00Z",
    "GIT_COMMITTER_DATE": "2026-03-02T12:00:00Z",
}


def git(root: Path, *arguments: str) -> None:
    """Run Git as of a fixed day."""
    subprocess.run(["git", "-C", str(root), *arguments], env={**os.environ, **PERSON}, check=True)


def test_a_changed_date_is_told_as_visitors_read_it(tmp_path: Path) -> None:
    """On its own page, before and after."""
    small.write(tmp_path)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "x")
    small.write(tmp_path, small.with_line("data/activities/visit.yml", "2020-05", "2021-06"))

    ran = CliRunner().invoke(main, ["changes", "--root", str(tmp_path), "HEAD"])

    assert ran.exit_code == 0, ran.output
    assert "- is now: Date: <ins>June 2021</ins>" in ran.stdout
