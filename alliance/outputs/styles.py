"""The stylesheet of the site: one file, put together from one small file a component."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from alliance.graphics.colours import Palette, Scheme

STYLESHEET = "assets/stylesheets/alliance.css"
"""Where it is published, relative to the root of the site."""

FOLDER = Path(__file__).parents[2] / "overrides" / "assets" / "stylesheets"

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
