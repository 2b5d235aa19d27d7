"""What has grown old and wants to be seen to, for each member organisation, on a given day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from alliance.content.checks.texts import outward
from alliance.content.content import ALLIANCE, ARTICLES, Content, Key, key_of, label_of
from alliance.content.relations import owner_of
from alliance.content.yaml.nodes import Node, Scalar, Sequence
from alliance.content.yaml.reader import Location, locate
from alliance.i18n.dates import PartialDate, Term, Timing, term_end, timing_of
from alliance.i18n.messages import Message, say, say_many
from alliance.i18n.problems import Problem, about, quote
from alliance.model.records import Record
from alliance.review.links import Answer, Finding

SOON = dt.timedelta(days=60)
_YEAR = Term(1, "year")


class Topic(StrEnum):
    """Why something wants to be seen to."""

    CHECKED = "checked"
    """Nobody has held it against the facts for long."""
    PLANNED = "planned"
    """It is over and still called planned."""
    TERM = "term"
    """An agreement ends, or has ended."""
    PHASE = "phase"
    """A phase ends, and what pays for it."""
    ACCESSIBILITY = "accessibility"
    """The accessibility statement, or the test behind it, has to be renewed."""
    LINK = "link"
    """An address of another site is gone or has moved."""
    UNREACHED = "unreached"
    """Whether an address of another site is there could not be found out."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something to see to."""

    owner: str
    """The slug of the partner that keeps the record up, "" if there is not even a coordinator."""
    topic: Topic
    problem: Problem


def upkeep(content: Content, today: dt.date, months: int) -> list[Task]:
    """Return what wants to be seen to, by file; a check is old after so many months."""
    found = [
        *_old_checks(content, today, months),
        *_past_plans(content, today),
        *_terms(content, today),
        *_phases(content, today),
        *_accessibility(content, today),
    ]
    return sorted(found, key=lambda task: task.problem)


def unchecked(content: Content) -> Mapping[str, int]:
    """Return how many records and pages of each owner were never held against the facts."""
    return Counter(
        owner_of(content, key) for key, record in records_of(content) if record.checked is None
    )


def records_of(content: Content) -> Iterator[tuple[Key, Record]]:
    """Yield every record and written page that is published."""
    for kind, records in content.records.items():
        yield from (((kind, slug), record) for slug, record in records.items())
    yield from (((ARTICLES, path), article) for path, article in content.articles.items())


def _old_checks(content: Content, today: dt.date, months: int) -> Iterator[Task]:
    for key, record in records_of(content):
        if record.checked and _is_over(term_end(record.checked, Term(months, "month")), today):
            message = say_many(
                "{date} is more than {n} month ago. Hold it against the facts, try its links, and"
                " write the day here.",
                "{date} is more than {n} months ago. Hold it against the facts, try its links, and"
                " write the day here.",
                months,
                date=str(record.checked),
            )
            yield _task(content, Topic.CHECKED, key, ("checked",), message)


def _past_plans(content: Content, today: dt.date) -> Iterator[Task]:
    for activity in content.activities:
        if activity.planned and timing_of(activity.start, activity.end, today) is Timing.PAST:
            message = say(
                "it was to end on {date}. If it took place, delete this line; if not, write"
                ' "cancelled: true" in its place.',
                date=str(activity.end or activity.start),
            )
            yield _task(content, Topic.PLANNED, key_of(activity), ("planned",), message)


def _terms(content: Content, today: dt.date) -> Iterator[Task]:
    """Yield the agreements that end soon, and those that nobody has looked at since they ended."""
    for agreement in content.agreements:
        if agreement.signed is None or agreement.term is None:
            continue
        end, key = term_end(agreement.signed, agreement.term), key_of(agreement)
        if _is_soon(end, today):
            message = say(
                "it ends on {date}. Find out whether it goes on: correct the term, or tell of it in"
                " the text.",
                date=str(end),
            )
            yield _task(content, Topic.TERM, key, ("term",), message)
        elif _is_over(end, today) and not (
            agreement.checked and agreement.checked.first > end.last
        ):
            message = say(
                "it ended on {date}, and nobody has looked at it since. Find out whether it goes"
                ' on, tell of it in the text, and write the day into "checked".',
                date=str(end),
            )
            yield _task(content, Topic.TERM, key, ("term",), message)


def _phases(content: Content, today: dt.date) -> Iterator[Task]:
    for slug, phase in content.alliance.phases.items():
        if phase.end is None or not _is_soon(phase.end, today):
            continue
        message = (
            say("the phase ends on {date}, and its funding with it.", date=str(phase.end))
            if phase.funding
            else say("the phase ends on {date}.", date=str(phase.end))
        ) + say("Think of the next one, and of the status below.")
        yield _task(content, Topic.PHASE, ALLIANCE, ("phases", slug, "end"), message)


def _accessibility(content: Content, today: dt.date) -> Iterator[Task]:
    facts = content.alliance.accessibility
    if facts and (end := _due(facts.reviewed, today)):
        message = say("read the statement through and write the day here by {date}.", date=str(end))
        place = ("accessibility", "reviewed")
        yield _task(content, Topic.ACCESSIBILITY, ALLIANCE, place, message)
    if content.audits and (end := _due(content.audits[0].date, today)):
        message = say("test the site again by {date}: make audit.", date=str(end))
        yield _task(content, Topic.ACCESSIBILITY, key_of(content.audits[0]), ("date",), message)


def _due(day: PartialDate, today: dt.date) -> PartialDate | None:
    """Return when something of a day is a year old, if that is soon or over."""
    end = term_end(day, _YEAR)
    return end if _is_over(end, today) or _is_soon(end, today) else None


def _is_over(end: PartialDate, today: dt.date) -> bool:
    return end.last < today


def _is_soon(end: PartialDate, today: dt.date) -> bool:
    return today <= end.last <= today + SOON


def _task(content: Content, topic: Topic, key: Key, place: Location, message: Message) -> Task:
    file = content.files[key, content.settings.source_language]
    field = ".".join(str(part) for part in place)
    problem = Problem(file.path, *locate(file.node, place), about(field, message), label_of(key))
    return Task(owner_of(content, key), topic, problem)


_WEB = ("https://", "http://")

Place = tuple[Key, str, int, int, str]
"""Record, language, line, column and address."""


def external_links(content: Content) -> list[Place]:
    """Return each place of what is published that names an address of another site."""
    published = {ALLIANCE, *(key for key, _ in records_of(content))}
    return [
        (key, language, *found)
        for (key, language), file in content.files.items()
        if key in published
        for found in _found(file.node)
    ]


def link_tasks(
    content: Content, named: list[Place], answers: Mapping[str, Answer]
) -> Iterator[Task]:
    """Yield what to do about the addresses that do not simply answer."""
    source = content.settings.source_language
    for key, language, line, column, address in named:
        answer = answers[address]
        if answer.finding is Finding.FINE:
            continue
        label = label_of(key, language if language != source else "")
        path = content.files[key, language].path
        topic = Topic.UNREACHED if answer.finding is Finding.UNREACHED else Topic.LINK
        problem = Problem(path, line, column, _message(address, answer), label)
        yield Task(owner_of(content, key), topic, problem)


def _message(address: str, answer: Answer) -> Message:
    if answer.finding is Finding.GONE:
        return say(
            "nothing is at {address} any more. Find where it is now, or take it out.",
            address=quote(address),
        )
    if answer.finding is Finding.MOVED:
        return say(
            "{address} has moved for good to {now}. Write the new address.",
            address=quote(address),
            now=quote(answer.now),
        )
    return say(
        "{address} could not be reached: {reason}. Try it in a browser.",
        address=quote(address),
        reason=answer.reason,
    )


def _found(node: Node) -> Iterator[tuple[int, int, str]]:
    """Yield line, column and address: fields that hold nothing else, and links in texts."""
    if isinstance(node, Scalar):
        if isinstance(node.value, str) and node.value.startswith(_WEB) and " " not in node.value:
            yield node.line, node.column, node.value
        elif isinstance(node.value, str):
            yield from outward(node)
        return
    inner = node.items if isinstance(node, Sequence) else [e.value for e in node.entries.values()]
    for part in inner:
        yield from _found(part)
