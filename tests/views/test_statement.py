"""The accessibility statement says what the model of Decision (EU) 2018/1523 asks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from alliance.content import directives
from alliance.content.checks.dates import due
from alliance.review.upkeep import upkeep_tasks
from alliance.site.reading import read_content
from alliance.site.site import Site
from alliance.views.accessibility import Group, Links, statement
from alliance.views.blocks import Prose, Section
from tests.small import FILES, ROOT, with_line, write

FACTS = """\
accessibility:
  conformance: partial
  prepared: 2026-01-02
  reviewed: 2026-03-04
  contact: mailto:help@example.org
  barriers:
    map: {text: The map needs sight., reason: scope}
    words: {text: Words are long.}
"""
AUDIT = """\
tool: axe-core 9
rules: WCAG 2.2 AA
date: 2026-02-03
pages: 12
views: 48
violations: 1
"""
BODY = """\
country: FR
name: Défenseur des droits
law: Loi n° 2005-102
url: https://rights.example/
source: [{url: "https://rights.example/", publisher: Example}]
"""
NOTHING = directives.Directive("accessibility", {})


def stated(root: Path, changes: dict[str, str | bytes | None], day: str, monkeypatch) -> Group:
    """Return the statement of a small alliance on a day."""
    today = dt.date.fromisoformat(day)
    seconds = dt.datetime.combine(today, dt.time(), dt.UTC).timestamp()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(seconds)))
    content, problems = read_content(write(root, changes))
    assert content is not None, problems
    assert problems == []
    return statement(Site(content, today).context("en"), NOTHING)


def told(group: Group) -> dict[str, str]:
    """Return what the sections of a statement say, by their titles."""
    found = {}
    for section in group.blocks:
        assert isinstance(section, Section)
        texts = []
        for block in section.blocks:
            if isinstance(block, Prose):
                texts.append(block.html.striptags())
            elif isinstance(block, Links):
                texts += [f"{item.text} {item.href}".strip() for item in block.items]
        found[section.title] = "\n".join(texts)
    return found


def test_the_statement_has_every_part_of_the_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Status, what falls short and why, method and dates, feedback, enforcement: from the data."""
    changes = {
        "data/alliance.yml": FILES["data/alliance.yml"] + FACTS,
        "data/audits/axe.yml": AUDIT,
        "data/bodies/france.yml": BODY,
    }

    parts = told(stated(tmp_path, changes, "2026-06-01", monkeypatch))

    assert list(parts) == [
        "Conformance",
        "What not everybody can use",
        "How this statement was prepared",
        "If you meet a barrier",
        "If our answer is not enough",
    ]
    assert "in part" in parts["Conformance"]
    assert parts["What not everybody can use"].splitlines() == [
        "What falls short of the standard:",
        "Words are long.",
        "What the law does not cover:",
        "The map needs sight.",
    ]
    for fact in ("January 2, 2026", "March 4, 2026", "February 3, 2026", "axe-core 9", "12", "48"):
        assert fact in parts["How this statement was prepared"]
    assert "Faults found: 1" in parts["How this statement was prepared"]
    assert "mailto:help@example.org" in parts["If you meet a barrier"]
    assert (
        "France: Défenseur des droits (Loi n° 2005-102) https://rights.example/"
        in (parts["If our answer is not enough"])
    )


def test_without_facts_only_the_way_to_report_a_barrier_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is claimed; without a contact, the partners are named."""
    parts = told(stated(tmp_path, {}, "2026-06-01", monkeypatch))

    assert list(parts) == ["If you meet a barrier"]
    assert "Acme ./partners/acme/" in parts["If you meet a barrier"].replace(
        "partners", "./partners"
    )


@pytest.mark.parametrize(
    ("day", "is_sound"), [("2027-03-04", True), ("2027-03-05", False), ("2026-03-04", True)]
)
def test_a_statement_holds_for_twelve_months(
    alliance: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, day: str, is_sound: bool
) -> None:
    """To the day, counted from the last reading; then a note, a line on the page, and a task.

    No edit is refused because time went by.
    """
    seconds = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(), dt.UTC).timestamp()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(seconds)))
    text = FILES["data/alliance.yml"] + FACTS

    today = dt.date.fromisoformat(day)
    root = alliance({"data/alliance.yml": text})
    content, problems = read_content(root)
    assert content is not None
    shown = str(told(statement(Site(content, today).context("en"), NOTHING)))

    assert problems == []
    assert [note.line for note in due(content, today)] == ([] if is_sound else [12])
    assert ("more than a year ago" in shown) is not is_sound
    tasks = [task.problem.line for task in upkeep_tasks(content, today, 12)]
    assert tasks == ([] if day < "2027" else [12])


def test_the_reference_statement_names_a_body_for_the_country_of_each_partner() -> None:
    """And each body has a source."""
    content, _ = read_content(ROOT)
    assert content is not None

    assert {body.country for body in content.bodies} >= {p.country for p in content.partners}
    assert all(body.source for body in content.bodies)


def test_no_text_names_a_body_or_a_test(alliance: Callable[..., Path]) -> None:
    """They have no pages and stand in the statement only."""
    page = with_line("docs/index.md", "[[markets]]", "See [[body france]].")
    _, problems = read_content(alliance({**page, "data/bodies/france.yml": BODY}))

    assert len(problems) == 1
