"""The bill of materials: complete, valid, always the same, and only with licences that we allow."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from bin.fetch_forms import PINS, read_pins
from bin.sbom import TABLE, bill, licences, read_requirements, refused, table, written
from tests.conftest import ROOT

REQUIREMENTS = (ROOT / "requirements.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """Return the bill of materials as data."""
    found: dict[str, Any] = json.loads(written(bill()))
    return found


def test_the_bill_is_cyclonedx(document: dict[str, Any]) -> None:
    """By the JSON Schema of CycloneDX 1.6, formats included."""
    assert document["specVersion"] == "1.6"
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(document)) is None


def test_every_pinned_package_is_in_it_with_all_its_hashes(document: dict[str, Any]) -> None:
    """Those for some Pythons or systems only, and those of the forms, too."""
    of_python, of_npm = {}, {}
    for component in document["components"]:
        purl = component.get("purl", "")
        if purl.startswith("pkg:pypi/"):
            hashes = component["externalReferences"][0]["hashes"]
            of_python[purl.removeprefix("pkg:pypi/")] = {found["content"] for found in hashes}
        elif component.get("hashes"):
            of_npm[purl.removeprefix("pkg:npm/").replace("%40", "@")] = component["hashes"]

    pinned = re.findall(r"^([\w.-]+)==([^ ;\n]+)", REQUIREMENTS, re.MULTILINE)
    assert of_python.keys() == {f"{name}@{version}" for name, version in pinned}
    assert set().union(*of_python.values()) == set(re.findall(r"sha256:(\w+)", REQUIREMENTS))
    assert all(of_python.values())
    pins = read_pins(PINS.read_text(encoding="utf-8"))
    assert of_npm.keys() == {f"{pin.name}@{pin.version}" for pin in pins}


def test_the_bill_says_what_needs_what(document: dict[str, Any]) -> None:
    """What is asked for directly, and what in turn; each component is asked for by another."""
    needs = {node["ref"]: node.get("dependsOn", []) for node in document["dependencies"]}
    refs = {component["bom-ref"] for component in document["components"]}

    assert {ref for found in needs.values() for ref in found} == refs
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["mkdocs"]]
    names = {re.split(r"[\[>=]", line)[0].replace(".", "-") for line in asked}
    assert {_name(ref) for ref in needs["alliance-site"] if "pypi" in ref} == names
    jinja = next(ref for ref in needs if _name(ref) == "jinja2")
    assert {_name(ref) for ref in needs[jinja]} == {"markupsafe"}


def _name(ref: str) -> str:
    return ref.rpartition("@")[0].rpartition("/")[2]


def test_a_package_may_be_pinned_for_some_pythons_only() -> None:
    """Each version is a package of its own; comments name who asks for it."""
    text = """\
# made by uv
one==1.0 ; python_full_version < '3.12' \\
    --hash=sha256:aa \\
    --hash=sha256:bb
    # via two
one==2.0 ; python_full_version >= '3.12' \\
    --hash=sha256:cc
    # via
    #   alliance-site (pyproject.toml)
    #   two
two==0.1 \\
    --hash=sha256:dd
    # via alliance-site (pyproject.toml)
"""
    found = [(p.name, p.version, p.hashes, p.needed_by) for p in read_requirements(text)]

    assert found == [
        ("one", "1.0", ("aa", "bb"), ("two",)),
        ("one", "2.0", ("cc",), ("alliance-site", "two")),
        ("two", "0.1", ("dd",), ("alliance-site",)),
    ]
    assert next(read_requirements(text)).marker == "python_full_version < '3.12'"


def test_the_same_commit_gives_the_same_bill(document: dict[str, Any]) -> None:
    """Its number comes from what is in it, its time from the commit."""
    assert json.loads(written(bill())) == document
    other = bill()
    other.metadata.timestamp = None
    assert json.loads(written(other))["serialNumber"] != document["serialNumber"]


def test_every_licence_is_known_and_allowed() -> None:
    """Of packages, of the search program, of the forms and of data."""
    assert refused(licences(bill())) == []


@pytest.mark.parametrize(
    "licence", ["GPL-3.0-only", "MIT AND AGPL-3.0-only", "MIT OR LicenseRef-own", "", "mit"]
)
def test_a_licence_that_nobody_allowed_is_refused(licence: str) -> None:
    """Also if it is one of several."""
    assert len(refused({"one": "MIT", "two": licence})) == 1


def test_the_handbook_lists_the_licences() -> None:
    """`make sbom` writes the page."""
    assert TABLE.read_text(encoding="utf-8") == table(licences(bill()))
