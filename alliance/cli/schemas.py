"""`python -m alliance schemas`: what VS Code and other editors complete and check with."""

from __future__ import annotations

from pathlib import Path

import click

from alliance.atomic import replace_file
from alliance.cli.common import refuse, root_option
from alliance.editing.schemas import FOLDER
from alliance.editing.schemas import schema_files as write_schemas
from alliance.site.reading import read_content


@click.command()
@root_option
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
def schemas(root: Path, folder: Path | None) -> None:
    """Write JSON Schemas of all data files into FOLDER, schemas/ if none is given."""
    content, problems = read_content(root)
    if content is None:
        refuse(problems)
    folder = folder or root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in write_schemas(content).items():
        replace_file(folder / name, text.encode())
