"""Who paid: the emblem keeps its published geometry, and words stand beside it on every page."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from pathlib import Path

import lxml.etree
import lxml.html
import pytest
from click.testing import CliRunner, Result

from alliance.__main__ import main
from alliance.graphics.emblems import eu_emblem
from tests.html import classed, pages, text
from tests.small import with_line

SVG = "{http://www.w3.org/2000/svg}"


def drawn() -> tuple[list[float], list[list[tuple[float, float]]], list[str]]:
    """Return the frame of the emblem, the corners of each star and the colours, as drawn."""
    root = lxml.etree.fromstring(eu_emblem().encode())
    ground, stars = root.findall(f"{SVG}path")
    shapes = [
        [tuple(map(float, point.split())) for point in star.split("L")]
        for star in re.findall(r"M([^z]*)z", stars.get("d"))
    ]
    frame = [float(number) for number in root.get("viewBox").split()]
    return frame, shapes, [ground.get("fill"), stars.get("fill")]


def test_the_flag_is_half_as_long_again_as_high_and_has_its_two_colours() -> None:
    """Reflex Blue and Yellow, as the guide gives them for the web."""
    (x, y, width, height), _, colours = drawn()

    assert (x, y, width) == (0, 0, height * 1.5)
    assert colours == ["#003399", "#FFCC00"]


def test_twelve_stars_stand_like_the_hours_on_a_clock() -> None:
    """Their middles lie on a circle around the middle, a third of the height away."""
    (_, _, width, height), stars, _ = drawn()
    middles = [(sum(x for x, _ in s[::2]) / 5, sum(y for _, y in s[::2]) / 5) for s in stars]

    assert len(middles) == 12
    for hour, (x, y) in enumerate(middles):
        turn = math.radians(30 * hour)
        assert x == pytest.approx(width / 2 + height / 3 * math.sin(turn), abs=0.01)
        assert y == pytest.approx(height / 2 - height / 3 * math.cos(turn), abs=0.01)


def test_each_star_stands_upright_in_its_circle() -> None:
    """Five points an eighteenth of the height away; one straight up; the sides are straight."""
    (_, _, _, height), stars, _ = drawn()
    for corners in stars:
        points = corners[::2]
        middle = sum(x for x, _ in points) / 5, sum(y for _, y in points) / 5
        assert len(corners) == 10
        for point in points:
            assert math.dist(point, middle) == pytest.approx(height / 18, abs=0.01)
        top = min(points, key=lambda point: point[1])
        assert top[0] == pytest.approx(middle[0], abs=0.01)
        # Two points are level, and the corners between them lie on the line that joins them.
        left, right = sorted(points, key=lambda point: point[0])[:: len(points) - 1]
        assert left[1] == pytest.approx(right[1], abs=0.02)
        between = sorted(corners[1::2], key=lambda corner: corner[1])[:2]
        assert [y for _, y in between] == pytest.approx([left[1]] * 2, abs=0.02)


def test_every_page_shows_emblem_words_and_disclaimer(reference: Path) -> None:
    """In the language of its reader; the picture has words of its own and keeps its shape."""
    for name, page in pages(reference).items():
        footer = page.find("body/footer")
        if footer is None:
            continue  # a redirect
        (credit,) = classed(footer, "al-credit")
        (image,) = credit.iter("img")
        assert image.get("alt"), name
        assert int(image.get("width")) * 2 == int(image.get("height")) * 3
        assert len([p for p in credit.iter("p") if p.text_content().strip()]) == 3, name
    french = lxml.html.fromstring((reference / "fr/index.html").read_bytes().decode())
    assert "Financé par l’Union européenne" in text(french)


def test_the_emblem_is_published_as_it_is_drawn(reference: Path, harbour: Path) -> None:
    """And only where a giver of money asks for it."""
    published = reference / "assets" / "images" / "emblem-eu.svg"

    assert published.read_text(encoding="utf-8") == eu_emblem()
    assert not (harbour / "assets" / "images" / "emblem-eu.svg").exists()


def test_wording_that_nobody_confirmed_is_noted(alliance: Callable[..., Path]) -> None:
    """With its place and what to do; nothing is wrong, so the check succeeds."""
    for verified, noted in (("", True), (", verified: true, verified_by: Ada", False)):
        money = f"end: 2021, funding: {{funder: F, statement: S{verified}}}"
        ran = check(alliance(with_line("data/alliance.yml", "end: 2021", money)))
        place = "note: data/alliance.yml:7:63: the alliance: phases.first.funding: the wording"
        assert ran.exit_code == 0
        assert (place in ran.stderr) is noted
        assert ran.stdout == ""


def test_notes_are_annotations_on_github(
    alliance: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the lower level: they do not stand among the errors."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    change = with_line(
        "data/alliance.yml", "end: 2021", "end: 2021, funding: {funder: F, statement: S}"
    )

    assert check(alliance(change)).stdout.startswith("::notice file=data/alliance.yml,line=7,col=")


def check(root: Path) -> Result:
    """Run the check of an alliance as `make check` does."""
    return CliRunner().invoke(main, ["check", "--root", str(root)])
