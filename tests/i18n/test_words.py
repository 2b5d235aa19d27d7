"""Words: complete for visitors in every language; those of tools fall back to English."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from alliance.i18n import catalogues
from alliance.i18n.catalogues import CATALOGUES, compiled, tool_words_of, words_of
from tests.conftest import ROOT

KEYWORDS = {
    "site": ["--keywords=t"],
    "tools": ["--keywords=say", "--keywords=say_many:1,2", "--keywords=mark"],
}
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


def own(domain: str, language: str) -> Catalog:
    """Return the catalogue of a domain in a language."""
    return catalogue(CATALOGUES / language.replace("-", "_") / "LC_MESSAGES" / f"{domain}.po")


def named(found: Catalog) -> set[tuple[object, str | None]]:
    """Return what names each message of a catalogue."""
    return {(message.id, message.context) for message in found}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("domain", KEYWORDS)
def test_translations_have_the_placeholders_and_plurals_of_their_source(
    domain: str, language: str
) -> None:
    """Only the number may be left out of a form that says it; nothing is uncertain or obsolete."""
    found = own(domain, language)

    assert named(found) <= named(catalogue(CATALOGUES / f"{domain}.pot"))
    assert not found.obsolete
    for message in filter(lambda message: message.id and any(forms(message)[1]), found):
        english, translated = forms(message)
        assert not message.fuzzy, message.id
        assert len(translated) in (1, found.num_plurals), message.id
        for form in translated:
            assert form.strip(), message.id
            missing = placeholders(english[-1]) ^ placeholders(form)
            assert missing <= ({"n"} if len(english) > 1 else set()), (message.id, form)


@pytest.mark.parametrize("language", LANGUAGES)
def test_visitors_read_every_word_in_their_language(language: str) -> None:
    """No message of the site is missing or empty."""
    found = own("site", language)

    assert named(found) == named(catalogue(CATALOGUES / "site.pot"))
    assert [m.id for m in found if m.id and not all(forms(m)[1])] == []


@pytest.mark.parametrize("domain", KEYWORDS)
def test_the_template_holds_the_words_of_the_code(domain: str, tmp_path: Path) -> None:
    """`make catalogues` has been run since a word was added or changed."""
    made = tmp_path / "new.pot"
    command = [sys.executable, "-m", "babel.messages.frontend", "--quiet", "extract"]
    options = [f"--mapping=alliance/locale/{domain}.cfg", *KEYWORDS[domain], "--omit-header"]
    subprocess.run([*command, *options, f"--output={made}", "."], cwd=ROOT, check=True)

    assert named(catalogue(made)) == named(catalogue(CATALOGUES / f"{domain}.pot"))


def test_what_tools_do_not_say_in_a_language_is_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Message by message; what visitors read in that language is still there to be quoted."""
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    (folder / "tools.po").write_text(f'{head}msgid "market"\nmsgstr "marché"\n', "utf-8")
    (folder / "site.po").write_text(f'{head}msgid "Markets"\nmsgstr "Marchés"\n', "utf-8")
    monkeypatch.setattr(catalogues, "CATALOGUES", tmp_path)
    tool_words_of.cache_clear()
    words_of.cache_clear()
    words = tool_words_of("fr")
    tool_words_of.cache_clear()
    words_of.cache_clear()

    assert [words.gettext(text) for text in ("market", "Markets", "partner")] == [
        "marché",
        "Marchés",
        "partner",
    ]


def test_a_changed_catalogue_is_compiled_again(tmp_path: Path) -> None:
    """Whoever edits a .po file sees the new words at once; an installed package has no .po."""
    source = tmp_path / "fr" / "LC_MESSAGES" / "site.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid "Markets"\nmsgstr "Marchés"\n', "utf-8")
    first = compiled(source)
    source.write_text('msgid "Markets"\nmsgstr "Pays"\n', "utf-8")
    os.utime(source, (2_000_000_000, 2_000_000_000))
    second = compiled(source)
    source.unlink()

    assert b"March" in first
    assert b"Pays" in second
    assert compiled(source) == second


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
