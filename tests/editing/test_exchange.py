"""Texts go to translators and come back: only what changed changes, and nothing else is touched."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from alliance.__main__ import main
from alliance.editing.translations.import_ import mark_of
from alliance.editing.translations.po import Header, Unit, format_po, parse_po
from alliance.model.translations import Origin, Translation
from alliance.site.reading import read_content
from tests import small
from tests.conftest import HARBOUR, ROOT, examples
from tests.content.test_fuzz import EVIL

FRENCH = "data/markets/japan.fr.yml"


def run(root: Path, *arguments: str) -> Result:
    """Run a command of the group on the content below a folder."""
    name, *rest = arguments
    return CliRunner().invoke(main, ["translations", name, "--root", str(root), *rest])


def exported(root: Path, *arguments: str) -> str:
    """Return the PO file of the French texts."""
    po = root / "fr.po"
    ran = run(root, "export", "--language", "fr", "--output", str(po), *arguments)
    assert ran.exit_code == 0, ran.output
    return po.read_text(encoding="utf-8")


def imported(root: Path, po: str, *arguments: str) -> Result:
    """Take a PO file into the content."""
    path = root / "back.po"
    path.write_text(po, encoding="utf-8")
    return run(root, "import", str(path), *arguments)


def fill(po: str, place: str, source: str, text: str) -> str:
    """Translate one text of a PO file."""
    empty = f'msgctxt "{place}"\nmsgid "{source}"\nmsgstr ""\n'
    assert empty in po
    return po.replace(empty, f'{empty[:-2]}{text}"\n')


def files(root: Path) -> dict[str, bytes]:
    """Return all content below a folder."""
    paths = [path for part in ("data", "docs") for path in (root / part).rglob("*.*")]
    return {str(path.relative_to(root)): path.read_bytes() for path in paths if path.is_file()}


def copied(site: Path, to: Path) -> Path:
    """Return a copy of the content of a site."""
    for part in ("data", "docs"):
        shutil.copytree(site / part, to / part)
    shutil.copy(site / "mkdocs.yml", to)
    return to


def test_what_is_missing_is_written_and_comes_back(alliance: Callable[..., Path]) -> None:
    """A new translation file has the mark of a person and the texts, and passes the check."""
    root = alliance()
    po = fill(exported(root), "data/markets/japan.yml#summary", "A market.", "Un marché.")

    assert imported(root, po).exit_code == 0
    assert (root / FRENCH).read_text() == "translation: human\nsummary: Un marché.\n"
    assert read_content(root)[1] == []


@pytest.mark.parametrize("site", [ROOT, HARBOUR], ids=["reference", "harbour"])
def test_nothing_changes_when_nothing_changed(site: Path, tmp_path: Path) -> None:
    """An export of everything that comes back as it was changes no byte."""
    root = copied(site, tmp_path)
    before = files(root)
    language = "fr" if site == ROOT else "ar"
    ran = run(root, "export", "--language", language, "--all", "--output", str(tmp_path / "x.po"))
    assert ran.exit_code == 0, ran.output

    assert run(root, "import", str(tmp_path / "x.po")).exit_code == 0
    assert files(root) == before


def test_a_second_import_changes_no_byte(alliance: Callable[..., Path]) -> None:
    """What is there already is left as it is."""
    root = alliance()
    po = fill(exported(root), "data/markets/japan.yml#summary", "A market.", "Un marché.")
    imported(root, po)
    before = files(root)

    assert imported(root, po).exit_code == 0
    assert files(root) == before


def test_a_text_that_changed_meanwhile_is_refused_and_the_rest_taken(
    alliance: Callable[..., Path],
) -> None:
    """The problem names the place and the cure."""
    root = alliance()
    po = fill(exported(root), "data/markets/japan.yml#summary", "A market.", "Un marché.")
    po = fill(po, "data/partners/acme.yml#summary", "A partner.", "Un partenaire.")
    source = root / "data/markets/japan.yml"
    source.write_text(source.read_text().replace("A market.", "A large market."))
    ran = imported(root, po)

    assert ran.exit_code == 1
    assert (
        "data/markets/japan.yml#summary: the original has changed since the export. It now says"
        ' "A large market.". Export the texts again' in ran.output
    )
    assert not (root / FRENCH).exists()
    assert (root / "data/partners/acme.fr.yml").is_file()


REFUSED = {
    "a place that is not there": (
        'msgctxt "data/markets/japan.yml#sumary"\nmsgid "A market."\nmsgstr "x"\n',
        'there is no text "data/markets/japan.yml#sumary" in the content. Did you mean'
        ' "data/markets/japan.yml#summary"?',
    ),
    "a path that climbs": (
        'msgctxt "../../etc/passwd#summary"\nmsgid "A market."\nmsgstr "x"\n',
        'there is no text "../../etc/passwd#summary" in the content.',
    ),
    "a field that is not translated": (
        'msgctxt "data/markets/japan.yml#country"\nmsgid "JP"\nmsgstr "FR"\n',
        'there is no text "data/markets/japan.yml#country" in the content.',
    ),
    "no place at all": ('msgid "A market."\nmsgstr "x"\n', 'there is no text "" in the content.'),
    "a text that is too long": (
        f'msgctxt "data/markets/japan.yml#summary"\nmsgid "A market."\nmsgstr "{"x" * 1001}"\n',
        "1001 characters",
    ),
    "a character that hides": (
        'msgctxt "data/markets/japan.yml#summary"\nmsgid "A market."\nmsgstr "x\u202ey"\n',
        "U+202E",
    ),
    "a record that is not there": (
        'msgctxt "docs/index.md#body"\nmsgid "[[markets]]"\nmsgstr "Voir [[market japon]]."\n',
        '"japan"',
    ),
    "a link that leads nowhere": (
        'msgctxt "data/alliance.yml#aim"\nmsgid "To be small."\nmsgstr "[x](javascript:y)"\n',
        '"javascript:y"',
    ),
    "the same text twice": (
        'msgctxt "data/markets/japan.yml#summary"\nmsgid "A market."\nmsgstr "x"\n\n'
        'msgctxt "data/markets/japan.yml#summary"\nmsgid "A market."\nmsgstr "y"\n',
        "this text is there twice",
    ),
}
HEAD = 'msgid ""\nmsgstr "Language: fr\\n"\n\n'
GOOD = 'msgctxt "data/partners/acme.yml#summary"\nmsgid "A partner."\nmsgstr "Un partenaire."\n'


@pytest.mark.parametrize("case", REFUSED)
def test_what_does_not_fit_is_refused_and_the_rest_taken(
    alliance: Callable[..., Path], case: str
) -> None:
    """At its line of the PO file; and what is taken passes the check."""
    root = alliance()
    before = files(root)
    block, message = REFUSED[case]
    ran = imported(root, f"{HEAD}{block}\n{GOOD}")

    assert ran.exit_code == 1
    assert message in ran.output
    assert f"{root / 'back.po'}:" in ran.output
    new = {name: text for name, text in files(root).items() if name not in before}
    name = "data/partners/acme.fr.yml"
    assert new.pop(name) == b"translation: human\nsummary: Un partenaire.\n"
    assert list(new) in ([], [FRENCH])
    assert read_content(root)[1] == []


def test_a_file_that_cannot_be_rewritten_is_left_as_it_is(alliance: Callable[..., Path]) -> None:
    """What parsers of YAML differ on stands in one file; the others are written."""
    root = alliance({FRENCH: "translation: human\nsummary: ---\t-\n"})
    before = files(root)
    block = 'msgctxt "data/markets/japan.yml#summary"\nmsgid "A market."\nmsgstr "x"\n'
    ran = imported(root, f"{HEAD}{block}\n{GOOD}")

    assert ran.exit_code == 1
    assert "1 text taken. 1 file written." in ran.output
    assert f"{FRENCH}:2:1: this line keeps the file from being rewritten." in ran.output
    assert files(root).keys() - before.keys() == {"data/partners/acme.fr.yml"}
    assert files(root)[FRENCH] == before[FRENCH]


BROKEN = {
    "a quote is missing": (
        HEAD + GOOD.replace('partner."', "partner."),
        ":5:1: this line is not of",
    ),
    "a word of no meaning": (
        HEAD + GOOD + "summary: x\n",
        ":7:1: this line is not of the PO format",
    ),
    "two translations": (HEAD + GOOD + 'msgstr "x"\n', ":7:1: this line is not of the PO format"),
    "no translation": (
        HEAD + GOOD.partition("msgstr")[0],
        ":5:1: this line is not of the PO format",
    ),
    "another language": (
        HEAD.replace("fr", "de") + GOOD,
        ':1:1: found the language "de", but the site is translated into "fr" only.',
    ),
    "the source language": (HEAD.replace("fr", "en") + GOOD, 'found the language "en"'),
    "no language": (GOOD, ":1:1: the header of the file names no language."),
    "not text": ("\0\0", "UTF-16"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_file_that_cannot_be_trusted_changes_nothing(
    alliance: Callable[..., Path], case: str
) -> None:
    """It is refused as a whole, with the lines that are broken."""
    root = alliance()
    before = files(root)
    po, message = BROKEN[case]
    ran = imported(root, po)

    assert ran.exit_code == 1
    assert message in ran.output
    assert files(root) == before


@pytest.mark.parametrize("named", ["fr", "FR", "fr_FR", "fr-FR", "fr_Latn"])
def test_programs_name_the_language_in_their_own_ways(
    alliance: Callable[..., Path], named: str
) -> None:
    """The country that a language is first thought of with makes no other language of it."""
    assert imported(alliance(), HEAD.replace("fr", named) + GOOD).exit_code == 0


def test_what_is_not_finished_is_left_out(alliance: Callable[..., Path]) -> None:
    """Empty texts and those that need work are counted, and are no problem."""
    root = alliance()
    before = files(root)
    ran = imported(root, exported(root).replace("\nmsgctxt", "\n#, fuzzy\nmsgctxt", 1))
    assert ran.exit_code == 0
    assert files(root) == before
    ran = imported(root, f"{HEAD}#, fuzzy, no-wrap\n{GOOD}")

    assert ran.exit_code == 0
    assert "1 text is marked as in need of work (fuzzy) and was left out." in ran.output
    assert files(root) == before


def test_without_history_the_export_says_what_it_cannot_know(
    alliance: Callable[..., Path],
) -> None:
    """What is translated may be out of date; what is missing is written all the same."""
    root = alliance({FRENCH: "translation: human\nsummary: Un marché.\n"})
    ran = run(root, "export", "--language", "fr")

    assert "Whether the original of 1 text has changed since cannot be told" in ran.stderr
    assert "data/markets/japan.yml#summary" not in ran.stdout
    assert 'msgctxt "data/partners/acme.yml#summary"' in ran.stdout


def test_a_language_that_the_site_has_not_cannot_be_exported(alliance: Callable[..., Path]) -> None:
    """Nor the source language, and nothing can be written where there is no folder."""
    root = alliance()
    for language in ("de", "en"):
        ran = run(root, "export", "--language", language)
        assert (ran.exit_code, ran.stdout) == (2, "")
        assert 'the site is translated into "fr" only' in ran.stderr
    ran = run(root, "export", "--language", "fr", "--output", str(root / "no" / "fr.po"))

    assert ran.exit_code == 1
    assert "No such file or directory" in ran.stderr


TEXTS = {"a": "1", "b": "2"}
MARKS = [
    ("machine", ({"a"}, {"a"}), None, "machine", "a machine text remains"),
    ("machine", ({"a", "b"}, {"a", "b"}), None, "human", "no machine text remains"),
    ("machine", ({"a"}, {"a", "b"}), None, "machine", "what comes back as it was says nothing"),
    ("machine", ({"a"}, {"a", "b"}), "reviewed", "reviewed", "all of it was read"),
    ("machine", (set(), {"a", "b"}), "reviewed", "reviewed", "all of it was read, and was well"),
    ("machine", (set(), {"a"}), "reviewed", "machine", "half of it was read"),
    ("reviewed", ({"a"}, {"a", "b"}), None, "human", "one text is new, and nobody read it"),
    ("reviewed", ({"a"}, {"a"}), "machine", "machine", "one text is by a machine"),
    ("reviewed", (set(), {"a", "b"}), "machine", "reviewed", "nothing changed"),
    ("human", ({"a"}, {"a"}), "reviewed", "human", "half of it was read"),
]


@pytest.mark.parametrize(("before", "came", "given", "after", "why"), MARKS)
def test_the_mark_of_a_file_is_the_weakest_of_its_texts(
    before: Origin, came: tuple[set[str], set[str]], given: Origin | None, after: Origin, why: str
) -> None:
    """A file has one mark, and nobody is told more than is true of each of its texts."""
    assert mark_of(Translation(TEXTS, before), *came, given) == after, why


def test_gettext_reads_what_is_written(alliance: Callable[..., Path]) -> None:
    """Its own program, where it is installed, finds no fault."""
    if shutil.which("msgfmt") is None:
        pytest.skip("gettext is not installed")
    root = alliance()
    exported(root, "--all")
    ran = subprocess.run(
        ["msgfmt", "--check", "-o", "/dev/null", root / "fr.po"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ran.returncode, ran.stderr) == (0, "")


def test_notes_say_what_a_text_is_for(alliance: Callable[..., Path]) -> None:
    """Its record and meaning, its longest form, and how to treat Markdown."""
    po = exported(alliance())

    assert (
        '#. market "japan": What the market means to the alliance, in a sentence.\n'
        "#. At most 1000 characters.\n"
        "#: data/markets/japan.yml:3\n"
        'msgctxt "data/markets/japan.yml#summary"\n'
    ) in po
    assert po.count("#. Markdown: ") == 2
    assert '"Language: fr\\n"' in po
    assert '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"' in po


@examples(40)
@given(EVIL, EVIL)
def test_whatever_comes_back_the_content_stays_sound(title: str, body: str) -> None:
    """A text is refused, or it is taken and the check finds nothing."""
    sources = {
        "data/activities/visit.yml#title": ("A visit", title),
        "data/alliance.yml#phases.first.name": ("First phase", title),
        "data/alliance.yml#aim": ("To be small.", body),
        "docs/index.md#title": ("Home", title),
        "docs/index.md#body": ("[[markets]]", body),
    }
    units = [Unit(place, source, text) for place, (source, text) in sources.items()]
    with tempfile.TemporaryDirectory() as folder:
        root = small.write(Path(folder))
        ran = imported(root, format_po(Header("X", "fr", "en", "", "2026-01-01"), units))
        content, problems = read_content(root)

    assert ran.exit_code in (0, 1), ran.exception
    assert isinstance(ran.exception, SystemExit | None)
    assert problems == []
    assert content is not None
    for key, languages in content.translations.items():
        for text in languages.get("fr", Translation({})).texts.values():
            assert text in (tidy(title), tidy(body)), key


def tidy(text: str) -> str:
    """Return a text as the content keeps it."""
    return normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


WORDS = st.text(alphabet='ab \\"\n\té日م#|~[]', min_size=1, max_size=120).filter(str.strip)


@given(WORDS, WORDS, WORDS, st.booleans())
def test_any_text_comes_back_from_a_po_file(
    source: str, text: str, previous: str, unsure: bool
) -> None:
    """Quotes, backslashes, line ends and long lines included."""
    unit = Unit("data/x.yml#a.b", source, text, previous, unsure, 3, ("Note",))
    po = format_po(Header("X", "fr", "en", "", "2026-01-01"), [unit])
    language, units, problems = parse_po(po, "x.po")

    assert (language, problems) == ("fr", [])
    (back,) = units
    assert (back.place, back.source, back.text) == (unit.place, source, text)
    assert back.needs_work == unsure


@examples(500)
@given(st.lists(st.sampled_from([*GOOD.splitlines(), *HEAD.splitlines()]) | st.text(max_size=9)))
def test_any_file_is_read_or_refused(lines: list[str]) -> None:
    """Nothing that anybody sends stops the program."""
    _, units, problems = parse_po("\n".join(lines), "x.po")

    assert not (units and problems)
