"""`python -m alliance changes`: what a change means for visitors, for those who review it."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import click

from alliance import git
from alliance.cli.common import root_option, tool_words
from alliance.content.options import read_language
from alliance.i18n import cldr
from alliance.i18n.messages import Message, say
from alliance.i18n.problems import Problem, quote
from alliance.review.compare import compare
from alliance.review.formats import to_html, to_markdown
from alliance.review.report import Report
from alliance.review.sections import report
from alliance.review.snapshot import Snapshot, take

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@root_option
@click.argument("base")
@click.argument("head", default="")
@click.option("--html", type=_FILE, help="Write the report to this file, as one page.")
@click.option("--markdown", type=_FILE, help="Write it to this file, fit for a comment.")
@click.option("--language", default="", help="The language of the report, your own by default.")
def changes(  # noqa: PLR0913, PLR0917 (one for each option)
    root: Path, base: str, head: str, html: Path | None, markdown: Path | None, language: str
) -> None:
    """Tell what visitors see differently between the revisions BASE and HEAD.

    Without HEAD it is what lies in the folder now, committed or not. Without a file to write to,
    the Markdown is printed.
    """
    language = language or read_language()
    if not cldr.is_known(language):
        raise _refusal(say("{language} is no language.", language=quote(language)))
    told = _report(root, base, head, language)
    if html:
        html.write_text(to_html(told), encoding="utf-8")
    if markdown:
        markdown.write_text(to_markdown(told), encoding="utf-8")
    if not (html or markdown):
        click.echo(to_markdown(told), nl=False)


def _report(root: Path, base: str, head: str, language: str) -> Report:
    today = git.build_date(root, revision=head or "HEAD")
    with tempfile.TemporaryDirectory() as folder:
        before = _snapshot(root, base, Path(folder) / "before", today)
        after = _snapshot(root, head, Path(folder) / "after", today) if head else take(root, today)
        found = compare(before, after)
    states = say("From {base} to what lies in the folder now.", base=base)
    if head:
        states = say("From {base} to {head}.", base=base, head=head)
    return report(found, after.problems, states, language)


def _snapshot(root: Path, name: str, folder: Path, today: dt.date) -> Snapshot:
    """Return the content at a revision, written into a folder."""
    commit = git.commit_of(root, name)
    if not commit:
        message = say("Git knows no revision {name} here. Fetch it first.", name=quote(name))
        raise _refusal(message)
    folder.mkdir()
    try:
        refused = git.write_revision(root, commit, folder)
    except KeyError:
        message = say("the files of {name} are not here. Fetch them first.", name=quote(name))
        raise _refusal(message) from None
    message = say(
        "a link, or a path that could lead elsewhere, is not read. Put a plain file here."
    )
    return take(folder, today, [Problem(path, 1, 1, message) for path in refused])


def _refusal(message: Message) -> click.ClickException:
    return click.ClickException(message.put(tool_words()))
