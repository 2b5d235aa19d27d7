"""The forms at /admin/ fit their schema, and what they save differs in what was edited only."""

from __future__ import annotations

import base64
import difflib
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from playwright.sync_api import Browser, Locator, Page

from alliance.content.content import Content
from alliance.editing.cms import FETCHED, configuration
from alliance.model.kinds import KINDS
from alliance.site.reading import read_content
from bin.fetch_forms import PINS, TAKEN, fits, read_pins
from tests import small
from tests.conftest import HARBOUR, HARBOUR_DAY, ROOT, build, build_here, serve

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

# Fields are put into the page when they come into view: all of them do, drawn small.
WINDOW: Any = {
    "viewport": {"width": 1280, "height": 3600},
    "device_scale_factor": 0.1,
    "reduced_motion": "reduce",
    "locale": "en-US",
}


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
    (root / FETCHED).parent.mkdir(exist_ok=True)
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
    with browser.new_context(**WINDOW) as context:
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


def open_form(page: Page, entry: str) -> None:
    """Open the form of an entry, as in markets/entries/oman."""
    page.evaluate("entry => { location.hash = `#/collections/${entry}`; }", entry)
    page.locator("[data-key-path=translation]").first.wait_for()


def field(page: Page, path: str, language: str = "en") -> Locator:
    """Return the part of the form that a field has, by its path and the language of its side."""
    return page.locator(f"[data-locale={language}] [data-key-path='{path}']")


def fill(page: Page, path: str, text: str, language: str = "en") -> None:
    """Write into a field."""
    field(page, path, language).locator("textarea:visible, input:visible").fill(text)


def save(page: Page) -> dict[str, str]:
    """Save what was edited; return all files as they are then."""
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Entry saved").wait_for()
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
    content, problems = read_content(root)
    assert content is not None, problems
    alliance = content.alliance.model_copy(update={"repository": "https://github.com/name/repo"})
    settings = content.settings.narrowed(content.settings.codes[:languages])
    return replace(content, alliance=alliance, settings=settings)


@pytest.mark.slow
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

    for name, kind in KINDS.items():
        names = {field["name"] for field in collections[name]["fields"]}
        assert names - {"translation", "_text"} == set(kind.model.model_fields) - {"slug"}


@pytest.mark.slow
@pytest.mark.parametrize("root", [ROOT, HARBOUR], ids=["reference", "harbour"])
def test_a_form_that_is_saved_unedited_changes_no_byte(forms: Page, root: Path) -> None:
    """Comments, lists in one line, folded texts and the order of fields stay."""
    files = files_of(root)

    assert changed(files, forms.evaluate(KEEP, files)) == {}


@pytest.mark.slow
def test_a_record_and_its_translation_are_edited_side_by_side(
    forms: Page, source: Path, tmp_path: Path
) -> None:
    """Only the lines of the edited fields differ, and the check finds nothing wrong."""
    before = files_of(source)
    open_form(forms, "markets/entries/oman")
    fill(forms, "summary", "A market for seaweed: dried, and imagined.")
    fill(forms, "summary", "سوق متخيَّلة.", "ar")
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


@pytest.mark.slow
def test_a_first_translation_says_how_it_was_made(
    forms: Page, source: Path, tmp_path: Path
) -> None:
    """It lies beside its source, which says nothing of the kind, and holds texts only."""
    before = files_of(source)
    open_form(forms, "activities/entries/paper-fair")
    forms.get_by_role("button", name="Enable").click()
    field(forms, "translation", "ar").get_by_role("radio", name="human").click()
    fill(forms, "title", "معرض القوارب", "ar")
    after = save(forms)

    assert changed(before, after) == {
        "data/activities/paper-fair.ar.yml": ["+translation: human", "+title: معرض القوارب"]
    }
    assert problems_of(source, after, tmp_path) == ""


@pytest.mark.slow
def test_a_translation_that_says_nothing_of_itself_is_not_saved(forms: Page) -> None:
    """The form asks before the check does."""
    open_form(forms, "activities/entries/paper-fair")
    forms.get_by_role("button", name="Enable").click()
    fill(forms, "title", "معرض القوارب", "ar")
    forms.get_by_role("button", name="Save").click()

    forms.get_by_text("One field has an error").wait_for()


@pytest.mark.slow
def test_a_new_record_is_written_as_people_write_it(
    forms: Page, source: Path, tmp_path: Path
) -> None:
    """In the order of the model, with nothing that was not said."""
    before = files_of(source)
    open_form(forms, "activities/new")
    fill(forms, "title", "Kites: a fair")
    field(forms, "type").get_by_role("combobox").click()
    forms.get_by_role("option", name="fair").click()
    fill(forms, "start", "2027-05")
    field(forms, "markets").get_by_role("checkbox", name="OM").click()
    field(forms, "participants").get_by_text("Add").click()
    fill(forms, "participants.count", "26")
    field(forms, "participants.of").get_by_role("radio", name="people").click()
    fill(forms, "summary", "Kites.")
    after = save(forms)

    assert changed(before, after) == {
        "data/activities/kites-a-fair.yml": [
            "+type: fair",
            '+title: "Kites: a fair"',
            "+start: 2027-05",
            "+markets: [oman]",
            "+participants:",
            "+  count: 26",
            "+  of: people",
            "+summary: Kites.",
        ]
    }
    assert problems_of(source, after, tmp_path) == ""


@pytest.mark.slow
def test_the_alliance_keeps_what_is_beside_an_edited_field(
    forms: Page, source: Path, tmp_path: Path
) -> None:
    """Deep in a group, in both languages; a text of several lines only gets longer."""
    before = files_of(source)
    open_form(forms, "alliance/entries/alliance")
    aim = field(forms, "aim").locator("textarea:visible")
    aim.fill(f"{aim.input_value()}\n\nAnd more.")
    for group in ("phases.rising-tide", "phases.rising-tide.funding"):
        field(forms, group).get_by_role("button", name="Expand").first.click()
    fill(forms, "phases.rising-tide.funding.funder", "Reef")
    fill(forms, "phases.rising-tide.funding.funder", "شعاب", "ar")
    after = save(forms)

    assert changed(before, after) == {
        "data/alliance.ar.yml": [
            "-      funder: مؤسسة شعاب الفانوس (خيالية)",
            "+      funder: شعاب",
        ],
        "data/alliance.yml": [
            "+",
            "+  And more.",
            "-      funder: Lantern Reef Foundation (fictional)",
            "+      funder: Reef",
        ],
    }
    assert problems_of(source, after, tmp_path) == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("entry", "path"),
    [
        ("pages/entries/results", "docs/results.md"),
        ("sections/entries/markets-index-md", "docs/markets/index.md"),
    ],
)
def test_pages_keep_their_directives(
    forms: Page, source: Path, tmp_path: Path, entry: str, path: str
) -> None:
    """Of the folders as well: only the end of the text is new."""
    before = files_of(source)
    open_form(forms, entry)
    body = field(forms, "body").locator("textarea:visible")
    body.fill(f"{body.input_value()}\n\nThat is all.")
    after = save(forms)

    assert "[[" in after[path]
    assert changed(before, after) == {path: ["+", "+That is all."]}
    assert problems_of(source, after, tmp_path) == ""


@pytest.mark.slow
def test_a_picture_is_named_as_it_lies(forms: Page, source: Path, tmp_path: Path) -> None:
    """Below docs/images, under a name that can be part of an address."""
    picture = tmp_path / "Our Mark.png"
    shutil.copy(HARBOUR / "docs" / "images" / "tide.png", picture)
    before = files_of(source)
    open_form(forms, "partners/entries/ilha-de-papel")
    field(forms, "logo").get_by_text("Add").first.click()
    field(forms, "logo.file").locator("input[type=file]").first.set_input_files(picture)
    fill(forms, "logo.alt", "A square")
    after = save(forms)

    assert "docs/images/our-mark.png" in after
    assert changed(before, after)["data/partners/ilha-de-papel.yml"] == [
        "+logo:",
        "+  file: images/our-mark.png",
        "+  alt: A square",
    ]


@pytest.mark.slow
def test_nothing_but_the_site_and_the_git_host_is_reached(
    browser: Browser, address: str, site: Path
) -> None:
    """The program asks for fonts and news elsewhere, and the policy of the page keeps it back."""
    html = (site / "admin" / "index.html").read_text(encoding="utf-8")
    reached: list[str] = []
    with browser.new_context() as context:
        page = context.new_page()
        page.on("response", lambda response: reached.append(response.url))
        page.goto(address)
        page.get_by_role("button", name="Work with Test Repository").wait_for()
        # A font that is not there would show the names of icons in their place.
        fonts = page.evaluate("""async () => {
          await Promise.allSettled([...document.fonts].map(font => font.load()));
          const loaded = [...document.fonts].filter(font => font.status === "loaded");
          return loaded.map(font => font.family);
        }""")

    root = address.removesuffix("admin/")
    assert [url for url in reached if not url.startswith((root, "blob:", "data:"))] == []
    assert any("Material Symbols" in font for font in fonts), fonts
    assert "connect-src 'self' data: blob: https://git.example;" in html
    assert 'name="robots" content="noindex"' in html


@pytest.mark.parametrize(
    ("address_of_it", "host", "expected"),
    [
        (
            "https://github.com/name/repo.git",
            "",
            {"name": "github", "repo": "name/repo", "branch": "main"},
        ),
        (
            "https://gitlab.com/group/team/repo",
            "",
            {
                "name": "gitlab",
                "repo": "group/team/repo",
                "branch": "main",
                "base_url": "https://gitlab.com",
                "api_root": "https://gitlab.com/api/v4",
            },
        ),
        (
            "https://git.example/name/repo/",
            "forgejo",
            {
                "name": "gitea",
                "repo": "name/repo",
                "branch": "forms",
                "base_url": "https://git.example",
                "api_root": "https://git.example/api/v1",
            },
        ),
    ],
)
def test_each_host_has_its_backend(address_of_it: str, host: str, expected: dict[str, str]) -> None:
    """And its pull requests, where Sveltia CMS makes them."""
    content = content_of(HARBOUR)
    alliance = content.alliance.model_copy(update={"repository": address_of_it})
    settings = replace(content.settings, git_host=host, git_branch="main")
    found = configuration(replace(content, alliance=alliance, settings=settings))

    assert found["backend"] == {**expected, "auth_methods": ["token"]}
    assert ("publish_mode" in found) == (expected["name"] != "gitea")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "admin: yes",
            'mkdocs.yml:13:10: extra.admin: found "yes", but true or false is expected.',
        ),
        ("admin: true", "The forms need to know where the repository is"),
        ("admin: true\n  repository: {host: github}", "not fetched. Run: sh bin/setup forms"),
    ],
)
def test_a_site_whose_forms_cannot_be_built_says_why(
    alliance: Callable[..., Path], line: str, expected: str
) -> None:
    """Before the build, with the cure."""
    config = small.MKDOCS.replace("extra: {social_images: false}", f"extra:\n  {line}")
    data = small.FILES["data/alliance.yml"]
    if "host" in line:
        data += "repository: https://git.example/name/repo\n"
    root = alliance({"mkdocs.yml": config, "data/alliance.yml": data})
    ran = build_here(root, root / "site")

    assert ran.exit_code == 1
    assert expected in ran.stderr


def test_forms_are_off_unless_switched_on(harbour: Path) -> None:
    """The site as it always was."""
    assert not (harbour / "admin").exists()


def test_a_package_with_another_hash_is_refused() -> None:
    """Only what the pins say is unpacked."""
    pins = read_pins(PINS.read_text(encoding="utf-8"))

    assert [pin.name for pin in pins] == list(TAKEN)
    assert not any(fits(b"something else", pin.integrity) for pin in pins)
    assert fits(b"", "sha512-" + base64.b64encode(hashlib.sha512(b"").digest()).decode())
