"""The words of one language: gettext catalogues, in two domains.

`site` is what visitors read, complete in every language that has a catalogue. `tools` is what
editors, translators, reviewers and operators read; what it lacks is English. Catalogues are edited
as .po files; the .mo file beside each is compiled from it when it is missing or older.
"""

from __future__ import annotations

import gettext
import io
import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from alliance.i18n import cldr
from alliance.resources import resource

CATALOGUES = resource("locale")
ENGLISH = "en"
"""The language that words are written in; it has no catalogue."""
SITE, TOOLS = "site", "tools"

Words = gettext.NullTranslations


@lru_cache
def words_of(language: str) -> Words:
    """Return the words that visitors read, in a BCP 47 language; English without a catalogue."""
    return _read(SITE, language)


@lru_cache
def tool_words_of(language: str) -> Words:
    """Return the words of messages and tools in a language; what is missing is English."""
    words = _read(TOOLS, language)
    words.add_fallback(words_of(language))  # labels that a message quotes
    return words


def nearest_language(tag: str) -> str:
    """Return the language with a catalogue that is nearest to a BCP 47 tag, else English."""
    known = [path.parts[-3].replace("_", "-") for path in sorted(CATALOGUES.glob("*/*/tools.?o"))]
    base = tag.partition("-")[0].lower()
    if tag in known or base in (*known, ENGLISH):
        return tag if tag in known else base
    return next((code for code in known if code.partition("-")[0] == base), ENGLISH)


def compiled(source: Path) -> bytes:
    """Return the catalogue of a .po file in the format of gettext, compiled if it has changed.

    An installed package has the compiled file alone.
    """
    kept = source.with_suffix(".mo")
    if kept.exists() and (
        not source.exists() or kept.stat().st_mtime_ns >= source.stat().st_mtime_ns
    ):
        return kept.read_bytes()
    from babel.messages.mofile import write_mo  # noqa: PLC0415 (needed only after a change)
    from babel.messages.pofile import read_po  # noqa: PLC0415

    made = io.BytesIO()
    write_mo(made, read_po(io.BytesIO(source.read_bytes()), locale=source.parts[-3]))
    with suppress(OSError):  # a checkout that cannot be written to is compiled each time
        for left in kept.parent.glob(f"{kept.stem}.*.new"):
            left.unlink()  # of a process that was killed
        new = kept.with_suffix(f".{os.getpid()}.new")
        new.write_bytes(made.getvalue())
        new.replace(kept)
    return made.getvalue()


def _read(domain: str, language: str) -> Words:
    folder = CATALOGUES / str(cldr.locale_of(language)) / "LC_MESSAGES"
    source = folder / f"{domain}.po"
    if not source.exists() and not source.with_suffix(".mo").exists():
        return gettext.NullTranslations()
    return gettext.GNUTranslations(io.BytesIO(compiled(source)))
