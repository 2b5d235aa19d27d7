"""Hostile inputs that no text file can hold: bytes, names, links, pipes, and what is very large."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from tests.mistakes import Changes
from tests.small import FILES
from tests.trust.inputs import DOT, PAGE, PARTNER, Refused

MARKET = "data/markets/japan.yml"
RECORD = FILES[MARKET]


def encodings() -> Iterator[Refused]:
    """Yield records and pages in encodings and with characters that are refused."""
    for name, data in _ENCODED.items():
        yield Refused(f"encodings/{name}", {MARKET: data}, MARKET)
    for name, character in _CHARACTERS.items():
        odd = f"U+{ord(character):04X}"
        record = RECORD.replace("A market.", f"A{character}market.")
        page = PAGE.format(title="Odd", text=f"A{character}page.")
        yield Refused(f"characters/{name} in a record", {MARKET: record}, MARKET, 3, odd)
        yield Refused(f"characters/{name} in a page", {"docs/x.md": page}, "docs/x.md", 6, odd)
    path = "data/partners/port.yml"
    for name, text in _INVISIBLE.items():
        record = PARTNER.replace("Port", f'"{text}"')
        yield Refused(f"invisible/{name}", {path: record}, path, 1)


_ENCODED = {
    "UTF-16": RECORD.encode("utf-16"),
    "UTF-16, large end first": RECORD.encode("utf-16-be"),
    "UTF-16, small end first": RECORD.encode("utf-16-le"),
    "UTF-32": RECORD.encode("utf-32"),
    "UTF-7": RECORD.replace("A market", "+ADw-x\x00").encode(),
    "Latin-1": RECORD.replace("A market", "Un marché").encode("latin-1"),
    "Shift JIS": RECORD.replace("A market", "市場").encode("shift-jis"),
    "byte alone": RECORD.encode() + b"\x81\n",
    "sequence cut off": RECORD.encode() + b"body: \xe6\x97",
    "overlong": RECORD.encode() + b"body: \xc0\xbcx-canary\xc0\xbe\n",
    "surrogates": RECORD.encode() + b"body: \xed\xa0\x80\xed\xb0\x80\n",
    "beyond Unicode": RECORD.encode() + b"body: \xf4\x90\x80\x80\n",
    "program": b"\x7fELF\x02\x01\x01" + bytes(60),
    "archive": b"\x1f\x8b\x08\0" + bytes(60),
}
_CHARACTERS = {
    "null": "\0",
    "bell": "\a",
    "backspace": "\b",
    "vertical tab": "\v",
    "form feed": "\f",
    "escape": "\x1b",
    "delete": "\x7f",
    "next line": "\x85",
    "control sequence introducer": "\x9b",
    "zero width space": "\u200b",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "embedding": "\u202a",
    "override": "\u202e",
    "pop": "\u202c",
    "isolate": "\u2066",
    "pop isolate": "\u2069",
    "mark in the middle": "\ufeff",
    "private use": "\ue000",
    "noncharacter": "\ufdd0",
    "last of plane 0": "\uffff",
    "private plane": "\U000f0000",
    "tag": "\U000e0041",
}
_INVISIBLE = {
    "soft hyphen": "\u00ad",
    "word joiner": "\u2060",
    "Hangul filler": "\u3164",
    "joiner": "\u200d",
    "Braille blank": "\u2800",
    "no-break space": "\u00a0",
}


def names() -> Iterator[Refused]:
    """Yield files of sound content with names that are refused."""
    for name, slug in _SLUGS.items():
        path = f"data/partners/{slug}.yml"
        yield Refused(f"names/{name}, record", {path: PARTNER}, path)
        path = f"docs/{slug}.md"
        page = PAGE.format(title="Named", text="Text.")
        yield Refused(f"names/{name}, page", {path: page}, path)
    for name, (changes, path) in _NAMED.items():
        yield Refused(f"names/{name}", changes, path)


_SLUGS = {
    "upper case": "Port",
    "blank": "two ports",
    "blank first": " port",
    "underscore": "two_ports",
    "hyphen first": "-port",
    "hyphen last": "port-",
    "two hyphens": "two--ports",
    "accent": "échange",
    "accent apart": "e\u0301change",
    "Cyrillic a": "p\u0430rt",
    "Japanese": "港",
    "full-width": "ｐｏｒｔ",
    "emoji": "🚀",
    "line end": "two\nports",
    "carriage return": "two\rports",
    "escape": "p\x1b[31mort",
    "direction": "port\u202elmth",
    "element": "<x-canary>",
    "quote": '" onclick="x',
    "percent": "%2e%2e",
    "backslash": "a\\..\\port",
    "tilde": "~port",
    "dollar": "$(id)",
    "semicolon": "port;id",
    "81 letters": "x" * 81,
    "240 letters": "x" * 240,
    "device": "con",
    "device with number": "com1",
    "folder of the site": "assets",
    "forms": "admin",
    "language": "fr",
    "page of errors": "404",
    "search index": "pagefind",
}
_PAGE = PAGE.format(title="Named", text="Text.")
_NAMED: dict[str, tuple[Changes, str]] = {
    "twin in upper case": ({"data/markets/Japan.yml": RECORD}, "data/markets/Japan.yml"),
    "two dots": ({"data/markets/a..yml": RECORD}, "data/markets/a..yml"),
    "language that is not there": ({"data/markets/japan.de.yml": RECORD}, ""),
    "language that climbs": ({"data/markets/japan.%2e%2e.yml": RECORD}, ""),
    "ending of YAML in full": ({"data/markets/a.yaml": RECORD}, "data/markets/a.yaml"),
    "ending in capitals": ({"data/markets/a.YML": RECORD}, "data/markets/a.YML"),
    "ending of JSON": ({"data/markets/a.json": "{}"}, "data/markets/a.json"),
    "program among records": ({"data/markets/a.py": "import os\n"}, "data/markets/a.py"),
    "record beside the alliance": ({"data/port.yml": PARTNER}, "data/port.yml"),
    "kind that is not there": ({"data/ports/port.yml": PARTNER}, "data/ports"),
    "folder of folders": ({"data/markets/asia/a.yml": RECORD}, "data/markets/asia"),
    "HTML among pages": ({"docs/x.html": "<script>window.__xss=1</script>"}, "docs/x.html"),
    "script among pages": ({"docs/x.js": "window.__xss=1"}, "docs/x.js"),
    "stylesheet among pages": ({"docs/x.css": "@import '//evil.example';"}, "docs/x.css"),
    "XML among pages": ({"docs/x.xml": "<x/>"}, "docs/x.xml"),
    "two endings": ({"docs/images/x.svg.html": DOT}, "docs/images/x.svg.html"),
    "capital ending": ({"docs/images/x.SVG": DOT}, "docs/images/x.SVG"),
    "picture with a blank": ({"docs/images/my dot.svg": DOT}, "docs/images/my dot.svg"),
    "picture with a quote": ({'docs/images/x" onload="y.svg': DOT}, ""),
    "picture of the engine": ({"docs/templates/x.svg": DOT}, "docs/templates"),
    "page of a list": ({"docs/markets.md": _PAGE}, "docs/markets.md"),
    "page of a record": ({"docs/markets/japan.md": _PAGE}, ""),
    "page twice": ({"docs/x.md": _PAGE, "docs/x/index.md": _PAGE}, ""),
    "page in a folder of the site": ({"docs/assets/x.md": _PAGE}, "docs/assets/x.md"),
    "page in a folder of a language": ({"docs/fr/x.md": _PAGE}, "docs/fr/x.md"),
    "page in a folder that climbs": ({"docs/%2e%2e/x.md": _PAGE}, "docs/%2e%2e/x.md"),
    "translation of nothing": ({"docs/x.fr.md": _PAGE}, "docs/x.fr.md"),
}


def places() -> Iterator[Refused]:
    """Yield what stands where a file or folder belongs and is neither, or leads elsewhere."""
    for name, (place, path) in _PLACES.items():
        yield Refused(f"places/{name}", {"docs/images/dot.svg": DOT}, path, place=place)


def _link(path: str, target: str) -> Callable[[Path], None]:
    """Put a symbolic link to a target, "" for what stood there, which is moved out of the way."""

    def place(root: Path) -> None:
        link = root / path
        link.parent.mkdir(parents=True, exist_ok=True)
        if target:
            link.symlink_to(target)
            return
        moved = root / "elsewhere" / link.name
        moved.parent.mkdir()
        link.rename(moved)
        link.symlink_to(moved)

    return place


def _pipe(path: str) -> Callable[[Path], None]:
    return lambda root: os.mkfifo(root / path)


def _folder(path: str) -> Callable[[Path], None]:
    return lambda root: (root / path).mkdir()


def _socket(path: str) -> Callable[[Path], None]:
    def place(root: Path) -> None:
        here = Path.cwd()
        os.chdir(root / Path(path).parent)  # the path of a socket has 108 bytes at most
        try:
            with socket.socket(socket.AF_UNIX) as opened:
                opened.bind(Path(path).name)
        finally:
            os.chdir(here)

    return place


_PLACES: dict[str, tuple[Callable[[Path], None], str]] = {
    "link to a record": (_link("data/markets/a.yml", "japan.yml"), "data/markets/a.yml"),
    "link out of the repository": (_link("data/markets/a.yml", "/etc/passwd"), ""),
    "link to nothing": (_link("data/markets/a.yml", "nothing"), "data/markets/a.yml"),
    "link to itself": (_link("data/markets/a.yml", "a.yml"), "data/markets/a.yml"),
    "link to a device": (_link("data/markets/a.yml", "/dev/zero"), "data/markets/a.yml"),
    "link to a page": (_link("docs/a.md", "/etc/passwd"), "docs/a.md"),
    "link to a picture": (_link("docs/images/a.svg", "dot.svg"), "docs/images/a.svg"),
    "link to a folder of records": (_link("data/themes", "markets"), "data/themes"),
    "link to a folder of pages": (_link("docs/a", "/etc"), "docs/a"),
    "link to the whole disk": (_link("docs/images/a", "/"), "docs/images/a"),
    "folder of records moved": (_link("data/markets", ""), "data/markets"),
    "data moved": (_link("data", ""), ""),
    "docs moved": (_link("docs", ""), ""),
    "alliance moved": (_link("data/alliance.yml", ""), "data/alliance.yml"),
    "settings moved": (_link("mkdocs.yml", ""), "mkdocs.yml"),
    "list of addresses": (_link("data/addresses.txt", "/etc/passwd"), "data/addresses.txt"),
    "pipe for a record": (_pipe("data/markets/a.yml"), "data/markets/a.yml"),
    "pipe for a page": (_pipe("docs/a.md"), "docs/a.md"),
    "pipe for a picture": (_pipe("docs/images/a.png"), "docs/images/a.png"),
    "pipe for the list": (_pipe("data/addresses.txt"), "data/addresses.txt"),
    "socket for a record": (_socket("data/markets/a.yml"), "data/markets/a.yml"),
    "socket for a picture": (_socket("docs/images/a.svg"), "docs/images/a.svg"),
    "folder for a record": (_folder("data/markets/a.yml"), "data/markets/a.yml"),
    "folder for the list": (_folder("data/addresses.txt"), "data/addresses.txt"),
}


def large() -> Iterator[Refused]:
    """Yield what is too large, too deep or too much."""
    for name, text in _LARGE.items():
        yield Refused(f"large/{name}", {MARKET: text}, MARKET)


_LARGE = {
    "100,000 brackets": f"source: {'[' * 100_000}\n",
    "3,000 pairs of brackets": f"source: {'[' * 3000}{']' * 3000}\n",
    "100,000 braces": f"source: {'{' * 100_000}\n",
    "100,000 brackets with names": f"source: {'[a, ' * 100_000}\n",
    "100,000 questions": "? " * 100_000 + "\n",
    "100,000 dashes": "source: \n  " + "- " * 100_000 + "\n",
    "2,000 levels of indents": "".join(f"{' ' * n}a:\n" for n in range(400)),
    "80,000 unknown fields": "".join(f"f{n}: 1\n" for n in range(80_000)),
    "80,000 equal fields": "a: 1\n" * 80_000,
    "50,000 anchors": "a: &x 1\n" * 50_000,
    "100,000 tabs": "a:\n" + "\t" * 100_000 + "b: 1\n",
    "300,000 quotes": "summary: " + '"' * 300_001 + "\n",
    "400,000 letters": f"{RECORD}body: {'x' * 400_000}\n",
    "name of 900,000 letters": f"{'x' * 900_000}: 1\n",
    "90,000 unknown contacts": f"{RECORD}contacts: [{', '.join(f'a{n}' for n in range(90_000))}]",
    "more than a megabyte": "#" * 1_000_001,
    "bomb of aliases": "a: &a [x]\n"
    + "".join(
        f"{name}: &{name} [{', '.join([f'*{last}'] * 9)}]\n" for last, name in pairwise("abcdefghi")
    ),
    "alias within itself": "a: &a {b: *a}\n",
    "conflict 10,000 times": "<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> x\n" * 10_000,
    "100,000 controls": "a: " + "\x01" * 100_000,
}
