"""The accessibility statement, after the model in the annex of Decision (EU) 2018/1523.

Its parts and their order are those of the model; the facts come from `accessibility` in
data/alliance.yml, from data/bodies/ and from the latest test in data/audits/.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from alliance.content import directives
from alliance.content.content import ALLIANCE
from alliance.content.context import Edition
from alliance.i18n import cldr
from alliance.model.alliance import Accessibility
from alliance.model.records import Audit
from alliance.views.blocks import Block, Item, Prose, Section
from alliance.views.cards import item, outside

STANDARD = "EN 301 549 V3.2.1, WCAG 2.2 AA"


@dataclass(frozen=True, slots=True)
class Links:
    """A list of texts, most of which lead somewhere."""

    fragment: ClassVar[str] = "links.html"
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that one directive places."""

    fragment: ClassVar[str] = "group.html"
    blocks: tuple[Block, ...]


def statement(edition: Edition, _view: directives.Directive) -> Group:
    """Return the statement; without its facts, only where to report a barrier."""
    facts = edition.content.alliance.accessibility
    parts: list[Block] = []
    if facts is not None:
        parts += [
            Section(edition.t("Conformance"), (_paragraph(_conformance(edition, facts)),)),
            *_barriers(edition, facts),
            Section(edition.t("How this statement was prepared"), tuple(_method(edition, facts))),
        ]
    parts.append(Section(edition.t("If you meet a barrier"), tuple(_feedback(edition, facts))))
    if edition.content.bodies:
        parts.append(Section(edition.t("If our answer is not enough"), tuple(_bodies(edition))))
    return Group(tuple(parts))


def _conformance(edition: Edition, facts: Accessibility) -> str:
    sentence = {
        "full": edition.t("This site meets {standard} in full."),
        "partial": edition.t("This site meets {standard} in part: what is missing stands below."),
        "none": edition.t("This site does not meet {standard} yet."),
    }[facts.conformance]
    return sentence.format(standard=STANDARD)


def _barriers(edition: Edition, facts: Accessibility) -> Iterator[Section]:
    if not facts.barriers:
        return
    blocks: list[Block] = []
    labels = {
        "standard": edition.t("What falls short of the standard:"),
        "burden": edition.t("What would be out of proportion to mend:"),
        "scope": edition.t("What the law does not cover:"),
    }
    for reason, label in labels.items():
        slugs = [slug for slug, barrier in facts.barriers.items() if barrier.reason == reason]
        texts = [edition.phrase(ALLIANCE, f"accessibility.barriers.{slug}.text") for slug in slugs]
        if texts:
            blocks += [_paragraph(label), Links(tuple(Item(text) for text in texts))]
    yield Section(edition.t("What not everybody can use"), tuple(blocks))


def _method(edition: Edition, facts: Accessibility) -> Iterator[Block]:
    prepared, reviewed = edition.date(facts.prepared), edition.date(facts.reviewed)
    sentence = edition.t("It was first made on {prepared} and last read through on {reviewed}.")
    yield _paragraph(sentence.format(prepared=prepared, reviewed=reviewed))
    yield _paragraph(
        edition.t("It rests on a test of our own; nobody from outside has examined the site.")
    )
    if edition.content.audits:
        yield _paragraph(_tested(edition, edition.content.audits[0]))


def _tested(edition: Edition, audit: Audit) -> str:
    sentence = edition.t(
        "On {date}, {tool} tested {pages} pages {views} times, in every language, on phones and on"
        " large screens, light and dark, against {rules}. Faults found: {violations}."
    )
    return sentence.format(
        date=edition.date(audit.date),
        tool=audit.tool,
        pages=edition.number(audit.pages),
        views=edition.number(audit.views),
        rules=audit.rules,
        violations=edition.number(audit.violations),
    )


def _feedback(edition: Edition, facts: Accessibility | None) -> Iterator[Block]:
    yield _paragraph(
        edition.t(
            "Tell us which page it is and what went wrong, so that it can be mended, or ask for"
            " the content in another form."
        )
    )
    publisher = edition.content.alliance.publisher
    contact = (facts.contact if facts else None) or (publisher.contact if publisher else None)
    if contact:
        yield Links((outside(contact),))
        return
    yield _paragraph(edition.t("Each partner of the alliance will pass it on:"))
    yield Links(tuple(item(edition, partner) for partner in edition.content.partners))


def _bodies(edition: Edition) -> Iterator[Block]:
    yield _paragraph(
        edition.t(
            "If you get no answer, or one that does not help, you can turn to the public body of"
            " the country of the partner concerned."
        )
    )
    items = []
    for body in edition.content.bodies:
        country = cldr.country_name(body.country, edition.language)
        items.append(Item(f"{country}: {body.name} ({body.law})", body.url))
    yield Links(tuple(items))


def _paragraph(text: str) -> Prose:
    return Prose(Markup("<p>{}</p>").format(text))
