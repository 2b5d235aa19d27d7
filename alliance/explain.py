"""Validation errors of pydantic in an editor's words: what was found, what is allowed, the cure."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
    "too_short": "the list is empty. Give at least one entry, or see the docs for this field",
}


def explain(
    error: ValidationError, model: type[BaseModel], node: Mapping, path: str, label: str
) -> Iterator[Problem]:
    """Yield a problem for each error; `label` names the record that `model` describes."""
    seen: set[tuple[Location, str]] = set()
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
        if (location, "union") in seen:
            continue
        message, place = _describe(detail, location, model, node)
        if detail["type"] == "literal_error":
            seen.add((location, "union"))
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
    typed = text_at(node, location)
    value = detail["input"]
    found = f"found {quote(typed if typed and not isinstance(value, bool) else value)}"
    context: dict[str, Any] = detail.get("ctx", {})
    kind = detail["type"]
    if kind in _EXPECTED:
        return f"{found}, but {_EXPECTED[kind]}."
    if kind == "value_error":
        return f"{found}: {context['error']}."
    if kind == "literal_error":
        allowed = re.findall("'([^']*)'", str(context["expected"]))
        hint = did_you_mean(str(value), allowed)
        return f"{found}, but only {join_or(allowed)} can stand here.{hint}"
    if kind == "string_pattern_mismatch":
        return f"{found}, but a slug has lower-case letters, digits and single hyphens only."
    if kind == "string_too_long":
        most = context["max_length"]
        return f"the text has {len(value)} characters, {most} at most fit. Shorten it."
    return f"{found}: {_decapitalise(detail['msg'])}."


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
