"""The blocks that a brief is made of: compact lists, whom to ask, and a code of the address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from alliance.content.content import key_of
from alliance.content.context import Context
from alliance.content.relations import activities_of, agreements_of, contacts_of, partners_of
from alliance.graphics.svg import qr
from alliance.i18n import labels
from alliance.i18n.dates import Timing, term_timing, timing_of
from alliance.model.records import Activity, Agreement, Market, Partner
from alliance.views.blocks import Block, Fact, Facts, Item, Label, Prose, Section
from alliance.views.cards import activity_facts, home, kicker, outside, term_state


@dataclass(frozen=True, slots=True)
class BriefRow:
    """A record in a compact list."""

    lead: Label
    """What stands before it: a date; "" for nothing."""
    title: Label
    href: str
    details: tuple[Label, ...]
    state: str = ""
    goes_on: bool = False
    """Whether it is running."""


@dataclass(frozen=True, slots=True)
class BriefRows:
    """Records as a compact list, or what to say when there are none."""

    fragment: ClassVar[str] = "rows.html"
    rows: tuple[BriefRow, ...]
    empty: str = ""
    in_pairs: bool = False
    """Whether they are short enough for two in a line."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask, who that is, and the ways to reach them."""

    name: Label
    href: str
    details: tuple[Label, ...]
    ways: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Contacts:
    """Whom to ask."""

    fragment: ClassVar[str] = "contacts.html"
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code of the page's address."""

    fragment: ClassVar[str] = "code.html"
    svg: Markup
    alt: str
    caption: str
    address: tuple[str, ...]
    """In parts, where a line may end between two of them."""


@dataclass(frozen=True, slots=True)
class Brief:
    """A market on one page."""

    fragment: ClassVar[str] = "brief.html"
    tally: tuple[Fact, ...]
    """How much of what is listed here."""
    why: tuple[Block, ...]
    glance: tuple[Block, ...]
    """What stands beside the text where there is room."""
    rest: tuple[Block, ...]
    as_of: str
    """The day that it is printed for."""
    is_long: bool
    """Whether it is more than one sheet of paper holds at the usual size."""


_ROWS = 6
"""How many agreements and activities fit on a sheet at the usual size."""


def brief(context: Context, market: Market) -> Brief:
    """Return all that the site knows of a market, short enough for one sheet of paper."""
    activities = activities_of(context.content, market)
    agreements = agreements_of(context.content, market)
    return Brief(
        tuple(_tally(context, agreements, activities)),
        (Prose(context.markdown(key_of(market), "body")),) if market.body else (),
        tuple(_glance(context, market, activities)),
        tuple(_rest(context, market, agreements, activities)),
        context.t("As of {date}").format(date=context.day),
        is_long=len(agreements) + len(activities) > _ROWS,
    )


def _tally(
    context: Context, agreements: tuple[Agreement, ...], activities: tuple[Activity, ...]
) -> Iterator[Fact]:
    companies = [
        activity.participants.count
        for activity in activities
        if activity.participants
        and activity.participants.of == "companies"
        and _timing(context, activity) is not Timing.UPCOMING
    ]
    one = context.t("Companies that took part")
    # A company that takes part twice is counted twice.
    several = context.t("Companies, added up over activities")
    for label, number in (
        (context.t("Agreements listed here"), len(agreements)),
        (context.t("Activities listed here"), len(activities)),
        (one if len(companies) == 1 else several, sum(companies)),
    ):
        if number:
            yield Fact(label, (Item(context.number(number)),))


def _glance(context: Context, market: Market, activities: tuple[Activity, ...]) -> Iterator[Block]:
    contacts = tuple(_contacts(context, contacts_of(context.content, market)))
    if contacts:
        yield Section(context.t("Whom to ask"), (Contacts(contacts),))
    empty = context.t("No event about this market is planned at the moment.")
    yield Section(context.t("Next event"), (BriefRows(tuple(_next(context, activities)), empty),))
    if facts := tuple(_facts(context, market)):
        yield Section(context.t("At a glance"), (Facts(facts),))
    if address := context.absolute(context.path, context.language):
        yield _code(context, address)


def _facts(context: Context, market: Market) -> Iterator[Fact]:
    if phase := context.content.phase(market.since):
        name = context.text(context.content.alliance, f"phases.{market.since}.name")
        yield Fact(context.t("Explored since"), (Item(context.date(phase.start)),))
        yield Fact(context.t("Began with"), (Item(name),))
    if market.aliases:
        aliases = tuple(Item(alias) for alias in market.aliases)
        yield Fact(context.t("Also known as"), aliases)


def _contacts(context: Context, partners: tuple[Partner, ...]) -> Iterator[Contact]:
    for partner in partners:
        region = context.text(partner, "region")
        role = context.t(labels.ROLES[partner.role])
        ways = tuple(outside(url) for url in (partner.contact, partner.url) if url)
        yield Contact(context.title(partner), context.link(partner), (role, region), ways)
    publisher = context.content.alliance.publisher
    if publisher and publisher.contact and not any(partner.contact for partner in partners):
        details = (context.t("Publisher of this site"),)
        yield Contact(publisher.name, "", details, (outside(publisher.contact),))


def _next(context: Context, activities: tuple[Activity, ...]) -> Iterator[BriefRow]:
    """Yield what is running, or else what comes next, unless it was cancelled."""
    ahead = {Timing.RUNNING: 0, Timing.UPCOMING: 1}
    found = [
        (ahead[timing], activity.start.first, activity.slug, activity)
        for activity in activities
        if (timing := _timing(context, activity)) in ahead
        and activity.start
        and not activity.cancelled
    ]
    if found:
        yield _activity(context, min(found, key=lambda entry: entry[:3])[-1])


def _timing(context: Context, activity: Activity) -> Timing:
    return timing_of(activity.start, activity.end, context.today)


def _code(context: Context, address: str) -> Code:
    return Code(
        Markup(qr(address)),  # noqa: S704 (numbers and colours: no text is in it)
        context.t("QR code of the address of this page"),
        context.t("This page on the web"),
        tuple(re.findall("[a-z]+://[^/]*/|[^/]*/|[^/]+", address)),
    )


def _rest(
    context: Context,
    market: Market,
    agreements: tuple[Agreement, ...],
    activities: tuple[Activity, ...],
) -> Iterator[Block]:
    rows = tuple(_agreement(context, agreement) for agreement in agreements)
    empty = context.t("No agreements are listed yet.")
    yield Section(context.t("Agreements"), (BriefRows(rows, empty),))
    rows = tuple(_activity(context, activity) for activity in activities)
    empty = context.t("No activities are listed yet.")
    yield Section(context.t("Activities"), (BriefRows(rows, empty),))
    if partners := partners_of(context.content, market):
        rows = tuple(_partner(context, partner) for partner in partners)
        yield Section(context.t("Partners working on it"), (BriefRows(rows, in_pairs=True),))


def _agreement(context: Context, agreement: Agreement) -> BriefRow:
    signed = agreement.signed
    return BriefRow(
        context.t("Signed: {date}").format(date=context.date(signed))
        if signed
        else context.t("Date of signature not published"),
        context.title(agreement),
        context.link(agreement),
        (kicker(context, agreement), context.text(agreement, "place")),
        term_state(context, agreement),
        goes_on=bool(
            signed
            and agreement.term
            and term_timing(signed, agreement.term, context.today) is Timing.RUNNING
        ),
    )


def _activity(context: Context, activity: Activity) -> BriefRow:
    start = activity.start
    when = context.period(start, activity.end) if start else context.t("Date not published")
    details: tuple[Label, ...] = tuple(activity_facts(context, activity))
    return BriefRow(
        when,
        context.title(activity),
        context.link(activity),
        (kicker(context, activity), *(details[1:] if start else details)),
    )


def _partner(context: Context, partner: Partner) -> BriefRow:
    return BriefRow("", context.title(partner), context.link(partner), home(context, partner))
