"""Pages without the white space that only those who write templates need."""

from __future__ import annotations

import re

_KEPT = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
_MARGIN = re.compile(r"\n\s+")


def compact(html: str) -> str:
    """Return a page without indentation and empty lines; preformatted text stays as it is."""
    parts = _KEPT.split(html)  # every second one is preformatted
    parts[::2] = [_MARGIN.sub("\n", part) for part in parts[::2]]
    return "".join(parts)
