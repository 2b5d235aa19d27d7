"""Nothing lost, nothing let in, nothing that hangs: what `make trust` runs."""

from __future__ import annotations

import os

FULL = os.environ.get("TRUST") == "1"
"""Whether `make trust` runs the tests; asked here and nowhere else."""


def size(small: int, full: int) -> int:
    """Return how many of a kind are tried: `full` by `make trust`, `small` by `make test-all`."""
    return full if FULL else small
