"""The shapes of the world, and how they are drawn."""

from __future__ import annotations

import json
from math import cos, radians

import pytest

from alliance.graphics import svg, world
from alliance.graphics.svg import labelled
from alliance.graphics.world import Box, Level, Point, Ring, equal_earth
from alliance.model.validators import COUNTRIES

LEVELS: tuple[Level, ...] = ("far", "near")
NOWHERE = {"AQ"}  # the map ends north of it
SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))

# The radius in metres of the sphere with the surface of the WGS 84 ellipsoid, and what PROJ
# publishes for its corners in the tests of its own projection "eqearth".
AUTHALIC = 6371007.1809
PUBLISHED = {
    (0, 0): (0, 0),
    (180, 0): (17243959.06, 0),
    (0, 90): (0, 8392927.60),
    (180, 90): (10216474.79, 8392927.60),
    (-180, -90): (-10216474.79, -8392927.60),
}


def holds(rings: tuple[Ring, ...], point: Point) -> bool:
    """Tell whether rings, filled by the rule "evenodd", hold a point."""
    inside, (x, y) = False, point
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
            if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                inside = not inside
    return inside


@pytest.mark.parametrize("degrees", PUBLISHED)
def test_the_projection_is_the_published_one(degrees: tuple[float, float]) -> None:
    """The middle, the ends of the equator and the lines of the poles."""
    x, y = equal_earth(*degrees)

    assert (x * AUTHALIC, y * AUTHALIC) == pytest.approx(PUBLISHED[degrees], abs=0.1)


@pytest.mark.parametrize("latitude", [-80, -45, 0, 10, 52, 75])
@pytest.mark.parametrize("longitude", [0, 90, -170])
def test_areas_stay_true(latitude: float, longitude: float) -> None:
    """A small field has the same area on the map as on the globe."""
    step = 1e-4
    (x0, y0), (x1, _), (_, y2) = (
        equal_earth(longitude, latitude),
        equal_earth(longitude + step, latitude),
        equal_earth(longitude, latitude + step),
    )

    # Parallels are straight and level: the area is that of a rectangle.
    assert (x1 - x0) * (y2 - y0) / radians(step) ** 2 == pytest.approx(
        cos(radians(latitude)), rel=1e-4
    )


def test_the_map_is_twice_as_wide_as_high() -> None:
    """The ratio that the paper gives, and its pole lines of 0.59 equators."""
    equator, pole = equal_earth(180, 0)[0], equal_earth(180, 90)

    assert equator / pole[1] == pytest.approx(2.05458, abs=1e-4)
    assert pole[0] / equator == pytest.approx(0.59247, abs=1e-4)


def test_every_country_has_a_place_on_the_map() -> None:
    """Whichever a record may name, small islands among them."""
    found = {country for country in COUNTRIES if world.middle_of(country)}

    assert found == COUNTRIES - NOWHERE
    for country in found:
        x, y = world.middle_of(country) or (0, 0)
        assert 0 <= x <= world.WIDTH, country
        assert 0 <= y <= world.HEIGHT, country


@pytest.mark.parametrize(
    ("country", "longitude", "latitude"),
    [
        ("JP", 138.5, 36.0),
        ("US", -100.0, 40.0),
        ("US", -150.0, 65.0),
        ("BR", -50.0, -10.0),
        ("FR", 3.0, 47.0),
        ("GF", -53.0, 4.0),
        ("XK", 20.9, 42.6),
        ("UA", 34.3, 45.3),
        ("CY", 33.4, 35.2),
        ("RU", -173.0, 66.5),
        ("NZ", 171.0, -43.5),
    ],
)
@pytest.mark.parametrize("level", LEVELS)
def test_countries_are_where_they_are(
    country: str, longitude: float, latitude: float, level: Level
) -> None:
    """The point is in the country, at both levels, and in no other that is near."""
    point = world.map_point(longitude, latitude)

    assert holds(world.outline(country, level), point)
    others = {"JP", "US", "BR", "FR", "GF", "RS", "RU", "NZ", "TR", "UA"} - {country}
    assert not any(holds(world.outline(other, level), point) for other in others)


@pytest.mark.parametrize("country", ["RU", "FJ", "US", "NZ", "KI"])
@pytest.mark.parametrize("level", LEVELS)
def test_no_line_runs_across_the_map(country: str, level: Level) -> None:
    """Countries at 180 degrees are not drawn as a band around the world."""
    for ring in world.outline(country, level):
        for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
            assert abs(ax - bx) + abs(ay - by) < world.WIDTH / 8


def test_a_ring_across_the_edge_is_cut_in_two() -> None:
    """St Lawrence Island lies on both sides; its parts end at the two edges of the map."""
    (left, y), (right, _) = world.map_point(-168.9999, 63.3), world.map_point(-169.0001, 63.3)
    boxes = [world.box_of(ring) for ring in world.outline("US", "near")]
    island = [box for box in boxes if abs(box.middle[1] - y) < 2 and box.right - box.left < 30]

    assert any(box.left == pytest.approx(left, abs=2) for box in island)
    assert any(box.right == pytest.approx(right, abs=2) for box in island)


@pytest.mark.parametrize("level", LEVELS)
def test_land_as_a_whole_is_the_sum_of_the_countries(level: Level) -> None:
    """Borders are left out, and nothing else: neighbours share them to the point."""
    whole = signed(world.outline_without(frozenset(), level))
    parts = sum(signed(world.outline(country, level)) for country in world.world().countries)

    assert whole == pytest.approx(parts, rel=1e-6)
    assert len(world.outline_without(frozenset(), level)) < sum(
        len(world.outline(country, level)) for country in world.world().countries
    )


def signed(rings: tuple[Ring, ...]) -> float:
    """Return the area of rings, of which holes run the other way."""
    return sum(
        ax * by - bx * ay
        for ring in rings
        for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True)
    )


def test_the_file_says_where_it_is_from() -> None:
    """Source, release and licence stand in it."""
    told = json.loads(world.FILE.read_text(encoding="utf-8"))

    assert "Natural Earth" in told["source"]
    assert "world-atlas@" in told["source"]
    assert "public domain" in told["licence"]
    assert "Permission to use" in told["licence"]


@pytest.mark.parametrize(
    ("rings", "data"),
    [
        ((), ""),
        ((SQUARE,), "M0 0l10 0 0 10-10 0z"),
        (((SQUARE[0], (0.2, 0.1), *SQUARE[1:]),), "M0 0l10 0 0 10-10 0z"),
        ((((-4.4, 1.6), (0.0, 0.0), (5.0, 9.0)),), "M-4 2l4-2 5 9z"),
        ((((0.0, 0.0), (0.3, 0.3), (0.4, 0.0)),), ""),
    ],
    ids=["nothing", "a square", "a point too near", "minus signs", "too small"],
)
def test_rings_become_path_data(rings: tuple[Ring, ...], data: str) -> None:
    """Short, in whole units, and without what cannot be seen."""
    assert svg.path(rings) == data


@pytest.mark.parametrize(
    ("box", "left"),
    [
        (Box(-5, -5, 20, 20), SQUARE),
        (Box(5, 0, 20, 10), ((5, 0), (10, 0), (10, 10), (5, 10))),
        (Box(20, 20, 30, 30), ()),
    ],
    ids=["all", "half", "none"],
)
def test_rings_are_cut_by_a_box(box: Box, left: Ring) -> None:
    """What is outside is gone."""
    assert set(world.clipped(SQUARE, box)) == set(left)


@pytest.mark.parametrize(
    ("points", "names", "anchors"),
    [
        ([(50, 50)], ["Name"], ["start"]),
        ([(180, 50)], ["Name"], ["end"]),
        ([(50, 50), (75, 50)], ["Name", "Other"], ["end", "start"]),
        ([(20, 50), (45, 50)], ["Name", "Other"], ["middle", "start"]),
        ([(100, 50)], ["A name too long for either side of its point"], ["start"]),
    ],
    ids=[
        "right",
        "left at the right edge",
        "left of another",
        "below between another and the edge",
        "no room at all",
    ],
)
def test_names_find_room(points: list[Point], names: list[str], anchors: list[str]) -> None:
    """They stay in the frame and cover no other point, as long as that can be."""
    sides = labelled(points, names, Box(0, 0, 200, 100), 10)

    assert [side.anchor for side in sides] == anchors
