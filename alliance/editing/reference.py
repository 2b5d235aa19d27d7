"""The field reference for editors: one Markdown page for each kind, from the models."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from alliance.editing.field_info import allowed_words, is_list
from alliance.editing.schemas import FOLDER as SCHEMAS
from alliance.editing.schemas import modeline, name_of, sample
from alliance.i18n.dates import PartialDate, Term
from alliance.model.alliance import Alliance, Source
from alliance.model.fields import nested, parts, translatable
from alliance.model.kinds import ALL_KINDS, KINDS
from alliance.model.records import Article, Record

INDEX = "README.md"

_FORMS = {
    bool: "true or false",
    int: "whole number",
    float: "number",
    PartialDate: "date",
    Term: "duration",
    str: "text",
}
_NOTE = (
    "<!-- Written by `python -m alliance reference`, from the models: do not change it here. -->"
)
_HEAD = "| Field | Needed | Translated | What to write | Meaning |\n| --- | --- | --- | --- | --- |"
_LEGEND = (
    '- **Needed**: whether the field must be there. "with `participants`" means: if you give that'
    " group.",
    "- **Translated**: whether a translation file may give it again.",
    "- A **group** has its fields below it, indented by two spaces; in the table they are joined by"
    " points, as in `participants.count`. `SLUG` stands for a slug of your choice.",
    "- A **text** is plain and in one line. **Markdown** can have paragraphs, lists, links and"
    " names of records.",
    "- A **slug** is the name of another file, or of a phase in `data/alliance.yml`.",
    "- A **date** is written as in [Dates](../editors.md#dates).",
)
_MODELS: tuple[type[Any], ...] = (Alliance, *(kind.model for kind in KINDS.values()), Article)


def reference_pages() -> dict[str, str]:
    """Return the text of each page by its file name; they lie in handbook/fields/."""
    return {INDEX: _index(), **{f"{model.kind}.md": _page(model) for model in _MODELS}}


def _index() -> str:
    rows = [
        f"| [{model.kind.capitalize()}]({model.kind}.md) | `{_place(model)}` |"
        f" {_first_line(model)} |"
        for model in _MODELS
    ]
    return _lines(
        _NOTE,
        "",
        "# All fields",
        "",
        "What can be written in each file. How to go about it: [For editors](../editors.md).",
        "",
        "| Kind | Where | What it is |",
        "| --- | --- | --- |",
        *rows,
        "",
        "## How to read the tables",
        "",
        *_LEGEND,
        "",
        "## Every record and page",
        "",
        "What each can have beside its own fields.",
        "",
        _HEAD,
        *_rows(Record),
    )


def _page(model: type[Any]) -> str:
    kind, is_page = model.kind, model is Article
    beside = "beside those of [every record and page](README.md#every-record-and-page)"
    return _lines(
        _NOTE,
        "",
        f"# {kind.capitalize()}: `{_place(model)}`",
        "",
        _first_line(model),
        "",
        "[All kinds](README.md) · [For editors](../editors.md)"
        + ("" if is_page else f" · [for programs](../../{SCHEMAS}/{name_of(kind)})"),
        "",
        "## Fields",
        "",
        f"The fields, {beside}:" if issubclass(model, Record) else "The fields:",
        "",
        _HEAD,
        *_rows(model),
        "",
        "## An example",
        "",
        f"An invented {ALL_KINDS[kind].singular}. Copy it, and change what it says.",
        "",
        "```markdown" if is_page else "```yaml",
        *([] if is_page else [modeline(kind)]),
        sample(kind).rstrip("\n"),
        "```",
    )


def _lines(*lines: str) -> str:
    return "\n".join(lines) + "\n"


def _place(model: type[Any]) -> str:
    if model is Alliance:
        return "data/alliance.yml"
    return "docs/" if model is Article else f"data/{model.kind}/"


def _first_line(model: type[BaseModel]) -> str:
    return inspect.getdoc(model) or ""


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
    found = list(parts(field))
    mark = translatable(field)
    form = next((_FORMS[part] for part in found if isinstance(part, type) and part in _FORMS), "")
    if allowed_words(field):
        form = "word"
    elif nested(field):
        form = "group"
    elif mark is not None and mark.markdown:
        form = "Markdown"
    elif any(getattr(part, "pattern", None) for part in found):
        form = "slug"
    return f"list of {form}s" if is_list(field) else form


def _meaning(field: FieldInfo) -> str:
    sentences = [field.description or ""]
    if words := allowed_words(field):
        sentences.append(f"One of {', '.join(f'`{word}`' for word in words)}.")
    if field.default and not field.is_required():
        sentences.append(f"`{field.default}` if left out.")
    return " ".join(sentences)
