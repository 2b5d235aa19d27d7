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
from alliance.content.checks.dates import is_outdated
from alliance.content.content import ALLIANCE
from alliance.content.context import Context
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


def statement(context: Context, _view: directives.Directive) -> Group:
    """Return the statement; without its facts, only where to report a barrier."""
    facts = context.content.alliance.accessibility
    parts: list[Block] = []
    if facts is not None:
        parts += [
            Section(context.t("Conformance"), (_paragraph(_conformance(context, facts)),)),
            *_barriers(context, facts),
            Section(context.t("How this statement was prepared"), tuple(_method(context, facts))),
        ]
    parts.append(Section(context.t("If you meet a barrier"), tuple(_feedback(context, facts))))
    if context.content.bodies:
        parts.append(Section(context.t("If our answer is not enough"), tuple(_bodies(context))))
    return Group(tuple(parts))


def _conformance(context: Context, facts: Accessibility) -> str:
    sentence = {
        "full": context.t("This site meets {standard} in full."),
        "partial": context.t("This site meets {standard} in part: what is missing stands below."),
        "none": context.t("This site does not meet {standard} yet."),
    }[facts.conformance]
    return sentence.format(standard=STANDARD)


def _barriers(context: Context, facts: Accessibility) -> Iterator[Section]:
    if not facts.barriers:
        return
    blocks: list[Block] = []
    labels = {
        "standard": context.t("What falls short of the standard:"),
        "burden": context.t("What would be out of proportion to mend:"),
        "scope": context.t("What the law does not cover:"),
    }
    for reason, label in labels.items():
        slugs = [slug for slug, barrier in facts.barriers.items() if barrier.reason == reason]
        texts = [context.phrase(ALLIANCE, f"accessibility.barriers.{slug}.text") for slug in slugs]
        if texts:
            blocks += [_paragraph(label), Links(tuple(Item(text) for text in texts))]
    yield Section(context.t("What not everybody can use"), tuple(blocks))


def _method(context: Context, facts: Accessibility) -> Iterator[Block]:
    prepared, reviewed = context.date(facts.prepared), context.date(facts.reviewed)
    sentence = context.t("It was first made on {prepared} and last read through on {reviewed}.")
    yield _paragraph(sentence.format(prepared=prepared, reviewed=reviewed))
    if is_outdated(facts.reviewed, context.today):
        yield _paragraph(
            context.t("The last review was more than a year ago: parts of this may have changed.")
        )
    yield _paragraph(
        context.t("It rests on a test of our own; nobody from outside has examined the site.")
    )
    if context.content.audits:
        yield _paragraph(_tested(context, context.content.audits[0]))


def _tested(context: Context, audit: Audit) -> str:
    sentence = context.t(
        "On {date}, {tool} tested {pages} pages {views} times, in every language, on phones and on"
        " large screens, light and dark, against {rules}. Faults found: {violations}."
    )
    return sentence.format(
        date=context.date(audit.date),
        tool=audit.tool,
        pages=context.number(audit.pages),
        views=context.number(audit.views),
        rules=audit.rules,
        violations=context.number(audit.violations),
    )


def _feedback(context: Context, facts: Accessibility | None) -> Iterator[Block]:
    yield _paragraph(
        context.t(
            "Tell us which page it is and what went wrong, so that it can be mended, or ask for"
            " the content in another form."
        )
    )
    publisher = context.content.alliance.publisher
    contact = (facts.contact if facts else None) or (publisher.contact if publisher else None)
    if contact:
        yield Links((outside(contact),))
        return
    yield _paragraph(context.t("Each partner of the alliance will pass it on:"))
    yield Links(tuple(item(context, partner) for partner in context.content.partners))


def _bodies(context: Context) -> Iterator[Block]:
    yield _paragraph(
        context.t(
            "If you get no answer, or one that does not help, you can turn to the public body of"
            " the country of the partner concerned."
        )
    )
    items = []
    for body in context.content.bodies:
        country = cldr.country_name(body.country, context.language)
        items.append(Item(f"{country}: {body.name} ({body.law})", body.url))
    yield Links(tuple(items))


def _paragraph(text: str) -> Prose:
    return Prose(Markup("<p>{}</p>").format(text))
