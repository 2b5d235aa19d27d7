"""nginx serves a site while builds replace it: no request fails, and no answer is of two sites."""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

from alliance.outputs.publish import open_staging
from tests.conftest import ROOT
from tests.hosts.test_recipes import serving
from tests.outputs.test_publish import DOORS, never
from tests.trust import size
from tests.trust.builds import Edition, Run, beside, digests, small_editions

pytestmark = [pytest.mark.slow, pytest.mark.servers]

SECONDS = size(5, 60)
RATE = size(250, 1000)
"""The most requests in a second."""
CONNECTIONS = 8
BUILDS = size(2, 10)
SWAPS = size(20, 300)

VISIT = (
    "",
    "fr/",
    "markets/japan/",
    "fr/markets/japan/",
    "data/alliance.json",
    "assets/stylesheets/alliance.css",
    "sitemap.xml",
    "build.json",
)
"""What is asked for on each connection, again and again."""


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Edition, Edition]:
    """Return two editions of a site."""
    return small_editions(tmp_path_factory.mktemp("editions"))


@pytest.fixture
def published(editions: tuple[Edition, Edition]) -> Iterator[Path]:
    """Return a published site in a folder that a server may read."""
    with tempfile.TemporaryDirectory(dir="/var/tmp", prefix="swaps-") as folder:
        Path(folder).chmod(0o755)
        shutil.copytree(editions[0].site, Path(folder) / "site")
        yield Path(folder) / "site"


class Visitors:
    """Several connections that ask for pages and files, until they are told to stop."""

    def __init__(self, address: str, *sites: Path) -> None:
        self.host = address.removeprefix("http://").rstrip("/")
        self.bodies = {path: [_body(site, path) for site in sites] for path in VISIT}
        self.seen: Counter[str] = Counter()
        self.faults: list[str] = []
        self.changes = [0] * CONNECTIONS
        """How often a connection got something of another site than just before."""
        self._is_over = threading.Event()
        self._threads = [
            threading.Thread(target=self._visit, args=(number,)) for number in range(CONNECTIONS)
        ]

    def __enter__(self) -> Visitors:
        """Begin."""
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop, after the last answer."""
        self._is_over.set()
        for thread in self._threads:
            thread.join()

    def _visit(self, number: int) -> None:
        connection, last = HTTPConnection(self.host, timeout=30), None
        begun, asked = time.monotonic(), 0
        while not self._is_over.wait(max(0, begun + asked * CONNECTIONS / RATE - time.monotonic())):
            path = VISIT[asked % len(VISIT)]
            asked += 1
            site = self._ask(connection, path)
            if site is not None:
                self.changes[number] += last not in (None, site)
                last = site
        connection.close()

    def _ask(self, connection: HTTPConnection, path: str) -> int | None:
        """Ask for a file; return the site that the answer is of, None if that cannot be told."""
        bodies = self.bodies[path]
        self.seen["requests"] += 1
        try:
            connection.request("GET", f"/{path}")
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, HTTPException) as error:
            connection.close()
            self._fault("failed", f"/{path}: {error!r}")
            return None
        if answer.status != 200:
            self._fault("failed", f"/{path}: {answer.status}")
        elif body not in bodies:
            self._fault("mixed", f"/{path}: {len(body)} bytes of neither site")
        elif bodies[0] != bodies[1]:
            return bodies.index(body)
        return None

    def _fault(self, kind: str, what: str) -> None:
        self.seen[kind] += 1
        self.faults.append(what)


def _body(site: Path, path: str) -> bytes:
    return (
        site / path / "index.html" if path.endswith("/") or not path else site / path
    ).read_bytes()


def build_again(editions: tuple[Edition, Edition], site: Path) -> int:
    """Build the editions in turn, by both doors, evenly over the time; return how often."""
    begun = time.monotonic()
    for number in range(BUILDS):
        time.sleep(max(0, begun + number * SECONDS / BUILDS - time.monotonic()))
        edition, door = editions[(number + 1) % 2], [*DOORS][number // 2 % 2]
        run = Run(door, edition.root, site, edition.day, site.parent)
        assert run.end() == ""
        assert digests(site) == edition.files
    time.sleep(max(0, begun + SECONDS - time.monotonic()))
    return BUILDS


def swap_again(editions: tuple[Edition, Edition], site: Path) -> int:
    """Publish what was built before, as fast as the disk allows it; return how often."""
    for number in range(SWAPS):
        staging = open_staging(site, never)
        shutil.copytree(editions[(number + 1) % 2].site, staging.folder, dirs_exist_ok=True)
        staging.folder.chmod(0o755)
        staging.publish()
    return SWAPS


@pytest.mark.parametrize("publish", [build_again, swap_again])
def test_whoever_visits_gets_whole_answers(
    publish: Callable[[tuple[Edition, Edition], Path], int],
    editions: tuple[Edition, Edition],
    published: Path,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    """All of the old site or all of the new one, and it never goes back and forth.

    A connection gets something of another site at most as often as the site was replaced.
    """
    recipe = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    with (
        serving("nginx.conf", recipe, published, tmp_path) as address,
        Visitors(address, *(edition.site for edition in editions)) as visitors,
    ):
        begun = time.monotonic()
        swaps = publish(editions, published)
        seconds = time.monotonic() - begun
    seen = {"failed": 0, "mixed": 0, **visitors.seen}
    record_property("seen", f"{seen}, {swaps} swaps, {seconds:.0f} s, changes {visitors.changes}")

    assert seen["requests"] > 100
    assert not visitors.faults
    assert max(visitors.changes) <= swaps
    assert any(visitors.changes)
    assert not beside(published)
