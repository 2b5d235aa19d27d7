"""Colours: whether they can be read, and what the two of the alliance become in light and dark.

Contrast is that of WCAG 2.2. Shades are made in OKLCH, where equal steps look equal (B. Ottosson,
"A perceptual color space for image processing", 2020). A colour is "#rrggbb" in sRGB. The only
module that imports coloraide.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from coloraide import Color

NEEDED = 4.5
"""WCAG 2.2, success criterion 1.4.3: the least contrast of text. Frames need less, 3 (1.4.11)."""
_COMFORTABLE = 7.0  # 1.4.6: what a shade that we choose ourselves must have
_MARGIN = 0.05  # what is offered still holds when the tint changes with it

_WHITE, _NIGHT = "#ffffff", "#0b1a24"
_STEP = 0.005
_TOLERANCE = 0.0005


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
class ContrastFault:
    """A colour of the brand that cannot be read."""

    field: str
    colour: str
    scheme: str
    """"light" or "dark": the pages that it is used on."""
    ratio: float
    shade: str
    """The nearest shade of it that can be read."""


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    return Color(one).contrast(other, method="wcag21")


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


def contrast_faults(brand: Brand) -> Iterator[ContrastFault]:
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
                yield ContrastFault(field + suffix, colour, name, ratio, better)


def shade(colour: str, lightness: float, most: float = math.inf) -> str:
    """Return a colour of the same hue with an OKLCH lightness from 0 to 1, and at most so vivid."""
    made = Color(colour).convert("oklch").set("lightness", lightness)
    made["chroma"] = min(made["chroma"], most)
    # As in CSS Color 4, 13.2: lightness and hue are kept, and only the chroma is reduced.
    while not made.in_gamut("srgb-linear", tolerance=_TOLERANCE) and made["chroma"] > 0:
        made["chroma"] = max(0.0, made["chroma"] - _STEP)
    return _hex(made)


def shifted(colour: str, by: float) -> str:
    """Return a colour that is so much lighter (or darker, below 0) in OKLCH."""
    return shade(colour, min(1.0, max(0.0, _lightness(colour) + by)))


def mixed(one: str, other: str, share: float) -> str:
    """Return a colour between two, with a share from 0 to 1 of the other, as light mixes them."""
    return _hex(Color(one).mix(other, share, space="srgb-linear"))


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue, from 0 to 255."""
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


def _scheme(
    surfaces: tuple[str, str, str], primary: str, accent: str, step: float, band: str
) -> Scheme:
    on_primary = max((_WHITE, _NIGHT), key=lambda text: contrast(text, primary))
    return Scheme(*surfaces, primary, shifted(primary, step), on_primary, accent, band)


def _lightened(colour: str, surfaces: tuple[str, ...]) -> str:
    """Return the shade for dark pages: light, a little less vivid, easy to read."""
    chroma = Color(colour).convert("oklch")["chroma"]
    start = shade(colour, max(0.81, _lightness(colour)), chroma * 0.8)
    return _readable(start, surfaces, _STEP, _COMFORTABLE)


def _readable(colour: str, surfaces: tuple[str, ...], step: float, needed: float) -> str:
    lightness = _lightness(colour)
    found = colour
    while _least(found, surfaces) < needed and 0 <= lightness + step <= 1:
        lightness += step
        found = shade(colour, lightness)
    return found


def _least(colour: str, surfaces: tuple[str, ...]) -> float:
    return min(contrast(colour, surface) for surface in surfaces)


def _lightness(colour: str) -> float:
    return Color(colour).convert("oklch")["lightness"]


def _hex(colour: Color) -> str:
    return colour.convert("srgb").clip().to_string(hex=True)
