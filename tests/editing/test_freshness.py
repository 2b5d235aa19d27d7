"""Whether an original has changed since it was translated, in real repositories."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from alliance import git
from alliance.content.loading import load
from alliance.editing.translations.freshness import FieldState, translation_states
from tests import small
from tests.histories import FRENCH, FRENCH_PAGE, HISTORIES, PAGE, SOURCE, french, market
from tests.repository import Repository


def states(root: Path) -> dict[tuple[str, str], FieldState]:
    """Return the states of the market and the home page in French, by slug and field."""
    content = load(root).content()
    assert content is not None
    return {
        (state.key[1], state.field): state
        for state in translation_states(content, git.steps(content.root))
        if state.key[0] in ("markets", "pages") and state.language == "fr"
    }


@pytest.mark.parametrize(
    ("history", "summary", "body"), HISTORIES, ids=[row[0].__name__ for row in HISTORIES]
)
def test_a_history_says_which_text_is_out_of_date(
    tmp_path: Path, history: Callable[[Repository], None], summary: str, body: str
) -> None:
    """Field by field, by what the texts say and not by which lines changed."""
    at = Repository(tmp_path / "site")
    at.start({SOURCE: market(), FRENCH: french()})

    history(at)

    found = {field: state for (slug, field), state in states(at.root).items() if slug}
    assert (found["summary"].state, found["body"].state) == (summary, body)


def test_what_is_out_of_date_shows_both_texts_and_both_commits(tmp_path: Path) -> None:
    """The original as it was translated and as it is, and what brought in each."""
    at = Repository(tmp_path / "site")
    at.start({SOURCE: market(), FRENCH: french()})
    at.commit({SOURCE: market("Newer.")})
    translated = at.commit({FRENCH: french("Récent.")})
    changed = at.commit({SOURCE: market("New.")})
    at.commit({SOURCE: market("New.", "Other body.")})

    found = states(at.root)["japan", "summary"]

    assert (found.source_then, found.source_now, found.text) == ("Newer.", "New.", "Récent.")
    assert found.commit is not None
    assert found.changed is not None
    assert (found.commit.id, found.changed.id) == (translated, changed)
    assert found.origin == "human"


def test_pages_and_nested_texts_are_judged_as_records_are(tmp_path: Path) -> None:
    """The text below the front matter is a field, and so is each part of the alliance."""
    at = Repository(tmp_path / "site")
    home = "---\ntitle: Home\ndescription: A small site.\n---\n\nOld text.\n"
    own = "data/alliance.yml"
    at.start(
        {
            PAGE: home,
            FRENCH_PAGE: "---\ntranslation: machine\ntitle: Accueil\n---\n\nVieux texte.\n",
            "data/alliance.fr.yml": "translation: human\nphases: {first: {name: Phase une}}\n",
        }
    )
    at.commit(
        {
            PAGE: home.replace("Old", "New"),
            own: (at.root / own).read_text(encoding="utf-8").replace("First phase", "Phase one"),
        }
    )

    content = load(at.root).content()
    assert content is not None
    found = {
        (state.key, state.field): state.state
        for state in translation_states(content, git.steps(content.root))
        if state.key in (("pages", ""), ("alliance", "alliance")) and state.text is not None
    }

    assert found == {
        (("pages", ""), "title"): "machine",
        (("pages", ""), "body"): "stale",
        (("alliance", "alliance"), "phases.first.name"): "stale",
    }


def test_what_is_not_translated_is_missing(tmp_path: Path) -> None:
    """With the text that is to be translated."""
    at = Repository(tmp_path / "site")
    at.start({SOURCE: market(), FRENCH: "translation: human\nbody: Corps.\n"})

    found = states(at.root)["japan", "summary"]

    assert (found.state, found.source_now, found.text) == ("missing", "Old.", None)


def test_a_shallow_clone_does_not_know(tmp_path: Path) -> None:
    """Its oldest commit seems to have brought in everything."""
    at = Repository(tmp_path / "site")
    at.start({SOURCE: market(), FRENCH: french()})
    at.commit({SOURCE: market("New.")})
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth=1", at.root.as_uri(), str(clone)], check=True)

    found = states(clone)

    assert {found["japan", "summary"].state, found["japan", "body"].state} == {"unknown"}
    assert found["japan", "body"].origin == "human"
    assert found["", "title"].state == "missing"


def test_a_clone_without_old_files_does_not_know(tmp_path: Path) -> None:
    """It would fetch them, and a build uses no network."""
    at = Repository(tmp_path / "site")
    at.start({SOURCE: market(), FRENCH: french()})
    at.git("config", "uploadpack.allowFilter", "true")
    at.git("clone", "-q", "--filter=blob:none", at.root.as_uri(), str(tmp_path / "clone"))

    assert states(tmp_path / "clone")["japan", "summary"].state == "unknown"


def test_without_git_nothing_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Content in a folder under no version control."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    small.write(tmp_path, {SOURCE: market(), FRENCH: french()})

    assert states(tmp_path)["japan", "summary"].state == "unknown"


def test_the_site_may_lie_in_a_folder_of_its_repository(tmp_path: Path) -> None:
    """Other files of the repository are no matter, whatever they are called."""
    at = Repository(tmp_path / "repository")
    small.write(at.root / "site", {SOURCE: market(), FRENCH: french()})
    at.commit({"data/x\ny: z.yml": "1", ":1 2 3 M": "1"})
    at.commit({f"site/{SOURCE}": market("New."), "data/x\ny: z.yml": "2"})

    assert states(at.root / "site")["japan", "summary"].state == "stale"


def test_what_stands_in_file_names_is_not_taken_for_a_commit(tmp_path: Path) -> None:
    """A page whose name looks like what Git prints between commits."""
    at = Repository(tmp_path / "site")
    at.start({SOURCE: market(), FRENCH: french(), "docs/.\nHEAD": "1", "docs/.:0 1 2 R": "1"})
    at.commit({SOURCE: market("New."), "docs/.\nHEAD": "2"})

    assert states(at.root)["japan", "summary"].state == "stale"
