"""The README of the data files, in each language: what they are, how to read and to cite them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from alliance.content.edition import Edition
from alliance.i18n import vocabulary
from alliance.views.opendata.datapackage import NAME
from alliance.views.opendata.jsondata import DATA, FOLDER, LICENCE, SCHEMA
from alliance.views.opendata.tables import BETWEEN, Table

_TITLE = "CC BY 4.0"


def notes_path(language: str, source_language: str) -> str:
    """Return where the README in a language stands, from the root of the site."""
    suffix = "" if language == source_language else f".{language}"
    return f"{FOLDER}README{suffix}.md"


def notes(edition: Edition, tables: tuple[Table, ...]) -> str:
    """Return the README in the language of an edition, as Markdown."""
    sections = (
        _opening(edition),
        _files(edition, tables),
        _reading(edition),
        _columns(edition, tables),
        _licence(edition),
    )
    lines = (line for section in sections for line in (*section, ""))
    return "\n".join(lines).rstrip("\n") + "\n"


def called(edition: Edition, table: Table) -> str:
    """Return what a table holds, in a word."""
    return edition.t(vocabulary.TABLES[table.name])


def row_count(edition: Edition, table: Table) -> str:
    """Return how many rows a table has, as in `7 rows`."""
    number = len(table.rows)
    sentence = edition.words.ngettext("{n} row", "{n} rows", number)
    return sentence.format(n=edition.number(number))


def _opening(edition: Edition) -> Iterator[str]:
    name = _plain(edition.text(edition.content.alliance, "name").text)
    yield "# " + edition.t("{alliance}: open data").format(alliance=name)
    yield ""
    sentence = edition.t("Everything that this site keeps records of, as of {date}.")
    yield sentence.format(date=edition.day)


def _files(edition: Edition, tables: tuple[Table, ...]) -> Iterator[str]:
    t = edition.t
    yield "## " + t("Files")
    yield ""
    yield f"- `{DATA}`: " + t("All records with all their texts in every language")
    for table in tables:
        yield f"- `{table.name}.csv`: {called(edition, table)}, {row_count(edition, table)}"
    yield f"- `{NAME}`: " + t("What each table and column holds")
    yield f"- `{SCHEMA}`: " + t("The JSON Schema of the file with all records")


def _reading(edition: Edition) -> Iterator[str]:
    t = edition.t
    yield "## " + t("How to read the tables")
    yield ""
    yield "- " + t("CSV in UTF-8, with commas, and the names of the columns in the first line.")
    yield "- " + t("A record is named by its slug, the last part of the address of its page.")
    sentence = t("Several values in one cell have the sign {sign} between them.")
    yield "- " + sentence.format(sign=f"`{BETWEEN}`")
    yield "- " + t("Dates are as precise as they are known: 2016, 2016-10 or 2016-10-08.")
    yield "- " + t("An empty cell means that nothing is known.")
    if len(edition.content.settings.codes) > 1:
        yield "- " + _other_languages(edition)
    yield "- " + t(
        "A text that starts like a formula, with = + - @, a tab or a line break, has an apostrophe"
        " before it. Take it away if you need the text as it is. Numbers are as they are."
    )


def _other_languages(edition: Edition) -> str:
    source, other, *_ = edition.content.settings.codes
    sentence = edition.t(
        "Texts are in the language {language}. A column such as {column} has them in another one;"
        " it is empty where nothing is translated."
    )
    return sentence.format(language=f"`{source}`", column=f"`title.{other}`")


def _columns(edition: Edition, tables: tuple[Table, ...]) -> Iterator[str]:
    yield "## " + edition.t("Columns")
    yield ""
    sentence = edition.t("What each means is said in {file}, in English.")
    yield sentence.format(file=f"`{NAME}`")
    yield ""
    for table in tables:
        names = ", ".join(f"`{column.name}`" for column in table.columns)
        yield f"- {called(edition, table)}: {names}"


def _licence(edition: Edition) -> Iterator[str]:
    t, name = edition.t, edition.text(edition.content.alliance, "name").text
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
    where = f", {edition.site_url}" if edition.site_url else ""
    yield f"> {_plain(name)}{where}, {edition.day}, {_TITLE}"


def in_language(edition: Edition, language: str) -> Edition:
    """Return the site in another language, as its home page sees it."""
    return replace(edition, language=language, site_language="", path="", root="")


def _plain(text: str) -> str:
    """Return a text that means nothing but itself in Markdown."""
    return re.sub(r"([\\`*_{}\[\]<>#|&])", r"\\\1", " ".join(text.split()))
