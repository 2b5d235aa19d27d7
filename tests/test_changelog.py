"""The changelog: each release has its section, and the latest comes first."""

from __future__ import annotations

import datetime as dt
import re

from tests.conftest import ROOT


def test_each_version_has_a_number_and_a_date_and_the_latest_comes_first() -> None:
    """What is not released yet comes before all of them."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    first, *released = re.findall(r"^## (.*)$", text, re.MULTILINE)
    versions = [re.fullmatch(r"(\d+)\.(\d+)\.(\d+) – (\d{4}-\d\d-\d\d)", name) for name in released]

    assert first == "Unreleased"
    assert released
    assert None not in versions
    order = [(*map(int, v.groups()[:3]), dt.date.fromisoformat(v[4])) for v in versions if v]
    assert order == sorted(order, reverse=True)
