"""`alliance build`: the whole site, without MkDocs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from alliance.cli.common import root_option
from alliance.outputs.build import build as build_site
from alliance.outputs.ending import AS_IT_WAS
from alliance.outputs.errors import BuildError


@click.command()
@root_option
def build(root: Path) -> None:
    """Build the whole site into site/, as `mkdocs build` does, but without MkDocs.

    SITE_URL, SITE_DIR, LANGUAGES and OFFLINE can be set in the environment.
    """
    try:
        build_site(root).report(click.echo)
    except BuildError as error:
        click.echo(f"{error} {AS_IT_WAS.put(error.words)}", err=True)
        sys.exit(1)
