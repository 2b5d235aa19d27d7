"""What must hold between records. Each rule yields problems at the place to mend."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

from alliance import colours
from alliance.addresses import path_of
from alliance.content import ALLIANCE, ARTICLES, Content, Key, key_of, label_of
from alliance.dates import PartialDate
from alliance.fields import Reference, Term, markers
from alliance.history import build_date
from alliance.load import Loaded, load
from alliance.model import KINDS, PAGED, SINGULAR, Activity, Article, Audit, Partner, Record
from alliance.organisation import Alliance, Phase
from alliance.pictures import check_pictures
from alliance.problem import Problem, did_you_mean, join_or, quote
from alliance.progress import Show, silent
from alliance.reader import Location, locate_key
from alliance.standing import check_standing
from alliance.texts import check_texts
from alliance.timing import Timing, term_end, timing_of


def read(root: Path, show: Show = silent) -> tuple[Content | None, list[Problem]]:
    """Return the content below `root` and every problem in it, sorted by place.

    The content is None only when the settings or the alliance itself cannot be read.
    """
    loaded = load(root, show)
    content = loaded.content()
    problems = [*loaded.problems, *check(loaded, content, build_date(root))]
    return content, sorted(set(problems))


def check(loaded: Loaded, content: Content | None, today: dt.date) -> Iterator[Problem]:
    """Yield each problem between records that could be read; `today` is the day of the build."""
    slugs = slugs_of(loaded)
    for key, model in loaded.models.items():
        yield from _check_references(key, model, loaded, slugs)
        yield from _check_periods(key, model, loaded)
        if isinstance(model, Activity) and model.cancelled and model.participants:
            message = (
                "participants: the activity was cancelled, so nobody took part. Delete this field,"
                ' or "cancelled".'
            )
            yield loaded.problem(key, ("participants",), message)
    yield from _check_brand(loaded)
    yield from _check_coordinator(loaded)
    yield from _check_funding(loaded)
    yield from check_standing(loaded, today)
    yield from _check_accessibility(loaded, today)
    yield from _check_addresses(loaded)
    yield from _check_home(loaded)
    yield from _check_translations(loaded)
    yield from check_texts(loaded, slugs)
    yield from check_pictures(loaded)
    if content is not None:
        yield from _check_claims(loaded, content)


def slugs_of(loaded: Loaded) -> dict[str, frozenset[str]]:
    """Return the slugs that can be named, by kind; those of unreadable records among them."""
    slugs = {
        kind: frozenset(slug for of, slug in loaded.names if of == kind)
        for kind in (*KINDS, ARTICLES)
    }
    if loaded.alliance:
        slugs["phases"] = frozenset(loaded.alliance.phases)
    return {
        **slugs,
        "counts": frozenset(("activities", "agreements")),
        "lists": frozenset(("partners",)),
        "forms": frozenset(("note",)),
    }


def _check_references(
    key: Key, model: BaseModel, loaded: Loaded, slugs: dict[str, frozenset[str]]
) -> Iterator[Problem]:
    for location, kind, slug in _references(model, ()):
        if kind not in slugs or slug in slugs[kind]:
            continue
        singular = SINGULAR.get(kind, "phase")
        where = "data/alliance.yml" if kind == "phases" else f"data/{kind}/"
        known = f" There are {join_or(sorted(slugs[kind]))}." if slugs[kind] else ""
        message = (
            f"{_dotted(location)}: there is no {singular} {quote(slug)} in {where}."
            f"{did_you_mean(slug, slugs[kind])}{known}"
        )
        yield loaded.problem(key, location, message)


def _references(model: BaseModel, prefix: Location) -> Iterator[tuple[Location, str, str]]:
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        reference = next((mark for mark in markers(field) if isinstance(mark, Reference)), None)
        if isinstance(value, BaseModel):
            yield from _references(value, (*prefix, name))
        elif reference and isinstance(value, str):
            yield (*prefix, name), reference.kind, value
        elif reference and isinstance(value, tuple):
            for index, slug in enumerate(value):
                yield (*prefix, name, index), reference.kind, slug


def _check_periods(key: Key, model: BaseModel, loaded: Loaded) -> Iterator[Problem]:
    periods: list[tuple[tuple[str, ...], Activity | Phase]] = []
    if isinstance(model, Activity):
        periods = [((), model)]
    elif isinstance(model, Alliance):
        periods = [(("phases", slug), phase) for slug, phase in model.phases.items()]
    for location, part in periods:
        name = ".".join((*location, "end"))
        if part.end is None:
            continue
        if part.start is None:
            message = f"{name}: there is an end but no start. Add the start."
            yield loaded.problem(key, (*location, "end"), message)
        elif part.end.last < part.start.first:
            message = (
                f"{name}: the end, {part.end}, comes before the start, {part.start}."
                " Correct one of them."
            )
            yield loaded.problem(key, (*location, "end"), message)


def _check_brand(loaded: Loaded) -> Iterator[Problem]:
    """Refuse a colour that texts could not be read in."""
    brand = loaded.alliance.brand if loaded.alliance else None
    for fault in colours.faults(brand) if brand else ():
        ratio = math.floor(fault.ratio * 100) / 100  # 4.499 must not read as enough
        message = (
            f"brand.{fault.field}: texts in {quote(fault.colour)} cannot be read on {fault.scheme}"
            f" pages: the contrast is {ratio:.2f}, at least {colours.NEEDED} is needed (WCAG 2.2)."
            f" Did you mean {quote(fault.shade)}?"
        )
        yield loaded.problem(ALLIANCE, ("brand", fault.field), message)


def _check_coordinator(loaded: Loaded) -> Iterator[Problem]:
    partners = [
        (key, model)
        for key, model in loaded.models.items()
        if isinstance(model, Partner) and not model.draft
    ]
    is_complete = all(key in loaded.models for key in loaded.names if key[0] == Partner.kind)
    coordinators = [key for key, model in partners if model.role == "coordinator"]
    if partners and not coordinators and is_complete:
        message = 'no partner is the coordinator. Write "role: coordinator" for one of them.'
        yield loaded.problem(partners[0][0], ("role",), message)
    for key in coordinators[1:]:
        first = quote(coordinators[0][1])
        message = (
            f"role: there are two coordinators, {first} is one already."
            ' Write "role: partner" for one of them.'
        )
        yield loaded.problem(key, ("role",), message)


def _check_funding(loaded: Loaded) -> Iterator[Problem]:
    """Refuse an emblem without the words that belong to it, and a check that nobody made."""
    for slug, phase in loaded.alliance.phases.items() if loaded.alliance else ():
        money, place = phase.funding, ("phases", slug, "funding")
        if money is None:
            continue
        if money.emblem and not money.label:
            message = (
                "emblem: it is never shown without words. Add the label that the funder"
                ' prescribes, as in "label: Funded by the European Union".'
            )
            yield loaded.problem(ALLIANCE, (*place, "emblem"), f"{'.'.join(place)}.{message}")
        if money.verified != bool(money.verified_by):
            field = "verified" if money.verified else "verified_by"
            message = (
                f"{field}: both are needed. Write who checked the funding against the grant"
                ' agreement in verified_by, and "verified: true"; or delete verified_by.'
            )
            yield loaded.problem(ALLIANCE, (*place, field), f"{'.'.join(place)}.{message}")


def _check_accessibility(loaded: Loaded, today: dt.date) -> Iterator[Problem]:
    """Refuse an accessibility statement that rests on something more than a year old."""
    facts = loaded.alliance.accessibility if loaded.alliance else None
    if facts is None:
        return
    place = ("accessibility", "reviewed")
    if facts.reviewed < facts.prepared:
        message = f"reviewed: it comes before {facts.prepared}, when the statement was first made."
        yield loaded.problem(ALLIANCE, place, f"accessibility.{message} Correct one of them.")
    elif _is_outdated(facts.reviewed, today):
        message = (
            f"reviewed: {facts.reviewed} is more than 12 months before this build ({today})."
            " Read the statement through, correct it, and write the day here."
        )
        yield loaded.problem(ALLIANCE, place, f"accessibility.{message}")
    audits = [(m.date, key) for key, m in loaded.models.items() if isinstance(m, Audit)]
    if audits and _is_outdated(max(audits)[0], today):
        day, key = max(audits)
        message = f"date: {day} is more than 12 months before this build ({today})."
        yield loaded.problem(key, ("date",), f"{message} Test the site again: make audit.")


def _is_outdated(day: PartialDate, today: dt.date) -> bool:
    return timing_of(term_end(day, Term(1, "year")), None, today) is Timing.PAST


def _check_addresses(loaded: Loaded) -> Iterator[Problem]:
    """Refuse two files that make the same page, and an old address that is in use."""
    pages = {slug for kind, slug in loaded.names if kind == ARTICLES}
    addresses = Counter(address for key in loaded.models for address in _old_addresses(key, loaded))
    for key, model in loaded.models.items():
        kind, slug = key
        if kind in PAGED and f"{kind}/{slug}" in pages:
            message = (
                f"docs/{kind}/{slug}.md makes the page of the same address. Rename one of them."
            )
            yield loaded.problem(key, (), message)
        if not isinstance(model, Record):
            continue
        for index, old in enumerate(model.was):
            taken = (kind, old) in loaded.names or addresses[f"{kind}/{old}"] > 1
            if taken:
                message = (
                    f"was: another record has or had the address {quote(old)}. Remove it here."
                )
                yield loaded.problem(key, ("was", index), message)


def _check_home(loaded: Loaded) -> Iterator[Problem]:
    """Refuse a site without a home page, and a menu that leads to drafts."""
    if loaded.settings is None:
        return
    if (ARTICLES, "") not in loaded.names:
        message = "the home page is missing. Write it: title, description, and a text."
        yield Problem("docs/index.md", 1, 1, message)
    for file in dict.fromkeys((*loaded.settings.menu, *loaded.settings.footer)):
        model = loaded.models.get((ARTICLES, path_of(file)))
        if isinstance(model, Article) and model.draft:
            message = "the menu or the footer in mkdocs.yml leads to this draft. Take it out there."
            yield loaded.problem((ARTICLES, path_of(file)), ("draft",), message)


def _old_addresses(key: Key, loaded: Loaded) -> Iterator[str]:
    model = loaded.models[key]
    if isinstance(model, Record):
        yield from (f"{key[0]}/{old}" for old in model.was)


def _check_translations(loaded: Loaded) -> Iterator[Problem]:
    """Refuse a translation of a text that its source does not have."""
    for key, languages in loaded.translations.items():
        source = languages[loaded.source_language]
        for language, translation in languages.items():
            for field in translation.texts.keys() - source.texts.keys():
                file = loaded.files[key, language]
                hint = did_you_mean(field, source.texts)
                message = (
                    f"{field}: the source has no such text, so there is nothing to translate.{hint}"
                )
                place = locate_key(file.node, tuple(field.split(".")))
                yield Problem(file.path, *place, f"{label_of(key, language)}: {message}")


def _check_claims(loaded: Loaded, content: Content) -> Iterator[Problem]:
    for result in content.results:
        listed = len(content.counted(result))
        if listed > result.claim:
            message = (
                f"claim: {result.claim} is claimed, but {listed} records show it."
                " Raise the claim, or narrow what it counts."
            )
            yield loaded.problem(key_of(result), ("claim",), message)


def _dotted(location: Location) -> str:
    return ".".join(part for part in location if isinstance(part, str))
