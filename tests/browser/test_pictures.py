"""Pictures opened directly in Chromium, as on a host that sends no headers of the site."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import chain, product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from alliance.content.pictures.published import Published
from alliance.content.pictures.raster import read_raster
from alliance.content.pictures.svg import read_svg
from tests.conftest import serve, slow
from tests.content.test_drawings import KEPT, svg
from tests.content.test_images import KINDS, drawn, metadata
from tests.drawings import PROGRAMS

RAN = "document.documentElement.setAttribute('data-ran', '1')"
# What is left out may be hostile; what is kept may look so.
HOSTILE = {
    "script in another namespace": f"<x:a><script>{RAN}</script></x:a>",
    "script in metadata": f"<metadata><h:script>{RAN}</h:script></metadata>",
    "script in a title": f"<title>&lt;script>{RAN}&lt;/script></title>",
    "script in a comment": f"<!--><script>{RAN}</script>-->",
    "script in CDATA": f"<text><![CDATA[<script>{RAN}</script>]]></text>",
    "script in references": f"<text>&lt;script>{RAN}&lt;/script></text>",
    "style that ends": f"<style>/*&lt;/style>&lt;script>{RAN}&lt;/script>*/</style>",
    "handler in another namespace": f'<g x:onload="{RAN}" ev:event="load"/>',
    "base": '<g xml:base="https://base.example/"><use href="#a"/></g>',
    "link that shows itself": '<use xlink:href="#a" xlink:show="embed" xlink:actuate="onLoad"/>',
    "namespace of HTML by an attribute": f'<g xmlns:on="urn:x" on:load="{RAN}"/>',
    "font of the machine": "<style>@font-face{font-family:a;src:local('a')}</style><text>a</text>",
    "fragment that looks like an address": '<use href="#//a.example/a.svg"/>',
    "tab before a fragment": '<use href="&#9;#a"/><rect fill="url( &#10;#a)"/>',
    "picture": '<image href="data:image/png;base64,'
    + PROGRAMS["Inkscape"].partition("base64,")[2].partition('"')[0]
    + '"/>',
}


RAW = {
    "script": f"<script>{RAN}</script>",
    "script of HTML": f"<h:script>{RAN}</h:script>",
    "event": f'<set attributeName="x" onbegin="{RAN}"/>',
    "picture": '<image href="beside.png" width="9" height="9"/>',
    "HTML": '<h:img src="beside.png"/>',
    "style": "<style>@import 'beside.css';</style>",
}
"""What a browser runs or loads, to see that it would be noticed."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a window without any policy."""
    page = browser.new_page(viewport={"width": 400, "height": 300})
    yield page
    page.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with drawings, as they are published and as they are not."""
    drawings = {**{name: inner for name, (inner, _) in KEPT.items()}, **HOSTILE}
    texts = {**{name: svg(inner) for name, inner in drawings.items()}, **PROGRAMS}
    for number, text in enumerate(texts.values()):
        found = read_svg(text, "x.svg")
        assert isinstance(found, Published), text
        (tmp_path / f"published{number}.svg").write_bytes(found.data)
    for number, inner in enumerate(RAW.values()):
        (tmp_path / f"raw{number}.svg").write_text(svg(inner), encoding="utf-8")
    (tmp_path / "404.html").write_text("none", encoding="utf-8")
    return tmp_path


def noted(page: Page, url: str) -> dict[str, list[str]]:
    """Open a page of frames; return what each asked for beside itself, or that a script ran."""
    asked: list[tuple[str, str]] = []
    page.on("request", lambda sent: asked.append((sent.frame.url, sent.url)))
    page.goto(url, wait_until="networkidle")
    found: dict[str, list[str]] = {}
    for frame in page.frames[1:]:
        inside = [to for where, to in asked if where == frame.url != to and to[:5] != "data:"]
        ran = frame.evaluate("document.querySelector('[data-ran]') !== null")
        found[frame.url.rpartition("/")[2]] = inside + ["a script ran"] * ran
    return found


def test_no_published_drawing_runs_or_asks_for_anything(browser: Browser, folder: Path) -> None:
    """From a disk and from a server, without a Content Security Policy."""
    drawings = sorted(path.name for path in folder.glob("*.svg"))
    frames = "".join(f'<iframe src="{name}"></iframe>' for name in drawings)
    (folder / "all.html").write_text(f"<!doctype html>{frames}", encoding="utf-8")

    for url in chain(serve(folder), [f"{folder.as_uri()}/"]):
        with closing(browser.new_page()) as page:
            found = noted(page, f"{url}all.html")
        assert sorted(found) == drawings
        quiet = [name for name in drawings if not found[name]]
        assert quiet == [name for name in drawings if name.startswith("published")], found


@pytest.mark.parametrize("program", ["Inkscape", "Illustrator", *map(slow, [*PROGRAMS][2:])])
def test_a_published_drawing_looks_as_before(page: Page, tmp_path: Path, program: str) -> None:
    """Every pixel, as the drawing programs write it and as it is published."""
    found = read_svg(PROGRAMS[program], "x.svg")
    assert isinstance(found, Published)
    (tmp_path / "before.svg").write_text(PROGRAMS[program], encoding="utf-8")
    (tmp_path / "after.svg").write_bytes(found.data)
    (tmp_path / "none.svg").write_text(svg(""), encoding="utf-8")

    def seen(name: str) -> bytes:
        page.goto((tmp_path / name).as_uri())
        return page.screenshot()

    assert seen("after.svg") == seen("before.svg") != seen("none.svg")


def test_browsers_show_every_kind_of_picture_as_it_is_measured(page: Page, tmp_path: Path) -> None:
    """Upright, whichever side of the phone was up."""
    sizes = {}
    for number, (kind, orientation) in enumerate(product(KINDS, (1, 3, 6))):
        ending = KINDS[kind][0]
        found = read_raster(drawn(kind, (32, 16), exif=metadata(orientation)), ending)
        (tmp_path / f"{number}{ending}").write_bytes(found.data)
        sizes[f"{number}{ending}"] = list(found.size or ())
    images = "".join(f'<img src="{name}" alt="{name}">' for name in sizes)
    (tmp_path / "all.html").write_text(images, encoding="utf-8")

    page.goto((tmp_path / "all.html").as_uri())

    sides = "[i.alt, [i.naturalWidth, i.naturalHeight]]"
    shown = page.evaluate(f"Object.fromEntries([...document.images].map(i => {sides}))")
    assert shown == sizes
