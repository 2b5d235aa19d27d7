"""What the generator takes from mkdocs.yml: name, languages, menu, Markdown extensions."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from alliance.content.repository import HOSTS
from alliance.content.yaml.reader import Location, Mapping, locate, plain, read_yaml
from alliance.i18n import cldr
from alliance.i18n.messages import say
from alliance.i18n.problems import Problem, about, did_you_mean, join_or, quote

CONFIG = "mkdocs.yml"

# What Git takes for a branch (git-check-ref-format), but for odd names that nobody gives one.
_BRANCH = re.compile(r"(?!.*(//|\.\.|/$|\.lock$))[\w][\w./+-]*")


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the site: its BCP 47 tag, and the CLDR locale of its dates and numbers."""

    code: str
    formats: str


@dataclass(frozen=True, slots=True)
class Settings:
    """The site's own settings; the first language is the source and stands at the root."""

    languages: tuple[Language, ...]
    menu: tuple[str, ...]
    """Pages of the menu, as files below docs/."""
    footer: tuple[str, ...]
    """Pages that the foot of every page leads to, likewise."""
    markdown_extensions: tuple[str, ...]
    site_url: str = ""
    """Where the site is published, "" where mkdocs.yml does not say."""
    site_dir: str = "site"
    """Where it is built, relative to mkdocs.yml."""
    social_images: bool = True
    """Whether pictures are drawn for where pages are shared."""
    git_host: str = ""
    """What the host of the repository runs, "" where its address tells it."""
    git_branch: str = "main"
    """The branch of the repository that the site is made from."""
    admin: bool = False
    """Whether the site has forms to change it with, at /admin/."""

    @property
    def source_language(self) -> str:
        """The language that records and pages are first written in."""
        return self.languages[0].code

    @property
    def codes(self) -> tuple[str, ...]:
        """The tags of all languages, the source language first."""
        return tuple(language.code for language in self.languages)

    def narrowed(self, codes: Collection[str]) -> Settings:
        """Return the settings of a site that has only some of the languages."""
        return replace(self, languages=tuple(lang for lang in self.languages if lang.code in codes))

    def formats_of(self, language: str) -> str:
        """Return whose dates and numbers a language uses."""
        return next((entry.formats for entry in self.languages if entry.code == language), language)


def read_settings(root: Path) -> tuple[Settings | None, list[Problem]]:
    """Read mkdocs.yml below `root`; return None beside the problems when it cannot serve."""
    node, problems = read_yaml(root / CONFIG, CONFIG)
    if node is None or problems:
        return None, problems
    config = {key: plain(entry.value) for key, entry in node.entries.items()}
    listed = _languages(config)
    codes = [str(entry.get("locale")) for _, entry in listed]
    problems = _check_languages(node, listed)
    problems += [*_check_pages(root, node, config), *_check_formats(node, config, codes)]
    problems += [*_check_switches(node, config), *_check_repository(node, config)]
    return (None, problems) if problems else (_settings(config, [entry for _, entry in listed]), [])


def _languages(config: dict[str, Any]) -> list[tuple[Location, dict[str, Any]]]:
    """Return the languages that the i18n plugin is given, and where each of them stands."""
    found: list[tuple[Location, dict[str, Any]]] = []
    for index, plugin in enumerate(config.get("plugins") or ()):
        options = plugin.get("i18n") if isinstance(plugin, dict) else None
        listed = options.get("languages") if isinstance(options, dict) else None
        place = ("plugins", index, "i18n", "languages")
        found += [
            ((*place, number), entry)
            for number, entry in enumerate(listed or ())
            if isinstance(entry, dict)
        ]
    return found


def _check_pages(root: Path, node: Mapping, config: dict[str, Any]) -> list[Problem]:
    """Refuse a menu or footer that is no list of pages."""
    problems = []
    footer = _extra(config).get("footer")
    for location, entries in ((("nav",), config.get("nav")), (("extra", "footer"), footer)):
        if entries is not None and not isinstance(entries, list):
            message = say(
                "a list of pages is expected. Give each a line of its own, as in - about.md."
            )
            problems.append(Problem(CONFIG, *locate(node, location), message))
            continue
        for index, entry in enumerate(entries or ()):
            if not isinstance(entry, str):
                message = say("only the file is named here: its title comes from the page.")
            elif not (root / "docs" / entry).is_file():
                message = say("there is no page {page} below docs/.", page=quote(entry))
            else:
                continue
            message += say("Name the file of a page, as in about.md.")
            problems.append(Problem(CONFIG, *locate(node, (*location, index)), message))
    return problems


def _check_formats(node: Mapping, config: dict[str, Any], codes: list[str]) -> list[Problem]:
    """Refuse formats that are not a CLDR locale for a language of the site."""
    formats = _extra(config).get("formats")
    if formats is not None and not isinstance(formats, dict):
        message = say("fields are expected, as in {example}.", example="formats: {en: en-GB}")
        return [Problem(CONFIG, *locate(node, ("extra", "formats")), message)]
    return [
        Problem(
            CONFIG,
            *locate(node, ("extra", "formats", language)),
            say(
                "formats name a language of the site and a locale that CLDR knows, as in en: en-GB."
                " {language}: {locale} is not that.",
                language=quote(language),
                locale=quote(locale),
            ),
        )
        for language, locale in (formats or {}).items()
        if language not in codes or not cldr.is_known(str(locale))
    ]


def _check_switches(node: Mapping, config: dict[str, Any]) -> list[Problem]:
    """Refuse what is neither on nor off."""
    return [
        Problem(
            CONFIG,
            *locate(node, ("extra", name)),
            about(
                name,
                say(
                    "found {found}, but true or false is expected."
                    " Write one of the two, without quotes.",
                    found=quote(found),
                ),
            ),
        )
        for name in ("social_images", "admin")
        if not isinstance(found := _extra(config).get(name, False), bool)
    ]


def _check_repository(node: Mapping, config: dict[str, Any]) -> list[Problem]:
    """Refuse a host whose addresses are not known, and what is no branch."""
    found = _extra(config).get("repository", {})
    if not isinstance(found, dict) or not set(found) <= {"host", "branch"}:
        message = say(
            "fields are expected, as in {example}.",
            example="repository: {host: gitlab, branch: main}",
        )
        return [Problem(CONFIG, *locate(node, ("extra", "repository")), message)]
    problems = []
    host, branch = found.get("host", HOSTS[0]), found.get("branch", "main")
    if host not in HOSTS:
        message = say(
            "found {found}, but only {allowed} can stand here.",
            found=quote(host),
            allowed=join_or(HOSTS),
        ) + did_you_mean(str(host), HOSTS)
        place = locate(node, ("extra", "repository", "host"))
        problems.append(Problem(CONFIG, *place, about("repository.host", message)))
    if not isinstance(branch, str) or not _BRANCH.fullmatch(branch):
        message = say(
            "found {found}, but the name of a branch is expected. Write it as Git shows it: main.",
            found=quote(branch),
        )
        place = locate(node, ("extra", "repository", "branch"))
        problems.append(Problem(CONFIG, *place, about("repository.branch", message)))
    return problems


def _settings(config: dict[str, Any], listed: list[dict[str, Any]]) -> Settings:
    formats = _extra(config).get("formats") or {}
    repository = _extra(config).get("repository") or {}
    ordered = sorted(listed, key=lambda entry: entry.get("default") is not True)
    return Settings(
        languages=tuple(
            Language(entry["locale"], formats.get(entry["locale"], entry["locale"]))
            for entry in ordered
        ),
        menu=_texts(config.get("nav")),
        footer=_texts(_extra(config).get("footer")),
        markdown_extensions=_texts(config.get("markdown_extensions")),
        site_url=str(config.get("site_url") or ""),
        site_dir=str(config.get("site_dir") or "site"),
        social_images=_extra(config).get("social_images") is not False,
        git_host=repository.get("host", ""),
        git_branch=repository.get("branch", "main"),
        admin=_extra(config).get("admin") is True,
    )


def _extra(config: dict[str, Any]) -> dict[str, Any]:
    extra = config.get("extra")
    return extra if isinstance(extra, dict) else {}


def _texts(value: object) -> tuple[str, ...]:
    return (
        tuple(entry for entry in value if isinstance(entry, str)) if isinstance(value, list) else ()
    )


def _check_languages(node: Mapping, listed: list[tuple[Location, dict[str, Any]]]) -> list[Problem]:
    if sum(entry.get("default") is True for _, entry in listed) != 1:
        message = say(
            "the i18n plugin needs a list of languages, exactly one with `default: true`."
            " Write it there."
        )
        return [Problem(CONFIG, *locate(node, ("plugins",)), message)]
    return [
        Problem(
            CONFIG,
            *locate(node, (*location, "locale")),
            say(
                "{language} is no language that CLDR knows. Write a tag such as fr, pt-BR or zh.",
                language=quote(entry.get("locale")),
            ),
        )
        for location, entry in listed
        if not cldr.is_known(str(entry.get("locale")))
    ]
