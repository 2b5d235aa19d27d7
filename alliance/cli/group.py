"""A group of commands, each imported when it is asked for: nobody waits for what others need."""

from __future__ import annotations

from collections.abc import Mapping
from pkgutil import resolve_name

import click


class Group(click.Group):
    """Finds its commands at places such as `alliance.cli.check:check`."""

    def __init__(self, *, places: Mapping[str, str], **attributes: object) -> None:
        super().__init__(**attributes)  # type: ignore[arg-type]
        self._places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, as they are to be listed."""
        return [*self._places]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name, None if there is none."""
        place = self._places.get(cmd_name)
        found: click.Command | None = resolve_name(place) if place else None
        return found
