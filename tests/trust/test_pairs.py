"""Two builds at once into one target: whoever looks, at any moment, sees one whole site."""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.outputs.test_publish import WAITS
from tests.trust import size
from tests.trust.builds import (
    COMMANDS,
    Edition,
    Run,
    all_gone,
    beside,
    dice,
    digests,
    small_editions,
)

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("builds")]

PAIRS = (
    ("mkdocs", "alliance"),
    ("site", "offline copy"),
    ("preview", "mkdocs"),
    ("mkdocs", "mkdocs"),
    ("alliance", "mkdocs"),
    ("alliance", "alliance"),
    ("offline copy", "site"),
    ("preview", "alliance"),
)
"""What is started first, and what while that runs, in turn."""
HOLDS = {
    "site": "it holds a copy for reading offline, which the site does not replace: name another.",
    "offline copy": "it holds the site, which a copy for reading offline does not replace",
}


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Edition, Edition]:
    """Return two editions, each from a checkout of its own."""
    return small_editions(tmp_path_factory.mktemp("editions"))


@pytest.fixture(scope="module")
def offline(
    editions: tuple[Edition, Edition], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """Return the digests of a copy of the first edition for reading offline."""
    site = tmp_path_factory.mktemp("offline") / "site"
    run = started("offline copy", editions[0], site, site.parent)
    assert not run.end()
    return digests(site)


def started(what: str, edition: Edition, site: Path, scratch: Path) -> Run:
    """Start a build of an edition, or its live preview."""
    more = {"OFFLINE": "1"} if what == "offline copy" else {}
    door = what if what in COMMANDS else "alliance"
    return Run(door, edition.root, site, edition.day, scratch, more)


class Sights:
    """What is seen of a site by somebody who looks all the time."""

    def __init__(self, site: Path, **known: dict[str, str]) -> None:
        self.site = site
        self.known = known
        """The digests of each whole site that may be there."""
        self.looks = 0
        self.seen: list[str] = []
        """What was seen, in order; what stayed the same, once."""

    def look(self) -> None:
        """Look once at the whole site, as one folder that is open all the while."""
        try:
            handle = os.open(self.site, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:
            self._note("no site")
            return
        try:
            found = digests(Path(f"/proc/self/fd/{handle}/."))
        except FileNotFoundError:  # a file went between its name and its content
            found = {}
        finally:
            opened = os.fstat(handle)
            os.close(handle)
        name = next((name for name, files in self.known.items() if files == found), None)
        # A part of a site is seen of one that was replaced meanwhile, and is being cleared away.
        if name or self._is_there(opened):
            self._note(name or f"a part: {len(found)} files")

    def _note(self, what: str) -> None:
        self.looks += 1
        if self.seen[-1:] != [what]:
            self.seen.append(what)

    def _is_there(self, opened: os.stat_result) -> bool:
        try:
            return os.path.samestat(opened, self.site.stat())
        except FileNotFoundError:
            return False

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Look again and again in the background."""
        is_over = threading.Event()

        def look_again() -> None:
            while not is_over.wait(0.005):
                self.look()

        watcher = threading.Thread(target=look_again)
        watcher.start()
        try:
            yield
        finally:
            is_over.set()
            watcher.join()
            self.look()


def ended(run: Run) -> tuple[int, str]:
    """Return how a build ended, and what it said; a preview is ended once it shows pages."""
    if run.door == "preview":
        run.until(lambda: any(run.scratch.glob("mkdocs_*/search/index.html")))
        run.process.send_signal(signal.SIGINT)
        run.end()
        return 0, ""
    said = run.end()
    return run.status, said


@pytest.mark.parametrize("number", range(size(2, 50)))
def test_two_builds_at_once_give_one_whole_site(
    number: int,
    editions: tuple[Edition, Edition],
    offline: dict[str, str],
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    """At every moment; both end well, or the second says why not; a later build works."""
    chance = dice("pair", number)
    pair = PAIRS[number % len(PAIRS)]
    are_of_one_kind = "offline copy" not in pair
    first, second = editions[0], editions[number // 2 % 2]
    site, scratch = tmp_path / "out" / "site", tmp_path / "scratch"
    scratch.mkdir()
    if are_of_one_kind:
        shutil.copytree(editions[1].site, site)
    sights = Sights(site, a=editions[0].files, b=editions[1].files, offline=offline)
    delay = chance.uniform(0, first.seconds)
    record_property("pair", f"{pair[0]}, then {pair[1]}")

    with sights.watched():
        runs = [started(pair[0], first, site, scratch)]
        time.sleep(delay)
        runs.append(started(pair[1], second, site, scratch))
        ends = [ended(run) for run in reversed(runs)][::-1]
    told = (pair, number, ends, sights.seen)
    record_property("seen", f"{sights.looks} looks: {', '.join(sights.seen)}")

    assert not [run for run in runs if not all_gone(run)], told
    assert sights.looks > 10, told
    assert not [what for what in sights.seen if what.startswith("a part")], told
    assert "no site" not in sights.seen[not are_of_one_kind :], told
    assert len(sights.seen) <= 1 + len(runs), told
    waits = WAITS.format(site)
    if are_of_one_kind:
        assert [status for status, _ in ends] == [0, 0], told
        assert all(said in ("", waits) for _, said in ends), told
    else:
        refused = [
            HOLDS[what] in said.removeprefix(waits)
            for what, (status, said) in zip(pair, ends, strict=True)
            if status == 1
        ]
        assert refused == [True], told
    packed = "offline" in sights.seen
    assert beside(site) == ({"site.zip"} if packed else set()), told
    assert not [*scratch.iterdir()], told
    assert not first.changes(), told

    again = started("offline copy" if packed else "mkdocs", first, site, scratch)
    assert ended(again)[0] == 0, told
    assert digests(site) == (offline if packed else first.files), told
    assert beside(site) == ({"site.zip"} if packed else set()), told
