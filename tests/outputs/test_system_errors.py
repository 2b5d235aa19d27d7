"""Full disks and all else that the system refuses: a sentence with path and cause, no traceback."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from alliance.outputs.ending import explain
from tests.conftest import build, slow
from tests.outputs.test_interruption import SEARCH
from tests.outputs.test_publish import DOORS
from tests.small import MKDOCS

UNTOUCHED = " The site is as it was.\n"


def refused(door: str, root: Path, *shell: str, **environment: str) -> str:
    """Build in vain, after shell commands that set limits; return what is said."""
    command = [sys.executable, *(part.format(root=root) for part in DOORS[door])]
    script = "; ".join((*shell, 'exec "$@"'))
    ran = subprocess.run(
        ["sh", "-c", script, "sh", *command],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1, ran.stdout
    assert "Traceback" not in ran.stderr
    assert "Aborted" not in ran.stderr
    assert ran.stderr.endswith(UNTOUCHED), ran.stderr
    return ran.stderr


@contextmanager
def disk(folder: Path, options: str) -> Iterator[Path]:
    """Mount a small disk on a folder."""
    folder.mkdir()
    ran = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if ran.returncode:
        pytest.skip("only root can mount a disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.slow
@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("size", "file"),
    [
        pytest.param(8, "", marks=pytest.mark.slow),
        pytest.param(100, "assets/stylesheets/alliance.css", marks=pytest.mark.slow),
        (400, "pagefind/wasm.en.pagefind"),
    ],
)
def test_a_full_disk_is_told(
    alliance: Callable[..., Path], door: str, size: int, file: str
) -> None:
    """With the file that no longer fitted, whoever wrote it: MkDocs, a child, or the indexer."""
    root = alliance(SEARCH)
    with disk(root / "disk", f"size={size}k") as full:
        said = refused(door, root, SITE_DIR=str(full / "site"))

        assert f"{full}/.site-site." in said
        assert f"{file} cannot be read or written: the disk is full." in said
        assert "JSON" not in said
        assert not list(full.iterdir())


@pytest.mark.slow
@pytest.mark.parametrize("door", DOORS)
def test_a_read_only_disk_is_told(alliance: Callable[..., Path], door: str) -> None:
    """Before anything is built."""
    root = alliance()
    with disk(root / "disk", "ro") as full:
        said = refused(door, root, SITE_DIR=str(full / "site"))

    assert said.endswith(
        f"site.lock cannot be read or written: the disk can only be read.{UNTOUCHED}"
    )


@pytest.mark.slow
@pytest.mark.parametrize("target", ["/proc/x", "mkdocs.yml/x/site"])
def test_a_place_where_no_folder_can_be_is_told(alliance: Callable[..., Path], target: str) -> None:
    """In one line."""
    root = alliance()

    assert refused("alliance", root, SITE_DIR=str(root / target)).count("\n") == 1


@pytest.mark.slow
@pytest.mark.parametrize("door", ["alliance", slow("mkdocs")])
def test_a_limit_of_the_system_is_told(alliance: Callable[..., Path], door: str) -> None:
    """A file that may not be as large as it has to be."""
    said = refused(door, alliance(), "ulimit -f 20")

    assert "alliance.css cannot be read or written: the file would be larger than you are" in said


@pytest.mark.parametrize(
    ("number", "cause"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "you have used up your space on the disk"),
        (errno.EACCES, "you are not allowed to"),
        (errno.EMFILE, "too many files are open at once"),
        (errno.EXDEV, os.strerror(errno.EXDEV)),
    ],
)
def test_each_cause_has_its_words(number: int, cause: str) -> None:
    """What has none is told in those of the system; a path is named wherever one is known."""
    told = str(explain(OSError(number, "…", "/a/b")))

    assert told == f"/a/b cannot be read or written: {cause if number != errno.EXDEV else '…'}."
    assert str(explain(OSError(number, cause), Path("/c"))).startswith("/c cannot be")
    assert str(explain(OSError(number, cause))) == f"The system does not go on: {cause}."


def test_what_nobody_expected_can_be_reported(alliance: Callable[..., Path]) -> None:
    """A sentence with the version; where it comes from is shown when it is asked for."""
    hook = 'def on_page_markdown(markdown, **_):\n    raise RuntimeError("broken on purpose")\n'
    config = MKDOCS.replace("hooks: [", "hooks: [broken.py, ")
    root = alliance({"mkdocs.yml": config, "broken.py": hook})

    said = refused("mkdocs", root)
    shown = build(root / "mkdocs.yml", root / "site", ALLIANCE_VERBOSE="1").stderr

    assert "This should not happen: RuntimeError: broken on purpose. Please report it" in said
    assert 'broken.py", line 2' in shown
    assert shown.endswith(UNTOUCHED)
