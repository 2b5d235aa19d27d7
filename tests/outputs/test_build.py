"""The two doors: `alliance build` and MkDocs give the same bytes, and MkDocs is an honest host."""

from __future__ import annotations

import filecmp
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import HARBOUR, HARBOUR_DAY, ROOT, SITE_URL, build
from tests.content.test_images import drawn, metadata
from tests.mistakes import page as home
from tests.small import MKDOCS, with_line

ALONE = """
import sys
MISSING = ("mkdocs", "mkdocs_static_i18n", "material", "properdocs")
class Without:
    def __init__(self, finder):
        self.finder = finder
    def __getattr__(self, name):
        return getattr(self.finder, name)
    def find_spec(self, name, *context):
        return None if name.partition(".")[0] in MISSING else self.finder.find_spec(name, *context)
sys.meta_path[:] = map(Without, sys.meta_path)
from alliance.__main__ import main
main()
"""
"""Runs `alliance` as where neither MkDocs, nor its plugin, nor a theme is installed."""


def build_alone(root: Path, site: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build a site as `alliance build` does where MkDocs is not installed."""
    return subprocess.run(
        [sys.executable, "-c", ALONE, "build", "--root", str(root)],
        env={**os.environ, "SITE_DIR": str(site), **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def differing(one: Path, other: Path) -> list[str]:
    """Return the files that only one of two folders has, or that differ in a byte."""
    names = [{p.relative_to(f) for p in f.rglob("*") if p.is_file()} for f in (one, other)]
    _, *others = filecmp.cmpfiles(one, other, map(str, names[0] & names[1]), shallow=False)
    return sorted([*map(str, names[0] ^ names[1]), *others[0], *others[1]])


def test_the_reference_site_needs_no_mkdocs(reference: Path, tmp_path: Path) -> None:
    """Without MkDocs, every file of the site is the same."""
    ran = build_alone(ROOT, tmp_path / "site", SITE_URL=SITE_URL)

    assert ran.returncode == 0, ran.stderr
    assert differing(reference, tmp_path / "site") == []


def test_the_second_site_needs_no_mkdocs(harbour: Path, tmp_path: Path) -> None:
    """The same of the second alliance, built without an address."""
    ran = build_alone(HARBOUR, tmp_path / "site", SITE_URL="", SOURCE_DATE_EPOCH=HARBOUR_DAY)

    assert ran.returncode == 0, ran.stderr
    assert differing(harbour, tmp_path / "site") == []


@pytest.mark.slow
def test_properdocs_builds_the_same_site(harbour: Path, tmp_path: Path) -> None:
    """The fork of MkDocs 1 takes the same settings and hooks."""
    environment = {"SITE_DIR": str(tmp_path / "site"), "SOURCE_DATE_EPOCH": HARBOUR_DAY}
    config = str(HARBOUR / "mkdocs.yml")
    ran = subprocess.run(
        [sys.executable, "-m", "properdocs", "build", "--quiet", "-f", config],
        env={**os.environ, "SITE_URL": "", "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    assert differing(harbour, tmp_path / "site") == []


HOOK = """
def on_page_markdown(markdown, *, page, config, files):
    config.extra.setdefault("seen", []).append((page.file.src_uri, page.title, sorted(page.meta)))
    return markdown.replace("Plain", "Changed *words*")

def on_page_content(html, *, page, config, files):
    assert "<h1" in page.content and page.title in ("Home", "About us", "À propos")
    return html.replace("</h1>", " (of a hook)</h1>")

def on_post_page(output, *, page, config):
    assert output.lstrip().startswith("<!doctype html>")
    return output.replace("<body", "<body data-hook")

def on_post_build(*, config):
    from pathlib import Path
    seen = "\\n".join(map(repr, sorted(config.extra["seen"])))
    Path(config.config_file_path).with_name("seen.txt").write_text(seen)
"""
ABOUT = "---\ntitle: About us\ndescription: Who we are.\n---\n\nPlain text.\n"
FRENCH = "---\ntranslation: human\ntitle: À propos\ndescription: Qui.\n---\n\nPlain texte.\n"


@pytest.fixture
def hosted(alliance: Callable[..., Path], tmp_path: Path) -> Path:
    """Return a small site whose settings name a hook of somebody else as well."""
    root = alliance(
        {
            "mkdocs.yml": MKDOCS.replace("hooks: [", "hooks: [their_hook.py, "),
            "their_hook.py": HOOK,
            "docs/about.md": ABOUT,
            "docs/about.fr.md": FRENCH,
        }
    )
    ran = build(root / "mkdocs.yml", root / "site")
    assert ran.returncode == 0, ran.stderr
    return root


def test_hooks_of_others_change_pages_written_by_hand(hosted: Path) -> None:
    """What they make of Markdown, HTML and the whole page is what visitors get."""
    for name, text in {"about": "text", "fr/about": "texte"}.items():
        html = (hosted / "site" / name / "index.html").read_text(encoding="utf-8")

        assert f"<p>Changed <em>words</em> {text}.</p>" in html
        assert " (of a hook)</h1>" in html
        assert "<body data-hook" in html


def test_pages_written_by_hand_are_pages_of_mkdocs(hosted: Path) -> None:
    """File, title and front matter are there for others, in each language and for fallbacks."""
    keys = ["description", "title"]
    french = [*keys, "translation"]

    assert (hosted / "seen.txt").read_text(encoding="utf-8").splitlines() == [
        str(("about.fr.md", "À propos", french)),
        str(("about.md", "About us", keys)),
        str(("index.md", "Home", keys)),
        str(("index.md", "Home", keys)),
    ]


def test_pages_of_records_are_not_pages_of_mkdocs(hosted: Path) -> None:
    """The builder writes them; no hook of another sees them."""
    html = (hosted / "site" / "markets" / "japan" / "index.html").read_text(encoding="utf-8")

    assert "A market." in html
    assert "data-hook" not in html


def test_both_doors_show_the_copyright_and_link_stylesheets(
    alliance: Callable[..., Path], tmp_path: Path
) -> None:
    """On every page, written by hand or not, after our stylesheet; the text is only text."""
    root = alliance(
        {
            "mkdocs.yml": f"{MKDOCS}copyright: © us & co <\nextra_css: [styles/extra.css]\n",
            "docs/styles/extra.css": "p { color: red }\n",
            "docs/about.md": ABOUT,
        }
    )
    for ran in (build(root / "mkdocs.yml", root / "site"), build_alone(root, tmp_path / "alone")):
        assert ran.returncode == 0, ran.stderr

    assert differing(root / "site", tmp_path / "alone") == []
    assert (root / "site/styles/extra.css").read_text(encoding="utf-8") == "p { color: red }\n"
    for page, line in {
        "about": "© us &amp; co &lt;</p>",
        "markets/japan": "© us &amp; co &lt;</p>",
        "fr/about": '<span lang="en" dir="ltr">© us &amp; co &lt;</span></p>',
    }.items():
        html = (root / "site" / page / "index.html").read_text(encoding="utf-8")
        up = "../" * (page.count("/") + 1)
        assert line in html
        assert (
            f'<link rel="stylesheet" href="{up}assets/stylesheets/alliance.css">\n'
            f'<link rel="stylesheet" href="{up}styles/extra.css">'
        ) in html


def test_a_problem_stops_both_doors_alike(alliance: Callable[..., Path]) -> None:
    """The same words, no traceback, and no site."""
    root = alliance({"data/markets/japan.yml": "country: XX\nsince: first\nsummary: A market.\n"})
    problem = 'data/markets/japan.yml:1:10: market "japan": country'
    for ran in (build(root / "mkdocs.yml", root / "site"), build_alone(root, root / "site")):
        assert ran.returncode == 1
        assert problem in ran.stderr
        assert "Traceback" not in ran.stderr
        assert not (root / "site").exists()
        assert list(root.glob(".site-*")) == []


@pytest.mark.slow
def test_the_theme_can_be_left_out(alliance: Callable[..., Path], tmp_path: Path) -> None:
    """With `name: null` in place of Material, or without `theme`, MkDocs makes the same site."""
    null, without = MKDOCS.replace("name: material", "name: null"), re.sub("theme:.*", "", MKDOCS)
    sites = []
    for number, text in enumerate((MKDOCS, null, without)):
        root = alliance({"mkdocs.yml": text})
        sites.append(tmp_path / str(number))
        ran = build(root / "mkdocs.yml", sites[-1])
        assert ran.returncode == 0, ran.stderr

    assert differing(*sites[:2]) == []
    assert differing(*sites[1:]) == []


def test_a_site_without_static_i18n_is_told_what_to_do(alliance: Callable[..., Path]) -> None:
    """Place and fix from both doors, and no traceback."""
    kept = [
        line
        for line in MKDOCS.splitlines()
        if not line.startswith(("plugins", "  - i18n", "      "))
    ]
    root = alliance({"mkdocs.yml": "\n".join(kept)})
    for ran in (build(root / "mkdocs.yml", root / "site"), build_alone(root, root / "site")):
        assert ran.returncode == 1
        assert "mkdocs.yml:1:1: the i18n plugin needs a list of languages" in ran.stderr
        assert "Traceback" not in ran.stderr


def test_both_doors_publish_pictures_as_they_were_checked(
    alliance: Callable[..., Path], tmp_path: Path
) -> None:
    """Upright and without metadata, also what MkDocs has copied by itself."""
    logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><!-- Canary --></svg>'
    root = alliance(
        {
            **with_line(
                "data/alliance.yml", "tagline", "logo: {file: images/x.svg, alt: X}\ntagline"
            ),
            **home("![A photo](images/x.jpg) [A leaflet](images/x.pdf)"),
            "docs/images/x.jpg": drawn("jpeg", (32, 16), exif=metadata(6)),
            "docs/images/x.svg": logo,
            "docs/images/x.pdf": b"%PDF-1.7\n",
            "docs/images/.x.jpg": drawn("jpeg"),
        }
    )
    ran = build(root / "mkdocs.yml", tmp_path / "theirs")
    ours = build_alone(root, tmp_path / "ours")

    assert (ran.returncode, ours.returncode) == (0, 0), ran.stderr + ours.stderr
    assert differing(tmp_path / "theirs", tmp_path / "ours") == []
    images = {path.name: path.read_bytes() for path in (tmp_path / "ours/images").iterdir()}
    assert images.keys() == {"x.jpg", "x.svg", "x.pdf"}
    assert not any(b"Canary" in data for data in images.values())
    html = (tmp_path / "ours/index.html").read_text(encoding="utf-8")
    photo = re.search('<img [^>]*src="images/x.jpg"[^>]*>', html)
    assert photo is not None
    assert 'width="16"' in photo[0]
    assert 'height="32"' in photo[0]
    assert '<img src="images/x.svg" width="300" height="100"' in html
