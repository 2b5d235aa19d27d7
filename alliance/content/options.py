"""What can be set from outside: SITE_URL, SITE_DIR, LANGUAGES, OFFLINE and FONT_DIRS.

And SOURCE_DATE_EPOCH, the day of the build, and ALLIANCE_LANG, the language of messages, in the
place of the locale.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from alliance import git
from alliance.content.content import Content
from alliance.i18n.catalogues import nearest_language
from alliance.i18n.messages import Message, WrongValueError, say
from alliance.i18n.problems import about, join_or, quote
from alliance.model.validators import check_folder_url


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a build; "" and () where they are not set."""

    site_url: str = ""
    """Where the site is published, with a slash at the end."""
    site_dir: str = ""
    languages: tuple[str, ...] = ()
    offline: bool = False
    """Whether the site is made to be read from a folder, without a web server."""
    font_dirs: tuple[Path, ...] = ()
    """Where fonts are looked for, in the place of where systems keep them."""

    def target(self, usual: str) -> Path:
        """Return where the site goes; `usual` is the folder of the configuration.

        A copy for reading offline has a folder of its own, so that it never takes the place of the
        published site.
        """
        suffix = "-offline" if self.offline else ""
        return Path(self.site_dir or f"{usual.rstrip('/')}{suffix}").resolve()

    def narrow(self, content: Content) -> Content:
        """Return the content with only the languages asked for, and its source language.

        Raises WrongValueError for a language that the site does not have.
        """
        settings = content.settings
        unknown = [code for code in self.languages if code not in settings.codes]
        if unknown:
            message = say(
                "the site has no language {language}, only {known}.",
                language=quote(unknown[0]),
                known=join_or(settings.codes),
            )
            raise WrongValueError(about("LANGUAGES", message))
        if not self.languages:
            return content
        wanted = {settings.source_language, *self.languages}
        return replace(content, settings=settings.narrowed(wanted))


def read_options(
    environment: Mapping[str, str] = os.environ, site_url: str | None = None
) -> Options:
    """Return the options that are set; `site_url` stands in for one that is not.

    Raises WrongValueError for an address that a site cannot have.
    """
    languages = (code.strip() for code in environment.get("LANGUAGES", "").split(","))
    fonts = environment.get("FONT_DIRS", "")
    return Options(
        _site_url(environment.get("SITE_URL") or site_url or ""),
        environment.get("SITE_DIR", ""),
        tuple(code for code in languages if code),
        environment.get("OFFLINE", "") not in ("", "0"),
        tuple(Path(folder) for folder in fonts.split(os.pathsep) if folder),
    )


def build_day(
    root: Path, environment: Mapping[str, str] = os.environ, revision: str = "HEAD"
) -> dt.date:
    """Return the day that a build stands for: the same input gives the same day.

    It is SOURCE_DATE_EPOCH (reproducible-builds.org), else the day of the last commit. Content
    that is under no version control is taken to be of today. Raises WrongValueError for an epoch
    that is no day up to 2200.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return git.last_day(root, revision) or dt.datetime.now(dt.UTC).date()
    if time := git.time_of(epoch):
        return time.date()
    reason = say(
        "write whole seconds since the beginning of 1970, as in 1772409600 for 2 March 2026, or"
        " leave it out."
    )
    found = say("found {found}: {reason}", found=quote(epoch), reason=reason)
    raise WrongValueError(about("SOURCE_DATE_EPOCH", found))


def read_language(environment: Mapping[str, str] = os.environ) -> str:
    """Return the language that messages are told in, one that has a catalogue or English.

    ALLIANCE_LANG says it, else the locale (POSIX.1-2017, 8.2): LC_ALL, LC_MESSAGES, LANG.
    """
    names = ("ALLIANCE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    typed = next(filter(None, (environment.get(name) for name in names)), "")
    return nearest_language(re.split("[.@]", typed)[0].replace("_", "-"))


def _site_url(typed: str) -> str:
    if not typed:
        return ""
    try:
        typed = str(check_folder_url(typed))
    except WrongValueError as error:
        raise WrongValueError(_wrong_url(typed, error.message)) from None
    if not typed.startswith(("https://", "http://")):
        raise WrongValueError(_wrong_url(typed, say("a site's address starts with https://.")))
    return f"{typed.rstrip('/')}/"


def _wrong_url(typed: str, reason: Message) -> Message:
    found = say("found {found}: {reason}", found=quote(typed), reason=reason)
    return about("SITE_URL", found)
