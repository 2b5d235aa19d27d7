"""On a terminal, the line that a message is about follows it, with a caret below the place."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from alliance.__main__ import main
from alliance.review.problem_formats import excerpt
from tests.conftest import ROOT
from tests.small import with_line


@pytest.mark.parametrize(
    ("line", "column", "width", "shown"),
    [
        ("country: XX", 10, 80, ("country: XX", "         ^")),
        ("", 1, 80, ("", "^")),
        ("a", 2, 80, ("a", " ^")),
        ("a", 9, 80, ("a", " ^")),
        ("\t- japan", 1, 80, ("    - japan", "^")),
        ("\t- japan", 2, 80, ("    - japan", "    ^")),
        ("日本: x", 5, 80, ("日本: x", "      ^")),
        ("e\u0301te\u0301: x", 6, 80, ("e\u0301te\u0301: x", "   ^")),
        ("a\x1b[31mb: x", 6, 80, ("a\ufffd[31mb: x", "     ^")),
        ("0123456789" * 3, 16, 15, ("…901234567890…", "       ^")),
        ("0123456789" * 3, 1, 13, ("0123456789…", "^")),
        ("0123456789" * 3, 31, 13, ("…0123456789", "           ^")),
        ("日" * 30, 16, 13, ("…日日日日日…", "       ^")),
    ],
)
def test_a_caret_stands_below_the_place(
    line: str, column: int, width: int, shown: tuple[str, str]
) -> None:
    """Under wide and combining characters, tabs, and in lines too long for the terminal."""
    found = excerpt(line, column, width)

    assert found == shown


def on_terminal(root: Path, **environment: str) -> str:
    """Return what the check writes to a terminal of 80 columns."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "alliance", "check", "--root", str(root)]
    with subprocess.Popen(
        command,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "80", **environment},
    ) as ran:
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            shown += part
        ran.wait()
    os.close(ours)
    return shown.decode("utf-8").replace("\r\n", "\n")


def test_a_terminal_shows_the_line_with_a_caret(alliance: Callable[..., Path]) -> None:
    """Below the message, indented; nowhere else."""
    root = alliance(with_line("data/markets/japan.yml", "JP", "XX"))

    message, line, caret = on_terminal(root).splitlines()

    assert message.startswith("data/markets/japan.yml:1:10: ")
    assert (line, caret) == ("    country: XX", "             ^")
    assert len(CliRunner().invoke(main, ["check", "--root", str(root)]).stdout.splitlines()) == 1


def test_a_file_that_is_no_text_has_no_line_to_show(alliance: Callable[..., Path]) -> None:
    """The message is enough."""
    root = alliance({"docs/images/x.png": b"\xff\xfe<html>", "data/markets/y.yml": ""})

    assert len(on_terminal(root).splitlines()) == 2
