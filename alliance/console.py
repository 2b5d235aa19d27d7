"""What is printed reaches a console of any encoding: what it cannot show is replaced."""

from __future__ import annotations

import sys
from io import TextIOWrapper


def replace_what_cannot_be_shown() -> None:
    """Have standard output and error print a question mark for each character they do not have."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
