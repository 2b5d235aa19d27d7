"""The styles of an SVG: what they refer to, after escapes and comments are resolved.

The only module that imports tinycss2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from alliance.content.pictures.refusals import moving, not_allowed
from alliance.content.pictures.svg_names import AT_RULES, FUNCTIONS, GROUPING_RULES
from alliance.i18n.messages import WrongValueError

MAX_DEPTH = 20

_SIMPLE = re.compile(r"(?<![\w-])(?:url\((#[\w.:-]+)\)|rgba?\([\d., %]*\))")
"""A reference within the file, or a colour."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What some elements refer to."""

    names: tuple[str, ...]
    """Classes, ids and elements that the rule is for; none where it is for all."""
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Styles:
    """Checked CSS."""

    text: str
    """The CSS as it was understood, without comments and escapes."""
    rules: tuple[Rule, ...] = ()
    """Those that refer to something."""


def simple_styles(text: str) -> Styles | None:
    """Return CSS that holds no more than nearly all attributes do, None if it must be parsed."""
    rest = _SIMPLE.sub("", text)
    if any(sign in rest for sign in "(@\\"):  # nothing else can begin a reference
        return None
    addresses = tuple(filter(None, _SIMPLE.findall(text)))
    if not addresses:
        return Styles(text)
    return None if "{" in text else Styles(text, (Rule((), addresses),))


def read_styles(text: str) -> Styles:
    """Check the text of a `style` element, or of an attribute whose value is CSS.

    Raises WrongValueError for what could run, move or load a file through a string.
    """
    import tinycss2  # noqa: PLC0415 (few sites have drawings)

    tokens = tinycss2.parse_component_value_list(text, skip_comments=True)
    _check(tokens)
    return Styles(tinycss2.serialize(tokens), tuple(_rules(tokens)))


def _check(tokens: Sequence[Any]) -> None:
    """Raise WrongValueError for the first token that is not allowed."""
    left = [(token, 1) for token in reversed(tokens)]
    while left:
        token, depth = left.pop()
        if depth > MAX_DEPTH:
            raise WrongValueError(not_allowed("((("))
        _check_token(token)
        left += [(inner, depth + 1) for inner in reversed(_within(token))]


def _check_token(token: Any) -> None:
    if token.type == "error":
        raise WrongValueError(not_allowed(token.kind))
    if token.type == "at-keyword" and token.lower_value not in AT_RULES:
        refusal = moving if token.lower_value.endswith("keyframes") else not_allowed
        raise WrongValueError(refusal(f"@{token.value}"))
    if token.type == "function" and token.lower_name not in FUNCTIONS and _address(token) is None:
        raise WrongValueError(not_allowed(f"{token.name}("))


def _rules(tokens: Sequence[Any]) -> Iterator[Rule]:
    """Yield the rules that refer to something; tokens outside of rules are one for all."""
    names: list[str] = []
    is_grouping = False
    for token in tokens:
        if token.type == "at-keyword":
            is_grouping = token.lower_value in GROUPING_RULES
        elif token.type == "{} block":
            if is_grouping:
                yield from _rules(token.content)
            elif addresses := tuple(_addresses(token.content)):
                yield Rule(tuple(names), addresses)
            names, is_grouping = [], False
        elif token.type in ("ident", "hash"):
            names.append(token.value)
        elif addresses := tuple(_addresses([token])):
            yield Rule((), addresses)


def _addresses(tokens: Sequence[Any]) -> Iterator[str]:
    for token in tokens:
        if (address := _address(token)) is not None:
            yield address
        yield from _addresses(_within(token))


def _address(token: Any) -> str | None:
    """Return what a `url(…)` refers to, None for all other tokens."""
    if token.type == "url":
        return str(token.value)
    if token.type == "function" and token.lower_name == "url":
        given = [each for each in token.arguments if each.type != "whitespace"]
        if [each.type for each in given] == ["string"]:
            return str(given[0].value)
    return None


def _within(token: Any) -> Sequence[Any]:
    """Return the tokens of a block or a function."""
    found: Sequence[Any] = getattr(token, "content", ()) or getattr(token, "arguments", ())
    return found
