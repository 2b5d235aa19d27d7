"""The page on settings says what the model of mkdocs.yml says."""

from __future__ import annotations

import re

from alliance.content.extensions import OPTIONS
from alliance.content.mkdocs_file import Extra, MkDocsFile, ThemeSettings
from tests.conftest import ROOT

PAGE = (ROOT / "handbook" / "settings.md").read_text(encoding="utf-8")


def named(text: str) -> set[str]:
    """Return the names in backticks in the first column of the tables of a text."""
    rows = re.findall(r"(?m)^\| (`[^|]*) \|", text)
    return {name for row in rows for name in re.findall(r"`(\w+)`", row)}


def test_every_setting_is_in_one_table() -> None:
    """Those of the model are accepted, and those that it refuses are refused."""
    accepted, _, refused = PAGE.partition("\n## Refused settings\n")

    assert named(accepted) == set(MkDocsFile.model_fields)
    assert named(refused) == set(MkDocsFile.refused)


def test_what_groups_hold_is_named() -> None:
    """The settings below extra, the refused ones below theme, and the extensions of Markdown."""
    names = set(re.findall(r"`([\w.]+)`", PAGE))

    assert set(Extra.model_fields) <= names
    assert set(ThemeSettings.refused) <= names
    assert {*OPTIONS, *(option for options in OPTIONS.values() for option in options)} <= names
