"""Colours: whether they can be read, and what the two of the alliance become in light and dark.

Contrast is that of WCAG 2.2. Shades are made in OKLCH, where equal steps look equal (B. Ottosson,
"A perceptual color space for image processing", 2020). A colour is "#rrggbb" in sRGB.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

NEEDED = 4.5
"""WCAG 2.2, success criterion 1.4.3: the least contrast of text. Frames need less, 3 (1.4.11)."""
_COMFORTABLE = 7.0  # 1.4.6: what a shade that we choose ourselves must have
_MARGIN = 0.05  # what is offered still holds when the tint changes with it

_WHITE, _NIGHT = "#ffffff", "#0b1a24"
_STEP = 0.005

# Oklab, by its author's matrices: linear sRGB to cone responses, and their cube roots to Lab.
_TO_CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_TO_LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
_FROM_LAB = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
_FROM_CONES = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)

_Triple = tuple[float, float, float]
_Matrix = tuple[_Triple, _Triple, _Triple]


class Brand(Protocol):
    """The colours that an alliance chooses, each "#rrggbb"; dark ones are optional."""

    @property
    def primary(self) -> str:
        """The colour of headings, links and the band."""
        ...

    @property
    def accent(self) -> str:
        """The colour that sets off what matters."""
        ...

    @property
    def primary_dark(self) -> str | None:
        """The first on dark pages."""
        ...

    @property
    def accent_dark(self) -> str | None:
        """The second on dark pages."""
        ...


@dataclass(frozen=True, slots=True)
class Scheme:
    """The colours of light or of dark pages. The first three are what text stands on."""

    paper: str
    raised: str
    tint: str
    primary: str
    primary_strong: str
    on_primary: str
    accent: str
    band: str
    """A ground for white text."""

    @property
    def surfaces(self) -> tuple[str, str, str]:
        """What text stands on."""
        return self.paper, self.raised, self.tint


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of the site that follow from the brand."""

    light: Scheme
    dark: Scheme


@dataclass(frozen=True, slots=True)
class Fault:
    """A colour of the brand that cannot be read."""

    field: str
    colour: str
    scheme: str
    """"light" or "dark": the pages that it is used on."""
    ratio: float
    shade: str
    """The nearest shade of it that can be read."""


def luminance(colour: str) -> float:
    """Return the relative luminance, from 0 to 1 (WCAG 2.2, "relative luminance")."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def palette(brand: Brand) -> Palette:
    """Return the colours of the site; those that the brand leaves open can always be read."""
    tints = shade(brand.primary, 0.954, 0.009), shade(brand.primary, 0.295, 0.043)
    light = "#fcfbf8", _WHITE, tints[0]
    dark = "#10181f", "#18232c", tints[1]
    primary_dark = brand.primary_dark or _lightened(brand.primary, dark)
    accent_dark = brand.accent_dark or _lightened(brand.accent, dark)
    return Palette(
        _scheme(light, brand.primary, brand.accent, -0.075, brand.primary),
        _scheme(dark, primary_dark, accent_dark, 0.075, shade(brand.primary, 0.335, 0.066)),
    )


def faults(brand: Brand) -> Iterator[Fault]:
    """Yield each colour that has too little contrast as text, with the nearest shade that has it.

    What stands on the primary colour, and the frame of focus in the accent, then have enough too.
    """
    colours = palette(brand)
    for name, scheme, suffix, step in (
        ("light", colours.light, "", -_STEP),
        ("dark", colours.dark, "_dark", _STEP),
    ):
        for field, colour in (("primary", scheme.primary), ("accent", scheme.accent)):
            ratio = _least(colour, scheme.surfaces)
            if ratio < NEEDED:
                better = _readable(colour, scheme.surfaces, step, NEEDED + _MARGIN)
                yield Fault(field + suffix, colour, name, ratio, better)


def shade(colour: str, lightness: float, most: float = math.inf) -> str:
    """Return a colour of the same hue with an OKLCH lightness from 0 to 1, and at most so vivid."""
    _, chroma, hue = _oklch(colour)
    chroma = min(chroma, most)
    while not _is_shown(found := _from_oklch(lightness, chroma, hue)) and chroma > 0:
        chroma = max(0.0, chroma - _STEP)
    return _written(found)


def shifted(colour: str, by: float) -> str:
    """Return a colour that is so much lighter (or darker, below 0) in OKLCH."""
    return shade(colour, min(1.0, max(0.0, _oklch(colour)[0] + by)))


def mixed(one: str, other: str, share: float) -> str:
    """Return a colour between two, with a share from 0 to 1 of the other, as light mixes them."""
    pairs = zip(_linear(one), _linear(other), strict=True)
    red, green, blue = (first + (second - first) * share for first, second in pairs)
    return _written((red, green, blue))


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue, from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _scheme(
    surfaces: tuple[str, str, str], primary: str, accent: str, step: float, band: str
) -> Scheme:
    on_primary = max((_WHITE, _NIGHT), key=lambda text: contrast(text, primary))
    return Scheme(*surfaces, primary, shifted(primary, step), on_primary, accent, band)


def _lightened(colour: str, surfaces: tuple[str, ...]) -> str:
    """Return the shade for dark pages: light, a little less vivid, easy to read."""
    lightness, chroma, _ = _oklch(colour)
    start = shade(colour, max(0.81, lightness), chroma * 0.8)
    return _readable(start, surfaces, _STEP, _COMFORTABLE)


def _readable(colour: str, surfaces: tuple[str, ...], step: float, needed: float) -> str:
    lightness = _oklch(colour)[0]
    found = colour
    while _least(found, surfaces) < needed and 0 < lightness < 1:
        lightness = min(1.0, max(0.0, lightness + step))
        found = shade(colour, lightness)
    return found


def _least(colour: str, surfaces: tuple[str, ...]) -> float:
    return min(contrast(colour, surface) for surface in surfaces)


def _linear(colour: str) -> _Triple:
    red, green, blue = (_expanded(channel / 255) for channel in channels(colour))
    return red, green, blue


def _expanded(value: float) -> float:
    """Undo the transfer function of sRGB (IEC 61966-2-1)."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _compressed(value: float) -> float:
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def _written(linear: _Triple) -> str:
    shown = (round(255 * _compressed(min(1.0, max(0.0, value)))) for value in linear)
    return "#" + "".join(f"{value:02x}" for value in shown)


def _is_shown(linear: _Triple) -> bool:
    return all(-0.0005 <= value <= 1.0005 for value in linear)


def _oklch(colour: str) -> _Triple:
    red, green, blue = (math.cbrt(value) for value in _times(_TO_CONES, _linear(colour)))
    lightness, a, b = _times(_TO_LAB, (red, green, blue))
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _from_oklch(lightness: float, chroma: float, hue: float) -> _Triple:
    lab = lightness, chroma * math.cos(hue), chroma * math.sin(hue)
    long, middle, short = (value**3 for value in _times(_FROM_LAB, lab))
    return _times(_FROM_CONES, (long, middle, short))


def _times(matrix: _Matrix, vector: _Triple) -> _Triple:
    x, y, z = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return x, y, z
