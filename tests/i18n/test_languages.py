"""Every language that CLDR knows has an answer to every question; the check knows the plugin."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from babel import localedata
from mkdocs_static_i18n.config import RE_LOCALE

from alliance.content import settings
from alliance.i18n import cldr
from alliance.i18n.catalogues import words_of
from alliance.i18n.dates import PartialDate
from alliance.model.validators import COUNTRIES
from alliance.outputs.build import build
from alliance.site.reading import read_content
from tests import small
from tests.conftest import slow

LANGUAGES = sorted(code.replace("_", "-") for code in localedata.locale_identifiers())
DATES = [PartialDate(2020), PartialDate(2020, 5), PartialDate(2020, 5, 3), PartialDate(2021, 6, 9)]
SAMPLE = ["sn", "aa", "lg", "ug", "zh-Hant", "sr-Latn", "de-CH", "mn-Mong"]
"""Some have next to no names, others another script or direction."""


def answers(language: str) -> list[str]:
    """Return what is asked of CLDR for a site, in a language."""
    names = [cldr.country_name(country, language) for country in COUNTRIES]
    names += [cldr.language_name(language), cldr.language_in(language, "en")]
    names += [cldr.language_in("en", language), cldr.script(language), cldr.direction(language)]
    dates = [cldr.date(date, language) for date in DATES]
    dates += [cldr.period(start, end, language) for start in DATES[:3] for end in DATES]
    numbers = [cldr.number(1234567, language), cldr.number(3300, language)]
    units = [
        cldr.duration(count, unit, language) for count in (1, 18) for unit in ("year", "month")
    ]
    lists = [cldr.listing(["a", "b", "c"][:count], language) for count in (1, 2, 3)]
    return [*names, *dates, *numbers, *units, *lists, cldr.file_size(12345, language)]


@pytest.mark.parametrize("step", [97, slow(7)])
def test_every_language_has_an_answer(step: int) -> None:
    """A country without a name in a language made the build end in a traceback."""
    for language in LANGUAGES[::step]:
        assert cldr.is_known(language)
        assert words_of(language)
        assert cldr.plural_samples(language)
        for answer in answers(language):
            assert answer
            assert not re.search("duration-|[{}]", answer), language


def test_the_check_knows_which_languages_the_plugin_does_not() -> None:
    """It says so at the line; the plugin would end the build without a place."""
    for language in LANGUAGES:
        assert bool(settings._TAG.fullmatch(language)) is bool(RE_LOCALE.match(language)), language


@pytest.mark.parametrize("language", ["haw", "gsw", "yue", "es-419", "ca-ES-VALENCIA", "no"])
def test_a_language_that_mkdocs_cannot_build_is_refused(
    language: str, alliance: Callable[..., Path]
) -> None:
    """At its line in mkdocs.yml."""
    changes = small.with_line("mkdocs.yml", "locale: fr", f"locale: {language}")
    (problem,) = read_content(alliance(changes))[1]

    assert str(problem).startswith("mkdocs.yml:10:20: ")
    quoted = small.with_line("mkdocs.yml", "locale: fr", 'locale: "no"')
    assert read_content(alliance(quoted))[1] == []


@pytest.mark.parametrize("language", [SAMPLE[0], *map(slow, SAMPLE[1:])])
def test_a_site_in_a_small_language_is_built(language: str, tmp_path: Path) -> None:
    """With countries that have no name in it, dates, a term and a timeline."""
    countries = {
        f"data/markets/{code.lower()}.yml": f"country: {code}\nsince: first\nsummary: X.\n"
        for code in ("MO", "HK", "XK")
    }
    deal = "counterparts: [X]\ntype: memorandum\nmarket: mo\nplace: Y\nsigned: 2020-05-03\n"
    views = "\n\n".join(f"[[{view}]]" for view in ("markets", "map", "timeline", "agreements"))
    root = small.write(
        tmp_path,
        {
            **countries,
            **small.with_line("mkdocs.yml", "locale: fr", f'locale: "{language}"'),
            "data/agreements/deal.yml": f"{deal}term: 18 months\nsummary: Z.\n",
            "docs/index.md": f"---\ntitle: Home\ndescription: A site.\n---\n\n{views}\n",
        },
    )
    build(root)

    assert (root / "site" / language / "markets" / "mo" / "index.html").exists()
