"""Open data: every record as files for programs and spreadsheets, and what is said of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from alliance.content.content import Content
from alliance.content.edition import Edition
from alliance.content.settings import Settings
from alliance.i18n.dates import PartialDate
from alliance.views.opendata.datanotes import in_language, notes, notes_path
from alliance.views.opendata.datapackage import NAME, datapackage
from alliance.views.opendata.jsondata import DATA, FOLDER, SCHEMA, data, schema
from alliance.views.opendata.tables import TABLES, Table, tables


def open_data(edition: Edition) -> Mapping[str, bytes]:
    """Return the data files by path from the root of the site; the same for every language."""
    return _files(in_language(edition, edition.source_language))


def data_paths(settings: Settings) -> tuple[str, ...]:
    """Return the paths of these files, whatever the records are."""
    notes_paths = (notes_path(code, settings.source_language) for code in settings.codes)
    files = (*(f"{name}.csv" for name in TABLES), DATA, SCHEMA, NAME)
    return (*(FOLDER + file for file in files), *notes_paths)


def data_tables(edition: Edition) -> tuple[Table, ...]:
    """Return the tables among them."""
    return _tables(in_language(edition, edition.source_language))


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
def _tables(source: Edition) -> tuple[Table, ...]:
    return tables(source)


@lru_cache(maxsize=2)
def _files(source: Edition) -> Mapping[str, bytes]:
    found = {table.path: table.csv() for table in _tables(source)}
    found[FOLDER + DATA] = data(source).encode()
    found[FOLDER + SCHEMA] = schema(source).encode()
    found[FOLDER + NAME] = datapackage(source, _tables(source), found).encode()
    for code in source.content.settings.codes:
        edition = in_language(source, code)
        found[notes_path(code, source.source_language)] = notes(edition, _tables(source)).encode()
    return found
