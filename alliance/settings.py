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
    markdown_extensions: tuple[str, ...]

    @property
    def source_language(self) -> str:
        """The language that records and pages are first written in."""
        return self.languages[0].code

    @property
    def codes(self) -> tuple[str, ...]:
        """The tags of all languages, the source language first."""
        return tuple(language.code for language in self.languages)


def read_settings(root: Path) -> tuple[Settings | None, list[Problem]]:
    """Read mkdocs.yml below `root`; return None beside the problems when it cannot serve."""
    node, problems = read(root / CONFIG, CONFIG)
    if node is None or problems:
        return None, problems
    config = plain(node)
    plugins = [entry for entry in config.get("plugins", ()) if isinstance(entry, dict)]
    listed = next((entry["i18n"] for entry in plugins if "i18n" in entry), {}).get("languages", ())
    problems += _check_languages(node, listed)
    if problems:
        return None, problems
    return _settings(config, listed), []


def _settings(config: dict[str, Any], listed: tuple[dict[str, Any], ...]) -> Settings:
    formats = config.get("extra", {}).get("formats", {})
    ordered = sorted(listed, key=lambda entry: entry.get("default") is not True)
    return Settings(
        site_name=str(config.get("site_name", "")),
        languages=tuple(
            Language(entry["locale"], formats.get(entry["locale"], entry["locale"]))
            for entry in ordered
        ),
        menu=tuple(entry for entry in config.get("nav", ()) if isinstance(entry, str)),
        markdown_extensions=tuple(
            entry for entry in config.get("markdown_extensions", ()) if isinstance(entry, str)
        ),
    )


def _check_languages(node: Mapping, listed: tuple[dict[str, Any], ...]) -> list[Problem]:
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
