"""The mark of the site: circles that belong together, in the colours of the brand."""

from __future__ import annotations

from alliance.graphics.colours import Palette, Scheme, shifted

MARK = "assets/images/mark.svg"
"""Where it is published, relative to the root of the site."""

SIDE = 32
CIRCLES = ((11.0, 11.0, 7.5), (22.5, 13.5, 4.5), (15.0, 23.5, 5.5))
"""Centre and radius of each circle, in a square of that side."""


def mark(palette: Palette) -> str:
    """Return the mark as SVG: the icon of the site, in light and dark windows."""
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
