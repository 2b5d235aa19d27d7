"""The command line: `python -m alliance …`. Each command is a module of `alliance.cli`."""

from __future__ import annotations

from alliance.interruption import end_at_once

end_at_once()

import click

from alliance.cli.common import LazyGroup, verbose_option, version_option

COMMANDS = {
    "addresses": "alliance.cli.addresses:addresses",
    "build": "alliance.cli.build:build",
    "changes": "alliance.cli.changes:changes",
    "check": "alliance.cli.check:check",
    "new": "alliance.cli.new:new",
    "recipes": "alliance.cli.recipes:recipes",
    "reference": "alliance.cli.reference:reference",
    "schemas": "alliance.cli.schemas:schemas",
    "stage": "alliance.cli.stage:stage",
    "translations": "alliance.cli.translations:translations",
    "upkeep": "alliance.cli.upkeep:upkeep",
}


@click.group(cls=LazyGroup, places=COMMANDS)
@version_option
@verbose_option
def main() -> None:
    """Check and publish the content of an alliance."""


if __name__ == "__main__":
    main()
