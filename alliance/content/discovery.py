"""Slugs: which file names can be the last part of an address."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from alliance.content.content import ALLIANCE, ARTICLES, Key
from alliance.content.settings import Settings
from alliance.i18n.messages import Message, say, say_all, say_many
from alliance.i18n.problems import Problem, did_you_mean, join_or, quote
from alliance.model.kinds import KINDS, PAGED
from alliance.model.validators import IMAGE_TYPES, SLUG_PATTERN

MAX_LENGTH = 80

# What the site itself publishes, and names that Windows keeps for devices.
RESERVED = frozenset(
    ["404", "admin", "assets", "data", "images", "index", "pagefind", "robots", "sitemap"]
    + ["aux", "con", "nul", "prn"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)]
)


def check_slug(slug: str, languages: Collection[str]) -> Message | None:
    """Return why a file name cannot be a slug on a site with these languages, None if it can."""
    if not re.fullmatch(SLUG_PATTERN, slug):
        return say(
            "{slug} cannot be part of an address. Rename the file: lower-case letters a to z,"
            ' digits and single hyphens only, as in "south-korea".',
            slug=quote(slug),
        )
    if len(slug) > MAX_LENGTH:
        return say_many(
            "the name has {n} character; {most} at most fit. Shorten it.",
            "the name has {n} characters; {most} at most fit. Shorten it.",
            len(slug),
            most=MAX_LENGTH,
        )
    if slug in {language.lower() for language in languages}:
        return say(
            "{slug} is a language of the site ({languages}). Rename the file.",
            slug=quote(slug),
            languages=join_or(languages),
        )
    if slug in RESERVED:
        return say("the site needs the name {slug} for itself. Rename the file.", slug=quote(slug))
    return None


DATA = "data"
DOCS = "docs"

LIST = f"{DATA}/addresses.txt"
"""The addresses that were published: no record, see `published`."""

# Anything else could run as script, or is not meant for visitors.
ASSETS = {**IMAGE_TYPES, ".pdf": "application/pdf"}

# MkDocs has no setting to publish it.
LEFT_OUT = f"{DOCS}/templates"

_LEFT_OUT = say("MkDocs publishes nothing from a folder of this name. Rename the folder.")
_LINK = say("a symbolic link is not followed. Put the file or folder itself here.")


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A content file and what its name says."""

    path: Path
    name: str
    """Relative to the repository, with forward slashes."""
    key: Key
    language: str


Found = ContentFile | Problem


def find(root: Path, settings: Settings) -> Iterator[Found]:
    """Yield every content file below `root`, and a problem for each that cannot be one."""
    yield from _data(root, settings)
    yield from _docs(root, settings)


def assets(root: Path) -> dict[str, Path]:
    """Return the pictures and documents below docs/ by their path there."""
    folder = root / DOCS
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.suffix in ASSETS and path.is_file() and not path.is_symlink()
        if not _is_hidden(path.relative_to(folder))
    }


def _data(root: Path, settings: Settings) -> Iterator[Found]:
    for entry in _listed(root / DATA, DATA):
        if isinstance(entry, Problem):
            yield entry
            continue
        path, name = entry
        if path.is_dir():
            yield from _records(path, settings)
        elif name != LIST:
            file = _data_file(path, name, ALLIANCE[0], settings)
            if isinstance(file, ContentFile) and file.key != ALLIANCE:
                message = say(
                    "only alliance.yml and its translations lie here."
                    " Move the file to a folder of data/."
                )
                file = Problem(name, 1, 1, message)
            yield file


def _records(folder: Path, settings: Settings) -> Iterator[Found]:
    if folder.name not in KINDS:
        message = say_all(
            say("no records are kept in a folder of this name."),
            did_you_mean(folder.name, KINDS),
            say("Folders: {folders}.", folders=join_or(KINDS)),
        )
        yield Problem(f"{DATA}/{folder.name}", 1, 1, message)
        return
    for entry in _listed(folder, f"{DATA}/{folder.name}"):
        if isinstance(entry, Problem):
            yield entry
            continue
        path, name = entry
        file = _data_file(path, name, folder.name, settings)
        if isinstance(file, ContentFile) and (found := check_slug(file.key[1], settings.codes)):
            file = Problem(name, 1, 1, found)
        yield file


def _data_file(path: Path, name: str, kind: str, settings: Settings) -> Found:
    if not path.name.endswith(".yml"):
        message = say('a data file ends in ".yml". Rename it, as in "japan.yml" or "japan.fr.yml".')
        return Problem(name, 1, 1, message)
    stem, dot, language = path.name.removesuffix(".yml").partition(".")
    if found := _check_language(language or dot, f"{stem}.yml", settings):
        return Problem(name, 1, 1, found)
    return ContentFile(path, name, (kind, stem), language or settings.source_language)


def _check_language(language: str, plain_name: str, settings: Settings) -> Message | None:
    if not language or language in settings.codes[1:]:
        return None
    if language == settings.source_language:
        return say(
            "{language} is the source language. Name the file {name}.",
            language=quote(language),
            name=quote(plain_name),
        )
    others = settings.codes[1:]
    return say_all(
        say("the site has no language {language}.", language=quote(language)),
        did_you_mean(language, others),
        say(
            "It is translated into {languages}; there is no other dot in a file name.",
            languages=join_or(others),
        )
        if others
        else say("It is not translated; there is no other dot in a file name."),
    )


def _docs(root: Path, settings: Settings) -> Iterator[Found]:
    twins: dict[str, str] = {}
    for entry in _below(root / DOCS, DOCS):
        if isinstance(entry, Problem):
            yield entry
            continue
        path, name = entry
        first = twins.setdefault(name.lower(), name)
        if first != name:
            message = say(
                "only its capitals differ from {file}, and many systems do not tell the two"
                " apart. Rename one of them.",
                file=quote(first),
            )
            yield Problem(name, 1, 1, message)
        elif path.is_dir():
            if name == LEFT_OUT:
                yield Problem(name, 1, 1, _LEFT_OUT)
        elif path.suffix == ".md":
            yield _page(path, name, settings)
        elif found := _check_asset(path, name, settings):
            yield Problem(name, 1, 1, found)


def _check_asset(path: Path, name: str, settings: Settings) -> Message | None:
    is_linked = name.removeprefix(f"{DOCS}/") in settings.extra_css
    if path.suffix == ".css" and not is_linked:
        return say(
            "no page links this stylesheet. Name it below extra_css in mkdocs.yml, or remove it."
        )
    if path.suffix.lower() in ASSETS.keys() - {path.suffix}:
        return say(
            "the ending {ending} has capital letters. Rename the file so that it ends in {small}.",
            ending=quote(path.suffix),
            small=path.suffix.lower(),
        )
    if path.suffix not in ASSETS and not is_linked:
        return say(
            "files of this kind are not published. Allowed are {allowed}. Remove the file.",
            allowed=join_or([".md", *ASSETS]),
        )
    if not path.is_file():
        return say("this is no regular file. Remove it.")
    if not re.fullmatch("[A-Za-z0-9_-]+", path.stem):
        return say(
            "a name has letters, digits, hyphens and underscores only here. Rename the file."
        )
    return None


def _page(path: Path, name: str, settings: Settings) -> Found:
    stem, dot, language = path.name.removesuffix(".md").partition(".")
    folder = name.removeprefix(f"{DOCS}/").rpartition("/")[0]
    slug = folder if stem == "index" else f"{folder}/{stem}".strip("/")
    wrong = (check_slug(part, settings.codes) for part in slug.split("/") if part)
    found = next(filter(None, wrong), None) or _check_language(
        language or dot, f"{stem}.md", settings
    )
    if found is None and slug in PAGED and stem != "index":
        found = say(
            "records lie below this page. Name it {name}.", name=quote(f"docs/{slug}/index.md")
        )
    if found:
        return Problem(name, 1, 1, found)
    return ContentFile(path, name, (ARTICLES, slug), language or settings.source_language)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


Listed = tuple[Path, str] | Problem
"""A file or folder with its name in the repository, or why it cannot be looked at."""


def _below(folder: Path, name: str) -> Iterator[Listed]:
    """Yield all that is in a folder, and in the folders in it."""
    for entry in _listed(folder, name):
        yield entry
        if not isinstance(entry, Problem) and entry[0].is_dir():
            yield from _below(*entry)


def _listed(folder: Path, name: str) -> Iterator[Listed]:
    """Yield what is in a folder but hidden files. No link is followed, and none leads there."""
    if folder.is_symlink():
        yield Problem(name, 1, 1, _LINK)
        return
    try:
        names = sorted(path.name for path in folder.iterdir())
    except FileNotFoundError:
        return
    except OSError as error:
        yield Problem(name, 1, 1, _unreadable(error))
        return
    for inner in names:
        if not inner.startswith("."):
            yield _entry(folder / inner, f"{name}/{inner}")


def _entry(path: Path, name: str) -> Listed:
    try:
        if path.is_symlink():
            return Problem(name, 1, 1, _LINK)
        name.encode()
    except UnicodeEncodeError:
        shown = name.encode("utf-8", "backslashreplace").decode()
        return Problem(shown, 1, 1, say("this name is not UTF-8. Rename the file or folder."))
    except OSError as error:
        return Problem(name, 1, 1, _unreadable(error))
    return path, name


def _unreadable(error: OSError) -> Message:
    return say(
        "the folder cannot be read: {reason}. See whether it is a folder and may be read.",
        reason=error.strerror or str(error),
    )
