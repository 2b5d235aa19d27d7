"""/build.json says what a site is; who may read the files does not depend on who builds."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import HARBOUR_DAY, ROOT, build_here


@pytest.mark.parametrize("site", ["reference", "harbour"])
def test_a_site_names_every_file_with_its_digest(site: str, request: pytest.FixtureRequest) -> None:
    """In the order of their paths, and no other; neither a moment nor a place of the machine."""
    folder: Path = request.getfixturevalue(site)
    text = (folder / "build.json").read_text(encoding="utf-8")
    told = json.loads(text)

    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    names = sorted(p.relative_to(folder).as_posix() for p in paths if p.name != "build.json")
    assert list(told["files"]) == names
    assert told["files"] == {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names
    }
    assert told["kind"] == "site"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", told["day"])
    assert str(folder.parent) not in text
    assert str(ROOT) not in text


def test_a_site_names_the_packages_that_it_is_made_with(reference: Path) -> None:
    """All that pyproject.toml asks for, and nothing that only one of the two doors has."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.split(r"[\[>=]", line)[0] for line in project["dependencies"]}
    told = json.loads((reference / "build.json").read_text(encoding="utf-8"))

    assert set(told["packages"]) == asked
    assert all(version[0].isdecimal() for version in told["packages"].values())


def test_a_copy_says_that_it_is_one(alliance: Callable[..., Path]) -> None:
    """And of which day it is; outside Git there is no commit."""
    root = alliance()

    ran = build_here(root, root / "copy", OFFLINE="1", SOURCE_DATE_EPOCH=HARBOUR_DAY)

    assert ran.exit_code == 0, ran.stderr
    told = json.loads((root / "copy" / "build.json").read_text(encoding="utf-8"))
    assert (told["kind"], told["day"], told["commit"]) == ("offline copy", "2026-03-02", None)


@pytest.mark.slow
@pytest.mark.parametrize("umask", [0o077, 0o000])
@pytest.mark.parametrize("door", ["alliance", "mkdocs"])
def test_everybody_may_read_the_site(alliance: Callable[..., Path], umask: int, door: str) -> None:
    """And nobody but its owner may write it, whatever the umask is."""
    root = alliance({"docs/paper.pdf": b"%PDF-1.4\n"})
    command = {
        "alliance": ("alliance", "build", "--root", str(root)),
        "mkdocs": ("mkdocs", "build", "--quiet", "-f", str(root / "mkdocs.yml")),
    }[door]
    subprocess.run(
        [sys.executable, "-m", *command],
        env={**os.environ, "SITE_DIR": str(root / "copy"), "OFFLINE": "1"},
        umask=umask,
        check=True,
        capture_output=True,
    )

    paths = [root / "copy", root / "copy.zip", *(root / "copy").rglob("*")]
    modes = {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in paths}
    assert modes == {(True, 0o755), (False, 0o644)}
