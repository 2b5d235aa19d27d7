"""Pictures made of pixels: how large they are, what is refused, and what of them is published."""

from __future__ import annotations

import io
import os
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms, ImageOps, PngImagePlugin

from alliance.content.discovery import ASSETS
from alliance.content.pictures.assets import read_assets
from alliance.content.pictures.published import Published
from alliance.content.pictures.raster import read_raster
from alliance.i18n.messages import WrongValueError
from alliance.model.validators import IMAGE_TYPES, check_image
from alliance.site.reading import read_content
from tests.conftest import examples
from tests.pixels import chunk, png

# Ending, and how Pillow draws it.
KINDS: dict[str, tuple[str, str, str, dict[str, Any]]] = {
    "png": (".png", "RGB", "PNG", {}),
    "png with a palette": (".png", "P", "PNG", {"transparency": 0}),
    "png of 16 bits": (".png", "I;16", "PNG", {}),
    "jpeg": (".jpg", "RGB", "JPEG", {}),
    "jpeg of greys": (".jpeg", "L", "JPEG", {}),
    "jpeg for print": (".jpg", "CMYK", "JPEG", {}),
    "progressive jpeg": (".jpg", "RGB", "JPEG", {"progressive": True}),
    "webp with loss (VP8)": (".webp", "RGB", "WEBP", {}),
    "webp without loss (VP8L)": (".webp", "RGB", "WEBP", {"lossless": True}),
    "webp with a profile (VP8X)": (".webp", "RGB", "WEBP", {"icc_profile": b"profile"}),
    "webp that can be looked through": (".webp", "RGBA", "WEBP", {}),
    "avif": (".avif", "RGB", "AVIF", {}),
}
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
CANARY = "Canary-41.3851N-2.1734E"


def drawn(kind: str, pixels: tuple[int, int] = (9, 4), **more: Any) -> bytes:
    """Return a picture of a kind: a light corner at the top left, else dark."""
    _, mode, form, options = KINDS[kind]
    image = Image.new(mode, pixels)
    if mode == "P":
        image.putpalette([shade for shade in range(256) for _ in "RGB"])
    if pixels[0] > 3:
        image.paste(Image.new(mode, (2, 2), 200 if len(image.getbands()) == 1 else "#f0a000"))
    file = io.BytesIO()
    image.save(file, form, **options, **more)
    return file.getvalue()


def metadata(orientation: int = 1) -> Image.Exif:
    """Return what a phone writes: camera, place, and which side is up."""
    exif = Image.Exif()
    exif[0x010F] = CANARY
    exif[0x0112] = orientation
    exif.get_ifd(0x8825).update({1: "N", 2: (41.0, 23.0, 6.36), 29: CANARY})
    return exif


def opened(data: bytes) -> Image.Image:
    """Return a picture, decoded."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def refused(data: bytes, ending: str) -> str:
    """Return why a picture is not published."""
    with pytest.raises(WrongValueError) as caught:
        read_raster(data, ending)
    return str(caught.value)


@pytest.mark.parametrize(
    ("kind", "first"), [("loss (VP8)", b"VP8 "), ("loss (VP8L)", b"VP8L"), ("(VP8X)", b"VP8X")]
)
def test_the_three_forms_of_webp_are_what_they_are_called_here(kind: str, first: bytes) -> None:
    """So that the tests below read each of them."""
    (name,) = (name for name in KINDS if name.endswith(kind))

    assert drawn(name, (4, 4))[12:16] == first


@pytest.mark.parametrize("pixels", [(1, 1), (300, 17), (17, 300)])
@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_says_how_large_it_is(kind: str, pixels: tuple[int, int]) -> None:
    """Width first, whatever the kind."""
    assert read_raster(drawn(kind, pixels), KINDS[kind][0]).size == pixels


@pytest.mark.parametrize("kind", KINDS)
def test_metadata_are_cut_out_and_pixels_stay(kind: str) -> None:
    """Place, camera, comments and whatever follows the end go; a colour profile stays."""
    profile = {} if "profile" in kind or "16" in kind else {"icc_profile": PROFILE}
    if "print" in kind or "greys" in kind:
        profile = {}
    data = drawn(kind, exif=metadata(), **profile) + CANARY.encode()

    found = read_raster(data, KINDS[kind][0])

    assert CANARY.encode() not in found.data
    before, after = opened(data), opened(found.data)
    assert (after.mode, after.size) == (before.mode, before.size)
    assert after.getexif() == {}
    assert after.info.get("icc_profile") == before.info.get("icc_profile")
    assert after.tobytes() == before.tobytes()
    assert read_raster(found.data, KINDS[kind][0]).data == found.data


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_without_metadata_is_published_as_it_is(kind: str) -> None:
    """Byte by byte."""
    data = drawn(kind)

    assert read_raster(data, KINDS[kind][0]).data == data


TURNED = [kind for kind in KINDS if kind not in ("webp with a profile (VP8X)", "jpeg for print")]


@pytest.mark.parametrize("orientation", range(2, 9))
@pytest.mark.parametrize("kind", TURNED)
def test_a_picture_is_turned_upright(kind: str, orientation: int) -> None:
    """For all eight ways to hold a phone: as browsers show the original, and measured so."""
    data = drawn(kind, (32, 16), exif=metadata(orientation))

    found = read_raster(data, KINDS[kind][0])

    after = opened(found.data)
    if kind == "avif":  # a property of the picture says so, which Pillow shows as if it were Exif
        assert dict(after.getexif()) == {0x0112: orientation}
        after = ImageOps.exif_transpose(after)
    upright = (16, 32) if orientation > 4 else (32, 16)
    assert (found.size, after.size, len(after.getexif())) == (upright, upright, 0)
    corners = [(0, 0), (upright[0] - 1, 0), (upright[0] - 1, upright[1] - 1), (0, upright[1] - 1)]
    light = [sum(after.convert("RGB").getpixel(corner)) for corner in corners]  # type: ignore[arg-type]
    assert light.index(max(light)) == {2: 1, 3: 2, 4: 3, 5: 0, 6: 1, 7: 2, 8: 3}[orientation]


def test_a_turned_photo_keeps_its_quality() -> None:
    """JPEG is written with the tables of the original: no pixel changes by more than a shade."""
    noise = Image.effect_noise((64, 48), 40).convert("RGB")
    file = io.BytesIO()
    noise.save(file, "JPEG", quality=70, exif=metadata(6))

    found = read_raster(file.getvalue(), ".jpg")

    before = opened(file.getvalue()).transpose(Image.Transpose.ROTATE_270)
    difference = ImageChops.difference(before, opened(found.data)).convert("L")
    assert sum(n * count for n, count in enumerate(difference.histogram())) / (64 * 48) < 3
    assert len(found.data) < 1.1 * len(file.getvalue())


def test_comments_and_thumbnails_are_cut_out() -> None:
    """In the places that Exif does not use: texts of PNG, comments and previews of JPEG."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", CANARY)
    texts.add_text("Comment", CANARY, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", CANARY)
    thumbnail = b"\xff\xe0\0\x1cJFIF\0\x01\x02\0\0\x01\0\x01\2\2" + b"Canary-41.38"
    jpeg = drawn("jpeg", comment=CANARY.encode(), xmp=CANARY.encode())
    start = jpeg.index(b"JFIF") - 4
    jpeg = jpeg[:start] + thumbnail + jpeg[start + 18 :]
    late = b"\xff\xfe\0\x0eCanary-41.38\xff\xd9"
    webp = drawn("webp with loss (VP8)", xmp=CANARY.encode())

    for data, ending in (
        (drawn("png", pnginfo=texts), ".png"),
        (jpeg, ".jpg"),
        (jpeg.removesuffix(b"\xff\xd9") + late, ".jpg"),
        (webp, ".webp"),
        (drawn("avif", xmp=CANARY.encode()), ".avif"),
    ):
        found = read_raster(data, ending).data
        assert b"Canary" not in found
        assert zlib.compress(CANARY.encode()) not in found
        assert opened(found).convert("RGB").getpixel((0, 0))[0] > 100  # type: ignore[index]


def moving(form: str) -> bytes:
    """Return a picture of two frames."""
    file = io.BytesIO()
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("red", "blue")]
    frames[0].save(file, form, save_all=True, append_images=frames[1:], duration=500)
    return file.getvalue()


JPEG, WEBP, AVIF = drawn("jpeg"), drawn("webp with loss (VP8)"), drawn("avif")
AVI = b"RIFF" + (100).to_bytes(4, "little") + b"AVI LIST" + bytes(92)
REFUSED: dict[str, tuple[str, bytes, str]] = {
    "empty": (".png", b"", "not what its name says"),
    "signature alone": (".png", b"\x89PNG\r\n\x1a\n", "cut off or damaged"),
    "cut PNG": (".png", png(40, 40)[:-20], "cut off or damaged"),
    "PNG without pixels": (
        ".png",
        png(4, 4)[:33] + chunk(b"IEND", b""),
        "cut off or damaged",
    ),
    "PNG with a wrong sum": (".png", png(4, 4)[:-1] + b"x", "cut off or damaged"),
    "PNG with an unknown critical chunk": (
        ".png",
        png(4, 4)[:33] + chunk(b"ABCD", b"") + png(4, 4)[33:],
        "cut off or damaged",
    ),
    "PNG of no size": (".png", png(0, 0), "cut off or damaged"),
    "PNG of 60,000 pixels a side": (
        ".png",
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", b"\0\0\xea\x60\0\0\xea\x60\x08\2\0\0\0")
        + chunk(b"IDAT", b"")
        + chunk(b"IEND", b""),
        "60000 × 60000",
    ),
    "JPEG that is called PNG": (".png", JPEG, "not what its name says (.png)"),
    "cut JPEG": (".jpg", JPEG[:-40], "cut off or damaged"),
    "start of a JPEG": (".jpg", b"\xff\xd8\xff\xe0\0\x10JFIF", "cut off or damaged"),
    "JPEG without a scan": (".jpg", b"\xff\xd8\xff\xd9", "cut off or damaged"),
    "JPEG with a segment of no length": (".jpg", b"\xff\xd8\xff\xe1\0\0\xff\xd9", "cut off"),
    "HTML": (".jpg", b"<html>", "not what its name says"),
    "AVI": (".webp", AVI, "not what its name says"),
    "cut WebP": (".webp", WEBP[:-10], "cut off or damaged"),
    "WebP of another kind": (".webp", b"RIFF\x10\0\0\0WEBPVP9 \0\0\0\0", "cut off or damaged"),
    "WebP without a chunk": (".webp", b"RIFF\x04\0\0\0WEBP", "cut off or damaged"),
    "cut AVIF": (".avif", AVIF[:-30], "cut off or damaged"),
    "video": (".avif", AVIF.replace(b"avif", b"isom"), "not what its name says"),
    "moving PNG": (".png", moving("PNG"), "the picture moves"),
    "moving WebP": (".webp", moving("WEBP"), "the picture moves"),
    "moving AVIF": (".avif", moving("AVIF"), "the picture moves"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_broken_or_mislabelled_is_refused(name: str) -> None:
    """Each is decoded, within limits."""
    ending, data, shown = REFUSED[name]

    assert shown in refused(data, ending)


@pytest.mark.parametrize("pixels", [(8001, 2), (2, 8001)])
@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind.partition(" ")[0] in ("webp", "avif", "png")][1:]
)
def test_every_kind_is_held_to_the_limit(kind: str, pixels: tuple[int, int]) -> None:
    """In each of its forms."""
    assert f"{pixels[0]} × {pixels[1]}" in refused(drawn(kind, pixels), KINDS[kind][0])


def test_a_problem_names_the_file(alliance: Callable[..., Path]) -> None:
    """And every other file is read."""
    root = alliance({"docs/images/x.webp": WEBP[:-9], "docs/images/y.png": png(4, 2)})

    content, problems = read_content(root)

    assert [str(problem).partition(" ")[0] for problem in problems] == ["docs/images/x.webp:1:1:"]
    assert content is not None
    assert content.sizes == {"images/x.webp": None, "images/y.png": (4, 2)}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_a_problem(alliance: Callable[..., Path]) -> None:
    """As one that is not there."""
    root = alliance({"docs/images/x.png": png(4, 2)})
    (root / "docs/images/x.png").chmod(0)

    _, problems = read_content(root)

    assert [problem.path for problem in problems] == ["docs/images/x.png"]


def test_work_on_pictures_is_kept_until_they_change(alliance: Callable[..., Path]) -> None:
    """The next check takes up what was published, and a changed file is read again."""
    root = alliance({"docs/images/x.jpg": drawn("jpeg", exif=metadata(6)), "docs/y.pdf": b"%PDF-"})
    first = dict(read_assets(root))
    (kept,) = (root / ".cache" / "pictures").iterdir()
    kept.write_bytes(b"7 5\nkept")

    again = dict(read_assets(root))
    (root / "docs/images/x.jpg").write_bytes(drawn("jpeg"))
    changed = dict(read_assets(root))

    assert isinstance(first["images/x.jpg"], Published)
    assert first["images/x.jpg"].size == (4, 9)
    assert first["y.pdf"] == Published(b"%PDF-", None)
    assert again["images/x.jpg"] == Published(b"kept", (7, 5))
    assert changed["images/x.jpg"] == Published(drawn("jpeg"), (9, 4))


def test_nothing_is_taken_from_a_cache_that_is_in_git(alliance: Callable[..., Path]) -> None:
    """A proposal could have put anything there."""
    root = alliance({"docs/images/x.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>'})
    sound = dict(read_assets(root))
    (kept,) = (root / ".cache" / "pictures").iterdir()
    kept.write_bytes(b"9 9\n<svg><script/></svg>")
    assert dict(read_assets(root)) != sound

    for command in (("init", "-q"), ("add", "-f", ".cache")):
        subprocess.run(["git", *command], cwd=root, check=True)

    assert dict(read_assets(root)) == sound


def test_a_cache_that_is_damaged_is_no_harm(alliance: Callable[..., Path]) -> None:
    """The picture is read again."""
    root = alliance({"docs/images/x.png": png(4, 2)})
    first = dict(read_assets(root))
    (kept,) = (root / ".cache" / "pictures").iterdir()
    for damaged in (b"", b"x", b"1 2", b"1 2 3\n", b"\xff\n"):
        kept.write_bytes(damaged)
        assert dict(read_assets(root)) == first


@pytest.mark.parametrize("ending", IMAGE_TYPES)
def test_every_type_of_picture_is_published_and_can_be_named(ending: str) -> None:
    """In a record as well as in docs/."""
    assert ending in ASSETS
    assert check_image(f"images/logo{ending}") == f"images/logo{ending}"


SEEDS = [(KINDS[kind][0], drawn(kind, exif=metadata(6))) for kind in KINDS]


@examples(500)
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6))))
def test_any_bytes_are_refused_or_a_picture_without_metadata(
    seed: tuple[str, bytes], changes: list[tuple[float, bytes]]
) -> None:
    """Pillow reads again what is published, and finds the same size."""
    ending, data = seed
    for place, new in changes:
        at = int(place * len(data))
        data = data[:at] + new + data[at + len(new) :]

    try:
        found = read_raster(data, ending)
    except WrongValueError:
        return

    image = ImageOps.exif_transpose(opened(found.data))
    assert (image.size, len(image.getexif())) == (found.size, 0)
    assert CANARY not in str(image.info)
