"""Stopped or killed, at any point: the site is old or new and whole, and nothing is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from alliance.atomic import replace_file
from alliance.cache import Cache
from alliance.interruption import stoppable
from alliance.outputs import locks
from alliance.outputs.preview import claim
from tests.conftest import ROOT, slow
from tests.outputs.test_publish import DOORS, WAITS, never, open_staging, started
from tests.small import is_last_site, write_last_site

PATIENCE = 60
STOPPED = "Stopped. The site is as it was.\n"
SEARCH = {"docs/search.md": "---\ntitle: Search\ndescription: Find.\n---\n\n[[search]]\n"}


def until(look: Callable[[], object]) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + PATIENCE
    while not look():
        assert time.monotonic() < end
        time.sleep(0.002)


def processes(root: Path) -> dict[int, list[str]]:
    """Return the running processes that name an alliance or work in it, with their arguments."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
            place = str((folder / "cwd").readlink())
        except OSError:
            continue
        if any(str(root) in word for word in (place, *words)):
            found[int(folder.name)] = words
    return found


def indexers(root: Path) -> list[int]:
    """Return the processes that write a search index."""
    return [
        number for number, words in processes(root).items() if "pagefind" in Path(words[0]).name
    ]


@pytest.fixture
def large(alliance: Callable[..., Path]) -> Path:
    """Return an alliance whose site takes a while, with the last good one in its place."""
    market = "country: US\nsince: first\nsummary: A market.\n"
    root = alliance({**SEARCH, **{f"data/markets/m{n}.yml": market for n in range(150)}})
    write_last_site(root / "site")
    return root


def are_written(root: Path) -> Callable[[], bool]:
    """Return what tells that pages are being written."""
    return lambda: any(root.glob(".site-site.*/markets/*/index.html"))


def is_left_alone(root: Path) -> bool:
    """Tell whether the last site is there, no process is left, and nothing beside the site."""
    until(lambda: not processes(root))
    return is_last_site(root / "site") and not list(root.glob(".site-*"))


@pytest.mark.parametrize("name", ["SIGINT", slow("SIGTERM"), slow("SIGHUP")])
@pytest.mark.parametrize("door", DOORS)
def test_a_stopped_build_leaves_nothing(large: Path, door: str, name: str) -> None:
    """One calm line, the status that a shell expects, and no child; the site is as it was."""
    process = started(door, large)
    until(are_written(large))

    process.send_signal(signal.Signals[name])

    _, said = process.communicate(timeout=120)
    assert said == STOPPED
    assert process.returncode == 128 + signal.Signals[name]
    assert is_left_alone(large)


@pytest.mark.parametrize("door", DOORS)
def test_a_build_that_waits_can_be_stopped(alliance: Callable[..., Path], door: str) -> None:
    """The one that it waits for goes on."""
    root = alliance()
    first = open_staging(root / "site", never)
    second = started(door, root)
    assert second.stderr is not None
    assert second.stderr.readline() == WAITS.format(root / "site")

    second.send_signal(signal.SIGINT)

    _, said = second.communicate(timeout=120)
    assert (said, second.returncode) == (STOPPED, 130)
    first.publish()
    assert [path.name for path in root.iterdir() if "site" in path.name] == ["site"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is forked")
@pytest.mark.parametrize("at", ["pages", "index"])
def test_no_child_outlives_a_killed_build(large: Path, at: str) -> None:
    """Neither a writer of pages nor the indexer; nobody has to wait, and the next one tidies up."""
    process = started("mkdocs", large)
    until(are_written(large) if at == "pages" else lambda: indexers(large))

    process.kill()

    process.communicate(timeout=120)
    until(lambda: not processes(large))
    assert is_last_site(large / "site")
    lock = locks.take(large / ".site-site.lock")
    assert lock is not None
    lock.release()
    open_staging(large / "site", never).discard()
    assert is_left_alone(large)


def children(process: subprocess.Popen[str]) -> list[int]:
    """Return the processes that a process has started itself."""
    path = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return [int(number) for number in path.read_text().split()]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is forked")
@pytest.mark.parametrize(
    ("at", "message"),
    [
        ("pages", "A process that writes pages was ended by the system or by somebody."),
        ("index", "The search index could not be written: the indexer was ended by signal 9."),
    ],
)
def test_a_killed_child_fails_the_build(large: Path, at: str, message: str) -> None:
    """With what may be the cause; nothing half-made is published."""
    process = started("alliance", large)
    until(are_written(large) if at == "pages" else lambda: indexers(large))
    killed = children(process)[0] if at == "pages" else indexers(large)[0]

    os.kill(killed, signal.SIGKILL)

    _, said = process.communicate(timeout=120)
    assert said.startswith(message)
    assert said.endswith(" The site is as it was.\n")
    assert process.returncode == 1
    assert is_left_alone(large)


@pytest.mark.slow
def test_a_command_that_looks_at_a_site_can_be_stopped(large: Path) -> None:
    """It ends with one calm line too."""
    for number in range(3000):  # pages enough for a while
        (large / "site" / f"{number}.html").write_text("<p id=a>A page.", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "bin.links", str(large / "site")],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    )
    until(lambda: listens(process.pid, signal.SIGTERM))
    process.terminate()

    _, said = process.communicate(timeout=120)
    assert (said, process.returncode) == (STOPPED, 143)


def listens(number: int, wanted: signal.Signals) -> bool:
    """Tell whether a process has a handler for a signal."""
    status = Path(f"/proc/{number}/status").read_text(encoding="utf-8")
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(int(caught.split()[1], 16) & (1 << (wanted - 1)))


def test_a_preview_removes_what_a_killed_one_left(tmp_path: Path) -> None:
    """Its folder for pages; that of a preview that still runs stays, and so do all others."""
    for name in ("mkdocs_killed", "mkdocs_runs", "mkdocs_of-others", "mkdocs_mine"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").touch()
    (tmp_path / ".mkdocs_killed.lock").touch()
    runs = claim(tmp_path / "mkdocs_runs")

    mine = claim(tmp_path / "mkdocs_mine")

    left = {path.name for path in tmp_path.iterdir() if not path.name.startswith(".")}
    assert left == {"mkdocs_runs", "mkdocs_of-others", "mkdocs_mine"}
    for each in (runs, mine):
        assert each is not None
        each.release()
    assert not list(tmp_path.glob(".*"))


def test_a_cache_forgets_what_was_not_finished(tmp_path: Path) -> None:
    """What is whole stays."""
    cache = Cache(tmp_path)
    cache.put("key", b"whole")
    (tmp_path / "abc.part").touch()

    cache.clear()

    assert cache.get("key") == b"whole"
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    """Its permissions stay, a link stays one; a failure leaves the old text and names the file."""
    path, link = tmp_path / "text.yml", tmp_path / "link.yml"
    path.write_text("old")
    path.chmod(0o600)
    link.symlink_to(path)
    replace_file(link, b"new")
    assert (path.read_text(), path.stat().st_mode & 0o777) == ("new", 0o600)
    assert link.is_symlink()

    with pytest.raises(OSError, match=str(tmp_path / "none" / "text.yml")):
        replace_file(tmp_path / "none" / "text.yml", b"new")
    (tmp_path / ".text.yml.part").mkdir()
    with pytest.raises(IsADirectoryError, match=str(path)):
        replace_file(path, b"newer")
    assert path.read_text() == "new"


def test_a_signal_after_the_swap_stops_nothing(tmp_path: Path) -> None:
    """The new site is published: nobody is told that it is as it was."""
    with stoppable():
        open_staging(tmp_path / "site", never).publish()

        os.kill(os.getpid(), signal.SIGTERM)

    assert (tmp_path / "site").is_dir()
