"""Makes alliance/world.json, the shapes of all countries: `python bin/world_shapes.py`.

The shapes are Natural Earth's at 1:50 million, in the public domain; they come as TopoJSON in the
package world-atlas (ISC licence), which `npm pack` brings. Borders that two countries share are
stored once, and are simplified once, so that neighbours always fit.
"""

from __future__ import annotations

import heapq
import io
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.core import get_global

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from alliance.graphics.world import Point, equal_earth  # noqa: E402 (found through the line above)

PACKAGE = "world-atlas@2.0.2"
TARGET = ROOT / "alliance" / "world.json"

# The smallest triangles that points may stand for, in square radii of the globe. The whole world
# is shown some 2.5 times as wide as a globe's equator is in radii on a screen of 760 pixels, a
# part of it up to ten times larger.
LEVELS = {"far": 2e-5, "near": 2.5e-6}
HUNDREDTHS = 100

# Shapes that ISO 3166-1 codes differently from the package, by what their middle lies in: west,
# south, east, north. Overseas parts have codes of their own, and Crimea is Ukraine's (United
# Nations General Assembly, resolution 68/262).
ELSEWHERE = (
    ("BQ", (-68.6, 11.9, -68.0, 12.5)),
    ("BQ", (-63.4, 17.3, -62.8, 17.8)),
    ("CC", (96.5, -12.5, 97.2, -11.5)),
    ("CX", (105.3, -10.8, 106.0, -10.2)),
    ("GF", (-55.0, 2.0, -51.0, 6.0)),
    ("GP", (-61.9, 15.8, -61.0, 16.6)),
    ("MQ", (-61.3, 14.3, -60.7, 15.0)),
    ("RE", (55.0, -21.6, 56.0, -20.7)),
    ("SJ", (10.0, 74.0, 34.0, 81.0)),
    ("UA", (32.0, 44.0, 37.0, 46.5)),
    ("YT", (44.8, -13.2, 45.5, -12.5)),
)
# Shapes that the package gives no number, by the name that it gives them.
UNNUMBERED = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}
# What is too small for the package: a point, longitude and latitude.
POINTS = {
    "BV": (3.4, -54.4),
    "GI": (-5.35, 36.14),
    "TK": (-171.8, -9.2),
    "TV": (179.2, -8.5),
    "UM": (166.6, 19.3),
}
# Shown on no map of ours, because the projection draws it as a band along the foot.
LEFT_OUT = {"AQ"}
NOBODY = "ZZ"


def main() -> None:
    """Write the file."""
    topology, licence = download()
    arcs = [list(decode(topology, arc)) for arc in topology["arcs"]]
    countries: dict[str, list[list[int]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        for polygon in polygons(geometry):
            code = code_of(geometry, arcs, polygon[0])
            if code not in LEFT_OUT:
                countries.setdefault(code, []).extend(polygon)
    used = sorted({index(arc) for rings in countries.values() for ring in rings for arc in ring})
    number = {old: new for new, old in enumerate(used)}
    world: dict[str, Any] = {
        "source": f"Natural Earth 1:50m, admin 0 countries, from {PACKAGE}",
        "licence": "Natural Earth is in the public domain. The licence of world-atlas: "
        + " ".join(licence.split()),
        "made_by": "bin/world_shapes.py",
        "units": "Hundredths of a degree; each arc starts at longitude, latitude and goes on by"
        " differences. An arc numbered ~n is arc n run backwards.",
        "countries": {
            code: [[renumbered(arc, number) for arc in ring] for ring in rings]
            for code, rings in sorted(countries.items())
        },
        "points": POINTS,
    }
    for level, area in LEVELS.items():
        world[level] = [encode(simplify(arcs[arc], area)) for arc in used]
    TARGET.write_text(written(world), encoding="utf-8")


def download() -> tuple[dict[str, Any], str]:
    """Return the countries of the package as TopoJSON, and the text of its licence."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, capture_output=True
        )
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            shapes, licence = (
                (archive.extractfile(f"package/{name}") or io.BytesIO()).read().decode("utf-8")
                for name in ("countries-50m.json", "LICENSE")
            )
    topology: dict[str, Any] = json.loads(shapes)
    return topology, licence


def decode(topology: dict[str, Any], arc: list[list[int]]) -> Iterator[Point]:
    """Yield the points of an arc in degrees (the TopoJSON format specification, 2.1.3)."""
    (x_scale, y_scale), (x_start, y_start) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * x_scale + x_start, y * y_scale + y_start


def polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """Return the polygons of a geometry: each an outer ring and its holes."""
    arcs: list[Any] = geometry["arcs"]
    return arcs if geometry["type"] == "MultiPolygon" else [arcs]


def code_of(geometry: dict[str, Any], arcs: list[list[Point]], ring: list[int]) -> str:
    """Return the ISO 3166-1 alpha-2 code of a shape, from the number and CLDR's aliases."""
    points = [point for arc in ring for point in arcs[index(arc)]]
    x, y = ((min(p[axis] for p in points) + max(p[axis] for p in points)) / 2 for axis in (0, 1))
    for code, (west, south, east, north) in ELSEWHERE:
        if west <= x <= east and south <= y <= north:
            return code
    number, name = geometry.get("id"), geometry["properties"]["name"]
    if number is None:
        return UNNUMBERED.get(name, NOBODY)
    return str(get_global("territory_aliases")[number][0])


def index(arc: int) -> int:
    """Return the number of an arc, whichever way it is run."""
    return ~arc if arc < 0 else arc


def renumbered(arc: int, number: dict[int, int]) -> int:
    """Return an arc by its new number, run the same way."""
    return ~number[~arc] if arc < 0 else number[arc]


def simplify(arc: list[Point], area: float) -> list[Point]:
    """Leave out points that matter least, by the triangle each makes with its neighbours.

    After Visvalingam and Whyatt, "Line generalisation by repeated elimination of points", The
    Cartographic Journal 30 (1993); areas are those of the map.
    """
    flat = [equal_earth(*point) for point in unwrapped(arc)]
    before, after = list(range(-1, len(arc) - 1)), list(range(1, len(arc) + 1))
    kept = [True] * len(arc)
    heap = [(triangle(flat[i - 1 : i + 2]), i, i - 1, i + 1) for i in range(1, len(arc) - 1)]
    heapq.heapify(heap)
    while heap and heap[0][0] < area:
        size, i, left, right = heapq.heappop(heap)
        if not kept[i] or (before[i], after[i]) != (left, right):
            continue
        kept[i] = False
        after[left], before[right] = right, left
        for j in (left, right):
            if 0 < j < len(arc) - 1:
                corners = [flat[before[j]], flat[j], flat[after[j]]]
                heapq.heappush(heap, (max(size, triangle(corners)), j, before[j], after[j]))
    return [point for point, stays in zip(arc, kept, strict=True) if stays]


def unwrapped(arc: list[Point]) -> Iterator[Point]:
    """Yield the points with longitudes that do not jump where the arc crosses 180 degrees."""
    last = arc[0][0]
    for longitude, latitude in arc:
        last += (longitude - last + 180) % 360 - 180
        yield last, latitude


def triangle(corners: list[Point]) -> float:
    """Return the area of a triangle."""
    (ax, ay), (bx, by), (cx, cy) = corners
    return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2


def encode(arc: list[Point]) -> list[int]:
    """Return an arc as whole numbers: the first point, then differences."""
    numbers: list[int] = []
    x = y = 0
    for point in arc:
        to_x, to_y = (round(value * HUNDREDTHS) for value in point)
        numbers += (to_x - x, to_y - y)
        x, y = to_x, to_y
    return numbers


def written(world: dict[str, Any]) -> str:
    """Return the file: one field a line, so that a change can be read."""
    fields = (
        f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False, separators=(',', ':'))}"
        for name, value in world.items()
    )
    return "{\n" + ",\n".join(fields) + "\n}\n"


if __name__ == "__main__":
    main()
