"""The views of the status: whether the alliance is active, and how its money stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from alliance.content import directives
from alliance.content.content import ALLIANCE
from alliance.content.context import Edition
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


def status(edition: Edition, view: directives.Directive) -> StatusBlock | Note:
    """Return how the alliance stands, in full or as a note of one line."""
    alliance = edition.content.alliance
    found = standing(alliance, edition.today)
    if "form" in view.options:
        return Note(sentence(edition, found), _more(edition))
    is_active = alliance.status.active
    active = edition.t("Officially active") if is_active else edition.t("Not officially active")
    funded = edition.t("Funded") if found.is_funded else edition.t("Not funded")
    return StatusBlock(
        edition.t("Current status"),
        sentence(edition, found),
        (active, funded),
        edition.text(alliance, "status.text"),
        _more(edition),
    )


def sentence(edition: Edition, found: Standing) -> str:
    """Say how the money stands."""
    if found.date is None:
        return edition.t("No phase of the alliance has been funded.")
    shown = edition.date(found.date)
    match found.money:
        case Money.COMING:
            return edition.t("Funding begins: {date}.").format(date=shown)
        case Money.OPEN:
            return edition.t("The project has been funded since {date}.").format(date=shown)
        case Money.UNTIL:
            return edition.t("The project is funded until {date}.").format(date=shown)
    return _ended(edition, found.date).format(date=shown)


def _ended(edition: Edition, end: PartialDate) -> str:
    """Return the sentence for a date of that precision: languages differ in the word before it."""
    match end.precision:
        case "day":
            return edition.t("The funded project ended on {date}.")
        case "month":
            return edition.words.pgettext("a month", "The funded project ended in {date}.")
    return edition.words.pgettext("a year", "The funded project ended in {date}.")


def _more(edition: Edition) -> Item | None:
    """Return the link to the page that tells the status in full: best not the home page."""
    pages = [path for path, article in edition.content.articles.items() if _tells(article.body)]
    target = min(pages, key=lambda path: (not path, path), default=edition.path)
    if target == edition.path:
        return None
    return Item(edition.t("How the alliance stands today"), f"{edition.href(target)}#al-status")


def _tells(markdown: str | None) -> bool:
    views = (
        part for part in directives.split(markdown or "") if isinstance(part, directives.Directive)
    )
    return any(view.name == "status" and not view.options for view in views)


def phases(edition: Edition, _view: directives.Directive) -> Grants:
    """Return the phases of the alliance and who paid for them."""
    return Grants(tuple(_grants(edition)), with_phase=True)


def funding(edition: Edition, _view: directives.Directive) -> Grants:
    """Return who paid for the phases of the alliance."""
    return Grants(tuple(grant for grant in _grants(edition) if grant.credit), with_phase=False)


def last_credit(edition: Edition) -> Credit | None:
    """Return what the giver of the latest money asks to be shown on every page."""
    funded = [slug for slug, phase in edition.content.alliance.phases.items() if phase.funding]
    return credit(edition, funded[-1]) if funded else None


def credit(edition: Edition, slug: str) -> Credit | None:
    """Return what the giver of a phase's money asks to be shown, None if nobody paid."""
    alliance = edition.content.alliance
    money = alliance.phases[slug].funding
    if money is None:
        return None
    field = f"phases.{slug}.funding"
    return Credit(
        edition.asset(EU_EMBLEM) if money.emblem == "eu" else "",
        edition.t("Emblem of the European Union"),
        edition.maybe(alliance, f"{field}.label") or "",
        edition.text(alliance, f"{field}.statement"),
        edition.maybe(alliance, f"{field}.disclaimer") or "",
    )


def _grants(edition: Edition) -> Iterator[Grant]:
    alliance = edition.content.alliance
    for slug, phase in alliance.phases.items():
        yield Grant(
            edition.text(alliance, f"phases.{slug}.name"),
            edition.phase_period(phase),
            edition.maybe(alliance, f"phases.{slug}.summary") or "",
            tuple(_facts(edition, slug, phase)),
            credit(edition, slug),
        )


def _facts(edition: Edition, slug: str, phase: Phase) -> Iterator[Fact]:
    if phase.funding is None:
        return
    alliance, field = edition.content.alliance, f"phases.{slug}.funding"
    yield Fact(edition.t("Funder"), (Item(edition.text(alliance, f"{field}.funder")),))
    if programme := edition.maybe(alliance, f"{field}.programme"):
        yield Fact(edition.t("Programme"), (Item(programme),))
    if phase.funding.grant:
        yield Fact(edition.t("Grant agreement"), (Item(phase.funding.grant),))


def welcome(edition: Edition, _view: directives.Directive) -> Welcome:
    """Return what the alliance is for, and where to go first."""
    alliance = edition.content.alliance
    return Welcome(
        edition.text(alliance, "name"),
        edition.text(alliance, "tagline"),
        edition.text(alliance, "sector"),
        edition.t("Which market are you interested in?"),
        tuple(item(edition, market) for market in edition.by_title(edition.content.markets)),
    )


def facts(edition: Edition, _view: directives.Directive) -> Facts:
    """Return what the alliance is, at a glance."""
    content, alliance = edition.content, edition.content.alliance
    rows = (
        Fact(edition.t("Also known as"), tuple(Item(alias) for alias in alliance.aliases)),
        Fact(edition.t("Sector"), (Item(edition.text(alliance, "sector")),)),
        linked(edition, edition.t("Project coordinator"), content.coordinators),
        linked(edition, edition.t("Partners"), content.partners),
        linked(edition, edition.t("Markets"), edition.by_title(content.markets)),
        Fact(edition.t("Where these facts come from"), sources(edition, alliance)),
    )
    return Facts(tuple(row for row in rows if row.items))


def aim(edition: Edition, _view: directives.Directive) -> Prose:
    """Return what the alliance wants to reach."""
    return Prose(edition.markdown(ALLIANCE, "aim"))


def publisher(edition: Edition, _view: directives.Directive) -> Prose:
    """Return who answers for the site."""
    publisher = edition.content.alliance.publisher
    if publisher is None:
        names = cldr.listing([p.name for p in edition.content.partners], edition.formats)
        sentence = edition.t(
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
