"""`python -m alliance translations export` and `import`: texts for translators, and back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import get_args

import click

from alliance import git
from alliance.atomic import replace_file
from alliance.cli.common import refuse, root_option, tell, tool_words
from alliance.content.loading import MAX_PROBLEMS, load
from alliance.content.options import build_day
from alliance.content.yaml.textfile import read_text
from alliance.editing.translations.export import WORK, handout
from alliance.editing.translations.freshness import FieldStatus, translation_states
from alliance.editing.translations.import_ import Delivery, ImportResult, import_texts
from alliance.editing.translations.po import Header, format_po, language_of, parse_po
from alliance.i18n.messages import Message, say, say_many
from alliance.i18n.problems import Problem, at_most, join_or, quote
from alliance.model.translations import Origin
from alliance.progress import Progress
from alliance.site.reading import read_content
from alliance.views.registry import VIEW_OPTIONS

MAX_BYTES = 20_000_000


@click.command("export")
@root_option
@click.option("--language", required=True, help="The language to translate into, such as fr.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write the PO file; it is printed without this.",
)
@click.option("--all", "everything", is_flag=True, help="Every text, not only what needs work.")
def export(root: Path, language: str, output: Path | None, everything: bool) -> None:
    """Write the texts that are missing or stale in a language to a PO file for translators."""
    progress = Progress(sys.stderr)
    content, problems = read_content(root, progress.show)
    progress.clear()
    if problems or content is None:
        refuse(problems)
    others = content.settings.codes[1:]
    if language not in others:
        raise click.BadParameter(
            _no_language(language, others).put(tool_words()), param_hint="--language"
        )
    found = translation_states(content, git.steps(root))
    states = [state for state in found if state.language == language]
    written = [state for state in states if everything or state.state in WORK]
    header = Header(
        content.alliance.short_name,
        language,
        content.settings.source_language,
        git.revision(root),
        build_day(root).isoformat(),
    )
    text = format_po(header, handout(content, written, tool_words()))
    _put(output, text)
    tell(say_many("{n} text written.", "{n} texts written.", len(written)))
    if unknown := sum(state.state is FieldStatus.UNKNOWN for state in states):
        tell(
            say_many(
                "Whether the original of {n} text has changed since cannot be told: that needs the"
                " whole history in Git.",
                "Whether the originals of {n} texts have changed since cannot be told: that needs"
                " the whole history in Git.",
                unknown,
            )
        )


@click.command("import")
@root_option
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--origin",
    type=click.Choice(get_args(Origin)),
    help="How the texts were made. Without it, those that changed are taken to be by a person.",
)
def import_(root: Path, file: Path, origin: Origin | None) -> None:
    """Take the texts of a PO file into the translation files beside their sources."""
    loaded = load(root)
    if loaded.problems or loaded.settings is None:
        refuse(sorted(loaded.problems))
    text = read_text(file, str(file), MAX_BYTES)
    if isinstance(text, Problem):
        refuse([text])
    named, units, problems = parse_po(text, str(file))
    others = loaded.settings.codes[1:]
    language = language_of(named, others)
    if language is None:
        problems = problems or [Problem(str(file), 1, 1, _no_language(named, others))]
        refuse(sorted(problems))
    intake = import_texts(loaded, Delivery(str(file), tuple(units), language, origin), VIEW_OPTIONS)
    for name, written in intake.files.items():
        _put(root / name, written)
    for message in _outcome(intake):
        tell(message)
    if intake.problems:
        refuse(list(at_most(MAX_PROBLEMS, sorted(intake.problems))))


def _outcome(intake: ImportResult) -> list[Message]:
    """Return what was done, without what did not happen."""
    told = [
        say_many("{n} text taken.", "{n} texts taken.", intake.changed)
        + say_many("{n} file written.", "{n} files written.", len(intake.files))
    ]
    if intake.same:
        told.append(
            say_many("{n} text is there already.", "{n} texts are there already.", intake.same)
        )
    if intake.unsure:
        told.append(
            say_many(
                "{n} text is marked as in need of work (fuzzy) and was left out.",
                "{n} texts are marked as in need of work (fuzzy) and were left out.",
                intake.unsure,
            )
        )
    if intake.empty:
        told.append(
            say_many(
                "{n} text is not translated yet.", "{n} texts are not translated yet.", intake.empty
            )
        )
    return told


def _no_language(found: str, allowed: tuple[str, ...]) -> Message:
    if not found:
        return say(
            "the header of the file names no language. Set it in the translation program: one of"
            " {allowed}.",
            allowed=join_or(allowed),
        )
    return say(
        "found the language {found}, but the site is translated into {allowed} only. Name one of"
        " these.",
        found=quote(found),
        allowed=join_or(allowed),
    )


def _put(path: Path | None, text: str) -> None:
    """Write a text to a file as it is, or print it without one."""
    if path is None:
        click.echo(text, nl=False)
        return
    try:
        replace_file(path, text.encode())
    except OSError as error:
        raise click.FileError(str(path), error.strerror) from None
