"""`python -m alliance recipes`: settings of web servers."""

from __future__ import annotations

from pathlib import Path

import click

from alliance.cli.common import refuse, root_option
from alliance.content.checks import check as checks
from alliance.content.checks.published import moved
from alliance.outputs.recipes import recipes as write_recipes
from alliance.outputs.recipes import rules


@click.command()
@root_option
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def recipes(root: Path, folder: Path) -> None:
    """Write settings of web servers for the languages and earlier addresses of the site."""
    content, problems = checks.read(root)
    if problems or content is None:
        refuse(problems)
    folder.mkdir(parents=True, exist_ok=True)
    others = content.settings.codes[1:]
    servers = write_recipes(others, admin=content.settings.admin)
    for name, text in {**servers, **rules(moved(content), others)}.items():
        (folder / name).write_text(text, encoding="utf-8")
