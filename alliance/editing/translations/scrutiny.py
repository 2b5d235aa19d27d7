"""Whether texts that came back may stand in the content: by the same rules as what editors type.

A file of the content is made up of them, in which each text stands where it stands in the PO file.
It goes through the model and the rules for Markdown, so that no rule is written a second time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pydantic import ValidationError

from alliance.content.checks.check import slugs_of
from alliance.content.checks.texts import check_texts
from alliance.content.content import Key, SourceFile, label_of
from alliance.content.explain import explain
from alliance.content.load import TRANSLATIONS, Loaded
from alliance.content.yaml.node import Entry, Node, Scalar, plain
from alliance.content.yaml.node import Mapping as Fields
from alliance.content.yaml.plaintext import ODD, describe_odd
from alliance.editing.translations.pofile import Unit
from alliance.i18n.problem import Problem


def examine(
    loaded: Loaded, name: str, taken: Mapping[Key, Mapping[str, Unit]], language: str
) -> Iterator[Problem]:
    """Yield what is wrong in texts by record and field, each at its line of the PO file `name`."""
    files = {}
    for key, units in taken.items():
        for unit in units.values():
            if odd := ODD.search(unit.text):
                yield Problem(name, unit.line, 1, describe_odd(odd[0]))
        node = _fields(units)
        files[key, language] = SourceFile(name, node)
        model = TRANSLATIONS[key[0]]
        try:
            model.model_validate({"translation": "human", **_values(node)})
        except ValidationError as error:
            yield from explain(error, model, node, name, label_of(key, language))
    yield from check_texts(replace(loaded, files=files), slugs_of(loaded))


def _fields(units: Mapping[str, Unit]) -> Fields:
    """Return texts by dotted path as the reader gives the fields of a file."""
    grouped: dict[str, dict[str, Unit]] = {}
    for path, unit in units.items():
        first, _, rest = path.partition(".")
        grouped.setdefault(first, {})[rest] = unit
    entries: dict[str, Entry] = {}
    for first, inner in grouped.items():
        line = min(unit.line for unit in inner.values())
        text = inner[""].text if "" in inner else ""
        value: Node = Scalar(text, text, line, 1, '"') if text else _fields(inner)
        entries[first] = Entry(first, line, 1, value)
    return Fields(entries, min((unit.line for unit in units.values()), default=1), 1)


def _values(node: Fields) -> dict[str, object]:
    return {key: plain(entry.value) for key, entry in node.entries.items()}
