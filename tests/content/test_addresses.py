"""Addresses: the same slugs in all languages, and links that hold at any path."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.content.urls import address, path_of, relative, resolve_link


@pytest.mark.parametrize(
    ("path", "language", "expected"),
    [
        ("", "en", ""),
        ("", "fr", "fr/"),
        ("markets", "en", "markets/"),
        ("markets/japan", "pt-BR", "pt-BR/markets/japan/"),
        ("404.html", "fr", "fr/404.html"),
        ("404.html", "en", "404.html"),
    ],
)
def test_the_source_language_stands_at_the_root(path: str, language: str, expected: str) -> None:
    """Every other one in a folder of its own."""
    assert address(path, language, "en") == expected


@pytest.mark.parametrize(
    ("start", "target", "expected"),
    [
        ("", "", "./"),
        ("", "markets/", "markets/"),
        ("markets/", "", "../"),
        ("markets/", "markets/", "./"),
        ("markets/japan/", "activities/x/", "../../activities/x/"),
        ("markets/japan/", "fr/markets/japan/", "../../fr/markets/japan/"),
        ("fr/", "assets/a.css", "../assets/a.css"),
        ("", "sitemap.xml", "sitemap.xml"),
    ],
)
def test_links_are_relative(start: str, target: str, expected: str) -> None:
    """From one address to another."""
    assert relative(start, target) == expected


FOLDERS = st.lists(st.sampled_from(["a", "b", "fr", "markets"]), max_size=4).map(
    lambda parts: "".join(f"{part}/" for part in parts)
)


@given(FOLDERS, FOLDERS, st.sampled_from(["", "x.css"]))
def test_a_browser_follows_every_link_to_its_target(start: str, target: str, name: str) -> None:
    """As RFC 3986 resolves it, below whatever path the site is published."""
    base = "https://host.example/any/path/"

    assert urljoin(base + start, relative(start, target + name)) == base + target + name


@pytest.mark.parametrize(
    ("key", "target", "expected"),
    [
        (("pages", ""), "about.md", "about.md"),
        (("pages", "about"), "markets/japan.md", "markets/japan.md"),
        (("pages", "markets"), "japan.md", "markets/japan.md"),
        (("markets", "japan"), "usa.md", "markets/usa.md"),
        (("markets", "japan"), "../images/x.png", "images/x.png"),
        (("alliance", "alliance"), "about.md", "about.md"),
        (("pages", "about"), "../secret.md", None),
        (("pages", "about"), "/etc/passwd", None),
    ],
)
def test_a_link_names_a_file_beside_its_own(
    key: tuple[str, str], target: str, expected: str | None
) -> None:
    """As it lies in docs/; never one outside."""
    assert resolve_link(key, target) == expected


@pytest.mark.parametrize(
    ("file", "path"),
    [("index.md", ""), ("about.md", "about"), ("markets/index.md", "markets"), ("a/b.md", "a/b")],
)
def test_a_file_makes_the_page_of_its_name(file: str, path: str) -> None:
    """An index makes that of its folder."""
    assert path_of(file) == path
