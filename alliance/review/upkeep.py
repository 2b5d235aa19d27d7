"""What is out of date or needs attention on a given date, for each member organisation."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from alliance.content.checks.texts import outward
from alliance.content.content import ALLIANCE, Content, Key, key_of, keys_of, label_of
from alliance.content.relations import belied, owner_of
from alliance.content.yaml.nodes import Node, Scalar, Sequence
from alliance.content.yaml.reader import Location, locate
from alliance.i18n.dates import PartialDate, Term, Timing, term_end, timing_of
from alliance.i18n.messages import Message, say, say_many
from alliance.i18n.problems import Problem, about, quote
from alliance.model.records import Record
from alliance.review.links import LinkResult, LinkStatus

SOON = dt.timedelta(days=60)
_YEAR = Term(1, "year")
_WEB = ("https://", "http://")


class Topic(StrEnum):
    """Why something needs attention."""

    CHECKED = "checked"
    """It was last checked against the facts long ago."""
    PLANNED = "planned"
    """It is over but still called planned."""
    TERM = "term"
    """An agreement is about to expire or has expired."""
    PHASE = "phase"
    """A phase is about to end, and its funding with it; or the status no longer agrees with it."""
    ACCESSIBILITY = "accessibility"
    """The accessibility statement or the test that it is based on is due again."""
    LINK = "link"
    """A page of another site is gone or has moved."""
    UNREACHED = "unreached"
    """A page of another site could not be checked."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something that needs attention."""

    owner: str
    """The slug of the partner that maintains the record, "" if there is not even a coordinator."""
    topic: Topic
    problem: Problem


class ExternalLink(NamedTuple):
    """Where content links to a page of another site."""

    key: Key
    language: str
    line: int
    column: int
    address: str


def upkeep_tasks(content: Content, today: dt.date, months: int) -> list[Task]:
    """Return what needs attention, sorted by file; a check is old after a number of months."""
    found = [
        *_old_checks(content, today, months),
        *_past_plans(content, today),
        *_terms(content, today),
        *_phases(content, today),
        *_status(content, today),
        *_accessibility(content, today),
    ]
    return sorted(found, key=lambda task: task.problem)


def unchecked(content: Content) -> Mapping[str, int]:
    """Return how many records and pages of each owner were never checked against the facts."""
    return Counter(
        owner_of(content, key) for key, record in _published(content) if record.checked is None
    )


def _published(content: Content) -> Iterator[tuple[Key, Record]]:
    for key in keys_of(content):
        if record := content.record(key):
            yield key, record


def _old_checks(content: Content, today: dt.date, months: int) -> Iterator[Task]:
    for key, record in _published(content):
        if record.checked and _is_over(term_end(record.checked, Term(months, "month")), today):
            message = say_many(
                "{date} is more than {n} month ago. Check it against the facts and test its links,"
                " then write the date here.",
                "{date} is more than {n} months ago. Check it against the facts and test its links,"
                " then write the date here.",
                months,
                date=str(record.checked),
            )
            yield _task(content, Topic.CHECKED, key, ("checked",), message)


def _past_plans(content: Content, today: dt.date) -> Iterator[Task]:
    for activity in content.activities:
        if activity.planned and timing_of(activity.start, activity.end, today) is Timing.PAST:
            message = say(
                "it was due to end on {date}. If it took place, delete this line; if not, replace"
                ' it with "cancelled: true".',
                date=str(activity.end or activity.start),
            )
            yield _task(content, Topic.PLANNED, key_of(activity), ("planned",), message)


def _terms(content: Content, today: dt.date) -> Iterator[Task]:
    """Yield agreements that expire soon, and those that nobody has checked since they did."""
    for agreement in content.agreements:
        if agreement.signed is None or agreement.term is None:
            continue
        end = term_end(agreement.signed, agreement.term)
        if _is_soon(end, today):
            message = say(
                "it ends on {date}. Find out whether it is continuing: correct the term, or say so"
                " in the text.",
                date=str(end),
            )
        elif _is_over(end, today) and not (
            agreement.checked and agreement.checked.first > end.last
        ):
            message = say(
                "it ended on {date} and has not been checked since. Find out whether it is"
                ' continuing, say so in the text, and write the date in "checked".',
                date=str(end),
            )
        else:
            continue
        yield _task(content, Topic.TERM, key_of(agreement), ("term",), message)


def _phases(content: Content, today: dt.date) -> Iterator[Task]:
    for slug, phase in content.alliance.phases.items():
        if phase.end is None or not _is_soon(phase.end, today):
            continue
        message = say("the phase ends on {date}.", date=str(phase.end))
        if phase.funding:
            message = say("the phase ends on {date}, and its funding with it.", date=str(phase.end))
        message += say("Plan the next one, and update the status below.")
        yield _task(content, Topic.PHASE, ALLIANCE, ("phases", slug, "end"), message)


def _status(content: Content, today: dt.date) -> Iterator[Task]:
    if message := belied(content.alliance, today):
        yield _task(content, Topic.PHASE, ALLIANCE, ("status", "funded"), message)


def _accessibility(content: Content, today: dt.date) -> Iterator[Task]:
    facts = content.alliance.accessibility
    if facts and (end := _due(facts.reviewed, today)):
        message = say("review the statement and write the date here by {date}.", date=str(end))
        place = ("accessibility", "reviewed")
        yield _task(content, Topic.ACCESSIBILITY, ALLIANCE, place, message)
    if content.audits and (end := _due(content.audits[0].date, today)):
        message = say("test the site again by {date}: make audit.", date=str(end))
        yield _task(content, Topic.ACCESSIBILITY, key_of(content.audits[0]), ("date",), message)


def _due(day: PartialDate, today: dt.date) -> PartialDate | None:
    """Return the date one year later if that is past or soon."""
    end = term_end(day, _YEAR)
    return end if _is_over(end, today) or _is_soon(end, today) else None


def _is_over(end: PartialDate, today: dt.date) -> bool:
    return end.last < today


def _is_soon(end: PartialDate, today: dt.date) -> bool:
    return today <= end.last <= today + SOON


def _task(content: Content, topic: Topic, key: Key, place: Location, message: Message) -> Task:
    file = content.files[key, content.settings.source_language]
    field = ".".join(map(str, place))
    problem = Problem(file.path, *locate(file.node, place), about(field, message), label_of(key))
    return Task(owner_of(content, key), topic, problem)


def external_links(content: Content) -> list[ExternalLink]:
    """Return each link to another site in what is published."""
    published = set(keys_of(content))
    return [
        ExternalLink(key, language, *found)
        for (key, language), file in content.files.items()
        if key in published
        for found in _links(file.node, content)
    ]


def _links(node: Node, content: Content) -> Iterator[tuple[int, int, str]]:
    """Yield line, column and address of values that are addresses, and of links in texts."""
    if isinstance(node, Scalar):
        value = node.value
        if isinstance(value, str) and value.startswith(_WEB) and " " not in value:
            yield node.line, node.column, value
        elif isinstance(value, str):
            yield from outward(node, content.parse(value))
        return
    inner = node.items if isinstance(node, Sequence) else [e.value for e in node.entries.values()]
    for part in inner:
        yield from _links(part, content)


def link_tasks(
    content: Content, links: Iterable[ExternalLink], results: Mapping[str, LinkResult]
) -> Iterator[Task]:
    """Yield what to do about each link that is not fine. Raises KeyError if it has no result."""
    source = content.settings.source_language
    for link in links:
        result = results[link.address]
        if result.status is LinkStatus.FINE:
            continue
        topic = Topic.UNREACHED if result.status is LinkStatus.UNREACHED else Topic.LINK
        problem = Problem(
            content.files[link.key, link.language].path,
            link.line,
            link.column,
            _link_message(quote(link.address), result),
            label_of(link.key, link.language if link.language != source else ""),
        )
        yield Task(owner_of(content, link.key), topic, problem)


def _link_message(address: str, result: LinkResult) -> Message:
    if result.status is LinkStatus.GONE:
        return say(
            "{address} no longer exists. Find the new address, or delete this one.", address=address
        )
    if result.status is LinkStatus.MOVED:
        return say(
            "{address} has moved permanently to {now}. Write the new address.",
            address=address,
            now=quote(result.now),
        )
    return say(
        "{address} could not be reached: {reason}. Try it in a browser.",
        address=address,
        reason=result.reason,
    )
