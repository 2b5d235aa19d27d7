"""The command line: `python -m alliance …`. Each command is a module of `alliance.commands`."""

from __future__ import annotations

import click

from alliance.commands.group import Group

COMMANDS = {
    "addresses": "alliance.commands.addresses:addresses",
    "changes": "alliance.commands.changes:changes",
    "check": "alliance.commands.check:check",
    "new": "alliance.commands.new:new",
    "recipes": "alliance.commands.recipes:recipes",
    "reference": "alliance.commands.reference:reference",
    "schemas": "alliance.commands.schemas:schemas",
    "stage": "alliance.commands.stage:stage",
    "translations": "alliance.commands.translations:translations",
    "upkeep": "alliance.commands.upkeep:upkeep",
}


@click.group(cls=Group, places=COMMANDS)
def main() -> None:
    """Check and publish the content of an alliance."""


if __name__ == "__main__":
    main()
