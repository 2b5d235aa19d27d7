"""The smallest sound alliance: files as text, which a test changes one by one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

ROOT = Path(__file__).parents[1]
DAY = dt.date(2026, 3, 2)
"""A day on which nothing in it is due."""

MKDOCS = f"""\
site_name: Small
theme: {{name: material, custom_dir: {ROOT / "overrides"}, font: false}}
nav: [index.md]
plugins:
  - i18n:
      docs_structure: suffix
      reconfigure_material: false
      languages:
        - {{locale: en, name: English, default: true}}
        - {{locale: fr, name: Français}}
hooks: [{ROOT / "hooks.py"}]
extra: {{social_images: false}}
"""

FILES = {
    "mkdocs.yml": MKDOCS,
    "docs/index.md": "---\ntitle: Home\ndescription: A small site.\n---\n\n[[markets]]\n",
    "data/alliance.yml": """\
name: Small alliance
short_name: Small
tagline: For tests.
aim: To be small.
sector: Tests
phases:
  first: {name: First phase, start: 2020, end: 2021}
status: {active: true, funded: false, text: All is well.}
""",
    "data/partners/acme.yml": """\
name: Acme
role: coordinator
country: FR
region: Somewhere
summary: A partner.
""",
    "data/markets/japan.yml": """\
country: JP
since: first
summary: A market.
""",
    "data/activities/visit.yml": """\
type: mission
title: A visit
start: 2020-05
phase: first
markets: [japan]
partners: [acme]
summary: An activity.
""",
}


def write(root: Path, changes: dict[str, str | bytes | None] | None = None) -> Path:
    """Write the small alliance below a folder; a change of None leaves a file out."""
    for name, content in {**FILES, **(changes or {})}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif content is not None:
            path.write_text(content, encoding="utf-8")
    return root


def with_line(name: str, old: str, new: str) -> dict[str, str | bytes | None]:
    """Return the change that puts one text in the place of another in a file."""
    assert old in FILES[name]
    return {name: FILES[name].replace(old, new)}


_LAST_SITE = {
    "index.html": "the last good site",
    "build.json": '{"generator": {"name": "alliance-site"}, "kind": "site",'
    ' "files": {"index.html": ""}}',
}


def write_last_site(site: Path) -> None:
    """Write what a build takes for the last good site."""
    site.mkdir(parents=True)
    for name, text in _LAST_SITE.items():
        (site / name).write_text(text, encoding="utf-8")


def is_last_site(site: Path) -> bool:
    """Tell whether a folder holds that, and nothing else."""
    found = {path.name: path.read_text(encoding="utf-8") for path in site.iterdir()}
    return found == _LAST_SITE
