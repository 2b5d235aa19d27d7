"""The view of the open data: what it is, and its files."""

from __future__ import annotations

from alliance.content import directives
from alliance.content.edition import Edition
from alliance.i18n import cldr
from alliance.views.blocks import Fact, Facts, Item
from alliance.views.fileblocks import Download, Downloads, Shelf
from alliance.views.opendata.datanotes import called, notes_path, row_count
from alliance.views.opendata.datapackage import NAME
from alliance.views.opendata.jsondata import DATA, DATA_KINDS, FOLDER, LICENCE, SCHEMA
from alliance.views.opendata.opendata import data_tables, open_data, span
from alliance.views.opendata.tables import Table


def downloads(edition: Edition, _view: directives.View) -> Downloads:
    """Return the facts about the open data and its files, with their sizes."""
    t, tables = edition.t, data_tables(edition)
    whole = _file(edition, FOLDER + DATA, t("All records"), "JSON", _records(edition))
    notes = notes_path(edition.language, edition.source_language)
    return Downloads(
        _facts(edition),
        (
            Shelf(t("All in one file"), (whole,)),
            Shelf(t("Tables"), tuple(_table(edition, table) for table in tables)),
            Shelf(
                t("Descriptions"),
                (
                    _file(edition, notes, t("How to read the data"), "Markdown"),
                    _file(edition, FOLDER + NAME, t("What each column holds"), "Data Package"),
                    _file(edition, FOLDER + SCHEMA, t("Form of the JSON file"), "JSON Schema"),
                ),
            ),
        ),
    )


def _facts(edition: Edition) -> Facts:
    t, codes = edition.t, edition.content.settings.codes
    languages = [cldr.language_in(code, edition.language) for code in codes]
    rows = {
        t("As of"): Item(edition.day),
        t("Time covered"): Item(_covered(edition)),
        t("Languages"): Item(cldr.listing(languages, edition.formats)),
        t("Licence"): Item(LICENCE["title"], LICENCE["path"]),
    }
    return Facts(tuple(Fact(label, (item,)) for label, item in rows.items() if item.text))


def _covered(edition: Edition) -> str:
    found = span(edition.content)
    if found is None:
        return ""
    start, end = found
    if end is None:
        return edition.t("Since {date}").format(date=edition.date(start))
    return edition.period(start, end)


def _records(edition: Edition) -> str:
    number = sum(len(edition.content.records[kind]) for kind in DATA_KINDS)
    sentence = edition.words.ngettext("{n} record", "{n} records", number)
    return sentence.format(n=edition.number(number))


def _table(edition: Edition, table: Table) -> Download:
    rows = row_count(edition, table)
    return _file(edition, table.path, called(edition, table), "CSV", rows)


def _file(edition: Edition, path: str, title: str, *details: str) -> Download:
    size = cldr.file_size(len(open_data(edition)[path]), edition.formats)
    name = path.removeprefix(FOLDER)
    return Download(title, edition.asset(path), name, (*details, size))
