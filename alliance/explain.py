"""Validation errors of pydantic in an editor's words: what was found, what is allowed, the cure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from alliance.fields import nested
from alliance.problem import Problem, did_you_mean, join_or, nearest, quote
from alliance.reader import Location, Mapping, locate, locate_key, text_at

_EXPECTED = {
    "string_type": "text is expected. Put it in double quotes if it is meant as text",
    "int_type": "a whole number is expected. Write digits only, without quotes or separators",
    "int_from_float": "a whole number is expected. Write digits only",
    "float_type": "a number is expected. Write it without quotes, with a point",
    "bool_type": "true or false is expected. Write one of the two, without quotes",
    "tuple_type": 'a list is expected. Write it as [one, two], or as lines that start with "- "',
    "model_type": "fields are expected. Write them below, indented by two, as name: value",
    "dict_type": "fields are expected. Write them below, indented by two, as name: value",
}

_Describe = Callable[[str, Any, ErrorDetails], str]
"""From what was found, the value itself and pydantic's error to the message."""


def explain(
    error: ValidationError, model: type[BaseModel], node: Mapping, path: str, label: str
) -> Iterator[Problem]:
    """Yield a problem for each error; `label` names the record that `model` describes."""
    details = error.errors(include_url=False)
    misspelt = {
        (*detail["loc"][:-1], nearest(str(detail["loc"][-1]), _fields(model, detail["loc"])))
        for detail in details
        if detail["type"] == "extra_forbidden"
    }
    for detail in details:
        if detail["type"] == "missing" and detail["loc"] in misspelt:
            continue  # it is there under a name that another problem tells how to mend
        location = tuple(part for part in detail["loc"] if part != "[key]")
        message, place = _describe(detail, location, model, node)
        name = ".".join(str(part) for part in location if isinstance(part, str))
        prefix = f"{label}: {name}: " if name and detail["type"] not in _ON_KEYS else f"{label}: "
        yield Problem(path, *place, prefix + message)


_ON_KEYS = {"missing", "extra_forbidden"}


def _describe(
    detail: ErrorDetails, location: Location, model: type[BaseModel], node: Mapping
) -> tuple[str, tuple[int, int]]:
    kind = detail["type"]
    if kind == "missing":
        return _missing(location, model), locate_key(node, location)
    if kind == "extra_forbidden":
        return _unknown(location, model), locate_key(node, location)
    return _wrong(detail, location, node), locate(node, location)


def _missing(location: Location, model: type[BaseModel]) -> str:
    field = _field(model, location)
    meaning = f" ({_decapitalise(field.description)})" if field and field.description else ""
    return f"the field {quote(_dotted(location))} is missing{meaning}. Add it."


def _unknown(location: Location, model: type[BaseModel]) -> str:
    allowed = _fields(model, location)
    if location[-1] == "slug":
        return 'the field "slug" is not written: the file name is the slug. Delete the line.'
    hint = did_you_mean(str(location[-1]), allowed)
    return (
        f"there is no field {quote(location[-1])} here.{hint}"
        f" Fields that can be given: {', '.join(allowed)}."
    )


def _fields(model: type[BaseModel], location: Location) -> list[str]:
    """Return the names that can stand beside a field."""
    owner = _model_at(model, location[:-1])
    return sorted(set(owner.model_fields) - {"slug"}) if owner else []


def _wrong(detail: ErrorDetails, location: Location, node: Mapping) -> str:
    value, kind = detail["input"], detail["type"]
    if value is None:
        return "nothing is given here. Write it, or delete the line."
    typed = text_at(node, location)
    found = f"found {quote(typed if typed and not isinstance(value, bool) else value)}"
    if kind in _EXPECTED:
        return f"{found}, but {_EXPECTED[kind]}."
    describe: _Describe = _DESCRIPTIONS.get(kind, _other)
    return describe(found, value, detail)


def _unfit(found: str, _value: object, detail: ErrorDetails) -> str:
    return f"{found}: {detail['ctx']['error']}."


def _unlisted(found: str, value: object, detail: ErrorDetails) -> str:
    allowed = re.findall("'([^']*)'", str(detail["ctx"]["expected"]))
    return (
        f"{found}, but only {join_or(allowed)} can stand here.{did_you_mean(str(value), allowed)}"
    )


def _no_slug(found: str, _value: object, _detail: ErrorDetails) -> str:
    return f"{found}, but a slug has lower-case letters, digits and single hyphens only."


def _too_long(_found: str, value: str, detail: ErrorDetails) -> str:
    most = detail["ctx"]["max_length"]
    return f"the text has {len(value)} characters, {most} at most fit. Shorten it."


def _too_short(_found: str, _value: object, _detail: ErrorDetails) -> str:
    return "the list is empty. Give at least one entry."


def _too_small(found: str, _value: object, detail: ErrorDetails) -> str:
    return f"{found}, but a number of at least {detail['ctx']['ge']} is expected."


def _too_large(found: str, _value: object, detail: ErrorDetails) -> str:
    return f"{found}, but a number of at most {detail['ctx']['le']} is expected."


def _other(found: str, _value: object, detail: ErrorDetails) -> str:
    return f"{found}: {_decapitalise(detail['msg'])}."


_DESCRIPTIONS: dict[str, _Describe] = {
    "value_error": _unfit,
    "literal_error": _unlisted,
    "string_pattern_mismatch": _no_slug,
    "string_too_long": _too_long,
    "too_long": _too_long,
    "too_short": _too_short,
    "greater_than_equal": _too_small,
    "less_than_equal": _too_large,
}


def _field(model: type[BaseModel], location: Location) -> FieldInfo | None:
    owner = _model_at(model, location[:-1])
    return owner.model_fields.get(str(location[-1])) if owner else None


def _model_at(model: type[BaseModel], location: Location) -> type[BaseModel] | None:
    found: type[BaseModel] | None = model
    for part in location:
        if found is not None and isinstance(part, str) and part in found.model_fields:
            found = nested(found.model_fields[part])
    return found


def _dotted(location: Location) -> str:
    return ".".join(str(part) for part in location if isinstance(part, str))


def _decapitalise(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")
