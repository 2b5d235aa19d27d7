"""The blocks that a brief is made of: compact lists, whom to ask, and a code of the address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from alliance.content.content import key_of
from alliance.content.context import Edition
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
    """Whether the state is that it goes on."""


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


def brief(edition: Edition, market: Market) -> Brief:
    """Return all that the site knows of a market, short enough for one sheet of paper."""
    activities = activities_of(edition.content, market)
    agreements = agreements_of(edition.content, market)
    return Brief(
        tuple(_tally(edition, agreements, activities)),
        (Prose(edition.markdown(key_of(market), "body")),) if market.body else (),
        tuple(_glance(edition, market, activities)),
        tuple(_rest(edition, market, agreements, activities)),
        edition.t("As of {date}").format(date=edition.day),
        is_long=len(agreements) + len(activities) > _ROWS,
    )


def _tally(
    edition: Edition, agreements: tuple[Agreement, ...], activities: tuple[Activity, ...]
) -> Iterator[Fact]:
    companies = [
        activity.participants.count
        for activity in activities
        if activity.participants
        and activity.participants.of == "companies"
        and _timing(edition, activity) is not Timing.UPCOMING
    ]
    one = edition.t("Companies that took part")
    # A company that takes part twice is counted twice.
    several = edition.t("Companies, added up over activities")
    for label, number in (
        (edition.t("Agreements listed here"), len(agreements)),
        (edition.t("Activities listed here"), len(activities)),
        (one if len(companies) == 1 else several, sum(companies)),
    ):
        if number:
            yield Fact(label, (Item(edition.number(number)),))


def _glance(edition: Edition, market: Market, activities: tuple[Activity, ...]) -> Iterator[Block]:
    contacts = tuple(_contacts(edition, contacts_of(edition.content, market)))
    if contacts:
        yield Section(edition.t("Whom to ask"), (Contacts(contacts),))
    empty = edition.t("No event about this market is planned at the moment.")
    yield Section(edition.t("Next event"), (BriefRows(tuple(_next(edition, activities)), empty),))
    if facts := tuple(_facts(edition, market)):
        yield Section(edition.t("At a glance"), (Facts(facts),))
    if address := edition.absolute(edition.path, edition.language):
        yield _code(edition, address)


def _facts(edition: Edition, market: Market) -> Iterator[Fact]:
    if phase := edition.content.phase(market.since):
        name = edition.text(edition.content.alliance, f"phases.{market.since}.name")
        yield Fact(edition.t("Explored since"), (Item(edition.date(phase.start)),))
        yield Fact(edition.t("Began with"), (Item(name),))
    if market.aliases:
        aliases = tuple(Item(alias) for alias in market.aliases)
        yield Fact(edition.t("Also known as"), aliases)


def _contacts(edition: Edition, partners: tuple[Partner, ...]) -> Iterator[Contact]:
    for partner in partners:
        region = edition.text(partner, "region")
        role = edition.t(labels.ROLES[partner.role])
        ways = tuple(outside(url) for url in (partner.contact, partner.url) if url)
        yield Contact(edition.title(partner), edition.link(partner), (role, region), ways)
    publisher = edition.content.alliance.publisher
    if publisher and publisher.contact and not any(partner.contact for partner in partners):
        details = (edition.t("Publisher of this site"),)
        yield Contact(publisher.name, "", details, (outside(publisher.contact),))


def _next(edition: Edition, activities: tuple[Activity, ...]) -> Iterator[BriefRow]:
    """Yield what goes on, or else what comes next, unless it was cancelled."""
    ahead = {Timing.RUNNING: 0, Timing.UPCOMING: 1}
    found = [
        (ahead[timing], activity.start.first, activity.slug, activity)
        for activity in activities
        if (timing := _timing(edition, activity)) in ahead
        and activity.start
        and not activity.cancelled
    ]
    if found:
        yield _activity(edition, min(found, key=lambda entry: entry[:3])[-1])


def _timing(edition: Edition, activity: Activity) -> Timing:
    return timing_of(activity.start, activity.end, edition.today)


def _code(edition: Edition, address: str) -> Code:
    return Code(
        Markup(qr(address)),  # noqa: S704 (numbers and colours: no text is in it)
        edition.t("QR code of the address of this page"),
        edition.t("This page on the web"),
        tuple(re.findall("[a-z]+://[^/]*/|[^/]*/|[^/]+", address)),
    )


def _rest(
    edition: Edition,
    market: Market,
    agreements: tuple[Agreement, ...],
    activities: tuple[Activity, ...],
) -> Iterator[Block]:
    rows = tuple(_agreement(edition, agreement) for agreement in agreements)
    empty = edition.t("No agreements are listed yet.")
    yield Section(edition.t("Agreements"), (BriefRows(rows, empty),))
    rows = tuple(_activity(edition, activity) for activity in activities)
    empty = edition.t("No activities are listed yet.")
    yield Section(edition.t("Activities"), (BriefRows(rows, empty),))
    if partners := partners_of(edition.content, market):
        rows = tuple(_partner(edition, partner) for partner in partners)
        yield Section(edition.t("Partners working on it"), (BriefRows(rows, in_pairs=True),))


def _agreement(edition: Edition, agreement: Agreement) -> BriefRow:
    signed = agreement.signed
    return BriefRow(
        edition.t("Signed: {date}").format(date=edition.date(signed))
        if signed
        else edition.t("Date of signature not published"),
        edition.title(agreement),
        edition.link(agreement),
        (kicker(edition, agreement), edition.text(agreement, "place")),
        term_state(edition, agreement),
        goes_on=bool(
            signed
            and agreement.term
            and term_timing(signed, agreement.term, edition.today) is Timing.RUNNING
        ),
    )


def _activity(edition: Edition, activity: Activity) -> BriefRow:
    start = activity.start
    when = edition.period(start, activity.end) if start else edition.t("Date not published")
    details: tuple[Label, ...] = tuple(activity_facts(edition, activity))
    return BriefRow(
        when,
        edition.title(activity),
        edition.link(activity),
        (kicker(edition, activity), *(details[1:] if start else details)),
    )


def _partner(edition: Edition, partner: Partner) -> BriefRow:
    return BriefRow("", edition.title(partner), edition.link(partner), home(edition, partner))
