"""Names, numbers and dates are written as the language writes them."""

from __future__ import annotations

import pytest

from alliance.i18n import cldr
from alliance.i18n.dates import PartialDate
from alliance.model.validators import COUNTRIES


@pytest.mark.parametrize(
    ("language", "typed", "expected"),
    [
        ("en-GB", "2016-11-08", "8 November 2016"),
        ("en-GB", "2016-10", "October 2016"),
        ("en-GB", "2016", "2016"),
        ("ca", "2016-11-08", "8 de novembre del 2016"),
        ("de", "2016-10", "Oktober 2016"),
        ("pt-BR", "2016-10", "outubro de 2016"),
        ("ja", "2016-10", "2016年10月"),
        ("zh", "2016", "2016年"),
        ("ko", "2016-11-08", "2016년 11월 8일"),
        ("ar", "2016-11-08", "8 نوفمبر 2016"),
    ],
)
def test_dates_show_no_more_than_is_known(language: str, typed: str, expected: str) -> None:
    """Year, month or day."""
    assert cldr.date(PartialDate.parse(typed), language) == expected


@pytest.mark.parametrize(
    ("language", "start", "end", "expected"),
    [
        ("en-GB", "2012", "2014", "2012–2014"),
        ("en-GB", "2016-01", "2018-01", "January 2016 – January 2018"),
        ("en-GB", "2016-10", "2016-10", "October 2016"),
        ("en-GB", "2016", "2018-01", "2016 – January 2018"),
        ("ja", "2016-01", "2018-01", "2016年1月～2018年1月"),
    ],
)
def test_periods_say_once_what_both_ends_share(
    language: str, start: str, end: str, expected: str
) -> None:
    """Thin and narrow spaces count as spaces here."""
    found = cldr.period(PartialDate.parse(start), PartialDate.parse(end), language)

    assert found.replace("\u2009", " ").replace("\u202f", " ") == expected


@pytest.mark.parametrize(
    ("language", "country", "expected"),
    [
        ("en", "US", "United States"),
        ("de", "KR", "Südkorea"),
        ("ja", "BR", "ブラジル"),
        ("ca", "JP", "Japó"),
    ],
)
def test_countries_have_their_name_in_each_language(
    language: str, country: str, expected: str
) -> None:
    """From their ISO 3166-1 code."""
    assert cldr.country_name(country, language) == expected


def test_countries_are_those_of_iso_3166() -> None:
    """249, and Kosovo; no grouping, reserved or private code."""
    assert len(COUNTRIES) == 250
    assert {"NO", "XK", "SX", "TW"} <= COUNTRIES
    assert not {"EU", "UN", "XA", "ZZ", "UK", "AC"} & COUNTRIES


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "a, b and c"), ("fr", "a, b et c"), ("ja", "a、b、c"), ("zh", "a、b和c")],
)
def test_lists_are_joined_as_the_language_does(language: str, expected: str) -> None:
    """And nothing gives nothing."""
    assert cldr.listing(["a", "b", "c"], "en-GB" if language == "en" else language) == expected
    assert cldr.listing([], language) == ""


@pytest.mark.parametrize(
    ("language", "unit", "expected"),
    [
        ("en", "year", "2 years"),
        ("ca", "month", "2 mesos"),
        ("ja", "year", "2 年"),
        ("zh", "month", "2个月"),
        ("ar", "year", "سنتان"),
    ],
)
def test_terms_are_written_out(language: str, unit: str, expected: str) -> None:
    """Also where CLDR has one form for long and short."""
    assert cldr.duration(2, unit, language) == expected


@pytest.mark.parametrize(
    ("tag", "known"),
    [("pt-BR", True), ("zh-Hant", True), ("pt_BR", False), ("xx", False), ("", False)],
)
def test_languages_are_those_that_cldr_knows(tag: str, known: bool) -> None:
    """By their tag in its usual form (BCP 47)."""
    assert cldr.is_known(tag) == known


@pytest.mark.parametrize(
    ("language", "value", "expected"),
    [
        ("en-GB", 3300, "3,300"),
        ("es", 3300, "3300"),
        ("es", 23000, "23.000"),
        ("it", 3300, "3300"),
        ("ca", 3300, "3.300"),
        ("fr", 358000, "358\u202f000"),
        ("ja", 358000, "358,000"),
        ("ar", 0, "0"),
    ],
)
def test_numbers_are_grouped_as_the_language_does(language: str, value: int, expected: str) -> None:
    """Four digits stand together where CLDR says so."""
    assert cldr.number(value, language) == expected


def test_names_sort_without_regard_to_case_and_accents() -> None:
    """And stably."""
    assert sorted(["bioPmed", "Biocat", "Ávila", "avila", "BioM"], key=cldr.collation_key) == [
        "avila", "Ávila", "Biocat", "BioM", "bioPmed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "script", "territory"),
    [
        ("en", "Latn", "US"), ("en-GB", "Latn", "GB"), ("pt-BR", "Latn", "BR"),
        ("ja", "Jpan", "JP"), ("zh", "Hans", "CN"), ("zh-Hant", "Hant", "TW"),
        ("zh-TW", "Hant", "TW"), ("ko", "Kore", "KR"), ("ar", "Arab", "EG"),
        ("sr", "Cyrl", "RS"), ("sr-Latn", "Latn", "RS"), ("he", "Hebr", "IL"),
    ],
)  # fmt: skip
def test_a_tag_says_its_script_and_country(language: str, script: str, territory: str) -> None:
    """The likely ones where it leaves them out."""
    assert (cldr.script(language), cldr.territory(language)) == (script, territory)
