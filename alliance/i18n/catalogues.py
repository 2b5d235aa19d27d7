"""The words of the interface in one language: gettext catalogues, read with Babel."""

from __future__ import annotations

import gettext
import io
from functools import lru_cache
from pathlib import Path

import babel
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from alliance.cache import FOLDER, Cache, key_of
from alliance.i18n import cldr

CATALOGUES = Path(__file__).parents[1] / "locale"
ENGLISH = "en"
"""What words are written in; it has no catalogue."""

# Reading a catalogue as text takes Babel some 50 ms; compiled, it is there in two.
_COMPILED = Cache(Path(__file__).parents[2] / FOLDER / "words")

Words = gettext.NullTranslations


def catalogue_path(language: str) -> Path:
    """Return where the catalogue of a BCP 47 language lies, whether it exists or not."""
    return CATALOGUES / str(cldr.locale_of(language)) / "LC_MESSAGES" / "alliance.po"


@lru_cache
def words_of(language: str) -> Words:
    """Return the interface words of a language; English, which they are written in, without one."""
    path = catalogue_path(language)
    if not path.is_file():
        return gettext.NullTranslations()
    source = path.read_bytes()
    key = key_of(babel.__version__, source)
    compiled = _COMPILED.get(key)
    if compiled is None:
        compiled = _compile(source, str(cldr.locale_of(language)))
        _COMPILED.put(key, compiled)
    return gettext.GNUTranslations(io.BytesIO(compiled))


def spoken(tag: str) -> str:
    """Return the language with a catalogue that is nearest to a BCP 47 tag, else English."""
    known = [path.parts[-3].replace("_", "-") for path in sorted(CATALOGUES.glob("*/*/*.po"))]
    base = tag.partition("-")[0].lower()
    if tag in known or base in (*known, ENGLISH):
        return tag if tag in known else base
    return next((code for code in known if code.partition("-")[0] == base), ENGLISH)


def _compile(source: bytes, locale: str) -> bytes:
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(source), locale=locale))
    return compiled.getvalue()
