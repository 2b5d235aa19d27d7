"""Languages are built side by side: the same bytes, and one failure fails the whole."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from alliance.outputs.workers import processors, share
from tests.conftest import HARBOUR, HARBOUR_DAY, build, slow
from tests.small import FILES, ROOT, is_last_site, write_last_site

BROKEN = """\
def on_post_page(output, page, config):
    if page.language == {language!r}:
        raise RuntimeError("broken on purpose")
"""


@pytest.mark.parametrize(
    ("items", "workers", "shares"),
    [
        ("abcde", 2, ["ace", "bd"]),
        ("abcde", 1, ["abcde"]),
        ("ab", 8, ["a", "b"]),
        ("", 2, []),
    ],
)
def test_every_item_is_dealt_to_one_worker(items: str, workers: int, shares: list[str]) -> None:
    """As evenly as they go."""
    assert share(items, workers) == [list(part) for part in shares]


@pytest.mark.skipif(processors() == 1, reason="one processor builds alone anyway")
def test_one_process_makes_the_same_bytes_as_many(harbour: Path, tmp_path: Path) -> None:
    """What a language shows does not depend on what was built before it."""
    alone = "import os, runpy, sys; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))});"
    alone += "runpy.run_module('mkdocs', run_name='__main__')"
    subprocess.run(
        [sys.executable, "-c", alone, "build", "--quiet", "-f", str(HARBOUR / "mkdocs.yml")],
        env={
            **os.environ,
            "SITE_DIR": str(tmp_path / "site"),
            "SITE_URL": "",
            "SOURCE_DATE_EPOCH": HARBOUR_DAY,
        },
        check=True,
        capture_output=True,
    )

    compared = subprocess.run(
        ["diff", "-r", str(harbour), str(tmp_path / "site")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert compared.stdout == ""


BROKEN_RECORD = """\
from alliance.site.site import Site
html = Site.html
def broken(self, page, language, markdown=None):
    if page.path == "markets/japan" and language == {language!r}:
        raise RuntimeError("broken on purpose")
    return html(self, page, language, markdown)
Site.html = broken
"""


@pytest.mark.parametrize("broken", [BROKEN, BROKEN_RECORD])
@pytest.mark.parametrize("language", ["fr", slow("en"), slow("de"), slow("es")])
def test_a_failure_in_any_language_keeps_the_last_site(
    alliance: Callable[..., Path], language: str, broken: str
) -> None:
    """Whichever process it happens in."""
    config = FILES["mkdocs.yml"].replace(
        "        - {locale: fr, name: Français}\n",
        "".join(f"        - {{locale: {code}, name: {code}}}\n" for code in ("fr", "de", "es")),
    )
    config = config.replace(f"[{ROOT / 'hooks.py'}]", f"[{ROOT / 'hooks.py'}, broken.py]")
    root = alliance({"mkdocs.yml": config, "broken.py": broken.format(language=language)})
    site = root / "site"
    write_last_site(site)

    ran = build(root / "mkdocs.yml", site)

    assert ran.returncode == 1
    assert "broken on purpose" in ran.stderr
    assert is_last_site(site)
    assert not list(root.glob(".site-*"))
