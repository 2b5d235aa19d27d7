"""Takes the pictures in handbook/images/: views of the site, and what recipes lead to."""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, ViewportSize

from alliance.atomic import replace_file
from alliance.outputs.ending import calm_ending
from bin import recipes
from bin.built import ROOT, built_site, chromium

FOLDER = ROOT / "handbook" / "images"
LANGUAGES = ("en", "ja")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# The page and, where only a part of it is shown, that part.
VIEWS = {
    "home": ("", ""),
    "market": ("markets/japan/", ""),
    "timeline": ("about/", ".al-timeline"),
    "map": ("", ".al-map"),
}
SIZE = (1280, 900)
SHORT: ViewportSize = {"width": 1000, "height": 700}
# The day that the site is built for, 25 November 2026: with that of the last commit, every commit
# would change pictures.
DAY = "1795564800"
# The example address of a repository: with it, pages say how to change them.
REPOSITORY = "https://github.com/example/alliance"


def shots(browser: Browser, base: str, scheme: Literal["light", "dark"]) -> None:
    """Take every picture in one look."""
    for language in LANGUAGES:
        with browser.new_page(
            viewport={"width": SIZE[0], "height": SIZE[1]},
            color_scheme=scheme,
            reduced_motion="reduce",
            locale=language,  # whoever reads in the language of the page is offered no other one
        ) as page:
            for name, (path, part) in VIEWS.items():
                prefix = "" if language == LANGUAGES[0] else f"{language}/"
                page.goto(f"{base}{prefix}{path}")
                save(taken(page, part), FOLDER / f"{name}-{language}-{scheme}.webp")


def recipe_shots(browser: Browser) -> None:
    """Take what a new activity looks like, in each language that the recipes are written in."""
    with tempfile.TemporaryDirectory() as name:
        folder = recipes.prepared_copy(Path(name))
        alliance = folder / "data" / "alliance.yml"
        text = alliance.read_text(encoding="utf-8")
        alliance.write_text(f"{text}repository: {REPOSITORY}\n", encoding="utf-8")
        recipes.RecipeRunner(folder, "en").carry_out(recipes.steps("add-an-activity", "en")[:1])
        with built_site(folder) as base:
            for language in recipes.LANGUAGES:
                prefix = "" if language == LANGUAGES[0] else f"{language}/"
                with browser.new_page(viewport=SHORT, locale=language) as page:
                    page.goto(f"{base}{prefix}activities/example-open-day/")
                    picture = page.screenshot(full_page=True)
                save(picture, FOLDER / f"activity-{language}.webp")


def taken(page: Page, part: str) -> bytes:
    """Return the picture of a page, or of a part of it, as PNG."""
    shown: Page | Locator = page.locator(part).first if part else page
    return shown.screenshot()


def save(picture: bytes, path: Path) -> None:
    """Write a picture in a format that is small."""
    made = io.BytesIO()
    Image.open(io.BytesIO(picture)).save(made, "WEBP", quality=82, method=6)
    replace_file(path, made.getvalue())


def main() -> None:
    """Build the site and take the pictures."""
    FOLDER.mkdir(exist_ok=True)
    os.environ["SOURCE_DATE_EPOCH"] = DAY
    with built_site() as base, chromium() as browser:
        for scheme in SCHEMES:
            shots(browser, base, scheme)
        recipe_shots(browser)


if __name__ == "__main__":
    with calm_ending():
        main()
