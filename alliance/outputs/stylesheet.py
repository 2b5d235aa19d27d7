"""The stylesheet of the site, one small file a component, and what a page needs beside it."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from alliance.graphics.colours import Palette, Scheme
from alliance.resources import resource

STYLESHEET = "assets/stylesheets/alliance.css"
"""Where it is published, relative to the root of the site."""

OVERRIDES = resource("overrides")
FOLDER = OVERRIDES / "assets" / "stylesheets"

# Values come first, with those of each script, then what holds for the whole page; paper is last.
_FIRST = ("tokens", "scripts", "base")
_LAST = ("print",)


def stylesheet(palette: Palette, folder: Path = FOLDER) -> str:
    """Return the brand's colours and the CSS of every file in a folder, always in one order."""
    names = sorted(path.stem for path in folder.glob("*.css"))
    middle = [name for name in names if name not in (*_FIRST, *_LAST)]
    files = (folder / f"{name}.css" for name in (*_FIRST, *middle, *_LAST))
    texts = (file.read_text(encoding="utf-8") for file in files)
    return "\n".join([brand_tokens(palette), *texts])


def brand_tokens(palette: Palette) -> str:
    """Return the colours that follow from the brand as custom properties, for light and dark."""
    names = [field.name for field in fields(Scheme)]
    lines = (
        f"  --al-{name.replace('_', '-')}:"
        f" light-dark({getattr(palette.light, name)}, {getattr(palette.dark, name)});\n"
        for name in names
    )
    return f"/* The colours of the brand, in data/alliance.yml. */\n:root {{\n{''.join(lines)}}}\n"


@cache
def theme_stylesheet() -> Path | None:
    """Return the main stylesheet of Material for MkDocs, if it is installed."""
    found = find_spec("material")
    if found is None or found.origin is None:
        return None
    folder = Path(found.origin).parent / "templates" / "assets" / "stylesheets"
    return next(folder.glob("main.*.min.css"), None)


def stylesheets(html: str) -> tuple[str, ...]:
    """Return the stylesheets that the content of a page needs, relative to the root of the site."""
    theme = theme_stylesheet() if "md-typeset" in html else None  # see Prose
    return (f"assets/stylesheets/{theme.name}", STYLESHEET) if theme else (STYLESHEET,)


def published_assets() -> dict[str, Path]:
    """Return the files that are published as they are, by their path on the site."""
    own = (path for path in sorted((OVERRIDES / "assets").rglob("*")) if path.is_file())
    return {p.relative_to(OVERRIDES).as_posix(): p for p in own if FOLDER not in p.parents}
