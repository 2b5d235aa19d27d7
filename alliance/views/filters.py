"""Facets: by what a list of activities can be filtered, and how each choice is called.

A script of ours shows the form and filters in place; without it the whole list is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from alliance.content.context import Edition
from alliance.content.relations import markets_for, partners_of, themes_of
from alliance.i18n import cldr, labels
from alliance.i18n.dates import PartialDate
from alliance.model.records import Activity, Record
from alliance.views.blocks import Cards, Choice, Facet, Filters

FEWEST = 4
"""Fewer activities are seen at a glance: they need no filters."""

UNDATED = "undated"
"""The value of the year of an activity without a published date."""

SCRIPT = "assets/javascripts/filters.js"


def filtered(edition: Edition, shown: Cards, activities: tuple[Activity, ...]) -> Cards:
    """Return a list of activities with its filters; as it is, where there is nothing to choose.

    `activities` are those of the cards, in their order.
    """
    facets = tuple(facet for facet in _facets(edition, activities) if len(facet.choices) > 1)
    if len(activities) < FEWEST or not facets:
        return shown
    names = [facet.name for facet in facets]
    cards = tuple(
        replace(card, facets=tuple((name, _VALUES[name](edition, activity)) for name in names))
        for card, activity in zip(shown.cards, activities, strict=True)
    )
    filters = Filters(
        edition.t("Filter the activities"),
        facets,
        edition.t("Show all again"),
        tuple(_sentence(edition, number, len(cards)) for number in range(len(cards) + 1)),
        edition.asset(SCRIPT),
    )
    return replace(shown, cards=cards, filters=filters)


def _sentence(edition: Edition, number: int, total: int) -> str:
    """Say how many of the activities are shown; the noun agrees with how many there are."""
    if number == 0:
        return edition.t("No activity fits all of these choices.")
    sentence = edition.words.ngettext("{n} of {all} activity", "{n} of {all} activities", total)
    return sentence.format(n=edition.number(number), all=edition.number(total))


def _facets(edition: Edition, activities: tuple[Activity, ...]) -> Iterator[Facet]:
    content, t = edition.content, edition.t

    def found(name: str, choices: Iterable[Choice]) -> tuple[Choice, ...]:
        used = {value for a in activities for value in _VALUES[name](edition, a)}
        return tuple(choice for choice in choices if choice.value in used)

    markets = _named(edition, edition.by_title(content.markets))
    yield Facet("market", t("Market"), t("All markets"), found("market", markets))
    yield Facet("kind", t("Kind"), t("All kinds"), found("kind", _kinds(edition)))
    yield Facet("year", t("Year"), t("All years"), _years(edition, activities))
    partners = _named(edition, content.partners)
    yield Facet("partner", t("Partner"), t("All partners"), found("partner", partners))
    themes = _named(edition, content.themes)
    yield Facet("theme", t("Theme"), t("All themes"), found("theme", themes))


def _named(edition: Edition, records: Iterable[Record]) -> Iterator[Choice]:
    for record in records:
        title = edition.title(record)
        yield Choice(record.slug, title.text, title.language if title.foreign else "")


def _kinds(edition: Edition) -> list[Choice]:
    choices = [Choice(kind, edition.t(word)) for kind, word in labels.TYPES.items()]
    return sorted(choices, key=lambda choice: cldr.collation_key(choice.text))


def _years(edition: Edition, activities: tuple[Activity, ...]) -> tuple[Choice, ...]:
    """Return the years in which activities began, the latest first; those without a date last."""
    years = sorted({a.start.year for a in activities if a.start}, reverse=True)
    choices = [Choice(str(year), edition.date(PartialDate(year))) for year in years]
    if any(a.start is None for a in activities):
        choices.append(Choice(UNDATED, edition.t("No published date")))
    return tuple(choices)


def _slugs(records: Iterable[Record]) -> tuple[str, ...]:
    return tuple(record.slug for record in records)


# What an activity counts as under each facet; a list without scripts knows none of it.
_VALUES: dict[str, Callable[[Edition, Activity], tuple[str, ...]]] = {
    "market": lambda edition, activity: _slugs(markets_for(edition.content, activity)),
    "kind": lambda _edition, activity: (activity.type,),
    "year": lambda _edition, activity: ((str(activity.start.year) if activity.start else UNDATED),),
    "partner": lambda edition, activity: _slugs(partners_of(edition.content, activity)),
    "theme": lambda edition, activity: _slugs(themes_of(edition.content, activity)),
}
