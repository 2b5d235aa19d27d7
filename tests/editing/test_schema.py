"""JSON Schemas: an independent implementation says of the content what the check says of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator

from alliance.__main__ import main
from alliance.cli.hints import hints
from alliance.content.content import Content
from alliance.content.yaml.reader import plain, read_yaml
from alliance.editing.schemas import FOLDER, either_of, modeline, name_of, schema_files
from alliance.site.reading import read_content
from tests.conftest import HARBOUR, ROOT
from tests.mistakes import MISTAKES
from tests.small import DAY, with_line

COMMAND = "python -m alliance schemas"

# What no schema can know, and why. All other mistakes in a data file are refused.
BEYOND = {
    "it is about another field of the same record": {
        "cancelled, but still planned",
        "cancelled, but with participants",
        "end before start",
        "end without start",
        "phase that ends before it starts",
        "emblem without its words",
        "wording that nobody verified",
        "wording verified by somebody but not said so",
        "statement read before it was made",
    },
    "it is about other records": {
        "two coordinators",
        "no coordinator",
        "draft as the only coordinator",
        "claim below its records",
        "old address in use",
    },
    "it has to be computed": {
        "colour that cannot be read",
        "colour that cannot be read in the dark",
        "day 30 of February",
        "title that nobody can see",
    },
    "it depends on the day": {
        "check that was not made yet",
    },
    "it is about a file beside it": {"logo that is not there", "two files, one address"},
    "it is in the Markdown of a text": {"view in a record"},
    "it is in the name of a file": {
        "slug of a language",
        "slug index",
        "slug 404",
        "slug with capitals",
        "folder of no kind",
        "file of no kind",
        "translation of nothing",
        "translation into an unknown language",
    },
    "a draft can be linked to by a text elsewhere": {"link to a draft", "name of a draft"},
}


def validators(content: Content) -> dict[str, Draft7Validator]:
    """Return a validator for each schema of some content, by its file name."""
    made = {name: json.loads(text) for name, text in schema_files(content).items()}
    for schema in made.values():
        Draft7Validator.check_schema(schema)
    return {name: Draft7Validator(schema) for name, schema in made.items()}


def schema_of(path: str) -> str:
    """Return the name of the schema of a data file, from its path below the repository."""
    _, *folders, name = path.split("/")
    return name_of(folders[0] if folders else "alliance", translation=name.count(".") > 1)


def faults(validator: Draft7Validator, value: object) -> list[str]:
    """Return what a validator has to say."""
    return [f"{list(e.absolute_path)}: {e.message[:200]}" for e in validator.iter_errors(value)]


def data_files(root: Path) -> Iterator[tuple[str, Any]]:
    """Yield the path and the values of every data file that can be parsed."""
    for path in sorted((root / "data").rglob("*.yml")):
        name = path.relative_to(root).as_posix()
        node, problems = read_yaml(path, name)
        if node is not None and not problems:
            yield name, plain(node)


def content_of(root: Path) -> Content:
    """Return content that is sound."""
    content, problems = read_content(root)
    assert content is not None
    assert not problems
    return content


def test_the_committed_schemas_are_those_of_the_content() -> None:
    """They name every record that there is."""
    made = schema_files(content_of(ROOT))
    kept = {p.name: p.read_text(encoding="utf-8") for p in (ROOT / FOLDER).glob("*")}

    assert kept.keys() == made.keys(), f"run: {COMMAND}"
    assert [name for name in made if kept[name] != made[name]] == [], f"run: {COMMAND}"


@pytest.mark.parametrize("root", [ROOT, HARBOUR], ids=["reference", "harbour"])
def test_every_file_is_valid(root: Path) -> None:
    """Records and translations alike."""
    known = validators(content_of(root))
    found = {name: faults(known[schema_of(name)], value) for name, value in data_files(root)}

    assert len(found) > 20
    assert {name: told for name, told in found.items() if told} == {}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_refused_while_it_is_typed(
    alliance: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    """Each that is in the fields of a data file, but for those that no schema can know."""
    known = validators(content_of(alliance()))
    changes, _ = MISTAKES[name]
    root = alliance(changes)
    changed = {path for path in changes if path.startswith("data/") and changes[path] is not None}
    parsed = {path: value for path, value in data_files(root) if path in changed}
    told = [
        fault
        for path, value in parsed.items()
        if schema_of(path) in known
        for fault in faults(known[schema_of(path)], value)
    ]
    is_beyond = name in set().union(*BEYOND.values())

    assert bool(told) is (bool(parsed) and not is_beyond), told


def test_nothing_is_said_to_be_beyond_a_schema_that_is_no_mistake() -> None:
    """The table above names samples that exist."""
    assert set().union(*BEYOND.values()) <= set(MISTAKES)


def test_examples_and_defaults_are_valid() -> None:
    """What an editor offers can be taken."""
    wrong = [
        f"{name}: {value}"
        for name, validator in validators(content_of(ROOT)).items()
        for schema in _parts(validator.schema)
        for value in _offered(schema)
        if faults(Draft7Validator(schema), value)
    ]

    assert wrong == []


def _offered(schema: dict[str, Any]) -> list[Any]:
    return [*schema.get("examples", ()), *(schema[key] for key in ("default",) if key in schema)]


def _parts(schema: Any) -> Iterator[dict[str, Any]]:
    yield schema
    for part in schema.get("properties", {}).values():
        yield from _parts(part)
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield from _parts(schema[key])


def test_every_field_is_described() -> None:
    """Whoever points at a field reads what it is for."""
    bare = [
        f"{name}: {field}"
        for name, validator in validators(content_of(ROOT)).items()
        for schema in _parts(validator.schema)
        for field, part in schema.get("properties", {}).items()
        if "description" not in part and name != name_of("alliance", translation=True)
    ]

    assert bare == []


def test_what_does_not_fit_is_told_in_words() -> None:
    """Whoever mistypes a date reads how to write it, and no regular expression."""
    bare = [
        f"{name}: {schema['pattern']}"
        for name, validator in validators(content_of(ROOT)).items()
        for schema in _parts(validator.schema)
        if "pattern" in schema and "patternErrorMessage" not in schema
    ]

    assert bare == []


def test_records_and_countries_are_offered_by_name() -> None:
    """A slug or a code is told with what it stands for."""
    made = json.loads(schema_files(content_of(ROOT))["activities.json"])["properties"]
    country = json.loads(schema_files(content_of(ROOT))["markets.json"])["properties"]["country"]

    offered = dict(
        zip(*map(made["markets"]["items"].get, ("enum", "enumDescriptions")), strict=True)
    )
    assert offered["japan"] == "Japan"
    assert "slug" not in made
    told = dict(zip(country["enum"], country["enumDescriptions"], strict=True))
    assert told["NO"] == "Norway"


def test_a_draft_can_be_named(alliance: Callable[..., Path]) -> None:
    """The check allows it, so the editor does."""
    root = alliance(with_line("data/markets/japan.yml", "summary", "draft: true\nsummary"))
    made = json.loads(schema_files(content_of(root))["activities.json"])["properties"]

    assert made["markets"]["items"]["enum"] == ["japan"]


def test_every_data_file_names_its_schema() -> None:
    """In its first line, so that also editors without the settings of this folder find it."""
    lines = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8").partition("\n")[0]
        for path in (ROOT / "data").rglob("*.yml")
    }
    wanted = {name: _modeline(name) for name in lines}

    assert lines == wanted
    for name, line in lines.items():
        target = line.partition("$schema=")[2]
        assert ((ROOT / name).parent / target).is_file()


def _modeline(name: str) -> str:
    kind, translation, _ = schema_of(name).replace(".json", "..").split(".", 2)
    return modeline(kind, translation=bool(translation))


def test_vs_code_binds_each_folder_to_its_schemas() -> None:
    """Also files that do not say it themselves, such as new ones."""
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    made = schema_files(content_of(ROOT))
    kinds = [name.removesuffix(".json") for name in made if name.count(".") == 1]
    bound = {
        either_of(kind) if either_of(kind) in made else name_of(kind): (
            "data/alliance*.yml" if kind == "alliance" else f"data/{kind}/*.yml"
        )
        for kind in kinds
    }

    assert settings["yaml.schemas"] == {f"./{FOLDER}/{name}": p for name, p in bound.items()}


def test_the_check_notes_schemas_that_are_out_of_date(alliance: Callable[..., Path]) -> None:
    """It is no problem: the content is sound. Without schemas there is nothing to say."""
    root = alliance()
    assert FOLDER not in {note.path for note in hints(content_of(root), DAY)}

    CliRunner().invoke(main, ["schemas", "--root", str(root)], catch_exceptions=False)
    assert FOLDER not in {note.path for note in hints(content_of(root), DAY)}

    path = root / "data" / "markets" / "japan.yml"
    path.with_name("brazil.yml").write_text(path.read_text().replace("JP", "BR"))
    assert FOLDER in {note.path for note in hints(content_of(root), DAY)}
