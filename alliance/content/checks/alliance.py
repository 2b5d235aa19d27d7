"""What must hold in data/alliance.yml: its colours, its funding and its accessibility statement."""

from __future__ import annotations

import math
from collections.abc import Iterator

from alliance.content.content import ALLIANCE
from alliance.content.loading import Loaded
from alliance.graphics import colours
from alliance.i18n.messages import mark, say
from alliance.i18n.problems import Problem, quote


def check_charter(loaded: Loaded) -> Iterator[Problem]:
    """Yield each problem of the alliance itself."""
    yield from _check_brand(loaded)
    yield from _check_funding(loaded)
    yield from _check_accessibility(loaded)


def _check_brand(loaded: Loaded) -> Iterator[Problem]:
    """Refuse a colour that texts could not be read in."""
    brand = loaded.alliance.brand if loaded.alliance else None
    for fault in colours.contrast_faults(brand) if brand else ():
        ratio = math.floor(fault.ratio * 100) / 100  # 4.499 must not read as enough
        text = (
            mark(
                "texts in {colour} cannot be read on dark pages: the contrast is {ratio}, at least"
                " {needed} is needed (WCAG 2.2)."
            )
            if fault.scheme == "dark"
            else mark(
                "texts in {colour} cannot be read on light pages: the contrast is {ratio}, at least"
                " {needed} is needed (WCAG 2.2)."
            )
        )
        message = say(
            text, colour=quote(fault.colour), ratio=f"{ratio:.2f}", needed=colours.NEEDED
        ) + say("Did you mean {word}?", word=quote(fault.shade))
        yield loaded.field_problem(ALLIANCE, ("brand", fault.field), message)


def _check_funding(loaded: Loaded) -> Iterator[Problem]:
    """Refuse an emblem without the words that belong to it, and a check that nobody made."""
    for slug, phase in loaded.alliance.phases.items() if loaded.alliance else ():
        money, place = phase.funding, ("phases", slug, "funding")
        if money is None:
            continue
        if money.emblem and not money.label:
            message = say(
                "it is never shown without words. Add the label that the funder prescribes, as in"
                ' "label: Funded by the European Union".'
            )
            yield loaded.field_problem(ALLIANCE, (*place, "emblem"), message)
        if money.verified != bool(money.verified_by):
            field = "verified" if money.verified else "verified_by"
            message = say(
                "both are needed. Write who checked the funding against the grant agreement in"
                ' verified_by, and "verified: true"; or delete verified_by.'
            )
            yield loaded.field_problem(ALLIANCE, (*place, field), message)


def _check_accessibility(loaded: Loaded) -> Iterator[Problem]:
    """Refuse an accessibility statement that was read before it was made."""
    facts = loaded.alliance.accessibility if loaded.alliance else None
    if facts and facts.reviewed < facts.prepared:
        message = say(
            "it comes before {prepared}, when the statement was first made. Correct one of them.",
            prepared=str(facts.prepared),
        )
        yield loaded.field_problem(ALLIANCE, ("accessibility", "reviewed"), message)
