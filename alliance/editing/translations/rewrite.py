"""Rewrites translation files: only the fields that are given change, all else keeps its bytes.

The only module that imports ruamel.yaml. It tells where each value of a file begins and ends; the
new text is put in its place, so that comments, the order of fields and quotes stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Dict
from collections.abc import Sequence

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from alliance.content.loading import FRONT_MATTER
from alliance.content.yaml.nodes import Mapping, Scalar
from alliance.editing.yaml_writer import quoted, written

FIRST = "translation"
"""The field that says how a translation was made; it comes before all others."""
BODY = "body"
"""The text of a page, which is no field of its front matter."""

_HEADER = re.compile(r"[|>][-+0-9]*")
_NOTHING = Mapping({}, 1, 1)


class UnreadableError(Exception):
    """A file that our reader takes and ruamel.yaml does not; its argument is the line."""


def rewrite_record(text: str, texts: Dict[str, str], source: Mapping) -> str:
    """Return the text of a data file with other texts at some dotted field paths.

    A text of "" makes a new file. `source` is the file that is translated: new fields come in its
    order and in its style.
    """
    windows = "\r\n" in text
    text = text.replace("\r\n", "\n")
    for path, value in texts.items():
        text = _put(text, path.split("."), value, source)
    return text.replace("\n", "\r\n") if windows else text


def rewrite_page(text: str, texts: Dict[str, str], source: Mapping) -> str:
    """Rewrite a Markdown page as `rewrite_record` does a record; its text is the field `body`."""
    windows = "\r\n" in text
    text = text.replace("\r\n", "\n") or "---\n---\n"
    found = FRONT_MATTER.match(text)
    if found is None:
        raise ValueError("the page has no front matter")
    fields = {path: value for path, value in texts.items() if path != BODY}
    try:
        head = rewrite_record(found[1], fields, source)
    except UnreadableError as error:
        raise UnreadableError(error.args[0] + 1) from error  # the line of hyphens above
    body = text[found.end() :]
    if BODY in texts:
        start = body[: len(body) - len(body.lstrip("\n"))] or "\n"
        end = body[len(body.rstrip()) :] if body.strip() else "\n"
        body = start + texts[BODY] + end
    text = text[: found.start(1)] + head + text[found.end(1) : found.end()] + body
    return text.replace("\n", "\r\n") if windows else text


def _put(text: str, path: Sequence[str], value: str, source: Mapping) -> str:
    try:
        at: Node | None = YAML().compose(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UnreadableError(line) from error
    if not isinstance(at, MappingNode):
        return _joined(text, _lines(path, value, 0, source))
    for depth, key in enumerate(path):
        found = next((entry for entry in at.value if entry[0].value == key), None)
        if found is None:
            return _insert(text, at, path[depth:], value, source)
        name, old = found
        if not isinstance(old, MappingNode):
            if at.flow_style:
                end = old.end_mark.index
                return f"{text[: name.end_mark.index]}: {quoted(value)}{text[end:]}"
            return _replace(text, name, old, value)
        at, source = old, _inner(source, key)
    raise ValueError(f"a group of fields, not a text: {'.'.join(path)}")


def _replace(text: str, key: ScalarNode, old: ScalarNode, value: str) -> str:
    """Put a value in the place of another, behind its key; a comment in the same line stays."""
    start, end = key.end_mark.index, old.end_mark.index
    end = start + len(text[start:end].rstrip())
    if old.style in ("|", ">"):
        header = text[old.start_mark.index :].partition("\n")[0]
        comment = _HEADER.sub("", header, count=1).rstrip()
    else:
        last = _end_of_line(text, end)
        comment, end = text[end:last].rstrip(), last
    first, below = written(key.value, value, key.start_mark.column, old.style or "")
    return f"{text[:start]}: " + "\n".join([first + comment, *below]) + text[end:]


def _insert(text: str, at: MappingNode, path: Sequence[str], value: str, source: Mapping) -> str:
    """Add a field to a group, after those that come before it in the source."""
    if at.flow_style:
        end = at.end_mark.index - 1
        comma = ", " if at.value else ""
        return f"{text[:end].rstrip()}{comma}{_flow(path, value)}{text[end:]}"
    order = [FIRST, *source.entries]
    place = order.index(path[0]) if path[0] in order else len(order)
    before = [entry for entry in at.value if entry[0].value in order[:place]]
    key = at.value[0][0].start_mark
    lines = _lines(path, value, key.column, source)
    if before:
        _, last = max(before, key=lambda entry: order.index(entry[0].value))
        start = _end_of_line(text, _end_of(text, last)) + 1
    else:
        start = text.rfind("\n", 0, key.index) + 1
    return _joined(text[:start], lines) + text[start:]


def _end_of(text: str, value: Node) -> int:
    """Return where the last word of a value ends; what follows a group is not part of it."""
    while isinstance(value, MappingNode) and value.value and not value.flow_style:
        value = value.value[-1][1]
    return len(text[: value.end_mark.index].rstrip())


def _end_of_line(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end


def _joined(text: str, lines: list[str]) -> str:
    start = text if not text or text.endswith("\n") else f"{text}\n"
    return start + "".join(f"{line}\n" for line in lines)


def _lines(path: Sequence[str], value: str, indent: int, source: Mapping) -> list[str]:
    """Return the lines of a new field, with the groups that it lies in."""
    key, *rest = path
    if rest:
        return [f"{' ' * indent}{key}:", *_lines(rest, value, indent + 2, _inner(source, key))]
    entry = source.entries.get(key)
    style = entry.value.style if entry and isinstance(entry.value, Scalar) else ""
    first, below = written(key, value, indent, style if style in ("|", ">") else "")
    return [f"{' ' * indent}{key}: {first}", *below]


def _flow(path: Sequence[str], value: str) -> str:
    key, *rest = path
    return f"{key}: {{{_flow(rest, value)}}}" if rest else f"{key}: {quoted(value)}"


def _inner(source: Mapping, key: str) -> Mapping:
    entry = source.entries.get(key)
    return entry.value if entry and isinstance(entry.value, Mapping) else _NOTHING
