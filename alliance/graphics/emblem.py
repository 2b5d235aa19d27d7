"""The emblem of the European Union, drawn to its published geometry and never altered.

Source: Interinstitutional Style Guide of the Publications Office, annex "Graphics guide to the
European emblem". The flag is one and a half times as long as it is high. Twelve stars stand like
the hours on a clock, on an unseen circle around the middle with a third of the height as its
radius; each has five points on a circle with an eighteenth of the height as its radius, one of
them straight up. Reflex Blue is #003399 on the web, Yellow #FFCC00.
"""

from __future__ import annotations

from math import cos, pi, sin

EMBLEM = "assets/images/emblem-eu.svg"
"""Where it is published, relative to the root of the site."""

HEIGHT = 540
WIDTH = 810
STARS = 12
CIRCLE = HEIGHT / 3
POINTS = HEIGHT / 18
BLUE = "#003399"
YELLOW = "#FFCC00"

# Where the sides of a pentagram cross, as a share of the radius of its points.
_INNER = sin(pi / 10) / sin(3 * pi / 10)


def emblem() -> str:
    """Return the emblem as SVG, 810 by 540 units."""
    path = "".join(_star(*centre) for centre in centres())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<path fill="{BLUE}" d="M0 0h{WIDTH}v{HEIGHT}H0z"/>'
        f'<path fill="{YELLOW}" d="{path}"/></svg>\n'
    )


def centres() -> list[tuple[float, float]]:
    """Return the middle of each star, in the units of the drawing, clockwise from the top."""
    turns = [2 * pi * hour / STARS for hour in range(STARS)]
    return [(WIDTH / 2 + CIRCLE * sin(turn), HEIGHT / 2 - CIRCLE * cos(turn)) for turn in turns]


def _star(x: float, y: float) -> str:
    corners = []
    for corner in range(10):
        radius = POINTS if corner % 2 == 0 else POINTS * _INNER
        turn = pi * corner / 5
        corners.append(f"{x + radius * sin(turn):.2f} {y - radius * cos(turn):.2f}")
    return f"M{'L'.join(corners)}z"
