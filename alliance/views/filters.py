"""Facets: by what a list of activities can be filtered, and how each choice is called.

A script of ours shows the form and filters in place; without it the whole list is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from alliance.content.context import Context
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


def filtered(context: Context, shown: Cards, activities: tuple[Activity, ...]) -> Cards:
    """Return a list of activities with its filters; as it is, where there is nothing to choose.

    `activities` are those of the cards, in their order.
    """
    facets = tuple(facet for facet in _facets(context, activities) if len(facet.choices) > 1)
    if len(activities) < FEWEST or not facets:
        return shown
    names = [facet.name for facet in facets]
    cards = tuple(
        replace(card, facets=tuple((name, _VALUES[name](context, activity)) for name in names))
        for card, activity in zip(shown.cards, activities, strict=True)
    )
    filters = Filters(
        context.t("Filter the activities"),
        facets,
        context.t("Show all again"),
        tuple(_sentence(context, number, len(cards)) for number in range(len(cards) + 1)),
        context.asset(SCRIPT),
    )
    return replace(shown, cards=cards, filters=filters)


def _sentence(context: Context, number: int, total: int) -> str:
    """Say how many of the activities are shown; the noun agrees with how many there are."""
    if number == 0:
        return context.t("No activity fits all of these choices.")
    sentence = context.words.ngettext("{n} of {all} activity", "{n} of {all} activities", total)
    return sentence.format(n=context.number(number), all=context.number(total))


def _facets(context: Context, activities: tuple[Activity, ...]) -> Iterator[Facet]:
    content, t = context.content, context.t

    def found(name: str, choices: Iterable[Choice]) -> tuple[Choice, ...]:
        used = {value for a in activities for value in _VALUES[name](context, a)}
        return tuple(choice for choice in choices if choice.value in used)

    markets = _named(context, context.by_title(content.markets))
    yield Facet("market", t("Market"), t("All markets"), found("market", markets))
    yield Facet("kind", t("Kind"), t("All kinds"), found("kind", _kinds(context)))
    yield Facet("year", t("Year"), t("All years"), _years(context, activities))
    partners = _named(context, content.partners)
    yield Facet("partner", t("Partner"), t("All partners"), found("partner", partners))
    themes = _named(context, content.themes)
    yield Facet("theme", t("Theme"), t("All themes"), found("theme", themes))


def _named(context: Context, records: Iterable[Record]) -> Iterator[Choice]:
    for record in records:
        title = context.title(record)
        yield Choice(record.slug, title.text, title.language if title.foreign else "")


def _kinds(context: Context) -> list[Choice]:
    choices = [Choice(kind, context.t(word)) for kind, word in labels.TYPES.items()]
    return sorted(choices, key=lambda choice: cldr.collation_key(choice.text))


def _years(context: Context, activities: tuple[Activity, ...]) -> tuple[Choice, ...]:
    """Return the years in which activities began, the latest first; those without a date last."""
    years = sorted({a.start.year for a in activities if a.start}, reverse=True)
    choices = [Choice(str(year), context.date(PartialDate(year))) for year in years]
    if any(a.start is None for a in activities):
        choices.append(Choice(UNDATED, context.t("No published date")))
    return tuple(choices)


def _slugs(records: Iterable[Record]) -> tuple[str, ...]:
    return tuple(record.slug for record in records)


# What an activity counts as under each facet; a list without scripts knows none of it.
_VALUES: dict[str, Callable[[Context, Activity], tuple[str, ...]]] = {
    "market": lambda context, activity: _slugs(markets_for(context.content, activity)),
    "kind": lambda _edition, activity: (activity.type,),
    "year": lambda _edition, activity: ((str(activity.start.year) if activity.start else UNDATED),),
    "partner": lambda context, activity: _slugs(partners_of(context.content, activity)),
    "theme": lambda context, activity: _slugs(themes_of(context.content, activity)),
}
