"""The types of fields: what an editor may write in one place of a record."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlsplit

from babel import Locale
from pydantic import (
    BaseModel,
    BeforeValidator,
    GetJsonSchemaHandler,
    PlainSerializer,
    StringConstraints,
)
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema

from alliance.i18n.dates import PartialDate
from alliance.i18n.message import WrongValueError, say
from alliance.i18n.problem import did_you_mean
from alliance.model import json_schema

SCHEMES = ("https", "http", "mailto", "tel")
SLUG_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
_IMAGE = r"images/[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*\.(png|jpg|webp|svg)"

# CLDR lists groupings, private codes and reserved ones beside the countries of ISO 3166-1. Kosovo's
# XK is private too, but the European Union uses it.
_NOT_COUNTRIES = {
    *("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"),
}
COUNTRIES = (
    frozenset(code for code in Locale("en").territories if re.fullmatch("[A-Z]{2}", str(code)))
    - _NOT_COUNTRIES
)
# The Interinstitutional Style Guide of the EU, 7.1.1, has these two besides ISO 3166-1.
_EU_CODES = {"EL": "GR", "UK": "GB"}


@dataclass(frozen=True, slots=True)
class Translatable:
    """Marks a text that a translation file may give again in another language."""

    markdown: bool = False


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


@dataclass(frozen=True, slots=True)
class Term:
    """How long something runs, as `2 years` or `18 months`."""

    count: int
    unit: str

    @classmethod
    def parse(cls, value: object) -> Term:
        """Read `2 years` or `18 months`; raise WrongValueError for anything else."""
        if isinstance(value, cls):
            return value
        found = (
            re.fullmatch(r"([1-9][0-9]{0,2}) (year|month)s?", value)
            if isinstance(value, str)
            else None
        )
        if found is None:
            raise WrongValueError(say('write how long it runs as "2 years" or "18 months".'))
        return cls(int(found[1]), found[2])

    def __str__(self) -> str:
        """Return the term in the form that is read: 1 year, 18 months."""
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"


def check_text(value: object) -> object:
    """Refuse a text of blanks only."""
    if isinstance(value, str) and not value.strip():
        raise WrongValueError(say("the text is empty: write it, or delete the field."))
    return value


def check_country(value: object) -> object:
    """Refuse what is not an ISO 3166-1 alpha-2 code known to CLDR."""
    if not isinstance(value, str) or value not in COUNTRIES:
        meant = _country(str(value))
        message = say("not a country code: write two capital letters such as JP (ISO 3166-1).")
        raise WrongValueError(message + did_you_mean(meant, {meant} & COUNTRIES))
    return value


def _country(typed: str) -> str:
    """Return the code that is most likely meant: of an English name, or as the EU writes it."""
    named = {name.casefold(): str(code) for code, name in Locale("en").territories.items()}
    code = named.get(typed.casefold(), typed.upper())
    return _EU_CODES.get(code, code)


def check_url(value: object) -> object:
    """Refuse an address with another scheme, credentials, blanks or no host (RFC 3986)."""
    if not isinstance(value, str):
        return value
    if re.search(r"[\s\\<>\"'`{}|^\x00-\x20\x7f-\x9f]", value):
        raise WrongValueError(
            say("an address has no blanks, quotes, brackets or backslashes. Take them out.")
        )
    try:
        parts = urlsplit(value)
        port_is_legal = parts.port is None or parts.port > 0
    except ValueError:
        raise WrongValueError(say("not a complete address: check the part after //.")) from None
    if parts.scheme not in SCHEMES:
        raise WrongValueError(
            say('an address starts with "https://", "http://", "mailto:" or "tel:". Write it so.')
        )
    if parts.scheme in ("https", "http") and ("@" in parts.netloc or not parts.hostname):
        raise WrongValueError(
            say("an address names a host, and no user or password, as in https://example.org/.")
        )
    if parts.scheme in ("mailto", "tel") and (not parts.path or parts.query or not port_is_legal):
        raise WrongValueError(
            say("write only the mail address or number, as in mailto:office@example.org.")
        )
    return value


def check_colour(value: object) -> object:
    """Return an sRGB colour in small letters; refuse what is not a hash and six digits."""
    typed = value if isinstance(value, str) else f"{value:06}" if isinstance(value, int) else ""
    digits = typed.strip().lower().removeprefix("#")
    if isinstance(value, str) and re.fullmatch("#[0-9a-f]{6}", value.lower()):
        return value.lower()
    if re.fullmatch("[0-9a-f]{3}", digits):
        digits = "".join(digit * 2 for digit in digits)
    message = say(
        "not a colour: write a hash and six digits or letters from a to f, in quotes, such as"
        ' "#0b4a6f".'
    )
    near = f"#{digits}"
    is_near = re.fullmatch("#[0-9a-f]{6}", near)
    raise WrongValueError(message + (did_you_mean(near, [near]) if is_near else None))


def check_image(value: object) -> object:
    """Refuse an image path that leaves docs/images or is not of a plain picture format."""
    if not isinstance(value, str):
        return value
    if not re.fullmatch(_IMAGE, value):
        raise WrongValueError(
            say("write the path of a picture below docs/, as in images/logo.png.")
        )
    return value


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
    json_schema.published("^[A-Z]{2}$"),
    json_schema.typed(**{json_schema.NAMES: "countries"}),
]
Url = Annotated[
    str,
    BeforeValidator(check_url),
    StringConstraints(max_length=2000),
    json_schema.published(format="uri"),
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
    json_schema.published(json_schema.COLOUR),
    json_schema.typed(
        json_schema.COLOUR, 'Write a hash and six digits or letters from a to f, as in "#0b4a6f".'
    ),
]
Image = Annotated[
    str,
    BeforeValidator(check_image),
    json_schema.typed(
        f"^{_IMAGE}$",
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
    json_schema.published(json_schema.DATE),
]
Duration = Annotated[
    Term,
    BeforeValidator(Term.parse),
    PlainSerializer(str),
    json_schema.published(json_schema.DURATION),
    json_schema.typed(json_schema.DURATION, "Write how long it runs as 2 years or 18 months."),
]


def markers(field: FieldInfo) -> list[Any]:
    """Return what a field's type is annotated with, looking through `| None` and containers."""
    found: list[Any] = list(field.metadata)
    pending: list[Any] = [field.annotation]
    while pending:
        annotation = pending.pop()
        found += getattr(annotation, "__metadata__", ())
        pending += getattr(annotation, "__args__", ())
        if hasattr(annotation, "__origin__") and hasattr(annotation, "__metadata__"):
            pending.append(annotation.__origin__)
    return found


def translatable(field: FieldInfo) -> Translatable | None:
    """Return the mark of a field that a translation may give again, or None."""
    return next((mark for mark in markers(field) if isinstance(mark, Translatable)), None)


def nested(field: FieldInfo) -> type[BaseModel] | None:
    """Return the model that a field, or each value of its mapping, holds, or None."""
    pending: list[Any] = [field.annotation]
    while pending:
        annotation = pending.pop()
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return annotation
        pending += getattr(annotation, "__args__", ())
    return None


def longest(field: FieldInfo) -> int | None:
    """Return how many characters a text may have, None if that is not said."""
    limits = (mark.max_length for mark in markers(field) if isinstance(mark, StringConstraints))
    return next(filter(None, limits), None)
