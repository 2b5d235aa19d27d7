"""Asks on a terminal for what a new record needs; each answer is checked at once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import click

from alliance.cli.common import refuse, root_option, tool_words
from alliance.content.checks.run import not_there
from alliance.content.content import ARTICLES, Content, Key, label_of
from alliance.content.discovery import check_slug
from alliance.content.loading import TRANSLATIONS
from alliance.editing.field_info import is_list, meaning
from alliance.editing.new import (
    WORDS,
    Question,
    faults_of_answer,
    gather,
    gone_unless_whole,
    is_given,
    kind_of,
    needed,
    parse_key,
    proposed_slug,
    remove_if_wrong,
    slugs_by_kind,
    title_question,
    write_new,
    wrong_values,
)
from alliance.editing.templates import Guide, Values, path_of_file, record, translation
from alliance.i18n.catalogues import Words
from alliance.i18n.messages import Message, say, say_all
from alliance.i18n.problems import Problem, did_you_mean, join_or, quote
from alliance.model.fields import referenced_kind
from alliance.site.reading import read_content


@dataclass(frozen=True, slots=True)
class Asking:
    """Who is asked in which words, and what there is to name."""

    words: Words
    named: Mapping[str, Sequence[str]]

    def ask(self, key: Key, values: Values) -> list[tuple[str, str]]:
        """Ask for what is needed and not given; return what was typed, by the name of its field."""
        typed: list[tuple[str, str]] = []
        for asked in needed(key[0]):
            if not is_given(asked.name, values):
                typed += ((asked.name, text) for text in self._answers(key, asked))
        return typed

    def ask_slug(self, proposed: str, reason_against: Callable[[str], Message | None]) -> str:
        """Ask for the name of a file; one that there is a reason against is asked for again."""

        def sound(typed: str) -> str:
            if reason := reason_against(typed):
                raise click.UsageError(self.put(reason))
            return typed

        question = self.put(say("Name of the file"))
        text: str = click.prompt(question, default=proposed or None, value_proc=sound)
        return text

    def _answers(self, key: Key, asked: Question) -> list[str]:
        click.echo(f"\n{meaning(asked.info, self.words, self.named)}")
        given: list[str] = [self._prompt(key, asked)]
        while is_list(asked.info):
            click.echo(self.put(say("One more, or nothing to go on.")))
            if not (more := self._prompt(key, asked, default="")):
                break
            given.append(more)
        return given

    def _prompt(self, key: Key, asked: Question, default: str | None = None) -> str:
        text: str = click.prompt(
            asked.name,
            default=default,
            show_default=False,
            value_proc=lambda typed: self._sound(key, asked, typed) if typed else typed,
        )
        return text

    def _sound(self, key: Key, asked: Question, typed: str) -> str:
        """Return an answer as it was typed; raise UsageError, which asks again, if it is wrong."""
        value = asked.value([typed])
        found = [self.put(wrong.message) for wrong in faults_of_answer(key, asked, value)]
        if not found and (kind := referenced_kind(asked.info)):
            slugs = self.named.get(kind, ())
            given = value if isinstance(value, tuple) else (value,)
            found = [self.put(not_there(kind, slug, slugs)) for slug in given if slug not in slugs]
        if found:
            raise click.UsageError(" ".join(found))
        return typed

    def put(self, message: Message | str) -> str:
        """Return a message in the words of who is asked."""
        return message.put(self.words) if isinstance(message, Message) else message


_TRANSLATION = "translation"
_SET = "Give a field: title=…, source.url=… Once more adds to a list; slugs may have commas."


@click.command()
@root_option
@click.argument("kind")
@click.argument("slug", default="")
@click.argument("language", default="")
@click.option("--title", default="", help="The title or name of the record.")
@click.option("--set", "fields", multiple=True, metavar="FIELD=VALUE", help=_SET)
@click.option("--language", "into", default="", help="Translate SLUG into this language.")
def new(  # noqa: PLR0913, PLR0917 (all that can be given on the command line)
    root: Path, kind: str, slug: str, language: str, title: str, fields: Sequence[str], into: str
) -> None:
    """Write a new record or page that passes the check, or a translation to fill in.

    KIND is activity, market, partner … or page. SLUG is the name of the file; without it, one is
    made from the title. On a terminal it asks for what is needed and not given.

    For a translation: new translation activity/SLUG LANGUAGE.
    """
    content, problems = read_content(root)
    if content is None:
        refuse(problems)
    desk = _Desk(root, content, frozenset(problems), tool_words())
    if kind == _TRANSLATION:
        desk.translate(slug, language or into)
    elif into:
        desk.translate(f"{kind}/{slug}", into)
    else:
        desk.add(desk.kind(kind), slug, [*desk.titled(kind, title), *desk.pairs(fields)])


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where a new file is written: the content that it joins, and the words of its editor."""

    root: Path
    content: Content
    known: frozenset[Problem]
    """Problems that were there before."""
    words: Words

    def kind(self, word: str) -> str:
        """Return the kind that is meant by a word."""
        found = kind_of(word)
        if found is None:
            self.refuse(
                say_all(
                    say("there is no kind {kind}.", kind=quote(word)),
                    did_you_mean(word, WORDS),
                    say("New can be {kinds}.", kinds=join_or([*WORDS, _TRANSLATION])),
                )
            )
        return found

    def titled(self, kind: str, title: str) -> Iterable[tuple[str, str]]:
        """Return the field that a title is for, and the title, if there is one."""
        return [(title_question(self.kind(kind)).name, title)] if title else []

    def pairs(self, fields: Sequence[str]) -> Iterable[tuple[str, str]]:
        """Return the names and values of fields that are given as `name=value`."""
        for field in fields:
            name, mark, value = field.partition("=")
            if not mark:
                self.refuse(say("{given} gives no value. Write FIELD=VALUE.", given=quote(field)))
            yield name.strip(), value

    def add(self, kind: str, slug: str, typed: list[tuple[str, str]]) -> None:
        """Write a new record; what is not given is asked for where somebody can answer."""
        choices = slugs_by_kind(self.content)
        asking = Asking(self.words, choices) if sys.stdin.isatty() else None
        if slug:
            self._check_slug(kind, slug)
        if asking:
            typed += asking.ask((kind, slug), gather(kind, typed))
        values = gather(kind, typed)
        proposed = slug or proposed_slug(kind, values, choices.get(kind, ()))
        if asking and not slug:
            proposed = asking.ask_slug(proposed, lambda text: self._reason_against(kind, text))
        if wrong := wrong_values((kind, proposed), values):
            hint = say("Give each field with --set FIELD=VALUE.")
            self.refuse(*(problem.message for problem in wrong), hint)
        self._check_slug(kind, proposed)
        name = path_of_file((kind, proposed))
        self._write(name, record(kind, values, Guide(self.words, choices)))
        with gone_unless_whole(self.root / name):
            found = read_content(self.root)[1]
        if wrong := remove_if_wrong(self.root / name, found, self.known):
            self.refuse(*(problem.message for problem in wrong))
        click.echo(say("{file} is written and passes the check.", file=name).put(self.words))

    def translate(self, word: str, language: str) -> None:
        """Write the file of a translation, with each original above what is to be written."""
        key, settings = parse_key(word, self.content), self.content.settings
        if key is None:
            self.refuse(
                say("there is no {record}.", record=quote(word)),
                say("Name it as in {example}.", example="activity/mission-japan, page/about"),
            )
        if language not in settings.codes[1:]:
            known = join_or(settings.codes[1:])
            self.refuse(say("Name a language to translate into: {languages}.", languages=known))
        if len(TRANSLATIONS[key[0]].model_fields) == 1:
            self.refuse(say("{record} has no text to translate.", record=label_of(key)))
        name = path_of_file(key, language)
        texts = self.content.translations[key][settings.source_language].texts
        self._write(name, translation(key[0], texts, Guide(self.words)))
        done = say(
            "{file} is written. Fill it in: what stays open is shown in the original language.",
            file=name,
        )
        click.echo(done.put(self.words))

    def refuse(self, *messages: Message | str) -> NoReturn:
        """End with messages, in the words of the editor."""
        for each in messages:
            click.echo(each if isinstance(each, str) else each.put(self.words), err=True)
        sys.exit(1)

    def _check_slug(self, kind: str, slug: str) -> None:
        if reason := self._reason_against(kind, slug):
            self.refuse(reason)

    def _reason_against(self, kind: str, slug: str) -> Message | None:
        """Return why a new record cannot have a slug, None if it can."""
        if not slug:
            return say("No file name can be made from the title. Give one.")
        for part in slug.split("/") if kind == ARTICLES else [slug]:
            if reason := check_slug(part, self.content.settings.codes):
                return reason
        name = path_of_file((kind, slug))
        return _is_there(name) if (self.root / name).exists() else None

    def _write(self, name: str, text: str) -> None:
        if not write_new(self.root, name, text):
            self.refuse(_is_there(name))


def _is_there(name: str) -> Message:
    return say("{file} is there already. Change it, or choose another name.", file=name)
