"""What Git says about time, and what is said without it."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from pathlib import Path

import pytest

from alliance.content.options import build_day
from alliance.git import days, history


def commit(root: Path, day: str, files: dict[str, str]) -> None:
    """Commit files as of a day."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    date = f"{day}T12:00:00Z"
    person = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org"}
    person |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org"}
    environment = {**os.environ, **person, "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    for command in (["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run(["git", "-C", str(root), *command], env=environment, check=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with content in a folder of it, changed on three days."""
    root = tmp_path / "repository"
    root.mkdir()
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    commit(root, "2020-01-01", {"site/data/a b.yml": "1", "site/data/ä.yml": "1"})
    commit(root, "2021-02-02", {"site/data/ä.yml": "2"})
    commit(root, "2022-03-03", {"site/docs/c.md": "1", "other.txt": "1"})
    return root


def test_each_file_has_the_day_of_its_last_commit(repository: Path) -> None:
    """By its path below the folder of the site, whatever characters are in it."""
    assert days(history(repository / "site").commits) == {
        "data/a b.yml": dt.date(2020, 1, 1),
        "data/ä.yml": dt.date(2021, 2, 2),
        "docs/c.md": dt.date(2022, 3, 3),
    }


def test_a_file_that_is_not_committed_has_no_day(repository: Path) -> None:
    """What it will be is not known yet."""
    (repository / "site/data/a b.yml").write_text("2", encoding="utf-8")

    assert set(history(repository / "site").commits) == {"data/ä.yml", "docs/c.md"}


def test_a_shallow_history_says_nothing(repository: Path, tmp_path: Path) -> None:
    """Its oldest commit seems to have made every file."""
    shallow = tmp_path / "shallow"
    subprocess.run(
        ["git", "clone", "-q", "--depth=1", repository.as_uri(), str(shallow)], check=True
    )

    found = history(shallow / "site")

    assert found.commits == {}
    assert found.is_shallow


def test_the_day_of_a_build_is_that_of_the_last_commit(repository: Path) -> None:
    """Unless SOURCE_DATE_EPOCH names another; so the same input gives the same day."""
    assert build_day(repository / "site", {}) == dt.date(2022, 3, 3)
    assert build_day(repository, {"SOURCE_DATE_EPOCH": "1772409600"}) == dt.date(2026, 3, 2)


def test_without_git_it_is_today_and_files_have_no_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Content in a folder under no version control."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    assert history(tmp_path).commits == {}
    assert abs(build_day(tmp_path, {}) - dt.datetime.now(dt.UTC).date()) <= dt.timedelta(days=1)
