"""Records as cards, and the short facts that lists and pages tell of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from alliance.content.content import is_cancelled, is_planned
from alliance.content.context import Edition
from alliance.i18n import cldr, labels
from alliance.i18n.catalogues import words_of
from alliance.i18n.dates import Timing, term_end, term_timing, timing_of
from alliance.model.alliance import Alliance, Picture
from alliance.model.kinds import KINDS
from alliance.model.records import Activity, Agreement, Market, Participants, Partner, Record
from alliance.model.translations import Phrase
from alliance.views.blocks import Card, Cards, Fact, Item, Label


@dataclass(frozen=True, slots=True)
class Illustration:
    """A picture, its size in pixels where that is known, and who made it."""

    fragment: ClassVar[str] = "illustration.html"
    src: str
    alt: Phrase
    width: str
    height: str
    credit: str


def card(edition: Edition, record: Record) -> Card:
    """Return a record as a card."""
    return Card(
        edition.link(record),
        edition.title(record),
        kicker(edition, record),
        edition.text(record, "summary"),
        tuple(_card_facts(edition, record)),
    )


def cards(edition: Edition, records: tuple[Record, ...], empty: str = "", level: int = 3) -> Cards:
    """Return records as cards; `empty` is what to say when there are none."""
    wide = bool(records) and isinstance(records[0], Activity | Agreement)
    return Cards(tuple(card(edition, record) for record in records), empty, level, wide)


def kicker(edition: Edition, record: Record) -> str:
    """Return the word above a record's title: what sort it is, "" where its kind says it all."""
    match record:
        case Activity():
            return _activity_kicker(edition, record)
        case Partner() | Agreement():
            return sort(edition, record)
    return ""


def sort(edition: Edition, record: Record) -> str:
    """Return what sort of thing a record is, for where it stands alone; it holds on any day."""
    match record:
        case Partner():
            return edition.t(labels.ROLES[record.role])
        case Activity() | Agreement():
            return edition.t(labels.TYPES[record.type])
    return edition.t(KINDS[record.kind].label)


def _card_facts(edition: Edition, record: Record) -> Iterator[Label]:
    match record:
        case Partner():
            yield from home(edition, record)
        case Activity():
            yield from activity_facts(edition, record)
        case Agreement():
            yield edition.text(record, "place")
            if record.signed:
                yield edition.t("Signed: {date}").format(date=edition.date(record.signed))
        case Market():
            yield from since(edition, record)


def home(edition: Edition, partner: Partner) -> tuple[Label, Label]:
    """Return the region and the country of a partner."""
    country = cldr.country_name(partner.country, edition.language)
    return edition.text(partner, "region"), country


def since(edition: Edition, market: Market) -> Iterator[str]:
    """Yield since when a market is worked on: since its phase began."""
    if phase := edition.content.phase(market.since):
        yield edition.t("Since {date}").format(date=edition.date(phase.start))


def linked(edition: Edition, label: str, records: Iterable[Record]) -> Fact:
    """Return a fact whose values are records."""
    return Fact(label, tuple(item(edition, record) for record in records))


def item(edition: Edition, record: Record) -> Item:
    """Return the title of a record, with the link to its page."""
    return Item(edition.title(record), edition.link(record))


def sources(edition: Edition, record: Record | Alliance) -> tuple[Item, ...]:
    """Return where the facts of a record were published."""
    return tuple(
        Item(
            edition.t("{publisher}, seen on {date}").format(
                publisher=source.publisher, date=edition.date(source.seen)
            )
            if source.seen
            else source.publisher,
            source.url,
        )
        for source in record.source
    )


def outside(url: str) -> Item:
    """Return a link to another site, a mail address or a number, as it is spoken."""
    return Item(re.sub("^[a-z]+:(//)?", "", url).rstrip("/"), url)


def term_state(edition: Edition, agreement: Agreement) -> str:
    """Say whether an agreement is in force, and only where its dates make that certain."""
    if agreement.term is None:
        return edition.t("Term not published")
    if agreement.signed is None:
        length = cldr.duration(agreement.term.count, agreement.term.unit, edition.formats)
        return edition.t("Agreed term: {length}, from a date not published").format(length=length)
    sentence = {
        Timing.UPCOMING: edition.t("Not yet in force"),
        Timing.RUNNING: edition.t("In force until {date}"),
        Timing.PAST: edition.t("Ended: {date}"),
        Timing.UNKNOWN: edition.t("Agreed to end: {date}"),
    }[term_timing(agreement.signed, agreement.term, edition.today)]
    return sentence.format(date=edition.date(term_end(agreement.signed, agreement.term)))


def _activity_kicker(edition: Edition, activity: Activity) -> str:
    kind = sort(edition, activity)
    word = {
        Timing.UPCOMING: edition.t("Upcoming"),
        Timing.RUNNING: edition.t("Now"),
    }.get(timing_of(activity.start, activity.end, edition.today), "")
    word = doubt(edition, activity) or word
    return f"{kind} · {word}" if word else kind


def doubt(edition: Edition, record: Record) -> str:
    """Return a word for what did not or may not take place, "" for all else."""
    if is_cancelled(record):
        return edition.t("Cancelled")
    return edition.t("Planned, not confirmed") if is_planned(record) else ""


def activity_facts(edition: Edition, activity: Activity) -> Iterator[Label]:
    """Yield when and where an activity takes place and how many take part, the time first."""
    if activity.start:
        yield edition.period(activity.start, activity.end)
    elif (phase := edition.content.phase(activity.phase)) and phase.end:
        period = edition.period(phase.start, phase.end)
        yield edition.t("No exact date, within {period}").format(period=period)
    yield from places(edition, activity)
    if activity.participants:
        yield participants(edition, activity.participants)


def places(edition: Edition, activity: Activity) -> tuple[Label, ...]:
    """Return where an activity takes place: there, online, or both."""
    found = (edition.maybe(activity, "place"), edition.t("Online") if activity.online else None)
    return tuple(place for place in found if place)


def headline(edition: Edition, record: Record) -> Phrase:
    """Return the title under which a record is told of elsewhere: in a calendar, in a feed."""
    title = edition.title(record)
    words = words_of(title.language)
    if is_cancelled(record):
        form = words.gettext("Cancelled: {title}")
    elif is_planned(record):
        form = words.gettext("Not confirmed: {title}")
    else:
        return title
    return replace(title, text=form.format(title=title.text))


def illustration(edition: Edition, shown: Picture, alt: Phrase) -> Illustration:
    """Return a picture of a record; `alt` is what it shows, in words."""
    attributes = edition.picture(shown.file)
    width, height = attributes.get("width", ""), attributes.get("height", "")
    return Illustration(attributes["src"], alt, width, height, shown.credit or "")


def participants(edition: Edition, taken_part: Participants) -> str:
    """Return how many took part, as in `26 companies`."""
    return edition.counted(taken_part.count, taken_part.of)
