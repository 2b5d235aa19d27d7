"""The builder: reads and checks the content, makes every page, and puts the site in its place.

Two doors lead to it. `alliance build` calls `build`. MkDocs, through hooks.py, calls `start`, has
the pages of records written while it makes those written by hand, and calls `finish`.
Both give the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup

from alliance.cache import FOLDER, Cache
from alliance.content.content import ARTICLES
from alliance.content.discovery import DOCS, assets
from alliance.content.options import read_language, read_options
from alliance.content.urls import address
from alliance.editing.cms import why_not
from alliance.editing.translations.freshness import stale_pages
from alliance.git import build_date
from alliance.graphics.fonts import FOLDERS, Typefaces
from alliance.graphics.social import CardRenderer
from alliance.i18n.catalogues import tool_words_of
from alliance.i18n.messages import Message, WrongValueError, say
from alliance.i18n.problems import Problem, report_problems
from alliance.outputs import publish, workers
from alliance.outputs.files import write_file, write_outputs
from alliance.outputs.offline import pack
from alliance.outputs.search_index import write_index
from alliance.outputs.stylesheet import published_assets, stylesheets, theme_stylesheet
from alliance.progress import Progress, Show, silent
from alliance.site.layout import Layout
from alliance.site.notfound import notfound_address
from alliance.site.pages import Page
from alliance.site.reading import read_content
from alliance.site.site import Site
from alliance.views.templates import render_page

STILL_SHOWN = say("Until then the preview shows the last sound state.")


class BuildError(Exception):
    """Why a site cannot be built, in the language of the person who builds it."""

    def __init__(self, reason: Message | str | Sequence[Problem]) -> None:
        self.words = tool_words_of(read_language())
        if isinstance(reason, Message):
            reason = reason.put(self.words)
        super().__init__(reason if isinstance(reason, str) else report_problems(reason, self.words))


@dataclass
class Build:
    """One build: the site, and the folder that it is put together in."""

    site: Site
    target: Path
    """Where the finished site goes."""
    folder: Path
    """Where the site is put together."""
    is_preview: bool = False
    """Whether it is shown by a live preview, which has neither pictures to share nor a search."""
    progress: Progress = field(default_factory=lambda: Progress(sys.stderr))
    children: list[int] = field(default_factory=list)
    """The processes that write pages of records."""
    _left: tuple[str, ...] = ()
    """The languages whose pages of records no other process writes."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The languages of the site, the source language first."""
        return self.site.content.settings.codes

    def show(self, language: str) -> None:
        """Show on a terminal which language is being built."""
        number, of = self.codes.index(language) + 1, len(self.codes)
        self.progress.show(f"building {language} ({number} of {of})")

    def write_records(self) -> None:
        """Begin to write the pages of records, and the 404 pages, of all languages.

        Other processes do it where they can, so that the hand-written pages can be written
        meanwhile; `finish` writes what is left and waits for them.
        """
        others = 0 if self.is_preview else workers.processors() - 1
        if others:
            self.children = workers.fork(workers.share(self.codes, others), self._write_records)
        self._left = () if others else self.codes

    def _write_records(self, language: str) -> Iterator[str]:
        """Write these pages in a language; yield the path of each when it is written."""
        for page in self.site.pages:
            if page.key[0] != ARTICLES:
                self.write_page(page, language)
                yield page.path
        if not self.site.offline:  # without a server, nothing answers
            where = notfound_address(self.site.content, language)
            self._write(where, *self.site.notfound(language))
            yield where

    def write_page(self, page: Page, language: str) -> None:
        """Write a page in a language."""
        where = address(page.path, language, self.site.content.settings.source_language)
        html = self.site.html(page, language)
        self._write(f"{where}index.html", html, self.layout(page, language))

    def layout(self, page: Page, language: str) -> Layout:
        """Return what surrounds the content of a page, after writing its picture if it is new."""
        picture = self.site.picture(page, language)
        if picture is not None and picture.made:
            write_file(self.folder / picture.path, picture.made)
        return self.site.layout(page, language, picture)

    def stylesheets(self, content: str) -> tuple[str, ...]:
        """Return the stylesheets of a page, after writing the theme's if the page needs it."""
        names = stylesheets(content)
        if len(names) > 1 and (theme := theme_stylesheet()):
            write_file(self.folder / names[0], theme.read_bytes())
        return (*names, *self.site.content.settings.extra_css)

    def _write(self, where: str, content: Markup, layout: Layout) -> None:
        html = render_page(content, layout, self.stylesheets(content))
        write_file(self.folder / where, html.encode())

    def finish(self) -> None:
        """Wait for the pages of records, write what concerns the whole site, and publish it.

        Raises BuildError if a page or the search index could not be written.
        """
        for language in self._left:
            list(self._write_records(language))
        if not workers.wait(self.children):
            raise BuildError("A page could not be written; the lines above say why.")
        write_outputs(self.site, self.folder)
        for name, path in published_assets().items():
            write_file(self.folder / name, path.read_bytes())
        if not self.is_preview:
            if self.site.has_search:
                self._write_search_index()
            publish.publish(self.folder, self.target)
            if self.site.offline:
                pack(self.target)
        self.progress.clear()

    def _write_search_index(self) -> None:
        self.progress.show("writing the search index")
        try:
            write_index(self.folder, self.site.kinds)
        except OSError as error:
            raise BuildError(f"The search index could not be written: {error}") from None

    def report(self, echo: Callable[..., None]) -> None:
        """Say what the operator should know, on standard error, and where the finished site is."""
        if note := self.site.note():
            echo(note, err=True)
        echo(self._summary())

    def _summary(self) -> str:
        pages = sum(1 for _ in self.target.rglob("*.html"))
        near = self.target.is_relative_to(Path.cwd())
        shown = self.target.relative_to(Path.cwd()) if near else self.target
        if self.site.offline:
            return f"{pages} pages in {shown}/ and {shown}.zip. Open {shown}/index.html to read."
        return (
            f"{pages} pages in {shown}/. To look at them: python3 -m http.server --bind 127.0.0.1"
            f" --directory {shown} 8000, then open http://localhost:8000/"
        )

    def discard(self) -> None:
        """Leave the last good site as it is, and nothing of this build."""
        self.progress.clear()
        workers.wait(self.children)
        if not self.is_preview:
            publish.discard(self.folder)


def read_site(root: Path, *, draws: bool = False, show: Show = silent) -> Site:
    """Read, check and narrow the content below `root`; `draws` adds pictures for social networks.

    Raises BuildError with every problem of the content, or with an option that is wrong.
    """
    content, problems = read_content(root, show)
    if content is None or problems:
        raise BuildError(problems)
    try:
        options = read_options(site_url=content.settings.site_url)
        content = options.narrow(content)
    except WrongValueError as error:
        raise BuildError(error.message) from None
    fonts = Typefaces(options.font_dirs or FOLDERS)
    renderer = CardRenderer(content.palette, fonts, Cache(root / FOLDER / "social"))
    draws = draws and content.settings.social_images and not options.offline
    return Site(
        content,
        build_date(root),
        options.site_url,
        options.offline,
        renderer if draws else None,
        stale_pages(content),
    )


def start(root: Path, usual: Path | None = None, *, preview: bool = False) -> Build:
    """Read and check the content below `root`, and open the folder for the site.

    `usual` is where the site goes unless SITE_DIR says otherwise; without it, mkdocs.yml says it.
    A preview is put together there, and published nowhere else.
    Raises BuildError with every problem of the content, or with why the site cannot be written.
    """
    progress = Progress(sys.stderr)
    site = read_site(root, draws=not preview, show=progress.show)
    progress.clear()
    settings = site.content.settings
    if settings.admin and not site.offline and (reason := why_not(site.content)):
        raise BuildError(reason)
    usual = usual or root / settings.site_dir
    target = read_options().target(str(usual))
    folder = usual if preview else _staging(target, root)
    return Build(site, target, folder, preview, progress)


def build(root: Path) -> Build:
    """Build the site of the content below `root`; return the finished build.

    Raises BuildError; the last good site then stays as it is.
    """
    job = start(root)
    try:
        job.write_records()
        for language in job.codes:
            job.show(language)
            for page in job.site.pages:
                if page.key[0] == ARTICLES:
                    job.write_page(page, language)
        for name, path in assets(root).items():
            write_file(job.folder / name, path.read_bytes())
        for name in job.site.content.settings.extra_css:
            write_file(job.folder / name, (root / DOCS / name).read_bytes())
        job.finish()
    except BaseException:
        job.discard()
        raise
    return job


def _staging(target: Path, root: Path) -> Path:
    if reason := publish.check_target(target, root.resolve()):
        raise BuildError(f"The site cannot be written to {target}: {reason}.")
    return publish.open_staging(target)
