"""`python -m alliance translations`: what is to be translated, as text and as HTML."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
from click.testing import CliRunner, Result

from alliance.__main__ import main
from alliance.editing.translations.status_text import differing
from tests import small
from tests.histories import FRENCH, SOURCE, french, market
from tests.repository import Repository

PARTNER = """\
name: Other
role: partner
country: DE
region: Elsewhere
summary: Another partner.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a repository in which one translation is out of date."""
    at = Repository(tmp_path / "site")
    at.start(
        {
            SOURCE: market() + "owner: other\n",
            FRENCH: french(),
            "data/partners/other.yml": PARTNER,
            "data/partners/other.fr.yml": "translation: machine\nregion: Ailleurs\n",
        }
    )
    at.commit({SOURCE: market("New.") + "owner: other\n"})
    return at.root


def run(root: Path, *arguments: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["translations", "--root", str(root), *arguments])


def test_each_text_is_shown_with_what_is_to_be_done(root: Path) -> None:
    """What is out of date with both texts; the rest by state; the totals last."""
    shown = run(root).output

    assert ("data/markets/japan.fr.yml\n  summary: out of date since 2020-01-03 (") in shown
    assert "    - Old.\n    + New.\n    fr: Vieux.\n  by a person: body\n" in shown
    assert "data/partners/other.fr.yml\n  missing: summary\n  by machine: region\n" in shown
    assert shown.endswith(
        "fr: 17 texts: 14 missing, 1 out of date, 0 of unknown age, 1 by machine, 1 by a person,"
        " 0 reviewed.\n"
    )


def test_a_member_sees_what_is_its_task(root: Path) -> None:
    """The records that name it; the coordinator has all that name nobody."""
    own, rest = run(root, "--for", "other").output, run(root, "--for", "acme").output

    assert "data/markets/japan.fr.yml" in own
    assert "data/partners/other.fr.yml" not in own
    assert "data/partners/other.fr.yml" in rest
    assert "docs/index.fr.md" in rest
    assert "japan" not in rest


def test_html_needs_nothing_else(root: Path) -> None:
    """One file, each text marked with its language; nothing in it runs or is loaded."""
    (root / FRENCH).write_text(french("<b>Vieux</b> & bon."), encoding="utf-8")
    (root / SOURCE).write_text(market("New <i>."), encoding="utf-8")
    shown = run(root, "--format", "html").output
    page = lxml.html.fromstring(shown)

    assert page.get("lang") == "en"
    assert "Old." not in shown
    assert "<b>" not in shown
    assert not [a for a in page.xpath("//@src | //@href") if not a.startswith("#")]
    assert page.xpath("//script | //form | //iframe") == []
    assert [cell.text for cell in page.xpath("//thead//th")][:3] == [
        "Language",
        "missing",
        "out of date",
    ]


def test_html_shows_both_texts_in_their_languages(root: Path) -> None:
    """What was, what is, and the translation."""
    page = lxml.html.fromstring(run(root, "--format", "html").output)
    stale = page.xpath(
        "//h4[contains(., 'summary: out of date since')]/following-sibling::ul[1]/li"
    )

    assert [
        (
            line.xpath("./span[@class='label']")[0].text_content(),
            line.xpath("./span[@class='text']/ancestor-or-self::*[@lang][1]/@lang")[-1],
            line.xpath("./span[@class='text']")[0].text_content(),
        )
        for line in stale
    ] == [("was", "en", "Old."), ("is now", "en", "New."), ("French", "fr", "Vieux.")]
    assert [(mark.tag, mark.text) for mark in page.iter("del", "ins")] == [
        ("del", "Old."),
        ("ins", "New."),
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--language", "en"), '"en" is not known.'),
        (("--for", "othr"), '"othr" is not known. Did you mean "other"?'),
    ],
)
def test_what_is_not_known_is_refused(root: Path, arguments: tuple[str, ...], said: str) -> None:
    """With what there is."""
    ran = run(root, *arguments)

    assert ran.exit_code == 2
    assert said in ran.output


def test_content_with_problems_is_refused(tmp_path: Path) -> None:
    """They have to be fixed first."""
    small.write(tmp_path, {SOURCE: "country: [\n"})

    ran = run(tmp_path)

    assert ran.exit_code == 1
    assert "data/markets/japan.yml" in ran.output


@pytest.mark.parametrize(
    ("then", "now", "shown"),
    [
        ("Old.", "New.", ("Old.", "New.")),
        ("a" * 200, "a" * 200 + "b", ("…" + "a" * 60, "…" + "a" * 60 + "b")),
        ("x" + "a" * 200, "y" + "a" * 200, ("x" + "a" * 60 + "…", "y" + "a" * 60 + "…")),
        ("a\nb", "a b", ("a b", "a b")),
        ("aa", "a", ("aa", "a")),
    ],
)
def test_long_texts_are_shown_around_what_has_changed(
    then: str, now: str, shown: tuple[str, str]
) -> None:
    """In one line each."""
    assert differing(then, now) == shown
