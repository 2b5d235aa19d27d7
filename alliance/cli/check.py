"""`python -m alliance check`: what is wrong in the content, and how to fix it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from alliance.cli.common import root_option, tell, tool_words
from alliance.cli.hints import hints
from alliance.content.content import Content
from alliance.content.history import history_notes
from alliance.content.options import build_day, read_language
from alliance.content.yaml.textfile import clean, read_text
from alliance.git import history
from alliance.i18n.messages import Message, say, say_many
from alliance.i18n.problems import Problem, count
from alliance.progress import Progress
from alliance.review.problem_formats import FORMATS, excerpt
from alliance.site.reading import read_content

_INDENT = "    "


@click.command()
@root_option
@click.option(
    "--format",
    "name",
    type=click.Choice(["text", *FORMATS]),
    help="How to write what was found; text, or github within GitHub Actions, if not given.",
)
def check(root: Path, name: str | None) -> None:
    """Validate all content without building: one line a problem, exit status 1 if there is any."""
    progress = Progress(sys.stderr)
    content, problems = read_content(root, progress.show)
    progress.clear()
    notes = _notes(content) if content is not None and not problems else []
    name = name or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
    if name == "text":
        _write(problems, notes, root)
    else:
        click.echo(FORMATS[name](problems, notes, read_language()), nl=False)
    if problems or content is None:
        tell(count(problems))
        sys.exit(1)
    tell(_summary(content))


def _notes(content: Content) -> list[Problem]:
    """Return what is no mistake, but should be known."""
    root = content.root
    return [*hints(content, build_day(root)), *history_notes(history(root))]


def _write(problems: Sequence[Problem], notes: Sequence[Problem], root: Path) -> None:
    """Write problems as lines, each with its place in the file below it on a terminal."""
    for problem in problems:
        click.echo(problem.put(tool_words()))
        for line in _place(problem, root) if sys.stdout.isatty() else ():
            click.echo(_INDENT + line)
    for note in notes:
        tell(say("note: {note}", note=note.put(tool_words())))


def _place(problem: Problem, root: Path) -> tuple[str, ...]:
    """Return the line of a problem with a caret below it; nothing if its file cannot be read."""
    text = read_text(root / problem.path, problem.path)
    if isinstance(text, Problem):
        return ()
    lines = clean(text, problem.path)[0].split("\n")
    if problem.line > len(lines) or not lines[problem.line - 1].strip():
        return ()
    width = shutil.get_terminal_size().columns - len(_INDENT)
    return excerpt(lines[problem.line - 1], problem.column, width)


def _summary(content: Content) -> Message:
    records = sum(len(records) for records in content.records.values())
    return say(
        "No problems found: {records} and {pages} in {languages}.",
        records=say_many("{n} record", "{n} records", records),
        pages=say_many("{n} page", "{n} pages", len(content.articles)),
        languages=say_many("{n} language", "{n} languages", len(content.settings.codes)),
    )
