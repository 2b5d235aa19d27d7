"""The emblem of the site, and that of the European Union.

The first is circles that belong together, in the colours of the brand. The second is drawn to its
published geometry and never altered: Interinstitutional Style Guide of the Publications Office,
annex "Graphics guide to the European emblem". The flag is one and a half times as long as it is
high. Twelve stars are placed like the hours on a clock, on an unseen circle around the middle with
a third of the height as its radius; each has five points on a circle with an eighteenth of the
height as its radius, one of them straight up. Reflex Blue is #003399 on the web, Yellow #FFCC00.
"""

from __future__ import annotations

from math import cos, pi, sin

from alliance.graphics.colours import Palette, Scheme, shifted

MARK = "assets/images/mark.svg"
"""Where the emblem of the site is published, relative to the root of the site."""

SIDE = 32
CIRCLES = ((11.0, 11.0, 7.5), (22.5, 13.5, 4.5), (15.0, 23.5, 5.5))
"""Centre and radius of each circle, in a square of that side."""

EU_EMBLEM = "assets/images/emblem-eu.svg"
"""Where that of the European Union is published, relative to the root of the site."""

_HEIGHT = 540
_WIDTH = 810
_STARS = 12
_CIRCLE = _HEIGHT / 3
_POINTS = _HEIGHT / 18
_BLUE = "#003399"
_YELLOW = "#FFCC00"

# Where the sides of a pentagram cross, as a share of the radius of its points.
_INNER = sin(pi / 10) / sin(3 * pi / 10)


def site_icon(palette: Palette) -> str:
    """Return the emblem of the site as SVG: its icon, in light and dark windows."""
    light, dark = fills(palette.light, 0.15), fills(palette.dark, -0.2)
    circles = "".join(
        f'<circle class="c{number}" cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{fill}"/>'
        for number, ((x, y, radius), fill) in enumerate(zip(CIRCLES, light, strict=True))
    )
    rules = "".join(f".c{number}{{fill:{fill}}}" for number, fill in enumerate(dark))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}">'
        f"<style>@media(prefers-color-scheme:dark){{{rules}}}</style>{circles}</svg>\n"
    )


def fills(scheme: Scheme, step: float) -> tuple[str, str, str]:
    """Return the colour of each circle; the last is a shade of the first, by a step in OKLCH."""
    return scheme.primary, scheme.accent, shifted(scheme.primary, step)


def eu_emblem() -> str:
    """Return the emblem of the European Union as SVG, 810 by 540 units."""
    path = "".join(_star(*centre) for centre in _centres())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}">'
        f'<path fill="{_BLUE}" d="M0 0h{_WIDTH}v{_HEIGHT}H0z"/>'
        f'<path fill="{_YELLOW}" d="{path}"/></svg>\n'
    )


def _centres() -> list[tuple[float, float]]:
    """Return the middle of each star, in the units of the drawing, clockwise from the top."""
    turns = [2 * pi * hour / _STARS for hour in range(_STARS)]
    return [(_WIDTH / 2 + _CIRCLE * sin(turn), _HEIGHT / 2 - _CIRCLE * cos(turn)) for turn in turns]


def _star(x: float, y: float) -> str:
    corners = []
    for corner in range(10):
        radius = _POINTS if corner % 2 == 0 else _POINTS * _INNER
        turn = pi * corner / 5
        corners.append(f"{x + radius * sin(turn):.2f} {y - radius * cos(turn):.2f}")
    return f"M{'L'.join(corners)}z"
