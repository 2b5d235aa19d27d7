"""Which files and folders are looked at: no link on the way, no pipe, no name that is odd."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from alliance.content import discovery
from alliance.content.settings import read_settings
from alliance.i18n.problems import Problem
from alliance.site.reading import read_content
from tests import small

FOLDERS = ["data", "docs", "data/markets", "docs/sub", "docs/images"]


@pytest.mark.parametrize("name", FOLDERS)
def test_no_link_leads_to_what_is_read(name: str, tmp_path: Path) -> None:
    """A folder elsewhere is not read, whichever folder is a link to it."""
    root = small.write(tmp_path / "site")
    elsewhere = tmp_path / "elsewhere"
    if (root / name).exists():
        (root / name).rename(elsewhere)
    else:
        elsewhere.mkdir()
    secret = elsewhere / "secret.md"
    secret.write_text("---\ntitle: S\ndescription: D.\n---\nSecret.\n", encoding="utf-8")
    (root / name).symlink_to(elsewhere)
    problems = read_content(root)[1]

    assert f"{name}:1:1: a symbolic link is not followed." in "\n".join(map(str, problems))
    assert "secret" not in str(problems)


NAMES = ["mkdocs.yml", "data/alliance.yml", "data/markets/japan.yml", "docs/index.md"]
NAMES += ["data/x.yml", "data/addresses.txt", "docs/x.png", "docs/sub/x.md"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ["link", "pipe", "socket"])
def test_what_is_no_file_is_a_problem(
    name: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not opened: a pipe would never end."""
    root = small.write(tmp_path / "site")
    path = root / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    if kind == "link":
        (tmp_path / "target").write_text("secret", encoding="utf-8")
        path.symlink_to(tmp_path / "target")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        monkeypatch.chdir(path.parent)
        with socket.socket(socket.AF_UNIX) as pipe:
            pipe.bind(path.name)
    problems = read_content(root)[1]

    # The menu of mkdocs.yml leads to the home page.
    assert {problem.path for problem in problems} & {name, "mkdocs.yml"}
    assert "secret" not in str(problems)


@pytest.mark.skipif(os.geteuid() == 0, reason="who is root may read everything")
@pytest.mark.parametrize("name", [*FOLDERS[:3], "data/markets/japan.yml", "docs/index.md"])
def test_what_may_not_be_read_is_a_problem(name: str, tmp_path: Path) -> None:
    """Its content is not missed in silence."""
    root = small.write(tmp_path)
    (root / name).chmod(0)
    try:
        assert any(p.path.startswith(name) for p in read_content(root)[1])
    finally:
        (root / name).chmod(0o700)


def test_a_folder_that_cannot_be_listed_is_a_problem(tmp_path: Path) -> None:
    """As where a file takes its place."""
    root = small.write(tmp_path)
    (root / "data").rename(tmp_path / "moved")
    (root / "data").touch()
    found = [str(problem) for problem in read_content(root)[1]]

    assert "data:1:1: the folder cannot be read: Not a directory." in "\n".join(found)


@pytest.mark.parametrize("name", [b"data/\xff.yml", b"data/markets/\xe9.yml", b"docs/\xff.md"])
def test_a_name_that_is_not_utf8_is_a_problem(name: bytes, tmp_path: Path) -> None:
    """In a form that can be written everywhere."""
    root = small.write(tmp_path)
    (root / os.fsdecode(name)).write_bytes(b"")
    (problem,) = read_content(root)[1]

    assert "this name is not UTF-8" in str(problem)
    assert str(problem).encode()
    assert problem.path.encode()


def test_names_that_differ_in_capitals_only_are_a_problem(
    alliance: Callable[..., Path],
) -> None:
    """Many systems take them for one file."""
    root = alliance({"docs/paper.pdf": b"%PDF-1.4\n", "docs/Paper.pdf": b"%PDF-1.4\n"})
    settings, _ = read_settings(root)
    assert settings is not None
    found = [each for each in discovery.find(root, settings) if isinstance(each, Problem)]

    assert [str(problem) for problem in found] == [
        'docs/paper.pdf:1:1: only its capitals differ from "docs/Paper.pdf", and many systems do'
        " not tell the two apart. Rename one of them."
    ]
