"""`python -m alliance changes`: what a change means for visitors, for those who review it."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import click

from alliance.atomic import replace_file
from alliance.cli.common import root_option, tool_words
from alliance.content.options import build_day, read_language
from alliance.git_command import GitError
from alliance.git_objects import commit_of, write_revision
from alliance.i18n import cldr
from alliance.i18n.messages import Message, WrongValueError, say
from alliance.i18n.problems import Problem, quote
from alliance.review.compare import compare
from alliance.review.formats import report_html, report_markdown
from alliance.review.report import Report
from alliance.review.sections import change_report
from alliance.review.snapshot import Snapshot, take_snapshot

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
    """Show what visitors will see differently between the revisions BASE and HEAD.

    Without HEAD, BASE is compared with the files in the folder, committed or not. Without a file
    to write to, the Markdown is printed.
    """
    language = language or read_language()
    if not cldr.is_known(language):
        raise _refusal(say("{language} is not a language.", language=quote(language)))
    report = _report(root, base, head, language)
    if html:
        replace_file(html, report_html(report).encode())
    if markdown:
        replace_file(markdown, report_markdown(report).encode())
    if not (html or markdown):
        click.echo(report_markdown(report), nl=False)


def _report(root: Path, base: str, head: str, language: str) -> Report:
    try:
        today = build_day(root, revision=head or "HEAD")
    except WrongValueError as error:
        raise _refusal(error.message) from None
    with tempfile.TemporaryDirectory() as folder:
        before, _ = _snapshot(root, base, Path(folder) / "before", today)
        after, problems = (
            _snapshot(root, head, Path(folder) / "after", today)
            if head
            else take_snapshot(root, today)
        )
        found = compare(before, after) if before and after else None
    compared = say("From {base} to the files in the folder.", base=base)
    if head:
        compared = say("From {base} to {head}.", base=base, head=head)
    return change_report(found, problems, compared, language)


def _snapshot(
    root: Path, name: str, folder: Path, today: dt.date
) -> tuple[Snapshot | None, tuple[Problem, ...]]:
    """Read the content at a revision, written into a folder, and its problems."""
    commit = commit_of(root, name)
    if not commit:
        message = say("Git knows no revision {name} here. Fetch it first.", name=quote(name))
        raise _refusal(message)
    folder.mkdir()
    try:
        refused = write_revision(root, commit, folder)
    except (GitError, KeyError):
        message = say("the files of {name} are not here. Fetch them first.", name=quote(name))
        raise _refusal(message) from None
    message = say(
        "a link, or a path that could lead elsewhere, is not read. Put a plain file here."
    )
    return take_snapshot(folder, today, [Problem(path, 1, 1, message) for path in refused])


def _refusal(message: Message) -> click.ClickException:
    return click.ClickException(message.put(tool_words()))
