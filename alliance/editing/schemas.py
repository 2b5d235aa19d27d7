"""A sound file of each kind, to look at and to take examples from: alliance/editing/samples/."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from alliance.content.content import ALLIANCE, ARTICLES, Content
from alliance.content.loading import MODELS, TRANSLATIONS
from alliance.content.yaml.reader import parse, plain
from alliance.i18n import cldr
from alliance.model.json_schema import NAMES, Schema
from alliance.model.kinds import ALL_KINDS
from alliance.model.records import Market
from alliance.model.translations import texts_of
from alliance.model.validators import COUNTRIES

_FOLDER = Path(__file__).parent / "samples"


@lru_cache
def sample(kind: str) -> str:
    """Return the text of a file of a kind, with the slugs of this repository's records."""
    ending = "md" if kind == ARTICLES else "yml"
    return (_FOLDER / f"{kind}.{ending}").read_text(encoding="utf-8")


@lru_cache
def sample_values(kind: str) -> Any:
    """Return what a sample of data/ says, as plain values."""
    node, problems = parse(sample(kind), kind)
    if node is None or problems:
        raise ValueError(f"the sample of {kind} cannot be read: {problems}")
    return plain(node)


FOLDER = "schemas"
"""Where they lie, beside data/."""

_DIALECT = "http://json-schema.org/draft-07/schema#"

_TRANSLATION = (
    "What a translation says in its language. What is missing is shown in the source language."
)

# What says nothing of a value that is one of a list.
_TEXT_ONLY = ("maxLength", "pattern", "patternErrorMessage")


def name_of(kind: str, *, translation: bool = False) -> str:
    """Return the file name of the schema of a kind's records, or of their translations."""
    return f"{kind}.translation.json" if translation else f"{kind}.json"


def either_of(kind: str) -> str:
    """Return the file name of the schema for a file that may be a record or a translation."""
    return f"{kind}.either.json"


def modeline(kind: str, *, translation: bool = False) -> str:
    """Return the comment that binds a file of a kind to its schema, without the end of its line."""
    up = "../" if kind == ALLIANCE[0] else "../../"
    return f"# yaml-language-server: $schema={up}{FOLDER}/{name_of(kind, translation=translation)}"


def schema_files(content: Content) -> dict[str, str]:
    """Return the text of each schema by its file name."""
    named = {**_named(content), "countries": _countries()}
    found: dict[str, str] = {}
    for kind, model in MODELS.items():
        if kind == ARTICLES:
            continue  # the text of a page is Markdown, where no editor reads a schema
        found[name_of(kind)] = _text(
            _exemplified(record_schema(model, ALL_KINDS[kind].singular, named), sample_values(kind))
        )
        if texts := _translated(kind, content):
            found[name_of(kind, translation=True)] = _text(texts)
            found[either_of(kind)] = _text(_either(kind))
    return found


def is_outdated(content: Content) -> bool:
    """Tell whether the schemas beside the content, if there are any, are not those of it."""
    folder = content.root / FOLDER
    return folder.is_dir() and any(
        not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
        for name, text in schema_files(content).items()
    )


def record_schema(
    model: type[BaseModel], title: str, named: Mapping[str, Mapping[str, str]]
) -> Schema:
    """Return the schema of a model; `named` has what can be named, with its title, by kind."""
    written = model.model_json_schema(mode="validation")
    return {"$schema": _DIALECT, "title": title, **_plain(written, written.get("$defs", {}), named)}


def _exemplified(schema: Schema, values: Any) -> Schema:
    """Give each value that is typed freely an example from a sound file, unless it has some."""
    if isinstance(values, list):
        items = {"items": _exemplified(schema["items"], values[0])} if "items" in schema else {}
        return {**schema, **items}
    if not isinstance(values, dict):
        is_free = not schema.keys() & {"enum", "examples"} and schema.get("type") != "boolean"
        return {**schema, "examples": [values]} if is_free else schema
    made = dict(schema)
    for group in ("properties", "patternProperties"):
        made |= {group: _each_exemplified(made[group], values)} if group in made else {}
    return made


def _each_exemplified(parts: Mapping[str, Schema], values: Mapping[str, Any]) -> Schema:
    """Do so for the fields of a group, or for the pattern that stands for any slug."""
    example = {name: values.get(name, next(iter(values.values()))) for name in parts}
    return {
        name: _exemplified(part, example[name]) if name in values or name[0] == "^" else part
        for name, part in parts.items()
    }


def _translated(kind: str, content: Content) -> Schema | None:
    """Return the schema of a kind's translations; None if it has nothing to translate."""
    if len(TRANSLATIONS[kind].model_fields) == 1:
        return None
    schema = record_schema(TRANSLATIONS[kind], f"{ALL_KINDS[kind].singular}, translated", {})
    schema["description"] = _TRANSLATION
    if kind == ALLIANCE[0]:
        for path in texts_of(content.alliance):
            _spell_out(schema, path.split("."))
        schema = _ended(schema)
    return schema


def _either(kind: str) -> Schema:
    """Return the schema that a pattern of file names can be bound to.

    `*.yml` is every file of a folder, and such patterns cannot leave out `*.fr.yml`.
    """
    return {
        "$schema": _DIALECT,
        "if": {"required": ["translation"]},
        "then": {"$ref": name_of(kind, translation=True)},
        "else": {"$ref": name_of(kind)},
    }


def _spell_out(schema: Schema, path: list[str]) -> None:
    """Give the keys on the way to a text, where any slug would do, as properties of their own."""
    for key in path:
        if patterns := schema.get("patternProperties"):
            schema.setdefault("properties", {})[key] = next(iter(patterns.values()))
        schema = schema["properties"][key]


def _ended(node: Any) -> Any:
    """Leave out what any slug may stand for, once those that are there are spelt out."""
    if isinstance(node, list):
        return [_ended(item) for item in node]
    if not isinstance(node, dict):
        return node
    hidden = {"patternProperties", "propertyNames"}
    return {key: _ended(value) for key, value in node.items() if key not in hidden}


def _plain(node: Any, parts: Schema, named: Mapping[str, Mapping[str, str]]) -> Any:
    """Return a schema of pydantic's without references, titles, nulls and what is not written."""
    if isinstance(node, list):
        return [_plain(item, parts, named) for item in node]
    if not isinstance(node, dict):
        return node
    node = _resolved(node, parts)
    properties = node.get("properties", {})
    made = {
        key: _plain(value, parts, named)
        for key, value in node.items()
        if key not in ("$defs", "title", "properties", "required", NAMES)
        and not (key == "default" and value in (None, [], {}))
    }
    if "patternProperties" in made:
        made["additionalProperties"] = False
    if properties:
        made["properties"] = {
            key: _plain(value, parts, named) for key, value in properties.items() if key != "slug"
        }
        if required := [key for key in node.get("required", ()) if key != "slug"]:
            made["required"] = required
    if words := named.get(node.get(NAMES, "")):
        made = {key: made[key] for key in made if key not in _TEXT_ONLY}
        made["enum"], made["enumDescriptions"] = list(words), list(words.values())
    return made


def _resolved(node: Schema, parts: Schema) -> Schema:
    """Put what a reference names, and the one type beside null, in their places."""
    if choices := node.get("anyOf"):
        first = next(choice for choice in choices if choice != {"type": "null"})
        rest = {key: value for key, value in node.items() if key != "anyOf"}
        return {**_resolved(first, parts), **rest}
    if reference := node.get("$ref"):
        rest = {key: value for key, value in node.items() if key != "$ref"}
        return {**parts[reference.rpartition("/")[2]], **rest}
    return node


def _named(content: Content) -> dict[str, dict[str, str]]:
    """Return the records that a field can name and their titles, drafts among them, by kind."""
    source = content.settings.source_language
    named: dict[str, dict[str, str]] = {
        "phases": {slug: phase.name for slug, phase in content.alliance.phases.items()}
    }
    for kind, slug in sorted(key for key, language in content.files if language == source):
        if kind in content.records:
            named.setdefault(kind, {})[slug] = _title(content, kind, slug)
    return named


def _title(content: Content, kind: str, slug: str) -> str:
    record = content.records[kind].get(slug)
    if isinstance(record, Market):
        return cldr.country_name(record.country, "en")
    return str(getattr(record, "name", None) or getattr(record, "title", ""))


def _countries() -> dict[str, str]:
    return {code: cldr.country_name(code, "en") for code in sorted(map(str, COUNTRIES))}


def _text(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
