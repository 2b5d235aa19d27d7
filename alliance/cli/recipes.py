"""`python -m alliance recipes`: settings of web servers."""

from __future__ import annotations

from pathlib import Path

import click

from alliance.atomic import replace_file
from alliance.cli.common import refuse, root_option
from alliance.content.checks.addresses import moved
from alliance.outputs.servers import redirect_rules, server_settings
from alliance.site.reading import read_content


@click.command()
@root_option
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def recipes(root: Path, folder: Path) -> None:
    """Write settings of web servers for the languages and earlier addresses of the site."""
    content, problems = read_content(root)
    if problems or content is None:
        refuse(problems)
    folder.mkdir(parents=True, exist_ok=True)
    others = content.settings.codes[1:]
    servers = server_settings(others, admin=content.settings.admin)
    for name, text in {**servers, **redirect_rules(moved(content), others)}.items():
        replace_file(folder / name, text.encode())
