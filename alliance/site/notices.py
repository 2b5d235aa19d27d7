"""The line that says honestly how the text of a page came about, and how to improve it."""

from __future__ import annotations

from dataclasses import dataclass

from alliance.content.context import Context
from alliance.i18n import cldr
from alliance.model.translations import State
from alliance.site.edit_links import Proposal, translation_proposal
from alliance.site.pages import Page


@dataclass(frozen=True, slots=True)
class NoticeLink:
    """Where a notice leads to."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A line that says how the text of the page came about."""

    text: str
    link: NoticeLink | None = None
    proposal: Proposal | None = None
    """What leads to where the text can be mended."""


def notice(page: Page, context: Context) -> Notice | None:
    """Say honestly whether the text is a fallback, incomplete, made by machine or out of date."""
    content, t = context.content, context.words
    source = page.languages[0]
    original = NoticeLink(t.gettext("Read the original"), context.href(page.path, source))
    proposal = translation_proposal(page, context)
    state = content.state(page.key, context.language)
    if page.is_fallback(context.language):
        repository = content.alliance.repository if proposal is None else None
        link = NoticeLink(t.gettext("Help to translate it"), repository) if repository else original
        text = t.gettext("This page has not been translated yet. You see the text in {language}.")
        shown = text.format(language=cldr.language_in(source, context.language))
        return Notice(shown, link, proposal)
    own = content.translations[page.key].get(context.language)
    texts = []
    if state is State.PARTIAL:
        texts.append(t.gettext("Parts of this page have not been translated yet."))
    if own is not None and own.origin == "machine":
        texts.append(t.gettext("Translated by machine, not yet reviewed by a person."))
    if context.is_stale(page.key):
        texts.append(t.gettext("This text may be out of date: the original has changed since."))
    return Notice(" ".join(texts), original, proposal) if texts else None
