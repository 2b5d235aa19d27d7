"""The command line: `python -m alliance …`. Each command is a module of `alliance.commands`."""

from __future__ import annotations

import click

from alliance.commands.addresses import addresses
from alliance.commands.changes import changes
from alliance.commands.check import check
from alliance.commands.new import new
from alliance.commands.recipes import recipes
from alliance.commands.reference import reference
from alliance.commands.schemas import schemas
from alliance.commands.stage import stage
from alliance.commands.translations import translations
from alliance.commands.upkeep import upkeep


@click.group()
def main() -> None:
    """Check and publish the content of an alliance."""


for command in (
    addresses,
    changes,
    check,
    new,
    recipes,
    reference,
    schemas,
    stage,
    translations,
    upkeep,
):
    main.add_command(command)


if __name__ == "__main__":
    main()
