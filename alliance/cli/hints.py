"""What whoever runs the site should know of content without mistakes: points to confirm."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from alliance.content.checks.addresses import unlisted
from alliance.content.checks.dates import due
from alliance.content.content import ALLIANCE, Content, label_of
from alliance.content.discovery import LIST
from alliance.content.repository import HOSTS
from alliance.content.yaml.reader import locate
from alliance.editing.schemas import FOLDER, is_outdated
from alliance.i18n.messages import say, say_many
from alliance.i18n.problems import Problem, about, join_or


def hints(content: Content, today: dt.date) -> Iterator[Problem]:
    """Yield each open point at its place, in the order of the file.

    `today` is the day of the build.
    """
    file = content.files[ALLIANCE, content.settings.source_language]
    for slug, phase in content.alliance.phases.items():
        if phase.funding and not phase.funding.verified:
            place = locate(file.node, ("phases", slug, "funding"))
            message = say(
                "the wording is not confirmed. Hold it against the grant agreement, then write"
                ' "verified: true" and who checked it in verified_by.'
            )
            message = about(f"phases.{slug}.funding", message)
            yield Problem(file.path, *place, message, label_of(ALLIANCE))
    if content.alliance.accessibility and not content.audits:
        place = locate(file.node, ("accessibility",))
        message = say("the statement names no test of the site. Make one: make audit.")
        yield Problem(file.path, *place, about("accessibility", message), label_of(ALLIANCE))
    if content.alliance.repository and content.repository is None:
        place = locate(file.node, ("repository",))
        message = say(
            "the address does not tell what runs there, so pages have no links to change them."
            " Write {setting} under extra in mkdocs.yml; a host can be {hosts}.",
            setting="repository: {host: …}",
            hosts=join_or(HOSTS),
        )
        yield Problem(file.path, *place, about("repository", message), label_of(ALLIANCE))
    if is_outdated(content):
        message = say(
            "what editors complete and check with is out of date."
            " Run: .venv/bin/python -m alliance schemas"
        )
        yield Problem(FOLDER, 1, 1, message)
    yield from due(content, today)
    yield from _addresses(content)


def _addresses(content: Content) -> Iterator[Problem]:
    """Yield one note at most, because nobody who writes a page has to list its address."""
    added = unlisted(content)
    if added is None:
        message = say(
            "there is no list of published addresses yet, so nothing tells when one is lost. Write"
            " it before you publish: python -m alliance addresses"
        )
        yield Problem(LIST, 1, 1, message)
    elif added:
        message = say_many(
            "{n} new address is not listed yet. Whoever publishes the site adds it:"
            " python -m alliance addresses",
            "{n} new addresses are not listed yet. Whoever publishes the site adds them:"
            " python -m alliance addresses",
            len(added),
        )
        yield Problem(LIST, 1, 1, message)
