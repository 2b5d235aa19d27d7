"""Whoever follows handbook/add-a-kind.md gets a whole new kind of record."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.xdist_group("kind")

PAGE = ROOT / "handbook" / "add-a-kind.md"
COPIED = ("alliance", "data", "docs", "handbook", "overrides", "schemas")
_INSERTION = re.compile(
    r"^In `([^`]+)`, before `([^`]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
_NEW_FILE = re.compile(
    r"^In a new file, `([^`]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project in which somebody did all that the page says."""
    root = tmp_path_factory.mktemp("project")
    for name in COPIED:
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", root)
    page = PAGE.read_text(encoding="utf-8")
    for name, before, text in _INSERTION.findall(page):
        path = root / name
        old = path.read_text(encoding="utf-8")
        assert old.count(f"\n{before}") == 1, (name, before)
        path.write_text(old.replace(f"\n{before}", f"\n{text}{before}"), encoding="utf-8")
    for name, text in _NEW_FILE.findall(page):
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    alliance(root, "schemas")
    alliance(root, "reference")
    return root


def alliance(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the copied project."""
    ran = subprocess.run(
        [sys.executable, "-m", "alliance", *arguments],
        cwd=root,
        env={**os.environ, "LANGUAGES": "en,fr", "SITE_URL": "", "SITE_DIR": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran


def test_the_content_passes_the_check(project: Path) -> None:
    """Records, their schema and the page with the view."""
    alliance(project, "check")
    schema = json.loads((project / "schemas" / "publications.json").read_text(encoding="utf-8"))

    assert {"title", "published", "partners", "summary"} <= set(schema["properties"])
    assert (project / "handbook" / "fields" / "publications.md").is_file()


def test_a_mistake_in_a_record_has_a_message(project: Path) -> None:
    """The name of the kind is in it, and the field that was meant."""
    path = project / "data" / "publications" / "wrong.yml"
    path.write_text("titel: A report\nsummary: About it.\n", encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "alliance", "check"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    path.unlink()

    place = 'data/publications/wrong.yml:1:1: publication "wrong": '
    assert f'{place}there is no field "titel" here. Did you mean "title"?' in ran.stdout


def test_a_new_record_can_be_started(project: Path) -> None:
    """With the same command as every other kind."""
    alliance(
        project, "new", "publication", "--title", "Market report", "--set", "summary=A report."
    )
    path = project / "data" / "publications" / "market-report.yml"

    assert "title: Market report" in path.read_text(encoding="utf-8")
    path.unlink()


def test_the_site_has_its_pages_and_its_data(project: Path) -> None:
    """A list, a page for each record in each language, JSON and CSV, the site map."""
    alliance(project, "build")
    site = project / "site"
    listed = (site / "publications" / "index.html").read_text(encoding="utf-8")
    page = (site / "publications" / "health-data-guide" / "index.html").read_text(encoding="utf-8")
    data = json.loads((site / "data" / "alliance.json").read_text(encoding="utf-8"))

    assert 'href="health-data-guide/"' in listed
    assert "A guide to health data in Europe</h1>" in page
    assert "What companies need to know" in page
    assert (site / "fr" / "publications" / "health-data-guide" / "index.html").is_file()
    assert [record["slug"] for record in data["records"]["publications"]] == ["health-data-guide"]
    assert "health-data-guide" in (site / "data" / "publications.csv").read_text(encoding="utf-8")
    assert "health-data-guide" in (site / "site-map" / "index.html").read_text(encoding="utf-8")
