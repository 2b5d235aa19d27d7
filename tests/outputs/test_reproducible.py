"""The same input gives the same bytes, wherever and whenever it is built."""

from __future__ import annotations

from pathlib import Path

import pytest

from bin.reproducible import differences, undated, whole
from bin.ways import EXPORTED, HARBOUR, REVERSED, SHALLOW, Way, build, make_copies, together
from bin.ways import last_commit as day


def site(root: Path, files: dict[str, bytes]) -> Path:
    """Write the files of a site, readable by everybody."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        path.chmod(0o644)
    return root


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"a": b"1", "b/c": b"2"}, {"a": b"1", "b/c": b"2"}, []),
        ({"a": b"1"}, {}, ["a: missing"]),
        ({}, {"a": b"1"}, ["a: added"]),
        ({"a": b"123"}, {"a": b"143"}, ["a: byte 1: b'123' is b'143'"]),
        ({"a": b"12"}, {"a": b"123"}, ["a: byte 2: b'12' is b'123'"]),
    ],
)
def test_a_difference_names_the_file_and_the_first_byte(
    tmp_path: Path, before: dict[str, bytes], after: dict[str, bytes], expected: list[str]
) -> None:
    """Files of one site only are named too."""
    one, other = site(tmp_path / "one", before), site(tmp_path / "other", after)
    one.mkdir(exist_ok=True)
    other.mkdir(exist_ok=True)

    assert list(differences(one, other, whole)) == expected


def test_a_difference_in_rights_is_named(tmp_path: Path) -> None:
    """Whoever runs a web server has to read every file."""
    one, other = site(tmp_path / "one", {"a": b"1"}), site(tmp_path / "other", {"a": b"1"})
    (other / "a").chmod(0o600)

    assert list(differences(one, other, whole)) == ["a: may be used by 644, then by 600"]


@pytest.mark.parametrize(
    ("name", "before", "after", "is_same"),
    [
        ("sitemap.xml", b"<loc>a</loc>\n<lastmod>2026-01-02</lastmod>\n", b"<loc>a</loc>\n", True),
        ("sitemap.xml", b"<loc>a</loc>\n", b"<loc>b</loc>\n", False),
        ("fr/calendar.ics", b"UID:1\r\nSEQUENCE:2\r\n", b"UID:1\r\nSEQUENCE:0\r\n", True),
        ("fr/calendar.ics", b"UID:1\r\nSEQUENCE:2\r\n", b"UID:2\r\nSEQUENCE:2\r\n", False),
        ("index.html", b"SEQUENCE:2\n", b"SEQUENCE:0\n", False),
    ],
)
def test_only_what_the_history_tells_may_differ_without_it(
    tmp_path: Path, name: str, before: bytes, after: bytes, is_same: bool
) -> None:
    """And only where the handbook says so."""
    one, other = site(tmp_path / "one", {name: before}), site(tmp_path / "other", {name: after})

    assert (list(differences(one, other, undated)) == []) is is_same


@pytest.mark.slow
def test_a_site_does_not_depend_on_where_when_and_how_it_is_built(tmp_path: Path) -> None:
    """Folder, order of files, time zone, locale, rights, processes, hashes, clock and door."""
    make_copies(tmp_path, REVERSED, SHALLOW, EXPORTED)
    first = build(HARBOUR, Way("nothing", copy=REVERSED), tmp_path, tmp_path / "sites" / "first")

    other = build(HARBOUR, together(), tmp_path, tmp_path / "sites" / "other")
    assert list(differences(first, other, whole)) == []
    for copy in (SHALLOW, EXPORTED):
        way = Way(copy, {"SOURCE_DATE_EPOCH": day()}, copy)
        other = build(HARBOUR, way, tmp_path, tmp_path / "sites" / copy)
        assert list(differences(first, other, whole))
        assert list(differences(first, other, undated)) == []
