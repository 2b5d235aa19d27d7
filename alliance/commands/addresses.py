"""`python -m alliance addresses`: brings the list of published addresses up to date."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from alliance import check as checks
from alliance.commands.common import root_option
from alliance.files import LIST
from alliance.message import say, say_many
from alliance.problem import did_you_mean, report
from alliance.published import list_text, published, read_list


@click.command()
@root_option
@click.option(
    "--forget",
    multiple=True,
    metavar="ADDRESS",
    help="An address that is gone for good, as in /markets/japan/. Can be given several times.",
)
def addresses(root: Path, forget: tuple[str, ...]) -> None:
    """Add the addresses of the site to the list of those that must go on working."""
    content, problems = checks.read(root)
    others = [problem for problem in problems if problem.path != LIST]
    if others or content is None:
        click.echo(report(others), err=True)
        sys.exit(1)
    listed, _ = read_list(root)
    known, present = set(listed or ()), published(content)
    for address in forget:
        if address in present:
            raise click.ClickException(str(say("{address} is on the site.", address=address)))
        if address not in known:
            message = say("{address} is not in the list.", address=address)
            raise click.ClickException(str(message + did_you_mean(address, known)))
    after = (known | present) - set(forget)
    (root / LIST).write_text(list_text(after), encoding="utf-8", newline="\n")
    added = len(after - known)
    click.echo(say_many("{n} address added.", "{n} addresses added.", added), err=True)
