"""The field reference: made from the models, with examples that pass the check."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from alliance.content.loading import MODELS, TRANSLATIONS
from alliance.editing.reference import INDEX, reference_pages
from alliance.editing.schemas import sample, sample_values
from alliance.model.kinds import KINDS
from alliance.model.records import Article, Record
from alliance.site.reading import read_content
from tests.conftest import ROOT

FOLDER = ROOT / "handbook" / "fields"
COMMAND = "python -m alliance reference"
DAY = "1800000000"  # 15 January 2027, when the samples are from


def test_the_committed_pages_are_those_of_the_models() -> None:
    """Names, what is needed, what is translated and what it means are written once, in code."""
    made = reference_pages()
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*")}

    assert kept.keys() == made.keys(), f"run: {COMMAND}"
    assert [name for name in made if kept[name] != made[name]] == [], f"run: {COMMAND}"


@pytest.mark.parametrize("kind", MODELS)
def test_every_field_has_its_row(kind: str) -> None:
    """In the table of its kind, or in that of all records."""
    pages = reference_pages()
    told = set(re.findall(r"^\| `([a-z_]+)` \|", pages[INDEX] + pages[f"{kind}.md"], re.MULTILINE))
    hidden = {"slug"} | ({"body"} if kind == Article.kind else set())

    assert set(MODELS[kind].model_fields) - hidden <= told


def test_the_examples_pass_the_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put among the records of this repository, each as it stands on its page."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    for folder in ("data", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for kind in KINDS:
        text = reference_pages()[f"{kind}.md"].partition("```yaml\n")[2].partition("```")[0]
        (tmp_path / "data" / kind / "example.yml").write_text(text, encoding="utf-8")
    (tmp_path / "docs" / "example.md").write_text(sample(Article.kind), encoding="utf-8")
    content, problems = read_content(tmp_path)

    assert content is not None
    assert problems == []
    assert all("example" in content.records[kind] for kind in KINDS)


def test_the_example_of_an_alliance_passes_the_check(
    alliance: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a small one, whose records name its phase."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    root = alliance()
    for path in (root / "data").rglob("*.yml"):
        path.write_text(path.read_text().replace(": first\n", ": first-project\n"))
    (root / "data" / "alliance.yml").write_text(sample("alliance"), encoding="utf-8")

    assert read_content(root)[1] == []


@pytest.mark.parametrize("kind", [kind for kind in MODELS if kind != Article.kind])
def test_an_example_shows_all_that_a_kind_has(kind: str) -> None:
    """Each field that other kinds do not have, but for a few that are seldom needed."""
    model = MODELS[kind]
    own = {name for name in model.model_fields if name not in Record.model_fields}
    translated = TRANSLATIONS[kind].model_fields.keys() - {"translation"}
    rare = {"logo", "cancelled", "planned", "was"}  # a logo needs a picture beside it

    assert (own | translated) - rare <= sample_values(kind).keys()
