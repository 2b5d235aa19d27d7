"""`python -m alliance check`: what is wrong in the content, and how to mend it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from alliance import check as checks
from alliance.commands.common import root_option
from alliance.notes import notes
from alliance.problem import Problem, count
from alliance.progress import Progress


@click.command()
@root_option
def check(root: Path) -> None:
    """Validate all content without building: one line a problem, exit status 1 if there is any."""
    progress = Progress(sys.stderr)
    content, problems = checks.read(root, progress.show)
    progress.clear()
    for problem in problems:
        click.echo(_line(problem))
    if problems or content is None:
        click.echo(str(count(problems)), err=True)
        sys.exit(1)
    for note in notes(content):
        line = note.as_github("notice") if _is_github() else f"note: {note}"
        click.echo(line, err=not _is_github())
    records = sum(len(records) for records in content.records.values())
    languages = len(content.settings.codes)
    click.echo(
        f"All is well: {records} records and {len(content.articles)} pages"
        f" in {languages} languages.",
        err=True,
    )


def _line(problem: Problem) -> str:
    return problem.as_github() if _is_github() else str(problem)


def _is_github() -> bool:
    return os.environ.get("GITHUB_ACTIONS") == "true"
