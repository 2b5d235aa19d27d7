"""What the check found, in the formats of other programs, in the language of who reads it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from alliance.__main__ import main
from alliance.content.options import read_language
from alliance.i18n.catalogues import tool_words_of
from alliance.i18n.messages import say
from alliance.i18n.problems import Problem, about
from alliance.review.problem_formats import FORMATS, github
from alliance.site.reading import read_content
from tests.small import with_line

PROBLEMS = [
    Problem(
        "data/markets/japan.yml", 3, 9, say("the text is empty."), say("market {slug}", slug="x")
    ),
    Problem("data/markets/japan.yml", 4, 9, about("name", say("the text is empty."))),
    Problem("docs/été #1.md", 1, 1, say("the page is {found}.", found="a & <b>")),
]
NOTES = [Problem("data/alliance.yml", 7, 1, say("the wording is not confirmed."))]
PAIRS = [(PROBLEMS, NOTES), (PROBLEMS, []), ([], NOTES), ([], [])]

# The required properties of each object, by where it stands, and the type of each.
GITLAB: Mapping[str, Mapping[str, type]] = {
    "": {
        "description": str,
        "check_name": str,
        "fingerprint": str,
        "severity": str,
        "location": dict,
    },
    "location": {"path": str, "lines": dict},
    "location.lines": {"begin": int},
}  # docs.gitlab.com/ci/testing/code_quality, "Code Quality report format"


def hold(found: object, table: Mapping[str, Mapping[str, type]], where: str = "") -> None:
    """Assert that an object has what a table requires, and nothing that it does not name."""
    if isinstance(found, list):
        for part in found:
            hold(part, table, where)
    elif isinstance(found, dict) and where in table:
        assert {name: type(value) for name, value in found.items()} == table[where], where
        for name, value in found.items():
            hold(value, table, f"{where}.{name}".strip("."))


def run_check(root: Path, *options: str, **environment: str) -> tuple[int, str, str]:
    """Return exit status, standard output and standard error of the check."""
    ran = CliRunner(env=environment).invoke(main, ["check", "--root", str(root), *options])
    assert ran.exception is None or isinstance(ran.exception, SystemExit)
    return ran.exit_code, ran.stdout, ran.stderr


def test_a_github_annotation_escapes_what_its_syntax_uses() -> None:
    """A percent sign or line end in the message, and a comma or colon in the path, stay text."""
    problem = Problem("a,b:c%.yml", 3, 9, say("50% of\r\nit: a, b"))

    assert github([problem], [], "en") == (
        "::error file=a%2Cb%3Ac%25.yml,line=3,col=9::50%25 of%0D%0Ait: a, b\n"
    )


def test_github_gets_notes_as_notices() -> None:
    """Beside the errors, each in a line."""
    lines = github(PROBLEMS, NOTES, "en").splitlines()

    assert [line.partition(" ")[0] for line in lines] == ["::error"] * 3 + ["::notice"]


@pytest.mark.parametrize(("problems", "notes"), PAIRS)
def test_gitlab_gets_a_code_quality_report(problems: list[Problem], notes: list[Problem]) -> None:
    """Every required property, a known severity, and a fingerprint of its own for each entry."""
    report = json.loads(FORMATS["gitlab"](problems, notes, "en"))

    hold(report, GITLAB)
    assert [entry["severity"] for entry in report] == ["major"] * len(problems) + ["info"] * len(
        notes
    )
    assert len({entry["fingerprint"] for entry in report}) == len(report)
    assert [entry["location"]["lines"]["begin"] for entry in report] == [
        found.line for found in (*problems, *notes)
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_given_by_the_command(alliance: Callable[..., Path], name: str) -> None:
    """On standard output and nothing else there; the sum on standard error, and status 1."""
    root = alliance(with_line("data/markets/japan.yml", "JP", "XX"))

    status, out, err = run_check(root, "--format", name)

    assert status == 1
    assert out == FORMATS[name](read_content(root)[1], [], "en")
    assert err == "1 problem to fix.\n"


def test_sound_content_is_a_report_of_notes(alliance: Callable[..., Path]) -> None:
    """GitLab needs a list even then."""
    status, out, err = run_check(alliance(), "--format", "gitlab")

    assert status == 0
    assert {entry["severity"] for entry in json.loads(out)} <= {"info"}
    assert err == "No problems found: 3 records and 1 page in 2 languages.\n"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "de_AT"}, "de"),
        ({"LANG": "ca_ES@valencia"}, "ca"),
        ({"LANG": "pt_BR.UTF-8"}, "pt-BR"),
        ({"LANG": "pt_PT.UTF-8"}, "pt-BR"),
        ({"LANG": "xx"}, "en"),
        ({"LANG": "../../etc"}, "en"),
        ({"LANG": "fr", "LC_MESSAGES": "it_IT.UTF-8"}, "it"),
        ({"LANG": "fr", "LC_MESSAGES": "it", "LC_ALL": "es_ES"}, "es"),
        ({"LC_ALL": "es", "ALLIANCE_LANG": "ca"}, "ca"),
        ({"LC_ALL": "es", "ALLIANCE_LANG": ""}, "es"),
        ({"LC_ALL": "es", "ALLIANCE_LANG": "en"}, "en"),
        ({"ALLIANCE_LANG": "en_GB.UTF-8"}, "en"),
        ({"ALLIANCE_LANG": "pt-BR"}, "pt-BR"),
    ],
)
def test_the_language_is_that_of_whoever_runs_the_check(
    environment: dict[str, str], language: str
) -> None:
    """What is asked for, else the locale, else English; the nearest that has a catalogue."""
    assert read_language(environment) == language


def test_a_file_name_cannot_play_with_a_terminal() -> None:
    """What is no visible character is escaped."""
    problem = Problem("data/a\x1b[31m\n.yml", 1, 1, say("no."))

    assert str(problem) == "data/a\\x1b[31m\\n.yml:1:1: no."


def test_the_sum_is_told_in_the_same_language(alliance: Callable[..., Path]) -> None:
    """As far as its catalogue goes."""
    _, _, told = run_check(alliance(), ALLIANCE_LANG="fr")

    assert tool_words_of("fr").ngettext("{n} record", "{n} records", 3).format(n=3) in told
    assert "3 records" not in told


def test_reports_are_deterministic(alliance: Callable[..., Path]) -> None:
    """The same content gives the same bytes, and a fingerprint is the same in every language."""
    root = alliance(with_line("data/markets/japan.yml", "JP", "XX"))

    def prints(**environment: str) -> list[Any]:
        return [
            e["fingerprint"]
            for e in json.loads(run_check(root, "--format", "gitlab", **environment)[1])
        ]

    assert run_check(root, "--format", "gitlab") == run_check(root, "--format", "gitlab")
    assert prints(ALLIANCE_LANG="fr") == prints(ALLIANCE_LANG="en")
