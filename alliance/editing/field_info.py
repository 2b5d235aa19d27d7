"""What a field of a model takes, as far as those need to know who write one for the first time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from alliance.i18n.catalogues import Words
from alliance.i18n.dates import PartialDate
from alliance.model.fields import parts, referenced_kind
from alliance.model.records import Record

SHOWN = 12
"""So many of the records that can be named are shown; of more, the rest is an ellipsis."""

_NOT_TEXT = {bool, int, float, PartialDate}


def own_fields(model: type[BaseModel]) -> list[tuple[str, FieldInfo]]:
    """Return the fields of a model, those that every record has behind its own."""
    shared = set(Record.model_fields) if issubclass(model, Record) else set()
    return sorted(model.model_fields.items(), key=lambda entry: entry[0] in shared)


def is_list(info: FieldInfo) -> bool:
    """Tell whether a field takes several values."""
    return any(get_origin(part) is tuple for part in parts(info))


def is_text(info: FieldInfo) -> bool:
    """Tell whether whatever is typed into a field is text, and not a number or date."""
    return not any(part in _NOT_TEXT for part in parts(info))


def is_date(info: FieldInfo) -> bool:
    """Tell whether a field takes dates."""
    return PartialDate in parts(info)


def allowed_words(info: FieldInfo) -> tuple[str, ...]:
    """Return the words that a field is limited to, () if it is not."""
    literals = (part for part in parts(info) if get_origin(part) is Literal)
    return tuple(dict.fromkeys(word for literal in literals for word in get_args(literal)))


def choices(info: FieldInfo, named: Mapping[str, Sequence[str]]) -> list[str]:
    """Return what can stand in a field, as it is shown; `named` are the slugs by kind."""
    allowed = list(allowed_words(info) or named.get(referenced_kind(info), ()))
    return allowed if len(allowed) <= SHOWN else [*allowed[:SHOWN], "…"]


def meaning(info: FieldInfo, said: Words, named: Mapping[str, Sequence[str]]) -> str:
    """Return what a field means, in the words of an editor, with what can stand in it."""
    text = said.gettext(info.description) if info.description else ""
    allowed = choices(info, named)
    return f"{text} ({', '.join(allowed)})" if allowed else text
