"""The layout is the architecture: who may import whom."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = sorted(p for p in (ROOT / "alliance").rglob("*.py") if p.name != "__init__.py")

LATER = re.compile(r"alliance(\.\w+)+:\w+")
PACKAGES = ("alliance", "alliance.commands", "alliance.editing")

# Each module may use those before it, and none after it.
ORDER = [
    "message",
    "problem",
    "cache",
    "progress",
    "plaintext",
    "node",
    "core_schema",
    "syntax",
    "reader",
    "hosting",
    "dates",
    "cldr",
    "typefaces",
    "lettering",
    "patterns",
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
    "charter",
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
    "published",
    "check",
    "editing.samples",
    "editing.schema",
    "editing.reference",
    "editing.scalars",
    "editing.fieldkinds",
    "editing.templates",
    "editing.answers",
    "editing.naming",
    "editing.newfiles",
    "notes",
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
    "coverage",
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
    "proposals",
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
    "editing.widgets",
    "editing.forms",
    "editing.backend",
    "editing.cms",
    "editing.admin",
    "outputs",
    "stage",
    "editing.excerpt",
    "editing.reports",
    "editing.lineage",
    "editing.past",
    "editing.freshness",
    "editing.survey",
    "editing.surveytext",
    "editing.surveyjson",
    "editing.surveyhtml",
    "editing.pofile",
    "editing.sidecars",
    "editing.handout",
    "editing.scrutiny",
    "editing.intake",
    "editing.difference",
    "editing.visible",
    "editing.snapshot",
    "editing.pagechanges",
    "editing.textchanges",
    "editing.addresschanges",
    "editing.picturechanges",
    "editing.changes",
    "editing.changereport",
    "editing.changeblocks",
    "editing.changesections",
    "editing.changemarkdown",
    "editing.changehtml",
    "editing.links",
    "editing.upkeep",
    "editing.outward",
    "commands.group",
    "commands.common",
    "commands.addresses",
    "commands.changes",
    "commands.check",
    "commands.asking",
    "commands.new",
    "commands.recipes",
    "commands.reference",
    "commands.schemas",
    "commands.stage",
    "commands.exchange",
    "commands.translations",
    "commands.upkeep",
    "__main__",
]


def module(path: Path) -> str:
    """Return the name of a module within the package: `check`, `commands.check`."""
    return ".".join(path.relative_to(ROOT / "alliance").with_suffix("").parts)


def imports(path: Path) -> set[str]:
    """Return the modules that a file imports, as `alliance.x` or the name of the package.

    Those that are imported by name when they are needed, such as "alliance.x:y", count as well.
    """
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module in PACKAGES:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.Constant) and LATER.fullmatch(str(node.value)):
            found.add(node.value.partition(":")[0])
    return found


@pytest.mark.parametrize("path", PACKAGE, ids=module)
def test_imports_run_one_way(path: Path) -> None:
    """From the first module to the last; no arrow runs back."""
    own = {name.removeprefix("alliance.") for name in imports(path) if name.startswith("alliance.")}
    place = ORDER.index(module(path))

    assert {name for name in own if ORDER.index(name) >= place} == set()


def test_every_module_has_its_place() -> None:
    """The order names all modules and no other."""
    assert sorted(ORDER) == sorted(map(module, PACKAGE))


@pytest.mark.parametrize(
    ("package", "only"),
    [
        ("mkdocs", set()),
        ("yaml", {"reader"}),
        ("ruamel", {"editing.sidecars"}),
        ("markdown", {"richtext"}),
        ("nh3", {"richtext"}),
        ("icalendar", {"calendars"}),
        ("jinja2", {"render"}),
        ("PIL", {"social"}),
        ("segno", {"qr"}),
        ("subprocess", {"history", "searchindex"}),
        ("pagefind", {"searchindex"}),
        ("click", {"__main__", *(name for name in ORDER if name.startswith("commands."))}),
    ],
)
def test_one_module_knows_each_library(package: str, only: set[str]) -> None:
    """What has to be replaced one day is used in one place."""
    users = {
        module(path)
        for path in PACKAGE
        if any(name.partition(".")[0] == package for name in imports(path))
    }

    assert users == only


NETWORKS = {"socket", "ssl", "http", "urllib.request", "ftplib", "requests", "httpx"}


def test_one_module_opens_connections() -> None:
    """It asks whether links are dead, when somebody wants to know."""
    users = {
        module(path)
        for path in PACKAGE
        for name in imports(path)
        if any(f"{name}.".startswith(f"{network}.") for network in NETWORKS)
    }

    assert users == {"editing.links"}


def test_neither_a_build_nor_a_check_needs_the_network() -> None:
    """The module that opens connections is used by one command, and for its answers."""
    users = {module(path) for path in PACKAGE if "alliance.editing.links" in imports(path)}

    assert users == {"commands.upkeep", "editing.outward"}
    assert {module(path) for path in PACKAGE if "alliance.editing.outward" in imports(path)} == {
        "commands.upkeep"
    }
    assert "alliance.editing.links" not in imports(ROOT / "hooks.py")
    assert not any(name.startswith("alliance.commands") for name in imports(ROOT / "hooks.py"))


def test_a_command_waits_for_no_other() -> None:
    """Each is imported when it is asked for, with what it needs; all of them can be had."""
    asked = "import sys; from alliance.__main__ import COMMANDS, main; import click"
    asked += "; find = lambda name: main.get_command(click.Context(main), name).name"
    asked += "; find('recipes'); print('alliance.commands.stage' in sys.modules)"
    asked += "; print(all(find(name) == name for name in COMMANDS))"
    ran = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert ran.stdout.split() == ["False", "True"]
