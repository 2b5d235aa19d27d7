"""Fetches what the forms at /admin/ need with npm, holds it against its hashes, and unpacks it.

Run by `bin/setup forms`. A package that is not what requirements-admin.txt says is not unpacked.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PINS = ROOT / "requirements-admin.txt"
TARGET = ROOT / ".cache" / "admin"

TAKEN = {
    "@sveltia/cms": {"npm/": "cms/", "LICENSE.txt": "cms/LICENSE.txt", "schema/": "schema/"},
    "yaml": {"browser/": "yaml/", "LICENSE": "yaml/LICENSE"},
}
"""What is taken of each package: files or folders there, and where they go."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A package, its version, and the hash of its archive in the form of Subresource Integrity."""

    name: str
    version: str
    integrity: str


def read_pins(text: str) -> list[Pin]:
    """Return the pins of a file: three words a line, comments after a hash."""
    lines = (line.partition("#")[0].split() for line in text.splitlines())
    return [Pin(*words) for words in lines if words]


def fits(archive: bytes, integrity: str) -> bool:
    """Tell whether an archive has the hash that its pin states."""
    name, _, expected = integrity.partition("-")
    return base64.b64encode(hashlib.new(name, archive).digest()).decode() == expected


def fetch(pin: Pin, folder: Path) -> Path:
    """Put the archive of a package into an empty folder, by the registry that npm is set up for."""
    command = ["npm", "pack", "--silent", "--ignore-scripts", f"{pin.name}@{pin.version}"]
    subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)
    return next(folder.glob("*.tgz"))


def unpack(name: str, archive: Path, folder: Path) -> None:
    """Write what is taken of a package below a folder; maps for debuggers are left out."""
    with tarfile.open(archive) as tar:
        for member in tar:
            inner = member.name.removeprefix("package/")
            for there, here in TAKEN[name].items():
                if not member.isfile() or not inner.startswith(there) or inner.endswith(".map"):
                    continue
                source = tar.extractfile(member)
                path = (folder / (here + inner.removeprefix(there))).resolve()
                if source is None or not path.is_relative_to(folder.resolve()):
                    continue
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(source.read())


def main() -> str | None:
    """Put all packages into the cache at once, or none; return what is wrong with one."""
    TARGET.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=TARGET.parent) as scratch:
        made = Path(scratch) / "made"
        for number, pin in enumerate(read_pins(PINS.read_text(encoding="utf-8"))):
            folder = Path(scratch) / str(number)
            folder.mkdir()
            archive = fetch(pin, folder)
            if not fits(archive.read_bytes(), pin.integrity):
                return f"{pin.name} {pin.version} does not have the hash that {PINS.name} states."
            unpack(pin.name, archive, made)
        shutil.copy(PINS, made / PINS.name)
        shutil.rmtree(TARGET, ignore_errors=True)
        made.rename(TARGET)
    return None


if __name__ == "__main__":
    sys.exit(main())
