"""What the generator takes from mkdocs.yml: languages, menu, Markdown extensions and switches."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from alliance.content.mkdocs_file import MkDocsFile
from alliance.content.model_errors import explain_error
from alliance.content.yaml.reader import Mapping, is_quoted, locate, plain, read_yaml
from alliance.i18n import cldr
from alliance.i18n.messages import say
from alliance.i18n.problems import Problem, quote

CONFIG = "mkdocs.yml"

# What mkdocs-static-i18n takes for a language.
_TAG = re.compile("[a-z]{2}(-[A-Za-z]{4})?(-[A-Z]{2})?")
# The only language whose code is a truth value for MkDocs, which reads YAML 1.1.
_FALSE = "no"

# A page in the source language: neither a translation nor a file elsewhere.
_PAGE = re.compile(r"[^.]+\.md")


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
    copyright: str = ""
    """A line for the foot of every page, in the source language."""
    extra_css: tuple[str, ...] = ()
    """Stylesheets that every page links after ours, as files below docs/."""

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
    try:
        file = MkDocsFile.model_validate(_as_tuples(plain(node)))
    except ValidationError as error:
        return None, sorted(explain_error(error, MkDocsFile, node, CONFIG))
    problems = [*_check_languages(node, file), *_check_pages(root, node, file)]
    problems += [*_check_formats(node, file), *_check_stylesheets(root, node, file)]
    return (None, problems) if problems else (_settings(file), [])


def _as_tuples(value: Any) -> Any:
    """Return lists as tuples: a strict model takes nothing else."""
    if isinstance(value, dict):
        return {key: _as_tuples(entry) for key, entry in value.items()}
    return tuple(map(_as_tuples, value)) if isinstance(value, list) else value


def _check_pages(root: Path, node: Mapping, file: MkDocsFile) -> list[Problem]:
    """Refuse a menu or footer that is no list of pages."""
    problems = []
    for location, entries in ((("nav",), file.nav), (("extra", "footer"), file.extra.footer)):
        if entries is not None and not isinstance(entries, tuple):
            message = say(
                "a list of pages is expected. Give each a line of its own, as in - about.md."
            )
            problems.append(Problem(CONFIG, *locate(node, location), message))
            continue
        for index, entry in enumerate(entries or ()):
            if not isinstance(entry, str):
                message = say("only the file is named here: its title comes from the page.")
            elif not (_PAGE.fullmatch(entry) and (root / "docs" / entry).is_file()):
                message = say("there is no page {page} below docs/.", page=quote(entry))
            else:
                continue
            message += say("Name the file of a page, as in about.md.")
            problems.append(Problem(CONFIG, *locate(node, (*location, index)), message))
    return problems


def _check_formats(node: Mapping, file: MkDocsFile) -> list[Problem]:
    """Refuse formats that are not a CLDR locale for a language of the site."""
    codes = {language.locale for language in file.languages}
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
        for language, locale in file.extra.formats.items()
        if language not in codes or not cldr.is_known(locale)
    ]


def _check_stylesheets(root: Path, node: Mapping, file: MkDocsFile) -> list[Problem]:
    """Refuse stylesheets that are not files below docs/, or in a folder that MkDocs leaves out."""
    docs = root / "docs"
    found = {path.relative_to(docs).as_posix() for path in docs.rglob("*.css")}
    return [
        Problem(
            CONFIG,
            *locate(node, ("extra_css", index)),
            say(
                "there is no stylesheet {file} below docs/. Name a file that ends in .css, as in"
                " styles/extra.css.",
                file=quote(name),
            ),
        )
        for index, name in enumerate(file.extra_css)
        if name not in found or any(part.startswith(".") for part in name.split("/"))
    ]


def _settings(file: MkDocsFile) -> Settings:
    formats = file.extra.formats
    codes = [lang.locale for lang in sorted(file.languages, key=lambda lang: not lang.default)]
    return Settings(
        languages=tuple(Language(code, formats.get(code, code)) for code in codes),
        menu=file.nav or (),
        footer=file.extra.footer or (),
        markdown_extensions=file.markdown_extensions,
        site_url=file.site_url or "",
        site_dir=file.site_dir,
        social_images=file.extra.social_images,
        git_host=file.extra.repository.host or "",
        git_branch=file.extra.repository.branch,
        admin=file.extra.admin,
        copyright=file.copyright,
        extra_css=file.extra_css,
    )


def _check_languages(node: Mapping, file: MkDocsFile) -> list[Problem]:
    if sum(language.default for language in file.languages) != 1:
        message = say(
            "the i18n plugin needs a list of languages, exactly one with `default: true`."
            " Write it there."
        )
        return [Problem(CONFIG, *locate(node, ("plugins",)), message)]
    index = next(i for i, plugin in enumerate(file.plugins) if plugin.i18n)
    problems = []
    for number, language in enumerate(file.languages):
        location = ("plugins", index, "i18n", "languages", number, "locale")
        if not cldr.is_known(str(language.locale)):
            message = say(
                "{language} is no language that CLDR knows. Write a tag such as fr, pt-BR or zh.",
                language=quote(language.locale),
            )
        elif not _TAG.fullmatch(language.locale):
            message = say(
                "the i18n plugin does not know {language}. Write a language of two letters, with a"
                " script or a country if it needs one: fr, zh-Hant or pt-BR.",
                language=quote(language.locale),
            )
        elif language.locale == _FALSE and not is_quoted(node, location):
            message = say('MkDocs reads no as false. Write it in quotes: "no".')
        elif language.locale in {each.locale for each in file.languages[:number]}:
            message = say("{language} appears twice. Remove one.", language=quote(language.locale))
        else:
            continue
        problems.append(Problem(CONFIG, *locate(node, location), message))
    return problems
