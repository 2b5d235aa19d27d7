"""Full disks, and places where nothing can be written: one message, and the site as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.outputs.test_publish import DOORS
from tests.trust import size
from tests.trust.builds import Edition, Run, beside, digests, is_whole, small_editions

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("builds")]

SIZES = size(3, 10)
BLOCK = 4096
NOBODY = "65534"
FULL = "the disk is full"


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Edition, Edition]:
    """Return two editions of a site."""
    return small_editions(tmp_path_factory.mktemp("editions"))


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """Return a folder for temporary files."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    return folder


@contextmanager
def disk(folder: Path, blocks: int) -> Iterator[None]:
    """Mount an empty disk of some size at a folder, where that is allowed."""
    folder.mkdir(exist_ok=True)
    ran = mount("-t", "tmpfs", "-o", f"size={blocks * BLOCK}", "tmpfs", str(folder))
    if ran.returncode:
        pytest.skip(f"no disk can be mounted here: {ran.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def mount(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run mount."""
    return subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)


def blocks_of(folder: Path) -> int:
    """Return how many blocks a folder takes on a disk."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return sum(-(-path.stat().st_size // BLOCK) for path in files) + 1


def door_of(number: int) -> str:
    """Return the two doors in turn."""
    return [*DOORS][number % 2]


def is_calm(said: str, *words: str) -> bool:
    """Tell whether a command ended with one short message that has some words.

    MkDocs may add a line of its own before it.
    """
    lines = said.splitlines()
    return (
        "Traceback" not in said
        and len(said) < 1000
        and (len(lines) == 1 or (len(lines) == 2 and lines[0].startswith("ERROR   -  Error ")))
        and all(word in lines[-1] for word in words)
    )


@pytest.mark.parametrize("number", range(SIZES))
def test_a_full_disk_leaves_the_last_site(
    number: int,
    editions: tuple[Edition, Edition],
    tmp_path: Path,
    scratch: Path,
    record_property: Callable[[str, object], None],
) -> None:
    """Whatever there is no more place for; with more place, the next build publishes."""
    old, new = editions
    door = door_of(number)
    place = tmp_path / "disk"
    taken, needed = blocks_of(old.site), blocks_of(new.site)
    with disk(place, taken + needed * (number + 1) // (SIZES + 1)):
        site = place / "site"
        shutil.copytree(old.site, site)

        run = Run(door, new.root, site, new.day, scratch)
        said = run.end()
        record_property("said", f"{door}, {number + 1} of {SIZES + 1}: {run.status}: {said}")

        assert run.status == 1, said
        assert digests(site) == old.files
        assert not beside(site)
        assert is_calm(said, str(place), FULL), said
        assert not [*scratch.iterdir()]

        assert not mount("-o", "remount,size=64M", str(place)).returncode
        run = Run(door, new.root, site, new.day, scratch)
        assert run.end() == ""
        assert is_whole(site)
        assert (site / "index.html").read_bytes() == (new.site / "index.html").read_bytes()
        assert not beside(site)


@pytest.mark.parametrize("number", range(size(2, 10)))
def test_a_full_disk_for_other_files_changes_nothing(
    number: int, editions: tuple[Edition, Edition], tmp_path: Path, scratch: Path
) -> None:
    """Neither that of temporary files nor that of the cache is needed for a whole site."""
    edition, blocks = editions[0], 1 + 12 * number
    site = tmp_path / "out" / "site"
    edition.forget()
    with disk(scratch, blocks), disk(edition.root / ".cache", blocks):
        run = Run(door_of(number), edition.root, site, edition.day, scratch)

        assert run.end() == ""
        assert run.status == 0
        assert digests(site) == edition.files
        assert not beside(site)
        assert not [*scratch.iterdir()]
        assert edition.cached() <= edition.kept


@pytest.fixture
def readable(editions: tuple[Edition, Edition]) -> Iterator[Path]:
    """Return a checkout in a folder that everybody may read, with a site beside it."""
    with tempfile.TemporaryDirectory(dir="/var/tmp", prefix="disks-") as folder:
        Path(folder).chmod(0o755)
        shutil.copytree(editions[0].root, Path(folder) / "checkout")
        shutil.copytree(editions[0].site, Path(folder) / "site")
        yield Path(folder)


def as_nobody() -> tuple[str, ...]:
    """Return what runs a command without the rights of root, which may do everything."""
    if os.geteuid():
        return ()
    runner = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
    command = [*runner, sys.executable, "-c", "import alliance.outputs.build"]
    if not shutil.which("setpriv") or subprocess.run(command, cwd=ROOT, check=False).returncode:
        pytest.skip("nobody else can run the commands of this checkout here")
    return runner


@pytest.mark.parametrize("door", DOORS)
def test_a_folder_of_somebody_else_stays_as_it_is(
    door: str, editions: tuple[Edition, Edition], readable: Path
) -> None:
    """Where one may not write; the message says so."""
    site = readable / "site"
    readable.chmod(0o555)

    run = Run(door, readable / "checkout", site, editions[0].day, Path("/tmp"), runner=as_nobody())
    said = run.end()
    readable.chmod(0o755)

    assert run.status == 1
    assert is_calm(said, str(readable), "you are not allowed to"), said
    assert digests(site) == editions[0].files
    assert beside(site) == {"checkout"}


@pytest.mark.parametrize("door", DOORS)
def test_a_disk_that_can_only_be_read_stays_as_it_is(
    door: str, editions: tuple[Edition, Edition], tmp_path: Path, scratch: Path
) -> None:
    """The message says so."""
    old, new = editions
    place = tmp_path / "disk"
    with disk(place, 16384):
        shutil.copytree(old.site, place / "site")
        assert not mount("-o", "remount,ro", str(place)).returncode

        run = Run(door, new.root, place / "site", new.day, scratch)
        said = run.end()

        assert run.status == 1
        assert is_calm(said, str(place), "the disk can only be read"), said
        assert digests(place / "site") == old.files


PLACES = {
    "/proc/site": "/proc/",
    "/proc/self/site": "/proc/",
    "/dev/null": "it is no folder",
    "/dev/null/site": "/dev/null",
    "docs/index.md": "it lies among the sources of the site",
    "mkdocs.yml": "it is no folder",
    "data/site": "it lies among the sources of the site",
    ".": "it holds the sources of the site",
    "n" * 300: "n" * 300,
}
"""Where no site can be, and what the message says of it."""


@pytest.mark.parametrize(("number", "target"), [*enumerate(PLACES)], ids=range(len(PLACES)))
def test_where_no_site_can_be_nothing_is_written(
    number: int, target: str, editions: tuple[Edition, Edition], scratch: Path
) -> None:
    """One message names the place."""
    edition = editions[0]
    for door in {door_of(number), door_of(number + size(0, 1))}:
        run = Run(door, edition.root, edition.root / target, edition.day, scratch)
        said = run.end()

        assert run.status == 1
        assert is_calm(said, PLACES[target]), said
        assert not edition.changes()
        assert not [*edition.root.glob(".site-*")]
        assert not [*scratch.iterdir()]
