"""What must hold in Markdown texts: directives, links between pages, and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter

from alliance.content import directives
from alliance.content.content import ARTICLES, Key, label_of
from alliance.content.discovery import assets
from alliance.content.loading import MODELS, Loaded
from alliance.content.markdown import MAX_NESTING, Document, Reference
from alliance.content.urls import file_beside, resolve_link
from alliance.content.yaml.reader import Scalar
from alliance.i18n.messages import Message, WrongValueError, say, say_all
from alliance.i18n.problems import Problem, did_you_mean, quote
from alliance.model.fields import translatable
from alliance.model.kinds import PAGED
from alliance.model.records import Record
from alliance.model.validators import SCHEMES, check_url

MAX_FAULTS = 20
_MORE = say("this text has more problems. Fix the first {most}, then check again.", most=MAX_FAULTS)
_SCHEMES = tuple(f"{scheme}:" for scheme in SCHEMES)
_TOO_DEEP = say(
    "lists, quotations or emphasis are nested deeper than {most} levels. Make the text simpler.",
    most=MAX_NESTING,
)
_TOO_WIDE = say("a table has far fewer cells than its head asks for. Make its head narrower.")
_LOOKS_LIKE_LINK = say(
    "this looks like a link, but is none: between ( and ) is only an address without blanks, and"
    " perhaps a title in quotes. Correct it, or write a backslash before the [ to show it."
)
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
            faults = _faults(loaded.parse(entry.value.text), key, targets)
            for line, column, message in _first(faults):
                place = _place(entry.value, line, column)
                yield Problem(file.path, *place, message, label)


def outward(value: Scalar, document: Document) -> Iterator[tuple[int, int, str]]:
    """Yield line, column and address of each link of a Markdown text to another site."""
    for link in document.references:
        if link.target.lower().startswith(("https:", "http:")) and not link.is_defined_apart:
            yield *_place(value, link.line, link.column), link.target


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


def _first(faults: Iterator[TextFault]) -> Iterator[TextFault]:
    """Yield the first faults of a text, by place: a list of very many would help no one."""
    found = sorted(islice(faults, MAX_FAULTS), key=itemgetter(0, 1))
    yield from found
    if next(faults, None):
        line, column, _ = found[-1]
        yield line, column, _MORE


def _faults(document: Document, key: Key, targets: _Targets) -> Iterator[TextFault]:
    if place := document.too_deep:
        yield *place, _TOO_DEEP
    elif place := document.too_wide:
        yield *place, _TOO_WIDE
    else:  # what cannot be read as a whole need not be looked at any further
        yield from _directive_faults(document, key, targets)
        yield from _reference_faults(document, key, targets)
        for _, found in groupby(document.damaged, key=itemgetter(0)):
            yield _explain_damaged(*next(found))  # one for each line: signs come in pairs
        for line, column, label in document.unnamed_notes:
            yield line, column, _explain_note(label)


def _directive_faults(document: Document, key: Key, targets: _Targets) -> Iterator[TextFault]:
    for found in document.directives:
        if message := _check_directive(found, key, targets):
            yield found.line, found.column, message


def _reference_faults(document: Document, key: Key, targets: _Targets) -> Iterator[TextFault]:
    for link in document.references:
        if message := _check_reference(link, key, targets):
            yield link.line, link.column, message


def _explain_damaged(line: int, column: int, signs: str) -> TextFault:
    if signs[-1] in "(\uff08":
        return line, column, _LOOKS_LIKE_LINK
    message = say(
        "{signs} looks like a part of a directive, which has two brackets on each side, as in"
        " [[markets]] or [[market japan]]. Complete it, or write a backslash before the brackets"
        " to show them.",
        signs=quote(signs),
    )
    return line, column, message


def _explain_note(label: str) -> Message:
    return say(
        "no text names the footnote {label}, so it would not be shown. Write {sign} where it"
        " belongs, or delete it.",
        label=quote(label),
        sign=f"[^{label}]",
    )


def _check_reference(link: Reference, key: Key, targets: _Targets) -> Message | None:
    if link.is_picture:
        return _check_picture(link.words, link.target, key, targets)
    return None if link.is_defined_apart else _check_link(link.target, key, targets)


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
    if re.match(r"(?i:www[.])|[a-zA-Z][a-zA-Z0-9+.-]*:|//|/|.*\\", target) or not target:
        return _check_address(target)
    if path != target:
        return say("a link leads to a page, not to a part of it. Leave out what follows the #.")
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


def _check_address(target: str) -> Message | None:
    """Return what is wrong with a link that is no path of a page: the rule is that of fields."""
    if not target.lower().startswith(_SCHEMES):
        message = say(
            "{target} is no address that a link can lead to. Write https://…, mailto:…,"
            " or the file name of a page, as in about.md.",
            target=quote(target),
        )
        whole = f"https://{target}"
        return message + (did_you_mean(whole, [whole]) if target.startswith("www.") else None)
    try:
        check_url(target)
    except WrongValueError as error:
        return say("{target}: {reason}", target=quote(target), reason=error.message)
    return None
