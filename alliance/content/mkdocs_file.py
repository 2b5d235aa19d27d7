"""mkdocs.yml as it is written: each setting has its effect, is for MkDocs alone, or is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

from alliance.content.extensions import check_extension
from alliance.content.repository import Host
from alliance.i18n.messages import Message, WrongValueError, say
from alliance.i18n.problems import nearest, quote
from alliance.model.alliance import Model

# What Git takes for a branch (git-check-ref-format), but for odd names that nobody gives one.
_BRANCH = re.compile(r"(?!.*(//|\.\.|/$|\.lock$))[\w][\w./+-]*")


_LOOK = say(
    "the look of the site comes from overrides/ and from brand in data/alliance.yml."
    " Delete this setting."
)
_REPOSITORY = say("the repository is given in data/alliance.yml. Delete this setting.")
_TEXT = say("what the site says about itself comes from data/alliance.yml. Delete this setting.")
_SCRIPTS = say("pages run only the scripts that are in overrides/. Delete this setting.")
_TEMPLATES = say("only pages and the files that they use are published. Delete this setting.")
_DRAFTS = say("to keep a page off the site, write draft: true in it. Delete this setting.")
_CHECKED = say("the check looks at all links and pages in any case. Delete this setting.")
_MENU = say("a page need not be in the menu, and nothing warns of it. Delete this setting.")
_ONE_FILE = say("settings are read from this file alone. Write them here, and delete this line.")
_SELECTION = say(
    "to build only some languages, write LANGUAGES=en,fr before the command. Delete this setting."
)
_LANGUAGES = say("all languages have the same pages, menu and look. Delete this setting.")

# What mkdocs-static-i18n and Material know as well.
_OF_LANGUAGES = ("fallback_to_default", "reconfigure_search")
_OF_ONE_LANGUAGE = (
    "admonition_translations", "copyright", "extra", "fixed_link", "link", "nav",
    "nav_translations", "site_author", "site_description", "site_name", "site_url", "theme",
)  # fmt: skip
_OF_THEMES = (
    "direction", "favicon", "features", "icon", "include_search_page", "language", "locale",
    "logo", "palette", "static_templates",
)  # fmt: skip


def _only(allowed: bool) -> Callable[[bool], bool]:
    def check(value: bool) -> bool:
        if value is not allowed:
            shown = quote(allowed)
            raise WrongValueError(
                say("only {allowed} can be used here. Write it, or delete the line.", allowed=shown)
            )
        return value

    return check


def _branch(value: object) -> object:
    if not isinstance(value, str) or not _BRANCH.fullmatch(value):
        raise WrongValueError(
            say("the name of a branch is expected. Write it as Git shows it: main.")
        )
    return value


def _text_only(value: str) -> str:
    if re.search(r"<[a-z]|&#?\w+;", value):
        raise WrongValueError(
            say("HTML would be shown as it is typed. Write plain text, and © as it is.")
        )
    return value


def _plugin(entry: object) -> object:
    """Return the options of a plugin below its name, which may be written alone."""
    entry = {entry: None} if isinstance(entry, str) else entry
    if isinstance(entry, dict) and {"search", "material/search"} & set(entry):
        raise WrongValueError(say("the site has a search of its own. Delete the line."))
    return entry


def _group(example: str) -> BeforeValidator:
    """Refuse what is not a group of fields, and show one."""

    def check(value: object) -> object:
        if not isinstance(value, dict):
            raise WrongValueError(say("fields are expected, as in {example}.", example=example))
        return value

    return BeforeValidator(check)


def _only_ours(value: object) -> object:
    """Leave to plugins and hooks what is not ours below extra, but for names that are misspelt."""
    if not isinstance(value, dict):
        return value
    ours = Extra.model_fields
    return {key: v for key, v in value.items() if key in ours or nearest(str(key), ours)}


class LanguageEntry(Model):
    """A language of the i18n plugin."""

    refused: ClassVar[dict[str, Message]] = {
        **dict.fromkeys(_OF_ONE_LANGUAGE, _LANGUAGES),
        "build": _SELECTION,
    }

    locale: Any = None
    name: str
    default: bool = False


class I18n(Model):
    """The options of the i18n plugin."""

    refused: ClassVar[dict[str, Message]] = {
        **dict.fromkeys(_OF_LANGUAGES, _LANGUAGES),
        "build_only_locale": _SELECTION,
    }

    docs_structure: Literal["suffix"] = "suffix"
    reconfigure_material: Annotated[bool, AfterValidator(_only(False))] = False
    languages: tuple[LanguageEntry, ...] = ()


class Plugin(Model):
    """One plugin; all but i18n are for MkDocs alone, which gives them the hand-written pages."""

    model_config = ConfigDict(frozen=True, extra="allow", strict=True)

    i18n: I18n | None = None


class ThemeSettings(Model):
    """The theme, whose frame and styles are those of overrides/."""

    refused: ClassVar[dict[str, Message]] = dict.fromkeys(_OF_THEMES, _LOOK)

    name: Literal["material"] | None = None
    custom_dir: str | None = None
    font: Annotated[bool, AfterValidator(_only(False))] = False


class RepositoryHost(Model):
    """What the host of the repository runs, and the branch that the site is made from."""

    host: Host | None = None
    branch: Annotated[str, BeforeValidator(_branch)] = "main"


class Extra(Model):
    """The settings of this generator that MkDocs does not have."""

    formats: Annotated[dict[str, str], _group("formats: {en: en-GB}")] = Field(default_factory=dict)
    footer: Any = None
    social_images: bool = True
    admin: bool = False
    repository: Annotated[RepositoryHost, _group("repository: {host: gitlab, branch: main}")] = (
        RepositoryHost()
    )


class MkDocsFile(Model):
    """mkdocs.yml as it is written."""

    refused: ClassVar[dict[str, Message]] = {
        **dict.fromkeys(("repo_url", "repo_name", "edit_uri", "edit_uri_template"), _REPOSITORY),
        **dict.fromkeys(("site_description", "site_author"), _TEXT),
        "extra_javascript": _SCRIPTS,
        "extra_templates": _TEMPLATES,
        **dict.fromkeys(("draft_docs", "exclude_docs"), _DRAFTS),
        "not_in_nav": _MENU,
        "validation": _CHECKED,
        "INHERIT": _ONE_FILE,
    }

    site_name: str
    site_url: str | None = None
    site_dir: str = "site"
    docs_dir: Literal["docs"] = "docs"
    use_directory_urls: Annotated[bool, AfterValidator(_only(True))] = True
    theme: Annotated[ThemeSettings, _group("theme: {custom_dir: overrides}")] = ThemeSettings()
    nav: Any = None
    copyright: Annotated[str, AfterValidator(_text_only)] = ""
    extra_css: tuple[str, ...] = ()
    plugins: tuple[Annotated[Plugin, BeforeValidator(_plugin)], ...] = ()
    markdown_extensions: tuple[Annotated[str, BeforeValidator(check_extension)], ...] = ()
    extra: Annotated[Extra, BeforeValidator(_only_ours)] = Extra()
    # For MkDocs alone.
    hooks: tuple[str, ...] = ()
    watch: tuple[str, ...] = ()
    strict: bool = False
    dev_addr: str = ""
    remote_branch: str = ""
    remote_name: str = ""

    @property
    def languages(self) -> tuple[LanguageEntry, ...]:
        """The languages of the i18n plugin, () without it."""
        return next((plugin.i18n.languages for plugin in self.plugins if plugin.i18n), ())
