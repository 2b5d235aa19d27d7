"""Texts go to translators and come back: only what changed changes, and nothing else is touched."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from alliance import check
from alliance.__main__ import main
from tests.conftest import HARBOUR, ROOT

FRENCH = "data/markets/japan.fr.yml"


def run(root: Path, *arguments: str) -> Result:
    """Run a command of the group on the content below a folder."""
    name, *rest = arguments
    return CliRunner().invoke(main, ["translations", name, "--root", str(root), *rest])


def exported(root: Path, *arguments: str) -> str:
    """Return the PO file of the French texts."""
    po = root / "fr.po"
    ran = run(root, "export", "--language", "fr", "--output", str(po), *arguments)
    assert ran.exit_code == 0, ran.output
    return po.read_text(encoding="utf-8")


def imported(root: Path, po: str, *arguments: str) -> Result:
    """Take a PO file into the content."""
    path = root / "back.po"
    path.write_text(po, encoding="utf-8")
    return run(root, "import", str(path), *arguments)


def fill(po: str, place: str, source: str, text: str) -> str:
    """Translate one text of a PO file."""
    empty = f'msgctxt "{place}"\nmsgid "{source}"\nmsgstr ""\n'
    assert empty in po
    return po.replace(empty, f'{empty[:-2]}{text}"\n')


def files(root: Path) -> dict[str, bytes]:
    """Return all content below a folder."""
    paths = [path for part in ("data", "docs") for path in (root / part).rglob("*.*")]
    return {str(path.relative_to(root)): path.read_bytes() for path in paths if path.is_file()}


def copied(site: Path, to: Path) -> Path:
    """Return a copy of the content of a site."""
    for part in ("data", "docs"):
        shutil.copytree(site / part, to / part)
    shutil.copy(site / "mkdocs.yml", to)
    return to


def test_what_is_missing_is_written_and_comes_back(alliance: Callable[..., Path]) -> None:
    """A new translation file has the mark of a person and the texts, and passes the check."""
    root = alliance()
    po = fill(exported(root), "data/markets/japan.yml#summary", "A market.", "Un marché.")

    assert imported(root, po).exit_code == 0
    assert (root / FRENCH).read_text() == "translation: human\nsummary: Un marché.\n"
    assert check.read(root)[1] == []


@pytest.mark.parametrize("site", [ROOT, HARBOUR], ids=["reference", "harbour"])
def test_nothing_changes_when_nothing_changed(site: Path, tmp_path: Path) -> None:
    """An export of everything that comes back as it was changes no byte."""
    root = copied(site, tmp_path)
    before = files(root)
    language = "fr" if site == ROOT else "ar"
    ran = run(root, "export", "--language", language, "--all", "--output", str(tmp_path / "x.po"))
    assert ran.exit_code == 0, ran.output

    assert run(root, "import", str(tmp_path / "x.po")).exit_code == 0
    assert files(root) == before


def test_a_second_import_changes_no_byte(alliance: Callable[..., Path]) -> None:
    """What is there already is left as it is."""
    root = alliance()
    po = fill(exported(root), "data/markets/japan.yml#summary", "A market.", "Un marché.")
    imported(root, po)
    before = files(root)

    assert imported(root, po).exit_code == 0
    assert files(root) == before


def test_a_text_that_changed_meanwhile_is_refused_and_the_rest_taken(
    alliance: Callable[..., Path],
) -> None:
    """The problem names the place and the cure."""
    root = alliance()
    po = fill(exported(root), "data/markets/japan.yml#summary", "A market.", "Un marché.")
    po = fill(po, "data/partners/acme.yml#summary", "A partner.", "Un partenaire.")
    source = root / "data/markets/japan.yml"
    source.write_text(source.read_text().replace("A market.", "A large market."))
    ran = imported(root, po)

    assert ran.exit_code == 1
    assert (
        "data/markets/japan.yml#summary: the original has changed since the export. It now says"
        ' "A large market.". Export the texts again' in ran.output
    )
    assert not (root / FRENCH).exists()
    assert (root / "data/partners/acme.fr.yml").is_file()
