"""What an editor is told: each mistake is one line with file, place, finding and cure."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from alliance.__main__ import main
from alliance.i18n.catalogues import tool_words_of
from alliance.i18n.problems import report_problems
from alliance.site.reading import read_content
from tests.conftest import build, build_here
from tests.mistakes import HOME, MARKET, MISTAKES, PARTNER, VISIT, page
from tests.pixels import png
from tests.small import FILES, is_last_site, with_line, write_last_site

# A build takes seconds: one mistake of each part of the check, and all of the settings, which
# MkDocs reads first.
BUILT = (
    "colour that cannot be read",
    "misspelt field",
    "unknown slug",
    "tab",
    "Latin-1",
    "anchor bomb",
    "3,000 brackets",
    "slug that climbs",
    "file name with dots",
    "two pages, one address",
    "translation of a fact",
    "SVG with a script",
    "file that could run",
    "unknown view",
    "link that runs",
    "page without front matter",
    "no alliance",
    "no home page",
)
_SETTINGS = {name for name, (changes, _) in MISTAKES.items() if "mkdocs.yml" in changes}


def run_check(root: Path) -> tuple[int, list[str]]:
    """Return exit status and lines of `python -m alliance check`."""
    ran = CliRunner().invoke(main, ["check", "--root", str(root)])
    assert ran.exception is None or isinstance(ran.exception, SystemExit)
    return ran.exit_code, ran.stdout.splitlines()


def test_a_sound_alliance_has_no_problem(alliance: Callable[..., Path]) -> None:
    """Nothing on standard output, exit status 0."""
    assert run_check(alliance()) == (0, [])


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_where_it_is_and_how_to_mend_it(
    alliance: Callable[..., Path], name: str
) -> None:
    """One line a mistake, and exit status 1."""
    changes, expected = MISTAKES[name]
    status, lines = run_check(alliance(changes))

    assert status == 1
    assert any(line.startswith(expected) for line in lines), lines
    assert len(lines) == 1 or name == "anchor bomb", lines


def with_last_site(alliance: Callable[..., Path], name: str) -> Path:
    """Return the folder of an alliance with a mistake, whose site was built before it was made."""
    root = alliance(MISTAKES[name][0])
    write_last_site(root / "site")
    return root


def has_last_site_only(root: Path) -> bool:
    """Tell whether not a byte of the published site changed, and nothing is left beside it."""
    return is_last_site(root / "site") and not list(root.glob(".site-*"))


REFUSED = pytest.mark.parametrize("name", sorted({*BUILT, *_SETTINGS}))


@REFUSED
def test_a_build_refuses_the_mistake_and_leaves_the_last_site_alone(
    alliance: Callable[..., Path], name: str
) -> None:
    """The message of the check, and no traceback."""
    root = with_last_site(alliance, name)

    ran = build_here(root, root / "site")

    assert ran.exit_code == 1
    assert isinstance(ran.exception, SystemExit)
    assert MISTAKES[name][1] in ran.stderr
    assert has_last_site_only(root)


@REFUSED
@pytest.mark.slow
def test_mkdocs_refuses_the_mistake_and_leaves_the_last_site_alone(
    alliance: Callable[..., Path], name: str
) -> None:
    """The message of the check, and no traceback."""
    root = with_last_site(alliance, name)

    ran = build(root / "mkdocs.yml", root / "site")

    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert MISTAKES[name][1] in ran.stderr
    assert has_last_site_only(root)


def test_all_mistakes_of_all_files_are_told_at_once_and_in_order(
    alliance: Callable[..., Path],
) -> None:
    """Sorted by file, then by place."""
    changes = {
        **with_line(MARKET, "country: JP\nsince: first", "country: XX\nsince: nothing"),
        **with_line(VISIT, "mission", "misson"),
        **page("[[marktes]]\n\n[[figure x]] and [[figur x]]"),
    }

    _, lines = run_check(alliance(changes))

    places = [line.partition(": ")[0] for line in lines]
    assert places == [
        f"{VISIT}:1:7",
        f"{MARKET}:1:10",
        f"{HOME}:6:1",
        f"{HOME}:8:1",
        f"{HOME}:8:18",
    ]


def test_the_country_no_is_norway(alliance: Callable[..., Path]) -> None:
    """YAML 1.1 would read `NO` as false."""
    assert run_check(alliance(with_line(PARTNER, "FR", "NO"))) == (0, [])


def test_links_out_of_the_repository_are_not_followed(
    alliance: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Neither a file, nor a folder, nor a page, nor a picture."""
    secret = tmp_path_factory.mktemp("outside") / "secret.yml"
    secret.write_text(FILES[MARKET], encoding="utf-8")
    root = alliance()
    (root / "data/markets/secret.yml").symlink_to(secret)
    (root / "data/themes").symlink_to(secret.parent)
    (root / "docs/secret.md").symlink_to(secret)
    (root / "docs/images").symlink_to(secret.parent)

    status, lines = run_check(root)

    assert status == 1
    assert [line.partition(":")[0] for line in lines] == [
        "data/markets/secret.yml", "data/themes", "docs/images", "docs/secret.md",
    ]  # fmt: skip
    assert all("a symbolic link is not followed" in line for line in lines)


def test_what_is_no_file_is_refused_unopened(alliance: Callable[..., Path]) -> None:
    """A pipe would keep a build waiting for ever."""
    root = alliance({"docs/images/a.png": png(4, 2)})
    pipes = ["data/markets/pipe.yml", "docs/images/pipe.png", "docs/pipe.md"]
    for name in pipes:
        os.mkfifo(root / name)
    (root / "data/markets/folder.yml").mkdir()

    _, lines = run_check(root)

    assert [line.partition(":")[0] for line in lines] == ["data/markets/folder.yml", *pipes]


def test_on_github_problems_are_annotations(
    alliance: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They show beside the line in the pull request."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")

    _, (line,) = run_check(alliance(with_line(MARKET, "JP", "XX")))

    assert line.startswith(f'::error file={MARKET},line=1,col=10::market "japan": country: found')


def test_a_build_speaks_the_language_of_the_check(alliance: Callable[..., Path]) -> None:
    """The same lines, and the same sum."""
    root = alliance(with_line(MARKET, "JP", "XX"))
    _, problems = read_content(root)

    ran = build_here(root, root / "site", ALLIANCE_LANG="fr")

    assert report_problems(problems, tool_words_of("fr")) in ran.stderr


def test_markup_in_a_name_is_shown_as_text(alliance: Callable[..., Path]) -> None:
    """Neither HTML nor template syntax does anything, in any place of the page."""
    evil = "'Acme <script>window.x=1</script> {{ 7*7 }} {% raw %} \"><img src=x>'"
    root = alliance(with_line(PARTNER, "name: Acme", f"name: {evil}"))

    ran = build_here(root, root / "site")

    assert ran.exit_code == 0, ran.stderr
    html = (root / "site/partners/acme/index.html").read_text(encoding="utf-8")
    assert "<script>window" not in html
    assert "<img" not in html
    assert html.count("Acme &lt;script&gt;window.x=1&lt;/script&gt; {{ 7*7 }} {% raw %}") >= 2
