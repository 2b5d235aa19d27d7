"""The live preview follows content, survives mistakes, and leaves the published site alone."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60


def free_port() -> int:
    """Return a port that no program has."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def served(root: Path, port: int = 0, **environment: str) -> Iterator[tuple[str, Path]]:
    """Run a live preview; give its address and the file that it writes its messages to."""
    port = port or free_port()
    log = root / "serve.log"
    command = [sys.executable, "-m", "mkdocs", "serve", "-f", str(root / "mkdocs.yml")]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "--dev-addr", f"127.0.0.1:{port}"],
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield f"http://127.0.0.1:{port}/", log
    finally:
        process.terminate()
        process.wait()


def wait_for(pattern: str, read: Callable[[], str]) -> str:
    """Return what is read once it matches."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        text = read()
        if re.search(pattern, text):
            return text
        time.sleep(0.1)
    raise AssertionError(f"{pattern!r} did not come; the last was: {text[-500:]}")


def get(url: str) -> Callable[[], str]:
    """Return a function that fetches a page, "" while there is none."""

    def fetch() -> str:
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    return fetch


def test_the_preview_follows_records_and_survives_a_mistake(alliance: Callable[..., Path]) -> None:
    """A change shows; a mistake is told and the last good page stays; mended, it goes on."""
    config = (alliance() / "mkdocs.yml").read_text(encoding="utf-8")
    root = alliance({"mkdocs.yml": f"{config}watch: [data]\n"})
    market = root / "data/markets/japan.yml"
    sound = market.read_text(encoding="utf-8")
    with served(root) as (url, log):
        page = get(f"{url}fr/markets/japan/")
        wait_for("A market", page)

        market.write_text(sound.replace("A market", "Second words"), encoding="utf-8")
        wait_for("Second words", page)

        market.write_text(sound.replace("country: JP", "country: XX"), encoding="utf-8")
        wait_for(r"data/markets/japan\.yml:1:10: market \"japan\": country", log.read_text)
        assert "Second words" in page()

        market.write_text(sound.replace("A market", "Third words"), encoding="utf-8")
        wait_for("Third words", page)

    assert not (root / "site").exists()
    assert not list(root.glob(".site-*"))
    assert "Traceback" not in log.read_text(encoding="utf-8")


def test_languages_narrow_the_preview(alliance: Callable[..., Path]) -> None:
    """The source language is always there; what is left out is not linked either."""
    root = alliance()
    with served(root, LANGUAGES="en") as (url, _):
        home = wait_for("A market", get(url))

    assert 'hreflang="fr"' not in home


def test_a_preview_takes_the_next_port_and_leaves_no_folder(alliance: Callable[..., Path]) -> None:
    """It says where it is when another program has its port; SIGTERM lets it tidy up."""
    root = alliance()
    scratch = root / "scratch"
    scratch.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with served(root, port, TMPDIR=str(scratch)) as (_, log):
            said = wait_for(rf"Port {port} is taken. The preview is at \S+", log.read_text)
            url = re.search(r"http://\S+", said)
            assert url is not None
            wait_for("A market", get(url[0]))
            assert [path.name[:7] for path in sorted(scratch.iterdir())] == [".mkdocs", "mkdocs_"]

    assert not list(scratch.iterdir())
    assert log.read_text(encoding="utf-8").endswith("Stopped. The site is as it was.\n")
