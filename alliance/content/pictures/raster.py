"""Pictures made of pixels: decoded within limits, published upright and without metadata.

What is upright keeps its pixels exactly. What has to be turned is written again: PNG and WebP
without loss where they had none, JPEG with the tables of the original, other WebP at high quality.
AVIF says within the picture how it is turned, and browsers follow it, so it is never written again.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
import warnings
from collections.abc import Callable
from math import prod
from typing import TYPE_CHECKING, Any

from alliance.content.pictures import refusals
from alliance.content.pictures.avif import strip_avif
from alliance.content.pictures.containers import (
    JPEG,
    PNG,
    Stripped,
    is_lossless_webp,
    strip_jpeg,
    strip_png,
    strip_webp,
)
from alliance.content.pictures.published import Published, Size
from alliance.i18n.messages import WrongValueError, say

if TYPE_CHECKING:
    from PIL.Image import Image, Transpose

MAX_SIDE = 8_000

_SIGNATURES = {
    "PNG": re.compile(re.escape(PNG)),
    "JPEG": re.compile(re.escape(JPEG)),
    "WEBP": re.compile(rb"RIFF....WEBP", re.DOTALL),
    "AVIF": re.compile(rb"....ftyp.{0,64}?avi[fs]", re.DOTALL),
}
_STRIP: dict[str, Callable[[bytes], Stripped]] = {
    "PNG": strip_png,
    "JPEG": strip_jpeg,
    "WEBP": strip_webp,
    "AVIF": strip_avif,
}
_KINDS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP", ".avif": "AVIF"}
_EMBEDDED = re.compile(r"data:image/(?:png|jpe?g|webp)\s*;\s*base64\s*,", re.IGNORECASE)

_ORIENTATION = 0x0112
"""Of Exif: how the picture is turned."""
_DAMAGED = say("the picture is cut off or damaged. Export it again, or copy it again.")
_MOVING = say(
    "the picture moves, and visitors cannot stop it. Export one frame of it as a still picture."
)


def read_raster(data: bytes, ending: str) -> Published:
    """Return what is published of a picture whose name has this ending.

    Raises WrongValueError for what is no such picture, cut off, too large, or moves.
    """
    kind = _KINDS[ending]
    if not _SIGNATURES[kind].match(data):
        raise WrongValueError(refusals.mislabelled(ending))
    try:
        stripped = _STRIP[kind](data)
    except (ValueError, LookupError):
        raise WrongValueError(_DAMAGED) from None
    if stripped.is_moving:
        raise WrongValueError(_MOVING)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Pillow warns of is decided here
        return _decoded(stripped, kind)


def embed(address: str) -> tuple[str, int]:
    """Return a `data:` address as it is published, and how many pixels are in it.

    Raises WrongValueError unless it is a sound PNG, JPEG or WebP.
    """
    head = _EMBEDDED.match(address)
    try:
        data = base64.b64decode("".join(address[head.end() :].split())) if head else b""
    except binascii.Error:
        data = b""
    for ending, kind in _KINDS.items():
        if kind != "AVIF" and _SIGNATURES[kind].match(data):
            found = read_raster(data, ending)
            encoded = base64.b64encode(found.data).decode()
            return f"data:image/{kind.lower()};base64,{encoded}", prod(found.size or ())
    raise WrongValueError(refusals.embedded(address))


def _decoded(stripped: Stripped, kind: str) -> Published:
    """Decode every pixel; write the picture again only if it must change."""
    from PIL import Image  # noqa: PLC0415 (it takes longer to import than a small check)

    Image.MAX_IMAGE_PIXELS = None  # the limit here is lower
    try:
        with Image.open(io.BytesIO(stripped.data), formats=[kind]) as image:
            _check_size(image.size, getattr(image, "n_frames", 1))
            image.load()
            turn = _turn(image, stripped.exif)
            if turn is None:
                return Published(stripped.data, image.size)
            upright = image.transpose(turn)
            if kind == "AVIF":
                return Published(stripped.data, upright.size)
            options = _options(image, turn, stripped.data)
            return Published(_written(upright, kind, options), upright.size)
    except WrongValueError:
        raise
    except Exception:  # noqa: BLE001 (decoders raise nearly anything for a damaged picture)
        raise WrongValueError(_DAMAGED) from None


def _check_size(size: Size, frames: int) -> None:
    if frames > 1:
        raise WrongValueError(_MOVING)
    if max(size) > MAX_SIDE:
        raise WrongValueError(
            say(
                "the picture has {size} pixels; {most} a side at most fit. Make it smaller.",
                size=f"{size[0]} × {size[1]}",
                most=MAX_SIDE,
            )
        )
    if min(size) < 1:
        raise WrongValueError(_DAMAGED)


def _turn(image: Image, metadata: bytes) -> Transpose | None:
    """Return how to turn a picture so that it is upright, None if it is."""
    from PIL.Image import Exif, Transpose  # noqa: PLC0415 (as above)

    exif = image.getexif()
    if metadata:
        exif = Exif()
        try:
            exif.load(metadata)
        except Exception:  # noqa: BLE001 (as above; a browser shows it as it is)
            return None
    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return turns.get(exif.get(_ORIENTATION, 1))


def _options(image: Any, turn: Transpose, data: bytes) -> dict[str, Any]:
    """Return how a picture is written again: with as little loss as its kind has."""
    if image.format == "JPEG":
        from PIL.JpegImagePlugin import get_sampling  # noqa: PLC0415 (as above)

        tables = [list(table) for table in image.quantization.values()]
        if turn.name in ("TRANSPOSE", "TRANSVERSE", "ROTATE_90", "ROTATE_270"):
            tables = [[table[8 * (n % 8) + n // 8] for n in range(64)] for table in tables]
        return {"qtables": tables, "subsampling": max(get_sampling(image), 0), "optimize": True}
    if image.format == "WEBP":
        return {"lossless": is_lossless_webp(data), "quality": 90}
    return {}


def _written(image: Image, kind: str, options: dict[str, Any]) -> bytes:
    """Write a picture with its colour profile, and nothing else that is not seen."""
    kept = ("icc_profile", "transparency")
    image.info = {key: value for key, value in image.info.items() if key in kept}
    file = io.BytesIO()
    image.save(file, kind, icc_profile=image.info.get("icc_profile"), **options)
    return file.getvalue()
