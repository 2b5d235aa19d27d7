"""A site, built or served on this computer, and a browser to look at it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@contextmanager
def built_site(root: Path = ROOT, **settings: str) -> Iterator[str]:
    """Yield the address of a fresh build of the site below a folder.

    Ends the program where the site cannot be built, for the build has said why.
    """
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        build = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
        environment = {**os.environ, "SITE_DIR": str(site), "SITE_URL": "https://alliance.example/"}
        environment |= {"NO_MKDOCS_2_WARNING": "1", **settings}
        ran = subprocess.run(
            build, cwd=root, check=False, stdout=subprocess.DEVNULL, env=environment
        )
        if ran.returncode:
            sys.exit(ran.returncode)
        with served(site) as base:
            yield base


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Yield the address of a server of a finished site, which only this computer reaches."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield a Chromium."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()
