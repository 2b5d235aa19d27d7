"""What a command refuses: it says why in a line, ends with status 1, and changes nothing."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from alliance.__main__ import main
from alliance.site.reading import read_content
from tests import small
from tests.conftest import build_here
from tests.trust import inputs, made
from tests.trust.inputs import Refused, files, outcomes

SAMPLE = 24
"""Every so many inputs one is tried with the whole command."""


def content(root: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".cache" not in path.parts
    }


def is_calm(ran: Result) -> bool:
    """Tell whether a command refused by itself, in lines that can be printed."""
    is_whole = isinstance(ran.exception, SystemExit) and "Traceback" not in ran.output
    return ran.exit_code in (1, 2) and is_whole and ran.output.replace("\n", "").isprintable()


def test_options_are_refused_by_name(tmp_path: Path) -> None:
    """Whatever stands in the environment; the day by the check as well."""
    root = small.write(tmp_path / "alliance")
    before = content(tmp_path)
    others = {}
    for name, text in files("options/refused").items():
        variable, _, value = text.removesuffix("\n").partition("=")
        commands = ["build", "check"] if variable == "SOURCE_DATE_EPOCH" else ["build"]
        for command in commands:
            with contextlib.chdir(root):
                ran = CliRunner(env={variable: value}).invoke(main, [command])
            if not is_calm(ran) or outcomes("options/refused")[name] not in ran.output:
                others[name, command] = (ran.exit_code, ran.output, ran.exception)
            if content(tmp_path) != before:
                others[name, command] = "it changed something"

    assert others == {}


def taken(root: Path, po: str) -> Result:
    """Take a PO file into the content below a folder."""
    path = root / "back.po"
    path.write_bytes(po.encode())
    ran = CliRunner().invoke(main, ["translations", "import", "--root", str(root), str(path)])
    path.unlink()
    return ran


def test_translations_are_refused_at_their_line(tmp_path: Path) -> None:
    """And nothing of the content changes."""
    root = small.write(tmp_path)
    before = content(root)
    others = {}
    for name, text in files("translations/refused").items():
        line, _, words = outcomes("translations/refused")[name].partition(" ")
        ran = taken(root, text)
        place = f"back.po:{line}:" if line != "0" else "back.po:"
        if not (is_calm(ran) and place in ran.output and words in ran.output):
            others[name] = (ran.exit_code, ran.output, ran.exception)
        if content(root) != before:
            others[name] = "it changed something"

    assert others == {}


def test_translations_arrive_as_they_were_typed(tmp_path: Path) -> None:
    """Whatever YAML would take them for."""
    for name, text in files("translations/taken").items():
        root = small.write(tmp_path / name)
        ran = taken(root, text)
        found, problems = read_content(root)

        assert ran.exit_code == 0, (name, ran.output)
        assert (problems, found is None) == ([], False), name
        assert found is not None
        arrived = found.translations["markets", "japan"]["fr"].texts["summary"]
        assert arrived == outcomes("translations/taken")[name], name


def sample() -> list[Refused]:
    """Return some inputs of every kind that the check must refuse."""
    kinds = (inputs.records, inputs.pages, inputs.drawings, inputs.addresses, inputs.settings)
    kinds += (inputs.lists, made.encodings, made.names, made.places)
    return [case for kind in kinds for number, case in enumerate(kind()) if number % SAMPLE == 0]


@pytest.mark.slow
@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in sample()])
def test_a_build_refuses_what_the_check_refuses(tmp_path: Path, case: Refused) -> None:
    """And leaves the last site alone."""
    root = case.write(tmp_path / "alliance")
    site = tmp_path / "site"
    small.write_last_site(site)

    ran = build_here(root, site)

    assert is_calm(ran), (ran.output, ran.exception)
    assert case.path in ran.output
    assert small.is_last_site(site)
    assert not list(tmp_path.glob(".site-*"))


@pytest.mark.slow
@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in sample()[::9]])
def test_the_command_line_refuses_it_too(tmp_path: Path, case: Refused) -> None:
    """In a process of its own, with the encoding of an old console."""
    root = case.write(tmp_path / "alliance")
    ran = subprocess.run(
        [sys.executable, "-m", "alliance", "check", "--root", str(root)],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert case.path.encode("ascii", "backslashreplace").decode() in ran.stdout
