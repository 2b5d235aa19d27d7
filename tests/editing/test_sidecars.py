"""Translation files are rewritten field by field: all else keeps its bytes."""

from __future__ import annotations

import difflib
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.content.loading import FRONT_MATTER, Loaded, load
from alliance.content.yaml.nodes import Mapping, Scalar, locate_key
from alliance.content.yaml.reader import parse
from alliance.content.yaml.textfile import ODD
from alliance.editing.translations.rewrite import rewrite_page, rewrite_record
from alliance.editing.yaml_writer import WIDTH
from tests.conftest import HARBOUR, ROOT, examples

LONG = " ".join(["quatre"] * 14)
MODELINE = "# yaml-language-server: $schema=x.json\n"


def node(text: str) -> Mapping:
    """Return the fields of a document."""
    found, problems = parse(text, "x.yml")
    assert found is not None, problems
    assert problems == []
    return found


SOURCE = node("""\
country: JP
name: Japan
place: Osaka
summary: A market.
body: |
  Why.
phases:
  first:
    name: First
    text: >-
      Long.
  second:
    name: Second
""")

CASES = {
    "a new file": (
        "",
        {"translation": "human", "name": "Japon"},
        "translation: human\nname: Japon\n",
    ),
    "a new file with a modeline": (
        MODELINE,
        {"translation": "human", "name": "Japon"},
        MODELINE + "translation: human\nname: Japon\n",
    ),
    "a new field comes in the order of the source": (
        "translation: human\nname: Japon\nsummary: Un marché.\n",
        {"place": "Osaka (Japon)"},
        "translation: human\nname: Japon\nplace: Osaka (Japon)\nsummary: Un marché.\n",
    ),
    "the first field of all": (
        "# Note\nname: Japon # says who\n",
        {"translation": "human"},
        "# Note\ntranslation: human\nname: Japon # says who\n",
    ),
    "comments stay": (
        "# Top\nname: Japan # wrong\n# Below\nsummary: >- # long\n  Un\n  marché.\n\n# End\n",
        {"name": "Japon", "summary": "Autre."},
        "# Top\nname: Japon # wrong\n# Below\nsummary: >- # long\n  Autre.\n\n# End\n",
    ),
    "quotes stay": (
        "name: 'Japan'\nplace: \"Tokio\"\n",
        {"name": "Le Japon d’ici", "place": "Tokyo"},
        "name: 'Le Japon d’ici'\nplace: \"Tokyo\"\n",
    ),
    "a long text is folded": (
        "name: Japon\n",
        {"summary": f"{LONG} {LONG}"},
        f"name: Japon\nsummary: >-\n  {LONG}\n  {LONG}\n",
    ),
    "paragraphs stand as they are": (
        "name: Japon\nbody: Un.\n# End\n",
        {"body": "Un.\n\n- *Deux*\n  - trois"},
        "name: Japon\nbody: |\n  Un.\n\n  - *Deux*\n    - trois\n# End\n",
    ),
    "groups are made where they are missing": (
        "name: Japon\n",
        {"phases.second.name": "Deux", "phases.first.text": "Long."},
        "name: Japon\nphases:\n  first:\n    text: >-\n      Long.\n  second:\n    name: Deux\n",
    ),
    "a group in another indentation": (
        "phases:\n    first: # one\n        text: Long.\n    # Not the first\nname: Japon\n",
        {"phases.first.name": "Un", "phases.second.name": "Deux"},
        "phases:\n    first: # one\n        name: Un\n        text: Long.\n"
        "    second:\n      name: Deux\n    # Not the first\nname: Japon\n",
    ),
    "a group in braces": (
        "phases: {first: {name: Un}} # short\nname: Japon\n",
        {"phases.first.name": "L'un, ou {x}", "phases.first.text": "T", "phases.second.name": "D"},
        'phases: {first: {name: "L\'un, ou {x}", text: "T"}, second: {name: "D"}} # short\n'
        "name: Japon\n",
    ),
    "an empty group": (
        "phases: {}\n",
        {"phases.first.name": "Un"},
        'phases: {first: {name: "Un"}}\n',
    ),
    "a value in the next line": (
        "name:\n  Japan\n  far\nplace: x\n",
        {"name": "J"},
        "name: J\nplace: x\n",
    ),
    "no line end": ("name: Japan", {"name": "Japon", "place": "x"}, "name: Japon\nplace: x\n"),
    "line ends of Windows": (
        "name: Japan\r\nplace: x\r\n",
        {"summary": "a\n\nb"},
        "name: Japan\r\nplace: x\r\nsummary: |\r\n  a\r\n\r\n  b\r\n",
    ),
    "what needs quotes has them": (
        "name: x\n",
        {"place": "Osaka: the port", "summary": "12"},
        'name: x\nplace: "Osaka: the port"\nsummary: "12"\n',
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_only_the_fields_that_are_given_change(case: str) -> None:
    """Each in the plainest form that reads back the same."""
    before, texts, after = CASES[case]

    assert rewrite_record(before, texts, SOURCE) == after


def test_a_page_has_its_text_below_its_fields() -> None:
    """A new page and a present one; the blank line between them stays."""
    source = node("title: About\ndescription: Who.\nbody: x\n")
    new = rewrite_page(
        "", {"translation": "human", "title": "À propos", "body": "Un.\n\nDeux."}, source
    )
    assert new == "---\ntranslation: human\ntitle: À propos\n---\n\nUn.\n\nDeux.\n"
    present = "---\ntitle: x # y\n---\n\n\n# Un\n\n"

    assert rewrite_page(present, {"body": "Deux"}, source) == "---\ntitle: x # y\n---\n\n\nDeux\n\n"
    assert rewrite_page(present, {"title": "z"}, source) == "---\ntitle: z # y\n---\n\n\n# Un\n\n"


@pytest.fixture(scope="module", params=[ROOT, HARBOUR], ids=["reference", "harbour"])
def loaded(request: pytest.FixtureRequest) -> Loaded:
    """Return all content of a site."""
    return load(request.param)


def rewrite(
    loaded: Loaded, name: str, key: tuple[str, str], texts: dict[str, str]
) -> tuple[str, str]:
    """Return a translation file before and after a change."""
    text = (loaded.root / name).read_bytes().decode()
    source = loaded.files[key, loaded.source_language].node
    change = rewrite_page if key[0] == "pages" else rewrite_record
    return text, change(text, texts, source)


def test_every_translation_of_the_reference_can_be_written_again(loaded: Loaded) -> None:
    """Without any change, and with the same mark again: not a byte differs."""
    for (key, language), file in loaded.files.items():
        if language == loaded.source_language:
            continue
        origin = str(loaded.translations[key][language].origin)
        for texts in ({}, {"translation": origin}):
            before, after = rewrite(loaded, file.path, key, texts)
            assert after == before, file.path


def test_one_field_changes_its_own_lines_only(loaded: Loaded) -> None:
    """In every record of the last language, one field after the other."""
    language = loaded.settings.codes[-1] if loaded.settings else ""
    for (key, code), file in loaded.files.items():
        if code != language or key[0] == "pages":
            continue
        texts = loaded.translations[key][code].texts
        for path in texts:
            before, after = rewrite(loaded, file.path, key, {path: "Neu"})
            gone = [line[2:] for line in ndiff(before, after) if line.startswith("- ")]
            _, column = locate_key(file.node, tuple(path.split(".")))
            own = (" " * (column - 1) + path.rpartition(".")[2] + ":", " " * (column + 1))
            assert all(line.startswith(own) or not line.strip() for line in gone)
            assert found(node(after)) == {**found(file.node), path: "Neu"}


def ndiff(before: str, after: str) -> list[str]:
    """Return the lines of both texts, marked as difflib does."""
    return list(difflib.ndiff(before.splitlines(), after.splitlines()))


def found(fields: Mapping, prefix: str = "") -> dict[str, str]:
    """Return the texts of a document by dotted path, without blanks around them."""
    texts: dict[str, str] = {}
    for key, entry in fields.entries.items():
        if isinstance(entry.value, Mapping):
            texts |= found(entry.value, f"{prefix}{key}.")
        elif isinstance(entry.value, Scalar) and isinstance(entry.value.value, str):
            texts[prefix + key] = entry.value.text.strip()
    return texts


PIECES = [
    ": ", " #", "# ", "- ", "'", '"', "\\", "\n", "\n\n", "    ", "\t", "|", ">", "&a", "*b", "!c",
    "%", "@", "`", "{", "}", "[", "]", ",", "---", "...", "no", "null", "12", "1_0", "2020-01",
    "~", "=", "<<", "?", "日本語の文", "مرحبا", "\u200f", "e\u0301", "😀", "\xa0", "**x**",
    "[[market japan]]", "word word word word word word word word word word word word word", " ",
]  # fmt: skip
ODD_TEXTS = (
    st.lists(st.sampled_from(PIECES) | st.text(max_size=5), min_size=1, max_size=9)
    .map(lambda pieces: normalize("NFC", "".join(pieces)).replace("\r", "").strip())
    .filter(lambda text: text and not ODD.search(text))
)
PRESENT = [
    "",
    "# Top\ntranslation: human\nsummary: 'x' # y\nphases:\n  first: {name: z}\n# End\n",
    "translation: human\nsummary: >-\n  x\n  y\n\nphases:\n   first:\n      text: |\n       a\n",
    "{translation: human, summary: x}\n",
]


@examples(150)
@given(ODD_TEXTS, ODD_TEXTS, st.sampled_from(PRESENT))
def test_any_text_reads_back_as_it_was(text: str, other: str, present: str) -> None:
    """New or in the place of another, at the top or in a group; again, it changes nothing."""
    texts = {"summary": text, "phases.first.name": other, "place": other, "body": text}
    before = found(node(present)) if present else {}
    after = rewrite_record(present, texts, SOURCE)

    assert found(node(after)) == {**before, **texts}
    assert rewrite_record(after, texts, SOURCE) == after


@examples(60)
@given(ODD_TEXTS, ODD_TEXTS)
def test_any_text_of_a_page_reads_back_as_it_was(title: str, body: str) -> None:
    """Its title is a field, its text is not."""
    page = rewrite_page("", {"translation": "human", "title": title, "body": body}, SOURCE)
    head = FRONT_MATTER.match(page)

    assert head is not None
    assert found(node(head[1])) == {"translation": "human", "title": title}
    assert page[head.end() :].strip() == body


def test_lines_are_short_where_they_can_be() -> None:
    """At most 100 columns; a word is never cut, and so Japanese stays in one line."""
    words = " ".join(["word"] * 200)
    for path in ("summary", "phases.first.text", "phases.first.name"):
        assert max(map(len, rewrite_record("", {path: words}, SOURCE).split("\n"))) <= WIDTH
    japanese = "日本" * 80

    assert rewrite_record("", {"summary": japanese}, SOURCE) == f"summary: >-\n  {japanese}\n"
