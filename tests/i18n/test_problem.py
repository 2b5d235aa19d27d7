"""How a problem is written, and the phrases that messages share."""

from __future__ import annotations

import pytest

from alliance.i18n.messages import ENGLISH, say
from alliance.i18n.problems import Problem, did_you_mean, join_or, nearest, quote


def test_a_problem_is_one_line_that_editors_can_jump_to() -> None:
    """Path, line, column and message, in the form that compilers use."""
    problem = Problem("data/markets/japan.yml", 3, 9, say("the country is missing."))

    assert str(problem) == "data/markets/japan.yml:3:9: the country is missing."


def test_problems_sort_by_file_then_by_place() -> None:
    """Line 10 comes after line 9, whatever their messages."""
    late, early, other = (
        Problem("b.yml", 10, 1, say("a")),
        Problem("b.yml", 9, 2, say("z")),
        Problem("a.yml", 99, 1, say("z")),
    )

    assert sorted([late, early, other]) == [other, early, late]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("japan", '"japan"'),
        ("", '""'),
        ('say "hi"', r'"say \"hi\""'),
        ("two\nlines\tand\x1b[31m", r'"two\nlines\tand\x1b[31m"'),
        ("turned \u202e round", r'"turned \u202e round"'),
        ("日本 São", '"日本 São"'),
        ("x" * 60, '"' + "x" * 60 + '"'),
        ("x" * 61, '"' + "x" * 59 + '…"'),
        (None, "nothing"),
        (True, "true"),
        (False, "false"),
        (12, "12"),
        (1.5, "1.5"),
        ([1], "a list"),
        ({"a": 1}, "a group of fields"),
    ],
)
def test_quote_shows_any_value_in_one_short_line(value: object, shown: str) -> None:
    """What was found can be seen, and can do nothing to a terminal."""
    assert str(quote(value)) == shown


@pytest.mark.parametrize(
    ("word", "allowed", "found"),
    [
        ("japna", ["brazil", "japan"], "japan"),
        ("Japan", ["brazil", "japan"], "japan"),
        ("JP", ["JP", "JE"], "JP"),
        ("south korea", ["south-africa", "south-korea"], "south-korea"),
        ("date_of_end", ["date-of-end"], "date-of-end"),
        ("atlantis", ["japan", "brazil"], None),
        ("x", [], None),
        ("j" * 10_000, ["j" * 9_999], None),
    ],
)
def test_the_nearest_word_is_found(word: str, allowed: list[str], found: str | None) -> None:
    """Slips of the pen are recognised; a guess that would mislead is not made."""
    assert nearest(word, allowed) == found


def test_did_you_mean_is_a_sentence_or_nothing() -> None:
    """The sentence can be added to any message."""
    assert str(did_you_mean("japna", {"japan", "brazil"})) == 'Did you mean "japan"?'
    assert did_you_mean("atlantis", {"japan", "brazil"}) is None


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        ([], ""),
        (["a"], '"a"'),
        (["a", "b"], '"a" or "b"'),
        (["a", "b", "c"], '"a", "b" or "c"'),
        (["a"] * 13, ", ".join(['"a"'] * 12) + ", …"),
    ],
)
def test_allowed_values_are_joined_as_a_choice(words: list[str], joined: str) -> None:
    """Commas, then "or"; a list too long to read is cut."""
    assert join_or(words).put(ENGLISH) == joined
