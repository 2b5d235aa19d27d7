"""What one page shows in one language: the view of each kind of record, and of written pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from alliance.content.content import ARTICLES, key_of
from alliance.content.context import Context
from alliance.content.directives import Directive
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


def article_view(context: Context, path: str, markdown: str | None = None) -> PageView:
    """Return the view of a page written by hand; `path` is its place, "" for the home page.

    `markdown` takes the place of its text.
    """
    key = ARTICLES, path
    if markdown is None and context.content.articles[path].body:
        markdown = context.phrase(key, "body").text
    blocks = tuple(_parts(context, path, markdown)) if markdown else ()
    opens_itself = bool(blocks) and isinstance(blocks[0], Welcome)
    return PageView(
        context.phrase(key, "title"),
        "",
        context.phrase(key, "description") if path else "",
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


def _parts(context: Context, path: str, markdown: str) -> Iterator[Block]:
    key = ARTICLES, path
    level = 2
    for part in context.content.parse(markdown).parts:
        if isinstance(part, Directive):
            found = VIEWS[part.name].block(context, part)
            if isinstance(found, _LEVELLED):
                found = replace(found, level=level)
            yield found
            continue
        html = context.render_markdown(key, markdown, part)
        level = 3 if "<h2" in html else level
        yield Prose(html)


def record_view(context: Context, record: Record) -> PageView:
    """Return the view of a record that has a page."""
    return PageView(
        context.title(record),
        kicker(context, record) or sort(context, record),
        context.text(record, "summary"),
        tuple(_blocks(context, record)),
        sources(context, record),
        context.t("Where these facts come from"),
    )


def _blocks(context: Context, record: Record) -> Iterator[Block]:
    if isinstance(record, Market):
        yield brief(context, record)
        yield subscribe(context, record)
        return
    if isinstance(record, Partner) and record.logo:
        alt = context.text(record, "logo.alt")
        yield illustration(context, record.logo, alt)
    if facts := tuple(fact for fact in _facts(context, record) if fact.items):
        yield Facts(facts)
    if getattr(record, "body", None):
        yield Prose(context.markdown(key_of(record), "body"))
    yield from _sections(context, record)


def _facts(context: Context, record: Record) -> Iterator[Fact]:
    match record:
        case Partner():
            yield from _partner_facts(context, record)
        case Activity():
            yield from _activity_facts(context, record)
        case Agreement():
            yield from _agreement_facts(context, record)
    yield Fact(context.t("Also known as"), tuple(Item(alias) for alias in record.aliases))


def _one(label: str, text: Label | None) -> Fact:
    return Fact(label, (Item(text),) if text else ())


def _phase(context: Context, slug: str | None) -> Label | None:
    if context.content.phase(slug) is None:
        return None
    return context.text(context.content.alliance, f"phases.{slug}.name")


def _partner_facts(context: Context, partner: Partner) -> Iterator[Fact]:
    yield _one(context.t("Role"), context.t(labels.ROLES[partner.role]))
    yield _one(context.t("Region"), context.text(partner, "region"))
    yield _one(context.t("Country"), cldr.country_name(partner.country, context.language))
    yield _one(context.t("City"), context.maybe(partner, "city"))
    phases = (_phase(context, slug) for slug in partner.phases)
    yield Fact(context.t("Took part in"), tuple(Item(name) for name in phases if name))
    if partner.url:
        yield Fact(context.t("Website"), (outside(partner.url),))
    if partner.contact:
        yield Fact(context.t("Contact"), (outside(partner.contact),))


def _activity_facts(context: Context, activity: Activity) -> Iterator[Fact]:
    content = context.content
    if activity.start:
        yield _one(context.t("Date"), context.period(activity.start, activity.end))
    else:
        yield _one(context.t("Date"), context.t("Not published"))
    yield _one(context.t("Phase"), _phase(context, activity.phase))
    yield Fact(context.t("Place"), tuple(Item(place) for place in places(context, activity)))
    if activity.participants:
        yield _one(context.t("Participants"), participants(context, activity.participants))
    markets = context.by_title(markets_for(content, activity))
    label = context.t("Market") if len(markets) == 1 else context.t("Markets")
    yield linked(context, label, markets)
    themes = themes_of(content, activity)
    label = context.t("Theme") if len(themes) == 1 else context.t("Themes")
    yield linked(context, label, themes)
    named = partners_of(content, activity) if activity.partners else ()
    yield linked(context, context.t("Partners"), named)
    if activity.url:
        yield Fact(context.t("More information"), (outside(activity.url),))


def _agreement_facts(context: Context, agreement: Agreement) -> Iterator[Fact]:
    content = context.content
    yield Fact(context.t("Signed with"), tuple(Item(name) for name in agreement.counterparts))
    yield _one(context.t("Place"), context.text(agreement, "place"))
    yield linked(context, context.t("Market"), markets_for(content, agreement))
    signed = context.date(agreement.signed) if agreement.signed else context.t("Not published")
    yield _one(context.t("Date of signature"), signed)
    yield _one(context.t("Signed at"), context.maybe(agreement, "signed_at"))
    yield from _term_facts(context, agreement)
    yield _one(context.t("Phase"), _phase(context, agreement.phase))
    named = partners_of(content, agreement) if agreement.partners else ()
    yield linked(context, context.t("Partners"), named)


def _term_facts(context: Context, agreement: Agreement) -> Iterator[Fact]:
    if agreement.term is None:
        return
    term = cldr.duration(agreement.term.count, agreement.term.unit, context.formats)
    yield _one(context.t("Agreed term"), term)
    if agreement.signed:
        yield _one(context.t("State of the term"), term_state(context, agreement))


def _sections(context: Context, record: Record) -> Iterator[Section]:
    content = context.content
    has_agreements = isinstance(record, Partner | Activity)
    has_activities = isinstance(record, Partner | Theme | Agreement)
    if has_agreements:
        yield from _section(context, context.t("Agreements"), agreements_of(content, record))
    if has_activities:
        yield from _section(context, context.t("Activities"), activities_of(content, record))
    if isinstance(record, Partner | Theme):
        markets = context.by_title(markets_for(content, record))
        yield from _section(context, context.t("Markets"), markets)


def _section(context: Context, title: str, records: tuple[Record, ...]) -> Iterator[Section]:
    if records:
        yield Section(title, (cards(context, records),))
