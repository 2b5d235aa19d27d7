"""The page on settings says what the model of mkdocs.yml says."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from alliance.content.extensions import ALWAYS_ON, OPTIONAL
from alliance.content.mkdocs_file import Extra, I18n, LanguageEntry, MkDocsFile, ThemeSettings
from alliance.content.settings import read_settings
from tests.conftest import ROOT
from tests.small import with_line

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
    """The settings below extra, refused ones below theme and i18n, and extensions of Markdown."""
    names = set(re.findall(r"`([\w.]+)`", PAGE))

    assert set(Extra.model_fields) <= names
    assert {*ThemeSettings.refused, *I18n.refused, *LanguageEntry.refused} <= names
    assert {*ALWAYS_ON, *OPTIONAL} <= names


def test_settings_of_others_can_be_below_extra(alliance: Callable[..., Path]) -> None:
    """Hooks and other plugins read them."""
    theirs = "images: false, version: {provider: x}, analytics: []"
    _, problems = read_settings(alliance(with_line("mkdocs.yml", "images: false", theirs)))

    assert problems == []
