"""Every page leads to where a change of it can be proposed, in the words of its reader."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import lxml.html
import pytest

from alliance.cli.hints import hints
from alliance.content.repository import MAX_LENGTH
from alliance.content.yaml.reader import parse
from alliance.site.reading import read_content
from alliance.site.site import Site
from tests import small
from tests.conftest import HARBOUR
from tests.html import classed, pages

EDIT = "https://git.example/harbour/_edit/tide/"
NEW = "https://git.example/harbour/_new/tide?filename="


def proposals(page: lxml.html.HtmlElement) -> dict[str, str]:
    """Return the links below the content by their text."""
    return {
        str(link.text_content()): str(link.get("href"))
        for place in classed(page, "al-proposals")
        for link in place.iter("a")
    }


@pytest.mark.parametrize(
    ("page", "file"),
    [
        ("index.html", "docs/index.md"),
        ("about/index.html", "docs/about.md"),
        ("activities/index.html", "docs/activities/index.md"),
        ("activities/kelp-days/index.html", "data/activities/kelp-days.yml"),
        ("markets/chile/index.html", "data/markets/chile.yml"),
        ("partners/tide/index.html", "data/partners/tide.yml"),
        ("themes/coastal-food/index.html", "data/themes/coastal-food.yml"),
        ("pt-BR/about/index.html", "docs/about.pt-BR.md"),
        ("pt-BR/markets/chile/index.html", "data/markets/chile.pt-BR.yml"),
        ("ar/activities/kelp-days/index.html", "data/activities/kelp-days.ar.yml"),
        ("ar/activities/paper-fair/index.html", "data/activities/paper-fair.yml"),
    ],
)
def test_a_page_leads_to_the_file_that_it_is_made_from(harbour: Path, page: str, file: str) -> None:
    """In the language that is shown."""
    assert EDIT + file in proposals(pages(harbour)[page]).values()
    assert (HARBOUR / file).is_file()


def test_every_page_has_one_and_each_file_is_there(harbour: Path) -> None:
    """All but the 404 pages, which may stand for any page."""
    for name, page in pages(harbour).items():
        found = [link for link in proposals(page).values() if link.startswith(EDIT)]
        assert len(found) == (0 if name.endswith("404.html") else 1), name
        assert all((HARBOUR / link.removeprefix(EDIT)).is_file() for link in found), name


def test_crawlers_are_asked_not_to_follow(harbour: Path) -> None:
    """The forms are for people."""
    for name, page in pages(harbour).items():
        for link in page.iter("a"):
            if link.get("href").startswith((EDIT, NEW)):
                assert link.get("rel") == "nofollow", name


def drafts(page: lxml.html.HtmlElement) -> dict[str, tuple[str, str]]:
    """Return name and text of each new file that a page offers, by the words of its link."""
    found = {}
    for link in page.iter("a"):
        if link.get("href").startswith(NEW):
            values = parse_qs(urlsplit(link.get("href")).query)
            found[str(link.text_content())] = values["filename"][0], values["value"][0]
    return found


@pytest.mark.parametrize("kind", ["activities", "markets", "partners", "agreements"])
@pytest.mark.parametrize("language", ["en", "ar", "pt-BR"])
def test_a_list_offers_to_add_to_it(harbour: Path, kind: str, language: str) -> None:
    """With a template, in a file that the check will not take before it has a name."""
    prefix = "" if language == "en" else f"{language}/"
    ((name, text),) = drafts(pages(harbour)[f"{prefix}{kind}/index.html"]).values()

    assert name == f"data/{kind}/NAME.yml"
    assert f"schemas/{kind}.json" in text.partition("\n")[0]
    node, problems = parse(text, name)
    assert problems == []
    assert node is not None


def test_what_is_not_translated_offers_the_file_to_write(harbour: Path) -> None:
    """Named as the generator reads it, with each original above what is to be written."""
    found = drafts(pages(harbour)["ar/activities/paper-fair/index.html"]).values()
    ((name, text),) = found

    assert name == "data/activities/paper-fair.ar.yml"
    assert "# Paper boat fair\ntitle:\n" in text
    ((page, front),) = drafts(pages(harbour)["ar/results/index.html"]).values()
    assert page == "docs/results.ar.md"
    assert front.startswith("---\n")
    assert "\ntitle:\n" in front


def test_only_what_is_not_translated_offers_it(harbour: Path) -> None:
    """And never an original."""
    for name, page in pages(harbour).items():
        article = page.find("body/main/article")
        is_fallback = article is not None and article.get("lang") is not None
        offered = [path for path, _ in drafts(page).values() if "NAME" not in path]
        assert len(offered) == is_fallback, name


def test_a_machine_translation_asks_to_be_improved(alliance: Callable[..., Path]) -> None:
    """In the file that it is in; what a person wrote does not."""
    files = {
        "data/markets/japan.fr.yml": "translation: machine\nsummary: Un marché.\n",
        "data/partners/acme.fr.yml": "translation: human\nregion: Ici\nsummary: Un partenaire.\n",
        "data/activities/visit.fr.yml": "translation: human\ntitle: Une visite\n",
        **small.with_line(
            "data/alliance.yml", "sector:", "repository: https://github.com/o/n/\nsector:"
        ),
    }
    content, problems = read_content(alliance(files))
    assert problems == []
    assert content is not None
    site = Site(content, dt.date(2026, 1, 1))
    found = {page.path: site.layout(page, "fr").notice for page in site.pages}

    def href(path: str) -> str:
        notice = found[path]
        return notice.proposal.href if notice and notice.proposal else ""

    edit = "https://github.com/o/n/edit/main/"
    assert href("markets/japan") == f"{edit}data/markets/japan.fr.yml"
    assert href("activities/visit") == f"{edit}data/activities/visit.fr.yml"
    assert found["partners/acme"] is None
    assert href("").startswith("https://github.com/o/n/new/main?filename=docs%2Findex.fr.md&value=")


def test_nothing_is_offered_without_a_repository_or_offline(alliance: Callable[..., Path]) -> None:
    """No address is guessed, and a copy for reading offline has no editor."""
    content, _ = read_content(alliance())
    assert content is not None
    site = Site(content, dt.date(2026, 1, 1))
    kept = read_content(HARBOUR)[0]
    assert kept is not None
    offline = Site(kept, dt.date(2026, 1, 1), offline=True)

    for made in (site, offline):
        for page in made.pages:
            shown = made.layout(page, made.content.settings.codes[-1])
            assert shown.proposals == ()
            assert shown.notice is None or shown.notice.proposal is None
    assert "_edit" not in str([offline.html(page, "en") for page in offline.pages])


def test_what_the_links_fill_in_is_taken_by_the_check(harbour: Path, tmp_path: Path) -> None:
    """A translation as it is, and a record but for its name and what is needed."""
    shutil.copytree(HARBOUR, tmp_path, dirs_exist_ok=True)
    for language in ("en", "ar", "pt-BR"):
        for name, page in pages(harbour).items():
            for path, text in drafts(page).values() if page.get("lang") == language else ():
                (tmp_path / path).parent.mkdir(exist_ok=True)
                (tmp_path / path).write_text(text, encoding="utf-8")
                assert text.endswith("\n"), name
    _, problems = read_content(tmp_path)

    assert {problem.path.rpartition("/")[2] for problem in problems} == {"NAME.yml"}
    assert all("cannot be part of an address" in str(problem) for problem in problems)
    for path in sorted(tmp_path.rglob("NAME.yml")):
        path.rename(path.with_name("a-name.yml"))
    _, problems = read_content(tmp_path)
    assert {problem.path.rpartition("/")[2] for problem in problems} == {"a-name.yml"}
    assert all("nothing is given here. Write it" in str(problem) for problem in problems)


@pytest.mark.parametrize(
    ("address", "setting", "told"),
    [
        ("https://git.example/x", "", True),
        ("https://git.example/x", "repository: {host: gitea}, ", False),
        ("https://gitlab.example/x", "", False),
    ],
)
def test_an_address_that_does_not_tell_the_host_is_noted(
    alliance: Callable[..., Path], address: str, setting: str, told: bool
) -> None:
    """With the setting that tells it."""
    files = small.with_line("data/alliance.yml", "sector:", f"repository: {address}\nsector:")
    files |= small.with_line("mkdocs.yml", "extra: {", f"extra: {{{setting}")
    content, _ = read_content(alliance(files))
    assert content is not None
    told_of = [note for note in hints(content, small.DAY) if "repository" in str(note)]

    assert bool(told_of) == told
    assert [note.line for note in told_of] == [5] * told


def test_no_address_is_too_long(alliance: Callable[..., Path]) -> None:
    """However long a page is, its translation can be begun from a link."""
    body = "## Part\n\n" + "Many words & more. " * 600
    files = {
        "docs/long.md": f"---\ntitle: Long\ndescription: A long page.\n---\n\n{body}\n",
        **small.with_line(
            "data/alliance.yml", "sector:", "repository: https://github.com/o/n\nsector:"
        ),
    }
    content, problems = read_content(alliance(files))
    assert problems == []
    assert content is not None
    site = Site(content, dt.date(2026, 1, 1))
    (page,) = (page for page in site.pages if page.path == "long")
    notice = site.layout(page, "fr").notice
    assert notice is not None
    assert notice.proposal is not None
    text = parse_qs(urlsplit(notice.proposal.href).query)["value"][0]

    assert len(notice.proposal.href) <= MAX_LENGTH
    assert "# A long page.\ndescription:\n" in text
    assert "# Many words & more." in text
    assert "more. …\n" in text or "words …\n" in text or "& …\n" in text
