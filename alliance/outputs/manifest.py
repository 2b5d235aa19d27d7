"""/build.json: what a folder holds, what it was made from and with, and the digest of each file.

It is the last file of a site, and says that this generator wrote the folder and may replace it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alliance import git
from alliance.resources import CHECKOUT

if TYPE_CHECKING:  # the command line asks for the version alone
    from alliance.site.site import Site

MANIFEST = "build.json"
"""Where it is published, relative to the root of the site."""
SITE, OFFLINE_COPY = "site", "offline copy"

_GENERATOR = "alliance-site"
_PACKAGES = (
    "babel", "click", "coloraide", "icalendar", "jinja2", "nh3", "pagefind",
    "pillow", "pydantic", "pyromark", "pyyaml", "ruamel.yaml", "segno", "tinycss2",
)  # fmt: skip

# What servers, file managers and tools put beside a finished site.
_PRECOMPRESSED = (".gz", ".br", ".zst")
_OF_SYSTEMS = frozenset((".DS_Store", "Thumbs.db", "desktop.ini"))


def version() -> str:
    """Return the version of the wheel; in a checkout, what Git calls its commit."""
    if found := git.release(CHECKOUT):
        return found.removeprefix("v")
    return _installed(_GENERATOR)


def manifest(site: Site, digests: Mapping[str, str]) -> bytes:
    """Return the file; `digests` are SHA-256 of all others by their path, in hexadecimal."""
    told = {
        "format": "1.0",
        "generator": {"name": _GENERATOR, "version": version()},
        "kind": OFFLINE_COPY if site.offline else SITE,
        "day": site.today.isoformat(),
        "commit": git.revision(site.content.root) or None,
        "packages": {name: _installed(name) for name in _PACKAGES},
        "files": dict(sorted(digests.items())),
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def kind_in(folder: Path) -> str | None:
    """Return what this generator wrote into a folder, None if it did not write it."""
    told = _read(folder / MANIFEST)
    if told is not None:
        generator = told.get("generator")
        is_ours = isinstance(generator, dict) and generator.get("name") == _GENERATOR
        return str(told.get("kind")) if is_ours else None
    return _kind_without_manifest(folder)


def strangers(folder: Path) -> Iterator[str]:
    """Yield the files in a published folder that its manifest does not name.

    Yield nothing where there is no manifest: then nothing is known of them.
    """
    files = (_read(folder / MANIFEST) or {}).get("files")
    if not isinstance(files, dict):
        return
    known = {*files, MANIFEST}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        stem = name.removesuffix(path.suffix) if path.suffix in _PRECOMPRESSED else name
        if not path.is_dir() and path.name not in _OF_SYSTEMS and not {name, stem} & known:
            yield name


def _kind_without_manifest(folder: Path) -> str | None:
    """Return the same of a site that an earlier version wrote: by files that nobody else writes."""
    data = _read(folder / "data" / "alliance.json") or {}
    entry = data.get("alliance")
    needed = (folder / "index.html", folder / "assets" / "stylesheets" / "alliance.css")
    is_ours = isinstance(entry, dict) and entry.get("kind") == "alliance"
    if not is_ours or not all(path.is_file() for path in needed):
        return None
    return SITE if (folder / "_headers").is_file() else OFFLINE_COPY


def _read(path: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _installed(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "unknown"
