"""datapackage.json: what each data file holds (Data Package 2.0, datapackage.org)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from alliance.content.content import Content
from alliance.content.edition import Edition
from alliance.views.opendata.jsondata import DATA, DATA_KINDS, FOLDER, LICENCE
from alliance.views.opendata.tables import Column, Table, described

NAME = "datapackage.json"

_PROFILES = "https://datapackage.org/profiles/2.0/"


def datapackage(edition: Edition, tables: tuple[Table, ...], files: Mapping[str, bytes]) -> str:
    """Return the descriptor; `files` are the contents of the data files, by path on the site."""
    alliance = edition.content.alliance
    title = edition.text(alliance, "name").text
    package = {
        "$schema": f"{_PROFILES}datapackage.json",
        "name": "alliance",
        "title": title,
        "description": edition.text(alliance, "tagline").text,
        **({"homepage": edition.site_url} if edition.site_url else {}),
        "created": f"{edition.today.isoformat()}T00:00:00Z",
        "licenses": [LICENCE],
        "contributors": [{"title": title, "roles": ["creator"]}],
        "sources": [
            {"title": publisher, "path": url} for url, publisher in _sources(edition.content)
        ],
        "resources": [
            *(_table(table, files[table.path]) for table in tables),
            {
                "name": "records",
                "description": "All records with all their texts in every language.",
                **_file(DATA, files[FOLDER + DATA]),
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


def _table(table: Table, content: bytes) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        **_file(table.path.removeprefix(FOLDER), content),
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
