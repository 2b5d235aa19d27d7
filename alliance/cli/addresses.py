"""`python -m alliance addresses`: brings the list of published addresses up to date."""

from __future__ import annotations

from pathlib import Path

import click

from alliance.atomic import replace_file
from alliance.cli.common import refuse, root_option, tell, tool_words
from alliance.content.checks.addresses import list_text, published_addresses, read_list
from alliance.content.discovery import LIST
from alliance.i18n.messages import Message, say, say_many
from alliance.i18n.problems import did_you_mean, quote
from alliance.site.reading import read_content


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
    content, problems = read_content(root)
    others = [problem for problem in problems if problem.path != LIST]
    if others or content is None:
        refuse(others)
    listed, _ = read_list(root)
    known, present = frozenset(listed or ()), published_addresses(content)
    for address in forget:
        if message := _keep(address, known, present):
            raise click.ClickException(message.put(tool_words()))
    after = (known | present) - set(forget)
    replace_file(root / LIST, list_text(after).encode())
    tell(say_many("{n} address added.", "{n} addresses added.", len(after - known)))


def _keep(address: str, known: frozenset[str], present: frozenset[str]) -> Message | None:
    """Return why an address cannot be forgotten, None if it can."""
    if address in present:
        return say("{address} leads to something, so it stays in the list.", address=quote(address))
    if address not in known:
        message = say("{address} is not in the list.", address=quote(address))
        return message + did_you_mean(address, known)
    return None
