"""Records as cards, and the short facts that lists and pages tell of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from alliance.content.content import is_cancelled, is_planned
from alliance.content.context import Context
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


def card(context: Context, record: Record) -> Card:
    """Return a record as a card."""
    return Card(
        context.link(record),
        context.title(record),
        kicker(context, record),
        context.text(record, "summary"),
        tuple(_card_facts(context, record)),
    )


def cards(context: Context, records: tuple[Record, ...], empty: str = "", level: int = 3) -> Cards:
    """Return records as cards; `empty` is what to say when there are none."""
    wide = bool(records) and isinstance(records[0], Activity | Agreement)
    return Cards(tuple(card(context, record) for record in records), empty, level, wide)


def kicker(context: Context, record: Record) -> str:
    """Return the word above a record's title: what sort it is, "" where its kind says it all."""
    match record:
        case Activity():
            return _activity_kicker(context, record)
        case Partner() | Agreement():
            return sort(context, record)
    return ""


def sort(context: Context, record: Record) -> str:
    """Return what sort of thing a record is; unlike `kicker`, it does not depend on the day."""
    match record:
        case Partner():
            return context.t(labels.ROLES[record.role])
        case Activity() | Agreement():
            return context.t(labels.TYPES[record.type])
    return context.t(KINDS[record.kind].label)


def _card_facts(context: Context, record: Record) -> Iterator[Label]:
    match record:
        case Partner():
            yield from home(context, record)
        case Activity():
            yield from activity_facts(context, record)
        case Agreement():
            yield context.text(record, "place")
            if record.signed:
                yield context.t("Signed: {date}").format(date=context.date(record.signed))
        case Market():
            yield from since(context, record)


def home(context: Context, partner: Partner) -> tuple[Label, Label]:
    """Return the region and the country of a partner."""
    country = cldr.country_name(partner.country, context.language)
    return context.text(partner, "region"), country


def since(context: Context, market: Market) -> Iterator[str]:
    """Yield since when a market is worked on: since its phase began."""
    if phase := context.content.phase(market.since):
        yield context.t("Since {date}").format(date=context.date(phase.start))


def linked(context: Context, label: str, records: Iterable[Record]) -> Fact:
    """Return a fact whose values are records."""
    return Fact(label, tuple(item(context, record) for record in records))


def item(context: Context, record: Record) -> Item:
    """Return the title of a record, with the link to its page."""
    return Item(context.title(record), context.link(record))


def sources(context: Context, record: Record | Alliance) -> tuple[Item, ...]:
    """Return where the facts of a record were published."""
    return tuple(
        Item(
            context.t("{publisher}, seen on {date}").format(
                publisher=source.publisher, date=context.date(source.seen)
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


def term_state(context: Context, agreement: Agreement) -> str:
    """Say whether an agreement is in force, and only where its dates make that certain."""
    if agreement.term is None:
        return context.t("Term not published")
    if agreement.signed is None:
        length = cldr.duration(agreement.term.count, agreement.term.unit, context.formats)
        return context.t("Agreed term: {length}, from a date not published").format(length=length)
    sentence = {
        Timing.UPCOMING: context.t("Not yet in force"),
        Timing.RUNNING: context.t("In force until {date}"),
        Timing.PAST: context.t("Ended: {date}"),
        Timing.UNKNOWN: context.t("Agreed to end: {date}"),
    }[term_timing(agreement.signed, agreement.term, context.today)]
    return sentence.format(date=context.date(term_end(agreement.signed, agreement.term)))


def _activity_kicker(context: Context, activity: Activity) -> str:
    kind = sort(context, activity)
    word = {
        Timing.UPCOMING: context.t("Upcoming"),
        Timing.RUNNING: context.t("Now"),
    }.get(timing_of(activity.start, activity.end, context.today), "")
    word = doubt(context, activity) or word
    return f"{kind} · {word}" if word else kind


def doubt(context: Context, record: Record) -> str:
    """Return a word for what did not or may not take place, "" for all else."""
    if is_cancelled(record):
        return context.t("Cancelled")
    return context.t("Planned, not confirmed") if is_planned(record) else ""


def activity_facts(context: Context, activity: Activity) -> Iterator[Label]:
    """Yield when and where an activity takes place and how many take part, the time first."""
    if activity.start:
        yield context.period(activity.start, activity.end)
    elif (phase := context.content.phase(activity.phase)) and phase.end:
        period = context.period(phase.start, phase.end)
        yield context.t("No exact date, within {period}").format(period=period)
    yield from places(context, activity)
    if activity.participants:
        yield participants(context, activity.participants)


def places(context: Context, activity: Activity) -> tuple[Label, ...]:
    """Return where an activity takes place: there, online, or both."""
    found = (context.maybe(activity, "place"), context.t("Online") if activity.online else None)
    return tuple(place for place in found if place)


def headline(context: Context, record: Record) -> Phrase:
    """Return the title under which a record is told of elsewhere: in a calendar, in a feed."""
    title = context.title(record)
    words = words_of(title.language)
    if is_cancelled(record):
        form = words.gettext("Cancelled: {title}")
    elif is_planned(record):
        form = words.gettext("Not confirmed: {title}")
    else:
        return title
    return replace(title, text=form.format(title=title.text))


def illustration(context: Context, shown: Picture, alt: Phrase) -> Illustration:
    """Return a picture of a record; `alt` is what it shows, in words."""
    attributes = context.picture(shown.file)
    width, height = attributes.get("width", ""), attributes.get("height", "")
    return Illustration(attributes["src"], alt, width, height, shown.credit or "")


def participants(context: Context, taken_part: Participants) -> str:
    """Return how many took part, as in `26 companies`."""
    return context.counted(taken_part.count, taken_part.of)
