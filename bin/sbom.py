"""Writes what the generator is made of: `make sbom`.

dist/alliance-site.cdx.json is a bill of materials in the form of CycloneDX 1.6: every package that
`requirements.txt` and `requirements-admin.txt` pin, with its hashes, its licence and what asks for
it, and the data in the repository that others made. The same commit and the same installed packages
give the same bytes. handbook/licences.md lists the licences.
"""

from __future__ import annotations

import base64
import datetime as dt
import importlib.metadata
import json
import re
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import (
    ExternalReference,
    ExternalReferenceType,
    HashAlgorithm,
    HashType,
    Property,
    XsUri,
)
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.spdx import is_supported_id
from packageurl import PackageURL

from alliance.content.options import build_day
from alliance.git import release
from bin.fetch_forms import PINS, read_pins

ROOT = Path(__file__).parents[1]
BILL = ROOT / "dist" / "alliance-site.cdx.json"
TABLE = ROOT / "handbook" / "licences.md"
WORLD = ROOT / "alliance" / "world.json"

# Licences that let the generator be used, changed and passed on as the MIT licence of its own code
# does, or that ask for no more than their text and, for MPL-2.0, the changes to files under it.
ALLOWED = frozenset(
    {
        *("Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT-CMU", "MPL-2.0"),
        *("PSF-2.0", "Unicode-3.0"),
    }
)
PUBLIC_DOMAIN = "Public domain"
HEAD = """\
# Licences

For operators: what the generator is made of, and under which licences.
The code of the generator itself is under the [MIT licence](../LICENSE).

`make sbom` writes this page, and a bill of materials with versions and hashes.
Packages that only tests and checks need are not listed.
The identifiers are those of the [SPDX License List](https://spdx.org/licenses/).
The full text of a licence comes with its package.
"""

# What packages call a licence that has a name of its own in the list of SPDX.
_NAMES = {
    "Apache Software License": "Apache-2.0",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
# What the licence file of a package is that says only "BSD License", or nothing; and the licences
# of the packages of npm, which are not installed.
_FROM_FILES = {
    "colorama": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "pyromark": "MIT",
    "segno": "BSD-3-Clause",
    "tinycss2": "BSD-3-Clause",
    "webencodings": "BSD-3-Clause",
    "@sveltia/cms": "MIT",
    "yaml": "ISC",
}
# The name, the version, the marker, and the indented lines below.
_PIN = re.compile(r"^([\w.-]+)==([^ ;\\\n]+)(?: ; ([^\\\n]+))?(.*(?:\n +.*)*)", re.MULTILINE)


class UnknownLicenceError(Exception):
    """A package that says nothing of its licence, or something that is on no list."""


@dataclass(frozen=True, slots=True)
class Package:
    """A pinned package, and the packages that ask for it."""

    name: str
    version: str
    marker: str
    """On which Pythons and systems it is installed, "" for all."""
    hashes: tuple[str, ...]
    """The SHA-256 of each of its files."""
    needed_by: tuple[str, ...]


def read_requirements(text: str) -> Iterator[Package]:
    """Yield the packages of a requirements file as uv writes it."""
    for pin in _PIN.finditer(text):
        name, version, marker, rest = pin.groups("")
        hashes = re.findall(r"--hash=sha256:(\w+)", rest)
        needed_by = re.findall(r"^ +#(?: via)? +(?!via$)([\w.-]+)(?: \(|$)", rest, re.MULTILINE)
        yield Package(name, version, marker.strip(), tuple(hashes), tuple(needed_by))


def licence_of(name: str) -> str:
    """Return the licence of an installed package, in the words of SPDX.

    Raises UnknownLicenceError.
    """
    if name in _FROM_FILES:
        return _FROM_FILES[name]
    about = importlib.metadata.metadata(name).json
    if stated := about.get("license_expression"):
        return str(stated)
    classifiers = (line.split(" :: ")[-1] for line in about.get("classifier", ()))
    for text in (str(about.get("license")), *classifiers):
        if is_supported_id(_NAMES.get(text, text)):
            return _NAMES.get(text, text)
    raise UnknownLicenceError(f"{name}: look at its licence file, and name it in {__file__}.")


def python_component(package: Package) -> Component:
    """Return a package from the index of Python: its files are hashed, one of them is installed."""
    purl = PackageURL("pypi", None, package.name, package.version)
    files = ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION,
        url=XsUri(str(purl)),
        comment="The hashes of all files that may be installed, one for each system and Python.",
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=it) for it in package.hashes],
    )
    return Component(
        type=_type(package.name),
        bom_ref=str(purl),
        name=package.name,
        version=package.version,
        purl=purl,
        licenses=[LicenseFactory().make_from_string(licence_of(package.name))],
        external_references=[files],
        properties=[Property(name="python:marker", value=it) for it in (package.marker,) if it],
    )


def _type(name: str) -> ComponentType:
    """Tell programs, which are started, from libraries."""
    return ComponentType.APPLICATION if "-bin-" in name else ComponentType.LIBRARY


def form_components() -> Iterator[Component]:
    """Yield the packages of npm that the forms at /admin/ need; the site does without."""
    for pin in read_pins(PINS.read_text(encoding="utf-8")):
        scope, _, name = pin.name.rpartition("/")
        purl = PackageURL("npm", scope or None, name, pin.version)
        digest = base64.b64decode(pin.integrity.removeprefix("sha512-")).hex()
        yield Component(
            bom_ref=str(purl),
            group=scope or None,
            name=name,
            version=pin.version,
            scope=ComponentScope.OPTIONAL,
            purl=purl,
            hashes=[HashType(alg=HashAlgorithm.SHA_512, content=digest)],
            licenses=[LicenseFactory().make_from_string(licence_of(pin.name))],
        )


def data_components() -> Iterator[Component]:
    """Yield the data that others made: in the repository, or within a package."""
    source = json.loads(WORLD.read_text(encoding="utf-8"))["source"]
    name, _, version = source.rpartition(" ")[2].partition("@")
    purl = PackageURL("npm", None, name, version)
    yield Component(
        type=ComponentType.DATA,
        bom_ref=str(purl),
        name=name,
        version=version,
        purl=purl,
        description="Outlines of countries, in alliance/world.json.",
        licenses=[LicenseFactory().make_from_string("ISC")],
    )
    yield Component(
        type=ComponentType.DATA,
        bom_ref="natural-earth",
        name="Natural Earth",
        description="The source of the outlines.",
        licenses=[LicenseFactory().make_with_name(PUBLIC_DOMAIN)],
    )
    yield Component(
        type=ComponentType.DATA,
        bom_ref="cldr",
        name="Unicode CLDR",
        description="Names, dates and numbers in each language, in Babel.",
        licenses=[LicenseFactory().make_from_string("Unicode-3.0")],
    )


def bill() -> Bom:
    """Return the bill of materials of this checkout."""
    packages = list(read_requirements((ROOT / "requirements.txt").read_text(encoding="utf-8")))
    found = {package: python_component(package) for package in packages}
    own = Component(
        type=ComponentType.APPLICATION,
        bom_ref="alliance-site",
        name="alliance-site",
        version=release(ROOT).removeprefix("v"),
        licenses=[LicenseFactory().make_from_string("MIT")],
    )
    others = [*form_components(), *data_components()]
    bom = Bom(components=[*found.values(), *others])
    bom.metadata.component = own
    bom.metadata.timestamp = dt.datetime.combine(build_day(ROOT), dt.time(), dt.UTC)
    bom.register_dependency(own, others)
    for package, component in found.items():
        for name in package.needed_by:
            asking = [found[p] for p in packages if p.name == name] or [own]
            for each in asking:
                bom.register_dependency(each, [component])
    return bom


def written(bom: Bom) -> str:
    """Return a bill of materials as JSON; its serial number comes from what is in it."""
    bom.serial_number = uuid.UUID(int=0)
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_OID, JsonV1Dot6(bom).output_as_string())
    return JsonV1Dot6(bom).output_as_string(indent=2) + "\n"


def licences(bom: Bom) -> dict[str, str]:
    """Return the licence of each component by its name."""
    return {
        "/".join(filter(None, (component.group, component.name))): " ".join(
            it.value if isinstance(it, LicenseExpression) else it.id or it.name or ""
            for it in component.licenses
        )
        for component in bom.components
    }


def refused(found: dict[str, str]) -> list[str]:
    """Return a line for each component whose licence is not allowed."""
    allowed = {*ALLOWED, PUBLIC_DOMAIN}
    return [
        f"{name}: the licence {licence} is not in ALLOWED of bin/sbom.py."
        for name, licence in found.items()
        if not set(re.split(" OR | AND ", licence)) <= allowed
    ]


def table(found: dict[str, str]) -> str:
    """Return the page of the handbook that lists the licences."""
    rows = "".join(f"| {name} | {found[name]} |\n" for name in sorted(found, key=str.casefold))
    return f"{HEAD}\n| Name | Licence |\n| --- | --- |\n{rows}"


def main() -> int:
    """Write the bill and the page; the exit status is 1 if a licence is unknown or not allowed."""
    try:
        bom = bill()
    except UnknownLicenceError as error:
        print(error, file=sys.stderr)
        return 1
    found = licences(bom)
    BILL.parent.mkdir(exist_ok=True)
    BILL.write_text(written(bom), encoding="utf-8")
    TABLE.write_text(table(found), encoding="utf-8")
    print(f"{len(found)} components in {BILL.relative_to(ROOT)}")
    print(*refused(found), sep="\n", end="", file=sys.stderr)
    return 1 if refused(found) else 0


if __name__ == "__main__":
    sys.exit(main())
