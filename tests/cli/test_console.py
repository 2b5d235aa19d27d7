"""What commands print reaches every console, whatever its encoding and whoever stops reading."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import small
from tests.conftest import ROOT
from tests.small import with_line

JAPANESE = with_line("data/partners/acme.yml", "country: FR", "country: \u65e5\u672c\u8a9e")
NAME = os.fsdecode(b"data/markets/\xff\xe9.yml")


def run(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command of `alliance` in an environment."""
    return subprocess.run(
        [sys.executable, "-m", "alliance", *arguments, "--root", str(root)],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "0", **environment},
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "latin-1", "utf-8"])
@pytest.mark.parametrize("form", ["text", "github", "gitlab"])
def test_a_message_reaches_a_console_of_any_encoding(
    encoding: str, form: str, tmp_path: Path
) -> None:
    """What it cannot show is replaced; a file whose name is not UTF-8 is a problem like others."""
    root = small.write(tmp_path, JAPANESE)
    (root / NAME).write_bytes(b"")
    ran = run(root, "check", "--format", form, PYTHONIOENCODING=encoding)

    assert ran.returncode == 1
    assert b"Traceback" not in ran.stderr
    assert b"acme.yml" in ran.stdout
    assert b"this name is not UTF-8" in ran.stdout
    # Where ASCII is said, click takes that for a mistake, and writes UTF-8.
    shown = "\u65e5\u672c\u8a9e" if encoding in ("utf-8", "ascii") else "???"
    assert shown.encode() in ran.stdout


@pytest.mark.parametrize(
    "command", [["check"], ["build"], ["upkeep"], ["translations"], ["check", "--help"]]
)
def test_commands_run_in_the_locale_c(command: list[str], tmp_path: Path) -> None:
    """With messages in a language that it has no letters for."""
    root = small.write(tmp_path)
    environment = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "ALLIANCE_LANG": "ja"}
    ran = run(root, *command, **environment)

    assert ran.returncode == 0
    assert b"Traceback" not in ran.stderr


def test_who_reads_one_line_ends_a_command_quietly(tmp_path: Path) -> None:
    """As in `alliance check | head -1`."""
    wrong = {f"data/markets/m{number}.yml": "x: 1\n" for number in range(300)}
    root = small.write(tmp_path, dict(wrong))
    command = f"{sys.executable} -m alliance check --root {root} | head -1"
    ran = subprocess.run(
        ["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert len(ran.stdout.splitlines()) == 1
    assert "Traceback" not in ran.stderr
    assert "BrokenPipe" not in ran.stderr


def test_a_command_that_does_not_exist_is_offered(tmp_path: Path) -> None:
    """The nearest one."""
    ran = run(tmp_path, "chek")

    assert ran.returncode == 2
    assert b'Did you mean "check"?' in ran.stderr


@pytest.mark.slow
def test_optimised_python_builds_the_same(tmp_path: Path) -> None:
    """Without docstrings, descriptions would be lost that are read from them."""
    files = []
    for level in ("0", "2"):
        root = small.write(tmp_path / level)
        day = {"SOURCE_DATE_EPOCH": "1772409600", "PYTHONOPTIMIZE": level}
        ran = run(root, "build", SITE_URL="https://a.example/", **day)
        assert ran.returncode == 0, ran.stderr
        site = root / "site"
        files.append(
            {
                path.relative_to(site): path.read_bytes()
                for path in site.rglob("*")
                if path.is_file() and "pagefind" not in path.parts and path.name != "build.json"
            }
        )

    assert [name for name in files[0] if files[0][name] != files[1].get(name)] == []
