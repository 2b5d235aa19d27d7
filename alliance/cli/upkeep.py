"""`python -m alliance upkeep`: what is out of date, for each member organisation."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from alliance.cli.common import refuse, root_option, tell, tool_words
from alliance.content.content import Content
from alliance.content.options import read_options
from alliance.content.relations import owner_of
from alliance.i18n.messages import say, say_many
from alliance.i18n.problems import count, did_you_mean, quote
from alliance.progress import Progress
from alliance.review.links import RequestPolicy, check_links
from alliance.review.upkeep import Task, external_links, link_tasks, unchecked, upkeep_tasks
from alliance.site.reading import read_content


@click.command()
@root_option
@click.option("--for", "organisation", metavar="SLUG", help="Only what this partner maintains.")
@click.option(
    "--months",
    default=12,
    show_default=True,
    type=click.IntRange(1, 120),
    help="After how many months a check is old.",
)
@click.option("--links", is_flag=True, help="Ask the network whether other sites still answer.")
@click.option(
    "--format",
    "form",
    default="text",
    show_default=True,
    type=click.Choice(["text", "json"]),
    help="For people or for programs.",
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day; today if none.")
def upkeep(  # noqa: PLR0913, PLR0917 (one for each option)
    root: Path,
    organisation: str | None,
    months: int,
    links: bool,
    form: str,
    today: dt.datetime | None,
) -> None:
    """List what needs attention: old checks, past plans, what is about to end, dead links."""
    content, problems = read_content(root)
    if content is None:
        refuse(problems)
    if problems:
        tell(count(problems) + say("To see them: make check."))
    partners = content.records["partners"]
    if organisation is not None and organisation not in partners:
        message = say("there is no partner {slug}.", slug=quote(organisation))
        raise click.ClickException(
            (message + did_you_mean(organisation, partners)).put(tool_words())
        )
    day = (today or dt.datetime.now(dt.UTC)).date()
    found = upkeep_tasks(content, day, months)
    if links:
        found = sorted([*found, *_links(content, organisation)], key=lambda task: task.problem)
    never = unchecked(content)
    owners = sorted({task.owner for task in found} | never.keys())
    told = {
        owner: [task for task in found if task.owner == owner]
        for owner in owners
        if organisation in (None, owner)
    }
    click.echo(_json(content, day, told, never) if form == "json" else _text(content, told, never))


def _links(content: Content, organisation: str | None) -> list[Task]:
    """Check links over the network; return what to do, for one organisation or all."""
    site = read_options().site_url or content.alliance.repository or ""
    links = [
        link
        for link in external_links(content)
        if organisation in (None, owner_of(content, link.key))
    ]
    agent = f"alliance-upkeep/1 (+{site})" if site else "alliance-upkeep/1"
    progress = Progress(sys.stderr)
    progress.show("checking links")
    try:
        results = check_links([link.address for link in links], RequestPolicy(agent))
    except FileNotFoundError:
        message = say("links are checked by lychee, which is not installed. Run: sh bin/setup dev")
        raise click.ClickException(message.put(tool_words())) from None
    finally:
        progress.clear()
    return list(link_tasks(content, links, results))


def _text(content: Content, told: Mapping[str, Sequence[Task]], never: Mapping[str, int]) -> str:
    lines: list[str] = []
    told_in = tool_words()
    for owner, tasks in told.items():
        lines += ["", _name(content, owner)]
        lines += [f"  {task.problem.put(told_in)}" for task in tasks]
        if number := never.get(owner, 0):
            message = say_many(
                '{n} record or page has no "checked" yet.',
                '{n} records and pages have no "checked" yet.',
                number,
            )
            lines.append(f"  {message.put(told_in)}")
    return "\n".join(lines[1:]) or say("Nothing needs attention.").put(told_in)


def _name(content: Content, owner: str) -> str:
    partner = content.records["partners"].get(owner)
    return (
        f"{getattr(partner, 'name', '')} ({owner})"
        if partner
        else say("Nobody maintains these:").put(tool_words())
    )


def _json(
    content: Content,
    day: dt.date,
    told: Mapping[str, Sequence[Task]],
    never: Mapping[str, int],
) -> str:
    organisations = [
        {
            "organisation": owner,
            "unchecked": never.get(owner, 0),
            "tasks": [_entry(task) for task in tasks],
        }
        for owner, tasks in told.items()
    ]
    whole = {"today": day.isoformat(), "organisations": organisations}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _entry(task: Task) -> dict[str, str | int]:
    problem = task.problem
    return {
        "topic": task.topic.value,
        "file": problem.path,
        "line": problem.line,
        "column": problem.column,
        "record": problem.record.put(tool_words()) if problem.record else "",
        "message": problem.message.put(tool_words()),
    }
