"""Validation errors of pydantic in an editor's words: what was found, what is allowed, the cure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from alliance.content.yaml.reader import (
    MAX_PROBLEMS,
    Location,
    Mapping,
    locate,
    locate_key,
    text_at,
)
from alliance.i18n.messages import (
    Message,
    MessageValue,
    WrongValueError,
    mark,
    say,
    say_all,
    say_many,
)
from alliance.i18n.problems import Problem, about, at_most, did_you_mean, join_or, nearest, quote
from alliance.model.fields import nested
from alliance.model.validators import SLUG_PATTERN

_EXPECTED = {
    "string_type": mark(
        "found {found}, but text is expected. Put it in double quotes if it is meant as text."
    ),
    "int_type": mark(
        "found {found}, but a whole number is expected. Write digits only, without quotes or"
        " separators."
    ),
    "int_from_float": mark(
        "found {found}, but a whole number is expected. Write digits only, without quotes or"
        " separators."
    ),
    "float_type": mark(
        "found {found}, but a number is expected. Write it without quotes, with a point."
    ),
    "bool_type": mark(
        "found {found}, but true or false is expected. Write one of the two, without quotes."
    ),
    "tuple_type": mark(
        "found {found}, but a list is expected. Write it as [one, two], or as lines that start"
        ' with "- ".'
    ),
    "model_type": mark(
        "found {found}, but fields are expected. Write them below, indented by two, as name: value."
    ),
    "dict_type": mark(
        "found {found}, but fields are expected. Write them below, indented by two, as name: value."
    ),
}

WRITTEN_SLUG = say('the field "slug" is not written: the file name is the slug. Delete the line.')

_Describe = Callable[[MessageValue, Any, ErrorDetails], Message]
"""From what was found, the value itself and pydantic's error to the message."""


def explain_error(
    error: ValidationError,
    model: type[BaseModel],
    node: Mapping,
    path: str,
    label: Message | None = None,
) -> Iterator[Problem]:
    """Yield a problem for each error, up to a limit; `label` names the record of the model.

    A model may have a class variable `refused`, with a reason for each field that people expect.
    """
    details = error.errors(include_url=False)[: MAX_PROBLEMS + 1]
    yield from at_most(MAX_PROBLEMS, _explain(details, model, node, path, label))


def _explain(
    details: Sequence[ErrorDetails],
    model: type[BaseModel],
    node: Mapping,
    path: str,
    label: Message | None,
) -> Iterator[Problem]:
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
        if name and detail["type"] not in _ON_KEYS:
            message = about(name, message)
        yield Problem(path, *place, message, label)


_ON_KEYS = {"missing", "extra_forbidden"}


def _describe(
    detail: ErrorDetails, location: Location, model: type[BaseModel], node: Mapping
) -> tuple[Message, tuple[int, int]]:
    kind = detail["type"]
    if kind == "missing":
        return _missing(location, model), locate_key(node, location)
    if kind == "extra_forbidden":
        return _unknown(location, model), locate_key(node, location)
    return _wrong(detail, location, node), locate(node, location)


def _missing(location: Location, model: type[BaseModel]) -> Message:
    field = _field(model, location)
    message = say("the field {field} is missing. Add it.", field=quote(_dotted(location)))
    if field is None or not field.description:
        return message
    return message + say("({meaning})", meaning=say(field.description))


def _unknown(location: Location, model: type[BaseModel]) -> Message:
    allowed = _fields(model, location)
    refused: dict[str, Message] = getattr(_model_at(model, location[:-1]), "refused", {})
    if reason := refused.get(str(location[-1])):
        return about(quote(location[-1]), reason)
    if location[-1] == "slug":
        return WRITTEN_SLUG
    return say_all(
        say("there is no field {field} here.", field=quote(location[-1])),
        did_you_mean(str(location[-1]), allowed),
        say("Fields that can be given: {fields}.", fields=", ".join(allowed)),
    )


def _fields(model: type[BaseModel], location: Location) -> list[str]:
    """Return the names that can stand beside a field."""
    owner = _model_at(model, location[:-1])
    return sorted(set(owner.model_fields) - {"slug"}) if owner else []


def _wrong(detail: ErrorDetails, location: Location, node: Mapping) -> Message:
    value, kind = detail["input"], detail["type"]
    if value is None:
        return say("nothing is given here. Write it, or delete the line.")
    typed = text_at(node, location)
    found = quote(typed if typed and not isinstance(value, bool) else value)
    if kind in _EXPECTED:
        return say(_EXPECTED[kind], found=found)
    describe: _Describe = _DESCRIPTIONS.get(kind, _other)
    return describe(found, value, detail)


def _unfit(found: MessageValue, _value: object, detail: ErrorDetails) -> Message:
    error = detail["ctx"]["error"]
    reason = error.message if isinstance(error, WrongValueError) else f"{error}."
    return say("found {found}: {reason}", found=found, reason=reason)


def _unlisted(found: MessageValue, value: object, detail: ErrorDetails) -> Message:
    allowed = re.findall("'([^']*)'", str(detail["ctx"]["expected"]))
    message = say(
        "found {found}, but only {allowed} can stand here.", found=found, allowed=join_or(allowed)
    )
    return message + did_you_mean(str(value), allowed)


def _no_slug(found: MessageValue, value: object, _detail: ErrorDetails) -> Message:
    message = say(
        "found {found}, but a slug has lower-case letters, digits and single hyphens only. Write"
        " the name of a file without its ending, as in south-korea.",
        found=found,
    )
    meant = re.sub(r"[\s_-]+", "-", str(value).strip().lower())
    is_slug = re.fullmatch(SLUG_PATTERN, meant)
    return message + say("Did you mean {word}?", word=quote(meant)) if is_slug else message


def _too_long(_found: MessageValue, value: str, detail: ErrorDetails) -> Message:
    return say_many(
        "the text has {n} character, {most} at most fit. Shorten it.",
        "the text has {n} characters, {most} at most fit. Shorten it.",
        len(value),
        most=detail["ctx"]["max_length"],
    )


def _too_short(_found: MessageValue, _value: object, _detail: ErrorDetails) -> Message:
    return say("the list is empty. Give at least one entry.")


def _too_small(found: MessageValue, _value: object, detail: ErrorDetails) -> Message:
    least = detail["ctx"]["ge"]
    return say(
        "found {found}, but a number of at least {least} is expected. Correct it.",
        found=found,
        least=least,
    )


def _too_large(found: MessageValue, _value: object, detail: ErrorDetails) -> Message:
    most = detail["ctx"]["le"]
    return say(
        "found {found}, but a number of at most {most} is expected. Correct it.",
        found=found,
        most=most,
    )


def _other(found: MessageValue, _value: object, detail: ErrorDetails) -> Message:
    return say("found {found}: {reason}", found=found, reason=f"{detail['msg']}.")


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
