"""No file of the content takes longer than its size explains, whatever is in it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count, islice
from pathlib import Path

import pytest

from alliance.content.checks.addresses import LIST
from alliance.content.loading import MAX_PROBLEMS, parse_fields
from alliance.content.yaml.reader import MAX_PROBLEMS as MAX_OF_A_FILE
from alliance.content.yaml.reader import parse
from alliance.content.yaml.textfile import MAX_MARKS
from alliance.i18n.problems import nearest
from alliance.site.reading import read_content
from tests import small
from tests.growth import LINEAR, growth
from tests.small import FILES

SIZE = 30_000
"""Characters of the smaller of two files; the other has four times as many."""
MARKET = "data/markets/japan.yml"


def repeated(part: str, before: str = "", after: str = "") -> Callable[[int], str]:
    """Return what makes a text of a part again and again."""
    return lambda size: before + part * (size // len(part)) + after


def numbered(line: str, before: str = "") -> Callable[[int], str]:
    """Return what makes a text of lines that have a number each."""
    return lambda size: (
        before
        + "".join(line.format(number) for number in islice(count(), size // len(line.format(size))))
    )


def stairs(size: int) -> str:
    """Return fields that are each indented further than the one above."""
    return "".join(f"{' ' * step}a:\n" for step in range(int((2 * size) ** 0.5)))


TEXTS: dict[str, Callable[[int], str]] = {
    "opening brackets": repeated("[", "a: "),
    "opening braces": repeated("{", "a: "),
    "opening brackets, a comment": repeated("[", "a: ", " #b"),
    "brackets and blanks": repeated("[ ", "a: 1\nb: "),
    "brackets on lines": repeated("[\n", "a: "),
    "empty lists": repeated("[],", "a: [", "]"),
    "dashes": repeated("- ", "a:\n  "),
    "question marks": repeated("? "),
    "colons": repeated("b: ", "a: "),
    "commas": repeated(",", "a: ["),
    "stairs": stairs,
    "unknown fields": numbered("k{}: 1\n"),
    "unknown fields that resemble": numbered("sumary{}: 1\n"),
    "unknown fields of long names": numbered("a" * 70 + "{}: 1\n"),
    "unknown fields in a field": numbered("  k{}: 1\n", "images:\n"),
    "one field again and again": repeated("a: 1\n"),
    "values that are refused": repeated("- .inf\n", "a:\n"),
    "many values of one list": repeated("- 1\n", "contacts:\n"),
    "blocks": numbered("k{}: |\n  a\n"),
    "a long name": repeated("a", "", ": 1\n"),
    "a long line": repeated("x ", "a: "),
    "a long number": repeated("1", "a: "),
    "a long power": repeated("1", "a: 1e"),
    "a long text in quotes": repeated("x ", 'a: "', '"'),
    "a quote that is never closed": repeated("x ", 'a: "'),
    "lines in quotes": repeated("x\n ", 'a: "', '"'),
    "quotes": repeated('"', "a: "),
    "quotes in quotes": repeated("''", "a: '", "'"),
    "both quotes": repeated("\"'", "a: ["),
    "escapes": repeated("\\x41", 'a: "', '"'),
    "escapes of control characters": repeated("\\x01", 'a: "', '"'),
    "escapes of marks": repeated("\\u0316\\u0301", 'a: "a', '"'),
    "tabs": repeated("\t"),
    "tabs in a list": repeated("\n\tb,", "a: [", "]"),
    "comments": repeated("# x\n", "", "a: 1\n"),
    "comments that touch": repeated("b: x #c\n"),
    "blank lines": repeated("\n", "a: 1\n", "b c"),
    "blanks": repeated(" ", "a: 1\n", "b c"),
    "lines of text": repeated(" b\n", "a:\n"),
    "documents": repeated("---\na: 1\n"),
    "anchors": repeated("- &a x\n", "a:\n"),
    "aliases": repeated("- *a\n", "a:\n"),
    "tags": repeated("- !a x\n", "a:\n"),
    "directives": repeated("%YAML 1.1\n"),
    "control characters": repeated("\x01", "a: "),
    "marks of two kinds on a letter": repeated("\u0316\u0301", "a: a"),
    "marks that are made of marks": repeated("\u0f73", "a: a"),
    "marks behind marks of another width": repeated("\u0301\uff9e", "a: a"),
    "letters with marks": repeated("a\u0316\u0301", "a: "),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_record_takes_time_in_proportion_to_its_size(name: str, tmp_path: Path) -> None:
    """Reading, comparing with the model, and putting what is wrong into words."""
    root = small.write(tmp_path)

    def work(size: int) -> None:
        text = TEXTS[name](size)
        (root / MARKET).write_text(text, encoding="utf-8")
        problems = read_content(root)[1]
        assert problems
        assert len([p for p in problems if p.path == MARKET]) <= 2 * MAX_OF_A_FILE + 25

    assert growth(work, SIZE) < LINEAR


@pytest.mark.parametrize("name", ["comments", "unknown fields", "blank lines", "stairs"])
def test_front_matter_takes_time_in_proportion_to_its_size(name: str) -> None:
    """Also while its end is sought, among lines that resemble it."""

    def work(size: int) -> None:
        parse_fields(f"---\n{TEXTS[name](size)}---x\n---\nA text.\n", "docs/a.md")
        parse_fields("---\n" + "--- x\n" * (size // 6) + "-" * size, "docs/a.md")

    assert growth(work, SIZE) < LINEAR


@pytest.mark.parametrize("name", ["opening brackets", "unknown fields", "a long name"])
def test_settings_take_time_in_proportion_to_their_size(name: str, tmp_path: Path) -> None:
    """The settings are read by the same reader, with messages of their own."""
    root = small.write(tmp_path)

    def work(size: int) -> None:
        (root / "mkdocs.yml").write_text(FILES["mkdocs.yml"] + TEXTS[name](size), encoding="utf-8")
        assert read_content(root)[0] is None

    assert growth(work, SIZE) < LINEAR


@pytest.mark.parametrize("line", ["/markets/{}/\n", "no address {}\n", "/{}.csv\n", "# {}\n"])
def test_the_list_of_addresses_takes_time_in_proportion_to_its_size(
    line: str, tmp_path: Path
) -> None:
    """Each line of it can be an address that is gone, or none."""
    root = small.write(tmp_path)

    def work(size: int) -> None:
        (root / LIST).write_text(numbered(line)(size), encoding="utf-8")
        read_content(root)

    assert growth(work, SIZE // 10) < LINEAR


@pytest.mark.parametrize(
    "name",
    [
        "data/markets/m{:05}.fr.yml",
        "data/marketz{:05}/x.yml",
        "data/markets/M {:05}.yml",
        "data/markets/japan.f{:05}.yml",
        "docs/p{:05}.xx.md",
        "docs/images/{:05} x.png",
    ],
)
def test_many_file_names_take_time_in_proportion_to_their_number(name: str, tmp_path: Path) -> None:
    """Each of them is wrong, and is compared with all that there are."""

    def work(size: int) -> None:
        files: dict[str, str | bytes | None] = {name.format(n): "" for n in range(size)}
        markets = {f"data/markets/n{n:05}.yml": FILES[MARKET] for n in range(size // 10)}
        root = small.write(tmp_path / str(size), files | markets)
        problems = read_content(root)[1]
        assert len(problems) <= MAX_PROBLEMS + 1

    assert growth(work, 200) < LINEAR


def test_reading_ends_after_many_problems(tmp_path: Path) -> None:
    """The last of them says so; files that come later are not opened."""
    wrong: dict[str, str | bytes | None] = {
        f"data/markets/m{number:03}.yml": TEXTS["unknown fields"](2000) for number in range(30)
    }
    problems = read_content(small.write(tmp_path, wrong))[1]

    assert len(problems) == MAX_PROBLEMS + 1
    assert sum("any others are not listed" in str(problem) for problem in problems) > 1
    assert len({problem.path for problem in problems}) < 15


def test_a_letter_has_as_many_marks_as_any_script_stacks() -> None:
    """Others are refused where they begin, in words, in quotes, and as escapes."""
    most, more = "\u0301" * MAX_MARKS, "\u0301" * (MAX_MARKS + 1)
    escaped = "\\u0301" * (MAX_MARKS + 1)

    def found(text: str) -> list[tuple[int, int]]:
        return [(each.line, each.column) for each in parse(text, "a.yml")[1]]

    assert found(f"a: x{most}\nb: '{most}'\nc: x{most}y{most}\n") == []
    assert found(f"a: x\nb: x{more}\n") == [(2, 5 + MAX_MARKS)]
    assert found(f'a: x\nb: "x{escaped}"\n') == [(2, 4)]


def test_words_of_a_long_list_are_offered_still() -> None:
    """Those that begin alike are compared; a short list is compared as a whole."""
    words = [f"word-{number}" for number in range(5000)] + ["japan"]

    assert nearest("jpan", words) == "japan"
    assert nearest("apan", words) is None
    assert nearest("apan", words[-100:]) == "japan"
