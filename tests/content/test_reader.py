"""What the YAML reader takes, what it refuses, and where it says things are."""

from __future__ import annotations

import json
import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.content.yaml.reader import Mapping, locate, locate_key, parse, plain, text_at
from alliance.content.yaml.textfile import ODD
from tests.conftest import examples

TAB = "tab used for indentation. Use spaces instead (two for each level)."


def problems(text: str) -> list[str]:
    """Return `line:column: message` of each problem of a text."""
    return [str(problem).removeprefix("f:") for problem in parse(text, "f")[1]]


def fields(text: str) -> Mapping:
    """Return the fields of a text that must have no problem."""
    root, found = parse(text, "f")
    assert not found
    assert root is not None
    return root


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        *[(f"x {comment}", "x") for comment in ("# note", "#", "## note")],
        # null
        *[(typed, None) for typed in ("", "~", "null", "Null", "NULL", "# note")],
        # booleans, and the words that are none
        *[(typed, True) for typed in ("true", "True", "TRUE")],
        *[(typed, False) for typed in ("false", "False", "FALSE")],
        *[(word, word) for word in ("no", "NO", "on", "off", "yes", "y", "n", "nULL", "tRUE")],
        # integers
        ("0", 0),
        ("2016", 2016),
        ("-5", -5),
        ("+5", 5),
        ("123456789012345", 123456789012345),
        # decimals
        ("1.5", 1.5),
        ("-.5", -0.5),
        ("1.", 1.0),
        ("6.02e23", 6.02e23),
        ("1E-3", 0.001),
        # text that some YAML readers turn into something else
        *[(text, text) for text in ("010", "-010", "010.5", "0x1F", "0o17", "0b1", "1_000")],
        *[(text, text) for text in ("12:30", "1:2:3", "2016-10", "2016-10-08", "1.2.3", "+", ".")],
        *[(text, text) for text in ("=", "inf", "nan", "Infinity", "１２", "a #b"[:1], "e5")],
        # text in quotes and blocks
        ("'no'", "no"),
        ('"12"', "12"),
        ("''", ""),
        ("'.inf'", ".inf"),
        ('"a\\tb\\u00e9"', "a\tbé"),
        ("|\n  12\n  \ttab\n", "12\n\ttab\n"),
        (">-\n  12\n  13\n", "12 13"),
        # letters that joiners and marks need, and one form for each letter
        ("a\u200db\u200cc\u200ed\u061c", "a\u200db\u200cc\u200ed\u061c"),
        ("Sa\u0303o", "São"),
        ("'Sa\u0303o'", "São"),
        # collections
        ("[no, 010, 1]", ["no", "010", 1]),
        ("{a: {b: [~]}}", {"a": {"b": [None]}}),
    ],
)
def test_a_value_is_what_the_editor_sees(typed: str, value: object) -> None:
    """The core schema of YAML 1.2, without its surprises."""
    found = plain(fields(f"k: {typed}\n"))

    assert found == {"k": value}
    assert repr(found) == repr({"k": value})  # 1 is not True, nor 1.0


@pytest.mark.parametrize("key", ["no", "on", "010", "2016", "~", "true", "12:30", "São", ".inf"])
def test_a_key_is_text_as_typed(key: str) -> None:
    """No key becomes a boolean, a number or nothing."""
    assert plain(fields(f"{key}: 1\n")) == {key: 1}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_make_no_difference(end: str, mark: str) -> None:
    """A file saved on any system reads the same, places included."""
    text = "---\na: 1\nb: |\n  x\n\n  y\nc: 'p\n  q'\n"

    assert parse(mark + text.replace("\n", end), "f") == parse(text, "f")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # keys
        ("a: 1\nname: x\nname: y\n", '3:1: the key "name" is given twice: here and in line 2.'),
        ("é: 1\ne\u0301: 2\n", '2:1: the key "é" is given twice: here and in line 1. Keep one.'),
        ("a:\n  b: {c: 1, c: 2}\n", '2:13: the key "c" is given twice: here and in line 2.'),
        ("<<: {a: 1}\n", "1:1: merge keys (<<) are not allowed here. Write the fields themselves."),
        ("a: 1\n? \n", "2:2: the name of the field is missing before the colon."),
        ("a: 1\n[x]: 2\n", "2:1: brackets cannot name a field. If this is text, put all of it"),
        ("a: {{ name }}\n", "1:5: brackets cannot name a field."),
        # tabs
        ("a:\n\tb: 1\n", f"2:1: {TAB}"),
        ("a:\n  \tb: 1\n", f"2:3: {TAB}"),
        ("a: x\n\tb: 1\n", f"2:1: {TAB}"),
        ("a: 1\n\t\nb: 2\n", f"2:1: {TAB}"),
        ("a: |\n\tx\n", f"2:1: {TAB}"),
        ("a: |\n  x\n  \ty\nb: [\n\t1]\n", f"5:1: {TAB}"),
        ("a: 'x\n\ty'\n", f"2:1: {TAB}"),
        # comments
        ("a: Room #3\n", '1:9: what follows " #" would be lost as a comment. Put the whole value'),
        ("a: [x #1\n]\n", '1:7: what follows " #" would be lost as a comment.'),
        ("a: #0b4a6f\n", '1:4: what follows " #" would be lost as a comment.'),
        ("a:\n  - #1\n", '2:5: what follows " #" would be lost as a comment.'),
        ("a: {b: #0b4a6f}\n", '1:8: what follows " #" would be lost as a comment.'),
        ('a: {b: #0b4a6f, c: "#1"}\nd: 1\n', '1:8: what follows " #" would be lost as a comment.'),
        # anchors, aliases, tags, directives
        ("a: &x 1\n", '1:4: text that starts with "&" needs quotes around it (YAML anchors are'),
        ("a: *x\n", '1:4: text that starts with "*" needs quotes around it (YAML aliases are'),
        ("*x : 1\n", '1:1: text that starts with "*" needs quotes'),
        ("a: !!binary aGk=\n", '1:4: text that starts with "!" needs quotes around it (YAML tags'),
        ("a: !!python/name:os.system x\n", '1:4: text that starts with "!"'),
        ("a: !x [1]\n", '1:4: text that starts with "!"'),
        ("!x a: 1\n", '1:1: text that starts with "!"'),
        ("%YAML 1.1\n---\na: 1\n", '1:1: text that starts with "%" needs quotes around it (YAML'),
        # numbers
        *[(f"a: {n}\n", f'1:4: "{n}" is not a finite number.') for n in (".inf", "-.INF", ".NaN")],
        ("a: 1e999\n", '1:4: "1e999" is not a finite number. Write a number, or put it in quotes.'),
        ("a: 1234567890123456\n", '1:4: "1234567890123456" is too long for a number (15 digits'),
        # characters
        ("a: x\x00\n", "1:5: the control character U+0000 is not allowed."),
        ("a: x\x7f\n", "1:5: the control character U+007F is not allowed."),
        ("a: x\x85\n", "1:5: the control character U+0085 is not allowed."),
        ("a: 1\nb: 日\u202e\n", "2:5: the invisible character U+202E (right-to-left override) is"),
        ("a: \u2067x\n", "1:4: the invisible character U+2067 (right-to-left isolate) is"),
        ("a: x\u200b\n", "1:5: the invisible character U+200B (zero width space) is not allowed."),
        ("a: x\ufeff\n", "1:5: the invisible character U+FEFF (zero width no-break space) is"),
        ("a: x\u2028\n", "1:5: the line separator U+2028 (line separator) is not allowed."),
        ("a: \ue000\n", "1:4: the private-use character U+E000 is not allowed."),
        ("a: \U00100000\n", "1:4: the private-use character U+100000 is not allowed."),
        ("a: \ud800\n", "1:4: the half of a character (surrogate) U+D800 is not allowed."),
        ('a: "x\\a"\n', "1:4: the control character U+0007 is not allowed."),
        # the whole
        ("", '1:1: the file is empty: write lines such as "name: …".'),
        ("\n# a note\n", '1:1: the file is empty: write lines such as "name: …".'),
        ("---\n", "1:1: the file is empty:"),
        ("- a: 1\n", '1:1: a list stands where fields belong. Write lines such as "name: …".'),
        ("# x\nname\n", '2:1: "name" stands where fields belong.'),
        ("name:japan\n", '1:1: "name:japan" stands where fields belong.'),
        ("a: 1\n---\nb: 1\n", "2:1: a second document starts here."),
        # nesting
        ("[" * 21 + "]" * 21, "1:21: nested deeper than 20 levels. Make it flatter."),
        ("".join(" " * n + "a:\n" for n in range(30)), "21:21: nested deeper than 20 levels."),
    ],
)
def test_what_hides_or_surprises_is_refused_at_its_place(text: str, expected: str) -> None:
    """One problem, at the character that causes it, with the cure."""
    (found,) = problems(text)

    assert found.startswith(expected)


def test_all_mistakes_of_a_file_are_found_in_one_pass() -> None:
    """Only an error of syntax ends the pass."""
    root, found = parse("a: &x 1\nb: *x\na: \u200b\nc: .nan\nd: [!t 1]\nok: 1\n", "f")

    assert [(problem.line, problem.column) for problem in found] == [
        (1, 4), (2, 4), (3, 1), (3, 4), (4, 4), (5, 5),
    ]  # fmt: skip
    assert root is not None
    assert plain(root) == {"a": 1, "b": "*x", "c": ".nan", "d": [1], "ok": 1}


@pytest.mark.parametrize(
    "text",
    ["a: &x 1\nb: *x\n" * 50_000, "a: [" + "*x," * 300_000 + "]", "a: " + "\u200b" * 300_000],
    ids=["anchors", "aliases", "invisible"],
)
def test_a_flood_of_mistakes_is_cut_short(text: str) -> None:
    """A hundred lines say it as well as three hundred thousand."""
    assert 20 <= len(problems(text)) <= 101


def test_three_thousand_brackets_are_one_problem() -> None:
    """Nothing crashes; how far ahead libyaml looked decides which bracket is named."""
    (found,) = problems("a: " + "[" * 3_000)

    assert found.startswith("1:")
    assert found.endswith(": nested deeper than 20 levels. Make it flatter.")
    assert problems("a: " + "[" * 19 + "]" * 19) == []


def test_front_matter_keeps_the_lines_of_its_page() -> None:
    """Values and problems have the place that the editor sees."""
    root, found = parse("title: x\nbad: *y\n", "page.md", first_line=2)

    assert root is not None
    assert locate(root, ("title",)) == (2, 8)
    assert str(found[0]).startswith("page.md:3:6: ")
    assert str(parse("a: '\n", "page.md", 2)[1][0]).startswith("page.md:2:4: ")
    assert str(parse("", "page.md", 2)[1][0]).startswith("page.md:2:1: the front matter is empty")


def test_every_part_of_a_record_knows_its_place() -> None:
    """Locations as pydantic gives them lead to keys, values and what was typed."""
    root = fields("名前: 日本\ndates:\n  start: 2016-10\n  days: +4\nlinks:\n- {url: x}\n-   y\n")

    assert locate(root, ()) == (1, 1)
    assert locate(root, ("名前",)) == (1, 5)
    assert locate(root, ("dates", "start")) == (3, 10)
    assert locate_key(root, ("dates", "start")) == (3, 3)
    assert locate(root, ("dates", "end")) == (3, 3)
    assert locate_key(root, ("dates", "end")) == (2, 1)
    assert locate(root, ("links", 0, "union-tag", "url")) == (6, 9)
    assert locate_key(root, ("links", 1)) == (7, 5)
    assert locate(root, ("links", 7)) == (6, 1)
    assert text_at(root, ("dates", "days")) == "+4"
    assert text_at(root, ("dates",)) is None


YAMLISH = st.text("ab1:-?[]{},#&*!|>'\"%@`~<=.\\xu0 \n\n\t\r\u202eé日", max_size=60)


@examples(500)
@given(st.one_of(st.text(), YAMLISH))
def test_any_text_gives_fields_or_problems(text: str) -> None:
    """Nothing raises; every message is one printable line with a place."""
    root, found = parse(text, "f")

    assert found or root is not None
    assert all(str(problem.message).isprintable() for problem in found)
    assert all(problem.line >= 1 and problem.column >= 1 for problem in found)
    assert root is None or json.dumps(plain(root), allow_nan=False)


SAFE = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn"]).filter(lambda c: not ODD.match(c))
    | st.sampled_from("\t\n"),
    max_size=40,
).map(lambda text: unicodedata.normalize("NFC", text))
NUMBERS = st.integers(-(10**15) + 1, 10**15 - 1) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.none() | st.booleans() | NUMBERS | SAFE
NAMES = st.text(string.printable[:95], max_size=20)
TREES = VALUES | st.lists(VALUES | st.lists(VALUES)) | st.dictionaries(NAMES, VALUES)


@given(st.dictionaries(NAMES, TREES))
def test_json_is_read_as_json(data: dict[str, object]) -> None:
    """JSON is YAML 1.2: what json writes comes back unchanged."""
    assert plain(fields(json.dumps(data, ensure_ascii=False))) == data
