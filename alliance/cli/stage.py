"""`python -m alliance stage`: the site as plain Markdown files, for any other engine."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from alliance.cli.common import root_option
from alliance.outputs.build import read_site
from alliance.outputs.errors import BuildError
from alliance.outputs.export import export
from alliance.progress import Progress


@click.command()
@root_option
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def stage(root: Path, folder: Path) -> None:
    """Write every page of the site as a plain Markdown file below FOLDER, for any other engine."""
    progress = Progress(sys.stderr)
    try:
        site = read_site(root, show=progress.show)
    except BuildError as error:
        progress.clear()
        raise click.ClickException(str(error)) from None
    written = export(site, folder, progress.show)
    progress.clear()
    click.echo(f"{written} pages in {folder}.", err=True)
