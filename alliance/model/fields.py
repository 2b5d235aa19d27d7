"""The types of fields: what an editor may write in one place of a record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    GetJsonSchemaHandler,
    PlainSerializer,
    StringConstraints,
)
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema

from alliance.i18n.dates import PartialDate, Term
from alliance.model import json_schema
from alliance.model.validators import (
    IMAGE_PATTERN,
    SLUG_PATTERN,
    check_colour,
    check_country,
    check_folder_url,
    check_image,
    check_text,
    check_url,
)


@dataclass(frozen=True, slots=True)
class Translatable:
    """Marks a text that a translation file may give again in another language."""

    markdown: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """Marks the date of something that was done, which cannot be still to come."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a slug that must name a record of another kind, or a phase of the alliance."""

    kind: str

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Leave in the schema of what is typed, not of what is published, what may be named."""
        written = handler(schema)
        return (
            {**written, json_schema.NAMES: self.kind} if handler.mode == "validation" else written
        )


Name = Annotated[
    str,
    BeforeValidator(check_text),
    StringConstraints(strip_whitespace=True, max_length=200),
    json_schema.typed(r"\S", json_schema.EMPTY, maxLength=200),
]
Text = Annotated[
    str,
    BeforeValidator(check_text),
    StringConstraints(strip_whitespace=True, max_length=1000),
    json_schema.typed(r"\S", json_schema.EMPTY, maxLength=1000),
    Translatable(),
]
Markdown = Annotated[
    str,
    BeforeValidator(check_text),
    StringConstraints(strip_whitespace=True, max_length=50_000),
    json_schema.typed(r"\S", json_schema.EMPTY, maxLength=50_000),
    Translatable(markdown=True),
]
Slug = Annotated[
    str,
    StringConstraints(pattern=f"^{SLUG_PATTERN}$", max_length=80),
    json_schema.typed(
        f"^{SLUG_PATTERN}$",
        "A slug has small letters from a to z, digits and single hyphens.",
        maxLength=80,
    ),
]
_EARLIER = f"^({SLUG_PATTERN}|/({SLUG_PATTERN}/)+)$"
Earlier = Annotated[
    str,
    StringConstraints(pattern=_EARLIER, max_length=200),
    json_schema.typed(
        _EARLIER, "Write an earlier file name, or a whole address as in /about/.", maxLength=200
    ),
]
Country = Annotated[
    str,
    BeforeValidator(check_country),
    json_schema.as_published("^[A-Z]{2}$"),
    json_schema.typed(**{json_schema.NAMES: "countries"}),
]
Url = Annotated[
    str,
    BeforeValidator(check_url),
    StringConstraints(max_length=2000),
    json_schema.as_published(format="uri"),
    json_schema.typed(
        json_schema.TYPED_URL,
        "An address starts with https://, http://, mailto: or tel:, and has no blanks.",
        maxLength=2000,
        examples=["https://www.example.org/"],
    ),
]
Colour = Annotated[
    str,
    BeforeValidator(check_colour),
    json_schema.as_published(json_schema.COLOUR),
    json_schema.typed(
        json_schema.COLOUR, 'Write a hash and six digits or letters from a to f, as in "#0b4a6f".'
    ),
]
Image = Annotated[
    str,
    BeforeValidator(check_image),
    json_schema.typed(
        f"^{IMAGE_PATTERN}$",
        "Write the path of a picture below docs/, as in images/logo.png.",
        examples=["images/logo.png"],
    ),
]
Date = Annotated[
    PartialDate,
    BeforeValidator(PartialDate.parse),
    PlainSerializer(str),
    json_schema.typed(
        json_schema.TYPED_DATE,
        "Write a date as 2016, 2016-10 or 2016-10-08.",
        type=["string", "integer"],
        minimum=1800,
        maximum=2200,
        examples=["2027-05-11", "2027-05", 2027],
    ),
    json_schema.as_published(json_schema.DATE),
]
PastDate = Annotated[Date, Done()]
Duration = Annotated[
    Term,
    BeforeValidator(Term.parse),
    PlainSerializer(str),
    json_schema.as_published(json_schema.DURATION),
    json_schema.typed(json_schema.DURATION, "Write how long it runs as 2 years or 18 months."),
]


FolderUrl = Annotated[Url, AfterValidator(check_folder_url)]


def parts(field: FieldInfo) -> Iterator[Any]:
    """Yield the type of a field, all types that it is made of, and their marks.

    So `tuple[Annotated[str, mark], ...] | None` yields the union, the tuple, str and the mark.
    """
    yield from field.metadata
    yield from _parts(field.annotation)


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    if get_origin(annotation) is not Literal:
        for part in get_args(annotation):
            yield from _parts(part)


def translatable(field: FieldInfo) -> Translatable | None:
    """Return the mark of a field that a translation may give again, or None."""
    return next((part for part in parts(field) if isinstance(part, Translatable)), None)


def referenced_kind(field: FieldInfo) -> str:
    """Return the kind whose records a field names, "" if it names none."""
    return next((part.kind for part in parts(field) if isinstance(part, Reference)), "")


def is_done(field: FieldInfo) -> bool:
    """Tell whether a field is the date of something that was done."""
    return any(isinstance(part, Done) for part in parts(field))


def nested(field: FieldInfo) -> type[BaseModel] | None:
    """Return the model that a field, or each value of its mapping, holds, or None."""
    types = (part for part in parts(field) if isinstance(part, type))
    return next((found for found in types if issubclass(found, BaseModel)), None)


def longest(field: FieldInfo) -> int | None:
    """Return how many characters a text may have, None if that is not said."""
    limits = (part.max_length for part in parts(field) if isinstance(part, StringConstraints))
    return next(filter(None, limits), None)
