"""From the files below data/ and docs/ to frozen content, or every problem that is in the way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ValidationError

from alliance.content import markdown
from alliance.content.content import ALLIANCE, Content, Key, SourceFile, label_of
from alliance.content.discovery import ContentFile, find
from alliance.content.markdown import Document
from alliance.content.model_errors import WRITTEN_SLUG, explain_error
from alliance.content.pictures.assets import read_assets
from alliance.content.pictures.published import Size
from alliance.content.settings import Settings, read_settings
from alliance.content.yaml.reader import Entry, Location, Mapping, Scalar, locate, parse, plain
from alliance.content.yaml.textfile import clean, read_text
from alliance.i18n.messages import Message, say, say_all
from alliance.i18n.problems import Problem, about, did_you_mean, quote
from alliance.model.alliance import Alliance
from alliance.model.kinds import ALL_KINDS, KINDS
from alliance.model.records import Article, Record
from alliance.model.translations import Translation, texts_of, translation_model
from alliance.progress import Show, silent

MODELS: dict[str, type[BaseModel]] = {name: kind.model for name, kind in ALL_KINDS.items()}
"""What each kind of file holds."""
TRANSLATIONS = {kind: translation_model(model) for kind, model in MODELS.items()}
FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)

MAX_PROBLEMS = 1000
"""Of all files together: after so many, reading and checking end."""


@dataclass
class Loaded:
    """What a folder holds: the content as far as it could be read, and every problem."""

    root: Path
    settings: Settings | None
    models: dict[Key, BaseModel] = field(default_factory=dict)
    names: set[Key] = field(default_factory=set)
    """Records that have a file, even one that could not be read."""
    translations: dict[Key, dict[str, Translation]] = field(default_factory=dict)
    files: dict[tuple[Key, str], SourceFile] = field(default_factory=dict)
    sizes: dict[str, Size | None] = field(default_factory=dict)
    """Width and height of each file below docs/, by its path there, as far as they are known."""
    problems: list[Problem] = field(default_factory=list)

    @property
    def source_language(self) -> str:
        """The language that the content is first written in, "" while that is not known."""
        return self.settings.source_language if self.settings else ""

    @property
    def alliance(self) -> Alliance | None:
        """The alliance itself, None if it could not be read."""
        found = self.models.get(ALLIANCE)
        return found if isinstance(found, Alliance) else None

    def parse(self, text: str) -> Document:
        """Return the structure of a Markdown text."""
        return markdown.parse(text, self.settings.markdown_extensions if self.settings else ())

    def problem(self, key: Key, location: Location, message: Message) -> Problem:
        """Return a problem at a place of a record that could be read."""
        file = self.files[key, self.source_language]
        return Problem(file.path, *locate(file.node, location), message, label_of(key))

    def field_problem(self, key: Key, location: Location, message: Message) -> Problem:
        """Return a problem of a field that could be read; the message begins with its name."""
        name = ".".join(part for part in location if isinstance(part, str))
        return self.problem(key, location, about(name, message))

    def content(self) -> Content | None:
        """Return the content without its drafts, or None if the alliance itself is missing."""
        alliance = self.alliance
        if self.settings is None or alliance is None:
            return None
        records: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
        articles: dict[str, Article] = {}
        for (kind, slug), model in sorted(self.models.items(), key=lambda item: item[0]):
            if not isinstance(model, Record) or model.draft:
                continue
            if isinstance(model, Article):
                articles[slug] = model
            else:
                records[kind][slug] = model
        return Content(
            self.root,
            self.settings,
            alliance,
            records,
            articles,
            self.translations,
            self.files,
            self.sizes,
        )


def load(root: Path, show: Show = silent) -> Loaded:
    """Read all content below `root`; problems are collected, never raised."""
    settings, problems = read_settings(root)
    loaded = Loaded(root, settings, problems=problems)
    if settings is None:
        return loaded
    files: list[ContentFile] = []
    for found in find(root, settings):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            files.append(found)
    _load_assets(loaded)
    files.sort(key=lambda file: (file.language != settings.source_language, file.name))
    _load_files(files, loaded, show)
    if ALLIANCE not in loaded.names:
        message = say(
            "the file data/alliance.yml is missing. It says what the alliance is: write it."
        )
        problems.append(Problem("data/alliance.yml", 1, 1, message))
    return loaded


def _load_assets(loaded: Loaded) -> None:
    for name, found in read_assets(loaded.root):
        if isinstance(found, Problem):
            loaded.problems.append(found)
        loaded.sizes[name] = None if isinstance(found, Problem) else found.size


def _load_files(files: Sequence[ContentFile], loaded: Loaded, show: Show) -> None:
    for number, file in enumerate(files, 1):
        if len(loaded.problems) > MAX_PROBLEMS:
            return
        if number % 100 == 0:
            show(f"reading {number} of {len(files)} files")
        if file.language == loaded.source_language:
            _load_source(file, loaded)
        else:
            _load_translation(file, loaded)


def _load_source(file: ContentFile, loaded: Loaded) -> None:
    kind, _ = file.key
    if file.key in loaded.names:
        first = loaded.files.get((file.key, file.language))
        message = (
            say(
                "this page has the same address as {file}. Delete or rename one of them.",
                file=first.path,
            )
            if first
            else say(
                "this page has the same address as another page. Delete or rename one of them."
            )
        )
        loaded.problems.append(Problem(file.name, 1, 1, message))
        return
    loaded.names.add(file.key)
    found = _validate(file, MODELS[kind], loaded)
    if found is not None:
        loaded.models[file.key] = found
        loaded.translations[file.key] = {file.language: Translation(texts_of(found))}


def _load_translation(file: ContentFile, loaded: Loaded) -> None:
    kind, slug = file.key
    if file.key not in loaded.names:
        known = [name for of, name in loaded.names if of == kind]
        message = say_all(
            say(
                "there is no {kind} {slug} to translate.",
                kind=say(ALL_KINDS[kind].singular),
                slug=quote(slug),
            ),
            did_you_mean(slug, known),
            say("Write the source file first, or rename this one."),
        )
        loaded.problems.append(Problem(file.name, 1, 1, message))
        return
    found = _validate(file, TRANSLATIONS[kind], loaded)
    if found is not None and file.key in loaded.models:
        translation = Translation(texts_of(found), getattr(found, "translation", None))
        loaded.translations[file.key][file.language] = translation


def _validate(file: ContentFile, model: type[BaseModel], loaded: Loaded) -> BaseModel | None:
    text = read_text(file.path, file.name)
    node, problems = (None, [text]) if isinstance(text, Problem) else parse_fields(text, file.name)
    loaded.problems += problems
    if node is None:
        return None
    loaded.files[file.key, file.language] = SourceFile(file.name, node)
    values = _tuples(plain(node))
    if not isinstance(values, dict):
        return None
    if "slug" in model.model_fields:
        if entry := node.entries.get("slug"):
            place = entry.line, entry.column
            loaded.problems.append(Problem(file.name, *place, WRITTEN_SLUG, _label(file, loaded)))
        values["slug"] = file.key[1].rpartition("/")[2] or "index"
    try:
        return model.model_validate(values)
    except ValidationError as error:
        loaded.problems += explain_error(error, model, node, file.name, _label(file, loaded))
        return None


def _label(file: ContentFile, loaded: Loaded) -> Message:
    """Return what is said of a file: a translation is named with its language."""
    return label_of(file.key, "" if file.language == loaded.source_language else file.language)


def _tuples(value: object) -> object:
    if isinstance(value, dict):
        return {key: _tuples(part) for key, part in value.items()}
    return tuple(_tuples(part) for part in value) if isinstance(value, list) else value


def parse_fields(text: str, name: str) -> tuple[Mapping | None, list[Problem]]:
    """Return the fields of the text of a file, by its name, and every problem found in it."""
    return _page_fields(text, name) if name.endswith(".md") else parse(text, name)


def _page_fields(raw: str, name: str) -> tuple[Mapping | None, list[Problem]]:
    """Return front matter and text of a Markdown page as fields; the text is `body`."""
    text, problems = clean(raw, name)
    head = FRONT_MATTER.match(text)
    if head is None:
        message = say(
            'a page starts with a line "---", then its title and description, then another "---".'
            ' Write, for example: "title: About us" and "description: Who we are.".'
        )
        return None, [*problems, Problem(name, 1, 1, message)]
    node, found = parse(head[1], name, first_line=2)
    problems += [problem for problem in found if problem not in problems]
    body = text[head.end() :]
    if node is None or not body.strip():
        return node, problems
    line = text.count("\n", 0, head.end()) + 1
    entry = Entry("body", line, 1, Scalar(body, body, line, 1, ""))
    if "body" in node.entries:
        given = node.entries["body"]
        message = say("the text of a page is not a field: write it below the second line of ---.")
        problems.append(Problem(name, given.line, given.column, message))
    return Mapping({**node.entries, "body": entry}, node.line, node.column), problems
