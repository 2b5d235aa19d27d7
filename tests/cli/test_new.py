"""`python -m alliance new`: from a few words to a file that passes the check."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given
from hypothesis import strategies as st

from alliance.__main__ import main
from alliance.content.discovery import MAX_LENGTH, check_slug
from alliance.content.loading import MODELS
from alliance.editing.new import gather, is_given, needed, proposed_slug, slug_from
from alliance.site.reading import read_content
from tests import small
from tests.conftest import HARBOUR, ROOT

SOURCE = {"source.url": "https://www.example.org/", "source.publisher": "Example Press"}
SUMMARY = {"summary": "Said in a sentence: this one."}
NUMBERS = {"pages": "1", "views": "4", "violations": "0"}
# What every record of a kind must have; PHASE and MARKET stand for one of the alliance.
NEEDED = {
    "partner": {"name": "Sample, Inc.", "role": "partner", "country": "ES", "region": "Here"},
    "market": {"country": "NO", "since": "PHASE"},
    "theme": {"name": "Theme #1"},
    "activity": {"type": "mission", "title": "Forum: 'yes' & \"no\""},
    "agreement": {"counterparts": "A & B", "type": "other", "market": "MARKET", "place": "Oslo"},
    "figure": {"value": "12", "label": "no", **SOURCE},
    "result": {"claim": "0", "label": "- none -", "phase": "PHASE", **SOURCE},
    "body": {"country": "FR", "name": "Body", "law": "Law", "url": "https://e.org/", **SOURCE},
    "audit": {"tool": "axe 4", "rules": "WCAG", "date": "2026-11", **NUMBERS},
    "page": {"title": "About: us", "description": "Who we are."},
}
SAID = ("partner", "market", "theme", "activity", "agreement")


@pytest.fixture(params=["small", "harbour"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a copy of an alliance that new files can be added to."""
    if request.param == "small":
        return small.write(tmp_path)
    shutil.copytree(HARBOUR, tmp_path, dirs_exist_ok=True)
    return tmp_path


def run(root: Path, *arguments: str) -> Result:
    """Run the command without a terminal."""
    return CliRunner().invoke(main, ["new", "--root", str(root), *arguments])


def options(word: str, root: Path) -> list[str]:
    """Return what is needed of a kind as options."""
    content, _ = read_content(root)
    assert content is not None
    stands_for = {"PHASE": next(iter(content.alliance.phases)), "MARKET": content.markets[0].slug}
    values = {**NEEDED[word], **(SUMMARY if word in SAID else {})}
    return [f"--set={name}={stands_for.get(value, value)}" for name, value in values.items()]


def made(root: Path, result: Result) -> str:
    """Return the text of the file that a run says it has written."""
    assert result.exit_code == 0, result.output
    return (root / result.output.split(" is written")[0]).read_text(encoding="utf-8")


@pytest.mark.parametrize("word", NEEDED)
def test_a_new_file_passes_the_check_with_what_is_needed_alone(root: Path, word: str) -> None:
    """Of every kind; it says as notes what else could be in it."""
    text = made(root, run(root, word, *options(word, root)))
    _, problems = read_content(root)

    assert problems == []
    assert text.endswith("\n")
    assert not text.endswith("\n\n\n")
    assert re.search(r"(?m)^# draft: true", text)


def test_what_is_needed_here_is_what_the_models_need() -> None:
    """The table above misses no field, and has none too many."""
    for word, values in NEEDED.items():
        (kind,) = [k for k, model in MODELS.items() if k in (word, f"{word}s", *_irregular(word))]
        given = {**values, **(SUMMARY if word in SAID else {})}
        assert {asked.name for asked in needed(kind)} == set(given), MODELS[kind]


def _irregular(word: str) -> list[str]:
    return [f"{word[:-1]}ies"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((), 'the field "title" is missing. Add it. (Title as visitors read it.)'),
        ((), "Give each field with --set FIELD=VALUE."),
        (("--set=type=misson",), 'type: found "misson", but only "mission",'),
        (("--set=plase=Lyon",), 'there is no field "plase" here. Did you mean "place"?'),
        (("--set=start=2027-13",), 'start: found "2027-13": there is no month 13: months go'),
        (("--set=participants.of=people",), 'the field "participants.count" is missing'),
        (("--set=online=yes",), 'online: found "yes", but true or false is expected'),
        (("--set=slug=x",), 'the field "slug" is not written: the file name is the slug.'),
        (("--set=title",), '"title" gives no value. Write FIELD=VALUE.'),
    ],
)
def test_what_is_wrong_is_told_in_the_words_of_the_check(
    tmp_path: Path, given: tuple[str, ...], message: str
) -> None:
    """And nothing is written."""
    root = small.write(tmp_path)
    before = sorted(root.rglob("*"))
    result = run(root, "activity", "a-name", *given)

    assert result.exit_code == 1
    assert message in result.output
    assert sorted(root.rglob("*")) == before


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (("--set=markets=japan,jappan",), 'there is no market "jappan" in data/markets/.'),
        (("--set=end=2020",), "end: there is an end but no start. Add the start."),
    ],
)
def test_what_only_the_whole_content_tells_is_told_too(
    tmp_path: Path, given: tuple[str, ...], message: str
) -> None:
    """The file does not stay."""
    root = small.write(tmp_path)
    result = run(root, "activity", "new-one", *options("activity", root), *given)

    assert result.exit_code == 1
    assert message in result.output
    assert not (root / "data/activities/new-one.yml").exists()


def test_problems_that_were_there_before_stop_nobody(tmp_path: Path) -> None:
    """Only what the new file brings counts."""
    root = small.write(tmp_path, {"data/themes/broken.yml": "name: [\n"})

    assert run(root, "activity", *options("activity", root)).exit_code == 0


@pytest.mark.parametrize("name", ["visit", "404", "fr", "A b", "admin"])
def test_a_name_that_is_taken_or_cannot_be_is_refused(tmp_path: Path, name: str) -> None:
    """Nothing is ever written over."""
    root = small.write(tmp_path)
    before = small.FILES["data/activities/visit.yml"]

    assert run(root, "activity", name, *options("activity", root)).exit_code == 1
    assert (root / "data/activities/visit.yml").read_text(encoding="utf-8") == before


def test_a_group_and_lists_are_given_by_their_names(tmp_path: Path) -> None:
    """What is given again adds to a list, or begins the next group."""
    root = small.write(
        tmp_path, {"data/markets/peru.yml": "country: PE\nsince: first\nsummary: x\n"}
    )
    given = [
        *(
            "--title",
            "A visit",
            "--set=type=mission",
            "--set=summary=x",
            "--set=markets=[japan, peru]",
        ),
        *("--set=participants.count=12", "--set=participants.of=people", "--set=online=true"),
        *("--set=source.url=https://a.example/", "--set=source.publisher=A"),
        *("--set=source.url=https://b.example/", "--set=source.publisher=B, Inc."),
        *("--set=aliases=One, Two", "--set=aliases=Three", "--set=start=2027"),
    ]
    text = made(root, run(root, "activities", *given))

    assert "\nmarkets: [japan, peru]\n" in text
    assert "\nparticipants:\n  # The number.\n  count: 12\n" in text
    assert '\naliases: ["One, Two", Three]\n' in text
    assert "\nonline: true\n" in text
    assert "\nstart: 2027\n" in text
    assert "  - url: https://a.example/\n" in text
    assert "    publisher: B, Inc.\n" in text
    assert (root / "data/activities/a-visit.yml").is_file()


def test_a_page_is_given_with_its_text(tmp_path: Path) -> None:
    """Below its title and description; every field that is given is in the file."""
    root = small.write(tmp_path)
    text = made(
        root,
        run(
            root,
            *("page", "about/team", "--title=Team", "--set=description=Who we are: all of us."),
            *("--set=body=## Who\n\n[[partners]]", "--set=was=crew", "--set=nav=Us"),
        ),
    )

    assert '\ndescription: "Who we are: all of us."\n' in text
    assert "\nwas: [crew]\n" in text
    assert text.endswith("\n---\n\n## Who\n\n[[partners]]\n")
    assert (root / "docs/about/team.md").is_file()


@pytest.mark.parametrize(
    ("arguments", "name", "line"),
    [
        (("translation", "activity/visit", "fr"), "data/activities/visit.fr.yml", "# A visit"),
        (("activity", "visit", "--language=fr"), "data/activities/visit.fr.yml", "title:"),
        (("translation", "data/markets/japan.yml", "fr"), "data/markets/japan.fr.yml", "summary:"),
        (("translation", "alliance", "fr"), "data/alliance.fr.yml", "  first:"),
        (("translation", "page/", "fr"), "docs/index.fr.md", "# [[markets]]"),
        (("translation", "docs/index.md", "fr"), "docs/index.fr.md", "translation: human"),
    ],
)
def test_a_translation_is_begun(
    tmp_path: Path, arguments: tuple[str, ...], name: str, line: str
) -> None:
    """Each original stands above what is to be written; until it is, nothing is wrong."""
    root = small.write(tmp_path)
    text = made(root, run(root, *arguments))
    _, problems = read_content(root)

    assert line in text.split("\n")
    assert problems == []
    assert (root / name).read_text(encoding="utf-8") == text
    assert run(root, *arguments).exit_code == 1, "it is there now"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("aktivity",),
            'there is no kind "aktivity". Did you mean "activity"? New can be "partner",',
        ),
        (("translation", "activity/vist", "fr"), 'there is no "activity/vist".'),
        (("translation", "activity/visit", "de"), 'Name a language to translate into: "fr".'),
        (("translation", "activity/visit"), 'Name a language to translate into: "fr".'),
        (("translation", "body/france", "fr"), 'body "france" has no text to translate.'),
    ],
)
def test_what_cannot_be_made_is_said(
    tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    """With what can."""
    body = "country: FR\nname: B\nlaw: L\nurl: https://e.org/\n"
    body += "source: [{url: 'https://e.org/', publisher: P}]\n"
    result = run(small.write(tmp_path, {"data/bodies/france.yml": body}), *arguments)

    assert result.exit_code == 1
    assert message in result.output


def test_on_a_terminal_it_asks_until_the_answers_fit(tmp_path: Path) -> None:
    """Only for what is needed and not given; a wrong answer is told at once."""
    root = small.write(tmp_path)
    typed = ["nosuch", "mission", "Forum: Japan", "", "In a sentence.", "japan!", ""]
    seen = _on_a_terminal([*("new", "--root", str(root), "activity"), "--set=place=Lyon"], typed)

    assert 'but only "mission", "matchmaking"' in seen
    assert "place" not in seen
    assert "Name of the file [forum-japan]" in seen
    assert '"japan!" cannot be part of an address' in seen
    text = (root / "data/activities/forum-japan.yml").read_text(encoding="utf-8")
    assert '\ntitle: "Forum: Japan"\n' in text
    assert read_content(root)[1] == []


def _on_a_terminal(arguments: list[str], typed: list[str]) -> str:
    """Run the command on a terminal of its own; answer each question with the next text."""
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "alliance", *arguments]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        seen = b""
        while True:
            try:
                seen += os.read(ours, 4096)
            except OSError:  # Linux says so when the other side is closed
                break
            if seen.endswith(b": ") and typed:
                os.write(ours, f"{typed.pop(0)}\n".encode())
    os.close(ours)
    assert process.returncode == 0, seen.decode()
    return seen.decode().replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Business mission to Japan", "business-mission-to-japan"),
        ("Forum : l’été à Øresund (2027)", "forum-lete-a-oresund-2027"),
        ("Straße & Łódź", "strasse-lodz"),
        ("KR", "south-korea"),
        ("日本", ""),
        ("...", ""),
    ],
)
def test_a_file_name_is_made_from_the_title(title: str, slug: str) -> None:
    """Without accents and signs; from a country, its English name."""
    assert slug_from(title) == slug


@given(st.text(max_size=200))
@example("NUL")
@example("Data")
def test_a_name_that_is_proposed_can_be_one(title: str) -> None:
    """Whatever the title is, as far as it has letters for one."""
    slug = proposed_slug("themes", {"name": title}, ())

    assert len(slug_from(title)) <= MAX_LENGTH
    assert not slug or check_slug(slug, ()) is None


def test_a_proposed_name_is_free() -> None:
    """With a number behind it, if it must be."""
    values = gather("activities", [("title", "A visit")])

    assert proposed_slug("activities", values, []) == "a-visit"
    assert proposed_slug("activities", values, ["a-visit", "a-visit-2"]) == "a-visit-3"
    assert proposed_slug("activities", {}, []) == ""


def test_what_is_given_is_not_asked_for() -> None:
    """In groups too."""
    values = gather("figures", [("value", "1"), ("source.url", "https://e.org")])

    assert [asked.name for asked in needed("figures") if not is_given(asked.name, values)] == [
        "label",
        "source.publisher",
    ]


def test_the_commands_of_the_handbook_work(tmp_path: Path) -> None:
    """As they stand there, on the reference content."""
    for name in ("data", "docs", "mkdocs.yml"):
        path = ROOT / name
        (shutil.copytree if path.is_dir() else shutil.copy)(path, tmp_path / name)
    handbook = (ROOT / "handbook/editors.md").read_text(encoding="utf-8")
    given, *translations = re.findall(r"`new ([^`]*(?:--title|translation)[^`]*)`", handbook)

    made(tmp_path, run(tmp_path, *shlex.split(given)))
    assert len(translations) == 2
    assert "# Example forum\n" in made(tmp_path, run(tmp_path, *shlex.split(translations[0])))
    (tmp_path / "docs/about.fr.md").unlink()
    made(tmp_path, run(tmp_path, *shlex.split(translations[1])))
    assert read_content(tmp_path)[1] == []
