"""Whatever is typed: a value, or problems that say where. Never anything else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance import git
from alliance.content.directives import Occurrence, explain_directive, parse_name, parse_view
from alliance.content.loading import parse_fields
from alliance.content.markdown import Document, parse
from alliance.content.options import build_day, read_options
from alliance.i18n.messages import WrongValueError
from alliance.model.validators import check_folder_url, check_url
from alliance.views.registry import VIEW_OPTIONS
from tests.conftest import ROOT, examples
from tests.content.test_directives import SLUGS

YAML = [
    *("a", ": ", ":", "- ", "\n", "  ", "\t", "[", "]", "{", "}", "'", '"', "|", ">", "#", " #"),
    *(
        "&a",
        "*a",
        "!!x",
        "<<: ",
        "---",
        "...",
        "%",
        "\\",
        "? ",
        "~",
        "é",
        "\u202e",
        "\r",
        "<<<<<<<",
    ),
]
MARKDOWN = [
    *(
        "[",
        "]",
        "(",
        ")",
        "[[",
        "]]",
        "!",
        "<",
        ">",
        "*",
        "_",
        "`",
        "```\n",
        "~~",
        "\\",
        "\n",
        "\n\n",
    ),
    *("a", "é", "日本", "https://a.b", "www.a.b", "a@b.c", "[^a]", "[^a]: ", "[a]: ", "- ", "1. "),
    *(
        "> ",
        "> [!NOTE]\n> ",
        "# ",
        "|",
        "|-|\n",
        "&amp;",
        "&#91;",
        "    ",
        "[ ] ",
        ": ",
        "［",
        "</p>",
    ),
]
DIRECTIVE = ["markets", "activities", "market", "japan", "limit", "phase", "=", "3", " ", "\n", "x"]
LOG = [
    "a" * 40,
    " ",
    "1577880000",
    "-1",
    "9" * 20,
    "\0",
    "\n",
    ":100644 100644 ",
    " M",
    " R99",
    "x",
]
ADDRESS = [
    *(
        "https:",
        "//",
        "/",
        "a.b",
        "@",
        ":",
        "80",
        "?",
        "#",
        "..",
        "%0d",
        "[::1]",
        "mailto:",
        "tel:",
    ),
    *("+1", ";", "\\", " ", "é", "xn--", "javascript:", "."),
]


def typed(pieces: list[str], size: int = 30) -> st.SearchStrategy[str]:
    """Return texts that are made of pieces and of anything else."""
    return st.lists(st.sampled_from(pieces) | st.text(max_size=4), max_size=size).map("".join)


@examples(500)
@given(typed(YAML), st.sampled_from(["x.yml", "x.md"]))
def test_a_file_has_fields_or_problems_in_its_lines(text: str, name: str) -> None:
    """Of records, and of pages with their front matter."""
    node, problems = parse_fields(text, name)

    assert node is not None or problems
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        assert str(problem).isprintable()
        assert 1 <= problem.line <= len(lines) + 1
        assert problem.column >= 1


def places(document: Document) -> Iterator[tuple[int, int]]:
    """Yield every place that a text names, of what it has and of what is wrong with it."""
    for found in (*document.directives, *document.references):
        yield found.line, found.column
    for line, column, _ in (*document.damaged, *document.unnamed_notes):
        yield line, column
    yield from filter(None, (document.too_deep,))


@examples(500)
@given(typed(MARKDOWN))
def test_what_is_found_in_markdown_is_within_the_text(text: str) -> None:
    """Parts, directives, links, pictures, and what looks like them."""
    document = parse(text, ("def_list",))

    lines = text.split("\n")
    for line, column in places(document):
        assert column <= len(lines[line])
    assert document.too_wide is None
    assert all(view.name is not None for view in document.views)


@examples(500)
@given(typed(DIRECTIVE, 8), st.booleans())
def test_a_directive_is_sound_or_explained(text: str, alone: bool) -> None:
    """What is read as sound names what is there."""
    wrong = explain_directive(Occurrence(text, 0, 0, alone), VIEW_OPTIONS, SLUGS)

    if wrong is not None:
        assert str(wrong).strip()
    elif alone:
        assert parse_view(text).name in VIEW_OPTIONS
    else:
        kind, slug = parse_name(text)
        assert slug in SLUGS[kind]


@examples(500)
@given(typed(LOG))
def test_a_history_is_read_or_refused_as_one(log: str) -> None:
    """Whatever Git answers: names and dates in it are those of strangers."""
    with suppress(git.GitError):
        for entry in git._entries(log, "site/"):
            assert entry.time is None or entry.time.year >= 1970
            assert all("\0" not in change.path for change in entry.changes)


NAMES = ("SITE_URL", "SITE_DIR", "LANGUAGES", "OFFLINE", "FONT_DIRS")


@examples(500)
@given(st.dictionaries(st.sampled_from(NAMES), typed([*ADDRESS, ",", "en", "0", "1"], 6)))
def test_options_are_read_or_refused(environment: dict[str, str]) -> None:
    """A site's address ends in a slash, and has no more than a host and a folder."""
    with suppress(WrongValueError):
        site_url = read_options(environment).site_url
        assert site_url == "" or (site_url.startswith("http") and site_url.endswith("/"))
        assert not set(site_url) & set(" ?#\\\n")


@examples(500)
@given(typed(["1", "9", "0", "-", ".", "e", " ", "١", "\n"], 14))
def test_a_day_is_one_of_the_calendar_or_refused(epoch: str) -> None:
    """SOURCE_DATE_EPOCH, in any form."""
    with suppress(WrongValueError):
        assert 1970 <= build_day(ROOT, {"SOURCE_DATE_EPOCH": epoch}).year <= 2200


@pytest.mark.parametrize("check", [check_url, check_folder_url])
@examples(500)
@given(text=typed(ADDRESS, 8))
def test_an_address_is_sound_or_refused(check: object, text: str) -> None:
    """And stays so: what is accepted is accepted again, unchanged."""
    assert callable(check)
    with suppress(WrongValueError):
        accepted = check(text)
        assert check(accepted) == accepted
        assert not set(accepted) & set(' "<>\\\n')
        assert "@" not in accepted or accepted.startswith("mailto:") or "/" in accepted[8:]
