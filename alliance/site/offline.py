"""A copy of the site to read from a folder: what it says of itself, and where its index lies."""

from __future__ import annotations

from alliance.content.edition import Edition


def index_name(language: str) -> str:
    """Return where the index of a language lies, relative to the root of the copy."""
    return f"assets/search/{language}.js"


def offline_note(edition: Edition) -> str:
    """Return the sentence that says of which day the copy is."""
    return edition.t("Copy for reading offline, as of {date}").format(date=edition.day)
