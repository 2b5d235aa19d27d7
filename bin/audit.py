"""Tests the site with axe-core in Chromium and writes what it found to data/audits/axe.yml.

Every written page and one record of each kind, in every language: in the source language on a phone
and on a large screen, light and dark; in the others in two of the four, in turn. The result is what
the accessibility statement names, so commit it as it is.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import axe_playwright_python
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from alliance.atomic import replace_file
from alliance.content.content import ARTICLES, Content
from alliance.content.options import build_day
from alliance.content.urls import address
from alliance.editing.schemas import modeline
from alliance.model.records import Audit
from alliance.outputs.ending import calm_ending
from alliance.site.pages import pages_of
from alliance.site.reading import read_content
from bin.built import ROOT, built_site, chromium
from bin.recipes import prepared_copy

RESULT = ROOT / "data" / "audits" / "axe.yml"
RULES = "WCAG 2.2 A, AA"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Width in pixels and appearance. Two that follow each other differ in both.
VIEWS: tuple[tuple[int, Literal["light", "dark"]], ...] = (
    (390, "light"),
    (1280, "dark"),
    (390, "dark"),
    (1280, "light"),
)


def plan(content: Content) -> dict[str, list[int]]:
    """Return the pages to test, and the views to test each in."""
    paths: list[str] = []
    kinds = set()
    for page in pages_of(content):
        kind = page.key[0]
        if kind == ARTICLES or kind not in kinds:
            paths.append(page.path)
            kinds.add(kind)
    codes = content.settings.codes
    found: dict[str, list[int]] = {}
    for number, code in enumerate(codes):
        views = [0, 1, 2, 3] if number == 0 else [2 * number % 4, 2 * number % 4 + 1]
        places = [*(address(path, code, codes[0]) for path in paths)]
        found |= dict.fromkeys([*places, f"{address('', code, codes[0])}404.html"], views)
    return found


def faults(browser: Browser, base: str, views: dict[str, list[int]]) -> Iterator[str]:
    """Yield a line for each fault; `base` is the address of the site."""
    axe = Axe()
    options = {"runOnly": {"type": "tag", "values": TAGS}}
    for number, (width, scheme) in enumerate(VIEWS):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
        )
        page = context.new_page()
        for path in (path for path, numbers in views.items() if number in numbers):
            page.goto(base + path)
            for fault in axe.run(page, options=options).response["violations"]:
                places = ", ".join(str(node["target"]) for node in fault["nodes"][:3])
                yield f"{path} ({width} px, {scheme}): {fault['id']}: {places}"
        context.close()


def main() -> int:
    """Build, test and write the result; the exit status is 1 if there is a fault."""
    content, problems = read_content(ROOT)
    # An old result is no reason not to make a new one.
    problems = [problem for problem in problems if not problem.path.startswith("data/audits/")]
    if content is None or problems:
        print(*problems, sep="\n", file=sys.stderr)
        return 1
    planned = plan(content)
    with _without_result() as root, chromium() as browser, built_site(root, **_day()) as base:
        found = list(faults(browser, base, planned))
    print("".join(f"{fault}\n" for fault in found), end="")
    views = sum(map(len, planned.values()))
    RESULT.parent.mkdir(exist_ok=True)
    text = (
        f"{modeline(Audit.kind)}\n"
        "# Written by make audit: do not change it by hand.\n"
        f"tool: axe-core {axe_version()}\n"
        f"rules: {RULES}\n"
        f"date: {dt.datetime.now(dt.UTC).date()}\n"
        f"pages: {len(planned)}\nviews: {views}\nviolations: {len(found)}\n"
    )
    replace_file(RESULT, text.encode())
    print(f"{views} views of {len(planned)} pages tested, {len(found)} faults.")
    return 1 if found else 0


@contextmanager
def _without_result() -> Iterator[Path]:
    """Yield a copy of the content without an old result, which might keep it from being built."""
    with tempfile.TemporaryDirectory() as folder:
        copy = prepared_copy(Path(folder))
        (copy / RESULT.relative_to(ROOT)).unlink(missing_ok=True)
        yield copy


def _day() -> dict[str, str]:
    """Return the setting that gives the copy the day of the content."""
    day = dt.datetime.combine(build_day(ROOT), dt.time(), dt.UTC)
    return {"SOURCE_DATE_EPOCH": str(int(day.timestamp()))}


def axe_version() -> str:
    """Return the version of axe-core, as its own file says it."""
    script = Path(axe_playwright_python.__file__).with_name("axe.min.js")
    return script.read_text(encoding="utf-8").partition("axe v")[2].split()[0]


if __name__ == "__main__":
    with calm_ending():
        sys.exit(main())
