"""The addresses of other sites that the content names, and what to do about those that are gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from alliance.content.checks.texts import outward
from alliance.content.content import ALLIANCE, Content, Key, label_of
from alliance.content.yaml.nodes import Node, Scalar, Sequence
from alliance.i18n.messages import Message, say
from alliance.i18n.problems import Problem, quote
from alliance.review.links import Answer, Finding
from alliance.review.upkeep import Task, Topic, owner_of, records_of

_WEB = ("https://", "http://")

Place = tuple[Key, str, int, int, str]
"""Record, language, line, column and address."""


def places(content: Content) -> list[Place]:
    """Return each place of what is published that names an address of another site."""
    published = {ALLIANCE, *(key for key, _ in records_of(content))}
    return [
        (key, language, *found)
        for (key, language), file in content.files.items()
        if key in published
        for found in _found(file.node)
    ]


def tasks(content: Content, named: list[Place], answers: Mapping[str, Answer]) -> Iterator[Task]:
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
