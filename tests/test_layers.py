"""The layout is the architecture: who may import whom."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = sorted((ROOT / "alliance").glob("*.py"))

# Each module may use those before it, and none after it.
ORDER = [
    "problem",
    "cache",
    "progress",
    "plaintext",
    "node",
    "core_schema",
    "syntax",
    "reader",
    "dates",
    "cldr",
    "typefaces",
    "lettering",
    "fields",
    "slugs",
    "organisation",
    "colours",
    "mark",
    "model",
    "words",
    "translations",
    "settings",
    "content",
    "addresses",
    "files",
    "explain",
    "options",
    "load",
    "directives",
    "pictures",
    "texts",
    "history",
    "timing",
    "standing",
    "check",
    "notes",
    "relations",
    "vocabulary",
    "richtext",
    "edition",
    "charts",
    "mapblocks",
    "jsondata",
    "tables",
    "datapackage",
    "datanotes",
    "opendata",
    "blocks",
    "timeblocks",
    "tableblocks",
    "fileblocks",
    "sheet",
    "guides",
    "cards",
    "emblem",
    "funding",
    "facets",
    "statement",
    "subscribe",
    "overview",
    "timeline",
    "matrix",
    "results",
    "projection",
    "world",
    "drawing",
    "worldmap",
    "downloads",
    "status",
    "finding",
    "listings",
    "qr",
    "brief",
    "views",
    "pages",
    "social",
    "sharing",
    "render",
    "compact",
    "headers",
    "recipes",
    "offline",
    "chrome",
    "things",
    "structured",
    "notfound",
    "site",
    "identity",
    "calendars",
    "feed",
    "workers",
    "publish",
    "pack",
    "searchindex",
    "styles",
    "sitemap",
    "redirects",
    "offline_index",
    "outputs",
    "stage",
    "__main__",
]


def imports(path: Path) -> set[str]:
    """Return the modules that a file imports, as `alliance.x` or the name of the package."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "alliance":
            found |= {f"alliance.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


@pytest.mark.parametrize("path", PACKAGE, ids=lambda path: path.stem)
def test_imports_run_one_way(path: Path) -> None:
    """From the first module to the last; no arrow runs back."""
    if path.stem == "__init__":
        assert imports(path) == set()
        return
    own = {name.removeprefix("alliance.") for name in imports(path) if name.startswith("alliance.")}
    place = ORDER.index(path.stem)

    assert {name for name in own if ORDER.index(name) >= place} == set()


def test_every_module_has_its_place() -> None:
    """The order names all modules and no other."""
    assert sorted(ORDER) == sorted(path.stem for path in PACKAGE if path.stem != "__init__")


@pytest.mark.parametrize(
    ("package", "only"),
    [
        ("mkdocs", set()),
        ("yaml", {"reader"}),
        ("markdown", {"richtext"}),
        ("nh3", {"richtext"}),
        ("icalendar", {"calendars"}),
        ("jinja2", {"render"}),
        ("PIL", {"social"}),
        ("segno", {"qr"}),
        ("subprocess", {"history", "searchindex"}),
        ("pagefind", {"searchindex"}),
        ("click", {"__main__"}),
    ],
)
def test_one_module_knows_each_library(package: str, only: set[str]) -> None:
    """What has to be replaced one day is used in one place."""
    users = {
        path.stem
        for path in PACKAGE
        if any(name.partition(".")[0] == package for name in imports(path))
    }

    assert users == only


@pytest.mark.parametrize("path", PACKAGE, ids=lambda path: path.stem)
def test_no_module_opens_a_connection(path: Path) -> None:
    """A build needs no network."""
    networks = {"socket", "ssl", "http", "urllib.request", "ftplib", "requests", "httpx"}

    assert not imports(path) & networks
