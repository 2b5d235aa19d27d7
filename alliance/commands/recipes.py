"""`python -m alliance recipes`: settings of web servers."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from alliance.commands.common import root_option
from alliance.problem import report
from alliance.recipes import recipes as write_recipes
from alliance.settings import read_settings


@click.command()
@root_option
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def recipes(root: Path, folder: Path) -> None:
    """Write settings of web servers for the languages of the site into FOLDER."""
    settings, problems = read_settings(root)
    if settings is None:
        click.echo(report(problems), err=True)
        sys.exit(1)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in write_recipes(settings.codes[1:]).items():
        (folder / name).write_text(text, encoding="utf-8")
