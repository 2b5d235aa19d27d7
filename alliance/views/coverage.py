"""How far the site is translated: a table of languages, and one of the pages in a language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from alliance.content import directives
from alliance.content.content import ARTICLES, Key, keys_of
from alliance.content.context import Context
from alliance.i18n import cldr, labels
from alliance.model.kinds import ALL_KINDS, PAGED
from alliance.model.translations import State
from alliance.views.blocks import Cell, Item, Row, RowGroup, Table


def coverage(context: Context, view: directives.Directive) -> Table:
    """Return how far each language is; with `of=pages` each page in the reader's language."""
    return _pages(context) if view.options.get("of") == "pages" else _languages(context)


def _states(context: Context) -> dict[State, str]:
    t = context.t
    return {
        State.COMPLETE: t("Complete"),
        State.PARTIAL: t("In part"),
        State.MISSING: t("Not translated"),
    }


def _languages(context: Context) -> Table:
    t = context.t
    heads = list(_states(context).values())
    if context.stale is not None:
        heads.append(t("Out of date"))
    heads += map(t, labels.ORIGINS.values())
    rows = tuple(_language(context, code) for code in context.content.settings.codes[1:])
    return Table(
        t("Records and pages by language"),
        t("Language"),
        tuple(Item(head) for head in heads),
        (RowGroup("", "", rows),) if rows else (),
        empty=t("This site has one language."),
    )


def _language(context: Context, code: str) -> Row:
    """Return how many records and pages of a language are in each state."""
    content, source = context.content, context.source_language
    keys = [key for key in keys_of(content) if content.translations[key][source].texts]
    states = Counter(content.state(key, code) for key in keys)
    numbers = [states[state] for state in State]
    if context.stale is not None:
        numbers.append(sum((key, code) in context.stale for key in keys))
    made = Counter(_origin(context, key, code) for key in keys)
    numbers += [made[origin] for origin in labels.ORIGINS]
    name = Item(cldr.language_in(code, context.language), context.href(context.path, code))
    return Row(name, tuple(Cell(context.number(number)) for number in numbers))


def _origin(context: Context, key: Key, language: str) -> str:
    own = context.content.translations[key].get(language)
    return (own.origin if own else None) or ""


def _pages(context: Context) -> Table:
    """Return every page with its state in the reader's language, by kind."""
    reader = context.site_language or context.language
    name = cldr.language_in(reader, context.language)
    is_source = reader == context.source_language
    kinds = () if is_source else (ARTICLES, *PAGED)
    groups = (
        RowGroup(context.t(ALL_KINDS[kind].plural), "", tuple(_rows(context, kind, reader)))
        for kind in kinds
    )
    return Table(
        context.t("Pages in this language: {language}").format(language=name),
        context.t("Page"),
        (Item(context.t("Translation")),),
        tuple(group for group in groups if group.rows),
        empty=context.t("The texts are first written in this language: {language}.").format(
            language=name
        ),
    )


def _rows(context: Context, kind: str, reader: str) -> Iterator[Row]:
    content = context.content
    if kind == ARTICLES:
        titles = {path: context.phrase((kind, path), "title") for path in content.articles}
        items = {(kind, path): Item(title, context.href(path)) for path, title in titles.items()}
    else:
        records = context.by_title(content.records[kind].values())
        items = {
            (kind, record.slug): Item(context.title(record), context.link(record))
            for record in records
        }
    for key, item in items.items():
        yield Row(item, (Cell(_said(context, key, reader)),))


def _said(context: Context, key: Key, reader: str) -> str:
    """Return how far a page is translated, how that was made, and whether it is out of date."""
    state = context.content.state(key, reader)
    said = [_states(context)[state]]
    origin = _origin(context, key, reader)
    if origin and state is not State.MISSING:
        said.append(context.t(labels.ORIGINS[origin]))
    if context.stale is not None and (key, reader) in context.stale:
        said.append(context.t("Out of date"))
    return " · ".join(said)
