"""`python -m alliance changes`: what a change means for visitors, for those who review it."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import click

from alliance import history
from alliance.commands.common import root_option
from alliance.editing.changehtml import to_html
from alliance.editing.changemarkdown import to_markdown
from alliance.editing.changereport import report
from alliance.editing.changes import compare
from alliance.editing.snapshot import Snapshot, take
from alliance.message import say
from alliance.problem import Problem


@click.command()
@root_option
@click.argument("base")
@click.argument("head", default="")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write HTML here.")
@click.option(
    "--markdown", type=click.Path(dir_okay=False, path_type=Path), help="Write Markdown here."
)
@click.option("--language", default="en", show_default=True, help="The language of the report.")
def changes(  # noqa: PLR0913, PLR0917 (one for each option)
    root: Path, base: str, head: str, html: Path | None, markdown: Path | None, language: str
) -> None:
    """Tell what visitors see differently between the revisions BASE and HEAD.

    Without HEAD it is what lies in the folder now, committed or not. Without a file to write to,
    the Markdown is printed.
    """
    with tempfile.TemporaryDirectory() as folder:
        today = history.build_date(root, revision=head or "HEAD")
        before = _snapshot(root, base, Path(folder) / "before", today)
        after = _snapshot(root, head, Path(folder) / "after", today) if head else take(root, today)
        found = compare(before, after, today)
    states = f"{base}..{head}" if head else base
    told = report(found, after.problems, states, language)
    if html:
        html.write_text(to_html(told), encoding="utf-8")
    if markdown:
        markdown.write_text(to_markdown(told), encoding="utf-8")
    if not (html or markdown):
        click.echo(to_markdown(told), nl=False)


def _snapshot(root: Path, name: str, folder: Path, today: dt.date) -> Snapshot:
    """Return the content at a revision, written into a folder."""
    commit = history.commit_of(root, name)
    if not commit:
        raise click.ClickException(f"Git knows no revision {name!r} here.")
    folder.mkdir()
    refused = history.write_revision(root, commit, folder)
    message = say(
        "a link, or a path that could lead elsewhere, is not read. Put a plain file here."
    )
    return take(folder, today, [Problem(path, 1, 1, message) for path in refused])
