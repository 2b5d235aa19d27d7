"""What a value is typed into: the widgets of Sveltia CMS for texts, numbers and the like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

from alliance.editing.field_info import is_date, own_fields
from alliance.model.alliance import Alliance
from alliance.model.fields import nested, parts, referenced_kind, translatable
from alliance.model.json_schema import Schema
from alliance.model.kinds import TITLES
from alliance.model.translations import translation_model
from alliance.model.validators import IMAGE_TYPES, check_image

Widget = dict[str, Any]
"""A field of a form, as the configuration holds it."""

LONG = 200
"""Texts that may be longer than this have several lines to write in."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A field, and the JSON Schema of what it holds."""

    field: FieldInfo
    schema: Schema
    definitions: Schema

    @property
    def is_list(self) -> bool:
        """Whether it holds several values."""
        return self.schema.get("type") == "array"

    @property
    def item(self) -> Schema:
        """The schema of one value."""
        if not self.is_list:
            return self.schema
        return resolved(self.schema.get("items", {}), self.definitions)


def resolved(schema: Schema, definitions: Schema) -> Schema:
    """Return what describes a value that is given: without null, and without references."""
    for option in schema.get("anyOf", ()):
        if option.get("type") != "null":
            return resolved(option, definitions)
    if "$ref" in schema:
        return resolved(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    return schema


def text(shape: Shape) -> Widget:
    """Return the widget of one value that is neither a group nor a choice."""
    schema, kind = shape.item, shape.item.get("type")
    if kind == "boolean":
        return {"widget": "boolean"}
    if kind in ("integer", "number"):
        limits = {"min": schema.get("minimum"), "max": schema.get("maximum")}
        known = {name: limit for name, limit in limits.items() if limit is not None}
        return {"widget": "number", "value_type": "int" if kind == "integer" else "float", **known}
    if any(isinstance(m, BeforeValidator) and m.func is check_image for m in parts(shape.field)):
        return {
            "widget": "image",
            "accept": ",".join(IMAGE_TYPES),
            "choose_url": False,
        }
    return _written(shape.field, schema)


def _written(field: FieldInfo, schema: Schema) -> Widget:
    longest = schema.get("maxLength")
    found = {"maxlength": longest} if longest else {}
    if "pattern" in schema:
        found["pattern"] = [schema["pattern"], "Write it as the hint says."]
    mark = translatable(field)
    if mark and mark.markdown:
        # Rich text would put backslashes before [[…]], which place views.
        return {"widget": "markdown", "modes": ["raw"], "editor_components": []}
    if mark and longest and longest > LONG:
        return {"widget": "text", **found}
    return {"widget": "string", "use_emoji_autocomplete": False, **found}


TEXT = "_text"
"""The hidden field that carries the text of a file; browser/keep.js names it too."""


_DATE = " As exact as it is known: 2016, 2016-10 or 2016-10-08."


@dataclass(frozen=True, slots=True)
class FormContext:
    """What forms have to know of a site beside the models."""

    languages: tuple[str, ...]
    """The source language first."""
    alliance: Alliance
    names: Mapping[str, str]
    """By kind, the field that a record is chosen by."""

    @property
    def others(self) -> list[str]:
        """The languages of translations."""
        return list(self.languages[1:])


def form_fields(model: type[BaseModel], site: FormContext) -> list[Widget]:
    """Return the form of a record: the state of its translations, its fields, and its text."""
    held = site.alliance if model is Alliance else None
    own = _fields(model, model.model_json_schema(mode="validation"), site, held)
    state = [_state(model, site)] if site.others and is_translated(model) else []
    return [*state, *own, {"name": TEXT, "widget": "hidden", "i18n": False}]


def _state(model: type[BaseModel], site: FormContext) -> Widget:
    """Return how a translation says how it was made: empty, and so left out, in the source."""
    translation = translation_model(model)
    schema = translation.model_json_schema(mode="validation")["properties"]["translation"]
    field = translation.model_fields["translation"]
    return {
        **_named("translation", field, site),
        "widget": "select",
        "options": schema["enum"],
        "hint": f"{field.description} Only in translations.",
        "i18n": True,
        "required": site.others,
    }


def is_translated(model: type[BaseModel]) -> bool:
    """Tell whether a translation file can hold anything of a model."""
    return len(translation_model(model).model_fields) > 1


def _fields(
    model: type[BaseModel], schema: Schema, site: FormContext, held: BaseModel | None
) -> Iterator[Widget]:
    """Yield the widgets of a model; `held` is what the alliance holds there, for its slugs.

    What is in no form stays in the file as it is.
    """
    definitions = schema.get("$defs", {})
    for name, field in own_fields(model):
        if name == "slug":
            continue  # that is the name of the file
        shape = Shape(field, resolved(schema["properties"][name], definitions), definitions)
        widget = _widget(shape, site, getattr(held, name, None))
        if name in TITLES and widget.get("widget") == "text":
            widget["widget"] = "string"
        if widget:
            yield _named(name, field, site) | widget


def _named(name: str, field: FieldInfo, site: FormContext) -> Widget:
    required: bool | list[str] = field.is_required()
    part = nested(field)
    has_texts = bool(translatable(field)) or (part is not None and is_translated(part))
    if required and has_texts:
        required = [site.languages[0]]
    label = name.replace("_", " ").capitalize()
    return {
        "name": name,
        "label": label,
        "hint": (field.description or "") + (_DATE if is_date(field) else ""),
        "required": required,
        "i18n": has_texts,
    }


def _widget(shape: Shape, site: FormContext, held: Any) -> Widget:
    many = {"multiple": True} if shape.is_list else {}
    bounds = {"min": shape.schema["minItems"]} if "minItems" in shape.schema else {}
    kind = referenced_kind(shape.field)
    if kind == "phases" or "enum" in shape.item or "const" in shape.item:
        options = _phases(site) if kind else shape.item.get("enum", [shape.item.get("const")])
        return {"widget": "select", "options": options, **many, **bounds}
    if kind:
        return _relation(kind, site) | many | bounds
    part = nested(shape.field)
    if not shape.is_list:
        return _group(part, shape, site, held) if part else text(shape)
    if part is None:
        return {
            "widget": "list",
            "field": {"name": "entry", "label": "Entry", **text(shape)},
            **bounds,
        }
    return {"widget": "list", "fields": _group(part, shape, site, None)["fields"], **bounds}


def _group(part: type[BaseModel], shape: Shape, site: FormContext, held: Any) -> Widget:
    """Return a group of fields: those of a model, or one for each slug that is there.

    A form cannot name a new slug; without any there is no group.
    """
    schema = part.model_json_schema(mode="validation")
    group = {"widget": "object", "collapsed": "auto"}
    if "properties" in shape.schema or shape.is_list:
        return {**group, "fields": list(_fields(part, schema, site, held))}
    if not held:
        return {}
    common = {**group, "i18n": is_translated(part)}
    slugs = [
        {"name": slug, "label": slug, **common, "fields": list(_fields(part, schema, site, value))}
        for slug, value in held.items()
    ]
    return {**group, "fields": slugs}


def _phases(site: FormContext) -> list[dict[str, str]]:
    phases = site.alliance.phases.items()
    return [{"label": phase.name, "value": slug} for slug, phase in phases]


def _relation(kind: str, site: FormContext) -> Widget:
    name = site.names[kind]
    return {
        "widget": "relation",
        "collection": kind,
        "value_field": "{{slug}}",
        "display_fields": [name],
        "search_fields": [name, "{{slug}}"],
    }
