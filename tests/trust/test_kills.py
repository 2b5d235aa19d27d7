"""Killed at any point: the site is old or new and whole, and what is left goes at the next start.

Builds by both doors are killed at random moments: all of their processes, or one of them.
"""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.outputs.test_publish import DOORS
from tests.trust import size
from tests.trust.builds import (
    Edition,
    Run,
    all_gone,
    beside,
    dice,
    digests,
    reference_editions,
    small_editions,
)

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("builds")]

KILLS = [("small", number) for number in range(size(3, 80))]
KILLS += [("reference", number) for number in range(size(0, 20))]

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
VICTIMS = (
    ("the command", "any time"),
    ("the command", "the swap"),
    ("a worker", "the pages"),
    ("the indexer", "the index"),
    ("the command", "the pages"),
    ("the command", "the index"),
    ("all processes", "any time"),
    ("the command", "the clearing"),
    ("all processes", "the swap"),
)
"""Who is killed, and when, in turn."""


@dataclass(frozen=True)
class Kill:
    """A kill of a build of one edition, over a site of the other one."""

    victim: str
    moment: str
    signal: signal.Signals
    door: str
    delay: float
    """Between 0 and 1."""
    are_frozen: bool
    """Whether its children hang, so that none of them ends by itself."""

    def __str__(self) -> str:
        """Say which kind it is."""
        frozen = " while its children hang" if self.are_frozen else ""
        return f"{self.signal.name} to {self.victim} at {self.moment}{frozen}, {self.door}"


def kill_of(name: str, number: int) -> Kill:
    """Return a kill by its number."""
    chance = dice(name, number)
    victim, moment = VICTIMS[number % len(VICTIMS)]
    return Kill(
        victim,
        moment,
        chance.choice(SIGNALS),
        chance.choice([*DOORS]),
        chance.uniform(0, 1),
        victim == "the command" and moment in {"the pages", "the index"} and chance.random() < 0.7,
    )


EDITIONS = {"small": small_editions, "reference": reference_editions}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Edition, Edition]]:
    """Return a function that gives two editions of a site by its name, built once."""
    found: dict[str, tuple[Edition, Edition]] = {}

    def give(name: str) -> tuple[Edition, Edition]:
        if name not in found:
            found[name] = EDITIONS[name](tmp_path_factory.mktemp(name))
        return found[name]

    return give


def wait_for_the_moment(kill: Kill, run: Run, seconds: float) -> None:
    """Wait for the moment of a kill, or until the build is over."""
    before = run.site.stat().st_ino
    at = {
        "any time": lambda: True,
        "the pages": lambda: run.workers() and any(run.site.parent.glob(".site-*/*/*/index.html")),
        "the index": run.indexers,
        "the swap": lambda: any(run.site.parent.glob(".site-*/build.json")),
        "the clearing": lambda: not run.site.exists() or run.site.stat().st_ino != before,
    }
    longest = {"any time": seconds, "the pages": 0.2, "the index": 0.1}.get(kill.moment, 0.005)
    if run.until(at[kill.moment]):
        time.sleep(kill.delay * longest)


def strike(kill: Kill, run: Run) -> None:
    """Send the signal to those who are to be killed, if they still run."""
    victims = {
        "the command": lambda: [run.process.pid],
        "a worker": lambda: run.workers()[:1],
        "the indexer": run.indexers,
        "all processes": run.alive,
    }[kill.victim]()
    if kill.are_frozen:
        send(signal.SIGSTOP, run.workers() + run.indexers())
    if run.process.poll() is None:
        send(kill.signal, victims)


def send(number: signal.Signals, processes: list[int]) -> None:
    """Send a signal to processes, if they still run."""
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, number)


def is_calm(said: str) -> bool:
    """Tell whether there is no traceback, but for one of MkDocs while it has not begun our work."""
    return "Traceback" not in said or not (f"{ROOT}/alliance/" in said or "hooks.py" in said)


@pytest.mark.parametrize(("name", "number"), KILLS)
def test_a_kill_leaves_the_old_site_or_the_new_one(
    name: str,
    number: int,
    built: Callable[[str], tuple[Edition, Edition]],
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    """Whole, without a process or a change in the checkout; the next build leaves no litter."""
    kill = kill_of(name, number)
    old, new = dice(number).sample(built(name), 2)
    site, scratch = tmp_path / "out" / "site", tmp_path / "scratch"
    shutil.copytree(old.site, site)
    scratch.mkdir()
    new.forget()
    record_property("kill", str(kill))

    run = Run(kill.door, new.root, site, new.day, scratch)
    wait_for_the_moment(kill, run, new.seconds)
    strike(kill, run)
    said = run.end()
    assert all_gone(run), kill
    found = digests(site)
    is_new = found == new.files
    record_property("outcome", f"{'new' if is_new else 'old'}, status {run.status}")

    assert found in (old.files, new.files), kill
    assert is_new or run.status, kill
    assert not (is_new and "as it was" in said), (kill, said)
    assert is_calm(said), (kill, said)
    assert not new.changes(), kill

    again = Run(dice(number, "next").choice([*DOORS]), new.root, site, new.day, scratch)
    said = again.end()
    assert again.status == 0, (kill, said)
    assert digests(site) == new.files, kill
    assert not beside(site), kill
    assert not [*scratch.iterdir()], kill
    assert new.cached() == new.kept, kill
    assert not new.changes(), kill
