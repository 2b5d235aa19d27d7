"""The search index and the site map: what stands in them."""

from __future__ import annotations

import gzip
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import pytest

from alliance.outputs.search_index import write_index
from alliance.outputs.site_folder import SiteFolder
from tests.conftest import build_here
from tests.html import classed, pages


def addresses(site: Path, language: str) -> set[str]:
    """Return the addresses that the index of a language leads to (a page a file, gzipped)."""
    found = set()
    for path in (site / "pagefind" / "fragment").glob(f"{language.lower()}_*.pf_fragment"):
        text = gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")
        found.add(json.loads(text)["url"].strip("/"))
    return found


@pytest.mark.parametrize("site", ["reference", "harbour"])
def test_an_index_has_the_pages_of_its_language_and_no_other(
    site: str, request: pytest.FixtureRequest
) -> None:
    """No fallback page, no 404 page, none that only lists what is found: so German is German."""
    root: Path = request.getfixturevalue(site)
    expected: dict[str, set[str]] = {}
    for name, page in pages(root).items():
        article = page.find("body/main/article")
        if article is not None and article.get("lang") is None and not name.endswith("404.html"):
            path = name.removesuffix("index.html").strip("/")
            if path.rpartition("/")[2] not in ("search", "site-map", "translations"):
                expected.setdefault(page.get("lang"), set()).add(path)

    assert len(expected) >= 3
    for language, paths in expected.items():
        assert addresses(root, language) == paths


@pytest.mark.parametrize("site", ["reference", "harbour"])
def test_the_site_map_names_every_page(site: str, request: pytest.FixtureRequest) -> None:
    """In each language, and each page once."""
    root: Path = request.getfixturevalue(site)
    expected, listed = {}, {}
    for name, page in pages(root).items():
        language = page.get("lang")
        where = f"/{name.removesuffix('index.html')}"
        if not where.endswith(".html"):
            expected.setdefault(language, []).append(where)
        if where.endswith("/site-map/"):
            links = classed(page, "al-sitemap")[0].iter("a")
            listed[language] = sorted(urljoin(where, link.get("href")) for link in links)

    assert len(listed) >= 3
    assert listed == {language: sorted(paths) for language, paths in expected.items()}


def test_a_site_without_a_search_page_has_no_search(alliance: Callable[..., Path]) -> None:
    """Neither an index nor a link to it."""
    root = alliance()

    assert build_here(root, root / "site").exit_code == 0

    assert not (root / "site" / "pagefind").exists()
    assert "al-search" not in (root / "site" / "index.html").read_text(encoding="utf-8")


def test_settings_from_outside_do_not_change_the_index(
    alliance: Callable[..., Path],
) -> None:
    """Pagefind also reads the environment; a build gives the same site anywhere."""
    page = "---\ntitle: Search\ndescription: Find.\n---\n\n[[search]]\n"
    root = alliance({"docs/search.md": page})

    ran = build_here(root, root / "site", PAGEFIND_FORCE_LANGUAGE="fr")

    assert ran.exit_code == 0, ran.stderr
    assert addresses(root / "site", "en") >= {"markets/japan", ""}
    assert addresses(root / "site", "fr") == set()


def test_the_index_does_not_depend_on_the_order_in_which_a_disk_lists_pages() -> None:
    """A disk in memory lists the newest first, others by a number that differs between disks."""
    names = [f"markets/m{number}/index.html" for number in range(20)]
    text = '<html lang="en"><body><main data-pagefind-body><h1>{0}</h1><p>Of {0}.</p></main>'
    found = []
    for order in (names, names[::-1]):
        memory = "/dev/shm" if Path("/dev/shm").is_dir() else None
        with tempfile.TemporaryDirectory(dir=memory) as folder:
            site = SiteFolder(Path(folder))
            for name in order:
                site.write(name, text.format(name).encode())
            write_index(site, {name.removesuffix("index.html"): "market" for name in names})
            found.append({name: site.written[name] for name in sorted(site.written)})

    assert found[0] == found[1]
    assert any(name.endswith(".pf_index") for name in found[0])
