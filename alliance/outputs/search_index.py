"""The search index: Pagefind reads a finished site and writes one index for each language.

Pages are indexed that have `data-pagefind-body` (pagefind.app/docs/indexing); a visitor's browser
asks the index, so no server takes part.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pagefind.service import get_executable

from alliance.outputs.site_folder import named

FOLDER = "pagefind"
"""Where the index is published, relative to the root of the site."""

WORKER = f"{FOLDER}/pagefind-worker.js"
"""The script that asks the index, in a thread of its own: it alone compiles WebAssembly."""

_MARK = b"pagefind_dcd"
_ROOM = 100_000  # bytes: more than the largest script of it

# What Pagefind brings for pages that have no search of their own.
_UNUSED = (
    "pagefind.js",
    "pagefind-component-ui.*",
    "pagefind-highlight.js",
    "pagefind-modular-ui.*",
    "pagefind-ui.*",
)

# What stands on other pages as well: it would make every page that leads there a result.
_LEFT_OUT = (
    ".al-sources",
    ".al-source",
    ".al-card__kicker",
    ".al-card__facts",
    ".al-card__summary",
)


def write_index(site: Path, kinds: Mapping[str, str]) -> None:
    """Write the index of the site in a folder into it; raise OSError if that fails.

    `kinds` says by the address of a page what it is about. Pagefind's own filters would not do:
    it writes their values in the order of a hash table, in each build another.
    """
    program = get_executable()
    if program is None:
        raise OSError("the program of Pagefind is not installed")
    command = [*_bound(), str(program), "--site", str(site), "--output-subdir", FOLDER, "--silent"]
    command += [part for selector in _LEFT_OUT for part in ("--exclude-selectors", selector)]
    ran = subprocess.run(
        command,
        cwd=site,
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,
        close_fds=False,  # it holds the lock of the target as long as it can write
    )
    _check_room(site)
    if ran.returncode < 0:
        raise OSError(f"the indexer was ended by signal {-ran.returncode}.")
    if ran.returncode:
        raise OSError(ran.stderr.strip() or ran.stdout.strip())
    for pattern in _UNUSED:
        for path in (site / FOLDER).glob(pattern):
            path.unlink()
    try:
        _check_packed(site / FOLDER)
        _sort_entry(site / FOLDER / "pagefind-entry.json")
        _write_kinds(site / FOLDER, kinds)
    except (EOFError, ValueError, zlib.error, gzip.BadGzipFile) as error:
        raise OSError(f"a file of it is not whole ({error}).") from None


def _check_room(site: Path) -> None:
    """Raise OSError where the disk is full: the indexer loses files and says nothing."""
    probe = site / FOLDER / ".room"
    with named(probe):
        probe.parent.mkdir(exist_ok=True)
        probe.write_bytes(bytes(_ROOM))
        probe.unlink()


def _check_packed(folder: Path) -> None:
    """Unpack every file that is packed: each has a checksum (RFC 1952)."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in (".js", ".json"):
            gzip.decompress(path.read_bytes())


# What `workers.end_with` does, in a Python that loads nothing else, and then starts the program.
_BIND = (
    "import ctypes, os, sys; ctypes.CDLL(None).prctl(1, 9);"
    " os.getppid() == int(sys.argv[1]) or os._exit(1); os.execv(sys.argv[2], sys.argv[2:])"
)


def _bound() -> list[str]:
    """Return how a program is started that ends with this process, however that ends."""
    if sys.platform != "linux":
        return []
    return [sys.executable, "-I", "-S", "-c", _BIND, str(os.getpid())]


def _environment() -> dict[str, str]:
    """Return the environment without settings of Pagefind: the site decides alone."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}


def _sort_entry(path: Path) -> None:
    """Give the languages an order: Pagefind lists them as a hash table holds them."""
    entry = json.loads(path.read_text(encoding="utf-8"))
    with named(path):
        path.write_text(json.dumps(entry, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def _write_kinds(folder: Path, kinds: Mapping[str, str]) -> None:
    """Write, for each language, the pages of each kind by the names of their fragments."""
    found: dict[str, dict[str, list[str]]] = {}
    for path in sorted((folder / "fragment").iterdir()):
        language = path.stem.rpartition("_")[0]
        kind = kinds[_fragment(path)["url"].lstrip("/")]
        found.setdefault(language, {}).setdefault(kind, []).append(path.stem)
    for language, pages in found.items():
        path = folder / f"kinds.{language}.json"
        with named(path):
            path.write_text(json.dumps(pages, sort_keys=True), encoding="utf-8")


def _fragment(path: Path) -> dict[str, Any]:
    """Return what Pagefind keeps of a page: compressed JSON after a mark."""
    fragment: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()).removeprefix(_MARK))
    return fragment
