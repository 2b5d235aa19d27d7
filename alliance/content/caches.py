"""Where finished work is kept, if nobody but this machine can have put something there."""

from __future__ import annotations

from pathlib import Path

from alliance.cache import FOLDER, Cache
from alliance.git import may_hold


def cache_of(root: Path, sort: str) -> Cache:
    """Return the cache for one sort of work.

    It keeps nothing where files of the folder are in Git: they could come from a proposal, and what
    is taken from there is published without another check. What a process that was killed has not
    finished there is removed.
    """
    cache = Cache(None if may_hold(root, FOLDER) else root / FOLDER / sort)
    cache.clear()
    return cache
