"""The views of the alliance as a whole: welcome, aim, publisher."""

from __future__ import annotations

from markupsafe import Markup

from alliance.content import directives
from alliance.content.content import ALLIANCE
from alliance.content.edition import Edition
from alliance.i18n import cldr
from alliance.views.blocks import Fact, Facts, Item, Prose, Welcome
from alliance.views.cards import item, linked, outside, sources


def welcome(edition: Edition, _view: directives.View) -> Welcome:
    """Return what the alliance is for, and where to go first."""
    alliance = edition.content.alliance
    return Welcome(
        edition.text(alliance, "name"),
        edition.text(alliance, "tagline"),
        edition.text(alliance, "sector"),
        edition.t("Which market are you interested in?"),
        tuple(item(edition, market) for market in edition.by_title(edition.content.markets)),
    )


def facts(edition: Edition, _view: directives.View) -> Facts:
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


def aim(edition: Edition, _view: directives.View) -> Prose:
    """Return what the alliance wants to reach."""
    return Prose(edition.markdown(ALLIANCE, "aim"))


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
        way = outside(publisher.contact)
        lines.append(Markup('<a href="{}">{}</a>').format(way.href, way.text))
    return Prose(Markup("<p>{}</p>").format(Markup("<br>").join(lines)))
