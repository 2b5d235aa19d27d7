"""`make fuzz`: whatever bytes there are, every reader gives a value or a problem.

atheris leads the bytes to code that no earlier ones have reached. It is not installed by the
set-up, as not every system has it: `.venv/bin/pip install atheris`. ARGS are those of libFuzzer.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["alliance"]):
    from alliance import git
    from alliance.content.loading import parse_fields
    from alliance.content.markdown import parse
    from alliance.content.pictures.raster import read_raster
    from alliance.content.pictures.svg import read_svg
    from alliance.editing.translations.po import parse_po
    from alliance.git_command import GitError
    from alliance.i18n.messages import WrongValueError
    from alliance.model.validators import check_folder_url

_PICTURES = (".png", ".jpg", ".webp", ".avif")


def read(data: bytes) -> None:
    """Read bytes as each kind of input; the first byte says which comes first."""
    text = data[1:].decode("utf-8", "replace")
    match data[:1]:
        case b"y":
            parse_fields(text, "x.yml")
        case b"m":
            document = parse(text, ("def_list", "smarty"))
            if not document.too_deep and not document.too_wide:
                _ = document.parts, document.directives, document.references, document.damaged
        case b"s":
            read_svg(text, "x.svg")
        case b"p":
            parse_po(text, "x.po")
        case b"g":
            with suppress(GitError):
                list(git._entries(text, ""))
        case b"u":
            with suppress(WrongValueError):
                check_folder_url(text)
        case _:
            with suppress(WrongValueError):
                read_raster(data[1:], _PICTURES[len(data) % len(_PICTURES)])


def main() -> None:
    """Begin with an input of each kind, and go on until the time is over or something is found."""
    seeds = (
        b"ya: [b, 'c']\nd: |\n  e\n", b"m# a\n\n[b](c.md) [[markets]] *d*\n\n| e |\n|-|\n",
        b's<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
        b'pmsgctxt "a#b"\nmsgid "c"\nmsgstr "d"\n', b"g" + b"a" * 40 + b" 1577880000\0",
        b"uhttps://example.org/a/", b"\x89PNG\r\n\x1a\n",
    )  # fmt: skip
    with TemporaryDirectory() as folder:
        for number, seed in enumerate(seeds):
            (Path(folder) / str(number)).write_bytes(seed)
        atheris.Setup([*sys.argv, folder], read)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
