"""The command line: `python -m alliance …`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from alliance import check as checks
from alliance import history
from alliance.notes import notes
from alliance.options import read_options
from alliance.problem import Problem, count, report
from alliance.progress import Progress
from alliance.recipes import recipes as write_recipes
from alliance.settings import read_settings
from alliance.site import Site
from alliance.stage import stage as write_stage

_ROOT = click.option(
    "--root",
    default=".",
    show_default=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder that holds mkdocs.yml, data/ and docs/.",
)


@click.group()
def main() -> None:
    """Check and publish the content of an alliance."""


@main.command()
@_ROOT
def check(root: Path) -> None:
    """Validate all content without building: one line a problem, exit status 1 if there is any."""
    progress = Progress(sys.stderr)
    content, problems = checks.read(root, progress.show)
    progress.clear()
    for problem in problems:
        click.echo(_line(problem))
    if problems or content is None:
        click.echo(count(problems), err=True)
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


@main.command()
@_ROOT
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def stage(root: Path, folder: Path) -> None:
    """Write every page of the site as a plain Markdown file below FOLDER, for any other engine."""
    progress = Progress(sys.stderr)
    content, problems = checks.read(root, progress.show)
    if problems or content is None:
        progress.clear()
        click.echo(report(problems), err=True)
        sys.exit(1)
    try:
        options = read_options()
        narrowed = options.narrow(content)
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    site = Site(narrowed, history.build_date(root), options.site_url)
    written = write_stage(site, folder, progress.show)
    progress.clear()
    click.echo(f"{written} pages in {folder}.", err=True)


@main.command()
@_ROOT
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def recipes(root: Path, folder: Path) -> None:
    """Write settings of web servers for the languages of the site into FOLDER."""
    settings, problems = read_settings(root)
    if settings is None:
        click.echo(report(problems), err=True)
        sys.exit(1)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in write_recipes(settings.codes[1:]).items():
        (folder / name).write_text(text, encoding="utf-8")


def _line(problem: Problem) -> str:
    return problem.as_github() if _is_github() else str(problem)


def _is_github() -> bool:
    return os.environ.get("GITHUB_ACTIONS") == "true"


if __name__ == "__main__":
    main()
