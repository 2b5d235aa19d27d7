"""The hostile corpus: what somebody could write into a repository, and what must become of it.

Below `corpus/` each kind of input has a folder, and in it a folder for each outcome: what is
`refused`, and what is `shown` (or `taken`). What an outcome is exactly is in the table beside it:
`shown.toml` is beside `shown/`. What no text file can hold is made by `tests/trust/made.py`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tests import small
from tests.mistakes import Changes

CORPUS = Path(__file__).parent / "corpus"


def _as_it_is(_root: Path) -> None:
    """Change nothing."""


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that must be refused: how it gets into the smallest alliance, and the problem."""

    name: str
    changes: Changes
    path: str
    """The file of the problem, "" for any file."""
    line: int = 0
    """Its line, 0 for any: where a link is in one line and its target in another."""
    words: str = ""
    """Words of its message."""
    place: Callable[[Path], None] = field(default=_as_it_is)
    """Does what no text of a file can, such as a symbolic link."""

    def write(self, folder: Path) -> Path:
        """Write the smallest alliance with this input."""
        root = small.write(folder, self.changes)
        self.place(root)
        return root


def files(folder: str) -> dict[str, str]:
    """Return the files of a folder of the corpus by their names, without what they end in."""
    below = CORPUS / folder
    return {
        path.relative_to(below).with_suffix("").as_posix(): path.read_bytes().decode()
        for path in sorted(below.rglob("*.*"))
    }


@cache
def outcomes(folder: str) -> dict[str, Any]:
    """Return the table of the outcomes of a folder, by the names of its files."""
    with (CORPUS / f"{folder}.toml").open("rb") as file:
        return tomllib.load(file)


def _line_and_words(outcome: str) -> tuple[int, str]:
    line, _, words = outcome.partition(" ")
    return int(line), words


def records() -> Iterator[Refused]:
    """Yield the records that must be refused."""
    for name, text in files("records/refused").items():
        path = f"data/{name}.yml"
        expected = _line_and_words(outcomes("records/refused")[name])
        yield Refused(f"records/{name}", {path: text}, path, *expected)


def pages() -> Iterator[Refused]:
    """Yield the Markdown pages that must be refused."""
    for name, text in files("pages/refused").items():
        path = f"docs/{name}.md"
        expected = _line_and_words(outcomes("pages/refused")[name])
        changes: Changes = {path: text, "docs/images/dot.svg": DOT}
        yield Refused(f"pages/{name}", changes, path, *expected)


def drawings() -> Iterator[Refused]:
    """Yield the drawings that must be refused: a logo of this kind is one of `pictures`."""
    for name, text in files("drawings/refused").items():
        path = f"docs/images/{name}.svg"
        yield Refused(f"drawings/{name}", {path: text}, path)


def settings() -> Iterator[Refused]:
    """Yield the settings that must be refused."""
    for name, text in files("settings/refused").items():
        expected = _line_and_words(outcomes("settings/refused")[name])
        yield Refused(
            f"settings/{name}", {"mkdocs.yml": with_settings(text)}, "mkdocs.yml", *expected
        )


def lists() -> Iterator[Refused]:
    """Yield the lists of published addresses that must be refused."""
    path = "data/addresses.txt"
    for name, text in files("lists/refused").items():
        expected = _line_and_words(outcomes("lists/refused")[name])
        yield Refused(f"lists/{name}", {path: text}, path, *expected)


def addresses() -> Iterator[Refused]:
    """Yield addresses in each place where one can be typed: a field, and three forms of links."""
    for name, text in (files("addresses/refused") | files("addresses/refused-in-fields")).items():
        typed = text.removesuffix("\n")
        path = "data/partners/port.yml"
        yield Refused(f"addresses/{name} in a field", {path: in_field(typed)}, path, 6)
    for name, text in files("addresses/refused").items():
        for form, markdown in LINKS.items():
            if form == "angle brackets" and not _is_autolink(text):
                continue
            page = PAGE.format(title=name, text=markdown.format(text.removesuffix("\n")))
            yield Refused(f"addresses/{name} in {form}", {"docs/x.md": page}, "docs/x.md")


PAGE = "---\ntitle: {title}\ndescription: A page of the corpus.\n---\n\n{text}\n"
LINKS = {
    "a link": "[x]({})",
    "a definition": "[x][y]\n\n[y]: {}",
    "angle brackets": "<{}>",
}
DOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>\n'
PARTNER = "name: Port\nrole: partner\ncountry: FR\nregion: Somewhere\nsummary: A partner.\n"


def in_field(address: str) -> str:
    """Return a partner with an address; what is no plain text of YAML is typed in quotes."""
    is_plain = not address.startswith(("`", '"')) and " #" not in address
    return f"{PARTNER}url: {address if is_plain else repr(address)}\n"


def _is_autolink(text: str) -> bool:
    """Tell whether angle brackets make a link of an address (CommonMark 0.31.2, 6.5)."""
    scheme, colon, rest = text.strip().partition(":")
    is_scheme = len(scheme) > 1 and scheme[0].isalpha() and scheme.replace("-", "").isalnum()
    return bool(colon) and is_scheme and not set(rest) & set(" <>")


def with_settings(text: str) -> str:
    """Return mkdocs.yml with settings at its top, in the place of those of the same names."""
    names = {line.partition(":")[0] for line in text.split("\n") if line[:1].isalpha()}
    kept, is_kept = [], True
    for line in small.MKDOCS.split("\n"):
        if line[:1].isalpha():
            is_kept = line.partition(":")[0] not in names
        if is_kept:
            kept.append(line)
    return text + "\n".join(kept)
