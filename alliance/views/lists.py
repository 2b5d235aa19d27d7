"""The views that list the records of one kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from alliance.content.context import Context
from alliance.content.directives import Directive
from alliance.content.relations import takes_part
from alliance.i18n.dates import Timing, timing_of
from alliance.model.records import Activity, Partner
from alliance.views.blocks import Cards, Item, Label
from alliance.views.cards import cards, sources
from alliance.views.filters import filtered


@dataclass(frozen=True, slots=True)
class Number:
    """A key figure."""

    value: str
    label: Label
    note: str
    sources: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Key figures."""

    fragment: ClassVar[str] = "figures.html"
    numbers: tuple[Number, ...]
    sources_label: str


def figures(context: Context, _view: Directive) -> Numbers:
    """Return the key figures, each with its date and source."""
    numbers = tuple(
        Number(
            context.figure(figure),
            context.text(figure, "label"),
            context.t("As of {date}").format(date=context.date(figure.as_of))
            if figure.as_of
            else "",
            sources(context, figure),
        )
        for figure in context.content.figures
    )
    return Numbers(numbers, context.t("Source:"))


def partners(context: Context, _view: Directive) -> Cards:
    """Return the partners as cards, the coordinator first."""
    return cards(context, context.content.partners, context.t("No partners are listed yet."))


def markets(context: Context, view: Directive) -> Cards:
    """Return the markets as cards, by name; `phase` narrows them."""
    phase = view.options.get("phase")
    found = tuple(m for m in context.content.markets if phase in (None, m.since))
    return cards(context, context.by_title(found), context.t("No markets are listed yet."))


def themes(context: Context, _view: Directive) -> Cards:
    """Return the themes as cards."""
    return cards(context, context.content.themes, context.t("No themes are listed yet."))


def activities(context: Context, view: Directive) -> Cards:
    """Return activities as cards: running, then upcoming, then past.

    There are filters where no option narrows the list.
    """
    content, options = context.content, view.options
    found = tuple(
        activity
        for activity in content.activities
        if options.get("market") in (None, *activity.markets)
        and options.get("theme") in (None, *activity.themes)
        and options.get("phase") in (None, activity.phase)
        and _has_partner(context, activity, options.get("partner"))
    )
    ordered = tuple(sorted(found, key=lambda activity: _nearness(context, activity)))
    shown = cards(context, ordered[: view.limit], context.t("No activities are listed yet."))
    return shown if options else filtered(context, shown, ordered)


def _nearness(context: Context, activity: Activity) -> tuple[int, int]:
    """Sort what is running first, then what comes next, then what is over, latest first."""
    timing = timing_of(activity.start, activity.end, context.today)
    if timing is Timing.UPCOMING and activity.start:
        return 1, activity.start.first.toordinal()
    return (0 if timing is Timing.RUNNING else 2), 0


def _has_partner(context: Context, activity: Activity, slug: str | None) -> bool:
    partner = context.content.records["partners"].get(slug) if slug else None
    return partner is None or (
        isinstance(partner, Partner) and takes_part(context.content, partner, activity)
    )


def agreements(context: Context, view: Directive) -> Cards:
    """Return agreements as cards, the latest signature first."""
    options = view.options
    found = tuple(
        agreement
        for agreement in context.content.agreements
        if options.get("market") in (None, agreement.market)
        and options.get("phase") in (None, agreement.phase)
    )
    return cards(context, found[: view.limit], context.t("No agreements are listed yet."))
