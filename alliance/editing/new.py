"""What editors call kinds, records and files, and which file name a new record gets."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize

from pydantic import BaseModel, ConfigDict, ValidationError, create_model
from pydantic.fields import FieldInfo

from alliance.content.content import ALLIANCE, Content, Key, label_of
from alliance.content.discovery import MAX_LENGTH, RESERVED
from alliance.content.loading import MODELS
from alliance.content.model_errors import WRITTEN_SLUG, explain_error
from alliance.content.yaml.nodes import resolve_scalar
from alliance.content.yaml.reader import Mapping
from alliance.editing.field_info import allowed_words, is_list, is_text, own_fields
from alliance.editing.templates import Values, path_of_file
from alliance.i18n import cldr
from alliance.i18n.messages import Message
from alliance.i18n.problems import Problem
from alliance.model.fields import nested, referenced_kind
from alliance.model.kinds import ALL_KINDS
from alliance.model.validators import COUNTRIES

WORDS = {kind.singular: name for name, kind in ALL_KINDS.items() if name != ALLIANCE[0]}
"""The kinds of which there can be a new one, by the word for one of them."""

# Letters that Unicode does not take apart.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th"})


def kind_of(word: str) -> str | None:
    """Return the kind that is meant by a word, in the singular or the plural."""
    found = word.lower()
    return WORDS.get(found) or (found if found in WORDS.values() else None)


def parse_key(word: str, content: Content) -> Key | None:
    """Return what is meant by `activity/visit`, `alliance` or the path of a file, if it is there.

    Only what is in the source language can be meant.
    """
    source = content.settings.source_language
    files = {f.path: key for (key, language), f in content.files.items() if language == source}
    kind, _, slug = word.partition("/")
    key = files.get(word) or (ALLIANCE if word == ALLIANCE[0] else (kind_of(kind) or "", slug))
    return key if (key, source) in content.files else None


def slugs_by_kind(content: Content) -> dict[str, list[str]]:
    """Return the slugs that a record can name, drafts among them, by kind."""
    source = content.settings.source_language
    found: dict[str, list[str]] = {"phases": list(content.alliance.phases)}
    for (kind, slug), language in sorted(content.files):
        if language == source:
            found.setdefault(kind, []).append(slug)
    return found


def slug_from(text: str) -> str:
    """Return a file name made from a title; "" where none of its letters can be in one."""
    if text in COUNTRIES:
        text = cldr.country_name(text, "en")
    letters = normalize("NFKD", text.casefold().translate(_LETTERS))
    bare = "".join(letter for letter in letters if not combining(letter))
    slug = re.sub("[^a-z0-9]+", "-", re.sub("['’]", "", bare)).strip("-")
    if len(slug) <= MAX_LENGTH:
        return slug
    return slug[: MAX_LENGTH + 1].rpartition("-")[0] or slug[:MAX_LENGTH]


def proposed_slug(kind: str, values: Values, taken: Iterable[str]) -> str:
    """Return a file name that is free, made from what the record goes by; "" if none can be."""
    found = values.get(title_question(kind).name) or ""
    slug = slug_from(str(found[0] if isinstance(found, tuple) else found))
    others = {*taken, *RESERVED}
    if slug not in others:
        return slug
    return next(name for n in range(2, len(others) + 3) if (name := f"{slug}-{n}") not in others)


_NOWHERE = Mapping({}, 1, 1)


@dataclass(frozen=True, slots=True)
class Question:
    """A field that can be asked for."""

    name: str
    """Dotted: `title`, `source.url`."""
    info: FieldInfo
    model: type[BaseModel]
    """What it is a field of."""

    def value(self, texts: Iterable[str]) -> Any:
        """Return what was typed, once or more often, as the value of the field."""
        if not is_list(self.info):
            return self._value(list(texts)[-1])
        if referenced_kind(self.info) or allowed_words(
            self.info
        ):  # no comma or bracket is part of a slug
            texts = (part for text in texts for part in re.split(r"[][,\s]+", text) if part)
        return tuple(self._value(text) for text in texts)

    def _value(self, text: str) -> Any:
        text = text.strip()
        return text if is_text(self.info) else resolve_scalar(text)[0]


def needed(kind: str) -> Iterator[Question]:
    """Yield the fields that every record of a kind must have, in the order of its model."""
    yield from _needed(MODELS[kind], "")


def _needed(model: type[BaseModel], prefix: str) -> Iterator[Question]:
    for name, info in own_fields(model):
        if not info.is_required() or name == "slug":
            continue
        if part := nested(info):
            yield from _needed(part, f"{prefix}{name}.")
        else:
            yield Question(prefix + name, info, model)


def question(kind: str, name: str) -> Question | None:
    """Return the question of a field by its dotted name, None if there is no such field."""
    model: type[BaseModel] | None = MODELS[kind]
    *above, last = name.split(".")
    for group in above:
        info = model.model_fields.get(group) if model else None
        model = nested(info) if info else None
    info = model.model_fields.get(last) if model else None
    return Question(name, info, model) if model and info and not nested(info) else None


def title_question(kind: str) -> Question:
    """Return the field that a record goes by: its title, its name, or the country that it is of."""
    names = ("title", "name", "label", "counterparts", "tool", "country")
    of = {asked.name: asked for asked in needed(kind)}
    return next(of[name] for name in names if name in of)


def gather(kind: str, typed: Iterable[tuple[str, str]]) -> Values:
    """Return fields from pairs of a dotted name and a text.

    What is given more than once adds to a list; in a list of groups it begins the next group.
    What no field is known by stays in it as text: the model then says what is allowed.
    """
    values: dict[str, Any] = {}
    for name, text in typed:
        asked = question(kind, name)
        group, _, inner = name.partition(".")
        info = MODELS[kind].model_fields.get(group)
        value = asked.value([text]) if asked else text
        if not inner:
            more = isinstance(value, tuple) and isinstance(values.get(name), tuple)
            values[name] = values[name] + value if more else value
        elif info and is_list(info):
            values[group] = _added(values.get(group, ({},)), inner, value)
        else:
            values[group] = {**values.get(group, {}), inner: value}
    return values


def _added(groups: tuple[dict[str, Any], ...], name: str, value: Any) -> tuple[dict[str, Any], ...]:
    last = {} if name in groups[-1] else groups[-1]
    done = groups if name in groups[-1] else groups[:-1]
    return (*done, {**last, name: value})


def is_given(name: str, values: Values) -> bool:
    """Tell whether there is a value, if not for the field itself then for its group's last."""
    group, _, inner = name.partition(".")
    found = values.get(group)
    if not inner or not found:
        return group in values
    return is_given(inner, found[-1] if isinstance(found, tuple) else found)


def wrong_values(key: Key, values: Values) -> list[Problem]:
    """Return what is wrong with the fields of a record, in the words of the check."""
    kind, slug = key
    written = {"slug": slug.rpartition("/")[2] or "index"}
    given = [_problem(key, WRITTEN_SLUG)] if "slug" in values else []
    return [*given, *_faults(MODELS[kind], {**values, **written}, key)]


def faults_of_answer(key: Key, asked: Question, value: Any) -> list[Problem]:
    """Return what is wrong with the answer to one question, but for what is not there to name."""
    name = asked.name.rpartition(".")[2]
    fields: dict[str, Any] = {name: (asked.info.rebuild_annotation(), asked.info)}
    config = ConfigDict(extra="forbid", strict=True)
    model = create_model(asked.model.__name__, __config__=config, **fields)
    return _faults(model, {name: value}, key)


def _problem(key: Key, message: Message) -> Problem:
    return Problem(path_of_file(key), 1, 1, message, label_of(key))


def _faults(model: type[BaseModel], values: Values, key: Key) -> list[Problem]:
    try:
        model.model_validate(dict(values))
    except ValidationError as error:
        return list(explain_error(error, model, _NOWHERE, path_of_file(key), label_of(key)))
    return []


def write_new(root: Path, name: str, text: str) -> bool:
    """Write a file below `root`; return False, and leave it as it is, where there is one."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file, gone_unless_whole(path):
            file.write(text)
    except FileExistsError:
        return False
    return True


@contextmanager
def gone_unless_whole(path: Path) -> Iterator[None]:
    """Remove a new file again where what is done with it does not come to its end."""
    try:
        yield
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def remove_if_wrong(
    path: Path, problems: Iterable[Problem], known: Collection[Problem]
) -> list[Problem]:
    """Return the problems that a new file brings; if there are any, it is removed again.

    `problems` are those of the content with it, `known` those that there were before.
    """
    found = [problem for problem in problems if problem not in known]
    if found:
        path.unlink()
    return found
