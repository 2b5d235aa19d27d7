"""How far the site is translated: a table of languages, and one of the pages in a language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from alliance.content import directives
from alliance.content.content import ARTICLES, Key, keys_of
from alliance.content.context import Edition
from alliance.i18n import cldr, labels
from alliance.model.kinds import ALL_KINDS, PAGED
from alliance.model.translations import State
from alliance.views.blocks import Cell, Item, Row, RowGroup, Table


def coverage(edition: Edition, view: directives.Directive) -> Table:
    """Return how far each language is; with `of=pages` each page in the reader's language."""
    return _pages(edition) if view.options.get("of") == "pages" else _languages(edition)


def _states(edition: Edition) -> dict[State, str]:
    t = edition.t
    return {
        State.COMPLETE: t("Complete"),
        State.PARTIAL: t("In part"),
        State.MISSING: t("Not translated"),
    }


def _languages(edition: Edition) -> Table:
    t = edition.t
    heads = list(_states(edition).values())
    if edition.stale is not None:
        heads.append(t("Out of date"))
    heads += map(t, labels.ORIGINS.values())
    rows = tuple(_language(edition, code) for code in edition.content.settings.codes[1:])
    return Table(
        t("Records and pages by language"),
        t("Language"),
        tuple(Item(head) for head in heads),
        (RowGroup("", "", rows),) if rows else (),
        empty=t("This site has one language."),
    )


def _language(edition: Edition, code: str) -> Row:
    """Return how many records and pages of a language are in each state."""
    content, source = edition.content, edition.source_language
    keys = [key for key in keys_of(content) if content.translations[key][source].texts]
    states = Counter(content.state(key, code) for key in keys)
    numbers = [states[state] for state in State]
    if edition.stale is not None:
        numbers.append(sum((key, code) in edition.stale for key in keys))
    made = Counter(_origin(edition, key, code) for key in keys)
    numbers += [made[origin] for origin in labels.ORIGINS]
    name = Item(cldr.language_in(code, edition.language), edition.href(edition.path, code))
    return Row(name, tuple(Cell(edition.number(number)) for number in numbers))


def _origin(edition: Edition, key: Key, language: str) -> str:
    own = edition.content.translations[key].get(language)
    return (own.origin if own else None) or ""


def _pages(edition: Edition) -> Table:
    """Return every page with its state in the reader's language, by kind."""
    reader = edition.site_language or edition.language
    name = cldr.language_in(reader, edition.language)
    is_source = reader == edition.source_language
    kinds = () if is_source else (ARTICLES, *PAGED)
    groups = (
        RowGroup(edition.t(ALL_KINDS[kind].plural), "", tuple(_rows(edition, kind, reader)))
        for kind in kinds
    )
    return Table(
        edition.t("Pages in this language: {language}").format(language=name),
        edition.t("Page"),
        (Item(edition.t("Translation")),),
        tuple(group for group in groups if group.rows),
        empty=edition.t("The texts are first written in this language: {language}.").format(
            language=name
        ),
    )


def _rows(edition: Edition, kind: str, reader: str) -> Iterator[Row]:
    content = edition.content
    if kind == ARTICLES:
        titles = {path: edition.phrase((kind, path), "title") for path in content.articles}
        items = {(kind, path): Item(title, edition.href(path)) for path, title in titles.items()}
    else:
        records = edition.by_title(content.records[kind].values())
        items = {
            (kind, record.slug): Item(edition.title(record), edition.link(record))
            for record in records
        }
    for key, item in items.items():
        yield Row(item, (Cell(_said(edition, key, reader)),))


def _said(edition: Edition, key: Key, reader: str) -> str:
    """Return how far a page is translated, how that was made, and whether it is out of date."""
    state = edition.content.state(key, reader)
    said = [_states(edition)[state]]
    origin = _origin(edition, key, reader)
    if origin and state is not State.MISSING:
        said.append(edition.t(labels.ORIGINS[origin]))
    if edition.stale is not None and (key, reader) in edition.stale:
        said.append(edition.t("Out of date"))
    return " · ".join(said)
