"""Fixtures: a small alliance to change, the sites that are built once, a web server, a browser."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from alliance.__main__ import main
from tests import small

ROOT = Path(__file__).parents[1]
HARBOUR = ROOT / "tests" / "alliances" / "harbour"
HARBOUR_DAY = "1772409600"  # 2 March 2026
SITE_URL = "https://alliance.example/"
# A shell starts what it runs in the background without Ctrl-C, and programs respect that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Machines are shared and slow at times: no property fails for its time.
settings.register_profile("full", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=25)
settings.register_profile("trust", deadline=None, max_examples=4000)
settings.load_profile("full")

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


# What a test expects does not depend on who runs it, and where.
os.environ["ALLIANCE_LANG"] = "en"
os.environ.pop("GITHUB_ACTIONS", None)


def examples(count: int) -> settings:
    """Return the setting of a property that is tried so often, or at the share of the profile."""
    return settings(max_examples=count * settings.default.max_examples // 100)


def slow(value: object) -> object:
    """Return a value of a parameter that `make test` leaves out."""
    return pytest.param(value, marks=pytest.mark.slow)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser; keep in one process what parses a whole site, or runs servers."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if "browser" in fixtures:
            item.add_marker(pytest.mark.browser)
        if not item.get_closest_marker("xdist_group"):
            if item.get_closest_marker("servers"):
                item.add_marker(pytest.mark.xdist_group("servers"))
            elif "browser" not in fixtures and fixtures & {"reference", "harbour"}:
                item.add_marker(pytest.mark.xdist_group("sites"))


@pytest.fixture
def alliance(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a small, sound alliance with some files changed."""
    return partial(small.write, tmp_path)


def build(config: Path, site: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build a site as `mkdocs build` does, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(config)],
        env={**os.environ, "SITE_DIR": str(site), "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def build_here(root: Path, site: Path, **environment: str) -> Result:
    """Build a site as `alliance build` does, in this process and without others."""
    runner = CliRunner(env={"SITE_DIR": str(site), **environment})
    with _one_processor():
        return runner.invoke(main, ["build", "--root", str(root)])


@contextmanager
def _one_processor() -> Iterator[None]:
    """Keep to one processor: the builder then forks nothing, since a test process has threads."""
    if sys.platform != "linux":
        yield
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {sorted(allowed)[os.getpid() % len(allowed)]})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


def _built_once(
    factory: pytest.TempPathFactory, config: Path, name: str, **environment: str
) -> Path:
    """Build a site for all processes of a run: the first that needs it builds, others wait."""
    folder = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    site = folder / name / "site"
    site.parent.mkdir(exist_ok=True)
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not site.exists():
            ran = build(config, site, **environment)
            assert ran.returncode == 0, ran.stderr
    return site


@pytest.fixture(scope="session")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the reference site, built with an address."""
    return _built_once(tmp_path_factory, ROOT / "mkdocs.yml", "reference", SITE_URL=SITE_URL)


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the second alliance, built without an address, as of 2 March 2026."""
    environment = {"SITE_URL": "", "SOURCE_DATE_EPOCH": HARBOUR_DAY}
    return _built_once(tmp_path_factory, HARBOUR / "mkdocs.yml", "harbour", **environment)


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files, and the nearest 404 page with its status, as web hosts do."""

    def log_message(self, *_args: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the 404 page of the language that the address names, else the one of the root."""
        root = Path(self.directory)
        first = self.path.strip("/").partition("/")[0]
        page = next(p for p in (root / first / "404.html", root / "404.html") if p.is_file())
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class _Slow(_Quiet):
    """Serves pages piece by piece, as a slow line does: a browser paints what it has so far."""

    def copyfile(self, source: IO[bytes], outputfile: IO[bytes]) -> None:
        """Send a page in thirty pieces, anything else at once."""
        text = source.read()
        size = len(text) // 30 + 1 if self.path.partition("?")[0].endswith("/") else len(text) + 1
        for start in range(0, len(text), size):
            outputfile.write(text[start : start + size])
            outputfile.flush()
            time.sleep(0.04)


class _Server(ThreadingHTTPServer):
    """Takes it that a browser goes away in the middle of a file: its page was closed."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Report all but a connection that the browser has ended."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def serve(folder: Path, handler: type[_Quiet] = _Quiet) -> Iterator[str]:
    """Yield the address of a server of a folder, once; it ends with the loop around it."""
    server = _Server(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def reference_url(reference: Path) -> Iterator[str]:
    """Return the address of a server of the reference site."""
    yield from serve(reference)


@pytest.fixture(scope="session")
def slow_url(reference: Path) -> Iterator[str]:
    """Return the address of the reference site on a slow line."""
    yield from serve(reference, _Slow)


@pytest.fixture(scope="session")
def harbour_url(harbour: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the second site, published below a path without a new build."""
    root = tmp_path_factory.mktemp("host")
    shutil.copytree(harbour, root / "deep" / "down")
    for url in serve(root):
        yield f"{url}deep/down/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a Chromium that reaches nothing but the servers of these tests."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=flags)
        yield chromium
        chromium.close()
