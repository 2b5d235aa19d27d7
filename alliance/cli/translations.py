"""`python -m alliance translations`: what is translated, and texts for translators."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click

from alliance import git
from alliance.cli.common import LazyGroup, refuse, root_option, tool_words
from alliance.content.loading import load
from alliance.content.options import read_language
from alliance.editing.translations.freshness import translation_states
from alliance.editing.translations.status import tasks, translation_status
from alliance.editing.translations.status_text import lines
from alliance.i18n.messages import say, say_all
from alliance.i18n.problems import did_you_mean, join_or, quote
from alliance.progress import Progress

EXCHANGE = {
    "export": "alliance.cli.exchange:export",
    "import": "alliance.cli.exchange:import_",
}


@click.group(cls=LazyGroup, places=EXCHANGE, invoke_without_command=True)
@root_option
@click.option("--language", help="Only this language, such as fr.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "html"]),
    default="text",
    show_default=True,
    help="How it is written.",
)
@click.option("--for", "partner", help="Only what a partner should do, by its slug.")
@click.pass_context
def translations(
    context: click.Context, root: Path, language: str | None, form: str, partner: str | None
) -> None:
    """Show what is missing, out of date, made by machine or reviewed, text by text."""
    if context.invoked_subcommand is not None:
        return
    progress = Progress(sys.stderr)
    with ThreadPoolExecutor(1) as beside:
        steps = beside.submit(git.steps, root)  # Git goes through it while we read
        loaded = load(root, progress.show)
    progress.clear()
    content = loaded.content()
    if loaded.problems or content is None:
        refuse(sorted(loaded.problems))
    others = content.settings.codes[1:]
    if language is not None:
        _expect(language, others, "--language")
    if partner is not None:
        _expect(partner, [each.slug for each in content.partners], "--for")
    states = translation_states(content, steps.result())
    sheets = translation_status(content, (s for s in states if language in (None, s.language)))
    if partner is not None:
        sheets = tuple(tasks(sheets, partner))
    if form == "html":
        # Templates take a while to load, which the text need not wait for.
        from alliance.review.status_html import as_html  # noqa: PLC0415

        click.echo(as_html(sheets, content, read_language()), nl=False)
    else:
        for line in lines(sheets, tool_words()):
            click.echo(line)


def _expect(given: str, known: Sequence[str], option: str) -> None:
    if given not in known:
        allowed = say("Known are {allowed}.", allowed=join_or(known))
        message = say("{given} is not known.", given=quote(given))
        message = say_all(message, did_you_mean(given, known), allowed)
        raise click.BadParameter(message.put(tool_words()), param_hint=option)
