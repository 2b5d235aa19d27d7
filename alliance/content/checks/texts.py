"""What must hold in Markdown texts: directives, links between pages, and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from alliance.content import directives
from alliance.content.content import ARTICLES, Key, label_of
from alliance.content.discovery import assets
from alliance.content.loading import MODELS, Loaded
from alliance.content.urls import file_beside, resolve_link
from alliance.content.yaml.reader import Scalar
from alliance.i18n.messages import Message, say, say_all
from alliance.i18n.problems import Problem, did_you_mean, quote
from alliance.model.fields import translatable
from alliance.model.kinds import PAGED
from alliance.model.records import Record
from alliance.model.validators import SCHEMES

_LINK = re.compile(r"(!?)\[((?:[^\[\]\\]|\\.)*)\]\(\s*<?([^\s<>)]*)>?[^)]*\)")
# A target that is given apart from its links, as in "[us]: about.md"; "[^1]:" is a footnote.
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\[\]\n]+\]:[ \t]*<?([^\s<>]+)", re.MULTILINE)
_AUTOLINK = re.compile(r"<(https?:[^\s<>]+)>")
_NO_WORDS = re.compile(r"!\[\s*\](?=\[)")
_SCHEMES = tuple(f"{scheme}:" for scheme in SCHEMES)
_MARKDOWN = {
    kind: [
        name
        for name, field in model.model_fields.items()
        if (mark := translatable(field)) and mark.markdown
    ]
    for kind, model in MODELS.items()
}

_WORDLESS = say("this picture has no alternative text. Say between the brackets what it shows.")
_DRAFT = say(
    "this leads to a draft, which visitors do not see. Publish the draft, or take this out."
)

TextFault = tuple[int, int, Message]
"""Line and column in a text, from 0, and what is wrong there."""


@dataclass(frozen=True, slots=True)
class _Targets:
    """What a text can name."""

    views: directives.Views
    slugs: Mapping[str, frozenset[str]]
    pages: Mapping[str, Key]
    """Records and pages by the file that a link names, below docs/."""
    drafts: frozenset[Key]
    pictures: frozenset[str]


def check_texts(
    loaded: Loaded, views: directives.Views, slugs: Mapping[str, frozenset[str]]
) -> Iterator[Problem]:
    """Yield what is wrong in the Markdown of every record and page, in every language."""
    drafts = frozenset(
        key for key, model in loaded.models.items() if isinstance(model, Record) and model.draft
    )
    targets = _Targets(views, slugs, _pages(slugs), drafts, frozenset(assets(loaded.root)))
    for (key, language), file in loaded.files.items():
        for name in _MARKDOWN[key[0]]:
            entry = file.node.entries.get(name)
            if entry is None or not isinstance(entry.value, Scalar):
                continue
            label = label_of(key, language if language != loaded.source_language else "")
            for line, column, message in _faults(entry.value.text, key, targets):
                place = _place(entry.value, line, column)
                yield Problem(file.path, *place, message, label)


def outward(value: Scalar) -> Iterator[tuple[int, int, str]]:
    """Yield line, column and address of each link of a Markdown text to another site."""
    prose = "\n".join(directives.prose(value.text))
    found = [(link.start(3), link[3]) for link in _LINK.finditer(prose)]
    found += [(definition.start(1), definition[1]) for definition in _DEFINITION.finditer(prose)]
    found += [(link.start(1), link[1]) for link in _AUTOLINK.finditer(prose)]
    for start, target in sorted(set(found)):
        if target.lower().startswith(("https:", "http:")):
            line = prose.count("\n", 0, start)
            yield *_place(value, line, start - (prose.rfind("\n", 0, start) + 1)), target


def _pages(slugs: Mapping[str, frozenset[str]]) -> dict[str, Key]:
    pages = {f"{kind}/{slug}.md": (kind, slug) for kind in PAGED for slug in slugs[kind]}
    for slug in slugs[ARTICLES]:
        pages[f"{slug}/index.md" if slug else "index.md"] = (ARTICLES, slug)
        if slug and slug not in PAGED:
            pages[f"{slug}.md"] = (ARTICLES, slug)
    return pages


def _place(value: Scalar, line: int, column: int) -> tuple[int, int]:
    """Return where a place in a text (from 0) is in its file (from 1)."""
    if value.style == "|":
        return value.line + 1 + line, column + 3
    if value.style:
        return value.line, value.column
    return value.line + line, value.column + column


def _faults(text: str, key: Key, targets: _Targets) -> Iterator[TextFault]:
    for place in directives.occurrences(text):
        if message := _check_directive(place, key, targets):
            yield place.line, place.column, message
    prose = "\n".join(directives.prose(text))
    for start, message in _link_faults(prose, key, targets):
        line = prose.count("\n", 0, start)
        yield line, start - (prose.rfind("\n", 0, start) + 1), message


def _link_faults(prose: str, key: Key, targets: _Targets) -> Iterator[tuple[int, Message]]:
    """Yield where a link or picture starts in a text without its code, and what is wrong."""
    for link in _LINK.finditer(prose):
        is_picture, words, target = link.groups()
        message = (
            _check_picture(words, target, key, targets)
            if is_picture
            else _check_link(target, key, targets)
        )
        if message:
            yield link.start(), message
    for definition in _DEFINITION.finditer(prose):
        if message := _check_link(definition[1], key, targets):
            yield definition.start(), message
    for picture in _NO_WORDS.finditer(prose):
        yield picture.start(), _WORDLESS


def _check_directive(place: directives.Occurrence, key: Key, targets: _Targets) -> Message | None:
    if place.alone and key[0] != ARTICLES:
        return say(
            "{directive} places a view, which only the pages of docs/ can do. Remove it.",
            directive=f"[[{place.text}]]",
        )
    if message := directives.explain_directive(place, targets.views, targets.slugs):
        return message
    is_draft = not place.alone and directives.parse_name(place.text) in targets.drafts
    return _DRAFT if is_draft and key not in targets.drafts else None


def _check_picture(words: str, target: str, key: Key, targets: _Targets) -> Message | None:
    file = resolve_link(key, target)
    if not words.strip():
        return _WORDLESS
    if ":" in target or target.startswith("/") or file is None:
        return say(
            "a picture lies below docs/, not at {target}. Put the file there, and write its path,"
            " as in images/logo.png.",
            target=quote(target),
        )
    if file not in targets.pictures:
        return say_all(
            say("there is no picture {file} below docs/.", file=quote(file)),
            did_you_mean(file, targets.pictures),
            say("Put it there, or correct the name."),
        )
    return None


def _check_link(target: str, key: Key, targets: _Targets) -> Message | None:
    path = target.partition("#")[0]
    if target.lower().startswith(_SCHEMES):
        return None
    if path != target:
        return say("a link leads to a page, not to a part of it. Leave out what follows the #.")
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|/|\\", target) or not path:
        return say(
            "{target} is no address that a link can lead to. Write https://…, mailto:…,"
            " or the file name of a page, as in about.md.",
            target=quote(target),
        )
    file = resolve_link(key, path) or ""
    if file in targets.pages:
        is_draft = targets.pages[file] in targets.drafts
        return _DRAFT if is_draft and key not in targets.drafts else None
    if file in targets.pictures:
        return None
    return say_all(
        say("there is no page {page}.", page=quote(path)),
        did_you_mean(path, [file_beside(key, page) for page in targets.pages]),
        say("Name the file of a page or record, as in about.md."),
    )
