"""Asks on a terminal for what a new record needs; each answer is checked at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import click

from alliance.content.checks.check import not_there
from alliance.content.content import Key
from alliance.editing import answers
from alliance.editing.answers import Question
from alliance.editing.fieldkinds import is_list, meaning, reference
from alliance.editing.templates import Values
from alliance.i18n.message import Message, say
from alliance.i18n.words import Words


@dataclass(frozen=True, slots=True)
class Asking:
    """Who is asked in which words, and what there is to name."""

    words: Words
    named: Mapping[str, Sequence[str]]

    def ask(self, key: Key, values: Values) -> list[tuple[str, str]]:
        """Ask for what is needed and not given; return what was typed, by the name of its field."""
        typed: list[tuple[str, str]] = []
        for asked in answers.needed(key[0]):
            if not answers.is_given(asked.name, values):
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
        found = [self.put(wrong.message) for wrong in answers.faults_of_answer(key, asked, value)]
        if not found and (kind := reference(asked.info)):
            slugs = self.named.get(kind, ())
            given = value if isinstance(value, tuple) else (value,)
            found = [self.put(not_there(kind, slug, slugs)) for slug in given if slug not in slugs]
        if found:
            raise click.UsageError(" ".join(found))
        return typed

    def put(self, message: Message | str) -> str:
        """Return a message in the words of who is asked."""
        return message.put(self.words) if isinstance(message, Message) else message
