"""A sound file of each kind, to look at and to take examples from: alliance/editing/samples/."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from alliance.content.content import ARTICLES
from alliance.content.yaml.reader import parse, plain

_FOLDER = Path(__file__).parent / "samples"


@lru_cache
def sample(kind: str) -> str:
    """Return the text of a file of a kind, with the slugs of this repository's records."""
    ending = "md" if kind == ARTICLES else "yml"
    return (_FOLDER / f"{kind}.{ending}").read_text(encoding="utf-8")


@lru_cache
def sample_values(kind: str) -> Any:
    """Return what a sample of data/ says, as plain values."""
    node, problems = parse(sample(kind), kind)
    if node is None or problems:
        raise ValueError(f"the sample of {kind} cannot be read: {problems}")
    return plain(node)
