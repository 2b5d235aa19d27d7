"""The ways to build a site that bin/reproducible.py compares: copies, settings, Pythons."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
OLD = 1_000_000_000
"""The time at which all files of a copy were changed: long before the repository began."""


@dataclass(frozen=True, slots=True)
class Alliance:
    """A site that is built: its name, its folder in the repository, its address."""

    name: str
    folder: str
    address: str
    is_offline: bool = False
    """Whether it is the copy for reading offline, with its archive."""


REFERENCE = Alliance("reference", ".", "https://alliance.example/")
HARBOUR = Alliance("harbour", "tests/alliances/harbour", "")
COPY = Alliance("harbour to read offline", "tests/alliances/harbour", "", is_offline=True)


# The copies, whose paths differ in length; the first is the usual one.
USUAL = "one"
DEEP = "a much longer path/with blanks/and lëtters"
REVERSED = "reversed"
SHALLOW = "shallow"
EXPORTED = "exported"
COPIES = (USUAL, DEEP, REVERSED, SHALLOW, EXPORTED)


@dataclass(frozen=True, slots=True)
class Way:
    """A way to build a site, as far as it is not the usual one."""

    varied: str
    environment: Mapping[str, str] = field(default_factory=dict)
    copy: str = USUAL
    """The copy of the repository that is built."""
    door: str = "alliance"
    umask: int = 0o022
    processors: int = 0
    """How many are used, 0 for all."""
    python: str = sys.executable


class BuildFailedError(Exception):
    """What a build said before it failed."""


LOCALES = ("C", "de_DE.UTF-8", "tr_TR.UTF-8")


def same_ways() -> Iterator[Way]:
    """Yield the ways that must not differ; what this machine lacks is in `not_tried`."""
    yield Way("nothing, but with the cache of the build before")
    yield Way("a longer path", copy=DEEP)
    yield Way("files made in another order and long ago", copy=REVERSED)
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        yield Way(f"time zone {zone}", {"TZ": zone})
    for name in filter(has_locale, LOCALES):
        yield Way(f"locale {name}", {"LC_ALL": name})
    for mask in (0o000, 0o077):
        yield Way(f"umask {mask:03o}", umask=mask)
    if shutil.which("taskset"):
        yield Way("one processor", processors=1)
    for seed in ("1", "4294967295"):
        yield Way(f"PYTHONHASHSEED={seed}", {"PYTHONHASHSEED": seed})
    yield Way("PYTHONOPTIMIZE=2", {"PYTHONOPTIMIZE": "2"})
    yield Way("the door of MkDocs", door="mkdocs")
    yield Way("SOURCE_DATE_EPOCH of the last commit", {"SOURCE_DATE_EPOCH": last_commit()})
    if library := faketime():
        yield Way("a clock seven years ahead", {"LD_PRELOAD": library, "FAKETIME": "+7y"})


def together() -> Way:
    """Return the way that varies at once all that takes no longer."""
    settings = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}
    settings |= {"PYTHONOPTIMIZE": "2"}
    if library := faketime():
        settings |= {"LD_PRELOAD": library, "FAKETIME": "+7y"}
    processors = 1 if shutil.which("taskset") else 0
    return Way("everything at once", settings, REVERSED, "mkdocs", 0o077, processors)


def not_tried() -> Iterator[str]:
    """Yield what this machine lacks, so that a way cannot be tried."""
    for name in LOCALES:
        if not has_locale(name):
            yield f"the locale {name} is not installed"
    if not shutil.which("taskset"):
        yield "the command taskset is missing, which holds a build to one processor"
    if not faketime():
        yield "libfaketime is not installed, which sets another clock"


def has_locale(name: str) -> bool:
    """Tell whether this machine has a locale."""
    ask = [sys.executable, "-c", f"import locale; locale.setlocale(locale.LC_ALL, {name!r})"]
    return subprocess.run(ask, capture_output=True, check=False).returncode == 0


def faketime() -> str:
    """Return the path of libfaketime, "" if it is not installed."""
    return next(map(str, sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))), "")


def last_commit() -> str:
    """Return the time of the last commit, in seconds since 1970."""
    return git(ROOT, "log", "-1", "--format=%ct").strip()


def git(folder: Path, *words: str) -> str:
    """Return what Git prints."""
    ran = ["git", "-C", str(folder), *words]
    return subprocess.run(ran, check=True, capture_output=True, text=True).stdout


def make_copies(scratch: Path, *copies: str) -> None:
    """Copy the repository as it is in the folder, committed or not, to where ways build it."""
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    names = sorted(name for name in listed.split("\0") if name and (ROOT / name).is_file())
    for copy in copies:
        if copy != EXPORTED:
            depth = ["--depth=1"] if copy == SHALLOW else []
            clone = [
                "clone",
                "--quiet",
                "--no-checkout",
                *depth,
                ROOT.as_uri(),
                str(scratch / copy),
            ]
            git(ROOT, *clone)
        fill(scratch / copy, names[::-1] if copy == REVERSED else names)


def fill(folder: Path, names: list[str]) -> None:
    """Put the files into a copy, in an order, and the forms if they have been fetched."""
    for name in names:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
        os.utime(target, (OLD, OLD))
    if (forms := ROOT / ".cache" / "admin").is_dir():
        shutil.copytree(forms, folder / ".cache" / "admin")
    if (folder / ".git").exists():
        git(folder, "reset", "--quiet", "--mixed")


def build(alliance: Alliance, way: Way, scratch: Path, site: Path) -> Path:
    """Build a site in a way into a folder and return it; raise BuildFailedError.

    The archive of a copy names its folder, so folders that are compared have the same name.
    """
    checkout = scratch / way.copy
    site.parent.mkdir(parents=True, exist_ok=True)
    ran = subprocess.run(
        command(way, checkout / alliance.folder),
        cwd=checkout,
        env=environment(alliance, site) | dict(way.environment),
        umask=way.umask,
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise BuildFailedError(f"{alliance.name}, {way.varied}:\n{ran.stdout}{ran.stderr}")
    if alliance.is_offline:
        site.with_name(f"{site.name}.zip").rename(site / "archive.zip")
    return site


def command(way: Way, folder: Path) -> list[str]:
    """Return the command that builds a site in a way."""
    words = [way.python, "-m", "alliance", "build", "--root", str(folder)]
    if way.door == "mkdocs":
        words = [way.python, "-m", "mkdocs", "build", "--quiet", "-f", str(folder / "mkdocs.yml")]
    if way.processors:
        words = ["taskset", "--cpu-list", str(min(os.sched_getaffinity(0))), *words]
    return words


def environment(alliance: Alliance, site: Path) -> dict[str, str]:
    """Return what a build is told: nothing of who runs it."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LOCPATH") if name in os.environ}
    given = {"SITE_DIR": str(site), "SITE_URL": alliance.address, "NO_MKDOCS_2_WARNING": "1"}
    given |= {"OFFLINE": "1"} if alliance.is_offline else {}
    return kept | given | {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0"}


def other_pythons(scratch: Path, named: list[str]) -> Iterator[Way | str]:
    """Yield a way for each other version of Python on this machine, or why there is none."""
    found = {version: path for path in [*named, *pythons()] if (version := version_of(path))}
    found.pop(version_of(sys.executable), None)
    if not found:
        yield "other versions of Python: none found on this machine; --python PATH names one"
    for version, path in sorted(found.items()):
        home = scratch / f"python{version}"
        if python := with_packages(path, home):
            yield Way(f"Python {version}", python=python)
        else:
            yield f"Python {version}: the packages of requirements.txt could not be installed"


def pythons() -> Iterator[str]:
    """Yield what uv finds of the versions that pyproject.toml allows."""
    for minor in range(11, 20):
        ask = [sys.executable, "-m", "uv", "python", "find", "--no-python-downloads", f"3.{minor}"]
        ran = subprocess.run(ask, capture_output=True, text=True, check=False, cwd="/")
        yield from ran.stdout.split("\n")[:1]


def version_of(python: str) -> str:
    """Return the version of a Python, "" if it is none."""
    ask = [python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    try:
        return subprocess.run(ask, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def with_packages(python: str, home: Path) -> str:
    """Return a Python in a new environment with the pinned packages, "" if that fails."""
    uv = [sys.executable, "-m", "uv"]
    packages = ["--require-hashes", "--only-binary=:all:", f"--requirement={ROOT}/requirements.txt"]
    made = str(home / "bin" / "python")
    make = ["venv", f"--python={python}", str(home)]
    for words in (make, ["pip", "install", f"--python={made}", *packages]):
        if subprocess.run([*uv, *words], capture_output=True, check=False).returncode:
            return ""
    return made
