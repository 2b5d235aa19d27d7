"""The blocks that directives place."""

from __future__ import annotations

from collections.abc import Callable

from alliance.content import directives
from alliance.content.context import Edition
from alliance.content.relations import takes_part
from alliance.i18n.timing import Timing, timing_of
from alliance.model.records import Activity, Market, Partner
from alliance.views import (
    accessibility,
    alliance,
    coverage,
    matrix,
    results,
    search,
    timeline,
    worldmap,
)
from alliance.views.blocks import Block, Cards, Number, Numbers
from alliance.views.cards import cards, sources
from alliance.views.files import Subscribe, downloads, subscribe
from alliance.views.filters import filtered


def block(edition: Edition, view: directives.View) -> Block:
    """Return the block that a directive places."""
    return _BLOCKS[view.name](edition, view)


def _figures(edition: Edition, _view: directives.View) -> Numbers:
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


def _partners(edition: Edition, _view: directives.View) -> Cards:
    return cards(edition, edition.content.partners, edition.t("No partners are listed yet."))


def _markets(edition: Edition, view: directives.View) -> Cards:
    phase = view.options.get("phase")
    found = tuple(m for m in edition.content.markets if phase in (None, m.since))
    return cards(edition, edition.by_title(found), edition.t("No markets are listed yet."))


def _themes(edition: Edition, _view: directives.View) -> Cards:
    return cards(edition, edition.content.themes, edition.t("No themes are listed yet."))


def _activities(edition: Edition, view: directives.View) -> Cards:
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


def _agreements(edition: Edition, view: directives.View) -> Cards:
    options = view.options
    found = tuple(
        agreement
        for agreement in edition.content.agreements
        if options.get("market") in (None, agreement.market)
        and options.get("phase") in (None, agreement.phase)
    )
    return cards(edition, found[: view.limit], edition.t("No agreements are listed yet."))


def _subscribe(edition: Edition, view: directives.View) -> Subscribe:
    market = edition.content.records["markets"].get(view.options.get("market", ""))
    return subscribe(edition, market if isinstance(market, Market) else None)


_BLOCKS: dict[str, Callable[[Edition, directives.View], Block]] = {
    "welcome": alliance.welcome,
    "facts": alliance.facts,
    "aim": alliance.aim,
    "status": alliance.status,
    "figures": _figures,
    "partners": _partners,
    "markets": _markets,
    "map": worldmap.world_map,
    "themes": _themes,
    "activities": _activities,
    "agreements": _agreements,
    "results": results.results,
    "claims": results.claims,
    "tally": results.tally,
    "matrix": matrix.matrix,
    "timeline": timeline.timeline,
    "phases": alliance.phases,
    "funding": alliance.funding,
    "publisher": alliance.publisher,
    "accessibility": accessibility.statement,
    "subscribe": _subscribe,
    "downloads": downloads,
    "search": search.search,
    "sitemap": search.site_map,
    "translations": coverage.coverage,
}
