"""What a value is typed into: the widgets of Sveltia CMS for texts, numbers and the like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BeforeValidator
from pydantic.fields import FieldInfo

from alliance.model.fields import check_image, markers, translatable

Widget = dict[str, Any]
"""A field of a form, as the configuration holds it."""

LONG = 200
"""Texts that may be longer than this have several lines to write in."""


Schema = dict[str, Any]
"""A JSON Schema, or the definitions of one."""


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
    if any(isinstance(m, BeforeValidator) and m.func is check_image for m in markers(shape.field)):
        return {
            "widget": "image",
            "accept": ".png,.jpg,.webp,.svg",
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
