"""The ways to hear of what is new: a calendar to subscribe to, its file, and the feed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from alliance.content import directives
from alliance.content.context import Context
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


def subscribe(context: Context, market: Market | None = None) -> Subscribe:
    """Return calendar and feed as links.

    A market that has no calendar, because the day of none of its activities is known, is served by
    that of the whole alliance.
    """
    has_own = bool(scheduled(context.content, market))
    has_any = bool(scheduled(context.content))
    ways = [*_calendar(context, market if has_own else None)] if has_any else []
    title = context.t("Keep up to date")
    if market:
        title = context.t("Keep up to date: {market}").format(market=context.title(market))
    note = _note(context, market, has_own, has_any)
    return Subscribe(title, note, (*ways, *_feed(context)))


def subscribe_view(context: Context, directive: directives.Directive) -> Subscribe:
    """Return calendar and feed, of the market that the directive names if it names one."""
    market = context.content.records["markets"].get(directive.options.get("market", ""))
    return subscribe(context, market if isinstance(market, Market) else None)


def _calendar(context: Context, market: Market | None) -> Iterator[SubscribeLink]:
    path = calendar_path(market.slug if market else "")
    if absolute := context.absolute(path):
        yield SubscribeLink(
            f"webcal://{absolute.partition('://')[2]}",
            context.t("Subscribe to the calendar"),
            context.t("New activities appear in your own calendar by themselves."),
            CALENDAR_TYPE,
        )
    yield SubscribeLink(
        context.href(path),
        context.t("Download the calendar"),
        context.t("What is known today, as a file for any calendar program."),
        CALENDAR_TYPE,
    )


def _feed(context: Context) -> Iterator[SubscribeLink]:
    if context.site_url:
        yield SubscribeLink(
            context.href(FEED),
            context.t("News feed"),
            context.t("New activities and agreements, for feed readers."),
            FEED_TYPE,
        )


def _note(context: Context, market: Market | None, has_own: bool, has_any: bool) -> str:
    if not has_any:
        return context.t("No activity has a known day yet. When one has, a calendar appears here.")
    if market and not has_own:
        return context.t(
            "No activity about this market has a known day yet."
            " The calendar is that of the whole alliance."
        )
    return calendar_scope(context)


def calendar_scope(context: Context) -> str:
    """Say which activities a calendar has."""
    return context.t(
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


def downloads(context: Context, _view: directives.Directive) -> Downloads:
    """Return the facts about the open data and its files, with their sizes."""
    t, tables = context.t, data_tables(context)
    whole = _file(context, DATA_FOLDER + DATA_FILE, t("All records"), "JSON", _records(context))
    notes = notes_path(context.language, context.source_language)
    return Downloads(
        _facts(context),
        (
            DownloadGroup(t("All in one file"), (whole,)),
            DownloadGroup(t("Tables"), tuple(_table(context, table) for table in tables)),
            DownloadGroup(
                t("Descriptions"),
                (
                    _file(context, notes, t("How to read the data"), "Markdown"),
                    _file(
                        context,
                        DATA_FOLDER + PACKAGE_FILE,
                        t("What each column holds"),
                        "Data Package",
                    ),
                    _file(
                        context,
                        DATA_FOLDER + SCHEMA_FILE,
                        t("Form of the JSON file"),
                        "JSON Schema",
                    ),
                ),
            ),
        ),
    )


def _facts(context: Context) -> Facts:
    t, codes = context.t, context.content.settings.codes
    languages = [cldr.language_in(code, context.language) for code in codes]
    rows = {
        t("As of"): Item(context.day),
        t("Time covered"): Item(_covered(context)),
        t("Languages"): Item(cldr.listing(languages, context.formats)),
        t("Licence"): Item(LICENCE["title"], LICENCE["path"]),
    }
    return Facts(tuple(Fact(label, (item,)) for label, item in rows.items() if item.text))


def _covered(context: Context) -> str:
    found = span(context.content)
    if found is None:
        return ""
    start, end = found
    if end is None:
        return context.t("Since {date}").format(date=context.date(start))
    return context.period(start, end)


def _records(context: Context) -> str:
    number = sum(len(context.content.records[kind]) for kind in DATA_KINDS)
    sentence = context.words.ngettext("{n} record", "{n} records", number)
    return sentence.format(n=context.number(number))


def _table(context: Context, table: DataTable) -> Download:
    rows = row_count(context, table)
    return _file(context, table.path, called(context, table), "CSV", rows)


def _file(context: Context, path: str, title: str, *details: str) -> Download:
    size = cldr.file_size(len(open_data(context)[path]), context.formats)
    name = path.removeprefix(DATA_FOLDER)
    return Download(title, context.asset(path), name, (*details, size))
