"""The fonts that pictures are lettered with: found where systems keep them, chosen by script."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from alliance.i18n import cldr

FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("~/.local/share/fonts").expanduser(),
    Path("~/.fonts").expanduser(),
    Path("/Library/Fonts"),
    Path("~/Library/Fonts").expanduser(),
    Path("C:/Windows/Fonts"),
)

# The Noto family covers every script in one style. Scripts by their code in ISO 15924.
_SANS = {
    "Latn": "NotoSans",
    "Cyrl": "NotoSans",
    "Grek": "NotoSans",
    "Arab": "NotoSansArabic",
    "Hebr": "NotoSansHebrew",
    "Thai": "NotoSansThai",
    "Deva": "NotoSansDevanagari",
    "Beng": "NotoSansBengali",
    "Taml": "NotoSansTamil",
    "Geor": "NotoSansGeorgian",
    "Armn": "NotoSansArmenian",
    "Ethi": "NotoSansEthiopic",
}
# One file holds the Chinese, Japanese and Korean forms of the characters: the number of each face.
_CJK = {"Jpan": 0, "Kore": 1, "Hans": 2, "Hant": 3}
_CJK_NAME = "NotoSansCJK"
_WEIGHTS = ("Bold", "Regular")
_ENDINGS = (".ttf", ".otf", ".ttc")


@dataclass(frozen=True, slots=True)
class Typeface:
    """A script's letters in bold and, where it is there, in regular weight."""

    bold: Path
    regular: Path
    index: int = 0
    """The number of the face within the files."""

    @property
    def stamp(self) -> tuple[str, int, str, int, int]:
        """What tells it from another version of itself, on any machine."""
        return (
            *(self.bold.name, self.bold.stat().st_size),
            *(self.regular.name, self.regular.stat().st_size),
            self.index,
        )


@dataclass(frozen=True)
class Typefaces:
    """The fonts below some folders."""

    folders: Sequence[Path] = FOLDERS

    def of(self, language: str) -> tuple[Typeface, ...]:
        """Return the typefaces for texts in a language, its own first; none without its own.

        The others are for what stands in other scripts, such as names.
        """
        own = self._scripts.get(cldr.script(language))
        if own is None:
            return ()
        return tuple(dict.fromkeys([own, *self._scripts.values()]))

    @cached_property
    def _scripts(self) -> dict[str, Typeface]:
        found = {script: self._face(name, 0) for script, name in _SANS.items()}
        found |= {script: self._face(_CJK_NAME, index) for script, index in _CJK.items()}
        return {script: face for script, face in found.items() if face}

    def _face(self, name: str, index: int) -> Typeface | None:
        bold, regular = (self._files.get(f"{name}-{weight}") for weight in _WEIGHTS)
        return Typeface(bold, regular or bold, index) if bold else None

    @cached_property
    def _files(self) -> dict[str, Path]:
        """Fonts that are wanted, by name without ending; of two alike the first in order counts."""
        names = {f"{name}-{weight}" for name in (*_SANS.values(), _CJK_NAME) for weight in _WEIGHTS}
        found: dict[str, Path] = {}
        for path in _walk(self.folders):
            if path.stem in names and path.suffix in _ENDINGS:
                found.setdefault(path.stem, path)
        return found


def package(language: str) -> str:
    """Return the Debian package that brings the fonts of a language."""
    return "fonts-noto-cjk" if cldr.script(language) in _CJK else "fonts-noto-core"


def _walk(folders: Sequence[Path]) -> Iterator[Path]:
    for folder in folders:
        for parent, inner, names in os.walk(folder):
            inner.sort()
            yield from (Path(parent, name) for name in sorted(names))
