"""Two editions of a site, and their builds: each in processes of its own, watched from outside."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from alliance.content.options import build_day
from tests import small
from tests.conftest import HARBOUR_DAY, ROOT, SITE_URL
from tests.outputs.test_publish import DOORS
from tests.repository import Repository

PATIENCE = 120
"""Seconds after which something is taken to hang. Nothing is judged by how long it takes."""

COMMANDS = {
    **DOORS,
    "preview": ("-m", "mkdocs", "serve", "-q", "-f", "{root}/mkdocs.yml", "-a", "127.0.0.1:{port}"),
}
"""What can be run: the two doors to a build, and the live preview, which publishes nothing."""

_MARK = "TRUST_BUILD"
_SOURCES = ("data", "docs", "overrides", "hooks.py", "mkdocs.yml", ".gitignore")
_SMALL: dict[str, str | bytes | None] = {
    "mkdocs.yml": small.MKDOCS.replace("{social_images: false}", "{}"),
    "docs/search.md": "---\ntitle: Search\ndescription: Find.\n---\n\n[[search]]\n",
    ".gitignore": "/site/\n/.site-*\n/.cache/\n",
}


@dataclass(frozen=True)
class Edition:
    """A checkout of its own, and what its build makes."""

    checkout: Repository
    day: str
    """The day of its builds, as SOURCE_DATE_EPOCH."""
    site: Path
    """A site that was built without a disturbance."""
    files: dict[str, str]
    """The digest of each file of it."""
    kept: set[str]
    """The names of the files that the build keeps for the next one."""
    seconds: float
    """How long the build took."""

    @property
    def root(self) -> Path:
        """The folder of the checkout."""
        return self.checkout.root

    def cached(self) -> set[str]:
        """Return the names of what is kept now."""
        return _names(self.root / ".cache")

    def forget(self) -> None:
        """Remove what was kept."""
        shutil.rmtree(self.root / ".cache", ignore_errors=True)

    def changes(self) -> str:
        """Return what Git says has changed in the checkout."""
        return self.checkout.git("status", "--porcelain")


def small_editions(folder: Path) -> tuple[Edition, Edition]:
    """Build two editions of the small alliance; each page says which one it is of."""
    return (
        _edition(small.write(folder / "a", _SMALL), HARBOUR_DAY, "Edition A"),
        _edition(small.write(folder / "b", _SMALL), HARBOUR_DAY, "Edition B"),
    )


def reference_editions(folder: Path) -> tuple[Edition, Edition]:
    """Build two editions of the reference site."""
    noon = dt.datetime.combine(build_day(ROOT), dt.time(12), dt.UTC)
    day = str(int(noon.timestamp()))
    roots = []
    for name in "ab":
        for source in (ROOT / each for each in _SOURCES):
            copy = shutil.copytree if source.is_dir() else shutil.copy
            (folder / name).mkdir(parents=True, exist_ok=True)
            copy(source, folder / name / source.name)
        roots.append(folder / name)
    return _edition(roots[0], day, "Edition A"), _edition(roots[1], day, "Edition B")


def _edition(root: Path, day: str, name: str) -> Edition:
    record = root / "data" / "alliance.yml"
    text = record.read_text(encoding="utf-8")
    record.write_text(re.sub("(?m)^short_name: .*$", f"short_name: {name}", text), encoding="utf-8")
    checkout = Repository(root)
    checkout.commit()
    site = root.with_name(f"{root.name}-site")
    begun = time.monotonic()
    said = Run("alliance", root, site, day, root.parent).end()
    seconds = time.monotonic() - begun
    assert site.is_dir(), said
    return Edition(checkout, day, site, digests(site), _names(root / ".cache"), seconds)


@dataclass
class Run:
    """A command that was started, with all processes that come from it."""

    door: str
    root: Path
    site: Path
    day: str
    scratch: Path
    """Its folder for temporary files."""
    more: dict[str, str] = field(default_factory=dict)
    """More of its environment."""
    runner: tuple[str, ...] = ()
    """The command that runs it, as setpriv does."""

    def __post_init__(self) -> None:
        """Start it, with a mark in its environment that every process inherits."""
        self._mark = f"{_MARK}={uuid.uuid4().hex}"
        environment = {
            **os.environ,
            "NO_MKDOCS_2_WARNING": "1",
            "SITE_DIR": str(self.site),
            "SITE_URL": SITE_URL,
            "SOURCE_DATE_EPOCH": self.day,
            "TMPDIR": str(self.scratch),
            **dict([self._mark.split("=")]),
            **self.more,
        }
        words = [part.format(root=self.root, port=_free_port()) for part in COMMANDS[self.door]]
        # No pipe: a process that outlives the command would hold it open.
        self._said = tempfile.TemporaryFile("w+")  # noqa: SIM115 (`end` closes it)
        self.process = subprocess.Popen(
            [*self.runner, sys.executable, *words],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=self._said,
            start_new_session=True,
        )

    @property
    def status(self) -> int:
        """How it ended: negative for a signal."""
        return self.process.wait(PATIENCE)

    def end(self) -> str:
        """Wait until it has ended, and return what it said on standard error."""
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        with self._said:
            self._said.seek(0)
            return self._said.read()

    def kill(self) -> None:
        """End all of its processes, so that nothing outlives a test that failed."""
        for number in self.alive():
            os.kill(number, 9)

    def alive(self) -> list[int]:
        """Return its processes that run, wherever they belong by now."""
        return [number for number in _processes() if self._has_mark(number)]

    def _has_mark(self, number: int) -> bool:
        try:
            return self._mark.encode() in Path(f"/proc/{number}/environ").read_bytes().split(b"\0")
        except OSError:  # it has just ended
            return False

    def workers(self) -> list[int]:
        """Return the processes that were forked to write pages: they go by the same words."""
        own = _words(self.process.pid)
        return [number for number in self._children() if own and _words(number) == own]

    def indexers(self) -> list[int]:
        """Return the process that writes the search index."""
        return [n for n in self.alive() if "pagefind" in _words(n).partition("\0")[0]]

    def _children(self) -> list[int]:
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        try:
            return [int(number) for number in path.read_text().split()]
        except OSError:
            return []

    def until(self, look: Callable[[], object]) -> bool:
        """Wait for something; return whether it came before the command ended."""
        while self.process.poll() is None:
            if look():
                return True
            time.sleep(0.0005)
        return False


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port


def _processes() -> Iterator[int]:
    return (int(path.name) for path in Path("/proc").glob("[0-9]*"))


def _words(number: int) -> str:
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""


def all_gone(run: Run) -> bool:
    """Wait until no process of a command is left; return False if some do not end."""
    end = time.monotonic() + PATIENCE / 4
    while run.alive():
        if time.monotonic() > end:
            run.kill()
            return False
        time.sleep(0.01)
    return True


def digests(folder: Path) -> dict[str, str]:
    """Return the digest of each file below a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def is_whole(site: Path) -> bool:
    """Tell whether a site has just the files that its manifest names, with their digests."""
    found = digests(site)
    told = json.loads((site / "build.json").read_bytes())["files"]
    return bool(told == {name: digest for name, digest in found.items() if name != "build.json"})


def _names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def beside(site: Path) -> set[str]:
    """Return the names of what is beside a site."""
    return {path.name for path in site.parent.iterdir()} - {site.name}


def dice(*of: object) -> random.Random:
    """Return chances that are the same for the same test."""
    return random.Random(repr(of))
