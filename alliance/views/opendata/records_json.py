"""All records in one JSON file, and its JSON Schema (2020-12), both made from the models."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache, reduce
from operator import or_
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema, create_model
from pydantic.fields import FieldInfo

from alliance.content.content import ALLIANCE, Key, key_of
from alliance.content.context import Context
from alliance.content.urls import DATA_FOLDER, SCHEMA_FILE
from alliance.model.alliance import Alliance, Model
from alliance.model.fields import nested, translatable
from alliance.model.kinds import DATA_KINDS, KINDS, PAGED
from alliance.model.records import Record
from alliance.model.translations import Origin, State
from alliance.model.validators import SLUG_PATTERN

FORMAT = "1.0"
"""The version of the format: its first number changes when a program may have to."""

LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
"""What everybody may do with the data; names as Data Package has them."""


# What editors note for themselves: whether a record is shown, who keeps it up and who checked it.
KEPT_BACK = ("draft", "verified_by", "owner", "checked")

_Path = tuple[str, ...]
_ANY = "*"
"""Stands for any slug in the path of a text."""

_CONFIG = ConfigDict(frozen=True, extra="forbid", from_attributes=True)
_SLUG = f"^{SLUG_PATTERN}$"
_Day = Annotated[str, WithJsonSchema({"type": "string", "format": "date"})]
_BY_LANGUAGE = {"type": "object", "additionalProperties": {"type": "string"}, "minProperties": 1}
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Licence(Model):
    """The licence of the data."""

    name: str = Field(description="Its SPDX identifier.")
    title: str = Field(description="Its name.")
    path: str = Field(description="Address of its text.")


def schema(context: Context) -> str:
    """Return the JSON Schema of the file."""
    model = package_model().model_json_schema(mode="serialization", by_alias=True)
    head = {"$schema": _DIALECT}
    if context.site_url:
        head["$id"] = context.site_url + DATA_FOLDER + SCHEMA_FILE
    return _text({**head, **model})


def data(context: Context) -> str:
    """Return the file: every record with all its texts, in the order of kinds and slugs."""
    content = context.content
    package = {
        "$schema": (context.site_url and context.site_url + DATA_FOLDER) + SCHEMA_FILE,
        "format": FORMAT,
        "day": context.today.isoformat(),
        "site": context.site_url or None,
        "licence": LICENCE,
        "source_language": context.source_language,
        "languages": list(content.settings.codes),
        "alliance": entries(context)[ALLIANCE],
        "records": {
            kind: [entries(context)[kind, slug] for slug in sorted(content.records[kind])]
            for kind in DATA_KINDS
        },
    }
    return _text(package)


@lru_cache(maxsize=2)
def entries(context: Context) -> Mapping[Key, Mapping[str, Any]]:
    """Return the alliance and every record as JSON; the context is in the source language."""
    content = context.content
    found: list[Record | Alliance] = [content.alliance]
    found += [record for kind in DATA_KINDS for record in content.records[kind].values()]
    return {key_of(record): _entry(context, record) for record in found}


def _entry(context: Context, record: Record | Alliance) -> Mapping[str, Any]:
    """Return what names a record, its texts by language, then its other fields."""
    facts = facts_model(type(record)).model_validate(record).model_dump(mode="json")
    return {
        "kind": record.kind,
        "slug": record.slug,
        "addresses": _addresses(context, record),
        "texts": _texts(context, record),
        "translations": _origins(context, record),
        **facts,
    }


def _texts(context: Context, record: Record | Alliance) -> dict[str, dict[str, str]]:
    """Return the texts of a record by dotted field path and language, none by fallback.

    `title` is what the site calls the record.
    """
    codes, languages = context.content.settings.codes, context.content.translations[key_of(record)]
    found = {
        field: {
            code: text
            for code in codes
            if code in languages and (text := languages[code].texts.get(field))
        }
        for field in languages[context.source_language].texts
    }
    titles = found["name"] if isinstance(record, Alliance) else _titles(context, record)
    return {"title": titles, **found}


def _titles(context: Context, record: Record) -> dict[str, str]:
    titles = (
        replace(context, language=code).title(record) for code in context.content.settings.codes
    )
    return {title.language: title.text for title in titles if not title.foreign}


def _addresses(context: Context, record: Record | Alliance) -> dict[str, str]:
    if record.kind not in (*PAGED, Alliance.kind):
        return {}
    path = "" if isinstance(record, Alliance) else f"{record.kind}/{record.slug}"
    content, here = context.content, context.at(DATA_FOLDER.rstrip("/"))
    return {
        code: context.absolute(path, code) or here.href(path, code)
        for code in content.settings.codes
        if content.state(key_of(record), code) is not State.MISSING
    }


def _origins(context: Context, record: Record | Alliance) -> dict[str, str]:
    languages = context.content.translations[key_of(record)]
    return {
        code: origin
        for code in context.content.settings.codes
        if code in languages and (origin := languages[code].origin)
    }


def _text(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


@lru_cache
def package_model() -> type[BaseModel]:
    """Return the model of the whole file."""
    lists: dict[str, Any] = {
        name: (list[entry_model(model)], Field(description=model.__doc__))  # type: ignore[misc]
        for name, model in ((name, KINDS[name].model) for name in DATA_KINDS)
    }
    records = create_model("Records", __config__=_CONFIG, __doc__="Records by kind.", **lists)
    fields: dict[str, Any] = {
        "address_of_schema": (str, Field(alias="$schema", description="This schema.")),
        "format": (Literal["1.0"], Field(description="Version of the format.")),
        "day": (_Day, Field(description="The day that the data stands for.")),
        "site": (str | None, Field(description="Address of the site; null if not known.")),
        "licence": (Licence, Field(description="What everybody may do with the data.")),
        "source_language": (str, Field(description="Language of the first text of each field.")),
        "languages": (list[str], Field(description="Languages as BCP 47 tags.")),
        "alliance": (entry_model(Alliance), Field(description="The alliance itself.")),
        "records": (records, Field(description="Its records by kind, drafts left out.")),
    }
    doc = "All records of the site of an alliance."
    return create_model("AllianceData", __config__=_CONFIG, __doc__=doc, **fields)


def entry_model(model: type[BaseModel]) -> type[BaseModel]:
    """Return the model of a record in the file."""
    by_language = dict[str, str]
    fields: dict[str, Any] = {
        "kind": (Literal[model.kind], Field(description="What it is.")),  # type: ignore[attr-defined]
        "slug": (str, Field(description="What names it among its kind.", pattern=_SLUG)),
        "addresses": (by_language, Field(description="Its page in each language that has one.")),
        "texts": (
            Annotated[dict[str, by_language], WithJsonSchema(_texts_schema(model))],
            Field(description="Texts by field and language. [[market japan]] names a record."),
        ),
        "translations": (
            dict[str, Origin],
            Field(description="How the texts of each other language were made."),
        ),
    }
    return create_model(
        model.__name__, __base__=facts_model(model), __doc__=model.__doc__, **fields
    )


@lru_cache
def facts_model(model: type[BaseModel]) -> type[BaseModel]:
    """Return a model of what is the same in all languages: every field that is no text."""
    return create_model(
        model.__name__, __config__=_CONFIG, __doc__=model.__doc__, **dict(_facts(model))
    )


def _facts(model: type[BaseModel]) -> Iterator[tuple[str, Any]]:
    for name, field in model.model_fields.items():
        if translatable(field) or name in (*KEPT_BACK, "slug"):
            continue
        annotation: Any = field.rebuild_annotation()
        if part := nested(field):
            annotation = _with(annotation, part, facts_model(part))
        yield name, (annotation, Field(description=field.description))


def _with(annotation: Any, old: type[BaseModel], new: type[BaseModel]) -> Any:
    """Return a type with one model in the place of another, through unions and containers."""
    if annotation is old:
        return new
    if not get_args(annotation):
        return annotation
    parts = tuple(_with(part, old, new) for part in get_args(annotation))
    origin: Any = get_origin(annotation)
    return reduce(or_, parts) if origin in (Union, UnionType) else origin[parts]


def _texts_schema(model: type[BaseModel]) -> dict[str, Any]:
    paths = dict(_text_fields(model))
    title = {**_BY_LANGUAGE, "description": "What the site calls it."}
    needed = [path[0] for path, field in paths.items() if len(path) == 1 and field.is_required()]
    return {
        "type": "object",
        "properties": {"title": title, **_described(paths, ".".join, many=False)},
        "patternProperties": _described(paths, _pattern, many=True),
        "additionalProperties": False,
        "required": list(dict.fromkeys(["title", *needed])),
    }


def _described(
    paths: Mapping[_Path, FieldInfo], name: Callable[[_Path], str], *, many: bool
) -> dict[str, Any]:
    """Describe the texts with a slug in their path, or those without."""
    return {
        name(path): {**_BY_LANGUAGE, "description": field.description}
        for path, field in paths.items()
        if (_ANY in path) is many
    }


def _pattern(path: _Path) -> str:
    return "^" + r"\.".join(SLUG_PATTERN if part == _ANY else part for part in path) + "$"


def _text_fields(model: type[BaseModel], start: _Path = ()) -> Iterator[tuple[_Path, FieldInfo]]:
    for name, field in model.model_fields.items():
        if translatable(field):
            yield (*start, name), field
        elif part := nested(field):
            many = get_origin(field.annotation) is dict
            yield from _text_fields(part, (*start, name, _ANY) if many else (*start, name))
