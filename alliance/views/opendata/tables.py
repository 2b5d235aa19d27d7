"""Records as tables: CSV (RFC 4180, UTF-8) and what each column holds (Table Schema 2.0)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, get_origin

from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from alliance.content.content import ALLIANCE
from alliance.content.context import Context
from alliance.content.urls import DATA_FOLDER
from alliance.model.alliance import Phase, Source
from alliance.model.fields import nested, referenced_kind, translatable
from alliance.model.kinds import DATA_KINDS, KINDS, PAGED, PHASES, TITLES
from alliance.model.records import Record
from alliance.model.validators import SLUG_PATTERN
from alliance.views.opendata.records_json import KEPT_BACK, entries

TABLES: Mapping[str, type[BaseModel]] = {
    PHASES: Phase,
    **{name: KINDS[name].model for name in DATA_KINDS},
}
"""The tables by name, and the models of their rows; the one that others refer to comes first."""

BETWEEN = "|"
"""Stands between several values in one cell."""

# A text that starts so is a formula to a spreadsheet (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001

# Excel takes CSV for the code page of the system unless it starts with the mark of UTF-8.
_MARK = "\ufeff"

_TYPES = {"string", "integer", "number", "boolean"}
_CONSTRAINTS = ("enum", "minimum", "maximum", "pattern", "maxLength")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, where its value stands in a record, and what it holds."""

    name: str
    meaning: str
    path: tuple[str, ...]
    """Keys in the record as JSON; those of a text end with its language."""
    form: Mapping[str, Any]
    """The JSON Schema of a value."""
    is_needed: bool = False
    reference: str = ""
    """The table that a value names a row of."""


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table: its columns, and its rows in the order of their slugs."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Any], ...]

    @property
    def path(self) -> str:
        """The file, relative to the root of the site."""
        return f"{DATA_FOLDER}{self.name}.csv"

    def csv(self) -> bytes:
        """Return the file: a line of names, then a line for each row."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(column.name for column in self.columns)
        writer.writerows([_cell(row, column.path) for column in self.columns] for row in self.rows)
        return (_MARK + text.getvalue()).encode()


def tables(context: Context) -> tuple[DataTable, ...]:
    """Return a table for each kind of records, and one for the phases of the alliance."""
    codes = context.content.settings.codes
    return tuple(
        DataTable(name, tuple(_columns(model, codes)), tuple(_rows(context, name)))
        for name, model in TABLES.items()
    )


def _rows(context: Context, name: str) -> Iterator[Mapping[str, Any]]:
    if name == PHASES:
        yield from _phases(context)
        return
    for slug in sorted(context.content.records[name]):
        row = entries(context)[name, slug]
        yield {**row, "address": row["addresses"].get(context.source_language)}


def _phases(context: Context) -> Iterator[Mapping[str, Any]]:
    """Yield the phases, which are a part of the alliance, as if they were records."""
    alliance = entries(context)[ALLIANCE]
    for slug, facts in alliance[PHASES].items():
        start = f"{PHASES}.{slug}."
        texts = {
            field.removeprefix(start): by_language
            for field, by_language in alliance["texts"].items()
            if field.startswith(start)
        }
        yield {"slug": slug, **facts, "texts": {"title": texts["name"], **texts}}


def _cell(row: Mapping[str, Any], path: tuple[str, ...]) -> str | int | float:
    value: Any = row
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return value
        case list():
            return safe(BETWEEN.join(map(_part, value)))
    return safe(str(value))


def _part(value: str | Mapping[str, str]) -> str:
    """Return one of several values: a text as it is, a source by its address."""
    return (value if isinstance(value, str) else value["url"]).replace(BETWEEN, "/")


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _columns(model: type[BaseModel], codes: tuple[str, ...]) -> Iterator[Column]:
    source, *others = codes
    facts = _facts(model, source)
    yield Column("slug", "What names the row.", ("slug",), _SLUG, is_needed=True)
    yield Column("title", _TITLE, ("texts", "title", source), _TEXT, is_needed=True)
    if getattr(model, "kind", "") in PAGED:
        yield Column("address", "Address of its page.", ("address",), _TEXT)
    yield from facts
    repeated = {"title": _TITLE} if _has_titles(model) else {}
    repeated |= {column.name: column.meaning for column in facts if column.name == "summary"}
    for code in others:
        for name, meaning in repeated.items():
            yield Column(f"{name}.{code}", f"{meaning} In {code}.", ("texts", name, code), _TEXT)


def _has_titles(model: type[BaseModel]) -> bool:
    """Tell whether what the site calls a record depends on the language; a name does not."""
    name = model.model_fields.get("name")
    return name is None or translatable(name) is not None


@lru_cache
def _facts(model: type[BaseModel], source: str) -> tuple[Column, ...]:
    """Return the columns of a model's fields, those that all records have last."""
    columns = (column for column in _walk(model, source) if column.name not in TITLES)
    return tuple(sorted(columns, key=lambda column: column.path[0] in Record.model_fields))


def _walk(
    model: type[BaseModel], source: str, prefix: tuple[str, ...] = (), *, needed: bool = True
) -> Iterator[Column]:
    for name, field in model.model_fields.items():
        text, part = translatable(field), nested(field)
        path = (*prefix, name)
        dotted = ".".join(path)
        is_needed = needed and field.is_required()
        if name in (*KEPT_BACK, "slug") or (text and text.markdown):
            continue
        if part and part is not Source:
            yield from _walk(part, source, path, needed=is_needed)
        elif text:
            where = ("texts", dotted, source)
            yield Column(dotted, field.description or "", where, _TEXT, is_needed)
        else:
            yield Column(
                dotted, field.description or "", path, _form(field), is_needed, _reference(field)
            )


def _form(field: FieldInfo) -> Mapping[str, Any]:
    """Return the JSON Schema of a value, without that of nothing."""
    adapter: TypeAdapter[Any] = TypeAdapter(field.rebuild_annotation())
    form = adapter.json_schema(mode="serialization")
    return next((one for one in form.get("anyOf", ()) if one.get("type") != "null"), form)


def _reference(field: FieldInfo) -> str:
    if get_origin(field.annotation) is tuple:  # a cell of several names refers to no single row
        return ""
    return referenced_kind(field)


def described(column: Column) -> dict[str, Any]:
    """Return the descriptor of a column (Table Schema, "Field")."""
    form = column.form
    several = form.get("type") == "array"
    limits = {key: form[key] for key in _CONSTRAINTS if key in form}
    if "const" in form:
        limits["enum"] = [form["const"]]
    if several and (one := form.get("items", {}).get("pattern")):
        bare = one.strip("^$")
        limits["pattern"] = rf"^{bare}(\|{bare})*$"
    if column.is_needed and not several:
        limits["required"] = True
    if column.name == "slug":
        limits["unique"] = True
    return {
        "name": column.name,
        "type": form["type"] if form.get("type") in _TYPES else "string",
        **({"format": "uri"} if form.get("format") == "uri" else {}),
        "description": column.meaning,
        **({"constraints": limits} if limits else {}),
    }


_TITLE = "What the site calls it."
_TEXT = {"type": "string"}
_SLUG = {"type": "string", "pattern": f"^{SLUG_PATTERN}$"}
