"""The texts that a translator is given: what is missing or stale in a language, or everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from gettext import NullTranslations

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from alliance.content.content import Content, Key, label_of
from alliance.content.loading import MODELS
from alliance.content.yaml.nodes import locate
from alliance.editing.translations.freshness import FieldState, FieldStatus
from alliance.editing.translations.po import Unit
from alliance.i18n.messages import say
from alliance.i18n.problems import about
from alliance.model.fields import longest, nested, translatable

WORK = (FieldStatus.MISSING, FieldStatus.STALE)


def handout(
    content: Content, states: Iterable[FieldState], words: NullTranslations
) -> tuple[Unit, ...]:
    """Return the texts of these states for a PO file, in the order of files and lines."""
    units = (_unit(content, state, words) for state in states)
    return tuple(sorted(units, key=lambda unit: (unit.place.partition("#")[0], unit.line)))


def place_of(path: str, field: str) -> str:
    """Return what names a text in a PO file, from the source file and the path of the field."""
    return f"{path}#{field}"


def _unit(content: Content, state: FieldState, words: NullTranslations) -> Unit:
    file = content.files[state.key, content.settings.source_language]
    is_stale = state.state is FieldStatus.STALE
    line, _ = locate(file.node, tuple(state.field.split(".")))
    return Unit(
        place_of(file.path, state.field),
        state.source_now,
        state.text or "",
        (state.source_then or "") if is_stale else "",
        is_stale,
        line,
        tuple(_notes(state.key, state.field, words)),
    )


def _notes(key: Key, path: str, words: NullTranslations) -> Iterator[str]:
    field = field_at(MODELS[key[0]], path)
    description = field.description or ""
    yield about(label_of(key), say(description)).put(words)
    mark = translatable(field)
    if mark and mark.markdown:
        note = say(
            "Markdown: keep its marks, such as **, # and -. Do not translate what stands in [[…]],"
            " nor the addresses and file names in (…)."
        )
        yield note.put(words)
    if most := longest(field):
        yield say("At most {most} characters.", most=most).put(words)


def field_at(model: type[BaseModel], path: str) -> FieldInfo:
    """Return the field at a dotted path, which leads through groups and slugs of groups."""
    name, _, rest = path.partition(".")
    field = model.model_fields[name]
    inner = nested(field)
    if inner is None or not rest:
        return field
    if str(field.annotation).startswith("dict"):
        rest = rest.partition(".")[2]
    return field_at(inner, rest)
