"""Progress shows on a terminal, and nowhere else."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from alliance.progress import Progress
from tests.conftest import ROOT


def test_without_a_terminal_nothing_is_shown() -> None:
    """So what a command prints can be read by a program."""
    stream = io.StringIO()

    Progress(stream).show("building fr")

    assert stream.getvalue() == ""


def test_on_a_terminal_a_build_says_which_language_it_is_at(alliance: Callable[..., Path]) -> None:
    """In one line that is empty at the end; below it are the notes, here on the missing history."""
    root = alliance()
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(root / "mkdocs.yml")]
    subprocess.run(
        command,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_DIR": str(root / "site")},
        check=True,
    )
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)

    assert "building en (1 of 2)" in shown
    assert "building fr (2 of 2)" in shown
    shown, note, _ = shown.partition("note: the folder is not in a Git repository.")
    assert note
    assert shown.endswith("\r\x1b[K")
