"""What several commands have in common."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from alliance.content.options import read_language
from alliance.i18n.message import Message
from alliance.i18n.problem import Problem, report
from alliance.i18n.words import Words, words_of

root_option = click.option(
    "--root",
    default=".",
    show_default=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder that holds mkdocs.yml, data/ and docs/.",
)


def words() -> Words:
    """Return the words of the language that messages are told in."""
    return words_of(read_language())


def tell(message: Message) -> None:
    """Tell something that is no output of a command, in the language of whoever runs it."""
    click.echo(message.put(words()), err=True)


def refuse(problems: Sequence[Problem]) -> NoReturn:
    """Tell why a command does nothing, and end with status 1."""
    click.echo(report(problems, words()), err=True)
    sys.exit(1)
