"""What must hold of dates, and what is due by them.

Nothing that only time breaks is a problem: content that nobody touches stays right. What was done
cannot be in the future, and that only gets truer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pydantic import BaseModel

from alliance.content.content import ALLIANCE, Content, Key, key_of, label_of
from alliance.content.loading import Loaded
from alliance.content.relations import Money, belied, standing
from alliance.content.yaml.reader import Location, locate
from alliance.i18n.dates import PartialDate, Term, Timing, term_end, timing_of
from alliance.i18n.messages import Message, say
from alliance.i18n.problems import Problem, about
from alliance.model.fields import is_done

_ZONES = dt.timedelta(days=1)
"""Where an editor is, it can be tomorrow already."""


def check_dates(loaded: Loaded, today: dt.date) -> Iterator[Problem]:
    """Yield each date of something done that is still to come, and money that never was.

    `today` is the day of the build; that of the clock counts as well, because what is not committed
    yet was done after the last commit.
    """
    latest = max(today, dt.datetime.now(dt.UTC).date()) + _ZONES
    for key, model in loaded.models.items():
        for location, date in _done(model, ()):
            if date.first > latest:
                message = say(
                    "{date} is still to come, but it says when something was done. Correct it.",
                    date=str(date),
                )
                yield loaded.field_problem(key, location, message)
    alliance = loaded.alliance
    is_never = alliance and standing(alliance, today).money is Money.NEVER
    if alliance and is_never and (fault := belied(alliance, today)):
        yield loaded.field_problem(ALLIANCE, ("status", "funded"), fault)


def _done(value: object, at: Location) -> Iterator[tuple[Location, PartialDate]]:
    """Yield the dates of what was done, with their places, in a model and all that it holds."""
    for part, inner in _parts(value):
        if not isinstance(inner, PartialDate):
            yield from _done(inner, (*at, part))
        elif isinstance(value, BaseModel) and is_done(type(value).model_fields[str(part)]):
            yield (*at, part), inner


def _parts(value: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(value, BaseModel):
        yield from ((name, getattr(value, name)) for name in type(value).model_fields)
    elif isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, tuple):
        yield from enumerate(value)


def due(content: Content, today: dt.date) -> Iterator[Problem]:
    """Yield a note for what was right and is not any more, because time went by."""
    alliance = content.alliance
    if message := belied(alliance, today):
        yield _note(content, ALLIANCE, ("status", "funded"), message)
    facts = alliance.accessibility
    if facts and is_outdated(facts.reviewed, today):
        message = say(
            "{reviewed} is more than 12 months before this build ({today})."
            " Read the statement through, correct it, and write the day here.",
            reviewed=str(facts.reviewed),
            today=str(today),
        )
        yield _note(content, ALLIANCE, ("accessibility", "reviewed"), message)
    if content.audits and is_outdated(content.audits[0].date, today):
        audit = content.audits[0]
        message = say(
            "{date} is more than 12 months before this build ({today})."
            " Test the site again: make audit.",
            date=str(audit.date),
            today=str(today),
        )
        yield _note(content, key_of(audit), ("date",), message)


def is_outdated(day: PartialDate, today: dt.date) -> bool:
    """Tell whether a day is more than a year ago."""
    return timing_of(term_end(day, Term(1, "year")), None, today) is Timing.PAST


def _note(content: Content, key: Key, place: Location, message: Message) -> Problem:
    file = content.files[key, content.settings.source_language]
    field = ".".join(map(str, place))
    return Problem(file.path, *locate(file.node, place), about(field, message), label_of(key))
