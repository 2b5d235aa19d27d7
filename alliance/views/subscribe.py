"""The ways to hear of what is new: a calendar to subscribe to, its file, and the feed."""

from __future__ import annotations

from collections.abc import Iterator

from alliance.content.addresses import FEED, calendar_path
from alliance.content.edition import Edition
from alliance.content.relations import scheduled
from alliance.model.model import Market
from alliance.views.fileblocks import Subscribe, Way

CALENDAR_TYPE = "text/calendar"
FEED_TYPE = "application/atom+xml"


def subscribe(edition: Edition, market: Market | None = None) -> Subscribe:
    """Return calendar and feed as links.

    A market that has no calendar, because the day of none of its activities is known, is served by
    that of the whole alliance.
    """
    has_own = bool(scheduled(edition.content, market))
    has_any = bool(scheduled(edition.content))
    ways = [*_calendar(edition, market if has_own else None)] if has_any else []
    title = edition.t("Keep up to date")
    if market:
        title = edition.t("Keep up to date: {market}").format(market=edition.title(market))
    note = _note(edition, market, has_own, has_any)
    return Subscribe(title, note, (*ways, *_feed(edition)))


def _calendar(edition: Edition, market: Market | None) -> Iterator[Way]:
    path = calendar_path(market.slug if market else "")
    if absolute := edition.absolute(path):
        yield Way(
            f"webcal://{absolute.partition('://')[2]}",
            edition.t("Subscribe to the calendar"),
            edition.t("New activities appear in your own calendar by themselves."),
            CALENDAR_TYPE,
        )
    yield Way(
        edition.href(path),
        edition.t("Download the calendar"),
        edition.t("What is known today, as a file for any calendar program."),
        CALENDAR_TYPE,
    )


def _feed(edition: Edition) -> Iterator[Way]:
    if edition.site_url:
        yield Way(
            edition.href(FEED),
            edition.t("News feed"),
            edition.t("New activities and agreements, for feed readers."),
            FEED_TYPE,
        )


def _note(edition: Edition, market: Market | None, has_own: bool, has_any: bool) -> str:
    if not has_any:
        return edition.t("No activity has a known day yet. When one has, a calendar appears here.")
    if market and not has_own:
        return edition.t(
            "No activity about this market has a known day yet."
            " The calendar is that of the whole alliance."
        )
    return coverage(edition)


def coverage(edition: Edition) -> str:
    """Say which activities a calendar has."""
    return edition.t(
        "The calendar has the activities whose days are known."
        " Those known only to the month or year are listed on the site."
    )
