"""What one page shows in one language: the view of each kind of record, and of written pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from alliance.content import directives
from alliance.content.content import ARTICLES, key_of
from alliance.content.context import Edition
from alliance.content.relations import (
    activities_of,
    agreements_of,
    markets_for,
    partners_of,
    themes_of,
)
from alliance.i18n import cldr, labels
from alliance.model.records import Activity, Agreement, Market, Partner, Record, Theme
from alliance.views.alliance import Grants, Welcome
from alliance.views.blocks import Block, Cards, Fact, Facts, Item, Label, PageView, Prose, Section
from alliance.views.cards import (
    cards,
    illustration,
    kicker,
    linked,
    outside,
    participants,
    places,
    sort,
    sources,
    term_state,
)
from alliance.views.files import Downloads, subscribe
from alliance.views.market import brief
from alliance.views.registry import VIEWS
from alliance.views.timeline import Timeline

# The blocks whose headings stand one level below the heading above them.
_LEVELLED = Cards | Downloads | Grants | Timeline


@dataclass(frozen=True, slots=True)
class Band:
    """A part of the home page: what stands below one of its headings, and the heading."""

    fragment: ClassVar[str] = "band.html"
    blocks: tuple[Block, ...]


def article_view(edition: Edition, path: str, markdown: str | None = None) -> PageView:
    """Return the view of a page written by hand; `path` is its place, "" for the home page.

    `markdown` takes the place of its text.
    """
    key = ARTICLES, path
    if markdown is None and edition.content.articles[path].body:
        markdown = edition.phrase(key, "body").text
    blocks = tuple(_parts(edition, path, markdown)) if markdown else ()
    opens_itself = bool(blocks) and isinstance(blocks[0], Welcome)
    return PageView(
        edition.phrase(key, "title"),
        "",
        edition.phrase(key, "description") if path else "",
        _bands(blocks) if opens_itself else blocks,
        bare=opens_itself,
    )


def _bands(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Gather what stands below each heading of level 2; what comes before stays as it is."""
    bands: list[list[Block]] = []
    before: list[Block] = []
    for part in blocks:
        if isinstance(part, Prose) and "<h2" in part.html:
            bands.append([part])
        else:
            (bands[-1] if bands else before).append(part)
    return (*before, *(Band(tuple(band)) for band in bands))


def _parts(edition: Edition, path: str, markdown: str) -> Iterator[Block]:
    key = ARTICLES, path
    level = 2
    for part in directives.split(markdown):
        if isinstance(part, directives.Directive):
            found = VIEWS[part.name].block(edition, part)
            if isinstance(found, _LEVELLED):
                found = replace(found, level=level)
            yield found
            continue
        for text in filter(str.strip, directives.sections(part)):
            html = edition.render_markdown(key, text)
            level = 3 if "<h2" in html else level
            yield Prose(html)


def record_view(edition: Edition, record: Record) -> PageView:
    """Return the view of a record that has a page."""
    return PageView(
        edition.title(record),
        kicker(edition, record) or sort(edition, record),
        edition.text(record, "summary"),
        tuple(_blocks(edition, record)),
        sources(edition, record),
        edition.t("Where these facts come from"),
    )


def _blocks(edition: Edition, record: Record) -> Iterator[Block]:
    if isinstance(record, Market):
        yield brief(edition, record)
        yield subscribe(edition, record)
        return
    if isinstance(record, Partner) and record.logo:
        alt = edition.text(record, "logo.alt")
        yield illustration(edition, record.logo, alt)
    if facts := tuple(fact for fact in _facts(edition, record) if fact.items):
        yield Facts(facts)
    if getattr(record, "body", None):
        yield Prose(edition.markdown(key_of(record), "body"))
    yield from _sections(edition, record)


def _facts(edition: Edition, record: Record) -> Iterator[Fact]:
    match record:
        case Partner():
            yield from _partner_facts(edition, record)
        case Activity():
            yield from _activity_facts(edition, record)
        case Agreement():
            yield from _agreement_facts(edition, record)
    yield Fact(edition.t("Also known as"), tuple(Item(alias) for alias in record.aliases))


def _one(label: str, text: Label | None) -> Fact:
    return Fact(label, (Item(text),) if text else ())


def _phase(edition: Edition, slug: str | None) -> Label | None:
    if edition.content.phase(slug) is None:
        return None
    return edition.text(edition.content.alliance, f"phases.{slug}.name")


def _partner_facts(edition: Edition, partner: Partner) -> Iterator[Fact]:
    yield _one(edition.t("Role"), edition.t(labels.ROLES[partner.role]))
    yield _one(edition.t("Region"), edition.text(partner, "region"))
    yield _one(edition.t("Country"), cldr.country_name(partner.country, edition.language))
    yield _one(edition.t("City"), edition.maybe(partner, "city"))
    phases = (_phase(edition, slug) for slug in partner.phases)
    yield Fact(edition.t("Took part in"), tuple(Item(name) for name in phases if name))
    if partner.url:
        yield Fact(edition.t("Website"), (outside(partner.url),))
    if partner.contact:
        yield Fact(edition.t("Contact"), (outside(partner.contact),))


def _activity_facts(edition: Edition, activity: Activity) -> Iterator[Fact]:
    content = edition.content
    if activity.start:
        yield _one(edition.t("Date"), edition.period(activity.start, activity.end))
    else:
        yield _one(edition.t("Date"), edition.t("Not published"))
    yield _one(edition.t("Phase"), _phase(edition, activity.phase))
    yield Fact(edition.t("Place"), tuple(Item(place) for place in places(edition, activity)))
    if activity.participants:
        yield _one(edition.t("Participants"), participants(edition, activity.participants))
    markets = edition.by_title(markets_for(content, activity))
    label = edition.t("Market") if len(markets) == 1 else edition.t("Markets")
    yield linked(edition, label, markets)
    themes = themes_of(content, activity)
    label = edition.t("Theme") if len(themes) == 1 else edition.t("Themes")
    yield linked(edition, label, themes)
    named = partners_of(content, activity) if activity.partners else ()
    yield linked(edition, edition.t("Partners"), named)
    if activity.url:
        yield Fact(edition.t("More information"), (outside(activity.url),))


def _agreement_facts(edition: Edition, agreement: Agreement) -> Iterator[Fact]:
    content = edition.content
    yield Fact(edition.t("Signed with"), tuple(Item(name) for name in agreement.counterparts))
    yield _one(edition.t("Place"), edition.text(agreement, "place"))
    yield linked(edition, edition.t("Market"), markets_for(content, agreement))
    signed = edition.date(agreement.signed) if agreement.signed else edition.t("Not published")
    yield _one(edition.t("Date of signature"), signed)
    yield _one(edition.t("Signed at"), edition.maybe(agreement, "signed_at"))
    yield from _term_facts(edition, agreement)
    yield _one(edition.t("Phase"), _phase(edition, agreement.phase))
    named = partners_of(content, agreement) if agreement.partners else ()
    yield linked(edition, edition.t("Partners"), named)


def _term_facts(edition: Edition, agreement: Agreement) -> Iterator[Fact]:
    if agreement.term is None:
        return
    term = cldr.duration(agreement.term.count, agreement.term.unit, edition.formats)
    yield _one(edition.t("Agreed term"), term)
    if agreement.signed:
        yield _one(edition.t("State of the term"), term_state(edition, agreement))


def _sections(edition: Edition, record: Record) -> Iterator[Section]:
    content = edition.content
    has_agreements = isinstance(record, Partner | Activity)
    has_activities = isinstance(record, Partner | Theme | Agreement)
    if has_agreements:
        yield from _section(edition, edition.t("Agreements"), agreements_of(content, record))
    if has_activities:
        yield from _section(edition, edition.t("Activities"), activities_of(content, record))
    if isinstance(record, Partner | Theme):
        markets = edition.by_title(markets_for(content, record))
        yield from _section(edition, edition.t("Markets"), markets)


def _section(edition: Edition, title: str, records: tuple[Record, ...]) -> Iterator[Section]:
    if records:
        yield Section(title, (cards(edition, records),))
