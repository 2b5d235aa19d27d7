"""The layout is the architecture: who may import whom."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = sorted(p for p in (ROOT / "alliance").rglob("*.py") if p.name != "__init__.py")

LATER = re.compile(r"alliance(\.\w+)+:\w+")
PACKAGES = ("alliance", "alliance.cli", "alliance.review")


def module(path: Path) -> str:
    """Return the name of a module within the package: `check`, `cli.check`."""
    return ".".join(path.relative_to(ROOT / "alliance").with_suffix("").parts)


@cache
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


@pytest.mark.parametrize(
    ("package", "only"),
    [
        ("mkdocs", set()),
        ("yaml", {"content.yaml.reader"}),
        ("ruamel", {"editing.translations.rewrite"}),
        ("pyromark", {"content.markdown_events"}),
        ("nh3", {"content.markdown_html"}),
        ("icalendar", {"outputs.calendars"}),
        ("jinja2", {"views.templates"}),
        ("PIL", {"content.pictures.raster", "graphics.social"}),
        ("coloraide", {"graphics.colours"}),
        ("tinycss2", {"content.pictures.css"}),
        ("segno", {"graphics.svg"}),
        ("subprocess", {"git_command", "outputs.search_index", "review.links"}),
        ("pagefind", {"outputs.search_index"}),
        (
            "click",
            {"__main__", *(name for name in map(module, PACKAGE) if name.startswith("cli."))}
            - {"cli.hints"},
        ),
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

    assert users == {"review.links"}


def test_neither_a_build_nor_a_check_needs_the_network() -> None:
    """The module that opens connections is used by one command, and for its answers."""
    users = {module(path) for path in PACKAGE if "alliance.review.links" in imports(path)}

    assert users == {"cli.upkeep", "review.upkeep"}
    assert {module(path) for path in PACKAGE if "alliance.review.upkeep" in imports(path)} == {
        "cli.upkeep"
    }
    assert "alliance.review.links" not in imports(ROOT / "hooks.py")
    assert not any(name.startswith("alliance.cli") for name in imports(ROOT / "hooks.py"))


def test_a_command_waits_for_no_other() -> None:
    """Each is imported when it is asked for, with what it needs; all of them can be had."""
    asked = "import sys; from alliance.__main__ import COMMANDS, main; import click"
    asked += "; find = lambda name: main.get_command(click.Context(main), name).name"
    asked += "; find('recipes'); print('alliance.cli.stage' in sys.modules)"
    asked += "; print(all(find(name) == name for name in COMMANDS))"
    ran = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert ran.stdout.split() == ["False", "True"]
