"""The interface speaks every language completely."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from alliance.i18n.catalogues import CATALOGUES, words_of

ROOT = Path(__file__).parents[1]
KEYWORDS = ["--keywords=t", "--keywords=say", "--keywords=say_many:1,2", "--keywords=mark"]
LANGUAGES = ["ar", "ca", "de", "es", "fr", "it", "ja", "ko", "pt-BR", "zh"]


def catalogue(path: Path) -> Catalog:
    """Return a catalogue read from its file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3] if path.suffix == ".po" else None)


def forms(message: Message) -> tuple[list[str], list[str]]:
    """Return the English forms of a message, and the translated ones."""
    english = [message.id] if isinstance(message.id, str) else list(message.id)
    translated = [message.string] if isinstance(message.string, str) else list(message.string)
    return english, translated


def placeholders(text: str) -> set[str]:
    """Return the names in braces."""
    return set(re.findall(r"{(\w+)}", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated_with_its_placeholders(language: str) -> None:
    """All plural forms of the language; only the number may be left out of one that says it."""
    own = catalogue(CATALOGUES / language.replace("-", "_") / "LC_MESSAGES" / "alliance.po")
    template = catalogue(CATALOGUES / "alliance.pot")

    assert {(m.id, m.context) for m in own} == {(m.id, m.context) for m in template}
    for message in own:
        if not message.id:
            continue
        english, translated = forms(message)
        assert len(translated) in (1, own.num_plurals), message.id
        for form in translated:
            assert form.strip(), message.id
            assert not message.fuzzy, message.id
            expected = placeholders(english[-1])
            missing = expected ^ placeholders(form)
            assert missing <= ({"n"} if len(english) > 1 else set()), (message.id, form)


def test_the_template_holds_the_words_of_the_code(tmp_path: Path) -> None:
    """`make catalogues` has been run since a word was added or changed."""
    made = tmp_path / "new.pot"
    command = [sys.executable, "-m", "babel.messages.frontend", "--quiet", "extract"]
    options = ["--mapping=babel.cfg", *KEYWORDS, "--omit-header", f"--output={made}", "."]
    subprocess.run([*command, *options], cwd=ROOT, check=True)

    words = {(message.id, message.context) for message in catalogue(made)}
    assert words == {(m.id, m.context) for m in catalogue(CATALOGUES / "alliance.pot")}


@pytest.mark.parametrize(
    ("language", "number", "expected"),
    [
        ("en", 1, "1 company"),
        ("en", 26, "26 companies"),
        ("fr", 1, "1 entreprise"),
        ("de", 26, "26 Unternehmen"),
        ("ja", 26, "26社"),
        ("ar", 2, "شركتان"),
    ],
)
def test_numbers_choose_the_plural_of_the_language(
    language: str, number: int, expected: str
) -> None:
    """Plural rules are those of CLDR."""
    form = words_of(language).ngettext("{n} company", "{n} companies", number)

    assert form.format(n=number) == expected


@pytest.mark.parametrize("path", sorted((ROOT / "alliance").rglob("*.py")), ids=str)
def test_no_word_hides_where_it_is_not_found(path: Path) -> None:
    """Words within f-strings, and words that are put together, never reach a catalogue."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = {"t", "gettext", "ngettext", "pgettext", "npgettext", "say", "say_many", "mark"}
    hidden = [
        call.lineno
        for within in ast.walk(tree)
        if isinstance(within, ast.JoinedStr)
        for call in ast.walk(within)
        if isinstance(call, ast.Call)
        and getattr(call.func, "attr", getattr(call.func, "id", "")) in calls
        and any(isinstance(argument, ast.Constant) for argument in call.args)
    ]

    assert hidden == []
