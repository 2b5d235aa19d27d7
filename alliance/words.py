"""The words of the interface in one language: gettext catalogues, read with Babel."""

from __future__ import annotations

import gettext
import io
from functools import lru_cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from alliance import cldr

CATALOGUES = Path(__file__).parent / "locale"

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
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=str(cldr.locale_of(language))))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
