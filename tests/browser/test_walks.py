"""What the checks of a built site find: broken links, and pages that do not come up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bin.built import served
from bin.links import broken_links
from bin.smoke import chosen, faults
from bin.smoke import main as smoke

PAGE = """<!doctype html><html lang="en"><head><title>Home</title>
<link rel="icon" href="data:,"></head><body><h1 id="here">Home</h1>{body}</body></html>"""

LINKS = {
    '<a href="about/">': None,
    '<a href="about/#here">': None,
    '<a href="about/index.html#top">': None,
    '<a href="#here">': None,
    '<a href="https://example.org/nothing">': None,
    '<a href="mailto:office@example.org">': None,
    '<a href="https://site.example/about/">': None,
    '<a href="abuot/">': "index.html: abuot/: there is no such page or file",
    '<a href="about/#there">': "index.html: about/#there: nothing has the name there there",
    '<img src="x.png">': "index.html: x.png: there is no such page or file",
    '<a href="https://site.example/b">': "index.html: https://site.example/b: there is no such page"
    " or file",
}

PAGES = {
    "": None,
    "<script>console.log('hello')</script>": "/: the console says: hello",
    "<script>throw new Error('no')</script>": "/: a script failed: no",
    "<script>document.title = ''</script>": "/: there is no title",
    "<script>document.querySelector('h1').remove()</script>": "/: there is no heading",
    "<script>document.documentElement.lang = ''</script>": "/: there is no language",
    '<img src="https://other.invalid/x.png" alt="">': "/: it asks another host: https://other.inv",
}


@pytest.fixture
def site(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that writes a site of two pages, the first with something in it."""

    def write(body: str) -> Path:
        (tmp_path / "about").mkdir()
        (tmp_path / "index.html").write_text(PAGE.format(body=body))
        (tmp_path / "404.html").write_text(PAGE.format(body=""))
        (tmp_path / "about" / "index.html").write_text(PAGE.format(body=""))
        return tmp_path

    return write


@pytest.mark.parametrize("link", LINKS)
def test_a_link_is_followed_to_its_place(site: Callable[[str], Path], link: str) -> None:
    """Within the site only; what leads nowhere is told with the page that it is on."""
    told = list(broken_links(site(link), "https://site.example/"))

    assert told == [wrong for wrong in (LINKS[link],) if wrong]


@pytest.mark.slow
@pytest.mark.parametrize("body", PAGES)
def test_a_page_that_does_not_come_up_is_told(
    browser: Browser, site: Callable[[str], Path], body: str
) -> None:
    """With what is wrong with it."""
    with served(site(body)) as base:
        told = list(faults(browser, base, [""]))

    assert [line for line in told if line.startswith(PAGES[body] or "/")] != [] or not PAGES[body]
    assert told == [] or PAGES[body]


@pytest.mark.slow
def test_a_page_that_is_missing_is_told(browser: Browser, site: Callable[[str], Path]) -> None:
    """The answer of the server is a fault."""
    with served(site("")) as base:
        told = list(faults(browser, base, ["nothing/"]))

    assert any("answers 404" in line for line in told)


def test_every_language_and_every_kind_of_page_is_opened(tmp_path: Path) -> None:
    """The first page of each language, and one page of each kind in the first."""
    for name in ("", "about/", "markets/", "markets/a/", "markets/b/", "fr/", "fr/about/"):
        (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / name / "index.html").write_text("")
    (tmp_path / "404.html").write_text("")
    (tmp_path / "fr" / "404.html").write_text("")

    assert chosen(tmp_path) == ["", "fr/", "about/", "markets/", "markets/a/", "404.html"]


def test_without_a_site_the_way_out_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Build it first."""
    monkeypatch.setattr("sys.argv", ["smoke", str(tmp_path)])

    assert smoke() == 1
    assert "make site" in capsys.readouterr().err
