"""Which files are read at all: small regular files of UTF-8 text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from alliance.content.yaml.reader import plain, read_yaml
from alliance.content.yaml.textfile import MAX_BYTES


def test_a_sound_file_is_read(tmp_path: Path) -> None:
    """With or without a byte order mark, whatever its line ends."""
    path = tmp_path / "x.yml"
    path.write_bytes("\ufeffname: São\r\ncity: 東京\r\n".encode())

    root, found = read_yaml(path, "data/x.yml")

    assert not found
    assert root is not None
    assert plain(root) == {"name": "São", "city": "東京"}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("a: é".encode("utf-16"), "1:1: the file is UTF-16, not UTF-8. Save the file as UTF-8."),
        ("a: é".encode("utf-16-be"), "1:1: the file is UTF-16, not UTF-8. Save the file as UTF-8."),
        (
            "a: é\r\nb: São".encode("latin-1"),
            '1:4: the byte E9 (perhaps "é" in another encoding) is not UTF-8. Save the file',
        ),
        ("a: é\nb: 日".encode() + b"\xff", '2:5: the byte FF (perhaps "ÿ" in another encoding)'),
        (b"a: \xed\xa0\x80", "1:4: the byte ED"),
        (b"a: " + b"x" * MAX_BYTES, "1:1: the file is 1.0 MB large; 1 MB at most is read."),
        (b"", "1:1: the file is empty: write lines"),
        (b"\xef\xbb\xbf", "1:1: the file is empty: write lines"),
    ],
)
def test_a_file_must_be_small_utf8_text(tmp_path: Path, data: bytes, expected: str) -> None:
    """Another encoding is told from the first byte that gives it away."""
    path = tmp_path / "x.yml"
    path.write_bytes(data)

    root, (problem,) = read_yaml(path, "data/x.yml")

    assert root is None
    assert str(problem).startswith(f"data/x.yml:{expected}")


def test_only_a_regular_file_is_opened(tmp_path: Path) -> None:
    """A link, a folder, a pipe or nothing at all is a problem, and hangs nobody."""
    (tmp_path / "real.yml").write_text("a: 1\n")
    (tmp_path / "link.yml").symlink_to(tmp_path / "real.yml")
    (tmp_path / "folder.yml").mkdir()
    os.mkfifo(tmp_path / "pipe.yml")

    found = {
        name: read_yaml(tmp_path / f"{name}.yml", "f")[1][0].told()
        for name in ("link", "folder", "pipe", "missing")
    }

    assert found == {
        "link": "a symbolic link stands where a file belongs. Put a file there.",
        "folder": "a folder stands where a file belongs. Put a file there.",
        "pipe": "a pipe stands where a file belongs. Put a file there.",
        "missing": "the file cannot be read: No such file or directory."
        " Look whether it is there and may be read.",
    }
    assert read_yaml(Path("/dev/zero"), "f")[1][0].told().startswith("a device stands")
