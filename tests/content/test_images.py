"""How large a picture is, in every format that may be published."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from alliance.content.checks.images import size
from alliance.content.discovery import ASSETS
from alliance.model.validators import IMAGE_TYPES, check_image
from alliance.site.reading import read_content

KINDS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "png": ("RGB", "PNG", {}),
    "jpeg": ("RGB", "JPEG", {}),
    "progressive jpeg": ("RGB", "JPEG", {"progressive": True}),
    "gif": ("P", "GIF", {}),
    "webp with loss (VP8)": ("RGB", "WEBP", {}),
    "webp without loss (VP8L)": ("RGB", "WEBP", {"lossless": True}),
    "webp with a profile (VP8X)": ("RGB", "WEBP", {"exif": b"Exif\0\0MM\0*\0\0\0\x08\0\0"}),
    "avif": ("RGB", "AVIF", {}),
}


def drawn(kind: str, pixels: tuple[int, int]) -> bytes:
    """Return a black picture of a kind."""
    mode, format_, options = KINDS[kind]
    file = io.BytesIO()
    Image.new(mode, pixels).save(file, format_, **options)
    return file.getvalue()


@pytest.mark.parametrize(
    ("kind", "chunk"), [("loss (VP8)", b"VP8 "), ("loss (VP8L)", b"VP8L"), ("(VP8X)", b"VP8X")]
)
def test_the_three_forms_of_webp_are_what_they_are_called_here(kind: str, chunk: bytes) -> None:
    """So that the tests below read each of them."""
    (name,) = (name for name in KINDS if name.endswith(kind))

    assert drawn(name, (4, 4))[12:16] == chunk


@pytest.mark.parametrize("pixels", [(1, 1), (300, 17), (17, 300)])
@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_says_how_large_it_is(tmp_path: Path, kind: str, pixels: tuple[int, int]) -> None:
    """Width first, whatever the ending."""
    path = tmp_path / "x.picture"
    path.write_bytes(drawn(kind, pixels))

    assert size(path) == pixels


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>'),
        ("x.pdf", b"%PDF-1.7\n"),
        ("x.png", b""),
        ("x.png", b"\x89PNG\r\n\x1a\n"),
        ("x.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF"),
        ("x.webp", b"RIFF\x10\0\0\0WEBPVP9 "),
    ],
    ids=["svg", "pdf", "empty", "cut png", "cut jpeg", "unknown webp"],
)
def test_a_file_without_pixels_has_no_size(tmp_path: Path, name: str, data: bytes) -> None:
    """A drawing is as large as the page makes it, and a file that is cut off does not say."""
    path = tmp_path / name
    path.write_bytes(data)

    assert size(path) is None


@pytest.mark.parametrize("pixels", [(8001, 2), (2, 8001)])
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.partition(" ")[0] == "webp"])
def test_webp_is_held_to_the_limit(
    alliance: Callable[..., Path], kind: str, pixels: tuple[int, int]
) -> None:
    """In each of its three forms."""
    _, problems = read_content(alliance({"docs/images/x.webp": drawn(kind, pixels)}))

    assert [problem.path for problem in problems] == ["docs/images/x.webp"]
    assert f"{pixels[0]} × {pixels[1]}" in str(problems[0])


@pytest.mark.parametrize("ending", IMAGE_TYPES)
def test_every_type_of_picture_is_published_and_can_be_named(ending: str) -> None:
    """In a record as well as in docs/."""
    assert ending in ASSETS
    assert check_image(f"images/logo{ending}") == f"images/logo{ending}"
