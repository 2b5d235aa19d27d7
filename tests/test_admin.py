"""The forms at /admin/ fit their schema, and what they save differs in what was edited only."""

from __future__ import annotations

import difflib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from playwright.sync_api import Browser, Page

from alliance import check
from alliance.content import Content
from alliance.editing.admin import FETCHED
from alliance.editing.cms import configuration
from alliance.model import KINDS
from tests.conftest import HARBOUR, HARBOUR_DAY, ROOT, build, serve

pytestmark = pytest.mark.xdist_group("admin")

WRITE = """async files => {
  const folders = await navigator.storage.getDirectory();
  for (const [path, text] of Object.entries(files)) {
    const parts = ("sveltia-cms-test/" + path).split("/");
    const name = parts.pop();
    let folder = folders;
    for (const part of parts) folder = await folder.getDirectoryHandle(part, { create: true });
    const file = await folder.getFileHandle(name, { create: true });
    const stream = await file.createWritable();
    await stream.write(text);
    await stream.close();
  }
}"""
READ = """async () => {
  const files = {};
  const walk = async (folder, path) => {
    for await (const [name, entry] of folder.entries())
      if (entry.kind === "directory") await walk(entry, path + name + "/");
      else files[path + name] = await (await entry.getFile()).text();
  };
  const folders = await navigator.storage.getDirectory();
  await walk(await folders.getDirectoryHandle("sveltia-cms-test"), "");
  return files;
}"""
KEEP = """async files => {
  const { record, page } = await import("./keep.js");
  // What a form does to a file that nobody edits: it holds texts, cut off at both ends.
  const held = value =>
    Array.isArray(value) ? value.map(held)
    : value && typeof value === "object"
      ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, held(part)]))
    : typeof value === "number" ? String(value)
    : typeof value === "string" ? value.trim() : value;
  const saved = {};
  for (const [path, text] of Object.entries(files)) {
    const format = path.endsWith(".md") ? page : record;
    const fields = held(format.fromFile(text.trim()));
    saved[path] = format.toFile({ draft: false, logo: null, nav: "", ...fields }).trim() + "\\n";
  }
  return saved;
}"""


@pytest.fixture(scope="session")
def fetched() -> Path:
    """Return the folder of what comes from npm; continuous integration has to have npm."""
    if shutil.which("npm") is None and not os.environ.get("CI"):
        pytest.skip("npm is not installed here")
    subprocess.run(["sh", "bin/setup", "forms"], cwd=ROOT, check=True)
    return ROOT / FETCHED


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory, fetched: Path) -> Path:
    """Return the files of the second alliance, with the forms switched on."""
    root = tmp_path_factory.mktemp("forms") / "harbour"
    shutil.copytree(HARBOUR, root)
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    config = config.replace("../../../", f"{ROOT}/").replace("extra:\n", "extra:\n  admin: true\n")
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    (root / FETCHED).parent.mkdir()
    (root / FETCHED).symlink_to(fetched)
    return root


@pytest.fixture(scope="module")
def site(source: Path) -> Path:
    """Return the built site, whose forms save to the browser in the place of a Git host."""
    folder = source.parent / "site"
    ran = build(source / "mkdocs.yml", folder, SITE_URL="", SOURCE_DATE_EPOCH=HARBOUR_DAY)
    assert ran.returncode == 0, ran.stderr
    config = json.loads((folder / "admin" / "config.yml").read_text(encoding="utf-8"))
    config["backend"] = {"name": "test-repo"}
    (folder / "admin" / "config.yml").write_text(json.dumps(config), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Return the address of the forms."""
    for url in serve(site):
        yield f"{url}admin/"


@pytest.fixture
def forms(browser: Browser, address: str, source: Path) -> Iterator[Page]:
    """Return a browser that is signed in, and holds the files of the alliance."""
    with browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-US") as context:
        page = context.new_page()
        page.goto(f"{address}../robots.txt")
        page.evaluate(WRITE, files_of(source))
        page.goto(address)
        page.get_by_role("button", name="Work with Test Repository").click()
        page.get_by_role("button", name="New").wait_for()
        yield page


def files_of(root: Path) -> dict[str, str]:
    """Return the content below a folder, as text by path."""
    paths = (path for folder in ("data", "docs") for path in sorted((root / folder).rglob("*.*")))
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in paths
        if path.suffix in (".yml", ".md")
    }


def open_form(page: Page, address: str, entry: str) -> None:
    """Open the form of an entry, as in markets/entries/oman."""
    page.goto(f"{address}#/collections/{entry}")
    page.locator("[data-key-path=translation]").first.wait_for()


def save(page: Page) -> dict[str, str]:
    """Save what was edited; return all files as they are then."""
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Save").wait_for(state="hidden")
    found: dict[str, str] = page.evaluate(READ)
    return found


def changed(before: dict[str, str], after: dict[str, str]) -> dict[str, list[str]]:
    """Return the lines that were taken away and put in, by file."""
    found = {}
    for path in sorted({*before, *after}):
        one, other = before.get(path, "").splitlines(), after.get(path, "").splitlines()
        lines = list(difflib.unified_diff(one, other, n=0, lineterm=""))[2:]
        if lines:
            found[path] = [line for line in lines if not line.startswith("@@")]
    return found


def problems_of(root: Path, files: dict[str, str], tmp_path: Path) -> str:
    """Return what the check says of the alliance with other files."""
    copy = tmp_path / "saved"
    shutil.copytree(root, copy, symlinks=True)
    for path, text in files.items():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_text(text, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "alliance", "check", "--root", str(copy)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if ran.returncode == 0 else ran.stdout + ran.stderr


def content_of(root: Path, *, languages: int | None = None) -> Content:
    """Return the content below a folder, in its first languages."""
    content, problems = check.read(root)
    assert content is not None, problems
    alliance = content.alliance.model_copy(update={"repository": "https://github.com/name/repo"})
    settings = content.settings.narrowed(content.settings.codes[:languages])
    return replace(content, alliance=alliance, settings=settings)


@pytest.mark.parametrize(
    ("root", "languages"), [(ROOT, None), (HARBOUR, None), (HARBOUR, 1)], ids=str
)
def test_the_configuration_fits_the_schema_of_the_package(
    fetched: Path, root: Path, languages: int | None
) -> None:
    """In several languages, and in one."""
    schema = json.loads((fetched / "schema" / "sveltia-cms.json").read_text(encoding="utf-8"))
    found = configuration(content_of(root, languages=languages))

    jsonschema.validators.validator_for(schema)(schema).validate(found)


def test_every_field_of_every_kind_is_in_its_form() -> None:
    """But the slug, which is the name of the file."""
    collections: dict[str, Any] = {
        collection["name"]: collection
        for collection in configuration(content_of(HARBOUR))["collections"]
    }

    for kind, model in KINDS.items():
        names = {field["name"] for field in collections[kind]["fields"]}
        assert names - {"translation", "_text"} == set(model.model_fields) - {"slug"}


@pytest.mark.parametrize("root", [ROOT, HARBOUR], ids=["reference", "harbour"])
def test_a_form_that_is_saved_unedited_changes_no_byte(forms: Page, root: Path) -> None:
    """Comments, lists in one line, folded texts and the order of fields stay."""
    files = files_of(root)

    assert changed(files, forms.evaluate(KEEP, files)) == {}


def test_a_record_and_its_translation_are_edited_side_by_side(
    forms: Page, address: str, source: Path, tmp_path: Path
) -> None:
    """Only the lines of the edited fields differ, and the check finds nothing wrong."""
    before = files_of(source)
    open_form(forms, address, "markets/entries/oman")
    summaries = forms.locator("[data-key-path=summary] textarea")
    summaries.nth(0).fill("A market for seaweed: dried, and imagined.")
    summaries.nth(1).fill("سوق متخيَّلة.")
    after = save(forms)

    assert changed(before, after) == {
        "data/markets/oman.ar.yml": [
            "-summary: سوق للأعشاب البحرية المجففة، متخيَّلة بين الصحراء والبحر.",
            "+summary: سوق متخيَّلة.",
        ],
        "data/markets/oman.yml": [
            "-summary: A market for dried seaweed, imagined between the desert and the sea.",
            '+summary: "A market for seaweed: dried, and imagined."',
        ],
    }
    assert problems_of(source, after, tmp_path) == ""
