"""The handbook tells the truth: its examples, tables and messages are held against the code."""

from __future__ import annotations

import inspect
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from alliance import check
from alliance.dates import PartialDate
from alliance.directives import NAMES, VIEWS
from alliance.fields import Term, markers, nested, translatable
from alliance.model import KINDS, Article, Record
from alliance.organisation import Alliance, Source
from alliance.translations import State
from tests.conftest import ROOT

EDITORS = "handbook/editors.md"
DESIGN = "handbook/design.md"
DOCUMENTS = ("README.md", "CONTRIBUTING.md", EDITORS, "handbook/operators.md", DESIGN)
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

FORMS = {
    bool: "true or false",
    int: "whole number",
    float: "number",
    PartialDate: "date",
    Term: "duration",
    str: "text",
}


def read(name: str) -> str:
    """Return the text of a file of the repository."""
    return (ROOT / name).read_text(encoding="utf-8")


def examples() -> dict[str, str]:
    """Return the whole files that the handbook shows, by the name that stands above each."""
    return {name: text for page in DOCUMENTS for name, text in _EXAMPLE.findall(read(page))}


def field_reference() -> str:
    """Return the tables of all fields, as they stand in handbook/editors.md."""
    parts = [_table("Every record and page", "What each can have beside its own fields.", Record)]
    parts += [
        _table(_title(model), inspect.getdoc(model) or "", model)
        for model in (Alliance, *KINDS.values(), Article)
    ]
    return "\n".join(parts)


def _title(model: Any) -> str:
    if model is Alliance:
        return "The alliance: `data/alliance.yml`"
    folder = "docs/" if model is Article else f"data/{model.kind}/"
    return f"{model.kind.capitalize()}: `{folder}`"


def _table(title: str, meaning: str, model: type[BaseModel]) -> str:
    head = "| Field | Needed | Translated | What to write | Meaning |"
    rule = "| --- | --- | --- | --- | --- |"
    return "\n".join([f"### {title}", "", meaning, "", head, rule, *_rows(model), ""])


def _rows(model: type[BaseModel], prefix: str = "", group: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        if not _is_told_here(name, field, model):
            continue
        yield _row(prefix + name, field, group)
        part = nested(field)
        if part is None or (part is Source and model is not Record):
            continue
        inner = f"{prefix}{name}.SLUG" if get_origin(field.annotation) is dict else prefix + name
        yield from _rows(part, f"{inner}.", group if field.is_required() else inner)


def _is_told_here(name: str, field: FieldInfo, model: type[BaseModel]) -> bool:
    """Tell whether a field stands in a model's table, and not in that of all records."""
    if name == "slug" or (model is Article and name == "body"):
        return False
    common = Record.model_fields.get(name) if issubclass(model, Record) else None
    return common is None or model is Record or field.is_required() != common.is_required()


def _row(name: str, field: FieldInfo, group: str) -> str:
    needed = (f"with `{group}`" if group else "yes") if field.is_required() else "no"
    translated = "–" if nested(field) else "yes" if translatable(field) else "no"
    cells = (f"`{name}`", needed, translated, _form(field), _meaning(field))
    return f"| {' | '.join(cells)} |"


def _form(field: FieldInfo) -> str:
    found = list(_annotations(field.annotation))
    mark = translatable(field)
    form = next((FORMS[part] for part in found if isinstance(part, type) and part in FORMS), "")
    if _words(field):
        form = "word"
    elif nested(field):
        form = "group"
    elif mark is not None and mark.markdown:
        form = "Markdown"
    elif any(getattr(mark, "pattern", None) for mark in markers(field)):
        form = "slug"
    return f"list of {form}s" if any(get_origin(part) is tuple for part in found) else form


def _meaning(field: FieldInfo) -> str:
    sentences = [field.description or ""]
    if words := _words(field):
        sentences.append(f"One of {', '.join(f'`{word}`' for word in words)}.")
    if field.default and not field.is_required():
        sentences.append(f"`{field.default}` if left out.")
    return " ".join(sentences)


def _words(field: FieldInfo) -> list[str]:
    """Return the words that a field takes, each once; none if it takes any."""
    literals = (part for part in _annotations(field.annotation) if get_origin(part) is Literal)
    return list(dict.fromkeys(word for literal in literals for word in get_args(literal)))


def _annotations(annotation: Any) -> Iterator[Any]:
    yield annotation
    if get_origin(annotation) is not Literal:
        for part in get_args(annotation):
            yield from _annotations(part)


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
    content, problems = check.read(copy)

    assert not problems
    assert content is not None
    assert "example-forum" in content.records["activities"]


def test_the_example_translations_are_complete(copy: Path) -> None:
    """They show every text of the record and of the page that can be translated."""
    content, _ = check.read(copy)

    assert content is not None
    assert content.state(("activities", "example-forum"), "fr") is State.COMPLETE
    assert content.state(("pages", "example-page"), "fr") is State.COMPLETE


def test_the_examples_are_no_part_of_the_site() -> None:
    """They can be copied without overwriting anything."""
    assert [name for name in examples() if (ROOT / name).exists()] == []


def test_the_tables_of_fields_are_those_of_the_models() -> None:
    """Names, what is needed, what is translated and what it means are written once, in code."""
    told = read(EDITORS).partition("<!-- fields -->\n\n")[2].partition("\n<!-- end -->")[0]

    assert told == field_reference(), (
        "put this between the two comments at the end of handbook/editors.md:\n\n"
        + field_reference()
    )


def test_every_view_is_in_its_table_with_its_options() -> None:
    """No view and no option is missing, and none is made up."""
    rows = re.findall(r"^\| `\[\[([a-z]+)\]\]` \| (.*?) \|", read(EDITORS), re.MULTILINE)

    told = {name: set(re.findall(r"`([a-z]+)=", options)) for name, options in rows}
    assert told == {name: set(options) for name, options in VIEWS.items()}


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
        told += [str(problem) for problem in check.read(copy)[1]]
    assert quoted == told


def test_every_make_command_exists() -> None:
    """README and handbook name no target that the Makefile lacks."""
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))

    found = [words for page in DOCUMENTS for words in _MAKE.findall(read(page))]
    named = {word for words in found for word in words.split()}
    assert {"site", "test"} <= named
    assert named <= targets


def test_every_module_has_its_line() -> None:
    """The page on the design names each module of alliance/, and none that is gone.

    The commands have one line: each module there is named as its command.
    """
    package = ROOT / "alliance"
    names = (path.relative_to(package).with_suffix("").parts for path in package.rglob("[!_]*.py"))
    modules = {"__main__", *("commands" if n[0] == "commands" else ".".join(n) for n in names)}

    told = read(DESIGN).partition("\n## The modules\n")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `([a-z_.]+)` \|", told, re.MULTILINE)) == modules


def test_every_dependency_has_its_reason() -> None:
    """The page on the design names each package that the site needs, and no other."""
    lines = read("requirements.in").splitlines()

    needed = {re.split(r"[=\[\s]", line)[0] for line in lines if line and not line.startswith("#")}
    assert set(re.findall(r"^- `([a-z0-9.-]+)`:", read(DESIGN), re.MULTILINE)) == needed


def test_links_between_documents_lead_somewhere() -> None:
    """Each names a file, and a heading in it."""
    broken = [
        f"{page}: {target}{heading}"
        for page in DOCUMENTS
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
