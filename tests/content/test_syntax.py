"""Mistakes in YAML syntax are told in plain words, at the place to mend, by either parser."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from alliance.content.yaml.reader import parse
from tests.conftest import ROOT

NO_COLON = 'this line has no ": " in it. Write "field: value", with a space after the colon,'
DEEPER = "this line is indented deeper than the line above, which has a value of its own."
MISALIGNED = "this line is not aligned with the fields it belongs to. Mend its indentation."
NO_DASH = 'an item of this list must start with "- ", aligned with the others.'

MISTAKES = [
    # quotes
    ('a: "x\nb: 1\n', '1:4: the quote that opens here is never closed. Add " after the text.'),
    ("a: 1\nb: 'x\n", "2:4: the quote that opens here is never closed. Add ' after the text."),
    ("a: 'x\n---\n", "1:4: the quote that opens here is never closed."),
    ("a: 'it's'\n", "1:8: text follows a closing quote. Put the whole text in quotes; a ' inside"),
    ('a: "x" y\n', '1:8: text follows a closing quote. Put the whole text in quotes; a " inside'),
    ('a: "C:\\data"\n', '1:7: "\\d" is no escape in double quotes. Use single quotes, or double'),
    ('a: "\\U00110000"\n', '1:5: "\\U" is no escape in double quotes.'),
    # colons
    ("a: 1\nname\nb: 2\n", f"2:1: {NO_COLON}"),
    ("a: 1\nname\n", f"2:1: {NO_COLON}"),
    ("name:japan\nb: 2\n", f"1:1: {NO_COLON}"),
    ("a: Mission: Japan\n", '1:11: ": " inside a value. Put the whole value in quotes.'),
    (": 1\n", "1:1: the name of the field is missing before the colon."),
    # indentation
    ("a: 1\n  b: 2\n", f"2:3: {DEEPER}"),
    ("a:\n  b: 1\n c: 2\n", f"3:2: {MISALIGNED}"),
    ("  a: 1\nb: 2\n", f"2:1: {MISALIGNED}"),
    ("a: |\n   x\n  y\n", f"3:3: {MISALIGNED}"),
    ("a:\n  - b\n  c: 1\n", f"3:3: {NO_DASH}"),
    ("- a\nb: 1\n", f"2:1: {NO_DASH}"),
    # brackets
    ("a: [1, 2\nb: 3\n", '1:4: the "[" that opens here is never closed. Add "]".'),
    ("a: {x: 1\n", '1:4: the "{" that opens here is never closed. Add "}".'),
    ("a: {x: 1 y: 2}\n", '1:11: a comma is missing before this, or a "}".'),
    ("a: [x, , y]\n", '1:8: nothing stands before this ",".'),
    ("a: [b]]\n", '1:7: this "]" closes nothing. Remove it.'),
    ("a: [[\n", '1:6: a closing "]" or "}" is missing at the end.'),
    # characters that YAML keeps for itself
    *[(f"a: {c}x\n", f'1:4: text that starts with "{c}" needs quotes around it') for c in "@`%],}"],
    *[(f"a: {c} x\n", f'1:4: text that starts with "{c}" needs quotes around it') for c in "*&?|>"],
    ("a: **bold** x\n", '1:4: text that starts with "*" needs quotes around it'),
    ("a: !x!y z\n", '1:4: text that starts with "!" needs quotes around it'),
    ("a: 1\n%b: 2\n", '2:1: text that starts with "%" needs quotes around it'),
    ("a: - b\n", '1:4: "- " starts an item of a list. Begin the list on the next line, or use'),
]

# PyYAML's own parser takes this, with a field named "b:".
LIBYAML_ONLY = (
    "a: {b:[x]}\n",
    '1:6: a space is missing after the ":". Add it. If it is part of a text,',
)

WITHOUT_LIBYAML = """
import json, sys
sys.modules["yaml._yaml"] = None
from alliance.content.yaml.reader import parse
print(json.dumps([[str(p) for p in parse(text, "f")[1]] for text in json.load(sys.stdin)]))
"""


@pytest.mark.parametrize(("text", "expected"), [*MISTAKES, LIBYAML_ONLY])
def test_a_mistake_in_syntax_is_told_in_plain_words(text: str, expected: str) -> None:
    """One problem, at the place to mend, and no fields."""
    root, (problem,) = parse(text, "f")

    assert root is None
    assert str(problem).startswith(f"f:{expected}")


def test_without_libyaml_the_words_and_places_are_the_same() -> None:
    """PyYAML's own parser words its errors otherwise; an editor never notices."""
    texts = [text for text, _ in MISTAKES] + ["a:\n\tb: 1\n", "a: [&x 1, *x]\nb: !t 2\nb: 1\n"]

    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT_LIBYAML],
        input=json.dumps(texts), capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip

    assert json.loads(ran.stdout) == [[str(p) for p in parse(text, "f")[1]] for text in texts]
