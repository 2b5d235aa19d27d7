"""The builder: reads and checks the content, makes every page, and puts the site in its place.

Two doors lead to it. `alliance build` calls `build`. MkDocs, through hooks.py, calls `start`, has
the pages of records written while it makes those written by hand, and calls `finish`.
Both give the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup

from alliance.content.caches import cache_of
from alliance.content.content import ARTICLES
from alliance.content.discovery import DOCS
from alliance.content.options import build_day, read_options
from alliance.content.pictures.assets import read_assets
from alliance.content.urls import address
from alliance.editing.cms import not_fetched
from alliance.editing.translations.freshness import stale_pages
from alliance.graphics.fonts import FOLDERS, Typefaces
from alliance.graphics.social import CardRenderer
from alliance.i18n.messages import Message, say, say_many
from alliance.i18n.problems import Problem
from alliance.outputs import publish, workers
from alliance.outputs.errors import BuildError
from alliance.outputs.files import write_outputs
from alliance.outputs.manifest import MANIFEST, manifest
from alliance.outputs.notes import notes
from alliance.outputs.offline import pack
from alliance.outputs.publish import Staging
from alliance.outputs.search_index import write_index
from alliance.outputs.site_folder import FILE_MODE, IncompleteError, SiteFolder
from alliance.outputs.stylesheet import published_assets, stylesheets, theme_stylesheet
from alliance.outputs.target import open_target, recover
from alliance.outputs.workers import LostError, Worker
from alliance.progress import Progress, Show, silent
from alliance.site.layout import Layout
from alliance.site.notfound import notfound_address
from alliance.site.pages import Page
from alliance.site.reading import read_content
from alliance.site.site import Site
from alliance.views.templates import render_page

STILL_SHOWN = say("Until then the preview shows the last sound state.")


@dataclass
class Build:
    """One build: the site, and the folder that it is put together in."""

    site: Site
    folder: SiteFolder
    """Where the site is put together."""
    staging: Staging | None
    """Where it waits to be published; None for a live preview, which is not.

    A preview has neither pictures to share nor a search.
    """
    progress: Progress = field(default_factory=lambda: Progress(sys.stderr))
    workers: list[Worker] = field(default_factory=list)
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
        others = workers.processors() - 1 if self.staging else 0
        if others:
            shares = workers.share(self.codes, others)
            self.workers = workers.fork(shares, self._write_records, lambda: self.folder.written)
        self._left = () if others else self.codes

    def _write_records(self, language: str) -> None:
        """Write these pages in a language."""
        for page in self.site.pages:
            if page.key[0] != ARTICLES:
                self.write_page(page, language)
        if not self.site.offline:  # without a server, nothing answers
            where = notfound_address(self.site.content, language)
            self._write(where, *self.site.notfound(language))

    def write_page(self, page: Page, language: str) -> None:
        """Write a page in a language."""
        where = address(page.path, language, self.site.content.settings.source_language)
        html = self.site.html(page, language)
        self._write(f"{where}index.html", html, self.layout(page, language))

    def layout(self, page: Page, language: str) -> Layout:
        """Return what surrounds the content of a page, after writing its picture if it is new."""
        picture = self.site.picture(page, language)
        if picture is not None and picture.made:
            self.folder.write(picture.path, picture.made)
        return self.site.layout(page, language, picture)

    def stylesheets(self, content: str) -> tuple[str, ...]:
        """Return the stylesheets of a page, after writing the theme's if the page needs it."""
        names = stylesheets(content)
        if len(names) > 1 and (theme := theme_stylesheet()):
            self.folder.write(names[0], theme.read_bytes())
        return (*names, *self.site.content.settings.extra_css)

    def _write(self, where: str, content: Markup, layout: Layout) -> None:
        html = render_page(content, layout, self.stylesheets(content))
        self.folder.write(where, html.encode())

    def finish(self) -> None:
        """Wait for the pages of records, write what concerns the whole site, and publish it.

        Raises BuildError if a page or the search index could not be written, or something of the
        site is lost, and OSError where the system does not let it be written.
        """
        for language in self._left:
            self._write_records(language)
        self._wait()
        write_outputs(self.site, self.folder)
        self._write_assets()
        for name, path in published_assets().items():
            self.folder.write(name, path.read_bytes())
        if self.staging:
            if self.site.has_search:
                self._write_search_index()
            self._publish(self.staging)
        self.progress.clear()

    def _write_assets(self) -> None:
        """Write pictures and documents as they are published, over what MkDocs has copied."""
        for name, found in read_assets(self.site.content.root):
            if isinstance(found, Problem):  # it has changed since the check
                raise BuildError([found])
            self.folder.write(name, found.data)

    def _wait(self) -> None:
        try:
            for written in workers.wait(self.workers):
                self.folder.written |= written
        except LostError:
            raise BuildError(_LOST_WORKER) from None

    def _write_search_index(self) -> None:
        self.progress.show("writing the search index")
        try:
            write_index(self.folder, self.site.kinds)
        except OSError as error:
            if error.errno is not None:
                raise
            raise BuildError(f"The search index could not be written: {error}") from None

    def _publish(self, staging: Staging) -> None:
        """Publish a site that is whole, its manifest included."""
        try:
            digests = self.folder.digests()
        except IncompleteError as error:
            raise BuildError(_incomplete(error.names)) from None
        self.folder.write(MANIFEST, manifest(self.site, digests))
        (self.folder.path / MANIFEST).chmod(FILE_MODE)
        packed = None
        if self.site.offline:
            packed = publish.beside(staging.target, "zip")
            pack(staging.folder, staging.target.name, packed)
        staging.publish(packed)

    def report(self, echo: Callable[..., None]) -> None:
        """Say what the operator should know, on standard error, and where the finished site is."""
        for note in notes(self.site):
            echo(note, err=True)
        if self.staging:
            echo(self._summary(self.staging.target))

    def _summary(self, target: Path) -> str:
        pages = sum(1 for _ in target.rglob("*.html"))
        near = target.is_relative_to(Path.cwd())
        shown = target.relative_to(Path.cwd()) if near else target
        if self.site.offline:
            return f"{pages} pages in {shown}/ and {shown}.zip. Open {shown}/index.html to read."
        return (
            f"{pages} pages in {shown}/. To look at them: python3 -m http.server --bind 127.0.0.1"
            f" --directory {shown} 8000, then open http://localhost:8000/"
        )

    def discard(self) -> None:
        """Leave the last good site as it is, and nothing of this build."""
        self.progress.clear()
        workers.stop(self.workers)
        if self.staging:
            self.staging.discard()


_LOST_WORKER = say(
    "A process that writes pages was ended by the system or by somebody. Often there is too little"
    " memory: close other programs, and try again."
)


def _incomplete(names: Sequence[str]) -> Message:
    """Return what to say of a site that has lost files while it was put together."""
    shown = ", ".join(names[:3]) + (", …" if len(names) > 3 else "")
    return say_many(
        "{n} file of the new site is gone or not whole: {files}. Something else has changed the"
        " folder that it was put together in. Try again.",
        "{n} files of the new site are gone or not whole: {files}. Something else has changed the"
        " folder that it was put together in. Try again.",
        len(names),
        files=shown,
    )


def read_site(root: Path, *, draws: bool = False, show: Show = silent) -> Site:
    """Read, check and narrow the content below `root`; `draws` adds pictures for social networks.

    Raises BuildError with every problem of the content, or with an option that is wrong.
    """
    content, problems = read_content(root, show)
    if content is None or problems:
        raise BuildError(problems)
    options = read_options(site_url=content.settings.site_url)
    content = options.narrow(content)
    fonts = Typefaces(options.font_dirs or FOLDERS)
    renderer = CardRenderer(content.palette, fonts, cache_of(root, "social"))
    draws = draws and content.settings.social_images and not options.offline
    return Site(
        content,
        build_day(root),
        options.site_url,
        options.offline,
        renderer if draws else None,
        stale_pages(content),
    )


def start(root: Path, usual: Path | None = None) -> Build:
    """Open a folder for the site of the content below `root`, and read and check the content.

    `usual` is where the site goes unless SITE_DIR says otherwise; without it, mkdocs.yml says it.
    Raises BuildError with every problem of the content, or with why the site cannot be written.
    """
    staging = open_target(root, usual)  # first: whoever had to wait reads what is new
    try:
        return Build(_read(root, draws=True), SiteFolder(staging.folder), staging)
    except BaseException:
        staging.discard()
        raise


def preview(root: Path, folder: Path) -> Build:
    """Read and check the content below `root`, to be shown from a folder and published nowhere.

    Raises BuildError with every problem of the content.
    """
    recover(root)
    return Build(_read(root), SiteFolder(folder), None)


def _read(root: Path, *, draws: bool = False) -> Site:
    progress = Progress(sys.stderr)
    site = read_site(root, draws=draws, show=progress.show)
    progress.clear()
    if site.content.settings.admin and not site.offline and (reason := not_fetched(site.content)):
        raise BuildError(reason)
    return site


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
        for name in job.site.content.settings.extra_css:
            job.folder.write(name, (root / DOCS / name).read_bytes())
        job.finish()
    except BaseException:
        job.discard()
        raise
    return job
