"""Who paid: the phases of the alliance with their money, and what its givers ask to be shown."""

from __future__ import annotations

from collections.abc import Iterator

from alliance.content import directives
from alliance.content.edition import Edition
from alliance.graphics.emblem import EMBLEM
from alliance.model.organisation import Phase
from alliance.views.blocks import Credit, Fact, Grant, Grants, Item


def phases(edition: Edition, _view: directives.View) -> Grants:
    """Return the phases of the alliance and who paid for them."""
    return Grants(tuple(_grants(edition)), with_phase=True)


def funding(edition: Edition, _view: directives.View) -> Grants:
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
        edition.asset(EMBLEM) if money.emblem == "eu" else "",
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
