"""Texts of a record in a language: which are there, which are not, and the honest fallback."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, Literal

from markupsafe import Markup, escape
from pydantic import BaseModel, ConfigDict, Field, create_model

from alliance.i18n import cldr
from alliance.model.fields import Slug, nested, translatable

Origin = Literal["machine", "human", "reviewed"]


class State(StrEnum):
    """How far the texts of a record are translated into a language."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text and the language it is in; `foreign` if that is not the language of the page."""

    text: str
    language: str
    foreign: bool = False
    is_name: bool = False
    """Whether it is a name: its direction is isolated from that of the text around it (UAX 9)."""

    def __str__(self) -> str:
        """Return the bare text."""
        return self.text

    def __html__(self) -> Markup:
        """Return the escaped text, marked with its language where the page has another."""
        if self.is_name:
            return Markup("<bdi>{}</bdi>").format(self.text)
        if not self.foreign:
            return escape(self.text)
        return Markup('<span lang="{}" dir="{}">{}</span>').format(
            self.language, cldr.direction(self.language), self.text
        )


@dataclass(frozen=True, slots=True)
class Translation:
    """The texts of one record in one language, by dotted field path, and how they were made."""

    texts: Mapping[str, str]
    origin: Origin | None = None

    def state(self, source: Translation) -> State:
        """Compare with the source texts."""
        present = source.texts.keys() & self.texts.keys()
        if len(present) == len(source.texts):
            return State.COMPLETE
        return State.PARTIAL if present else State.MISSING


def texts_of(model: BaseModel, prefix: str = "") -> dict[str, str]:
    """Return the translatable texts that a record or a translation file holds, by field path."""
    return dict(_walk(model, prefix))


def _walk(model: BaseModel, prefix: str) -> Iterator[tuple[str, str]]:
    for name in _names_of_texts(type(model)):
        value = getattr(model, name)
        if isinstance(value, str):
            yield prefix + name, value
        elif isinstance(value, BaseModel):
            yield from _walk(value, f"{prefix}{name}.")
        elif isinstance(value, dict):
            for slug, part in value.items():
                yield from _walk(part, f"{prefix}{name}.{slug}.")


@lru_cache
def _names_of_texts(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the fields of a model that are texts, or hold models which may have some."""
    fields = model.model_fields.items()
    return tuple(name for name, field in fields if translatable(field) or nested(field))


def translation_model(source: type[BaseModel]) -> type[BaseModel]:
    """Return the model of a translation file: the translatable fields of `source`, all optional."""
    fields: dict[str, Any] = {
        "translation": (
            Origin,
            Field(description="How it was made: machine, human, or reviewed by a second person."),
        )
    }
    return create_model(
        f"{source.__name__}Translation",
        __config__=ConfigDict(frozen=True, extra="forbid", strict=True),
        **fields,
        **_optional_texts(source),
    )


def _optional_texts(source: type[BaseModel]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, field in source.model_fields.items():
        part = nested(field)
        if translatable(field):
            text = field.rebuild_annotation()
            fields[name] = (text | None, Field(None, description=field.description))
        elif part is not None and _optional_texts(part):
            inner = create_model(
                f"{part.__name__}Translation",
                __config__=ConfigDict(frozen=True, extra="forbid", strict=True),
                **_optional_texts(part),
            )
            many = str(field.annotation).startswith("dict")
            shape = dict[Slug, inner] if many else inner
            fields[name] = (shape | None, Field(None, description=field.description))
    return fields
