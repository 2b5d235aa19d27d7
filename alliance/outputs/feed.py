"""The feed of each language: what is new among activities and agreements (Atom, RFC 4287)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from alliance.content.content import day_of, key_of
from alliance.content.context import Edition
from alliance.content.relations import joint, markets_for
from alliance.content.urls import FEED, address
from alliance.git import Commits
from alliance.i18n.labels import TYPES
from alliance.model.records import Activity, Agreement
from alliance.model.translations import Phrase, State
from alliance.outputs.identifiers import identifier, identifier_of, revision
from alliance.site.site import Site
from alliance.views.cards import card, headline
from alliance.views.files import FEED_TYPE
from alliance.views.opendata.records_json import LICENCE

_ATOM = "http://www.w3.org/2005/Atom"
_LIMIT = 50


def feeds(site: Site, commits: Commits) -> Iterator[tuple[str, str]]:
    """Yield address and XML of the feed of each language; the address of the site is known."""
    source = site.content.settings.source_language
    for language in site.content.settings.codes:
        yield address(FEED, language, source), feed(site.edition(language), commits)


def feed(edition: Edition, commits: Commits) -> str:
    """Return the feed of a language: the records with a text in it, what changed last first."""
    content = edition.content
    records = [
        (_updated(edition, record, commits), record)
        for record in joint(content)
        if content.state(key_of(record), edition.language) is not State.MISSING
    ]
    records.sort(key=lambda found: found[0], reverse=True)
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": edition.language})
    _add_head(root, edition)
    SubElement(root, "updated").text = _time(records[0][0] if records else _midnight(edition.today))
    for updated, record in records[:_LIMIT]:
        _add_entry(root, edition, record, updated)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _add_head(root: Element, edition: Edition) -> None:
    alliance = edition.content.alliance
    name = edition.text(alliance, "name")
    urn = identifier(edition.content, "feed", edition.language).urn
    SubElement(root, "id").text = urn
    _add_text(root, "title", name)
    _add_text(root, "subtitle", edition.text(alliance, "tagline"))
    _link(root, "self", FEED_TYPE, edition.absolute(FEED), edition.language)
    _link(root, "alternate", "text/html", edition.absolute(""), edition.language)
    SubElement(root, "link", {"rel": "license", "href": LICENCE["path"]})
    author = SubElement(root, "author")
    SubElement(author, "name").text = name.text
    SubElement(author, "uri").text = edition.absolute("")
    SubElement(root, "rights").text = edition.t("Texts and data:") + " CC BY 4.0"


def _add_entry(
    root: Element, edition: Edition, record: Activity | Agreement, updated: dt.datetime
) -> None:
    entry = SubElement(root, "entry")
    SubElement(entry, "id").text = identifier_of(edition.content, record, edition.language).urn
    _add_text(entry, "title", _title(edition, record))
    page = edition.absolute(f"{record.kind}/{record.slug}")
    _link(entry, "alternate", "text/html", page, edition.language)
    SubElement(entry, "updated").text = _time(updated)
    day = day_of(record)
    # Neither a day that is not known nor one that is still to come.
    if day and day.day and _midnight(day.first) <= updated:
        SubElement(entry, "published").text = _time(_midnight(day.first))
    SubElement(entry, "category", {"term": record.type, "label": edition.t(TYPES[record.type])})
    for market in markets_for(edition.content, record):
        label = edition.title(market).text
        SubElement(entry, "category", {"term": market.slug, "label": label})
    _add_text(entry, "summary", *_summary(edition, record))


def _title(edition: Edition, record: Activity | Agreement) -> Phrase:
    """Return the title, and for an agreement, which is called by names alone, what it is."""
    title = headline(edition, record)
    if isinstance(record, Activity) or record.type == "other":
        return title
    return replace(title, text=f"{edition.t(TYPES[record.type])} – {title}")


def _summary(edition: Edition, record: Activity | Agreement) -> tuple[Phrase, str]:
    """Return the summary, and with it what the card of the record tells of its place and time."""
    summary = edition.text(record, "summary")
    return summary, " · ".join(map(str, (*card(edition, record).facts, summary)))


def _updated(edition: Edition, record: Activity | Agreement, commits: Commits) -> dt.datetime:
    """Return when a record last changed in the language.

    Without a history its own day stands in for it, or the first day that this can be; for what has
    no date that is the start of its phase. Nothing is of a day after today.
    """
    if state := revision(edition.content, record, edition.language, commits):
        return state.time
    phase = edition.content.phase(record.phase)
    near = day_of(record) or (phase.start if phase else None)
    return _midnight(min(near.first, edition.today) if near else edition.today)


def _add_text(parent: Element, name: str, phrase: Phrase, text: str = "") -> None:
    element = SubElement(parent, name, {"type": "text"})
    if phrase.foreign:
        element.set("xml:lang", phrase.language)
    element.text = text or phrase.text


def _link(parent: Element, relation: str, kind: str, href: str, language: str) -> None:
    SubElement(parent, "link", {"rel": relation, "type": kind, "hreflang": language, "href": href})


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def _time(value: dt.datetime) -> str:
    """Write a time of RFC 3339."""
    return value.strftime("%Y-%m-%dT%H:%M:%SZ")
