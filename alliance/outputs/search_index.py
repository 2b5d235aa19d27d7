"""The search index: Pagefind reads a finished site and writes one index for each language.

Pages are indexed that have `data-pagefind-body` (pagefind.app/docs/indexing); a visitor's browser
asks the index, so no server takes part.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from fnmatch import fnmatch
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from pagefind.service import get_executable

from alliance.outputs.site_folder import SiteFolder

FOLDER = "pagefind"
"""Where the index is published, relative to the root of the site."""

WORKER = f"{FOLDER}/pagefind-worker.js"
"""The script that asks the index, in a thread of its own: it alone compiles WebAssembly."""

_MARK = b"pagefind_dcd"
_ENTRY = "pagefind-entry.json"
_PIECE = 2**16  # bytes: what a pipe holds

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


def write_index(site: SiteFolder, kinds: Mapping[str, str]) -> None:
    """Write the index of the site in a folder into it.

    `kinds` says by the address of a page what it is about. Pagefind's own filters would not do:
    it writes their values in the order of a hash table, in each build another.
    Raises OSError if that fails, with the path where the system is the reason.
    """
    files = _index(site.path)
    files[_ENTRY] = _sorted(files[_ENTRY])
    for name, content in sorted((files | _kinds(files, kinds)).items()):
        if not any(fnmatch(name, unused) for unused in _UNUSED):
            site.write(f"{FOLDER}/{name}", content)


def _index(site: Path) -> dict[str, bytes]:
    """Return all files that Pagefind makes of the pages below a folder, by their names.

    It gets the pages one by one, in an order of ours: that in which a disk lists them would change
    its index. It gives all files back: it does not notice that a disk is full.
    """
    with _indexer(site) as ask:
        index = ask({"type": "NewIndex", "config": {"exclude_selectors": _LEFT_OUT}})["index_id"]
        for path in sorted(site.rglob("*.html")):
            page = {
                "file_path": path.relative_to(site).as_posix(),
                "file_contents": path.read_text(encoding="utf-8"),
            }
            ask({"type": "AddFile", "index_id": index, **page})
        files = ask({"type": "GetFiles", "index_id": index})["files"]
    return {file["path"]: base64.b64decode(file["content"]) for file in files}


Ask = Callable[[dict[str, object]], dict[str, Any]]
"""Puts a question and returns the answer."""


@contextmanager
def _indexer(folder: Path) -> Iterator[Ask]:
    """Run Pagefind, and yield what asks it."""
    program = get_executable()
    if program is None:
        raise OSError("the program of Pagefind is not installed")
    with subprocess.Popen(
        [*_bound(), str(program), "--service"],
        cwd=folder,  # where there are no settings for it
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield partial(_ask, process)
        except BaseException:
            process.kill()
            with suppress(BrokenPipeError):  # nobody reads the rest of a question
                assert process.stdin  # noqa: S101 (it is a pipe)
                process.stdin.close()
            raise


def _ask(process: subprocess.Popen[bytes], question: dict[str, object]) -> dict[str, Any]:
    """Put one question to Pagefind: both are JSON in Base64, and a comma ends them."""
    assert process.stdin  # noqa: S101 (both are pipes)
    assert process.stdout  # noqa: S101
    asked = json.dumps({"message_id": 0, "payload": question}).encode()
    told = bytearray()
    with suppress(BrokenPipeError):
        process.stdin.write(base64.b64encode(asked) + b",")
        process.stdin.flush()
    while not told.endswith(b","):
        part = os.read(process.stdout.fileno(), _PIECE)
        if not part:
            raise OSError(_how_it_ended(process.wait()))
        told += part
    answer: dict[str, Any] = json.loads(base64.b64decode(told[:-1]))["payload"]
    if answer["type"] == "Error":
        raise OSError(answer["message"])
    return answer


def _how_it_ended(status: int) -> str:
    if status < 0:
        return f"the indexer was ended by signal {-status}."
    return f"the indexer ended by itself, with status {status}."


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


def _sorted(entry: bytes) -> bytes:
    """Give the languages an order: Pagefind lists them as a hash table holds them."""
    return json.dumps(json.loads(entry), ensure_ascii=False, sort_keys=True).encode()


def _kinds(files: Mapping[str, bytes], kinds: Mapping[str, str]) -> dict[str, bytes]:
    """Return, for each language, a file of the pages of each kind by their fragments."""
    found: dict[str, dict[str, list[str]]] = {}
    for name in sorted(name for name in files if name.startswith("fragment/")):
        stem = PurePosixPath(name).stem
        kind = kinds[_fragment(files[name])["url"].lstrip("/")]
        found.setdefault(stem.rpartition("_")[0], {}).setdefault(kind, []).append(stem)
    return {
        f"kinds.{language}.json": json.dumps(pages, sort_keys=True).encode()
        for language, pages in found.items()
    }


def _fragment(content: bytes) -> dict[str, Any]:
    """Return what Pagefind keeps of a page: compressed JSON after a mark."""
    fragment: dict[str, Any] = json.loads(gzip.decompress(content).removeprefix(_MARK))
    return fragment
