"""A history for an invented alliance: commits that change and translate its records."""

from __future__ import annotations

import random
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bench.words import SOURCE_LANGUAGE, Writer

BRANCH = "main"
START = 1_600_000_000
DAY = 86_400
_SUMMARY = re.compile("^summary: .*$", re.MULTILINE)


def commit(root: Path, commits: int, seed: int = 1) -> None:
    """Make a repository of a folder with so many commits, and leave it as the last one has it.

    The first commit holds the content as it is in the folder. Each later one gives a record
    another summary: every second its original, the others one of its translations.
    """
    stream = b"".join(_stream(root, commits, random.Random(seed)))
    git = ("git", "-C", str(root))
    subprocess.run([*git, "init", "-q", "-b", BRANCH], check=True)
    subprocess.run([*git, "fast-import", "--quiet"], input=stream, check=True)
    subprocess.run([*git, "reset", "-q", "--hard", BRANCH], check=True)


def _stream(root: Path, commits: int, chance: random.Random) -> Iterator[bytes]:
    """Yield what git-fast-import(1) reads."""
    texts = {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }
    yield _head(0) + b"".join(_file(name, text) for name, text in texts.items())
    records = [name for name in texts if name.startswith("data/") and _SUMMARY.search(texts[name])]
    originals = [name for name in records if name.count(".") == 1]
    others = [name for name in records if name.count(".") == 2]
    for number in range(1, commits):
        name = chance.choice(originals if number % 2 else others)
        texts[name] = _SUMMARY.sub(f"summary: {_sentence(name, number)}", texts[name])
        yield _head(number) + _file(name, texts[name])


def _sentence(name: str, number: int) -> str:
    language = name.split(".")[1] if name.count(".") == 2 else SOURCE_LANGUAGE
    return Writer(random.Random(f"{name} {number}"), language).sentence()


def _head(number: int) -> bytes:
    lines = (
        f"commit refs/heads/{BRANCH}",
        f"committer B <b@example.org> {START + number * DAY} +0000",
    )
    return "\n".join([*lines, _data(str(number))]).encode()


def _file(name: str, text: str) -> bytes:
    return f"M 100644 inline {name}\n{_data(text)}".encode()


def _data(text: str) -> str:
    return f"data {len(text.encode())}\n{text}\n"
