"""Leaving MkDocs stays cheap: the package alone writes pages that another engine builds."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import lxml.html
import pytest

from tests.conftest import HARBOUR, HARBOUR_DAY, ROOT
from tests.html import classed

CONFIG = """\
site_name: Staged
docs_dir: docs
use_directory_urls: true
theme: {name: null, custom_dir: theme}
plugins: []
"""
THEME = "<!doctype html><title>{{ page.title }}</title><body>{{ page.content }}</body>"


@pytest.mark.slow
def test_another_engine_builds_the_staged_pages(tmp_path: Path, harbour: Path) -> None:
    """With the same addresses, the same text in the same language, and links that hold."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": HARBOUR_DAY}
    stage = [
        sys.executable,
        "-m",
        "alliance",
        "stage",
        "--root",
        str(HARBOUR),
        str(tmp_path / "docs"),
    ]
    subprocess.run(stage, env=environment, cwd=ROOT, check=True, capture_output=True)
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "main.html").write_text(THEME, encoding="utf-8")

    engine = [sys.executable, "-m", "properdocs", "build", "--quiet", "-f", "mkdocs.yml"]
    subprocess.run(engine, cwd=tmp_path, check=True, capture_output=True)

    names = {path.relative_to(harbour).as_posix() for path in harbour.rglob("index.html")}
    for name in names:
        theirs = lxml.html.fromstring((tmp_path / "site" / name).read_bytes().decode())
        ours = lxml.html.fromstring((harbour / name).read_bytes().decode())
        assert squeeze(ours.find("body/main/article")) in squeeze(theirs.find("body")), name
    page = lxml.html.fromstring((tmp_path / "site/ar/markets/index.html").read_bytes().decode())
    hrefs = [a.get("href") for title in classed(page, "al-card__title") for a in title.iter("a")]
    (href,) = [href for href in hrefs if "oman" in href]
    assert (tmp_path / "site/ar/markets" / href / "index.html").is_file()


def squeeze(element: lxml.html.HtmlElement) -> str:
    """Return the text of an element without its white space."""
    return re.sub(r"\s+", "", element.text_content())
