"""What leads from a page to the web editor of the Git host, where anybody can propose a change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from alliance.content.content import Content
from alliance.content.context import Context
from alliance.content.repository import Repository
from alliance.editing.templates import Guide, path_of_file, record, translation
from alliance.i18n.catalogues import tool_words_of
from alliance.model.kinds import KINDS
from alliance.model.translations import State
from alliance.site.pages import Page

NAMELESS = "NAME"
"""What a new file is called until its author names it: no slug, so that the check asks for one."""

QUOTED = 200
"""How much of each original is shown where not all of them fit into an address."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A link to a form in which a change can be proposed."""

    text: str
    href: str


def proposals(page: Page, context: Context) -> Iterator[Proposal]:
    """Yield what a reader of a page can propose beside its translation.

    Nothing where the repository or its host is not known, or in a copy for reading offline.
    """
    host = _host(context)
    if host is None:
        return
    file = context.content.files[page.key, page.written_in(context.language)]
    yield Proposal(context.t("Suggest a change"), host.edit(file.path))
    kind = KINDS.get(page.path)
    if kind is not None and kind.addition:
        guide = Guide(tool_words_of(context.language), _named(context.content))
        drafts = (record(page.path, {}, each) for each in (guide, replace(guide, is_short=True)))
        new = host.new(path_of_file((page.path, NAMELESS)), drafts)
        yield Proposal(context.t(kind.addition), new)


def translation_proposal(page: Page, context: Context) -> Proposal | None:
    """Return what leads to the translation of a page that has none, or one that can be better."""
    host, content, language = _host(context), context.content, context.language
    if host is None or language == context.source_language:
        return None
    file = content.files.get((page.key, language))
    if file is None or page.is_fallback(language):
        new = host.new(path_of_file(page.key, language), _drafts(page, context))
        return Proposal(context.t("Translate this page"), host.edit(file.path) if file else new)
    own = content.translations[page.key][language]
    is_partial = content.state(page.key, language) is State.PARTIAL
    if own.origin == "machine" or is_partial or context.is_stale(page.key):
        return Proposal(context.t("Improve this translation"), host.edit(file.path))
    return None


def _drafts(page: Page, context: Context) -> Iterator[str]:
    """Yield texts of a translation file, each shorter than the one before."""
    texts = context.content.translations[page.key][context.source_language].texts
    words = tool_words_of(context.language)
    for guide in (Guide(words), Guide(words, quoted=QUOTED), Guide(is_short=True)):
        yield translation(page.key[0], texts, guide)


def _named(content: Content) -> dict[str, list[str]]:
    """Return the slugs that a new record can name, by kind."""
    return {
        **{kind: list(found) for kind, found in content.records.items()},
        "phases": list(content.alliance.phases),
    }


def _host(context: Context) -> Repository | None:
    return None if context.offline else context.content.repository
