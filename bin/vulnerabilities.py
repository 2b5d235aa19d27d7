"""Asks whether a pinned package has a known vulnerability: `make vulnerabilities`.

pip-audit asks for the packages of `requirements*.txt`, npm for those of the forms and all that they
bring. Both ask their registries, so a network is needed; nothing is installed. What cannot be asked
counts as a failure, so that silence is never taken for good news.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bin.fetch_forms import PINS, Pin, read_pins

ROOT = Path(__file__).parents[1]
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")


def ask_pip_audit() -> bool:
    """Print what is known of the packages of Python; tell whether it is nothing."""
    options = ["--strict", "--disable-pip", "--require-hashes", "--progress-spinner=off"]
    files = [f"--requirement={name}" for name in REQUIREMENTS]
    return _succeeds([sys.executable, "-m", "pip_audit", *options, *files], ROOT)


def ask_npm(pins: list[Pin]) -> bool:
    """Print what is known of the packages of the forms; tell whether it is nothing.

    npm needs a list of all that they bring, and makes it without fetching or running any of it.
    """
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "package.json").write_text(package_json(pins), encoding="utf-8")
        lock = ["npm", "install", "--package-lock-only", "--ignore-scripts", "--no-fund"]
        ask = ["npm", "audit", "--omit=dev"]
        return _succeeds([*lock, "--no-audit", "--silent"], folder) and _succeeds(ask, folder)


def package_json(pins: list[Pin]) -> str:
    """Return a package that needs exactly what is pinned."""
    return json.dumps({"private": True, "dependencies": {pin.name: pin.version for pin in pins}})


def _succeeds(command: list[str], folder: str | Path) -> bool:
    print(f"$ {' '.join(command)}", flush=True)
    return subprocess.run(command, cwd=folder, check=False).returncode == 0


def main() -> int:
    """Ask both; the exit status is 1 if anything is known, or something could not be asked."""
    answers = [ask_pip_audit(), ask_npm(read_pins(PINS.read_text(encoding="utf-8")))]
    return 0 if all(answers) else 1


if __name__ == "__main__":
    sys.exit(main())
