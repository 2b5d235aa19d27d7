"""What the check says of days: of the build, of what was done, and of what time brings."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from alliance.__main__ import main
from alliance.site.reading import read_content
from tests import small
from tests.conftest import HARBOUR, ROOT
from tests.small import FILES, with_line

Write = Callable[..., Path]

WRONG = ["", " ", "abc", "-1", "1e9", "1.5", " 1772409600", "1772409600 ", "0x10", "1_000"]
WRONG += [
    "100000000000000000000",
    "7289654400",
    "253402300800",
    "１７７２４０９６００",
    "2026-03-02",
]


@pytest.mark.parametrize("epoch", WRONG)
def test_an_epoch_that_is_no_day_is_refused(
    epoch: str, alliance: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one line, by check and build alike."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    root = alliance()
    said = []
    for command in ("check", "build", "upkeep"):
        ran = CliRunner().invoke(main, [command, "--root", str(root)])
        assert ran.exit_code == 1
        assert isinstance(ran.exception, SystemExit)
        said += [line for line in ran.output.splitlines() if "SOURCE_DATE_EPOCH" in line]

    assert len(said) == 3
    assert len({line.removeprefix("Error: ") for line in said}) == 1
    assert "write whole seconds since the beginning of 1970" in said[0]
    assert not (root / "site").exists()


def test_mkdocs_refuses_the_same(tmp_path: Path) -> None:
    """The other door says the same, without a traceback."""
    root = small.write(tmp_path)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "abc", "NO_MKDOCS_2_WARNING": "1"}
    ran = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(root / "mkdocs.yml")],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 1
    assert 'SOURCE_DATE_EPOCH: found "abc": write whole seconds' in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("root", [ROOT, HARBOUR])
@pytest.mark.parametrize("day", ["2020-01-01", "2027-12-01", "2035-01-01", "2099-12-31"])
def test_time_refuses_nothing(root: Path, day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody touched can be edited and built on any day."""
    seconds = dt.datetime.fromisoformat(f"{day}T00:00:00+00:00").timestamp()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(seconds)))
    content, problems = read_content(root)

    assert content is not None
    assert problems == []


TOMORROW = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
LATER = TOMORROW + dt.timedelta(days=2)
SOURCED = (
    "value: 3\nlabel: Countries\nsource: [{url: https://a.example/, publisher: A, seen: %s}]\n"
)
DONE: dict[str, dict[str, str]] = {
    "checked of a record": {
        "data/markets/japan.yml": FILES["data/markets/japan.yml"] + "checked: %s\n"
    },
    "checked of a page": {
        "docs/index.md": "---\ntitle: Home\ndescription: A small site.\nchecked: %s\n---\nText.\n"
    },
    "prepared and reviewed": {
        "data/alliance.yml": FILES["data/alliance.yml"]
        + "accessibility: {conformance: partial, prepared: 2020, reviewed: %s}\n"
    },
    "day of a test": {
        "data/audits/axe.yml": "tool: axe\nrules: WCAG\ndate: %s\npages: 1\nviews: 1\n"
        "violations: 0\n"
    },
    "time of a number": {"data/figures/size.yml": SOURCED % 2020 + "as_of: %s\n"},
    "day on which a source was read": {"data/figures/size.yml": SOURCED},
}


@pytest.mark.parametrize("name", DONE)
@pytest.mark.parametrize(
    ("date", "is_sound"),
    [
        (str(TOMORROW), True),
        (str(LATER), False),
        ("2199", False),
        (f"{LATER:%Y}", LATER.month + LATER.day > 2),
        ("2020-02", True),
    ],
)
def test_what_was_done_is_not_still_to_come(
    name: str, date: str, is_sound: bool, alliance: Write
) -> None:
    """Where an editor is, it can be tomorrow already; a year that has begun is not to come."""
    (file, text), *_ = DONE[name].items()
    problems = read_content(alliance({file: text % date}))[1]

    assert bool(problems) is not is_sound
    assert all("is still to come" in str(problem) for problem in problems)
    assert all(problem.path == file for problem in problems)


def test_an_epoch_in_the_past_makes_no_date_wrong(
    alliance: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Content of today can be built as of an earlier day, to compare."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    changed = with_line(
        "data/markets/japan.yml", "since: first", "since: first\nchecked: 2026-01-01"
    )

    assert read_content(alliance(changed))[1] == []
