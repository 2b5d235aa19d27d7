"""The recipes for editors hold: what each of them asks for is done here, literally."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from alliance.site.reading import read_content
from bin.recipes import (
    FOLDER,
    LANGUAGES,
    NAMES,
    RecipeRunner,
    Step,
    prepared_copy,
    recipe_path,
    steps,
)
from tests.conftest import slow

_BLOCK = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")


def git(folder: Path, *arguments: str) -> str:
    """Return what Git says of a folder."""
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def shape(step: Step, language: str) -> tuple[str, str]:
    """Return what a step is in every language: its kind, and its path without a language."""
    return step.kind, step.path.replace(f".{language}.", ".LANGUAGE.")


@pytest.mark.parametrize("language", [LANGUAGES[0], *map(slow, LANGUAGES[1:])])
@pytest.mark.parametrize("name", NAMES)
def test_a_recipe_can_be_followed(name: str, language: str, tmp_path: Path) -> None:
    """Whoever does all of it, in its order, reads what it quotes and has changed sound content."""
    folder = prepared_copy(tmp_path)

    RecipeRunner(folder, language).carry_out(steps(name, language))

    _, problems = read_content(folder)
    assert [str(problem) for problem in problems] == []
    assert git(folder, "status", "--porcelain") or git(folder, "rev-list", "main..")


@pytest.mark.parametrize("language", LANGUAGES[1:])
@pytest.mark.parametrize("name", NAMES)
def test_a_recipe_asks_for_the_same_in_every_language(name: str, language: str) -> None:
    """A translated recipe has all steps of the English one, in their order."""
    english = [shape(step, "fr") for step in steps(name, "en")]

    assert [shape(step, language) for step in steps(name, language)] == english


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_of_recipes_lead_somewhere(language: str) -> None:
    """To other recipes, to other pages of the handbook and to pictures."""
    broken = [
        f"{path.name}: {target}"
        for path in sorted((FOLDER / language).glob("*.md"))
        for target in _LINK.findall(_BLOCK.sub("", path.read_text(encoding="utf-8")))
        if not (path.parent / target).exists()
    ]

    assert broken == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_recipe_is_in_the_list(language: str) -> None:
    """The list of each language names all of them, and each is there."""
    told = re.findall(r"\]\(([a-z-]+)\.md\)", recipe_path("README", language).read_text("utf-8"))

    assert sorted(set(told)) == list(NAMES)
