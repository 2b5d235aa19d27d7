"""Writes an invented alliance into a folder: the same size and seed give the same bytes."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from alliance.content.yaml.reader import plain, read_yaml
from bench import block
from bench.records import SENTENCE, TITLE, Fields, alliance, in_source, in_translation, records
from bench.words import SOURCE_LANGUAGE, Writer

REPOSITORY = Path(__file__).resolve().parent.parent
SEED = 1
# From the source language on, in the order in which sizes take them.
LANGUAGES = {
    "en": "English",
    "ca": "Català",
    "es": "Español",
    "de": "Deutsch",
    "it": "Italiano",
    "fr": "Français",
    "pt-BR": "Português (Brasil)",
    "ja": "日本語",
    "zh": "中文",
    "ko": "한국어",
}
NAV = ("index.md", "markets/index.md", "activities/index.md", "results.md", "partners/index.md")
FOOTER = ("about.md", "agreements/index.md", "themes/index.md", "legal.md", "privacy.md")
# What each page holds, in this order: "#" is a heading, "text" a paragraph, the rest stands as is.
PAGES: Mapping[str, tuple[str, ...]] = {
    "index": (
        *("[[welcome]]", "[[status]]", "#", "text", "[[figures]]", "#", "[[markets]]"),
        *("#", "[[results phase=second]]", "#", "[[activities limit=3]]", "#", "[[partners]]"),
    ),
    "markets/index": ("text", "[[markets]]", "text"),
    "activities/index": ("text", "[[activities]]"),
    "partners/index": ("text", "[[partners]]", "#", "[[figures]]"),
    "agreements/index": ("[[results counts=agreements]]", "[[agreements]]"),
    "themes/index": ("text", "[[themes]]"),
    "results": ("text", "#", "[[results]]", "#", "[[figures]]"),
    "about": (
        *("text", "#", "[[aim]]", "#", "text", "[[themes]]", "#", "[[timeline]]", "[[status]]"),
        *("#", "[[phases]]"),
    ),
    "legal": ("#", "[[publisher]]", "#", "[[funding]]", "#", "text", "#", "text"),
    "privacy": ("#", "text", "#", "text", "#", "text"),
}


@dataclass(frozen=True)
class Size:
    """How many markets, activities and languages an alliance has."""

    markets: int
    activities: int
    languages: int

    @property
    def codes(self) -> tuple[str, ...]:
        """The tags of its languages, the source language first."""
        return tuple(islice(LANGUAGES, self.languages))


SIZES = {"small": Size(7, 20, 6), "medium": Size(20, 300, 10), "large": Size(50, 2_000, 10)}


def generate(folder: Path, size: Size, seed: int = SEED) -> None:
    """Write mkdocs.yml, data/ and docs/ of an alliance into a folder."""
    _save(folder / "mkdocs.yml", block.write(config(size)))
    _save_record(folder, "alliance", alliance(seed), size, seed)
    for name, fields in records(seed, size.markets, size.activities):
        _save_record(folder, name, fields, size, seed)
    for name, parts in PAGES.items():
        for language in size.codes:
            writer = Writer(random.Random(f"{seed} {name} {language}"), language)
            _save(folder / "docs" / _named(name, language, "md"), _page(parts, language, writer))


def config(size: Size) -> Fields:
    """Return this repository's mkdocs.yml with the languages and pages of the workload."""
    node, problems = read_yaml(REPOSITORY / "mkdocs.yml", "mkdocs.yml")
    if node is None:
        raise ValueError(f"This repository's own settings cannot be read: {problems[0]}")
    own: Fields = {key: plain(entry.value) for key, entry in node.entries.items()}
    overrides = str(REPOSITORY / "overrides")
    return {
        **own,
        "site_name": "Invented alliance",
        "theme": {**own["theme"], "custom_dir": overrides},
        "nav": NAV,
        "plugins": [_plugin(entry, size) for entry in own["plugins"]],
        "hooks": [str(REPOSITORY / "hooks.py")],
        "watch": ["data", overrides],
        # No pictures are drawn: other generators of sites draw none, and the same work is compared.
        "extra": {**own["extra"], "footer": FOOTER, "social_images": False},
    }


def change_one(folder: Path, number: int) -> None:
    """Give the first activity another summary; each number gives a summary of its own."""
    path = folder / "data/activities/activity-0001.yml"
    summary = Writer(random.Random(f"change {number}"), SOURCE_LANGUAGE).sentence()
    text = path.read_text(encoding="utf-8")
    _save(path, re.sub("^summary: .*$", f"summary: {summary}", text, flags=re.MULTILINE))


def _plugin(entry: object, size: Size) -> object:
    if not isinstance(entry, Mapping) or "i18n" not in entry:
        return entry
    languages = [{"locale": code, "name": LANGUAGES[code]} for code in size.codes]
    first = {**languages[0], "default": True}
    return {"i18n": {**entry["i18n"], "languages": [first, *languages[1:]]}}


def _save_record(folder: Path, name: str, fields: Fields, size: Size, seed: int) -> None:
    for language in size.codes:
        writer = Writer(random.Random(f"{seed} {name} {language}"), language)
        written = _in_language(fields, language, writer)
        _save(folder / "data" / _named(name, language, "yml"), block.write(written))


def _in_language(fields: Fields, language: str, writer: Writer) -> Fields:
    if language == SOURCE_LANGUAGE:
        return in_source(fields, writer)
    return {"translation": "human", **in_translation(fields, writer)}


def _page(parts: tuple[str, ...], language: str, writer: Writer) -> str:
    fields = {"title": TITLE, "description": SENTENCE, "nav": TITLE}
    head = _in_language(fields, language, writer)
    body = [_part(part, writer) for part in parts]
    return "\n\n".join([f"---\n{block.write(head)}---", *body]) + "\n"


def _part(part: str, writer: Writer) -> str:
    made = {"#": lambda: f"## {writer.title()}", "text": writer.paragraph}
    return made[part]() if part in made else part


def _named(name: str, language: str, extension: str) -> str:
    return (
        f"{name}.{extension}" if language == SOURCE_LANGUAGE else f"{name}.{language}.{extension}"
    )


def _save(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
