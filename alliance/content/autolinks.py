"""Addresses that are typed in a text as they are, without the signs of a link."""

from __future__ import annotations

import re
from collections.abc import Iterator


def split_addresses(text: str) -> Iterator[tuple[str, str]]:
    """Yield a text in parts: each with the address that it leads to, or "".

    Bare addresses are those of GitHub Flavored Markdown, 6.9, but end before Chinese, Japanese and
    Korean signs, where no blank follows them.
    """
    at = 0
    for match in _ADDRESS.finditer(text) if _HINT.search(text) else ():
        words = match[0] if match["mail"] else _without_end(match[0])
        target = f"{_PREFIXES.get(words[:4].lower(), '')}{words}"
        if match["mail"]:
            target = f"mailto:{words}"
        yield text[at : match.start()], ""
        yield words, target
        at = match.start() + len(words)
    yield text[at:], ""


_TRAILING = "?!.,:*_~'\";"
_HINT = re.compile("://|www[.]|@", re.IGNORECASE)
_PREFIXES = {"www.": "http://"}
_CJK = "\u1100-\u11ff\u2e80-\ud7af\uf900-\ufaff\ufe30-\uffef"
# What comes before keeps the time linear: a search cannot begin again within the same word.
_ADDRESS = re.compile(
    rf"(?<![\w/.])(?:https?://|www\.)[^\s<>{_CJK}]+"
    r"|(?P<mail>(?<![\w.+-])[a-z0-9._+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+)",
    re.IGNORECASE | re.ASCII,
)


def _without_end(address: str) -> str:
    """Return an address without the signs after it that belong to the sentence."""
    end, unopened = len(address), address.count(")") - address.count("(")
    while address[end - 1] in _TRAILING or (address[end - 1] == ")" and unopened > 0):
        end -= 1
        unopened -= address[end] == ")"
    return address[:end]
