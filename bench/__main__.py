"""The command line: `python -m bench`. It measures, prints a table, and never judges."""

from __future__ import annotations

import os
import platform
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from alliance.progress import Progress
from bench.measure import CommandError, Cost, run
from bench.past import commit
from bench.report import Result, growth, site_of, spread, table, wall
from bench.workload import REPOSITORY, SIZES, change_one, generate

MEMORY = Path("/dev/shm")  # noqa: S108 (a fresh folder is made in it)
# The sources of a site: a cold build finds nothing else in its folder.
SOURCES = ("mkdocs.yml", "data", "docs")
# How long the history is that the state of translations is read from.
COMMITS = 1_000
# What would make a build another one than that which is meant.
_NOT_INHERITED = ("SITE_DIR", "LANGUAGES", "GITHUB_ACTIONS")
_ENVIRONMENT = {key: value for key, value in os.environ.items() if key not in _NOT_INHERITED} | {
    "NO_MKDOCS_2_WARNING": "1",
    "SITE_URL": "https://bench.example/",
    "SOURCE_DATE_EPOCH": "1767225600",
}


@click.command()
@click.option(
    "--size",
    "sizes",
    type=click.Choice([*SIZES]),
    multiple=True,
    default=("small", "medium"),
    show_default=True,
    help="What to measure; can be given again.",
)
@click.option(
    "--runs",
    type=click.IntRange(min=1),
    default=3,
    show_default=True,
    help="How often each is measured.",
)
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="An empty or new folder to work in.  [default: one in memory, else in bench/work]",
)
@click.option("--keep", is_flag=True, help="Leave the folder there, and say where it is.")
def main(sizes: tuple[str, ...], runs: int, folder: Path | None, keep: bool) -> None:
    """Measure builds and checks of invented alliances, and print a table of the medians."""
    progress = Progress(sys.stderr)
    try:
        with _work_folder(folder, keep=keep) as work:
            results = [_measure(name, work / name, runs, progress) for name in dict.fromkeys(sizes)]
            progress.show("checking the reference content")
            reference = [_check(REPOSITORY, allowed=(0, 1)) for _ in range(runs)]
    except CommandError as error:
        raise click.ClickException(str(error)) from error
    finally:
        progress.clear()
    print(table(results))
    print(*filter(None, [growth(results), _reference(reference)]), sep="\n")
    print(_made_by(runs))


@contextmanager
def _work_folder(folder: Path | None, *, keep: bool) -> Iterator[Path]:
    """Yield an empty folder, and remove it afterwards unless it is to be kept."""
    if folder is None:
        parent = MEMORY if MEMORY.is_dir() else REPOSITORY / "bench/work"
        parent.mkdir(exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix="alliance-bench-", dir=parent))
    elif folder.exists() and any(folder.iterdir()):
        raise click.BadParameter(f"{folder} is not empty. Name another one.")
    try:
        yield folder
    finally:
        if keep:
            print(f"What was built is in {folder}.", file=sys.stderr)
        else:
            shutil.rmtree(folder, ignore_errors=True)


def _measure(name: str, root: Path, runs: int, progress: Progress) -> Result:
    """Write the workload of a size and return what its builds and checks cost."""
    progress.show(f"{name}: writing the content")
    generate(root, SIZES[name])
    costs: dict[str, list[Cost]] = {"cold": [], "unchanged": [], "changed": [], "check": []}
    for number in range(runs):
        progress.show(f"{name}: run {number + 1} of {runs}")
        _remove_all_but_sources(root)
        costs["cold"].append(_build(root))
        costs["unchanged"].append(_build(root))
        change_one(root, number)
        costs["changed"].append(_build(root))
        costs["check"].append(_check(root))
    site = site_of(root / "site")
    progress.show(f"{name}: writing a history of {COMMITS} commits")
    _remove_all_but_sources(root)
    commit(root, COMMITS)
    costs["state"] = [_state(root) for _ in range(runs)]
    return Result(name, site, **costs)


def _remove_all_but_sources(root: Path) -> None:
    for path in root.iterdir():
        if path.name not in SOURCES:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _build(root: Path) -> Cost:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(root / "mkdocs.yml")]
    return run(command, REPOSITORY, _ENVIRONMENT, allowed=(0,))


def _check(root: Path, allowed: tuple[int, ...] = (0,)) -> Cost:
    command = [sys.executable, "-m", "alliance", "check", "--root", str(root)]
    return run(command, REPOSITORY, _ENVIRONMENT, allowed)


def _state(root: Path) -> Cost:
    command = [sys.executable, "-m", "alliance", "translations", "--root", str(root)]
    return run([*command, "--format", "json"], REPOSITORY, _ENVIRONMENT, allowed=(0,))


def _reference(costs: list[Cost]) -> str:
    """Return how long the check of this repository's own content takes."""
    found = "" if costs[0].status == 0 else "; it found problems"
    return f"check of the reference content: {wall(costs):.2f} s {spread(costs)}{found}"


def _made_by(runs: int) -> str:
    command = shlex.join(["python", "-m", "bench", *sys.argv[1:]])
    version = platform.python_version()
    return f"median of {runs}, Python {version}, {os.cpu_count()} processors: {command}"


if __name__ == "__main__":
    main()
