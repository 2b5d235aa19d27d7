"""Invented texts: words of syllables that mean nothing, in the script of each language."""

from __future__ import annotations

import random
from functools import lru_cache

SOURCE_LANGUAGE = "en"
VOCABULARY = 2_000

_LATIN = (
    "ba co da du fe ga ge ka ki la le li lo me mi na ne ni or pa pe ra re ri ro sa se ta ti to va"
)
_ACCENTED = {
    "ca": "là çà ò",
    "es": "ñá ló í",
    "de": "tä grö mü",
    "it": "tà pè lù",
    "fr": "té lè çon",
    "pt-BR": "ção lê ã",
}
_OTHER = {
    "ja": "かきくけさしすせたちつてなにぬねまみむめらりるれカキクケサシスセタチツテマミムメラリル",
    "zh": "山水木石田林川花草竹米雨雪云风星月日光色声音书纸笔车船门窗桥路灯茶酒衣布针线",
    "ko": "가나다라마바사아자카타파하거너더러머버서어저커터퍼허고노도로모보소오조코토포호",
}
_UNSPACED = ("ja", "zh")


class Writer:
    """Writes in one language; what it writes follows from `source` alone."""

    def __init__(self, source: random.Random, language: str) -> None:
        self._source = source
        self._words = vocabulary(language)
        self._space = "" if language in _UNSPACED else " "
        self._stop = "。" if language in _UNSPACED else "."

    def title(self) -> str:
        """Return a few words without a full stop."""
        return self._join(self._source.randint(2, 5))

    def sentence(self) -> str:
        """Return a sentence of 12 to 20 words."""
        return self._join(self._source.randint(12, 20)) + self._stop

    def paragraph(self, words: int = 50) -> str:
        """Return sentences that have so many words together."""
        sentences = []
        while words > 0:
            length = words if words < 16 else self._source.randint(6, 12)
            sentences.append(self._join(length) + self._stop)
            words -= length
        return self._space.join(sentences)

    def body(self, name: str) -> str:
        """Return Markdown of 150 to 300 words, list and heading included, with a directive."""
        words = self._source.randint(150, 300)
        items = [self._join(6) for _ in range(3)]
        rest = words - 3 * 6 - 4
        parts = [
            self.paragraph(rest // 3),
            f"{self.paragraph(rest // 3)} *[[{name}]]*",
            f"## {self._join(4)}",
            "\n".join(f"- {item}" for item in items),
            self.paragraph(rest - 2 * (rest // 3)),
        ]
        return "\n\n".join(parts) + "\n"

    def _join(self, words: int) -> str:
        text = self._space.join(self._source.choices(self._words, k=words))
        return text[0].upper() + text[1:]


@lru_cache
def vocabulary(language: str) -> tuple[str, ...]:
    """Return the words of a language, the same at each call: one to four syllables each."""
    source = random.Random(language)
    syllables = list(_OTHER.get(language, ())) or [
        *_LATIN.split(),
        *_ACCENTED.get(language, "").split(),
    ]
    lengths = (1, 2, 2, 3) if language in _OTHER else (2, 3, 3, 4)
    return tuple(
        "".join(source.choices(syllables, k=source.choice(lengths))) for _ in range(VOCABULARY)
    )
