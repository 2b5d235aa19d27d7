"""The README of the data files, in each language: what they are, how to read and to cite them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from alliance.content.content import Content
from alliance.content.context import Context
from alliance.content.urls import DATA_FILE, DATA_FOLDER, PACKAGE_FILE, SCHEMA_FILE, notes_path
from alliance.i18n.dates import PartialDate
from alliance.model.kinds import DATA_KINDS, KINDS, PHASES
from alliance.views.opendata.records_json import LICENCE, data, schema
from alliance.views.opendata.tables import BETWEEN, Column, DataTable, described, tables

_TITLE = "CC BY 4.0"


def notes(context: Context, tables: tuple[DataTable, ...]) -> str:
    """Return the README in the language of a context, as Markdown."""
    sections = (
        _opening(context),
        _file_notes(context, tables),
        _reading(context),
        _columns(context, tables),
        _licence(context),
    )
    lines = (line for section in sections for line in (*section, ""))
    return "\n".join(lines).rstrip("\n") + "\n"


def called(context: Context, table: DataTable) -> str:
    """Return what a table holds, in a word."""
    t = context.t
    return t("Phases") if table.name == PHASES else t(KINDS[table.name].plural)


def row_count(context: Context, table: DataTable) -> str:
    """Return how many rows a table has, as in `7 rows`."""
    number = len(table.rows)
    sentence = context.words.ngettext("{n} row", "{n} rows", number)
    return sentence.format(n=context.number(number))


def _opening(context: Context) -> Iterator[str]:
    name = _plain(context.text(context.content.alliance, "name").text)
    yield "# " + context.t("{alliance}: open data").format(alliance=name)
    yield ""
    sentence = context.t("Everything that this site keeps records of, as of {date}.")
    yield sentence.format(date=context.day)


def _file_notes(context: Context, tables: tuple[DataTable, ...]) -> Iterator[str]:
    t = context.t
    yield "## " + t("Files")
    yield ""
    yield f"- `{DATA_FILE}`: " + t("All records with all their texts in every language")
    for table in tables:
        yield f"- `{table.name}.csv`: {called(context, table)}, {row_count(context, table)}"
    yield f"- `{PACKAGE_FILE}`: " + t("What each table and column holds")
    yield f"- `{SCHEMA_FILE}`: " + t("The JSON Schema of the file with all records")


def _reading(context: Context) -> Iterator[str]:
    t = context.t
    yield "## " + t("How to read the tables")
    yield ""
    yield "- " + t("CSV in UTF-8, with commas, and the names of the columns in the first line.")
    yield "- " + t("A record is named by its slug, the last part of the address of its page.")
    sentence = t("Several values in one cell have the sign {sign} between them.")
    yield "- " + sentence.format(sign=f"`{BETWEEN}`")
    yield "- " + t("Dates are as precise as they are known: 2016, 2016-10 or 2016-10-08.")
    yield "- " + t("An empty cell means that nothing is known.")
    if len(context.content.settings.codes) > 1:
        yield "- " + _other_languages(context)
    yield "- " + t(
        "A text that starts like a formula, with = + - @, a tab or a line break, has an apostrophe"
        " before it. Take it away if you need the text as it is. Numbers are as they are."
    )


def _other_languages(context: Context) -> str:
    source, other, *_ = context.content.settings.codes
    sentence = context.t(
        "Texts are in the language {language}. A column such as {column} has them in another one;"
        " it is empty where nothing is translated."
    )
    return sentence.format(language=f"`{source}`", column=f"`title.{other}`")


def _columns(context: Context, tables: tuple[DataTable, ...]) -> Iterator[str]:
    yield "## " + context.t("Columns")
    yield ""
    sentence = context.t("What each means is said in {file}, in English.")
    yield sentence.format(file=f"`{PACKAGE_FILE}`")
    yield ""
    for table in tables:
        names = ", ".join(f"`{column.name}`" for column in table.columns)
        yield f"- {called(context, table)}: {names}"


def _licence(context: Context) -> Iterator[str]:
    t, name = context.t, context.text(context.content.alliance, "name").text
    yield "## " + t("Licence")
    yield ""
    sentence = t(
        "The data is under the licence {licence}: you may copy, share and change it, also"
        " commercially, if you name the source."
    )
    yield sentence.format(licence=f"[{_TITLE}]({LICENCE['path']})")
    yield t("Names, logos and other marks remain those of their owners.")
    yield ""
    yield "## " + t("How to name the source")
    yield ""
    where = f", {context.site_url}" if context.site_url else ""
    yield f"> {_plain(name)}{where}, {context.day}, {_TITLE}"


def in_language(context: Context, language: str) -> Context:
    """Return the site in another language, as its home page sees it."""
    return replace(context, language=language, site_language="", path="", root="")


def _plain(text: str) -> str:
    """Return a text that means nothing but itself in Markdown."""
    return re.sub(r"([\\`*_{}\[\]<>#|&])", r"\\\1", " ".join(text.split()))


_PROFILES = "https://datapackage.org/profiles/2.0/"


def datapackage(context: Context, tables: tuple[DataTable, ...], files: Mapping[str, bytes]) -> str:
    """Return the descriptor; `files` are the contents of the data files, by path on the site."""
    alliance = context.content.alliance
    title = context.text(alliance, "name").text
    package = {
        "$schema": f"{_PROFILES}datapackage.json",
        "name": "alliance",
        "title": title,
        "description": context.text(alliance, "tagline").text,
        **({"homepage": context.site_url} if context.site_url else {}),
        "created": f"{context.today.isoformat()}T00:00:00Z",
        "licenses": [LICENCE],
        "contributors": [{"title": title, "roles": ["creator"]}],
        "sources": [
            {"title": publisher, "path": url} for url, publisher in _sources(context.content)
        ],
        "resources": [
            *(_table(table, files[table.path]) for table in tables),
            {
                "name": "records",
                "description": "All records with all their texts in every language.",
                **_file(DATA_FILE, files[DATA_FOLDER + DATA_FILE]),
                "format": "json",
                "mediatype": "application/json",
            },
        ],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _sources(content: Content) -> Iterator[tuple[str, str]]:
    """Yield address and publisher of every page that facts are taken from, each once."""
    sources = list(content.alliance.source)
    for kind in DATA_KINDS:
        sources += [source for one in content.records[kind].values() for source in one.source]
    found = {source.url: source.publisher for source in sources}
    yield from sorted(found.items())


def _table(table: DataTable, content: bytes) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        **_file(table.path.removeprefix(DATA_FOLDER), content),
        "format": "csv",
        "mediatype": "text/csv",
        "dialect": {"lineTerminator": "\r\n"},
        "schema": {
            "$schema": f"{_PROFILES}tableschema.json",
            "fields": [described(column) for column in table.columns],
            "primaryKey": ["slug"],
            "foreignKeys": [_key(column) for column in table.columns if column.reference],
        },
    }


def _key(column: Column) -> dict[str, Any]:
    reference = {"resource": column.reference, "fields": ["slug"]}
    return {"fields": [column.name], "reference": reference}


def _file(path: str, content: bytes) -> dict[str, Any]:
    digest = hashlib.sha256(content).hexdigest()
    return {"path": path, "encoding": "utf-8", "bytes": len(content), "hash": f"sha256:{digest}"}


def open_data(context: Context) -> Mapping[str, bytes]:
    """Return the data files by path from the root of the site; the same for every language."""
    return _files(in_language(context, context.source_language))


def data_tables(context: Context) -> tuple[DataTable, ...]:
    """Return the tables among them."""
    return _tables(in_language(context, context.source_language))


def span(content: Content) -> tuple[PartialDate, PartialDate | None] | None:
    """Return the start of the first phase and the end of the last, None while that runs.

    The whole is None for an alliance without phases.
    """
    phases = content.alliance.phases.values()
    if not phases:
        return None
    ends = [phase.end for phase in phases if phase.end]
    start = min(phase.start for phase in phases)
    return start, max(ends) if len(ends) == len(phases) else None


@lru_cache(maxsize=2)
def _tables(source: Context) -> tuple[DataTable, ...]:
    return tables(source)


@lru_cache(maxsize=2)
def _files(source: Context) -> Mapping[str, bytes]:
    found = {table.path: table.csv() for table in _tables(source)}
    found[DATA_FOLDER + DATA_FILE] = data(source).encode()
    found[DATA_FOLDER + SCHEMA_FILE] = schema(source).encode()
    found[DATA_FOLDER + PACKAGE_FILE] = datapackage(source, _tables(source), found).encode()
    for code in source.content.settings.codes:
        context = in_language(source, code)
        found[notes_path(code, source.source_language)] = notes(context, _tables(source)).encode()
    return found
