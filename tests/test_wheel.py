"""The wheel: it holds what the generator needs, and makes the same site as a checkout."""

from __future__ import annotations

import filecmp
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from alliance.git import release
from alliance.outputs.manifest import MANIFEST
from bin.sbom import BILL, bill, written
from tests.conftest import ROOT, SITE_URL
from tests.repository import Repository

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]

CONTENT = ("mkdocs.yml", "data", "docs")
# Of a site that has no templates and no code of its own: both are in the wheel.
SETTINGS = """\
INHERIT: mkdocs.yml
theme: {{custom_dir: {package}/overrides}}
hooks: [events.py]
watch: []
"""


def run(*command: str | Path, folder: Path, **environment: str) -> str:
    """Run a command in a folder and return what it prints; the test fails if it does."""
    ran = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    BILL.parent.mkdir(exist_ok=True)
    BILL.write_text(written(bill()), encoding="utf-8")
    pip = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation")
    run(*pip, "--wheel-dir", folder, ".", folder=ROOT)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the programs of a clean environment: the wheel, and what it asks for."""
    return _installed(str(wheel), tmp_path_factory.mktemp("installed"))


@pytest.fixture(scope="module")
def installed_with_mkdocs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the programs of another one, with the extra for MkDocs."""
    return _installed(f"{wheel}[mkdocs]", tmp_path_factory.mktemp("with-mkdocs"))


def _installed(wheel: str, folder: Path) -> Path:
    uv = (sys.executable, "-m", "uv", "--quiet")
    run(*uv, "venv", "--python", sys.executable, "venv", folder=folder)
    pins = ("--constraint", ROOT / "requirements.txt", "--only-binary=:all:")
    run(*uv, "pip", "install", "--python", "venv", *pins, wheel, folder=folder)
    return folder / "venv" / "bin"


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the content of the reference site with its history, and nothing of the generator."""
    folder = tmp_path_factory.mktemp("content") / "site"
    run("git", "clone", "--quiet", "--no-checkout", ROOT, folder, folder=ROOT)
    run(
        "git",
        "sparse-checkout",
        "set",
        "--no-cone",
        *(f"/{name}" for name in CONTENT),
        folder=folder,
    )
    run("git", "checkout", "--quiet", folder=folder)
    for name in CONTENT[1:]:  # as they are, committed or not
        shutil.rmtree(folder / name)
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def test_the_wheel_is_made_from_the_files_of_the_repository(wheel: Path) -> None:
    """Each once and unchanged, and the catalogues compiled."""
    tracked = run("git", "ls-files", "alliance", "overrides", "hooks.py", folder=ROOT).splitlines()
    expected = {_place(path): (ROOT / path).read_bytes() for path in tracked}

    with zipfile.ZipFile(wheel) as archive:
        packed = {n: archive.read(n) for n in archive.namelist() if n.startswith("alliance/")}
    sources = {name for name in expected if name.endswith((".po", ".pot", ".cfg"))}
    compiled = {name for name in packed if name.endswith(".mo")}
    kept = {name: packed[name] for name in packed.keys() - compiled}
    assert kept == {name: expected[name] for name in expected.keys() - sources}
    assert compiled == {re.sub(r"\.po$", ".mo", n) for n in sources if n.endswith(".po")}


def _place(path: str) -> str:
    if path == "hooks.py":
        return "alliance/mkdocs_hooks.py"
    return path if path.startswith("alliance/") else f"alliance/{path}"


def test_the_bill_of_materials_is_in_the_wheel(wheel: Path) -> None:
    """Where PEP 770 puts it; `make wheel` writes it first."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".cdx.json"))
        assert archive.read(name).decode() == written(bill())
    assert re.fullmatch(rf"alliance_site-[^/]+\.dist-info/sboms/{BILL.name}", name)


def test_the_command_knows_its_version(wheel: Path, installed: Path) -> None:
    """It is that of the wheel."""
    version = wheel.name.split("-")[1]

    assert run(installed / "alliance", "--version", folder=installed) == f"alliance {version}\n"


def test_a_checkout_is_called_after_its_last_release(tmp_path: Path) -> None:
    """And after its commit, once there are others; other tags are no releases."""
    repository = Repository(tmp_path / "repository")
    first = repository.start()

    assert release(repository.root) == first[:7]
    repository.git("tag", "v1.2.0")
    repository.git("tag", "newest")
    assert release(repository.root) == "v1.2.0"
    second = repository.commit({"README.md": "changed"})
    assert release(repository.root) == f"v1.2.0-1-g{second[:7]}"
    assert release(repository.root / "data") == ""


def test_a_checkout_knows_its_version() -> None:
    """It is what Git calls its commit, without the letter that marks a tag as a release."""
    shown = run(sys.executable, "-m", "alliance", "--version", folder=ROOT)

    assert shown == f"alliance {release(ROOT).removeprefix('v')}\n"


def test_the_wheel_makes_the_same_site(
    installed: Path, content: Path, reference: Path, tmp_path: Path
) -> None:
    """Away from the checkout, without MkDocs, byte for byte."""
    site = tmp_path / "site"

    assert not list(installed.glob("mkdocs*"))
    run(installed / "alliance", "check", folder=content)
    run(installed / "alliance", "build", folder=content, SITE_DIR=str(site), SITE_URL=SITE_URL)
    assert differences(site, reference) == []


def test_the_events_for_mkdocs_are_in_the_wheel(
    installed_with_mkdocs: Path, content: Path, reference: Path, tmp_path: Path
) -> None:
    """A site without templates and code of its own is built by MkDocs as well."""
    show = "import alliance, pathlib; print(pathlib.Path(alliance.__file__).parent)"
    package = run(installed_with_mkdocs / "python", "-c", show, folder=content).strip()
    (content / "site.yml").write_text(SETTINGS.format(package=package), encoding="utf-8")
    (content / "events.py").write_text("from alliance.mkdocs_hooks import *\n", encoding="utf-8")
    site = tmp_path / "site"

    assert not Path(package).is_relative_to(ROOT)
    build = (installed_with_mkdocs / "mkdocs", "build", "--quiet", "--config-file", "site.yml")
    run(*build, folder=content, SITE_DIR=str(site), SITE_URL=SITE_URL)
    assert differences(site, reference) == []


def differences(one: Path, other: Path) -> list[str]:
    """Return the paths of files that are in only one of two folders, or not the same in both.

    Their manifests name other versions of the generator, and the same digests.
    """
    paths = files(one) | files(other)
    digests = [json.loads((site / MANIFEST).read_text())["files"] for site in (one, other)]
    assert digests[0].keys() | {MANIFEST} == paths
    if digests[0] == digests[1]:
        paths.remove(MANIFEST)
    _, different, missing = filecmp.cmpfiles(one, other, paths, shallow=False)
    return sorted([*different, *missing])


def files(folder: Path) -> set[str]:
    """Return the paths of all files in a folder."""
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
