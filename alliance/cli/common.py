"""A group of commands, each imported when it is asked for: nobody waits for what others need."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from pkgutil import resolve_name
from typing import Any, NoReturn

import click

from alliance.console import replace_what_cannot_be_shown
from alliance.content.options import read_language
from alliance.i18n.catalogues import Words, tool_words_of
from alliance.i18n.messages import Message
from alliance.i18n.problems import Problem, did_you_mean, report_problems
from alliance.outputs.ending import calm_ending
from alliance.outputs.manifest import version

verbose_option = click.option(
    "-v",
    "--verbose",
    is_flag=True,
    expose_value=False,
    help="Show where an error that nobody expected comes from.",
)


class LazyGroup(click.Group):
    """Finds its commands at places such as `alliance.cli.check:check`.

    Each command can be stopped, ends with plain words, and knows --verbose.
    """

    def __init__(self, *, places: Mapping[str, str], **attributes: object) -> None:
        super().__init__(**attributes)  # type: ignore[arg-type]
        self._places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, as they are to be listed."""
        return [*self._places]

    def make_context(self, *arguments: Any, **options: Any) -> click.Context:
        """Begin with what concerns all that a command prints."""
        replace_what_cannot_be_shown()
        return super().make_context(*arguments, **options)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; for one that does not exist, offer the nearest."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            meant = did_you_mean(args[0], self._places)
            offer = f" {meant.put(tool_words())}" if meant else ""
            raise click.UsageError(f"{error.message}{offer}", ctx) from None

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name, None if there is none."""
        place = self._places.get(cmd_name)
        found: click.Command | None = resolve_name(place) if place else None
        if found and all(parameter.name != "verbose" for parameter in found.params):
            verbose_option(found)
        return found

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run as a program."""
        with calm_ending():
            return super().main(*args, **extra)


root_option = click.option(
    "--root",
    default=".",
    show_default=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder that holds mkdocs.yml, data/ and docs/.",
)


def _show_version(context: click.Context, _: click.Parameter, is_asked: bool) -> None:
    if is_asked and not context.resilient_parsing:
        click.echo(f"alliance {version()}")
        context.exit()


version_option = click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit.",
)


def tool_words() -> Words:
    """Return the words of the language that messages are told in."""
    return tool_words_of(read_language())


def tell(message: Message) -> None:
    """Tell something that is no output of a command, in the language of whoever runs it."""
    click.echo(message.put(tool_words()), err=True)


def refuse(problems: Sequence[Problem]) -> NoReturn:
    """Tell why a command does nothing, and end with status 1."""
    click.echo(report_problems(problems, tool_words()), err=True)
    sys.exit(1)
