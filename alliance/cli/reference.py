"""`python -m alliance reference`: the field reference for editors."""

from __future__ import annotations

from pathlib import Path

import click

from alliance.atomic import replace_file
from alliance.editing.reference import reference_pages as write_reference


@click.command()
@click.argument(
    "folder", default="handbook/fields", type=click.Path(file_okay=False, path_type=Path)
)
def reference(folder: Path) -> None:
    """Write a page on the fields of each kind of record into FOLDER, handbook/fields/ if none."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in write_reference().items():
        replace_file(folder / name, text.encode())
