"""The ways to hear of what is new: a calendar to subscribe to, its file, and the feed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from alliance.content import directives
from alliance.content.context import Edition
from alliance.content.relations import scheduled
from alliance.content.urls import (
    DATA_FILE,
    DATA_FOLDER,
    FEED,
    PACKAGE_FILE,
    SCHEMA_FILE,
    calendar_path,
    notes_path,
)
from alliance.i18n import cldr
from alliance.model.kinds import DATA_KINDS
from alliance.model.records import Market
from alliance.views.blocks import Fact, Facts, Item
from alliance.views.opendata.package import called, data_tables, open_data, row_count, span
from alliance.views.opendata.records_json import LICENCE
from alliance.views.opendata.tables import DataTable

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


def subscribe_view(edition: Edition, directive: directives.Directive) -> Subscribe:
    """Return calendar and feed, of the market that the directive names if it names one."""
    market = edition.content.records["markets"].get(directive.options.get("market", ""))
    return subscribe(edition, market if isinstance(market, Market) else None)


def _calendar(edition: Edition, market: Market | None) -> Iterator[SubscribeLink]:
    path = calendar_path(market.slug if market else "")
    if absolute := edition.absolute(path):
        yield SubscribeLink(
            f"webcal://{absolute.partition('://')[2]}",
            edition.t("Subscribe to the calendar"),
            edition.t("New activities appear in your own calendar by themselves."),
            CALENDAR_TYPE,
        )
    yield SubscribeLink(
        edition.href(path),
        edition.t("Download the calendar"),
        edition.t("What is known today, as a file for any calendar program."),
        CALENDAR_TYPE,
    )


def _feed(edition: Edition) -> Iterator[SubscribeLink]:
    if edition.site_url:
        yield SubscribeLink(
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
    return calendar_scope(edition)


def calendar_scope(edition: Edition) -> str:
    """Say which activities a calendar has."""
    return edition.t(
        "The calendar has the activities whose days are known."
        " Those known only to the month or year are listed on the site."
    )


@dataclass(frozen=True, slots=True)
class SubscribeLink:
    """A way to hear of what is new: where it leads, and what one gets."""

    href: str
    text: str
    note: str
    kind: str
    """The media type of what is there (RFC 6838)."""


@dataclass(frozen=True, slots=True)
class Subscribe:
    """Calendar and feed, to keep up to date."""

    fragment: ClassVar[str] = "subscribe.html"
    title: str
    note: str
    """What the calendar has, and what not."""
    ways: tuple[SubscribeLink, ...]


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take away: what is in it, its name, and how much it is."""

    title: str
    href: str
    name: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DownloadGroup:
    """Files that belong together."""

    title: str
    files: tuple[Download, ...]


@dataclass(frozen=True, slots=True)
class Downloads:
    """The open data: what holds for all of it, and its files."""

    fragment: ClassVar[str] = "downloads.html"
    facts: Facts
    shelves: tuple[DownloadGroup, ...]
    level: int = 3
    """The level of the shelves' headings."""


def downloads(edition: Edition, _view: directives.Directive) -> Downloads:
    """Return the facts about the open data and its files, with their sizes."""
    t, tables = edition.t, data_tables(edition)
    whole = _file(edition, DATA_FOLDER + DATA_FILE, t("All records"), "JSON", _records(edition))
    notes = notes_path(edition.language, edition.source_language)
    return Downloads(
        _facts(edition),
        (
            DownloadGroup(t("All in one file"), (whole,)),
            DownloadGroup(t("Tables"), tuple(_table(edition, table) for table in tables)),
            DownloadGroup(
                t("Descriptions"),
                (
                    _file(edition, notes, t("How to read the data"), "Markdown"),
                    _file(
                        edition,
                        DATA_FOLDER + PACKAGE_FILE,
                        t("What each column holds"),
                        "Data Package",
                    ),
                    _file(
                        edition,
                        DATA_FOLDER + SCHEMA_FILE,
                        t("Form of the JSON file"),
                        "JSON Schema",
                    ),
                ),
            ),
        ),
    )


def _facts(edition: Edition) -> Facts:
    t, codes = edition.t, edition.content.settings.codes
    languages = [cldr.language_in(code, edition.language) for code in codes]
    rows = {
        t("As of"): Item(edition.day),
        t("Time covered"): Item(_covered(edition)),
        t("Languages"): Item(cldr.listing(languages, edition.formats)),
        t("Licence"): Item(LICENCE["title"], LICENCE["path"]),
    }
    return Facts(tuple(Fact(label, (item,)) for label, item in rows.items() if item.text))


def _covered(edition: Edition) -> str:
    found = span(edition.content)
    if found is None:
        return ""
    start, end = found
    if end is None:
        return edition.t("Since {date}").format(date=edition.date(start))
    return edition.period(start, end)


def _records(edition: Edition) -> str:
    number = sum(len(edition.content.records[kind]) for kind in DATA_KINDS)
    sentence = edition.words.ngettext("{n} record", "{n} records", number)
    return sentence.format(n=edition.number(number))


def _table(edition: Edition, table: DataTable) -> Download:
    rows = row_count(edition, table)
    return _file(edition, table.path, called(edition, table), "CSV", rows)


def _file(edition: Edition, path: str, title: str, *details: str) -> Download:
    size = cldr.file_size(len(open_data(edition)[path]), edition.formats)
    name = path.removeprefix(DATA_FOLDER)
    return Download(title, edition.asset(path), name, (*details, size))
