"""The pinned packages: each is held to its hash, and asked about for known vulnerabilities."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bin.fetch_forms import PINS, read_pins
from bin.sbom import read_requirements
from bin.vulnerabilities import REQUIREMENTS, ask_npm, package_json
from tests.conftest import ROOT


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_pin_has_the_hashes_of_its_files(name: str) -> None:
    """So pip, which is told to want them, installs nothing else."""
    pinned = list(read_requirements((ROOT / name).read_text(encoding="utf-8")))

    assert pinned
    assert [package.name for package in pinned if not package.hashes] == []
    setup = (ROOT / "bin" / "setup").read_text(encoding="utf-8")
    (command,) = re.findall("pip install (.*)", setup)
    assert {"--require-hashes", "--only-binary"} <= set(command.split())


def test_every_file_of_pins_is_asked_about() -> None:
    """Those of Python by name, those of npm as exact versions."""
    pinned = {path.name for path in ROOT.glob("requirements*.txt")}
    pins = read_pins(PINS.read_text(encoding="utf-8"))

    assert pinned == {*REQUIREMENTS, PINS.name}
    assert json.loads(package_json(pins))["dependencies"] == {p.name: p.version for p in pins}


@pytest.mark.parametrize(
    ("script", "is_fine"),
    [
        ("exit 0", True),
        ("[ $1 != install ]", False),
        ("[ $1 != audit ]", False),
        ("grep -q sveltia package.json", True),
    ],
    ids=["nothing is known", "no list can be made", "something is known", "a list of the pins"],
)
def test_the_answer_is_that_of_npm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, is_fine: bool
) -> None:
    """It is asked in a folder that has the pinned packages and nothing else."""
    (tmp_path / "npm").write_text(f"#!/bin/sh\n{script}\n")
    (tmp_path / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    assert ask_npm(read_pins(PINS.read_text(encoding="utf-8"))) is is_fine
