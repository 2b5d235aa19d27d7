"""How two texts differ: words that changed, and that it takes no time to speak of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from alliance.review.diff import Pair, marked_words, pairs
from tests.growth import LINEAR, growth


def shown(before: str, after: str) -> str:
    """Return a line with what is gone in brackets and what is new in braces."""
    signs = {"same": "{}", "gone": "[{}]", "new": "{{{}}}"}
    spans = marked_words(Pair(before, after))
    return "".join(signs[span.change].format(span.text) for span in spans)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("one two three", "one 2 three", "one [two]{2} three"),
        ("a " * 900 + "end", "a " * 900 + "stop", "a " * 900 + "[end]{stop}"),
        ("x " + "a " * 900 + "z", "x b " + "a " * 899 + "b z", None),
    ],
)
def test_changed_words_are_marked(before: str, after: str, expected: str | None) -> None:
    """Of a text with very many equal words, all between its equal ends."""
    found = shown(before, after)
    assert found == (expected or f"x [{'a ' * 899}a]{{b {'a ' * 899}b}} z")


ODD: dict[str, Callable[[int], tuple[str, str]]] = {
    "the same words in another order": lambda n: ("a b " * n, "b a " * n),
    "one word": lambda n: ("a " * n, "a " * (n + 1)),
    "no blank": lambda n: ("日" * n, "日本" * n),
    "all others": lambda n: (
        " ".join(map(str, range(n))),
        " ".join(map(str, range(n, 0, -1))),
    ),
}


@pytest.mark.parametrize("make", ODD.values(), ids=ODD)
def test_the_time_is_linear_in_the_size(make: Callable[[int], tuple[str, str]]) -> None:
    """Of words in a line, and of lines."""
    assert growth(lambda size: marked_words(Pair(*make(size))), 2000) < LINEAR
    assert growth(lambda size: pairs(*(text.split() for text in make(size))), 500) < LINEAR
