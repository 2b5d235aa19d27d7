"""`python -m alliance stage`: the site as plain Markdown files, for any other engine."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from alliance import git
from alliance.cli.common import refuse, root_option, words
from alliance.content.options import read_options
from alliance.editing.translations.freshness import stale_pages
from alliance.i18n.message import WrongValueError
from alliance.outputs.stage import stage as write_stage
from alliance.progress import Progress
from alliance.site.reading import read_content
from alliance.site.site import Site


@click.command()
@root_option
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def stage(root: Path, folder: Path) -> None:
    """Write every page of the site as a plain Markdown file below FOLDER, for any other engine."""
    progress = Progress(sys.stderr)
    content, problems = read_content(root, progress.show)
    if problems or content is None:
        progress.clear()
        refuse(problems)
    try:
        options = read_options()
        narrowed = options.narrow(content)
    except WrongValueError as error:
        raise click.ClickException(error.message.put(words())) from None
    site = Site(narrowed, git.build_date(root), options.site_url, stale=stale_pages(narrowed))
    written = write_stage(site, folder, progress.show)
    progress.clear()
    click.echo(f"{written} pages in {folder}.", err=True)
