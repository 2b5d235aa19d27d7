"""A finished site as one file to hand on."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from alliance.content.content import ARTICLES
from alliance.content.context import Context
from alliance.outputs.site_folder import FILE_MODE, named
from alliance.outputs.stylesheet import STYLESHEET
from alliance.site.layout import index_name, offline_note, titles
from alliance.site.pages import Page
from alliance.site.site import Site
from alliance.views.blocks import Cards
from alliance.views.cards import kicker, sort
from alliance.views.search import is_searched
from alliance.views.templates import render

# The earliest moment that a zip can say: the same files give the same bytes on any day.
_MOMENT = (1980, 1, 1, 0, 0, 0)


def pack(folder: Path, name: str, packed: Path) -> None:
    """Write a folder as a zip, within one folder of a name."""
    with named(packed), zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}", _MOMENT)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 3  # Unix, whose permissions follow
                entry.external_attr = 0o100644 << 16
                archive.writestr(entry, path.read_bytes())
    packed.chmod(FILE_MODE)


def is_packed_copy(packed: Path) -> bool:
    """Tell whether a file is a copy for reading offline that was packed here."""
    try:
        with zipfile.ZipFile(packed) as archive:
            names = archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False
    return f"{packed.stem}/{README}" in names and f"{packed.stem}/{STYLESHEET}" in names


README = "README.txt"


def offline_files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield path and text of the files that only a copy for reading offline has."""
    for language in site.content.settings.codes:
        yield index_name(language), index(site, language)
    yield README, readme(site)


def index(site: Site, language: str) -> str:
    """Return the index of a language: a script that assigns `searchIndex`.

    `pages` are title, address, sort and text of each page that truly exists in the language, but
    for those that only lead to others;
    `counts` say how many were found, for each number from none to all of them.
    """
    context = site.context(language)
    pages = [
        page
        for page in site.pages
        if language in page.languages and is_searched(site.content, page.key)
    ]
    counts = [_count(context, number) for number in range(len(pages) + 1)]
    value = {"counts": counts, "pages": [_entry(context, page) for page in pages]}
    return f"window.searchIndex = {json.dumps(value, ensure_ascii=False, separators=(',', ':'))};\n"


def readme(site: Site) -> str:
    """Return in every language what the copy is, and which file to open first."""
    parts = []
    for language in site.content.settings.codes:
        context = site.context(language)
        name = context.text(site.content.alliance, "name")
        how = context.t("To read it, open the file index.html.")
        parts.append(f"{name}\n{offline_note(context)}\n{how}\n")
    return "\n".join(parts)


def _count(context: Context, number: int) -> str:
    sentence = context.words.ngettext("{n} result", "{n} results", number)
    return sentence.format(n=context.number(number))


def _entry(context: Context, page: Page) -> tuple[str, str, str, str]:
    here = context.at(page.path)
    return (
        str(titles(page, here)[0]),
        f"{here.address}index.html",
        _sort(here, page),
        _text(here, page),
    )


def _text(context: Context, page: Page) -> str:
    """Return what a page says, but for its title and what only a control says."""
    view = page.view(context)
    blocks = (replace(b, filters=None) if isinstance(b, Cards) else b for b in view.blocks)
    html = render(replace(view, blocks=tuple(blocks), sources=(), bare=True), context.language)
    return " ".join(f"{view.lead} {html.striptags()}".split())


def _sort(context: Context, page: Page) -> str:
    if page.key[0] == ARTICLES:
        return ""
    return kicker(context, page.record) or sort(context, page.record)
