"""The handbook tells the truth: its examples, tables and messages are held against the code."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import pytest

from alliance.content.directives import NAMES
from alliance.model.translations import State
from alliance.site.reading import read_content
from alliance.views.registry import VIEWS
from tests.conftest import ROOT

EDITORS = "handbook/editors.md"
DESIGN = "handbook/design.md"
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    EDITORS,
    "handbook/operators.md",
    DESIGN,
)
FORUM = "data/activities/example-forum.yml"

_EXAMPLE = re.compile(r"(?ms)^\*\*`([^`\n]+)`\*\*\n\n```(?:yaml|markdown)\n(.*?)^```$")
_MAKE = re.compile(r"(?:`|^ *(?:- run: )?)make((?: [a-z]+(?![a-z=]))+)", re.MULTILINE)
_CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#]*)(#[^)]*)?\)")

# What is done to the example of the forum, in the order in which the handbook tells it.
MISTAKES = {
    "text with a colon is not in quotes": (
        '"Example forum: health data"',
        "Example forum: health data",
    ),
    "the name of a field is misspelt": ("\nplace:", "\nplase:"),
    "the end comes before the start": ("end: 2027-05-12", "end: 2027-05-10"),
    "a directive names what is not there": ("[[market canada]]", "[[market kanada]]"),
}


def read(name: str) -> str:
    """Return the text of a file of the repository."""
    return (ROOT / name).read_text(encoding="utf-8")


def examples() -> dict[str, str]:
    """Return the whole files that the handbook shows, by the name that stands above each."""
    return {name: text for page in DOCUMENTS for name, text in _EXAMPLE.findall(read(page))}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the reference content with the handbook's examples in it."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    for folder in ("data", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for name, text in examples().items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_examples_are_sound(copy: Path) -> None:
    """Whoever copies all of them has no problem."""
    content, problems = read_content(copy)

    assert not problems
    assert content is not None
    assert "example-forum" in content.records["activities"]


def test_the_example_translations_are_complete(copy: Path) -> None:
    """They show every text of the record and of the page that can be translated."""
    content, _ = read_content(copy)

    assert content is not None
    assert content.state(("activities", "example-forum"), "fr") is State.COMPLETE
    assert content.state(("pages", "example-page"), "fr") is State.COMPLETE


def test_the_examples_are_no_part_of_the_site() -> None:
    """They can be copied without overwriting anything."""
    assert [name for name in examples() if (ROOT / name).exists()] == []


def test_every_view_is_in_its_table_with_its_options() -> None:
    """No view and no option is missing, and none is made up."""
    rows = re.findall(r"^\| `\[\[([a-z]+)\]\]` \| (.*?) \|", read(EDITORS), re.MULTILINE)

    told = {name: set(re.findall(r"`([a-z]+)=", options)) for name, options in rows}
    assert told == {name: set(view.options) for name, view in VIEWS.items()}


def test_every_name_within_sentences_is_in_its_table() -> None:
    """Each kind of record that a sentence can name has a row."""
    told = re.findall(r"^\| `\[\[([a-z]+) [a-z-]+\]\]` \|", read(EDITORS), re.MULTILINE)

    assert sorted(told) == sorted(NAMES)


def test_messages_are_quoted_as_they_are_given(copy: Path) -> None:
    """Each mistake that the handbook describes gives the message that it quotes, and only that."""
    quoted = re.findall(r"^(?:data|docs)/\S+:\d+:\d+: .*$", read(EDITORS), re.MULTILINE)

    sound = (copy / FORUM).read_text(encoding="utf-8")
    told = []
    for right, wrong in MISTAKES.values():
        assert right in sound
        (copy / FORUM).write_text(sound.replace(right, wrong, 1), encoding="utf-8")
        told += [str(problem) for problem in read_content(copy)[1]]
    assert quoted == told


def test_every_make_command_exists() -> None:
    """README and handbook name no target that the Makefile lacks."""
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))

    found = [words for page in DOCUMENTS for words in _MAKE.findall(read(page))]
    named = {word for words in found for word in words.split()}
    assert {"site", "test"} <= named
    assert named <= targets


def test_every_room_has_its_line() -> None:
    """The page on the design names each room of alliance/, and none that is gone."""
    package = ROOT / "alliance"
    rooms = {p.parent.relative_to(package).as_posix() for p in package.rglob("*/__init__.py")}

    told = read(DESIGN).partition("\n## The rooms\n")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `([a-z0-9_/]+)/` \|", told, re.MULTILINE)) == rooms


def test_every_danger_names_the_tests_that_show_the_answer() -> None:
    """The page on the design says no more than they do; each is there."""
    told = read(DESIGN).partition("\n## Whom we trust\n")[2].partition("\n## ")[0]
    rows = [line.split(" | ") for line in told.splitlines() if line.startswith("| ")][2:]

    assert len(rows) > 20
    for *_, shown in rows:
        names = re.findall(r"`([\w/]+\.py|[\w/]+/)`", shown)
        assert names, shown
        assert [name for name in names if not (ROOT / "tests" / name).exists()] == []


def test_every_dependency_has_its_reason() -> None:
    """The page on the design names each package that the site needs, and no other."""
    project = tomllib.loads(read("pyproject.toml"))["project"]

    asked = (*project["dependencies"], *project["optional-dependencies"]["mkdocs"])
    needed = {re.split(r"[=>\[]", requirement)[0] for requirement in asked}
    assert set(re.findall(r"^- `([a-z0-9.-]+)`:", read(DESIGN), re.MULTILINE)) == needed


def test_links_between_documents_lead_somewhere() -> None:
    """Each names a file, and a heading in it."""
    fields = sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "handbook/fields").glob("*"))
    broken = [
        f"{page}: {target}{heading}"
        for page in (*DOCUMENTS, *fields)
        for target, heading in _LINK.findall(_CODE.sub("", read(page)))
        if not _leads_somewhere(page, target, heading)
    ]

    assert broken == []


def _leads_somewhere(page: str, target: str, heading: str) -> bool:
    path = ROOT / page if not target else (ROOT / page).parent / target
    if not heading:
        return path.exists()
    headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    # As Git hosts make them: small letters, hyphens for spaces, nothing else.
    return heading[1:] in {re.sub(r"[^\w -]", "", h).lower().replace(" ", "-") for h in headings}
