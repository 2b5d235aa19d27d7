"""What several commands have in common."""

from __future__ import annotations

from pathlib import Path

import click

root_option = click.option(
    "--root",
    default=".",
    show_default=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder that holds mkdocs.yml, data/ and docs/.",
)
