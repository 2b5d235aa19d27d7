"""Calendars of the alliance and of each market, in every language (RFC 5545, RFC 7986).

The only module that knows the library icalendar.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from icalendar import Calendar, Component, Event
from icalendar.prop import vText

from alliance.content.context import Context
from alliance.content.relations import scheduled
from alliance.content.urls import address, calendar_paths
from alliance.git import Commits
from alliance.i18n import labels
from alliance.i18n.dates import whole_days
from alliance.model.records import Activity, Market
from alliance.model.translations import Phrase
from alliance.outputs.identifiers import first_key, identifier, identifier_of, record_revision
from alliance.site.site import Site
from alliance.views.cards import headline, places
from alliance.views.files import calendar_scope

_PRODUCT = "-//Static alliance site//Calendars 1//EN"
_REFRESH = dt.timedelta(days=1)
_END = b"END:VCALENDAR\r\n"


def calendars(site: Site, commits: Commits) -> Iterator[tuple[str, bytes]]:
    """Yield address and content of each calendar: of all, and of each market, in each language.

    There is none without an event, because RFC 5545 (3.6) knows no empty one. It holds what is over
    as well, so an address that has been published stays; so do those of renamed markets.
    """
    source = site.content.settings.source_language
    for language in site.content.settings.codes:
        context = site.context(language)
        # Written once: an event stands in the calendars of all and of each of its markets.
        events = {a.slug: _event(context, a, commits) for a in scheduled(site.content)}
        for market in (None, *site.content.markets):
            if activities := scheduled(site.content, market):
                made = _calendar(context, market, [events[a.slug] for a in activities])
                for path in calendar_paths(market):
                    yield address(path, language, source), made


def _calendar(context: Context, market: Market | None, events: Iterable[bytes]) -> bytes:
    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    _describe(made, context, market)
    made.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vText("P1D"))
    return bytes(made.to_ical()).removesuffix(_END) + b"".join(events) + _END


def _describe(made: Calendar, context: Context, market: Market | None) -> None:
    content = context.content
    first = first_key(market)[1] if market else ""
    made.add("uid", str(identifier(content, "calendar", first, context.language)))
    name = context.text(content.alliance, "name")
    title = f"{name} – {context.title(market)}" if market else str(name)
    what = calendar_scope(context)
    _add(made, "name", Phrase(title, name.language))
    _add(made, "description", Phrase(what, context.language))
    # The names by which calendar programs knew these before RFC 7986.
    made.add("x-wr-calname", _text(title))
    made.add("x-wr-caldesc", _text(what))
    if context.site_url:
        above = f"markets/{market.slug}" if market else "activities"
        page = above if market or above in content.articles else ""
        made.add("url", context.absolute(page))
        where = context.absolute(calendar_paths(market)[0])
        made.add("source", where, parameters={"VALUE": "URI"})


def _event(context: Context, activity: Activity, commits: Commits) -> bytes:
    """Return an activity as an event of whole days that leaves the reader's time free.

    Without a history its day stands in for the time of the last change, so that the same record
    always gives the same event.
    """
    state = record_revision(context.content, activity, context.language, commits)
    first, last = whole_days(activity.start, activity.end) or (dt.date.min, dt.date.min)
    changed = state.time if state else dt.datetime.combine(first, dt.time(), dt.UTC)
    event = Event()
    event.add("uid", str(identifier_of(context.content, activity)))
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", state.number if state else 0)
    event.add("dtstart", first)
    event.add("dtend", last + dt.timedelta(days=1))  # the first day after it (3.6.1)
    event.add("transp", "TRANSPARENT")
    if activity.cancelled or activity.planned:
        event.add("status", "CANCELLED" if activity.cancelled else "TENTATIVE")
    _add_words(event, context, activity)
    return bytes(event.to_ical())


def _add_words(event: Event, context: Context, activity: Activity) -> None:
    summary = context.text(activity, "summary")
    page = context.absolute(f"{activity.kind}/{activity.slug}")
    links = "\n".join(link for link in (page, activity.url) if link)
    _add(event, "summary", headline(context, activity))
    made = "\n\n".join(part for part in (_line(summary.text), links) if part)
    event.add("description", vText(made), parameters={"LANGUAGE": summary.language})
    if found := places(context, activity):
        text = " · ".join(map(str, found))
        _add(event, "location", Phrase(text, getattr(found[0], "language", context.language)))
    kind = context.t(labels.TYPES[activity.type])
    event.add("categories", [kind], parameters={"LANGUAGE": context.language})
    if page or activity.url:
        event.add("url", page or activity.url)


def _add(component: Component, name: str, phrase: Phrase) -> None:
    component.add(name, _text(phrase.text), parameters={"LANGUAGE": phrase.language})


def _text(text: str) -> vText:
    return vText(_line(text))


def _line(text: str) -> str:
    """Return a text in one line, without what any program could take for the end of it."""
    return " ".join(text.split())
