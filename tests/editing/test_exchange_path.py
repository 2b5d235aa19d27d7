"""The whole path of a translation: out, through a translator's program, back, and onto the page."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po
from click.testing import CliRunner, Result

from alliance.__main__ import main
from alliance.site.reading import read_content
from tests.conftest import ROOT
from tests.repository import Repository

SUMMARY = "A market for companies that grow kelp, with ports along all of its coast and many cooks."
BODY = "Companies can:\n\n- meet the [partner](../partners/acme.md),\n- see “the *kelp*”."
MARKET = "data/markets/japan.yml"
FRENCH = "data/markets/japan.fr.yml"

TRANSLATED = {
    f"{MARKET}#summary": "Un marché pour les entreprises qui cultivent le varech, avec des ports"
    " tout le long de sa côte ; là-bas, on cuisine beaucoup.",
    f"{MARKET}#body": "Les entreprises peuvent :\n\n- rencontrer le [partenaire](../partners/"
    "acme.md),\n- voir « le *varech* ».",
    "data/activities/visit.yml#title": "Une visite",
    "data/activities/visit.yml#summary": "# Une activité",
    "data/alliance.yml#phases.first.name": "Première phase",
    "data/alliance.yml#status.text": "Tout va bien.",
    "docs/index.md#title": "Accueil : un essai",
    "docs/index.md#description": "Un petit site.",
    "docs/index.md#body": "[[markets]]",
}


def run(*arguments: object) -> Result:
    """Run a command of the site."""
    return CliRunner().invoke(main, list(map(str, arguments)))


@pytest.fixture
def site(tmp_path: Path) -> Repository:
    """Return the small alliance in a repository, with a market of many words."""
    at = Repository(tmp_path / "site")
    body = "\n".join(f"  {line}".rstrip() for line in BODY.split("\n"))
    at.start({MARKET: f"country: JP\nsince: first\nsummary: >-\n  {SUMMARY}\nbody: |\n{body}\n"})
    return at


def exported(at: Repository) -> Path:
    """Return the PO file of what is missing or stale in French."""
    po = at.root.parent / "french.po"
    ran = run("translations", "export", "--root", at.root, "--language", "fr", "--output", po)
    assert ran.exit_code == 0, ran.output
    return po


def translate(po: Path, texts: dict[str, str]) -> None:
    """Translate a file as a program does: lines of its own, Windows line ends, another header."""
    with po.open("rb") as file:
        catalogue = read_po(file)
    for message in catalogue:
        if message.context in texts:
            message.string = texts[message.context]
            message.flags.discard("fuzzy")
    catalogue.last_translator = "Zoé <zoe@example.org>"
    saved = BytesIO()
    write_po(saved, catalogue, width=40)
    text = (
        saved.getvalue()
        .decode()
        .replace('\nmsgstr ""\n"', '\nmsgstr ""\n"X-Generator: Q 1\\n"\n"', 1)
    )
    text = text.replace("Language: fr\\n", "Language: fr_FR\\n")
    old = (
        '#~ msgctxt "data/markets/gone.yml#summary"\n#~| msgid "Old"\n#~ msgid "x"\n#~ msgstr "y"\n'
    )
    po.write_bytes(f"{text}\n{old}".replace("\n", "\r\n").encode())


def test_texts_go_out_and_come_back_onto_the_page(site: Repository) -> None:
    """What the translator typed stands on the French page, and the check finds nothing."""
    po = exported(site)
    translate(po, TRANSLATED)
    ran = run("translations", "import", "--root", site.root, po)
    assert ran.exit_code == 0, ran.output
    assert f"{len(TRANSLATED)} texts taken. 4 files written." in ran.output
    assert (site.root / FRENCH).read_text(encoding="utf-8") == (
        "translation: human\n"
        "summary: >-\n"
        "  Un marché pour les entreprises qui cultivent le varech, avec des ports tout le long de"
        " sa côte ;\n  là-bas, on cuisine beaucoup.\n"
        "body: |\n"
        "  Les entreprises peuvent :\n"
        "\n"
        "  - rencontrer le [partenaire](../partners/acme.md),\n"
        "  - voir « le *varech* ».\n"
    )
    assert (site.root / "data/activities/visit.fr.yml").read_text(encoding="utf-8") == (
        'translation: human\ntitle: Une visite\nsummary: "# Une activité"\n'
    )
    assert (site.root / "docs/index.fr.md").read_text(encoding="utf-8") == (
        '---\ntranslation: human\ntitle: "Accueil : un essai"\ndescription: Un petit site.\n---\n'
        "\n[[markets]]\n"
    )
    assert read_content(site.root)[1] == []
    pages = site.root.parent / "pages"
    assert run("stage", "--root", site.root, pages).exit_code == 0

    page = (pages / "fr/markets/japan/index.md").read_text(encoding="utf-8")
    assert "avec des ports tout le long de sa côte ; là-bas, on cuisine beaucoup." in page
    assert "<em>varech</em>" in page
    assert page.startswith('---\ntitle: "Japon"\n')


def test_the_commands_of_the_handbook_do_what_it_says(
    site: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As they stand there, one after the other."""
    handbook = (ROOT / "handbook" / "editors.md").read_text(encoding="utf-8")
    section = handbook.partition("## Send texts to a translator\n")[2].partition("\n## ")[0]
    out, back = re.findall(r"^\.venv/bin/python -m alliance (.*)$", section, re.MULTILINE)
    monkeypatch.chdir(site.root)
    assert run(*out.split()).exit_code == 0
    translate(site.root / "french.po", TRANSLATED)

    assert run(*back.split()).exit_code == 0
    assert (site.root / FRENCH).is_file()


def test_a_stale_text_comes_with_what_it_was_and_is_no_longer_stale_when_it_is_back(
    site: Repository,
) -> None:
    """Only it is written, marked as in need of work; then nothing is left to translate."""
    translate(exported(site), {"": ""})
    site.commit({FRENCH: "translation: human # by Zoé\nsummary: Un marché.\nbody: Rien.\n"})
    changed = (site.root / MARKET).read_text(encoding="utf-8").replace("many cooks", "few cooks")
    head = site.commit({MARKET: changed})
    po = exported(site)
    text = po.read_text(encoding="utf-8")
    assert f'"X-Source-Revision: {head}\\n"' in text
    assert (
        "#, fuzzy\n"
        f'#| msgctxt "{MARKET}#summary"\n'
        '#| msgid ""\n'
        '#| "A market for companies that grow kelp, with ports along all of its coast "\n'
        '#| "and many cooks."\n'
        f'msgctxt "{MARKET}#summary"\n'
    ) in text
    assert f'msgctxt "{MARKET}#body"' not in text

    untouched = run("translations", "import", "--root", site.root, po)
    assert untouched.exit_code == 0
    assert site.git("status", "--porcelain") == ""
    translate(po, {f"{MARKET}#summary": "Un marché de peu de cuisiniers."})
    assert run("translations", "import", "--root", site.root, po).exit_code == 0
    assert (site.root / FRENCH).read_text(encoding="utf-8") == (
        "translation: human # by Zoé\nsummary: Un marché de peu de cuisiniers.\nbody: Rien.\n"
    )
    site.commit()

    assert f"{MARKET}#" not in exported(site).read_text(encoding="utf-8")
