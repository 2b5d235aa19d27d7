"""Pictures that stand for a page where its address is shared: title, kind and name of the site.

They are drawn at build, in the language of the page. The only module that imports PIL.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, features
from PIL import __version__ as pillow

from alliance.cache import Cache, cache_key
from alliance.graphics import typesetting
from alliance.graphics.colours import Palette, channels, mixed, shifted
from alliance.graphics.emblems import CIRCLES, SIDE
from alliance.graphics.fonts import Typeface, Typefaces, package
from alliance.graphics.typesetting import TextRun
from alliance.i18n import cldr

FOLDER = "assets/social"
NEUTRAL = f"{FOLDER}/neutral.png"
"""The picture of pages that no fonts are there for, relative to the root of the site."""
WIDTH, HEIGHT = 1200, 630
"""The size in pixels that networks show without cutting it."""

_MARGIN = 80
_COLUMN = 700
_SMALL = 32
_SIZES = (104, 96, 88, 80, 72, 66, 60, 54, 48, 44, 40, 36)
_TITLE_HEIGHT = 330
# Scripts with high or deep letters need more room between lines.
_LEADING = {"Arab": 1.5, "Thai": 1.5, "Deva": 1.4}
_LEADING_WIDE, _LEADING_LATIN = 1.3, 1.16
_WIDE = frozenset(("Jpan", "Kore", "Hans", "Hant"))
_UNSHAPED = _WIDE | {"Latn", "Cyrl", "Grek"}

_WHITE = "#ffffff"
_SHADES = 12
_MOTIF_SHADES = 64
_SMOOTH = 3
_SCALE = 22.0
_CENTRE = (1082, 290)

_MEASURED = 100
_UNASSIGNED = "\U0003fffe"  # no font has it: what is drawn is the sign for a missing letter
_CODE = cache_key(*(Path(module).read_bytes() for module in (__file__, str(typesetting.__file__))))


@dataclass(frozen=True, slots=True)
class SocialCard:
    """What a picture says, in one language."""

    language: str
    title: str
    kicker: str
    """What sort of thing the page is about, "" for nothing."""
    site: str


class CardRenderer:
    """Draws pictures in the colours of a brand, with the fonts at hand."""

    def __init__(self, palette: Palette, typefaces: Typefaces, cache: Cache | None = None) -> None:
        self._palette = palette
        self._typefaces = typefaces
        self._cache = cache
        self._is_shaping = bool(features.check("raqm"))

    def draw(self, card: SocialCard) -> bytes:
        """Return the picture as PNG, empty where the fonts lack a letter."""
        faces = self._faces(card.language)
        if not faces:
            return b""
        stamps = [face.stamp for face in faces]
        return self._kept(lambda: self._drawn(card, faces), card, stamps, self._is_shaping)

    def neutral(self) -> bytes:
        """Return the picture without text, for pages that have none of their own."""
        return self._kept(lambda: _png(_canvas(self._palette, (WIDTH / 2, HEIGHT / 2))))

    def note(self, languages: Sequence[str]) -> str:
        """Return which languages lack fonts, and what to install; "" if none does."""
        missing = [code for code in languages if not self._faces(code)]
        if not missing:
            return ""
        packages = dict.fromkeys(self._package(code) for code in missing)
        return (
            f"Fonts for {', '.join(missing)} are not installed: their pages share one neutral"
            f" picture. Install {' '.join(packages)}."
        )

    def _package(self, language: str) -> str:
        return package(language) if not self._typefaces.of(language) else "libfribidi0"

    def _faces(self, language: str) -> tuple[Typeface, ...]:
        """Return the typefaces of a language; none where its letters could not be joined."""
        can_join = self._is_shaping or cldr.script(language) in _UNSHAPED
        return self._typefaces.of(language) if can_join else ()

    def _drawn(self, card: SocialCard, faces: tuple[Typeface, ...]) -> bytes:
        writer = _LineWriter(faces, card.language, self._is_shaping)
        if not writer.covers(card.title + card.kicker + card.site):
            return b""
        return _png(_compose(card, writer, self._canvas))

    def _kept(self, make: Callable[[], bytes], *parts: object) -> bytes:
        """Return what an earlier build made of the same parts, or make it."""
        key = cache_key(*parts, self._palette, pillow, _CODE)
        made = self._cache.get(key) if self._cache else None
        if made is None:
            made = make()
            if self._cache:
                self._cache.put(key, made)
        return made

    @cached_property
    def _canvas(self) -> Image.Image:
        return _canvas(self._palette, _CENTRE)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the picture, and the height of its base line in pixels."""

    text: str
    y: float
    size: int
    weight: str


class _LineWriter:
    """Measures and writes lines in a language."""

    def __init__(self, faces: tuple[Typeface, ...], language: str, is_shaping: bool) -> None:
        script = cldr.script(language)
        self.leading = _LEADING.get(script, _LEADING_WIDE if script in _WIDE else _LEADING_LATIN)
        self.is_rtl = cldr.direction(language) == "rtl"
        self._direction = cldr.direction(language)
        self._faces = faces
        self._language = language
        self._is_shaping = is_shaping

    def covers(self, text: str) -> bool:
        """Tell whether there is a font for every character."""
        return all(any(_has(face, character) for face in self._faces) for character in text)

    def width(self, text: str) -> float:
        """Return how long a line of bold letters is at size 1."""
        return self._length(text, _MEASURED, "bold") / _MEASURED

    def write(self, mask: Image.Image, line: _Line) -> None:
        """Write a line in white; it starts at the side that the script does."""
        layer = ImageDraw.Draw(mask)
        x = float(_MARGIN)
        if self.is_rtl:
            x = WIDTH - x - self._length(line.text, line.size, line.weight)
        for part in self._parts(line.text):
            font = _font(_path(part.face, line.weight), part.face.index, line.size)
            direction, language = self._shaping(part)
            place = x, line.y
            layer.text(place, part.text, 255, font, "ls", direction=direction, language=language)
            x += font.getlength(part.text, direction=direction, language=language)

    def _length(self, text: str, size: int, weight: str) -> float:
        total = 0.0
        for part in self._parts(text):
            font = _font(_path(part.face, weight), part.face.index, size)
            direction, language = self._shaping(part)
            total += font.getlength(part.text, direction=direction, language=language)
        return total

    def _parts(self, text: str) -> list[TextRun[Typeface]]:
        return typesetting.text_runs(text, self._direction, self._faces, _has)

    def _shaping(self, part: TextRun[Typeface]) -> tuple[str | None, str | None]:
        """Return direction and language of a part; the basic layout engine accepts neither."""
        return (part.direction, self._language) if self._is_shaping else (None, None)


def _compose(card: SocialCard, writer: _LineWriter, canvas: Image.Image) -> Image.Image:
    """Set kind, title and name of the site on the canvas."""
    image = canvas.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if writer.is_rtl else canvas.copy()
    kicker = _small(card.kicker, writer, _MARGIN + _SMALL * 0.8, "bold")
    site = _small(card.site, writer, HEIGHT - _MARGIN, "regular")
    for ramp, lines in enumerate(([*_title(card.title, writer), site], [kicker])):
        mask = Image.new("L", (WIDTH, HEIGHT))
        for line in lines:
            writer.write(mask, line)
        _paint(image, mask, ramp)
    return image


def _title(text: str, writer: _LineWriter) -> list[_Line]:
    """Set the title as large as it fits, in the middle of the height."""
    block = typesetting.fit(text, writer.width, (_COLUMN, _TITLE_HEIGHT / writer.leading), _SIZES)
    step = block.size * writer.leading
    first = HEIGHT / 2 - step * (len(block.lines) - 1) / 2 + block.size * 0.36
    return [
        _Line(line, first + number * step, block.size, "bold")
        for number, line in enumerate(block.lines)
    ]


def _small(text: str, writer: _LineWriter, y: float, weight: str) -> _Line:
    block = typesetting.fit(text, writer.width, (_COLUMN, _SMALL), range(_SMALL, 17, -2))
    return _Line(block.lines[0], y, block.size, weight)


def _paint(image: Image.Image, mask: Image.Image, ramp: int) -> None:
    """Put the shades of a ramp of the palette where a mask is not black."""
    box = mask.getbbox()
    if box is None:
        return
    cropped = mask.crop(box)
    last = _SHADES - 1
    shades = [ramp * _SHADES + round(value * last / 255) for value in range(256)]
    image.paste(
        cropped.point(shades), box, cropped.point([255 * (value > 8) for value in range(256)])
    )


def _canvas(palette: Palette, centre: tuple[float, float]) -> Image.Image:
    """Draw ground and mark; the palette begins with the shades of white and of tinted text."""
    ground = palette.light.primary_strong
    ramps = [
        channels(mixed(ground, tone, shade / (_SHADES - 1)))
        for tone in (_WHITE, palette.dark.primary)
        for shade in range(_SHADES)
    ]
    motif = _motif(palette, ground, centre).quantize(_MOTIF_SHADES, dither=Image.Dither.NONE)
    colours = list(motif.getpalette() or [])[: 3 * _MOTIF_SHADES]
    moved = bytes((index + len(ramps)) % 256 for index in range(256))
    image = Image.frombytes("P", motif.size, motif.tobytes().translate(moved))
    image.putpalette([*(channel for colour in ramps for channel in colour), *colours])
    return image


def _motif(palette: Palette, ground: str, centre: tuple[float, float]) -> Image.Image:
    """Draw the circles of the mark, large and calm, and soften their edges."""
    light, dark = palette.light, palette.dark
    image = Image.new("RGB", (WIDTH * _SMOOTH, HEIGHT * _SMOOTH), ground)
    layer = ImageDraw.Draw(image)
    fills = (light.primary, dark.accent, shifted(light.primary, 0.12))
    for (x, y, radius), fill in zip(CIRCLES, fills, strict=True):
        corners = (x - radius, y - radius, x + radius, y + radius)
        places = zip(corners, centre * 2, strict=True)
        layer.ellipse(
            [(middle + (at - SIDE / 2) * _SCALE) * _SMOOTH for at, middle in places], fill
        )
    return image.resize((WIDTH, HEIGHT), Image.Resampling.BOX)


def _png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=6)  # the highest takes six times as long for a tenth
    return file.getvalue()


def _path(face: Typeface, weight: str) -> str:
    return str(face.bold if weight == "bold" else face.regular)


@lru_cache(maxsize=256)
def _font(path: str, index: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size, index)


@lru_cache(maxsize=8192)
def _has(face: Typeface, character: str) -> bool:
    """Tell whether a typeface draws a character, and not the sign for a missing one."""
    if character.isspace():
        return True
    return _look(face, character) != _look(face, _UNASSIGNED)


@lru_cache(maxsize=8192)
def _look(face: Typeface, character: str) -> tuple[tuple[int, int], bytes]:
    mask = _font(_path(face, "bold"), face.index, _SMALL).getmask(character)
    return mask.size, bytes(mask)
