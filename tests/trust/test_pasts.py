"""No content of a history stops a check or a build, and no setting of Git changes its day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from alliance import git
from tests.conftest import build_here
from tests.repository import Repository
from tests.trust.pasts import PASTS

DAYS = {dt.date(2020, 1, day) for day in range(1, 8)}
"""On which the commits of these histories are made."""
TODAY = {
    *("branch without a commit", "branch without its commit", "no branch", "repository elsewhere"),
    *("time beyond every calendar", "time before every calendar", "time of 40 digits"),
    *("time in words", "time missing"),
}
"""Histories that do not say when their last commit was made."""


@pytest.mark.slow
@pytest.mark.parametrize("name", PASTS)
def test_whatever_is_in_a_history_the_site_is_built(tmp_path: Path, name: str) -> None:
    """As of the day of the last commit, if there is one with a day."""
    at = Repository(tmp_path / "repository")
    at.start()
    PASTS[name](at)

    ran = build_here(
        at.root, tmp_path / "site", LANGUAGES="en", SITE_URL="https://alliance.example/"
    )

    assert ran.exit_code == 0, (ran.output, ran.exception)
    assert (tmp_path / "site" / "markets" / "japan" / "index.html").is_file()
    assert name in TODAY or git.last_day(at.root) in DAYS
