"""The Equal Earth projection: places on the globe to places on a flat map that keeps areas true.

After Šavrič, Patterson and Jenny, "The Equal Earth map projection", International Journal of
Geographical Information Science 33 (2019), doi:10.1080/13658816.2018.1504949, equations for the
sphere.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

Point = tuple[float, float]

# The coefficients of the polynomial, as published.
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = sqrt(3) / 2


def equal_earth(longitude: float, latitude: float) -> Point:
    """Return x to the east and y to the north, in radii of the globe.

    Both angles are in degrees, the longitude from the middle of the map; beyond 180 it goes on
    evenly, so that a line may cross the edge.
    """
    theta = asin(_M * sin(radians(latitude)))
    squared = theta * theta
    sixth = squared**3
    x = (
        radians(longitude)
        * cos(theta)
        / (_M * (_A1 + 3 * _A2 * squared + sixth * (7 * _A3 + 9 * _A4 * squared)))
    )
    return x, theta * (_A1 + _A2 * squared + sixth * (_A3 + _A4 * squared))
