"""Builds both alliances in many ways and compares every byte of what comes out.

python -m bin.reproducible [--python PATH]…

Each way differs from the first in one thing that must not show: where the site is built, by whom,
when and with what. Last come two builds with less history than there is, which may differ only in
what handbook/operators.md says. --python adds a version of Python to those that are found.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bin.ways import (
    COPIES,
    COPY,
    EXPORTED,
    HARBOUR,
    REFERENCE,
    SHALLOW,
    Alliance,
    BuildFailedError,
    Way,
    build,
    last_commit,
    make_copies,
    not_tried,
    other_pythons,
    same_ways,
)

SHOWN = 40
"""How many bytes before and after a difference are shown."""

Reader = Callable[[Path, str], bytes]
"""Reads a file of a site: its bytes, or what of them has to be the same."""


def whole(site: Path, name: str) -> bytes:
    """Return the bytes of a file."""
    return (site / name).read_bytes()


# What is known from the history alone, as handbook/operators.md says.
DATED = (
    (re.compile(r"(^|/)sitemap\.xml$"), rb"<lastmod>.*?</lastmod>\n?"),
    (re.compile(r"\.ics$"), rb"(?m)^(DTSTAMP|LAST-MODIFIED|SEQUENCE):.*\r?\n"),
    (re.compile(r"(^|/)feed\.xml$"), rb"<updated>.*?</updated>"),
    (re.compile(r"(^|/)translations/index\.html$"), rb"(?s)<table.*</table>"),
    (re.compile(r"^(build\.json|archive\.zip)$"), rb"(?s).*"),
)


def undated(site: Path, name: str) -> bytes:
    """Return a file without what comes from the history, with the entries of a feed sorted."""
    content = whole(site, name)
    for pattern, dated in DATED:
        if pattern.search(name):
            content = re.sub(dated, b"", content)
    return b"".join(sorted(re.split(rb"</?(?:entry|feed).*?>\s*", content)))


def differences(one: Path, other: Path, read: Reader = whole) -> Iterator[str]:
    """Yield a line for each file that is in one site only, or differs in its bytes or rights."""
    here, there = files(one), files(other)
    for name in sorted(here | there):
        if name not in there:
            yield f"{name}: missing"
        elif name not in here:
            yield f"{name}: added"
        elif (before := read(one, name)) != (after := read(other, name)):
            yield f"{name}: {first_difference(before, after)}"
        elif (was := mode(one / name)) != (now := mode(other / name)):
            yield f"{name}: may be used by {was}, then by {now}"


def files(site: Path) -> set[str]:
    """Return the paths of all files of a site."""
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def mode(path: Path) -> str:
    """Return who may do what with a file, as chmod writes it."""
    return f"{path.stat().st_mode & 0o777:03o}"


def first_difference(before: bytes, after: bytes) -> str:
    """Return where two texts first differ, and what is there in each."""
    pairs = enumerate(zip(before, after, strict=False))
    at = next((i for i, (a, b) in pairs if a != b), min(len(before), len(after)))
    shown = slice(max(0, at - SHOWN), at + SHOWN)
    return f"byte {at}: {before[shown]!r} is {after[shown]!r}"


def compare(alliance: Alliance, ways: Sequence[Way], scratch: Path, read: Reader) -> list[str]:
    """Build a site in each way and print a line for it; return the first difference of each.

    The first way is what the others are compared with.
    """
    first, found = scratch / alliance.name / "site", list[str]()
    for way in ways:
        if not first.exists():
            build(alliance, way, scratch, first)
        other = build(alliance, way, scratch, scratch / "other" / "site")
        lines = list(differences(first, other, read))
        print(f"  {way.varied:<48} {len(files(other)):>6} {len(lines):>6}", flush=True)
        found += [f"{alliance.name}, {way.varied}: {line}" for line in lines[:1]]
        shutil.rmtree(other)
    return found


def less_history() -> list[Way]:
    """Return the ways that know less than the first one."""
    day = {"SOURCE_DATE_EPOCH": last_commit()}
    return [Way("a shallow clone", copy=SHALLOW), Way("no history", day, copy=EXPORTED)]


def main() -> int:
    """Print the tables and what differs; the exit status is 1 if anything does."""
    parser = argparse.ArgumentParser(description="Build both alliances in many ways and compare.")
    parser.add_argument("--python", action="append", default=[], metavar="PATH")
    named = parser.parse_args().python
    found = list[str]()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        make_copies(scratch, *COPIES)
        others = list(other_pythons(scratch, named))
        ways = [*same_ways(), *(way for way in others if isinstance(way, Way))]
        try:
            for alliance in (HARBOUR, COPY, REFERENCE):
                print(f"{alliance.name:<50} {'files':>6} {'differ':>6}")
                found += compare(alliance, ways, scratch, whole)
                found += compare(alliance, less_history(), scratch, undated)
        except BuildFailedError as error:
            found.append(str(error))
    for reason in [*not_tried(), *(other for other in others if isinstance(other, str))]:
        print(f"Not tried: {reason}")
    print(*found, sep="\n", end="\n" if found else "", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
