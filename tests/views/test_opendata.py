"""The open data: sound to the tools of others, complete, honest, and safe in a spreadsheet."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import frictionless
import pytest
from jsonschema import Draft202012Validator

from alliance.content.content import Content
from alliance.model.kinds import DATA_KINDS
from alliance.site.reading import read_content
from alliance.site.site import Site
from alliance.views.opendata.package import open_data
from alliance.views.opendata.tables import safe
from tests.conftest import HARBOUR, ROOT
from tests.html import pages
from tests.small import FILES, with_line

SITES = pytest.mark.parametrize(
    ("site", "root"), [("reference", ROOT), ("harbour", HARBOUR)], ids=["reference", "harbour"]
)
Fixtures = pytest.FixtureRequest


def content_of(root: Path) -> Content:
    """Return the content below a folder, which must be sound."""
    content, problems = read_content(root)
    assert content is not None, problems
    return content


def files_of(root: Path, site_url: str = "") -> dict[str, bytes]:
    """Return the open data of an alliance by file name."""
    site = Site(content_of(root), dt.date(2026, 3, 2), site_url)
    found = open_data(site.context("en"))
    return {path.removeprefix("data/"): content for path, content in found.items()}


def rows(content: bytes) -> list[dict[str, str]]:
    """Return the rows of a table as a spreadsheet reads them."""
    return list(csv.DictReader(content.decode("utf-8-sig").splitlines(keepends=True)))


def schema_errors(data: object, schema: Any) -> list[str]:
    """Return where JSON breaks its schema."""
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [error.json_path for error in validator.iter_errors(data)]


def entries(data: Any) -> Iterator[Any]:
    """Yield the alliance and every record of alliance.json."""
    yield data["alliance"]
    for records in data["records"].values():
        yield from records


def load(site: Path, name: str) -> Any:
    """Return a JSON file of the open data of a built site."""
    return json.loads((site / "data" / name).read_bytes())


@SITES
def test_the_data_package_is_valid(site: str, root: Path, request: Fixtures) -> None:
    """To the tool of those who made the format: forms, keys between tables, sizes and hashes."""
    folder: Path = request.getfixturevalue(site) / "data"

    report = frictionless.validate(str(folder / "datapackage.json"))

    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "type", "message"])
    names = {table["path"] for table in load(folder.parent, "datapackage.json")["resources"]}
    assert names == {path.name for path in folder.glob("*.csv")} | {"alliance.json"}
    assert len(names) == len(DATA_KINDS) + 2


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        (b"visit,A visit", b"visit,A voyage", "hash-count"),
        (b",japan,", b",jupiter,", "foreign-key"),
        (b"2020-05", b"May 2020", "constraint-error"),
        (b"visit,A visit", b"A visit,A visit", "constraint-error"),
    ],
)
def test_the_data_package_knows_what_is_wrong(
    alliance: Callable[..., Path], tmp_path: Path, old: bytes, new: bytes, error: str
) -> None:
    """A changed file, a row that is not there, a date in words, a name that is no slug."""
    activity = FILES["data/activities/visit.yml"]
    agreement = (
        "type: other\ncounterparts: [Them]\nmarket: japan\nplace: There\nsummary: It.\n"
        "signed: 2020-05\nphase: first\n"
    )
    files = files_of(
        alliance({"data/activities/visit.yml": activity, "data/agreements/visit.yml": agreement})
    )
    package = json.loads(files["datapackage.json"])
    for resource in package["resources"]:
        changed = files[resource["path"]].replace(old, new)
        if error != "hash-count":
            del resource["hash"], resource["bytes"]
        (tmp_path / resource["path"]).write_bytes(changed)
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")

    report = frictionless.validate(str(tmp_path / "datapackage.json"))

    assert error in {found for [found] in report.flatten(["type"])}


@SITES
def test_the_json_follows_its_schema(site: str, root: Path, request: Fixtures) -> None:
    """It is of JSON Schema 2020-12, and names every field."""
    folder: Path = request.getfixturevalue(site)

    assert schema_errors(load(folder, "alliance.json"), load(folder, "alliance.schema.json")) == []


@pytest.mark.parametrize(
    ("path", "value", "error"),
    [
        (("day",), "yesterday", "$.day"),
        (("format",), "2.0", "$.format"),
        (("alliance", "status", "active"), "yes", "$.alliance.status.active"),
        (("records", "markets", 0, "since"), "The First", "$.records.markets[0].since"),
        (("records", "markets", 0, "country"), None, "$.records.markets[0].country"),
        (("records", "activities", 0, "start"), 2020, "$.records.activities[0].start"),
        (("records", "activities", 0, "texts", "summary"), {}, ".texts.summary"),
        (("records", "activities", 0, "texts", "invented"), {"en": "x"}, "[0].texts"),
        (("records", "activities", 0, "invented"), 1, "$.records.activities[0]"),
    ],
)
def test_the_schema_refuses_what_is_wrong(
    alliance: Callable[..., Path], path: tuple[str | int, ...], value: object, error: str
) -> None:
    """A form, a type, a value or a field that no record can have."""
    files = files_of(alliance())
    data, schema = json.loads(files["alliance.json"]), json.loads(files["alliance.schema.json"])
    assert schema_errors(data, schema) == []
    place = data
    for key in path[:-1]:
        place = place[key]

    place[path[-1]] = value

    (found,) = schema_errors(data, schema)
    assert found.endswith(error)


@SITES
def test_every_record_is_there_with_what_it_says(site: str, root: Path, request: Fixtures) -> None:
    """Each text in each language that has it, none by fallback; dates as precise as they are."""
    content, data = content_of(root), load(request.getfixturevalue(site), "alliance.json")

    assert data["languages"] == list(content.settings.codes)
    for kind in DATA_KINDS:
        assert [one["slug"] for one in data["records"][kind]] == sorted(content.records[kind])
    for entry in entries(data):
        languages = content.translations[entry["kind"], entry["slug"]]
        for code, translation in languages.items():
            told = {field: of[code] for field, of in entry["texts"].items() if code in of}
            told.pop("title") if "title" not in translation.texts else None
            assert told == dict(translation.texts), (entry["slug"], code)
            assert entry["translations"].get(code) == translation.origin
    for entry in data["records"]["activities"]:
        start = content.records["activities"][entry["slug"]].start
        assert entry["start"] == (str(start) if start else None)


@SITES
def test_every_address_leads_to_a_page(site: str, root: Path, request: Fixtures) -> None:
    """In full where the site has an address, otherwise as seen from the file."""
    folder, told = request.getfixturevalue(site), 0
    data = load(folder, "alliance.json")
    for entry in entries(data):
        for code, address in entry["addresses"].items():
            path = address.removeprefix(data["site"]) if data["site"] else f"data/{address}"
            page = pages(folder)[
                f"{(folder / path).resolve().relative_to(folder)}/index.html".removeprefix("./")
            ]
            assert page.get("lang") == code
            told += 1

    assert told > 30


def test_what_has_no_translation_has_no_text_in_the_language(harbour: Path) -> None:
    """The page of the paper fair is a fallback: in the data it is in English alone."""
    activities = load(harbour, "alliance.json")["records"]["activities"]
    (fair,) = (one for one in activities if one["slug"] == "paper-fair")

    assert set(fair["addresses"]) == set(fair["texts"]["summary"]) == {"en"}
    assert fair["translations"] == {}
    assert fair["start"] == "2027"


def test_drafts_and_what_editors_note_stay_out(alliance: Callable[..., Path]) -> None:
    """A record that is not published, and who checked a grant."""
    funding = "funding: {funder: F, statement: S, verified: true, verified_by: Jane Doe}"
    changed = FILES["data/alliance.yml"].replace("end: 2021}", f"end: 2021, {funding}}}")
    draft = "draft: true\n" + FILES["data/activities/visit.yml"]
    root = alliance({"data/alliance.yml": changed, "data/activities/secret-plan.yml": draft})

    files = files_of(root)

    assert json.loads(files["alliance.json"])["alliance"]["phases"]["first"]["funding"]["verified"]
    for name, content in files.items():
        assert not any(word in content for word in (b"secret-plan", b"Jane Doe", b'"draft"')), name


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("＝1", "'＝1"),
        ("1-1", "1-1"),
        ("'=1", "'=1"),
        ("a\n=1", "a\n=1"),
        ("", ""),
    ],
)
def test_no_text_is_a_formula(text: str, cell: str) -> None:
    """To no spreadsheet (OWASP, CSV injection)."""
    assert safe(text) == cell


def test_texts_are_safe_and_numbers_stay_numbers(alliance: Callable[..., Path]) -> None:
    """In the tables; in JSON a text stands as it is."""
    title = '=HYPERLINK("https://evil.example","a, b")'
    activity = FILES["data/activities/visit.yml"].replace("A visit", f"'{title}'")
    partner = with_line("data/partners/acme.yml", "region: Somewhere", "region: '@here'")
    place = "coordinates: {latitude: -9.5, longitude: 120}\naliases: ['-A', 'B|C']\n"
    changes = {"data/activities/visit.yml": activity, **partner}
    changes["data/partners/acme.yml"] = str(changes["data/partners/acme.yml"]) + place

    files = files_of(alliance(changes))

    (visit,), (acme,) = rows(files["activities.csv"]), rows(files["partners.csv"])
    assert visit["title"] == f"'{title}"
    assert acme["region"] == "'@here"
    assert acme["aliases"] == "'-A|B/C"
    assert (acme["coordinates.latitude"], acme["coordinates.longitude"]) == ("-9.5", "120.0")
    data = json.loads(files["alliance.json"])
    assert data["records"]["activities"][0]["texts"]["title"] == {"en": title}


def test_tables_are_csv_as_everybody_reads_it(alliance: Callable[..., Path]) -> None:
    """With the mark that Excel needs, CRLF at the ends of lines, and a column for each language."""
    french = "translation: human\ntitle: Une visite\n"
    files = files_of(alliance({"data/activities/visit.fr.yml": french}), "https://a.example/")

    table = files["activities.csv"]
    assert table.startswith(b"\xef\xbb\xbfslug,title,address,")
    assert table.count(b"\r\n") == table.count(b"\n") == 2
    (visit,) = rows(table)
    assert visit["address"] == "https://a.example/activities/visit/"
    assert (visit["title"], visit["title.fr"]) == ("A visit", "Une visite")
    assert (visit["summary.fr"], visit["online"], visit["start"]) == ("", "false", "2020-05")
    (market,) = rows(files["markets.csv"])
    assert (market["title"], market["title.fr"]) == ("Japan", "Japon")


def test_there_is_a_readme_in_each_language(harbour: Path) -> None:
    """It names every table, and the licence."""
    tables = [path.name for path in (harbour / "data").glob("*.csv")]
    readmes = sorted((harbour / "data").glob("*.md"))

    assert [path.name for path in readmes] == ["README.ar.md", "README.md", "README.pt-BR.md"]
    for path in readmes:
        text = path.read_text(encoding="utf-8")
        assert all(f"`{name}`" in text for name in tables)
        assert "(https://creativecommons.org/licenses/by/4.0/)" in text


def test_names_mean_nothing_in_a_readme(alliance: Callable[..., Path]) -> None:
    """Whatever an alliance is called: neither HTML nor Markdown."""
    name = 'name: "<script>*x*</script> [a](javascript:b)"'
    files = files_of(alliance(with_line("data/alliance.yml", "name: Small alliance", name)))

    readme = files["README.md"].decode()
    assert "# \\<script\\>\\*x\\*\\</script\\> \\[a\\](javascript:b): open data\n" in readme


@pytest.mark.parametrize(("prefix", "readme"), [("", "README.md"), ("ar/", "README.ar.md")])
def test_the_page_leads_to_every_file(harbour: Path, prefix: str, readme: str) -> None:
    """To the README in its own language."""
    page = pages(harbour)[f"{prefix}open-data/index.html"]
    files = [path.name for path in (harbour / "data").iterdir() if path.suffix != ".md"]

    links = [link.rpartition("/data/")[2] for link in page.xpath("//article//a/@href")]
    assert {link for link in links if "/" not in link} == {*files, readme}
