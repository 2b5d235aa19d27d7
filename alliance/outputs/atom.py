"""The feed of each language: what is new among activities and agreements (Atom, RFC 4287)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from alliance.content.content import day_of, key_of
from alliance.content.context import Context
from alliance.content.relations import joint, markets_for
from alliance.content.urls import FEED, address
from alliance.git import Commits
from alliance.i18n.labels import TYPES
from alliance.model.records import Activity, Agreement
from alliance.model.translations import Phrase, State
from alliance.outputs.identifiers import identifier, identifier_of, record_revision
from alliance.site.site import Site
from alliance.views.cards import card, headline
from alliance.views.files import FEED_TYPE
from alliance.views.opendata.records_json import LICENCE
from alliance.views.templates import output_environment

_LIMIT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """A record in a feed. Times are those of RFC 3339."""

    id: str
    title: Phrase
    address: str
    updated: str
    published: str
    """"" where its day is not known, or still to come."""
    categories: tuple[tuple[str, str], ...]
    """Terms and their labels."""
    summary: Phrase
    description: str
    """The summary, after what else a card says of the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The feed of a language."""

    language: str
    id: str
    title: Phrase
    subtitle: Phrase
    type: str
    address: str
    home: str
    licence: str
    rights: str
    updated: str
    entries: tuple[FeedEntry, ...]


def feeds(site: Site, commits: Commits) -> Iterator[tuple[str, str]]:
    """Yield address and XML of the feed of each language; the address of the site is known."""
    source = site.content.settings.source_language
    for language in site.content.settings.codes:
        yield address(FEED, language, source), feed(site.context(language), commits)


def feed(context: Context, commits: Commits) -> str:
    """Return the feed of a language: the records with a text in it, what changed last first."""
    content = context.content
    records = [
        (_updated(context, record, commits), record)
        for record in joint(content)
        if content.state(key_of(record), context.language) is not State.MISSING
    ]
    records.sort(key=lambda found: found[0], reverse=True)
    view = Feed(
        language=context.language,
        id=identifier(content, "feed", context.language).urn,
        title=context.text(content.alliance, "name"),
        subtitle=context.text(content.alliance, "tagline"),
        type=FEED_TYPE,
        address=context.absolute(FEED),
        home=context.absolute(""),
        licence=LICENCE["path"],
        rights=context.t("Texts and data:") + " CC BY 4.0",
        updated=_time(records[0][0] if records else _midnight(context.today)),
        entries=tuple(_entry(context, record, updated) for updated, record in records[:_LIMIT]),
    )
    return output_environment().get_template("feed.xml").render(feed=view)


def _entry(context: Context, record: Activity | Agreement, updated: dt.datetime) -> FeedEntry:
    day = day_of(record)
    # Neither a day that is not known nor one that is still to come.
    is_past = day and day.day and _midnight(day.first) <= updated
    markets = markets_for(context.content, record)
    summary, description = _summary(context, record)
    return FeedEntry(
        id=identifier_of(context.content, record, context.language).urn,
        title=_title(context, record),
        address=context.absolute(f"{record.kind}/{record.slug}"),
        updated=_time(updated),
        published=_time(_midnight(day.first)) if day and is_past else "",
        categories=(
            (record.type, context.t(TYPES[record.type])),
            *((market.slug, context.title(market).text) for market in markets),
        ),
        summary=summary,
        description=description,
    )


def _title(context: Context, record: Activity | Agreement) -> Phrase:
    """Return the title, and for an agreement, which is called by names alone, what it is."""
    title = headline(context, record)
    if isinstance(record, Activity) or record.type == "other":
        return title
    return replace(title, text=f"{context.t(TYPES[record.type])} – {title}")


def _summary(context: Context, record: Activity | Agreement) -> tuple[Phrase, str]:
    """Return the summary, and with it what the card of the record tells of its place and time."""
    summary = context.text(record, "summary")
    return summary, " · ".join(map(str, (*card(context, record).facts, summary)))


def _updated(context: Context, record: Activity | Agreement, commits: Commits) -> dt.datetime:
    """Return when a record last changed in the language.

    Without a history its own day stands in for it, or the first day that this can be; for what has
    no date that is the start of its phase. Nothing is of a day after today.
    """
    if state := record_revision(context.content, record, context.language, commits):
        return state.time
    phase = context.content.phase(record.phase)
    near = day_of(record) or (phase.start if phase else None)
    return _midnight(min(near.first, context.today) if near else context.today)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def _time(value: dt.datetime) -> str:
    """Write a time of RFC 3339."""
    return value.strftime("%Y-%m-%dT%H:%M:%SZ")
