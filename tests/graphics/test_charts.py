"""Charts: as many squares as there are, and bars of the right share."""

from __future__ import annotations

import re

import pytest

from alliance.graphics.charts import Chart, chart


def squares(path: str) -> list[tuple[float, float]]:
    """Return where the shapes of a path begin."""
    return [(float(x), float(y)) for x, y in re.findall(r"M([\d.]+) ([\d.]+)", path)]


def drawn(claimed: int, listed: int, *, mirrored: bool = False) -> Chart:
    """Return a chart that is there."""
    found = chart(claimed, listed, mirrored=mirrored)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("claimed", "listed"), [(8, 5), (8, 0), (3, 3), (1, 1), (12, 12), (13, 1), (48, 47)]
)
def test_each_unit_is_a_square(claimed: int, listed: int) -> None:
    """Solid where it is listed, an outline where it is not; no two in the same place."""
    found = drawn(claimed, listed)

    assert len(squares(found.solid)) == listed
    assert len(squares(found.outline)) == claimed - listed
    assert len(set(squares(found.solid) + squares(found.outline))) == claimed


@pytest.mark.parametrize(
    ("claimed", "width", "height"), [(1, 14, 14), (12, 201, 14), (13, 201, 31)]
)
def test_squares_fill_rows(claimed: int, width: int, height: int) -> None:
    """Twelve in each, of one size for all claims."""
    found = drawn(claimed, claimed)

    assert (found.width, found.height) == (width, height)


@pytest.mark.parametrize(
    ("claimed", "listed", "solid"),
    [
        (100, 50, 100),
        (100, 100, 201),
        (100, 0, 0),
        pytest.param(5000, 1, 2, id="a few of many are seen"),
        pytest.param(5000, 4999, 199, id="a few that are missing are seen"),
    ],
)
def test_a_large_number_is_a_bar(claimed: int, listed: int, solid: int) -> None:
    """Its whole length is the claim."""
    found = drawn(claimed, listed)

    lengths = re.findall(r"h([\d.]+)v", found.solid)
    assert lengths == ([str(solid)] if solid else [])
    assert bool(found.outline) == (listed < claimed)


@pytest.mark.parametrize(("claimed", "listed"), [(8, 5), (13, 12), (60, 20)])
def test_charts_begin_where_reading_begins(claimed: int, listed: int) -> None:
    """Mirrored, what is listed lies at the right."""
    plain, mirrored = drawn(claimed, listed), drawn(claimed, listed, mirrored=True)

    assert min(squares(plain.solid)) == (0, 0)
    assert mirrored.width == plain.width
    assert max(squares(mirrored.solid))[0] > 0
    ends = [float(x) + float(w) for x, w in re.findall(r"M([\d.]+) 0h([\d.]+)", mirrored.solid)]
    assert max(ends) == mirrored.width


def test_a_claim_of_nothing_has_no_chart() -> None:
    """There is nothing to draw."""
    assert chart(0, 0, mirrored=False) is None
