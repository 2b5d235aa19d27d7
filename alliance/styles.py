"""The stylesheet of the site: one file, put together from one small file a component."""

from __future__ import annotations

from pathlib import Path

STYLESHEET = "assets/stylesheets/alliance.css"
"""Where it is published, relative to the root of the site."""

FOLDER = Path(__file__).parents[1] / "overrides" / "assets" / "stylesheets"

# The values come first, then what holds for the whole page; paper has the last word.
_FIRST = ("tokens", "base")
_LAST = ("print",)


def stylesheet(folder: Path = FOLDER) -> str:
    """Return the CSS of every file in a folder, in an order that does not depend on the system."""
    names = sorted(path.stem for path in folder.glob("*.css"))
    middle = [name for name in names if name not in (*_FIRST, *_LAST)]
    files = (folder / f"{name}.css" for name in (*_FIRST, *middle, *_LAST))
    return "\n".join(file.read_text(encoding="utf-8") for file in files)
