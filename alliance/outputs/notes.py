"""What the operator should know of a site that could be built."""

from __future__ import annotations

from collections.abc import Iterator

from alliance.content.history import history_notes
from alliance.content.options import read_language
from alliance.i18n.catalogues import tool_words_of
from alliance.i18n.messages import say
from alliance.site.site import Site


def notes(site: Site) -> Iterator[str]:
    """Yield why the history is not known, and which pictures could not be drawn."""
    words = tool_words_of(read_language())
    for found in history_notes(site.history):
        yield say("note: {note}", note=found.message).put(words)
    if note := site.note():
        yield note
