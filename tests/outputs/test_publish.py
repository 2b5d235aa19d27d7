"""A build replaces the published site whole, or leaves it as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from alliance.outputs.publish import discard, open_staging, publish
from tests.conftest import build, build_here
from tests.small import with_line


def test_a_new_site_takes_the_place_of_the_last_one(tmp_path: Path) -> None:
    """Nothing of the old one stays, and no other folder is left."""
    site = tmp_path / "site"
    for name in ("old.html", "new.html"):
        staging = open_staging(site)
        (staging / name).touch()
        publish(staging, site)

    assert [path.name for path in tmp_path.rglob("*")] == ["site", "new.html"]


def test_an_interrupted_swap_is_put_right_by_the_next_build(tmp_path: Path) -> None:
    """The last good site had been moved aside; it comes back, and what was unfinished goes."""
    old = tmp_path / ".site-site.abc.old"
    old.mkdir()
    (old / "index.html").touch()
    (tmp_path / ".site-site.abc").mkdir()

    staging = open_staging(tmp_path / "site")

    assert (tmp_path / "site" / "index.html").exists()
    assert {path.name for path in tmp_path.iterdir()} == {"site", staging.name}
    discard(staging)
    assert {path.name for path in tmp_path.iterdir()} == {"site"}


def test_other_folders_beside_the_site_are_left_alone(tmp_path: Path) -> None:
    """Two sites in one folder do not clear each other away, however alike their names."""
    others = [open_staging(tmp_path / name) for name in ("other", "site-2", "site.old", "site.x")]

    open_staging(tmp_path / "site")

    assert all(other.exists() for other in others)


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        (".", "it holds the sources of the site, which would be lost"),
        ("..", "it holds the sources of the site, which would be lost"),
        ("data", "it lies among the sources of the site"),
        ("docs/site", "it lies among the sources of the site"),
        ("mkdocs.yml", "it is no folder"),
        ("notes", "it holds something that is no site, which would be lost: empty it, or name"),
        ("/proc", "it is a disk of its own, which cannot be replaced: name a folder on it"),
    ],
)
def test_a_folder_that_holds_something_else_is_never_replaced(
    alliance: Callable[..., Path], target: str, reason: str
) -> None:
    """The build says why, before it has written anything."""
    root = alliance({"notes/mine.txt": "keep me"})

    ran = build_here(root, root / target)

    assert ran.exit_code == 1
    assert f"The site cannot be written to {(root / target).resolve()}: {reason}" in ran.stderr
    assert (root / "notes/mine.txt").is_file()
    assert (root / "data/alliance.yml").is_file()


def test_a_link_to_a_folder_stays_a_link(alliance: Callable[..., Path], tmp_path: Path) -> None:
    """The folder that it leads to is replaced."""
    root = alliance()
    (root / "published").mkdir()
    (root / "www").symlink_to(root / "published")

    ran = build_here(root, root / "www")

    assert ran.exit_code == 0, ran.stderr
    assert (root / "www").is_symlink()
    assert (root / "published" / "index.html").is_file()


@pytest.mark.parametrize(
    "address", ["example.org", "ftp://example.org", "https://", "javascript:x"]
)
def test_an_address_that_is_none_is_refused(alliance: Callable[..., Path], address: str) -> None:
    """Before anything is built."""
    root = alliance()

    ran = build_here(root, root / "site", SITE_URL=address)

    assert ran.exit_code == 1
    assert f'SITE_URL: found "{address}"' in ran.stderr
    assert not (root / "site").exists()


def test_a_killed_build_leaves_the_last_site(alliance: Callable[..., Path]) -> None:
    """And the next build clears up after it."""
    root = alliance(
        {
            f"data/markets/m{n}.yml": "country: US\nsince: first\nsummary: A market.\n"
            for n in range(400)
        }
    )
    site = root / "site"
    site.mkdir()
    (site / "index.html").write_text("the last good site", encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(root / "mkdocs.yml")]
    process = subprocess.Popen(command, env={**os.environ, "SITE_DIR": str(site)})
    while not any(root.glob(".site-site.*/**/index.html")):
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()

    assert [path.name for path in site.iterdir()] == ["index.html"]
    assert (site / "index.html").read_text(encoding="utf-8") == "the last good site"
    assert list(root.glob(".site-*"))

    ran = build(root / "mkdocs.yml", site)

    assert ran.returncode == 0, ran.stderr
    assert (site / "markets" / "m399" / "index.html").is_file()
    assert not list(root.glob(".site-*"))


@pytest.mark.parametrize("option", ["--strict", "--dirty"])
def test_the_ways_of_mkdocs_to_build_work_too(alliance: Callable[..., Path], option: str) -> None:
    """Neither the theme nor MkDocs warns of anything but what the option itself brings."""
    root = alliance()

    ran = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", option, "-f", str(root / "mkdocs.yml")],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    assert "WARNING" not in ran.stderr or option == "--dirty"
    assert (root / "site" / "fr" / "markets" / "japan" / "index.html").is_file()


def test_a_record_that_goes_takes_its_page_along(alliance: Callable[..., Path]) -> None:
    """No stale file survives a build."""
    root = alliance({"data/markets/usa.yml": "country: US\nsince: first\nsummary: A market.\n"})
    assert build_here(root, root / "site").exit_code == 0
    (root / "data/markets/usa.yml").unlink()

    assert build_here(root, root / "site").exit_code == 0

    assert not (root / "site/markets/usa").exists()
    assert (root / "site/markets/japan/index.html").is_file()


def test_a_draft_is_not_published(alliance: Callable[..., Path]) -> None:
    """Neither as a page nor in any list, in any language."""
    draft = with_line("data/markets/japan.yml", "summary", "draft: true\nsummary")
    root = alliance(draft)

    ran = build_here(root, root / "site")

    assert ran.exit_code == 0, ran.stderr
    assert not list((root / "site").rglob("japan"))
    for path in (root / "site").rglob("*.html"):
        assert "japan" not in path.read_text(encoding="utf-8").lower(), path
