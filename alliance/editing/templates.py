"""Texts of new files: what is given, what is needed, and a note on everything that can be said.

All of it is made from the models. What is needed and not given is left open: the check names it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from alliance.content.content import ALLIANCE, ARTICLES, Key
from alliance.content.discovery import DATA, DOCS
from alliance.content.loading import MODELS
from alliance.editing.field_info import is_list, meaning, own_fields
from alliance.editing.schemas import modeline
from alliance.editing.yaml_writer import listed, written
from alliance.i18n.catalogues import Words
from alliance.i18n.messages import ENGLISH, mark
from alliance.model.fields import nested, translatable
from alliance.model.kinds import PAGED

Values = Mapping[str, Any]
"""What is given of a record, by field; a group is a mapping, several are a tuple."""

_HOW_TO_FILL_IN = mark('To fill in a field that starts with "#", delete the "# " before it.')
_HOW_TO_TRANSLATE = mark(
    "Write the translation below each original. What stays open is shown in the original language."
)
_INDENT = "  "


@dataclass(frozen=True, slots=True)
class Guide:
    """What the notes in a file draw on."""

    words: Words = ENGLISH
    """The words of the language that the notes are in."""
    named: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The slugs that can be named, by kind."""
    is_short: bool = False
    """Whether only what is needed is written, and no note."""
    quoted: int | None = None
    """How many characters of an original stand above its translation; None for all."""


def path_of_file(key: Key, language: str = "") -> str:
    """Return the path of the file of a record or page, or of its translation into a language."""
    kind, slug = key
    ending = f".{language}" if language else ""
    if kind == ARTICLES:
        stem = f"{slug}/index".strip("/") if slug in ("", *PAGED) else slug
        return f"{DOCS}/{stem}{ending}.md"
    folder = DATA if key == ALLIANCE else f"{DATA}/{kind}"
    return f"{folder}/{slug}{ending}.yml"


def record(kind: str, values: Values, guide: Guide) -> str:
    """Return the text of a new record or page with some of its fields given."""
    body = values.get("body", "") if kind == ARTICLES else ""
    given = {name: value for name, value in values.items() if kind != ARTICLES or name != "body"}
    head = [] if guide.is_short else [f"# {guide.words.gettext(_HOW_TO_FILL_IN)}"]
    made = [*head, *_fields(MODELS[kind], given, guide, hidden=_hidden(kind))]
    if kind == ARTICLES:
        return "\n".join(["---", *made, "---", "", *([body] if body else []), ""])
    return "\n".join([modeline(kind), *made, ""])


def translation(kind: str, texts: Mapping[str, str], guide: Guide) -> str:
    """Return the text of a translation file that is still to be written.

    `texts` are those of the source language by their dotted path.
    """
    is_page = kind == ARTICLES
    note = [] if guide.is_short else [f"# {guide.words.gettext(_HOW_TO_TRANSLATE)}"]
    made = [*note, "translation: human"]
    groups: tuple[str, ...] = ()
    for path, text in texts.items():
        *above, name = path.split(".")
        shared = _shared(groups, above)
        made += [f"{_INDENT * depth}{above[depth]}:" for depth in range(shared, len(above))]
        groups = tuple(above)
        indent = _INDENT * len(above)
        made += (f"{indent}# {line}".rstrip() for line in _original(text, guide))
        if not (is_page and path == "body"):
            made.append(f"{indent}{name}: |" if "\n" in text else f"{indent}{name}:")
    if is_page:
        return "\n".join(["---", *made, "---", "", ""])
    return "\n".join([modeline(kind, translation=True), *made, ""])


def _original(text: str, guide: Guide) -> list[str]:
    """Return the lines of an original, as many as are shown."""
    if guide.is_short:
        return []
    if guide.quoted is not None and len(text) > guide.quoted:
        text = f"{text[: guide.quoted].rpartition(' ')[0]} …"
    return text.split("\n")


def _shared(groups: Sequence[str], above: Sequence[str]) -> int:
    """Return how many groups two texts have in common."""
    pairs = enumerate(zip(groups, above, strict=False))
    return next((i for i, (one, other) in pairs if one != other), min(len(groups), len(above)))


def _hidden(kind: str) -> set[str]:
    """Return what is not written: the slug, earlier names of what is new, the text of a page."""
    return {"slug", "was", *(["body"] if kind == ARTICLES else [])}


def _fields(
    model: type[BaseModel], values: Values, guide: Guide, hidden: set[str], whole: bool = False
) -> Iterator[str]:
    """Yield the lines of a model's fields; optional ones without a value only as notes.

    `whole` leaves no field out and makes no note of any: all of it will become one.
    """
    for name, info in own_fields(model):
        is_open = name not in values
        if name in hidden and is_open:
            continue
        if is_open and not info.is_required() and not whole:
            if not guide.is_short:
                yield from (f"# {line}" for line in _entry(name, info, None, guide, beside=True))
            continue
        if not guide.is_short and not whole:
            yield f"# {meaning(info, guide.words, guide.named)}"
        yield from _entry(name, info, values.get(name), guide, beside=whole)


def _entry(name: str, info: FieldInfo, value: Any, guide: Guide, *, beside: bool) -> Iterator[str]:
    """Yield the lines of one field; its meaning stands `beside` it, or above it already."""
    note = f"  # {meaning(info, guide.words, guide.named)}" if beside and not guide.is_short else ""
    part = nested(info)
    if part is not None:
        yield f"{name}:{note}"
        groups = value if isinstance(value, tuple) else [value or {}]
        for group in groups:
            inner = list(_fields(part, group, guide, set(), whole=beside))
            if is_list(info):
                inner = _as_item(inner)
            yield from (_INDENT + line for line in inner)
    elif value is None:
        yield f"{name}:{_prompt(info)}{note}"
    else:
        yield from _written(name, value)


def _as_item(inner: list[str]) -> list[str]:
    """Make fields an entry of a list; its mark stands before the first that is no note."""
    first = next(number for number, line in enumerate(inner) if not line.startswith("#"))
    item = inner[first]
    return [*inner[:first], f"- {item}", *(f"  {line}" for line in inner[first + 1 :])]


def _written(name: str, value: Any) -> list[str]:
    if isinstance(value, str):
        first, below = written(name, value, 0, "")
        return [f"{name}: {first}", *below]
    return [f"{name}: {listed(value) if isinstance(value, tuple) else json.dumps(value)}"]


def _prompt(info: FieldInfo) -> str:
    """Return what stands behind the name of a field that is open."""
    if is_list(info):
        return " []" if not info.is_required() else ""
    if info.default is False:
        return " true"
    if not info.is_required() and isinstance(info.default, str | int):
        return f" {info.default}"
    text = translatable(info)
    return " |" if text and text.markdown else ""
