"""What the generator takes from mkdocs.yml: name, languages, menu, Markdown extensions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alliance import cldr
from alliance.problem import Problem, quote
from alliance.reader import Mapping, locate, plain, read

CONFIG = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the site: its BCP 47 tag, and the CLDR locale of its dates and numbers."""

    code: str
    formats: str


@dataclass(frozen=True, slots=True)
class Settings:
    """The site's own settings; the first language is the source and stands at the root."""

    site_name: str
    languages: tuple[Language, ...]
    menu: tuple[str, ...]
    """Pages of the menu, as files below docs/."""
    footer: tuple[str, ...]
    """Pages that the foot of every page leads to, likewise."""
    markdown_extensions: tuple[str, ...]

    @property
    def source_language(self) -> str:
        """The language that records and pages are first written in."""
        return self.languages[0].code

    @property
    def codes(self) -> tuple[str, ...]:
        """The tags of all languages, the source language first."""
        return tuple(language.code for language in self.languages)

    def formats_of(self, language: str) -> str:
        """Return whose dates and numbers a language uses."""
        return next((entry.formats for entry in self.languages if entry.code == language), language)


def read_settings(root: Path) -> tuple[Settings | None, list[Problem]]:
    """Read mkdocs.yml below `root`; return None beside the problems when it cannot serve."""
    node, problems = read(root / CONFIG, CONFIG)
    if node is None or problems:
        return None, problems
    config = plain(node)
    listed = _languages(config)
    problems = _check_languages(node, listed) or _check_pages(root, node, config)
    return (None, problems) if problems else (_settings(config, listed), [])


def _languages(config: object) -> list[dict[str, Any]]:
    """Return the languages that the i18n plugin is given, whatever else the file holds."""
    plugins = config.get("plugins") if isinstance(config, dict) else None
    entries = [entry for entry in plugins or () if isinstance(entry, dict) and "i18n" in entry]
    options = entries[0]["i18n"] if entries else None
    listed = options.get("languages") if isinstance(options, dict) else None
    return [entry for entry in listed or () if isinstance(entry, dict)]


def _check_pages(root: Path, node: Mapping, config: dict[str, Any]) -> list[Problem]:
    """Refuse an entry of the menu or the footer that is no page."""
    extra = config.get("extra", {})
    return [
        Problem(
            CONFIG,
            *locate(node, (*location, index)),
            f"there is no page {quote(entry)} below docs/. Name the file of a page, as in about.md.",
        )
        for location, entries in ((("nav",), config.get("nav")), (("extra", "footer"), extra.get("footer")))
        for index, entry in enumerate(entries or ())
        if not isinstance(entry, str) or not (root / "docs" / entry).is_file()
    ]


def _settings(config: dict[str, Any], listed: list[dict[str, Any]]) -> Settings:
    formats = config.get("extra", {}).get("formats", {})
    ordered = sorted(listed, key=lambda entry: entry.get("default") is not True)
    return Settings(
        site_name=str(config.get("site_name", "")),
        languages=tuple(
            Language(entry["locale"], formats.get(entry["locale"], entry["locale"]))
            for entry in ordered
        ),
        menu=_texts(config.get("nav")),
        footer=_texts(config.get("extra", {}).get("footer")),
        markdown_extensions=_texts(config.get("markdown_extensions")),
    )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(entry for entry in value if isinstance(entry, str)) if isinstance(value, list) else ()


def _check_languages(node: Mapping, listed: list[dict[str, Any]]) -> list[Problem]:
    line, column = locate(node, ("plugins",))
    if sum(entry.get("default") is True for entry in listed) != 1:
        message = "the i18n plugin needs a list of languages, exactly one with `default: true`."
        return [Problem(CONFIG, line, column, message)]
    return [
        Problem(
            CONFIG,
            line,
            column,
            f"{quote(entry.get('locale'))} is no language that CLDR knows. "
            "Write a tag such as fr, pt-BR or zh.",
        )
        for entry in listed
        if not cldr.is_known(str(entry.get("locale")))
    ]
