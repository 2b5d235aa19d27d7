"""A build replaces the published site whole, or leaves it as it was."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from alliance.outputs.publish import open_staging, recover
from alliance.outputs.site_folder import IncompleteError, SiteFolder
from tests import small
from tests.conftest import build, build_here
from tests.small import MKDOCS, with_line


def never() -> None:
    """Stand for the words of a build that has to wait, where none has to."""
    raise AssertionError("nobody else builds here")


def test_a_new_site_takes_the_place_of_the_last_one(tmp_path: Path) -> None:
    """Nothing of the old one stays, and nothing else is left."""
    site = tmp_path / "site"
    for name in ("old.html", "new.html"):
        staging = open_staging(site, never)
        (staging.folder / name).touch()
        staging.publish()

    assert [path.name for path in tmp_path.rglob("*")] == ["site", "new.html"]


def test_there_is_no_moment_without_a_site(tmp_path: Path) -> None:
    """Whoever looks all the time always finds a page, whichever site it is of."""
    site = tmp_path / "site"
    looks, is_over = [], threading.Event()

    def look() -> None:
        while not is_over.is_set():
            looks.append((site / "index.html").exists())

    with ThreadPoolExecutor(1) as beside:
        for number in range(100):
            staging = open_staging(site, never)
            (staging.folder / "index.html").touch()
            staging.publish()
            if not number:
                looking = beside.submit(look)
        is_over.set()
        looking.result()

    assert looks
    assert all(looks)


@pytest.mark.parametrize("by", ["a build", "a reader"])
def test_an_interrupted_swap_is_put_right_by_the_next_command(tmp_path: Path, by: str) -> None:
    """The last good site had been moved aside; it comes back, and what was unfinished goes."""
    site, old = tmp_path / "site", tmp_path / ".site-site.abc.old"
    old.mkdir()
    (old / "index.html").touch()
    (tmp_path / ".site-site.abc").mkdir()
    (tmp_path / ".site-site.zip").touch()
    (tmp_path / ".site-site.lock").touch()

    if by == "a build":
        staging = open_staging(site, never)
        assert {path.name for path in tmp_path.iterdir()} == {
            "site", staging.folder.name, ".site-site.lock"
        }  # fmt: skip
        staging.discard()
    else:
        recover(site)

    assert (site / "index.html").exists()
    assert {path.name for path in tmp_path.iterdir()} == {"site"}


def test_other_folders_beside_the_site_are_left_alone(tmp_path: Path) -> None:
    """Two sites in one folder do not clear each other away, however alike their names."""
    names = ("other", "site-2", "site.old", "site.x", "site.zip", "site.lock", "[s]ite")
    others = [open_staging(tmp_path / name, never) for name in names]

    open_staging(tmp_path / "site", never).discard()

    assert all(other.folder.exists() for other in others)
    assert all(other.lock.path.exists() for other in others)
    for other in others:
        other.discard()
    assert not any(tmp_path.iterdir())


WAITS = "Another build is writing {}. This one waits for it.\n"
DOORS = {
    "mkdocs": ("-m", "mkdocs", "build", "--quiet", "-f", "{root}/mkdocs.yml"),
    "alliance": ("-m", "alliance", "build", "--root", "{root}"),
}


def started(door: str, root: Path, **environment: str) -> subprocess.Popen[str]:
    """Start a build by one of the two doors."""
    return subprocess.Popen(
        [sys.executable, *(part.format(root=root) for part in DOORS[door])],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("door", DOORS)
def test_a_second_build_waits_for_the_first(alliance: Callable[..., Path], door: str) -> None:
    """It says so, leaves alone what the first one has, and goes on when that has ended."""
    root = alliance()
    first = open_staging(root / "site", never)
    (first.folder / "index.html").touch()

    second = started(door, root)
    assert second.stderr is not None
    assert second.stderr.readline() == WAITS.format(root / "site")
    assert (first.folder / "index.html").exists()
    first.discard()

    _, said = second.communicate(timeout=120)
    assert second.returncode == 0, said
    assert (root / "site/markets/japan/index.html").is_file()
    assert not list(root.glob(".site-*"))


@pytest.mark.slow
def test_builds_at_the_same_time_all_give_the_whole_site(
    alliance: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """By both doors and from two checkouts into one folder: the last one is published whole."""
    root, site = alliance(), tmp_path_factory.mktemp("out") / "site"
    other = small.write(tmp_path_factory.mktemp("other"))

    builds = [
        started(door, folder, SITE_DIR=str(site)) for folder in (root, other) for door in DOORS
    ]

    for each in builds:
        _, said = each.communicate(timeout=120)
        assert each.returncode == 0, said
    told = json.loads((site / "build.json").read_text())
    assert {*told["files"], "build.json"} == names_in(site)
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def names_in(folder: Path) -> set[str]:
    """Return the files below a folder."""
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def test_a_folder_knows_what_it_has_lost(tmp_path: Path) -> None:
    """Whatever was written and is gone or cut, by whichever process; nothing else."""
    folder = SiteFolder(tmp_path)
    for name in ("a.html", "b/c.html", "cut.html", "sound.html"):
        folder.write(name, b"all of it")
    (tmp_path / "a.html").unlink()
    shutil.rmtree(tmp_path / "b")
    (tmp_path / "cut.html").write_bytes(b"")
    (tmp_path / "of-others.css").touch()

    with pytest.raises(IncompleteError) as raised:
        folder.digests()

    assert raised.value.names == ["a.html", "b/c.html", "cut.html"]


LOSING = """\
from pathlib import Path
def on_post_build(config):
    Path(config.site_dir, {name!r}).unlink(missing_ok=True)
"""


@pytest.mark.parametrize("name", ["index.html", "extra.css"])
def test_a_build_that_loses_a_file_publishes_nothing(
    alliance: Callable[..., Path], name: str
) -> None:
    """What MkDocs has written or copied counts as well."""
    root = alliance(
        {
            "mkdocs.yml": MKDOCS.replace("hooks: [", "extra_css: [extra.css]\nhooks: [losing.py, "),
            "losing.py": LOSING.format(name=name),
            "docs/extra.css": "p {margin: 0}\n",
        }
    )
    (root / "site").mkdir()

    ran = build(root / "mkdocs.yml", root / "site")

    assert ran.returncode == 1
    assert f"1 file of the new site is gone or not whole: {name}." in ran.stderr
    assert not any((root / "site").iterdir())
    assert not list(root.glob(".site-*"))


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        (".", "it holds the sources of the site, which would be lost"),
        ("..", "it holds the sources of the site, which would be lost"),
        ("data", "it lies among the sources of the site"),
        ("docs/site", "it lies among the sources of the site"),
        ("mkdocs.yml", "it is no folder"),
        ("notes", "it holds something that is no site, which would be lost: empty it, or name"),
        ("own", "it holds something that is no site, which would be lost: empty it, or name"),
        ("staged", "it holds something that is no site, which would be lost: empty it, or name"),
        ("/proc", "it is a disk of its own, which cannot be replaced: name a folder on it"),
    ],
)
def test_a_folder_that_holds_something_else_is_never_replaced(
    alliance: Callable[..., Path], target: str, reason: str
) -> None:
    """The build says why, before it has written anything; an index.html makes no site."""
    root = alliance(
        {
            "notes/mine.txt": "keep me",
            "own/index.html": "my own page",
            "own/build.json": '{"files": {}}',
            "staged/data/alliance.json": '{"alliance": {"kind": "alliance"}}',
            "staged/assets/stylesheets/alliance.css": "",
        }
    )
    before = names_in(root)

    ran = build_here(root, root / target)

    assert ran.exit_code == 1
    assert f"The site cannot be written to {(root / target).resolve()}: {reason}" in ran.stderr
    assert names_in(root) == before


def test_a_site_and_a_copy_never_take_each_others_place(alliance: Callable[..., Path]) -> None:
    """Each is replaced by its like alone, as its manifest says, and so is the zip."""
    root = alliance({"copy.zip": "not a copy"})
    site, copy = root / "pub", root / "copy"
    ran = build_here(root, copy, OFFLINE="1")
    assert f"{copy}: copy.zip beside it would be replaced, and is no copy of a site" in ran.stderr
    (root / "copy.zip").unlink()
    for target, offline in ((site, ""), (copy, "1"), (site, ""), (copy, "1")):
        assert build_here(root, target, OFFLINE=offline).exit_code == 0

    for target, offline, holds in (
        (site, "1", "it holds the site, which a copy for reading offline does not replace"),
        (copy, "", "it holds a copy for reading offline, which the site does not replace"),
    ):
        ran = build_here(root, target, OFFLINE=offline)
        assert ran.exit_code == 1
        assert f"The site cannot be written to {target}: {holds}: name another." in ran.stderr
    assert (site / "_headers").is_file()
    assert (copy / "README.txt").is_file()
    assert not (root / "pub.zip").exists()


def test_what_somebody_put_into_the_site_is_not_lost(alliance: Callable[..., Path]) -> None:
    """The build names it; what servers and systems put beside the files of the site may go."""
    root = alliance()
    site = root / "site"
    assert build_here(root, site).exit_code == 0
    for name in ("index.html.gz", "index.html.br", ".DS_Store", "markets/.DS_Store"):
        (site / name).touch()
    assert build_here(root, site).exit_code == 0
    (site / ".well-known").mkdir()
    (site / ".well-known" / "security.txt").touch()
    (site / "markets" / "notes.gz").touch()

    ran = build_here(root, site)

    assert ran.exit_code == 1
    assert (
        "it holds files that no build wrote, which would be lost: move"
        " .well-known/security.txt, markets/notes.gz." in ran.stderr
    )
    assert (site / ".well-known" / "security.txt").is_file()


@pytest.mark.parametrize("offline", ["", "1"])
def test_a_site_of_an_earlier_version_is_known(alliance: Callable[..., Path], offline: str) -> None:
    """It has no manifest; it is replaced by its like, and only by that."""
    root = alliance()
    assert build_here(root, root / "site", OFFLINE=offline).exit_code == 0
    (root / "site" / "build.json").unlink()

    assert build_here(root, root / "site", OFFLINE="" if offline else "1").exit_code == 1
    assert build_here(root, root / "site", OFFLINE=offline).exit_code == 0
    assert (root / "site" / "build.json").is_file()


def test_a_link_to_a_folder_stays_a_link(alliance: Callable[..., Path], tmp_path: Path) -> None:
    """The folder that it leads to is replaced."""
    root = alliance()
    (root / "published").mkdir()
    (root / "www").symlink_to(root / "published")

    ran = build_here(root, root / "www")

    assert ran.exit_code == 0, ran.stderr
    assert (root / "www").is_symlink()
    assert (root / "published" / "index.html").is_file()


@pytest.mark.parametrize(
    "address", ["example.org", "ftp://example.org", "https://", "javascript:x"]
)
def test_an_address_that_is_none_is_refused(alliance: Callable[..., Path], address: str) -> None:
    """Before anything is built."""
    root = alliance()

    ran = build_here(root, root / "site", SITE_URL=address)

    assert ran.exit_code == 1
    assert f'SITE_URL: found "{address}"' in ran.stderr
    assert not (root / "site").exists()


@pytest.mark.slow
def test_a_killed_build_leaves_the_last_site(alliance: Callable[..., Path]) -> None:
    """And the next build clears up after it."""
    root = alliance()
    site = root / "site"
    assert build_here(root, site).exit_code == 0
    before = {name: (site / name).read_bytes() for name in names_in(site)}
    for n in range(400):
        market = root / "data" / "markets" / f"m{n}.yml"
        market.write_text("country: US\nsince: first\nsummary: A market.\n", encoding="utf-8")
    process = started("mkdocs", root)
    while not any(root.glob(".site-site.*/**/index.html")):
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=120)

    assert {name: (site / name).read_bytes() for name in names_in(site)} == before
    assert list(root.glob(".site-*"))

    ran = build(root / "mkdocs.yml", site)

    assert ran.returncode == 0, ran.stderr
    assert (site / "markets" / "m399" / "index.html").is_file()
    assert not list(root.glob(".site-*"))


@pytest.mark.parametrize("option", ["--strict", "--dirty"])
def test_the_ways_of_mkdocs_to_build_work_too(alliance: Callable[..., Path], option: str) -> None:
    """Neither the theme nor MkDocs warns of anything but what the option itself brings."""
    root = alliance()

    ran = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", option, "-f", str(root / "mkdocs.yml")],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    assert "WARNING" not in ran.stderr or option == "--dirty"
    assert (root / "site" / "fr" / "markets" / "japan" / "index.html").is_file()


def test_a_record_that_goes_takes_its_page_along(alliance: Callable[..., Path]) -> None:
    """No stale file survives a build."""
    root = alliance({"data/markets/usa.yml": "country: US\nsince: first\nsummary: A market.\n"})
    assert build_here(root, root / "site").exit_code == 0
    (root / "data/markets/usa.yml").unlink()

    assert build_here(root, root / "site").exit_code == 0

    assert not (root / "site/markets/usa").exists()
    assert (root / "site/markets/japan/index.html").is_file()


def test_a_draft_is_not_published(alliance: Callable[..., Path]) -> None:
    """Neither as a page nor in any list, in any language."""
    draft = with_line("data/markets/japan.yml", "summary", "draft: true\nsummary")
    root = alliance(draft)

    ran = build_here(root, root / "site")

    assert ran.exit_code == 0, ran.stderr
    assert not list((root / "site").rglob("japan"))
    for path in (root / "site").rglob("*.html"):
        assert "japan" not in path.read_text(encoding="utf-8").lower(), path
