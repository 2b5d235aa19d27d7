"""An address that was published once goes on working."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser

from tests.conftest import SITE_URL, build_here, serve
from tests.html import pages
from tests.small import FILES, with_line, write

pytestmark = pytest.mark.xdist_group("redirects")


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of an alliance whose market had two other names before."""
    was = with_line("data/markets/japan.yml", "summary", "was: [nippon, land-of-the-sun]\nsummary")
    about = FILES["docs/index.md"].replace("title: Home", "title: About\nwas: [who-we-are]")
    root = write(tmp_path_factory.mktemp("renamed"), {**was, "docs/about.md": about})
    ran = build_here(root, root / "site", SITE_URL=SITE_URL)
    assert ran.exit_code == 0, ran.stderr
    return root / "site"


@pytest.mark.parametrize("prefix", ["", "fr/"])
@pytest.mark.parametrize("old", ["nippon", "land-of-the-sun"])
def test_an_earlier_address_leads_on_in_every_language(
    renamed: Path, prefix: str, old: str
) -> None:
    """By a relative link, for browsers and for readers; search engines leave it out."""
    name = f"{prefix}markets/{old}/index.html"
    page = pages(renamed)[name]

    (refresh,) = page.xpath("//meta[@http-equiv='refresh']/@content")
    (link,) = page.xpath("//a/@href")
    assert refresh == f"0; url={link}"
    assert urljoin(f"/{name}", link) == f"/{prefix}markets/japan/"
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert f"markets/{old}/" not in (renamed / "sitemap.xml").read_text(encoding="utf-8")


def test_pages_lead_on_as_records_do(renamed: Path) -> None:
    """From an earlier name of a file in docs/."""
    assert pages(renamed)["fr/who-we-are/index.html"].xpath("//a/@href") == ["../about/"]


def test_a_browser_follows_it_below_any_path(browser: Browser, renamed: Path) -> None:
    """Without a script."""
    for url in serve(renamed.parent):
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{url}site/fr/markets/nippon/")
        page.wait_for_url(f"{url}site/fr/markets/japan/")
        context.close()
