"""Texts of new files are sound, complete, and say what is what."""

from __future__ import annotations

import re
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.content.content import ALLIANCE, Content
from alliance.content.loading import MODELS, TRANSLATIONS
from alliance.content.yaml.reader import Mapping, parse, plain
from alliance.content.yaml.textfile import ODD
from alliance.editing.field_info import allowed_words, own_fields
from alliance.editing.templates import Guide, path_of_file, record, translation
from alliance.editing.yaml_writer import listed, written
from alliance.i18n.catalogues import tool_words_of
from alliance.model.kinds import KINDS
from alliance.site.reading import read_content
from tests.conftest import HARBOUR, ROOT

TEXT = st.text(st.characters(codec="utf-8")).filter(lambda text: not ODD.search(text))
PIECES = st.sampled_from([": ", " #", "- ", "no", "~", "1e3", '"', "'", "\\", "\n", " ", "[", "%"])
TYPED = st.lists(PIECES | TEXT, max_size=6).map("".join)


@pytest.fixture(scope="module")
def content() -> Content:
    """Return the content of the second alliance."""
    found, problems = read_content(HARBOUR)
    assert found is not None
    assert problems == []
    return found


def fields(text: str) -> dict[str, object]:
    """Return what a YAML text says; it must be sound."""
    node, problems = parse(text, "new.yml")
    assert problems == []
    assert isinstance(node, Mapping)
    found = plain(node)
    assert isinstance(found, dict)
    return found


def on_lines(name: str, text: str) -> str:
    """Return a field with a text, as it is written into a file."""
    first, below = written(name, text, 0, "")
    return "\n".join([f"{name}: {first}", *below])


@given(TYPED)
def test_any_text_is_read_as_it_was_written(text: str) -> None:
    """As a field among others, and in a list."""
    expected = normalize("NFC", text)  # as the reader composes every text
    found = fields(f"{on_lines('x', text)}\ny: {listed([text, 'b', text])}\n")

    assert str(found["x"]).strip() == expected.strip()
    assert found["y"] == [expected, "b", expected]


@pytest.mark.parametrize(
    ("value", "in_a_list"),
    [
        ("Mission to Japan", "Mission to Japan"),
        ("2027-05", "2027-05"),
        ("2027", '"2027"'),
        ("no", '"no"'),
        ("Sample, Inc.", '"Sample, Inc."'),
        ("Forum: health", '"Forum: health"'),
        ('"so-called"', '"\\"so-called\\""'),
    ],
)
def test_quotes_stand_where_they_are_needed(value: str, in_a_list: str) -> None:
    """And nowhere else: editors type most texts without."""
    assert listed([value]) == f"[{in_a_list}]"


@pytest.mark.parametrize("kind", [*KINDS, "pages"])
def test_a_template_names_every_field_in_the_order_of_the_model(kind: str) -> None:
    """What is needed as a field, the rest as notes that become fields without their mark."""
    text = record(kind, {}, Guide())
    top = re.findall(r"(?m)^(?:# )?(\w+):(?:$| )", text.replace("yaml-language-server:", ""))
    expected = [name for name, _ in own_fields(MODELS[kind])]
    hidden = {"slug", "was", *(["body"] if kind == "pages" else [])}

    assert top == [name for name in expected if name not in hidden]
    needed = [name for name, field in own_fields(MODELS[kind]) if field.is_required()]
    assert re.findall(r"(?m)^(\w+):", text) == [name for name in needed if name not in hidden]


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_with_every_note_made_a_field_is_sound(kind: str) -> None:
    """As YAML, with no field that the model does not know."""
    text = re.sub(r"(?m)^( *)# (?=[ \w-]+:(?:$| ))", r"\1", record(kind, {}, Guide()))
    text = text.replace("yaml-language-server: ", "# ")

    assert set(fields(text)) <= set(MODELS[kind].model_fields)
    assert "# " not in re.sub(r"(?m)^ *# [A-Z].*$|  # .*$|# \$schema.*$", "", text)


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_says_what_can_stand_where(kind: str, content: Content) -> None:
    """The words that a field is limited to, and the records that it can name."""
    named = {of: list(found) for of, found in content.records.items()}
    text = record(kind, {}, Guide(named=named))

    for _, field in own_fields(MODELS[kind]):
        if found := allowed_words(field):
            assert f"({', '.join(found)})" in text
    assert ("bihar-al-khayal, ilha-de-papel, tide" in text) == ("owner" in text)


@pytest.mark.parametrize("root", [ROOT, HARBOUR], ids=["reference", "harbour"])
def test_a_translation_asks_for_each_text_under_its_original(root: Path) -> None:
    """Nothing else is in it, and nothing of the original counts as translated."""
    found, _ = read_content(root)
    assert found is not None
    for key, languages in found.translations.items():
        if len(TRANSLATIONS[key[0]].model_fields) == 1:
            continue
        texts = languages[found.settings.source_language].texts
        written = translation(key[0], texts, Guide())
        body = {"body"} if key[0] == "pages" else set()
        front = written.split("---\n")[1] if body else written

        assert set(_paths(fields(front))) == {"translation", *texts} - body
        for text in texts.values():
            assert all(f"# {line}".rstrip() in written for line in text.split("\n"))


def _paths(found: dict[str, object], prefix: str = "") -> list[str]:
    paths = []
    for name, value in found.items():
        inner = _paths(value, f"{prefix}{name}.") if isinstance(value, dict) else [prefix + name]
        paths += inner
    return paths


def test_notes_are_in_the_words_of_the_editor() -> None:
    """As far as a catalogue has them; nothing that turns the direction of a text slips in."""
    for language in ("fr", "ar", "ja"):
        text = record("activities", {}, Guide(tool_words_of(language)))
        assert not ODD.search(text)
        assert fields(text)


@pytest.mark.parametrize(
    ("key", "language", "expected"),
    [
        (ALLIANCE, "", "data/alliance.yml"),
        (ALLIANCE, "fr", "data/alliance.fr.yml"),
        (("markets", "japan"), "", "data/markets/japan.yml"),
        (("markets", "japan"), "pt-BR", "data/markets/japan.pt-BR.yml"),
        (("pages", ""), "", "docs/index.md"),
        (("pages", "markets"), "fr", "docs/markets/index.fr.md"),
        (("pages", "about/team"), "", "docs/about/team.md"),
    ],
)
def test_a_file_has_its_place(key: tuple[str, str], language: str, expected: str) -> None:
    """The one that the generator reads it from."""
    assert path_of_file(key, language) == expected
