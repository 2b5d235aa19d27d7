"""The views of the status: whether the alliance is active, and how its money stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from alliance.content import directives
from alliance.content.content import ALLIANCE, Content
from alliance.content.context import Context
from alliance.content.relations import Money, Standing, standing
from alliance.graphics.emblems import EU_EMBLEM
from alliance.i18n import cldr
from alliance.i18n.dates import PartialDate
from alliance.model.alliance import Phase
from alliance.views.blocks import Credit, Fact, Facts, Item, Label, Prose
from alliance.views.cards import item, linked, outside, sources


@dataclass(frozen=True, slots=True)
class StatusBlock:
    """How the alliance stands."""

    fragment: ClassVar[str] = "status.html"
    title: str
    sentence: str
    """How its money stands, from the dates of its phases."""
    marks: tuple[str, ...]
    text: Label
    more: Item | None
    """Where the status is told in full, None on that page."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader must know of what follows."""

    fragment: ClassVar[str] = "note.html"
    text: str
    more: Item | None


@dataclass(frozen=True, slots=True)
class Welcome:
    """What the alliance is for, and where to go first."""

    fragment: ClassVar[str] = "welcome.html"
    name: Label
    tagline: Label
    sector: Label
    question: str
    markets: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Grant:
    """A phase and the money behind it."""

    name: Label
    when: str
    summary: Label
    facts: tuple[Fact, ...]
    """Funder, programme and number of the grant."""
    credit: Credit | None


@dataclass(frozen=True, slots=True)
class Grants:
    """Phases and their funding."""

    fragment: ClassVar[str] = "phases.html"
    grants: tuple[Grant, ...]
    with_phase: bool
    """Whether to say what each phase was, or only who paid."""
    level: int = 3
    """The level of the phases' headings."""


def status(context: Context, view: directives.Directive) -> StatusBlock | Note:
    """Return how the alliance stands, in full or as a note of one line."""
    alliance = context.content.alliance
    found = standing(alliance, context.today)
    if "form" in view.options:
        return Note(sentence(context, found), _more(context))
    is_active = alliance.status.active
    active = context.t("Officially active") if is_active else context.t("Not officially active")
    funded = context.t("Funded") if found.is_funded else context.t("Not funded")
    return StatusBlock(
        context.t("Current status"),
        sentence(context, found),
        (active, funded),
        context.text(alliance, "status.text"),
        _more(context),
    )


def sentence(context: Context, found: Standing) -> str:
    """Say how the money stands."""
    if found.date is None:
        return context.t("No phase of the alliance has been funded.")
    shown = context.date(found.date)
    match found.money:
        case Money.COMING:
            return context.t("Funding begins: {date}.").format(date=shown)
        case Money.OPEN:
            return context.t("The project has been funded since {date}.").format(date=shown)
        case Money.UNTIL:
            return context.t("The project is funded until {date}.").format(date=shown)
    return _ended(context, found.date).format(date=shown)


def _ended(context: Context, end: PartialDate) -> str:
    """Return the sentence for a date of that precision: languages differ in the word before it."""
    match end.precision:
        case "day":
            return context.t("The funded project ended on {date}.")
        case "month":
            return context.words.pgettext("a month", "The funded project ended in {date}.")
    return context.words.pgettext("a year", "The funded project ended in {date}.")


def _more(context: Context) -> Item | None:
    """Return the link to the page that tells the status in full: best not the home page."""
    content = context.content
    pages = [path for path, page in content.articles.items() if _tells(content, page.body or "")]
    target = min(pages, key=lambda path: (not path, path), default=context.path)
    if target == context.path:
        return None
    return Item(context.t("How the alliance stands today"), f"{context.href(target)}#al-status")


def _tells(content: Content, text: str) -> bool:
    return any(view.name == "status" and not view.options for view in content.parse(text).views)


def phases(context: Context, _view: directives.Directive) -> Grants:
    """Return the phases of the alliance and who paid for them."""
    return Grants(tuple(_grants(context)), with_phase=True)


def funding(context: Context, _view: directives.Directive) -> Grants:
    """Return who paid for the phases of the alliance."""
    return Grants(tuple(grant for grant in _grants(context) if grant.credit), with_phase=False)


def last_credit(context: Context) -> Credit | None:
    """Return what the giver of the latest money asks to be shown on every page."""
    funded = [slug for slug, phase in context.content.alliance.phases.items() if phase.funding]
    return credit(context, funded[-1]) if funded else None


def credit(context: Context, slug: str) -> Credit | None:
    """Return what the giver of a phase's money asks to be shown, None if nobody paid."""
    alliance = context.content.alliance
    money = alliance.phases[slug].funding
    if money is None:
        return None
    field = f"phases.{slug}.funding"
    return Credit(
        context.asset(EU_EMBLEM) if money.emblem == "eu" else "",
        context.t("Emblem of the European Union"),
        context.maybe(alliance, f"{field}.label") or "",
        context.text(alliance, f"{field}.statement"),
        context.maybe(alliance, f"{field}.disclaimer") or "",
    )


def _grants(context: Context) -> Iterator[Grant]:
    alliance = context.content.alliance
    for slug, phase in alliance.phases.items():
        yield Grant(
            context.text(alliance, f"phases.{slug}.name"),
            context.phase_period(phase),
            context.maybe(alliance, f"phases.{slug}.summary") or "",
            tuple(_facts(context, slug, phase)),
            credit(context, slug),
        )


def _facts(context: Context, slug: str, phase: Phase) -> Iterator[Fact]:
    if phase.funding is None:
        return
    alliance, field = context.content.alliance, f"phases.{slug}.funding"
    yield Fact(context.t("Funder"), (Item(context.text(alliance, f"{field}.funder")),))
    if programme := context.maybe(alliance, f"{field}.programme"):
        yield Fact(context.t("Programme"), (Item(programme),))
    if phase.funding.grant:
        yield Fact(context.t("Grant agreement"), (Item(phase.funding.grant),))


def welcome(context: Context, _view: directives.Directive) -> Welcome:
    """Return what the alliance is for, and where to go first."""
    alliance = context.content.alliance
    return Welcome(
        context.text(alliance, "name"),
        context.text(alliance, "tagline"),
        context.text(alliance, "sector"),
        context.t("Which market are you interested in?"),
        tuple(item(context, market) for market in context.by_title(context.content.markets)),
    )


def facts(context: Context, _view: directives.Directive) -> Facts:
    """Return what the alliance is, at a glance."""
    content, alliance = context.content, context.content.alliance
    rows = (
        Fact(context.t("Also known as"), tuple(Item(alias) for alias in alliance.aliases)),
        Fact(context.t("Sector"), (Item(context.text(alliance, "sector")),)),
        linked(context, context.t("Project coordinator"), content.coordinators),
        linked(context, context.t("Partners"), content.partners),
        linked(context, context.t("Markets"), context.by_title(content.markets)),
        Fact(context.t("Where these facts come from"), sources(context, alliance)),
    )
    return Facts(tuple(row for row in rows if row.items))


def aim(context: Context, _view: directives.Directive) -> Prose:
    """Return what the alliance wants to reach."""
    return Prose(context.markdown(ALLIANCE, "aim"))


def publisher(context: Context, _view: directives.Directive) -> Prose:
    """Return who answers for the site."""
    publisher = context.content.alliance.publisher
    if publisher is None:
        names = cldr.listing([p.name for p in context.content.partners], context.formats)
        sentence = context.t(
            "This site is about the work of {partners}. No publisher has been named yet."
        )
        return Prose(Markup("<p>{}</p>").format(sentence.format(partners=names)))
    lines = [
        Markup("<bdi>{}</bdi>").format(line) for line in (publisher.name, publisher.address) if line
    ]
    if publisher.contact:
        way = outside(publisher.contact)
        lines.append(Markup('<a href="{}">{}</a>').format(way.href, way.text))
    return Prose(Markup("<p>{}</p>").format(Markup("<br>").join(lines)))
