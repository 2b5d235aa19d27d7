"""`python -m alliance translations`: what is translated, and texts for translators."""

from __future__ import annotations

import click

from alliance.commands.exchange import export, import_


@click.group()
def translations() -> None:
    """Exchange texts with translators."""


translations.add_command(export)
translations.add_command(import_)
