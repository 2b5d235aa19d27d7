"""What leads from a page to the web editor of the Git host, where anybody can propose a change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from alliance.edition import Edition
from alliance.hosting import Repository, repository
from alliance.pages import Page
from alliance.translations import State


@dataclass(frozen=True, slots=True)
class Proposal:
    """A link to a form in which a change can be proposed."""

    text: str
    href: str


def proposals(page: Page, edition: Edition) -> Iterator[Proposal]:
    """Yield what a reader of a page can propose beside its translation.

    Nothing where the repository or its host is not known, or in a copy for reading offline.
    """
    host = _host(edition)
    if host is None:
        return
    file = edition.content.files[page.key, page.written_in(edition.language)]
    yield Proposal(edition.t("Suggest a change"), host.edit(file.path))


def translation_proposal(page: Page, edition: Edition) -> Proposal | None:
    """Return what leads to the translation of a page that has none, or one that can be better."""
    host, content, language = _host(edition), edition.content, edition.language
    if host is None or language == edition.source_language:
        return None
    file = content.files.get((page.key, language))
    if file is None or page.is_fallback(language):
        name = sidecar(content.files[page.key, edition.source_language].path, language)
        href = host.edit(file.path) if file else host.new(name)
        return Proposal(edition.t("Translate this page"), href)
    own = content.translations[page.key][language]
    if own.origin == "machine" or content.state(page.key, language) is State.PARTIAL:
        return Proposal(edition.t("Improve this translation"), host.edit(file.path))
    return None


def sidecar(path: str, language: str) -> str:
    """Return the path of the translation of a file: `japan.yml` → `japan.fr.yml`."""
    stem, _, ending = path.rpartition(".")
    return f"{stem}.{language}.{ending}"


def _host(edition: Edition) -> Repository | None:
    settings = edition.content.settings
    if edition.offline:
        return None
    return repository(edition.content.alliance.repository, settings.git_host, settings.git_branch)
