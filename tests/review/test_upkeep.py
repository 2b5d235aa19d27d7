"""What is out of date is listed for those who maintain it: checks, plans, agreements, links."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from alliance.cli.upkeep import upkeep as command
from alliance.content.content import Content
from alliance.i18n.messages import say
from alliance.review.links import LinkResult, LinkStatus
from alliance.review.upkeep import Topic, external_links, link_tasks, unchecked, upkeep_tasks
from alliance.site.reading import read_content
from tests.small import FILES, with_line

TODAY = dt.date(2026, 3, 2)
ALLIANCE, JAPAN = "data/alliance.yml", "data/markets/japan.yml"
VISIT, DEAL = "data/activities/visit.yml", "data/agreements/deal.yml"
ACME, BETA = "data/partners/acme.yml", "data/partners/beta.yml"
SECOND = {BETA: FILES[ACME].replace("coordinator", "partner").replace("Acme", "Beta")}
AGREEMENT = """\
counterparts: [Osaka]
type: memorandum
market: japan
place: Osaka
signed: {signed}
term: {term}
summary: An agreement.
"""
Changes = dict[str, "str | bytes | None"]


def deal(signed: str, term: str, more: str = "") -> Changes:
    """Return the change that adds an agreement."""
    return {DEAL: AGREEMENT.format(signed=signed, term=term) + more}


def checked(date: str) -> Changes:
    """Return the change that says when the market was checked."""
    return {JAPAN: f"{FILES[JAPAN]}checked: {date}\n"}


def planned(start: str) -> Changes:
    """Return the change that makes the activity a plan."""
    return with_line(VISIT, "start: 2020-05", f"start: {start}\nplanned: true")


def phase(end: str, more: str = "", funded: str = "false") -> Changes:
    """Return the change that ends the first phase on a day."""
    text = FILES[ALLIANCE].replace("funded: false", f"funded: {funded}")
    return {ALLIANCE: text.replace("end: 2021", f"end: {end}{more}")}


def stated(reviewed: str) -> Changes:
    """Return the change that gives the alliance an accessibility statement."""
    days = f"prepared: 2024-01-01, reviewed: {reviewed}"
    fact = f"accessibility: {{conformance: partial, {days}}}\nstatus:"
    return with_line(ALLIANCE, "status:", fact)


def audited(date: str) -> Changes:
    """Return the change that adds a test of the site."""
    text = f"tool: T\nrules: R\ndate: {date}\npages: 1\nviews: 1\nviolations: 0\n"
    return {"data/audits/first.yml": text}


FOUND: dict[str, tuple[Changes, str | None]] = {
    "check of long ago": (
        checked("2025-03-01"),
        f'{JAPAN}:4:10: market "japan": checked: 2025-03-01 is more than 12 months ago.',
    ),
    "check of a year ago": (checked("2025-03-02"), None),
    "check a year ago, known to the month": (checked("2025-03"), None),
    "plan that is past": (
        planned("2026-03-01"),
        f'{VISIT}:4:10: activity "visit": planned: it was due to end on 2026-03-01. If it took'
        " place, delete this line;",
    ),
    "plan of today": (planned("2026-03-02"), None),
    "plan of this month": (planned("2026-03"), None),
    "agreement that ends soon": (
        deal("2024-05-01", "2 years"),
        f'{DEAL}:6:7: agreement "deal": term: it ends on 2026-05-01. Find out whether it is'
        " continuing",
    ),
    "agreement that ends later": (deal("2024-05-02", "2 years"), None),
    "agreement that has ended": (
        deal("2024-03-01", "2 years"),
        f'{DEAL}:6:7: agreement "deal": term: it ended on 2026-03-01 and has not been checked',
    ),
    "agreement looked at since": (
        deal("2020-03-01", "2 years", "checked: 2026-01-01\n"),
        None,
    ),
    "agreement looked at before": (
        deal("2024-02-01", "2 years", "checked: 2026-01-01\n"),
        f'{DEAL}:6:7: agreement "deal": term: it ended on 2026-02-01 and has not been checked',
    ),
    "phase that ends": (
        phase("2026-04"),
        f"{ALLIANCE}:7:48: the alliance: phases.first.end: the phase ends on 2026-04. Plan the",
    ),
    "phase that ends with its funding": (
        phase("2026-05-01", ", funding: {funder: F, statement: S}", funded="true"),
        f"{ALLIANCE}:7:48: the alliance: phases.first.end: the phase ends on 2026-05-01, and its",
    ),
    "status after the last funded phase": (
        phase("2025", ", funding: {funder: F, statement: S}", funded="true"),
        f"{ALLIANCE}:8:32: the alliance: status.funded: found true, but the last phase with",
    ),
    "phase that is over": (phase("2025"), None),
    "statement to renew": (
        stated("2025-04-01"),
        f"{ALLIANCE}:8:71: the alliance: accessibility.reviewed: review the statement and write"
        " the date here by 2026-04-01.",
    ),
    "statement that is new": (stated("2025-06-01"), None),
    "test to make again": (
        audited("2025-03-01"),
        'data/audits/first.yml:3:7: audit "first": date: test the site again by 2026-03-01: make',
    ),
}


def content_of(root: Path) -> Content:
    """Return the content of an alliance."""
    content, _ = read_content(root, today=TODAY)
    assert content is not None
    return content


@pytest.mark.parametrize(("changes", "begins"), FOUND.values(), ids=FOUND)
def test_what_needs_attention(
    alliance: Callable[..., Path], changes: Changes, begins: str | None
) -> None:
    """On a given date, with its place and what to do; nothing else is listed."""
    lines = [str(task.problem) for task in upkeep_tasks(content_of(alliance(changes)), TODAY, 12)]

    assert len(lines) == (begins is not None)
    assert all(line.startswith(begins or "") for line in lines)


@pytest.mark.parametrize(("owner", "expected"), [("", "acme"), ("owner: beta\n", "beta")])
def test_a_task_is_its_owners(alliance: Callable[..., Path], owner: str, expected: str) -> None:
    """Or the coordinator's, where none is named."""
    changes = {**SECOND, JAPAN: f"{FILES[JAPAN]}checked: 2020\n{owner}"}

    (task,) = upkeep_tasks(content_of(alliance(changes)), TODAY, 12)

    assert (task.owner, task.topic) == (expected, Topic.CHECKED)


def test_what_was_never_checked_is_counted(alliance: Callable[..., Path]) -> None:
    """And not listed: there may be much of it."""
    content = content_of(alliance({**SECOND, JAPAN: f"{FILES[JAPAN]}owner: beta\n"}))

    assert unchecked(content) == {"acme": 4, "beta": 1}


def test_the_command_groups_by_organisation(alliance: Callable[..., Path]) -> None:
    """As lines, or as JSON, of all or of one."""
    root = alliance({**SECOND, **planned("2020-05"), JAPAN: f"{FILES[JAPAN]}owner: beta\n"})

    def run(*arguments: str) -> str:
        called = ["--root", str(root), "--today", "2026-03-02", *arguments]
        ran = CliRunner().invoke(command, called)
        assert ran.exit_code == 0, ran.output
        return ran.stdout

    lines = run().splitlines()
    assert lines[0] == "Acme (acme)"
    assert lines[1].startswith(f"  {VISIT}:4:10: ")
    assert lines[2:] == [
        '  4 records and pages have no "checked" yet.',
        "",
        "Beta (beta)",
        '  1 record or page has no "checked" yet.',
    ]
    assert run("--for", "beta").splitlines() == lines[4:]
    told = json.loads(run("--format", "json"))
    assert told["today"] == "2026-03-02"
    (task,) = told["organisations"][0]["tasks"]
    assert (task["topic"], task["file"], task["line"]) == ("planned", VISIT, 4)
    assert task["record"] == 'activity "visit"'


def test_an_organisation_that_does_not_exist_is_refused(alliance: Callable[..., Path]) -> None:
    """With the one that was probably meant."""
    ran = CliRunner().invoke(command, ["--root", str(alliance()), "--for", "acmee"])

    assert ran.exit_code == 1
    assert 'there is no partner "acmee". Did you mean "acme"?' in ran.stderr


def test_every_link_to_another_site_is_found(alliance: Callable[..., Path]) -> None:
    """In fields and in texts, in every language, at its place; none in what is not published."""
    body = "body: |\n  See [us](https://b.example/x), <https://c.example/>\n  and [it][1].\n"
    target = (
        "\n  [1]: https://d.example/y\n  Not `[code](https://e.example/)`, nor [this](usa.md).\n"
    )
    root = alliance(
        {
            JAPAN: FILES[JAPAN]
            + 'source: [{url: "https://a.example/", publisher: P}]\n'
            + body
            + target,
            "data/markets/japan.fr.yml": "translation: human\nsummary: Un marché.\n"
            "body: Voir [nous](https://f.example/).\n",
            "data/markets/usa.yml": FILES[JAPAN].replace("JP", "US")
            + "draft: true\nbody: See [x](https://g.example/).\n",
            "docs/about.md": "---\ntitle: T\ndescription: D.\n---\n\n[x](http://h.example)\n",
        }
    )

    found = external_links(content_of(root))

    assert sorted((key[1], *place) for key, *place in found) == [
        ("about", "en", 6, 1, "http://h.example"),
        ("japan", "en", 4, 16, "https://a.example/"),
        ("japan", "en", 6, 7, "https://b.example/x"),
        ("japan", "en", 6, 34, "https://c.example/"),
        ("japan", "en", 9, 3, "https://d.example/y"),
        ("japan", "fr", 3, 12, "https://f.example/"),
    ]


@pytest.mark.parametrize(
    ("result", "topic", "words"),
    [
        (LinkResult(LinkStatus.GONE), "link", '"https://a.example/" no longer exists.'),
        (
            LinkResult(LinkStatus.MOVED, "https://b.example/\x1b[2J"),
            "link",
            '"https://a.example/" has moved permanently to "https://b.example/\\x1b[2J".',
        ),
        (
            LinkResult(LinkStatus.UNREACHED, reason=say("the answer is {status}", status="403")),
            "unreached",
            '"https://a.example/" could not be reached: the answer is 403. Try it in a browser.',
        ),
    ],
)
def test_a_link_that_does_not_answer_is_a_task(
    alliance: Callable[..., Path], result: LinkResult, topic: str, words: str
) -> None:
    """Of whoever maintains the record, at its place; text from another site is escaped."""
    content = content_of(alliance(with_line(ACME, "region", "url: https://a.example/\nregion")))
    named = external_links(content)

    (task,) = link_tasks(content, named, {"https://a.example/": result})

    assert (task.owner, task.topic.value) == ("acme", topic)
    assert str(task.problem).startswith(f'{ACME}:4:6: partner "acme": {words}')


def test_the_command_asks_nothing_of_a_private_network(alliance: Callable[..., Path]) -> None:
    """Links are content: they must not lead programs to where a visitor could not go."""
    root = alliance(with_line(ACME, "region", "url: http://127.0.0.1:9/\nregion"))
    arguments = ["--root", str(root), "--links", "--format", "json"]

    told = json.loads(CliRunner().invoke(command, arguments).stdout)

    (task,) = told["organisations"][0]["tasks"]
    assert task["topic"] == "unreached"
    assert "it leads to a private network, which is not checked" in task["message"]
