"""Finds the words of messages in Python for `make catalogues`, and what fields are said to be.

Messages quote the description of a field, so it is a text like any other; the model alone has it.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from io import BytesIO
from typing import IO, Any

from babel.messages.extract import extract_python

SAID = ("say", "say_many", "mark")
"""The functions whose first argument is part of a message."""


def extract(
    file: IO[bytes], keywords: Any, tags: Collection[str], options: Any
) -> Iterator[tuple[Any, ...]]:
    """Yield (line, function, text, comments) of the messages of a module, and no other words.

    Shape and parameters are those of Babel's extraction methods.
    """
    said: Any = [name for name in SAID if name in keywords]
    yield from extract_python(file, said, tags, options)


def extract_with_descriptions(
    file: IO[bytes], keywords: Any, tags: Collection[str], options: Any
) -> Iterator[tuple[Any, ...]]:
    """Yield the same, and the description of each field.

    Without a function, Babel takes a text as it is.
    """
    source = file.read()
    yield from extract(BytesIO(source), keywords, tags, options)
    for line, text in descriptions(source.decode("utf-8")):
        yield line, None, text, []


def descriptions(source: str) -> Iterator[tuple[int, str]]:
    """Yield the line and text of each `description="…"` that is given to a field."""
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Field":
            for keyword in call.keywords:
                value = keyword.value
                if keyword.arg == "description" and isinstance(value, ast.Constant):
                    yield value.lineno, str(value.value)
