"""Texts to translate as one PO file, the format that translators' tools read, and back.

Source of the format: the manual of GNU gettext, "The Format of PO Files". Babel writes and reads
the strings; the entries are put together here, because Babel breaks the lines of a previous text
(`#|`) in the middle of its quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser, normalize

from alliance.content.yaml.reader import MAX_PROBLEMS
from alliance.i18n import cldr
from alliance.i18n.messages import say
from alliance.i18n.problems import Problem, at_most

_LINE = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr)(\[\d{1,3}\])?\s+)?"(?:[^"\\]|\\.)*"')
_AFTER = {
    "msgctxt": ("", "msgstr"),
    "msgid": ("", "msgctxt", "msgstr"),
    "msgid_plural": ("msgid",),
    "msgstr": ("msgid", "msgid_plural"),
}
"""What can come before each keyword; without this, Babel takes the first of two translations."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One text in a PO file."""

    place: str
    """Where it belongs: the source file and the field, as in `data/markets/japan.yml#summary`."""
    source: str
    text: str = ""
    """The translation, "" if there is none."""
    previous: str = ""
    """The source that the translation was made from, if it was another."""
    needs_work: bool = False
    """Whether the translation is not yet to be used: "fuzzy" in the terms of the format."""
    line: int = 1
    """Line of the source file, or of the PO file where the text was read from one."""
    notes: tuple[str, ...] = ()
    """What a translator should know, one line each."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a PO file says of itself."""

    project: str
    language: str
    """BCP 47 tag of the language to translate into."""
    source_language: str
    revision: str
    """Commit that the texts are of, "" if that is not known."""
    created: str
    """Day of that commit, as YYYY-MM-DD."""


def format_po(header: Header, units: Iterable[Unit]) -> str:
    """Return a PO file."""
    blocks = [_entry("", "", _fields(header)), *map(_unit, units)]
    return "\n".join(blocks)


def _fields(header: Header) -> str:
    locale = cldr.locale_of(header.language)
    fields = {
        "Project-Id-Version": f"{header.project} {header.revision[:12]}".strip(),
        "POT-Creation-Date": f"{header.created} 00:00+0000",
        "PO-Revision-Date": f"{header.created} 00:00+0000",
        "Last-Translator": "",
        "Language-Team": "",
        "Language": str(locale),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": Catalog(locale).plural_forms,
        "X-Source-Language": header.source_language,
        "X-Source-Revision": header.revision,
    }
    return "".join(f"{name}: {value}".rstrip() + "\n" for name, value in fields.items())


def _unit(unit: Unit) -> str:
    place = unit.place.partition("#")[0]
    lines = [*(f"#. {note}\n" for note in unit.notes), f"#: {place}:{unit.line}\n"]
    if unit.needs_work:
        lines.append("#, fuzzy\n")
    if unit.previous:
        lines.append(f"#| msgctxt {normalize(unit.place)}\n")
        lines.append(
            "".join(f"#| {line}\n" for line in f"msgid {normalize(unit.previous)}".split("\n"))
        )
    return "".join(lines) + _entry(unit.place, unit.source, unit.text)


def _entry(context: str, source: str, text: str) -> str:
    head = f"msgctxt {normalize(context)}\n" if context else ""
    return f"{head}msgid {normalize(source)}\nmsgstr {normalize(text)}\n"


def language_of(named: str, codes: Iterable[str]) -> str | None:
    """Return the language of the site that a PO file is in, None if it is none of them.

    Tools name it in their own ways, as in pt_BR, and some add the country: fr_FR is French.
    """
    wanted = named.replace("_", "-").lower()
    return next((code for code in codes if code.lower() == wanted), None) or next(
        (code for code in codes if _full(code) == _full(named)), None
    )


def _full(tag: str) -> tuple[str, str, str] | None:
    try:
        code = str(Locale.parse(tag.replace("-", "_"))).replace("_", "-")
    except (UnknownLocaleError, ValueError):
        return None
    return code.partition("-")[0], cldr.script(code), cldr.territory(code)


class _Entries(Catalog):
    """Keeps entries as they come: Babel's own reads their header, and drops what comes twice."""

    def __init__(self) -> None:
        super().__init__(charset="utf-8")
        self.entries: list[Message] = []

    def __setitem__(self, _id: object, message: Message) -> None:
        self.entries.append(message)


def parse_po(text: str, name: str) -> tuple[str, list[Unit], list[Problem]]:
    """Return the language that a PO file names ("" for none), its texts, and what is wrong in it.

    With problems there is nothing else: a file that is broken in one place cannot be trusted.
    """
    lines = [_bare(line) for line in text.split("\n")]
    problems = list(at_most(MAX_PROBLEMS, _broken(lines, name)))
    entries = _Entries()
    if not problems:
        try:
            PoFileParser(entries, abort_invalid=True).parse(lines)
        except PoFileError as error:
            problems = [_refuse(name, error.lineno + 1)]
        except ValueError:  # a field of the header
            problems = [_refuse(name, 1)]
    if problems:
        return "", [], problems
    language = ""
    units = []
    for entry in entries.entries:
        if entry.id == "" and not entry.context:
            found = re.search(r"^language:(.*)$", str(entry.string), re.IGNORECASE | re.MULTILINE)
            language = found[1].strip() if found else ""
        elif isinstance(entry.id, str) and isinstance(entry.string, str):
            fuzzy = "fuzzy" in entry.flags
            units.append(
                Unit(entry.context or "", entry.id, entry.string, "", fuzzy, entry.lineno or 1)
            )
    return language, units, []


def _bare(line: str) -> str:
    """Return a line without what is of no use here: comments but flags, and obsolete entries."""
    bare = line.strip()
    return "" if bare.startswith("#") and not bare.startswith("#,") else bare


def _broken(lines: list[str], name: str) -> Iterator[Problem]:
    last = ""
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line)
        keyword, index = (found[1] or "", found[2]) if found else ("", None)
        fits = not keyword or last in _AFTER[keyword] or (last == keyword and index)
        if found is None or not fits or not (keyword or last):
            yield _refuse(name, number)
        last = keyword or last


def _refuse(name: str, line: int) -> Problem:
    message = say(
        "this line is not of the PO format. Save the file again in a translation program, or see"
        " whether a quote is missing at one end of the line."
    )
    return Problem(name, line, 1, message)
