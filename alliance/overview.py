"""The views of the alliance as a whole: welcome, aim, status, timeline, publisher."""

from __future__ import annotations

import re

from markupsafe import Markup

from alliance import cldr, directives
from alliance.blocks import (
    Fact,
    Facts,
    Item,
    Moment,
    Prose,
    Status,
    Timeline,
    Welcome,
)
from alliance.cards import kicker, linked, sources
from alliance.content import ALLIANCE, day_of
from alliance.dates import PartialDate
from alliance.edition import Edition
from alliance.model import Activity, Agreement
from alliance.organisation import Phase
from alliance.relations import joint


def welcome(edition: Edition, _view: directives.View) -> Welcome:
    """Return what the alliance is for, and where to go first."""
    alliance = edition.content.alliance
    return Welcome(
        edition.text(alliance, "name"),
        edition.text(alliance, "tagline"),
        edition.text(alliance, "sector"),
        edition.t("Which market are you interested in?"),
        tuple(
            Item(edition.title(m), edition.link(m))
            for m in edition.by_title(edition.content.markets)
        ),
    )


def facts(edition: Edition, _view: directives.View) -> Facts:
    """Return what the alliance is, at a glance."""
    content, alliance = edition.content, edition.content.alliance
    coordinators = [partner for partner in content.partners if partner.role == "coordinator"]
    rows = (
        Fact(edition.t("Also known as"), tuple(Item(alias) for alias in alliance.aliases)),
        Fact(edition.t("Sector"), (Item(edition.text(alliance, "sector")),)),
        linked(edition, edition.t("Project coordinator"), coordinators),
        linked(edition, edition.t("Partners"), content.partners),
        linked(edition, edition.t("Markets"), edition.by_title(content.markets)),
        Fact(edition.t("Where these facts come from"), sources(edition, alliance)),
    )
    return Facts(tuple(row for row in rows if row.items))


def aim(edition: Edition, _view: directives.View) -> Prose:
    """Return what the alliance wants to reach."""
    return Prose(edition.markdown(ALLIANCE, "aim"))


def status(edition: Edition, _view: directives.View) -> Status:
    """Return how the alliance stands."""
    status = edition.content.alliance.status
    active = edition.t("Officially active") if status.active else edition.t("Not officially active")
    funded = edition.t("Funded") if status.funded else edition.t("Not funded")
    return Status(
        edition.t("Current status"),
        (active, funded),
        edition.text(edition.content.alliance, "status.text"),
    )


def timeline(edition: Edition, _view: directives.View) -> Timeline:
    """Return phases by their start, and what has a date where it belongs among them."""
    content = edition.content
    dated: list[tuple[int, int, str, Moment]] = []
    for slug, phase in content.alliance.phases.items():
        moment = _phase_moment(edition, slug, phase)
        dated.append((phase.start.first.toordinal(), 0, slug, moment))
    for record in joint(content):
        if day := day_of(record):
            moment = _moment(edition, record, day)
            dated.append((day.first.toordinal(), 1, record.slug, moment))
    return Timeline(tuple(entry[-1] for entry in sorted(dated, key=lambda entry: entry[:3])))


def _phase_moment(edition: Edition, slug: str, phase: Phase) -> Moment:
    alliance = edition.content.alliance
    return Moment(
        edition.phase_period(phase),
        edition.t("Phase"),
        edition.text(alliance, f"phases.{slug}.name"),
        "",
        edition.maybe(alliance, f"phases.{slug}.summary") or "",
        emphasis=True,
    )


def _moment(edition: Edition, record: Activity | Agreement, day: PartialDate) -> Moment:
    return Moment(
        edition.period(day, record.end if isinstance(record, Activity) else None),
        kicker(edition, record),
        edition.title(record),
        edition.link(record),
        edition.text(record, "summary"),
    )


def publisher(edition: Edition, _view: directives.View) -> Prose:
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
        shown = re.sub("^[a-z]+:(//)?", "", publisher.contact)
        lines.append(Markup('<a href="{}">{}</a>').format(publisher.contact, shown))
    return Prose(Markup("<p>{}</p>").format(Markup("<br>").join(lines)))
