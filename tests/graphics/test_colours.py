"""Colours can be read: the formulas, what follows from the brand, and where it is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alliance.graphics.colours import (
    NEEDED,
    Palette,
    contrast,
    contrast_faults,
    mixed,
    palette,
    shade,
)
from alliance.graphics.emblems import site_icon
from alliance.model.alliance import Brand
from alliance.outputs.stylesheet import FOLDER, brand_tokens, stylesheet
from tests.html import pages

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")
LETTERS = ("ink", "quiet")
"""Colours of text that do not follow from the brand."""


def declared(css: str) -> dict[str, tuple[str, str]]:
    """Return the colours of a stylesheet by the name of their property, for light and for dark."""
    found = re.findall(r"--al-([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", css)
    return {name: (light, dark) for name, light, dark in found}


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#000000", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#ffffff", 4.00),
        ("#ffff00", "#ffffff", 1.07),
        ("#123456", "#123456", 1.0),
        ("#ff0000", "#000000", 5.25),
        ("#00ff00", "#000000", 15.30),
        ("#0000ff", "#000000", 2.44),
    ],
)
def test_contrast_is_that_of_published_pairs(one: str, other: str, ratio: float) -> None:
    """Pairs that guides and checkers of contrast quote."""
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize(
    ("colour", "lightness"),
    [("#ff0000", 0.62796), ("#00ff00", 0.86644), ("#0000ff", 0.45201), ("#ffffff", 1.0)],
)
def test_a_shade_of_its_own_lightness_is_the_colour(colour: str, lightness: float) -> None:
    """The lightness of the primaries in OKLCH is published; the way there and back loses none."""
    assert shade(colour, lightness) == colour


def test_a_mixture_goes_from_one_colour_to_the_other() -> None:
    """Its ends are exact; the middle is that of the light, not of the numbers."""
    assert mixed("#000000", "#ffffff", 0) == "#000000"
    assert mixed("#000000", "#ffffff", 1) == "#ffffff"
    assert mixed("#000000", "#ffffff", 0.5) == "#bcbcbc"


@given(COLOURS, COLOURS)
@example("#ffffff", "#000000")
def test_whatever_is_made_from_a_brand_can_be_read(primary: str, accent: str) -> None:
    """Dark shades on all dark grounds, text on tints, and each shade that a problem offers."""
    brand = Brand(primary=primary, accent=accent)
    made = palette(brand)
    tokens = declared((FOLDER / "tokens.css").read_text(encoding="utf-8"))

    for colour in (made.dark.primary, made.dark.accent):
        assert min(contrast(colour, ground) for ground in made.dark.surfaces) >= 7
    for name in LETTERS:
        for text, scheme in zip(tokens[name], (made.light, made.dark), strict=True):
            assert min(contrast(text, ground) for ground in scheme.surfaces) >= NEEDED, name
    offered = {fault.field: fault.shade for fault in contrast_faults(brand)}
    assert set(offered) <= {"primary", "accent"}
    mended = Brand(primary=offered.get("primary", primary), accent=offered.get("accent", accent))
    assert list(contrast_faults(mended)) == []
    for scheme in (palette(mended).light, palette(mended).dark):
        assert contrast(scheme.on_primary, scheme.primary) >= NEEDED
        assert contrast("#ffffff", scheme.band) >= NEEDED


def test_the_colours_of_the_site_itself_have_no_fault() -> None:
    """Those that stand in when no brand is given."""
    assert list(contrast_faults(Brand())) == []


def test_a_given_dark_colour_is_used_as_it_is() -> None:
    """Nothing is derived where the editor has chosen."""
    made = palette(Brand(primary_dark="#7fd1c1"))

    assert made.dark.primary == "#7fd1c1"
    assert made.light.primary == "#0b4a6f"


def made_of(primary: str) -> Palette:
    """Return the palette of a brand with a first colour."""
    return palette(Brand(primary=primary))


def test_every_token_that_is_used_is_declared() -> None:
    """No component asks for a property that neither the brand nor a file gives."""
    css = stylesheet(made_of("#0b4a6f"))

    used = set(re.findall(r"var\((--al-[a-z0-9-]+)\)", css))
    assert used - set(re.findall(r"(--al-[a-z0-9-]+):", css)) == set()


def test_colours_stand_in_one_place_only() -> None:
    """Rules take them from properties; only a property of the component's own may name one."""
    for path in FOLDER.glob("*.css"):
        if path.stem == "tokens":
            continue
        css = re.sub(
            r"/\*.*?\*/|--al-[a-z-]+:[^;]*;", "", path.read_text(encoding="utf-8"), flags=re.DOTALL
        )
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", css) == [], path.name


def test_the_brand_is_in_stylesheet_mark_and_window(reference: Path, harbour: Path) -> None:
    """Each site in its own colours."""
    for site, primary, dark in ((reference, "#0b4a6f", "#9ac7ea"), (harbour, "#00594f", "#7fd1c1")):
        css = (site / "assets/stylesheets/alliance.css").read_text(encoding="utf-8")
        assert declared(css)["primary"] == (primary, dark)
        icon = (site / "assets/images/mark.svg").read_text(encoding="utf-8")
        assert f'fill="{primary}"' in icon
        assert f".c0{{fill:{dark}}}" in icon
        colours = {
            meta.get("media"): meta.get("content")
            for meta in pages(site)["index.html"].findall("head/meta[@name='theme-color']")
        }
        assert colours["(prefers-color-scheme: light)"] == primary
        assert colours["(prefers-color-scheme: dark)"] == declared(css)["tint"][1]


def test_the_mark_and_the_tokens_follow_the_brand() -> None:
    """Another first colour changes both."""
    assert site_icon(made_of("#00594f")) != site_icon(made_of("#0b4a6f"))
    assert "--al-primary: light-dark(#00594f, " in brand_tokens(made_of("#00594f"))
