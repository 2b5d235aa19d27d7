"""From the files below data/ and docs/ to frozen content, or every problem that stands in the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from alliance.content import ALLIANCE, ARTICLES, Content, Key, SourceFile
from alliance.explain import explain
from alliance.model import KINDS, Alliance, Article, Record
from alliance.plaintext import read_text
from alliance.problem import Problem, did_you_mean, join_or, quote
from alliance.reader import Mapping, parse, plain, read
from alliance.settings import Settings, read_settings
from alliance.slugs import check_slug
from alliance.translations import Translation, texts_of, translation_model

DATA = "data"
DOCS = "docs"

SINGULAR = {
    "alliance": "alliance",
    "partners": "partner",
    "markets": "market",
    "themes": "theme",
    "activities": "activity",
    "agreements": "agreement",
    "figures": "figure",
    "results": "result",
    "pages": "page",
}
_TRANSLATIONS = {
    kind: translation_model(model) for kind, model in {**KINDS, "alliance": Alliance, ARTICLES: Article}.items()
}
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


@dataclass
class Loaded:
    """What a folder holds: the content as far as it could be read, and every problem."""

    settings: Settings | None
    models: dict[Key, BaseModel] = field(default_factory=dict)
    names: set[Key] = field(default_factory=set)
    """Records that have a file, even one that could not be read."""
    translations: dict[Key, dict[str, Translation]] = field(default_factory=dict)
    files: dict[tuple[Key, str], SourceFile] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def content(self) -> Content | None:
        """Return the content without its drafts, or None if the alliance itself is missing."""
        alliance = self.models.get(ALLIANCE)
        if self.settings is None or not isinstance(alliance, Alliance):
            return None
        records: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
        articles: dict[str, Article] = {}
        for (kind, slug), model in sorted(self.models.items(), key=lambda item: item[0]):
            if isinstance(model, Article):
                articles |= {} if model.draft else {slug: model}
            elif isinstance(model, Record) and not model.draft:
                records[kind][slug] = model
        return Content(
            self.settings, alliance, records, articles, self.translations, self.files
        )


@dataclass(frozen=True, slots=True)
class _File:
    """A content file and what its name says."""

    path: Path
    name: str
    key: Key
    language: str


def load(root: Path) -> Loaded:
    """Read all content below `root`; problems are collected, never raised."""
    settings, problems = read_settings(root)
    loaded = Loaded(settings, problems=problems)
    if settings is None:
        return loaded
    files = [*_data_files(root, settings, problems), *_pages(root, settings, problems)]
    source = settings.source_language
    for file in sorted(files, key=lambda file: (file.language != source, file.name)):
        if file.language == source:
            loaded.names.add(file.key)
            _load_source(file, loaded)
        else:
            _load_translation(file, loaded)
    return loaded


def _data_files(root: Path, settings: Settings, problems: list[Problem]) -> Iterator[_File]:
    for path in _listed(root / DATA):
        name = path.relative_to(root).as_posix()
        if path.is_dir() and not path.is_symlink():
            if path.name in KINDS:
                yield from _records(root, path, settings, problems)
            else:
                hint = did_you_mean(path.name, KINDS)
                message = f"no records are kept in a folder of this name.{hint} Folders: {join_or(KINDS)}."
                problems.append(Problem(name, 1, 1, message))
        elif file := _data_file(path, name, "alliance", settings, problems):
            if file.key == ALLIANCE:
                yield file
            else:
                message = "only alliance.yml and its translations lie here. Move the file to a folder below data/."
                problems.append(Problem(name, 1, 1, message))


def _records(root: Path, folder: Path, settings: Settings, problems: list[Problem]) -> Iterator[_File]:
    for path in _listed(folder):
        name = path.relative_to(root).as_posix()
        file = _data_file(path, name, folder.name, settings, problems)
        if file is None:
            continue
        found = check_slug(file.key[1], settings.codes)
        if found:
            problems.append(Problem(name, 1, 1, found))
        else:
            yield file


def _data_file(
    path: Path, name: str, kind: str, settings: Settings, problems: list[Problem]
) -> _File | None:
    stem, _, language = path.name.removesuffix(".yml").partition(".")
    if not path.name.endswith(".yml"):
        message = 'a data file ends in .yml. Rename it, for example to "japan.yml" or "japan.fr.yml".'
    elif language and language not in settings.codes:
        message = _unknown_language(language, settings)
    elif language == settings.source_language:
        message = f"{quote(language)} is the source language: name the file {quote(stem + '.yml')}."
    else:
        return _File(path, name, (kind, stem), language or settings.source_language)
    problems.append(Problem(name, 1, 1, message))
    return None


def _unknown_language(language: str, settings: Settings) -> str:
    return (
        f"the site has no language {quote(language)}.{did_you_mean(language, settings.codes)}"
        f" Its languages are {join_or(settings.codes)}; a slug has no dot."
    )


def _pages(root: Path, settings: Settings, problems: list[Problem]) -> Iterator[_File]:
    folder = root / DOCS
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(root).as_posix()
        if any(part.startswith(".") for part in path.relative_to(root).parts):
            continue
        if path.is_symlink():
            message = "a symbolic link is not followed. Put the file itself here."
            problems.append(Problem(name, 1, 1, message))
        elif path.suffix == ".md":
            yield from _page(path, name, settings, problems)


def _page(path: Path, name: str, settings: Settings, problems: list[Problem]) -> Iterator[_File]:
    stem, _, language = path.name.removesuffix(".md").partition(".")
    folder = path.parent.name if name.count("/") > 1 else ""
    place = name.removeprefix(f"{DOCS}/").rpartition("/")[0]
    slug = place if stem == "index" else f"{place}/{stem}".strip("/")
    parts = [part for part in slug.split("/") if part]
    found = next(filter(None, (check_slug(part, settings.codes) for part in parts)), None)
    if language and language not in settings.codes:
        found = _unknown_language(language, settings)
    elif folder == "" and stem in KINDS:
        found = f"write the page as {quote(f'docs/{stem}/index.md')}: records lie below it."
    if found:
        problems.append(Problem(name, 1, 1, found))
    else:
        yield _File(path, name, (ARTICLES, slug), language or settings.source_language)


def _listed(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if not path.name.startswith("."))


def _load_source(file: _File, loaded: Loaded) -> None:
    kind, slug = file.key
    if (file.key, file.language) in loaded.files:
        first = loaded.files[file.key, file.language].path
        message = f"this page and {first} have the same address. Delete or rename one."
        loaded.problems.append(Problem(file.name, 1, 1, message))
        return
    model = Alliance if kind == "alliance" else KINDS.get(kind, Article)
    found = _validate(file, model, f"{SINGULAR[kind]} {quote(slug)}" if slug else "the home page", loaded)
    if found is not None:
        loaded.models[file.key] = found
        loaded.translations[file.key] = {file.language: Translation(texts_of(found))}


def _load_translation(file: _File, loaded: Loaded) -> None:
    kind, slug = file.key
    if file.key not in loaded.names:
        known = [name for of, name in loaded.names if of == kind]
        message = (
            f"there is no {SINGULAR[kind]} {quote(slug)} to translate.{did_you_mean(slug, known)}"
            " Write the source file first, or rename this one."
        )
        loaded.problems.append(Problem(file.name, 1, 1, message))
        return
    label = f"{SINGULAR[kind]} {quote(slug)} in {quote(file.language)}"
    found = _validate(file, _TRANSLATIONS[kind], label, loaded)
    if found is not None and file.key in loaded.models:
        translation = Translation(texts_of(found), getattr(found, "translation", None))
        loaded.translations[file.key][file.language] = translation


def _validate(
    file: _File, model: type[BaseModel], label: str, loaded: Loaded
) -> BaseModel | None:
    node, values = _read_page(file, loaded) if file.path.suffix == ".md" else _read_data(file, loaded)
    if node is None:
        return None
    loaded.files[file.key, file.language] = SourceFile(file.name, node)
    slug = {"slug": file.key[1] or "index"} if "slug" in model.model_fields else {}
    if slug and "slug" in values:
        message = 'the field "slug" is not written: the file name is the slug. Delete the line.'
        loaded.problems.append(Problem(file.name, node.line, node.column, f"{label}: {message}"))
    try:
        return model.model_validate({**values, **slug})
    except ValidationError as error:
        loaded.problems += explain(error, model, node, file.name, label)
        return None
