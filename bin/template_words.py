"""Finds interface words in templates for `make catalogues`.

Jinja's own extractor sees `gettext("…")` but not `t.gettext("…")`, which is how our templates ask
for words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import IO

from jinja2 import Environment, nodes


def extract(
    file: IO[bytes], keywords: Collection[str], _tags: object, options: object
) -> Iterator[tuple[int, str, list[str | None], list[str]]]:
    """Yield (line, function, arguments, comments) of every gettext call in a template.

    Shape and parameters are those of Babel's extraction methods; an argument that is not a plain
    string is None.
    """
    template = Environment(autoescape=True).parse(file.read().decode("utf-8"))
    for call in template.find_all(nodes.Call):
        name = called_name(call)
        if name in keywords:
            yield call.lineno, name, [literal(argument) for argument in call.args], []


def called_name(call: nodes.Call) -> str:
    """Return the name of the function or method that is called, or nothing for any other call."""
    match call.node:
        case nodes.Name(name=str(name)) | nodes.Getattr(attr=str(name)):
            return name
    return ""


def literal(argument: nodes.Expr) -> str | None:
    """Return the text of a string argument, None for anything that is only known at run time."""
    if isinstance(argument, nodes.Const) and isinstance(argument.value, str):
        return argument.value
    return None
