"""The views that list the records of one kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from alliance.content.context import Edition
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


def figures(edition: Edition, _view: Directive) -> Numbers:
    """Return the key figures, each with its date and source."""
    numbers = tuple(
        Number(
            edition.figure(figure),
            edition.text(figure, "label"),
            edition.t("As of {date}").format(date=edition.date(figure.as_of))
            if figure.as_of
            else "",
            sources(edition, figure),
        )
        for figure in edition.content.figures
    )
    return Numbers(numbers, edition.t("Source:"))


def partners(edition: Edition, _view: Directive) -> Cards:
    """Return the partners as cards, the coordinator first."""
    return cards(edition, edition.content.partners, edition.t("No partners are listed yet."))


def markets(edition: Edition, view: Directive) -> Cards:
    """Return the markets as cards, by name; `phase` narrows them."""
    phase = view.options.get("phase")
    found = tuple(m for m in edition.content.markets if phase in (None, m.since))
    return cards(edition, edition.by_title(found), edition.t("No markets are listed yet."))


def themes(edition: Edition, _view: Directive) -> Cards:
    """Return the themes as cards."""
    return cards(edition, edition.content.themes, edition.t("No themes are listed yet."))


def activities(edition: Edition, view: Directive) -> Cards:
    """Return activities as cards: running, then upcoming, then past.

    There are filters where no option narrows the list.
    """
    content, options = edition.content, view.options
    found = tuple(
        activity
        for activity in content.activities
        if options.get("market") in (None, *activity.markets)
        and options.get("theme") in (None, *activity.themes)
        and options.get("phase") in (None, activity.phase)
        and _has_partner(edition, activity, options.get("partner"))
    )
    ordered = tuple(sorted(found, key=lambda activity: _nearness(edition, activity)))
    shown = cards(edition, ordered[: view.limit], edition.t("No activities are listed yet."))
    return shown if options else filtered(edition, shown, ordered)


def _nearness(edition: Edition, activity: Activity) -> tuple[int, int]:
    """Sort what goes on first, then what comes next, then what is over, the latest first."""
    timing = timing_of(activity.start, activity.end, edition.today)
    if timing is Timing.UPCOMING and activity.start:
        return 1, activity.start.first.toordinal()
    return (0 if timing is Timing.RUNNING else 2), 0


def _has_partner(edition: Edition, activity: Activity, slug: str | None) -> bool:
    partner = edition.content.records["partners"].get(slug) if slug else None
    return partner is None or (
        isinstance(partner, Partner) and takes_part(edition.content, partner, activity)
    )


def agreements(edition: Edition, view: Directive) -> Cards:
    """Return agreements as cards, the latest signature first."""
    options = view.options
    found = tuple(
        agreement
        for agreement in edition.content.agreements
        if options.get("market") in (None, agreement.market)
        and options.get("phase") in (None, agreement.phase)
    )
    return cards(edition, found[: view.limit], edition.t("No agreements are listed yet."))
