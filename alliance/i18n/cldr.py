"""Names, dates, numbers and lists as a language writes them: Unicode CLDR, through Babel."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from babel import Locale, UnknownLocaleError, dates, lists, numbers, units
from babel.core import get_global, parse_locale

from alliance.i18n.dates import PartialDate

# CLDR "availableFormats" skeletons, one for each precision.
_SKELETONS = {"year": "y", "month": "yMMMM", "day": "yMMMMd"}

# Languages that write four digits together, 3300 but 23.000: CLDR's "minimumGroupingDigits" of 2
# (version 48), which Babel does not read.
_FOUR_TOGETHER = frozenset(
    ["be", "bg", "es", "es-ES", "et", "hu", "hy", "it", "ka", "lv", "pl", "pt-PT", "sl", "sq"]
)


@lru_cache
def locale_of(language: str) -> Locale:
    """Return CLDR's locale of a BCP 47 tag; raise ValueError for a tag that CLDR does not know."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise ValueError(f"CLDR knows no language {language!r}") from error


def is_known(language: str) -> bool:
    """Tell whether CLDR knows a BCP 47 tag, written in its usual capitals."""
    try:
        return str(locale_of(language)).replace("_", "-") == language
    except ValueError:
        return False


def direction(language: str) -> str:
    """Return `ltr` or `rtl`, the way the language's script runs."""
    return str(locale_of(language).text_direction)


def script(language: str) -> str:
    """Return the script that a language is written in, by its ISO 15924 code, as in `Latn`."""
    return _likely(language)[0]


def territory(language: str) -> str:
    """Return the country that a language is first thought of with, as in `FR`; "" for none."""
    return _likely(language)[1]


@lru_cache
def _likely(language: str) -> tuple[str, str]:
    """Return script and country, with what the tag leaves out (UTS #35, "Likely Subtags")."""
    locale = locale_of(language)
    likely = get_global("likely_subtags")
    names = (str(locale), f"{locale.language}_{locale.script}", locale.language)
    full = next((likely[name] for name in names if name in likely), "")
    _, country, script, *_ = parse_locale(full) if full else (None, None, None)
    return locale.script or script or "Latn", locale.territory or country or ""


@lru_cache(maxsize=4096)
def language_name(language: str) -> str:
    """Return a language's name in the language itself, as it stands in a menu."""
    name = locale_of(language).get_display_name() or language
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=4096)
def language_in(code: str, language: str) -> str:
    """Return what a language is called in another."""
    return locale_of(code).get_display_name(locale_of(language)) or code


@lru_cache(maxsize=4096)
def country_name(country: str, language: str) -> str:
    """Return the name of an ISO 3166-1 country in a language; raise KeyError for no country.

    Many languages have no name for some countries: then it is the English one.
    """
    english = locale_of("en").territories[country]
    return str(locale_of(language).territories.get(country, english))


@lru_cache(maxsize=4096)
def number(value: int, language: str) -> str:
    """Write a whole number with the language's separators."""
    form = "0" if value < 10_000 and language in _FOUR_TOGETHER else None
    return numbers.format_decimal(value, form, locale=locale_of(language))


@lru_cache(maxsize=4096)
def date(value: PartialDate, language: str) -> str:
    """Write a date as precisely as it is known, never more."""
    locale = locale_of(language)
    if value.precision == "day":
        return dates.format_date(value.first, "long", locale=locale)
    return dates.format_skeleton(_SKELETONS[value.precision], value.first, locale=locale)


@lru_cache(maxsize=4096)
def period(start: PartialDate, end: PartialDate | None, language: str) -> str:
    """Write the time from a start to an end, with what both share written once."""
    if end is None or end == start:
        return date(start, language)
    if start.precision != end.precision:
        return f"{date(start, language)} – {date(end, language)}"
    skeleton = _SKELETONS[start.precision]
    return dates.format_interval(start.first, end.first, skeleton, locale=locale_of(language))


def duration(count: int, unit: str, language: str) -> str:
    """Write a number of years or months, as in `2 years`."""
    locale, name = locale_of(language), f"duration-{unit}"
    written = units.format_unit(count, name, locale=locale)
    if name in written:  # Babel has no long form for languages whose long and short forms agree
        written = units.format_unit(count, name, "short", locale=locale)
    return str(written)


def file_size(size: int, language: str) -> str:
    """Write a number of bytes in thousands, as in `12 kB`; what is smaller counts as one."""
    thousands = max(1, round(size / 1000))
    return str(units.format_unit(thousands, "kilobyte", "short", locale=locale_of(language)))


def listing(words: Sequence[str], language: str) -> str:
    """Join words as the language lists them, as in `a, b and c`."""
    return lists.format_list(list(words), locale=locale_of(language)) if words else ""


def collation_key(text: str) -> tuple[str, str]:
    """Return a key that sorts names without regard to case and accents, stably."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return plain.casefold(), text


@lru_cache
def plural_samples(language: str) -> dict[str, int]:
    """Return the CLDR plural categories of a language's whole numbers, each with one of them."""
    form = locale_of(language).plural_form
    return {form(number): number for number in range(1000, -1, -1)}
