"""What must hold between records. Each rule yields problems at the place to mend."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from itertools import chain
from pathlib import Path

from pydantic import BaseModel

from alliance.content.checks.addresses import check_addresses, lost
from alliance.content.checks.alliance import check_charter
from alliance.content.checks.dates import check_dates
from alliance.content.checks.images import check_pictures
from alliance.content.checks.texts import check_texts
from alliance.content.content import ARTICLES, Content, Key, key_of, label_of
from alliance.content.directives import Views, there_are
from alliance.content.loading import MAX_PROBLEMS, Loaded, load
from alliance.content.urls import path_of
from alliance.content.yaml.reader import Location, locate_key
from alliance.i18n.messages import Message, mark, say, say_all, say_many
from alliance.i18n.problems import Problem, about, at_most, did_you_mean, quote
from alliance.model.alliance import Alliance, Phase
from alliance.model.fields import referenced_kind
from alliance.model.kinds import ALL_KINDS, KINDS
from alliance.model.records import Activity, Article, Partner
from alliance.progress import Show


def read_and_check(
    root: Path, views: Views, show: Show, today: dt.date
) -> tuple[Content | None, list[Problem]]:
    """Return the content below `root` and every problem in it, sorted by place.

    The content is None only when the settings or the alliance itself cannot be read. `views` are
    those that directives can place; `today` is the day of the build.
    """
    loaded = load(root, show)
    content = loaded.content()
    problems = chain(loaded.problems, check(loaded, content, views, today))
    return content, sorted(set(at_most(MAX_PROBLEMS, problems)))


def check(
    loaded: Loaded, content: Content | None, views: Views, today: dt.date
) -> Iterator[Problem]:
    """Yield each problem between records that could be read; `today` is the day of the build."""
    slugs = slugs_of(loaded)
    for key, model in loaded.models.items():
        yield from _check_references(key, model, loaded, slugs)
        yield from _check_periods(key, model, loaded)
        if isinstance(model, Activity) and model.cancelled:
            yield from _check_cancelled(key, model, loaded)
    yield from check_charter(loaded)
    yield from check_dates(loaded, today)
    yield from _check_coordinator(loaded)
    yield from check_addresses(loaded)
    yield from _check_home(loaded)
    yield from _check_translations(loaded)
    yield from check_texts(loaded, views, slugs)
    yield from check_pictures(loaded)
    if content is not None:
        yield from _check_claims(loaded, content)
        yield from lost(loaded, content)


def slugs_of(loaded: Loaded) -> dict[str, frozenset[str]]:
    """Return the slugs that can be named, by kind; those of unreadable records among them."""
    slugs = {
        kind: frozenset(slug for of, slug in loaded.names if of == kind)
        for kind in (*KINDS, ARTICLES)
    }
    if loaded.alliance:
        slugs["phases"] = frozenset(loaded.alliance.phases)
    return slugs


def _check_references(
    key: Key, model: BaseModel, loaded: Loaded, slugs: dict[str, frozenset[str]]
) -> Iterator[Problem]:
    for location, kind, slug in _references(model, ()):
        if kind not in slugs or slug in slugs[kind]:
            continue
        yield loaded.field_problem(key, location, not_there(kind, slug, slugs[kind]))


def not_there(kind: str, slug: str, slugs: Collection[str]) -> Message:
    """Say that nothing of a kind has a slug; `slugs` are those that there are."""
    return say_all(
        say(
            "there is no {kind} {slug} in {place}.",
            kind=say(ALL_KINDS[kind].singular if kind in ALL_KINDS else mark("phase")),
            slug=quote(slug),
            place="data/alliance.yml" if kind == "phases" else f"data/{kind}/",
        ),
        did_you_mean(slug, slugs),
        there_are(slugs),
    )


def _references(model: BaseModel, prefix: Location) -> Iterator[tuple[Location, str, str]]:
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        kind = referenced_kind(field)
        if isinstance(value, BaseModel):
            yield from _references(value, (*prefix, name))
        elif kind and isinstance(value, str):
            yield (*prefix, name), kind, value
        elif kind and isinstance(value, tuple):
            for index, slug in enumerate(value):
                yield (*prefix, name, index), kind, slug


def _check_periods(key: Key, model: BaseModel, loaded: Loaded) -> Iterator[Problem]:
    periods: list[tuple[tuple[str, ...], Activity | Phase]] = []
    if isinstance(model, Activity):
        periods = [((), model)]
    elif isinstance(model, Alliance):
        periods = [(("phases", slug), phase) for slug, phase in model.phases.items()]
    for location, part in periods:
        if part.end is None:
            continue
        if part.start is None:
            message = say("there is an end but no start. Add the start.")
        elif part.end.last < part.start.first:
            message = say(
                "the end, {end}, comes before the start, {start}. Correct one of them.",
                end=str(part.end),
                start=str(part.start),
            )
        else:
            continue
        yield loaded.field_problem(key, (*location, "end"), message)


def _check_cancelled(key: Key, activity: Activity, loaded: Loaded) -> Iterator[Problem]:
    if activity.planned:
        message = say("the activity was cancelled, so it is no longer planned. Delete this field.")
        yield loaded.field_problem(key, ("planned",), message)
    if activity.participants:
        message = say(
            'the activity was cancelled, so nobody took part. Delete this field, or "cancelled".'
        )
        yield loaded.field_problem(key, ("participants",), message)


def _check_coordinator(loaded: Loaded) -> Iterator[Problem]:
    partners = [
        (key, model)
        for key, model in loaded.models.items()
        if isinstance(model, Partner) and not model.draft
    ]
    is_complete = all(key in loaded.models for key in loaded.names if key[0] == Partner.kind)
    coordinators = [key for key, model in partners if model.role == "coordinator"]
    if partners and not coordinators and is_complete:
        message = say('no partner is the coordinator. Write "role: coordinator" for one of them.')
        yield loaded.problem(partners[0][0], ("role",), message)
    for key in coordinators[1:]:
        message = say(
            "there are two coordinators, {first} is one already."
            ' Write "role: partner" for one of them.',
            first=quote(coordinators[0][1]),
        )
        yield loaded.field_problem(key, ("role",), message)


def _check_home(loaded: Loaded) -> Iterator[Problem]:
    """Refuse a site without a home page, and a menu that leads to drafts."""
    if loaded.settings is None:
        return
    if (ARTICLES, "") not in loaded.names:
        message = say("the home page is missing. Write it: title, description, and a text.")
        yield Problem("docs/index.md", 1, 1, message)
    for file in dict.fromkeys((*loaded.settings.menu, *loaded.settings.footer)):
        model = loaded.models.get((ARTICLES, path_of(file)))
        if isinstance(model, Article) and model.draft:
            message = say(
                "the menu or the footer in mkdocs.yml leads to this draft. Take it out there."
            )
            yield loaded.problem((ARTICLES, path_of(file)), ("draft",), message)


def _check_translations(loaded: Loaded) -> Iterator[Problem]:
    """Refuse a translation of a text that its source does not have."""
    for key, languages in loaded.translations.items():
        source = languages[loaded.source_language]
        for language, translation in languages.items():
            for field in translation.texts.keys() - source.texts.keys():
                file = loaded.files[key, language]
                message = say_all(
                    say("the source has no such text, so there is nothing to translate."),
                    did_you_mean(field, source.texts),
                    say("Correct the name, or delete it here."),
                )
                place = locate_key(file.node, tuple(field.split(".")))
                label = label_of(key, language)
                yield Problem(file.path, *place, about(field, message), label)


def _check_claims(loaded: Loaded, content: Content) -> Iterator[Problem]:
    for result in content.results:
        listed = len(content.counted(result))
        if listed > result.claim:
            message = say_many(
                "{claim} is claimed, but {n} record shows it."
                " Raise the claim, or narrow what it counts.",
                "{claim} is claimed, but {n} records show it."
                " Raise the claim, or narrow what it counts.",
                listed,
                claim=result.claim,
            )
            yield loaded.field_problem(key_of(result), ("claim",), message)
