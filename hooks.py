"""MkDocs events. The only file that knows MkDocs and static-i18n; see handbook/design.md.

static-i18n runs the whole build once for each language: on_config … on_post_build. Its own events
have priority -100; from its on_post_build of the first language it builds all others.
"""

from __future__ import annotations

import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from alliance.interruption import Stopped, end_at_once, listen

end_at_once()

import click
from jinja2 import Environment
from markupsafe import Markup
from mkdocs import exceptions
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from alliance.console import replace_what_cannot_be_shown
from alliance.content.options import read_language
from alliance.content.urls import path_of
from alliance.i18n.catalogues import tool_words_of
from alliance.outputs.build import STILL_SHOWN, Build, preview, start
from alliance.outputs.ending import AS_IT_WAS, STOPPED, explain, write
from alliance.outputs.errors import BuildError
from alliance.outputs.locks import Lock
from alliance.outputs.preview import claim, no_port, other_port
from alliance.views.templates import OVERRIDES, compact, make_strict

log = get_plugin_logger(__name__)

_is_preview = False
_is_serving = False
"""Whether a live preview has begun to show pages."""
_build: Build | None = None
_claimed: Lock | None = None
"""What marks the temporary folder of the live preview as in use."""


def on_startup(*, command: str, dirty: bool) -> None:
    """Remember whether this is a build or a live preview; let signals stop it."""
    global _is_preview  # noqa: PLW0603 (MkDocs gives hooks no object to keep it in)
    _is_preview = command == "serve"
    listen()
    replace_what_cannot_be_shown()


def on_config(config: MkDocsConfig) -> None:
    """Read and check all content, once; a live preview keeps the last sound state."""
    global _build, _claimed  # noqa: PLW0603 (as above)
    # No file of the theme is used.
    config.theme.dirs[:] = filter(None, [config.theme.custom_dir, str(OVERRIDES)])
    config.theme.static_templates.clear()
    if getattr(_i18n(config), "building", False):  # without the plugin, `start` says what to do
        return
    try:
        root, folder = Path(config.config_file_path).parent, Path(config.site_dir)
        if _is_preview and _claimed is None:
            _claimed = claim(folder)
        _build = preview(root, folder) if _is_preview else start(root, folder)
    except BuildError as error:
        if not _is_preview or _build is None:
            raise
        log.error("%s\n%s", error, STILL_SHOWN.put(error.words))  # noqa: TRY400 (no fault of ours)
    config.site_url, config.site_dir = _build.site.site_url, str(_build.folder.path)
    for language in _i18n(config).config.languages:
        language.build = language.locale in _build.codes


@event_priority(200)
def _keep_what_is_ours(files: Files, *, config: MkDocsConfig) -> Files:
    """Before static-i18n: leave pages that are published, and, once, what is copied as it is.

    Pages of records are begun here, not earlier: MkDocs has emptied the folder just before.
    """
    later, docs = _i18n(config).building, Path(config.docs_dir)
    if not later:
        _current().write_records()
    kept = (file for file in files if docs in Path(file.abs_src_path or "").parents)
    return Files([file for file in kept if file.is_documentation_page() or not later])


@event_priority(-200)
def _make_pages(files: Files, *, config: MkDocsConfig) -> Files:
    """After static-i18n: have the pages of a language rendered by this project."""
    language = _i18n(config).current_language
    _current().show(language)
    pages = {page.path: page for page in _current().site.pages}
    found: list[Any] = [*files.documentation_pages()]  # static-i18n adds to them
    for file in found:
        page = pages.get(path_of(file.norm_src_uri))
        if page is None:
            files.remove(file)
            if file.generated_by:  # all others are drafts
                log.warning("%s is left out: only files below docs/ are pages.", file.src_uri)
        else:
            ArticlePage(page, language, file, config)
    return files


on_files = CombinedEvent(_keep_what_is_ours, _make_pages)


class ArticlePage(Page):
    """A page written by hand; its Markdown becomes HTML as everywhere else on the site."""

    def __init__(self, article: Any, language: str, file: Any, config: MkDocsConfig) -> None:
        super().__init__(None, file, config)
        self.article = article
        self.language = language
        self._written: list[str] = []

    def read_source(self, config: MkDocsConfig) -> None:
        """Read the file, and remember what it says."""
        super().read_source(config)
        self._written = (self.markdown or "").splitlines()

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Make the HTML of the page, of what other plugins and hooks have made of its text."""
        is_changed = (self.markdown or "").splitlines() != self._written
        markdown = self.markdown if is_changed else None
        self.content = str(_current().site.html(self.article, self.language, markdown))


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Make MkDocs render our templates as the builder does; note which files it will copy."""
    make_strict(env)
    copied: list[Any] = [file for file in files if not file.is_documentation_page()]
    _current().folder.expected |= {f.dest_uri for f in copied if f.inclusion.is_included()}


def on_page_context(context: Any, *, page: Any, config: MkDocsConfig, nav: Any) -> Any:
    """Hand content and layout of a page to its template."""
    layout = _current().layout(page.article, page.language)
    content = Markup(page.content)  # noqa: S704 (made by render, and changed by trusted code alone)
    stylesheets = _current().stylesheets(content)
    return context | {"content": content, "layout": layout, "stylesheets": stylesheets}


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Leave out what is only for those who read templates."""
    if output.strip():  # or MkDocs writes nothing
        _current().folder.expected.add(page.file.dest_uri)
    return compact(output)


@event_priority(-200)
def on_post_build(*, config: MkDocsConfig) -> None:
    """After the last language: wait for the pages of records, and publish the site."""
    build = _current()
    if _i18n(config).building:
        return
    build.finish()
    if build.staging:
        config.site_dir = str(build.staging.target)
        build.report(click.echo)


def on_serve(server: Any, *, config: MkDocsConfig, builder: Any) -> None:
    """Before pages are served: take the next free port if another program has ours."""
    global _is_serving  # noqa: PLW0603 (as above)
    _is_serving = True
    signal.signal(signal.SIGINT, signal.default_int_handler)  # MkDocs then ends by itself
    host, wanted = server.server_address
    port = _next_free(server.address_family, host, wanted)
    if port is None:
        write(no_port(host, wanted))
        raise SystemExit(1)
    if port != wanted:
        server.server_address = host, port
        server.url = server.url.replace(f":{wanted}/", f":{port}/", 1)
        write(other_port(wanted, server.url))


def _next_free(family: int, host: str, port: int) -> int | None:
    """Return the first port from one on that no program has; None if all the next ones are taken.

    Raises OSError for a host that is not this computer, or a port that one may not have.
    """
    for each in range(port, min(port + 20, 2**16)):
        with socket.socket(family) as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, each))
            return each
    return None


@event_priority(-200)
def on_build_error(*, error: Exception) -> None:
    """Leave the last good site as it is, nothing of the failed one, and end in plain words."""
    if _build is not None:
        _build.discard()
    if _is_serving:
        return  # MkDocs tells it, and waits for the next change
    place = _build.folder.path if _build else None
    is_told = isinstance(error, BuildError | exceptions.BuildError)
    words = tool_words_of(read_language())
    said = str(error) if is_told else explain(error, place).put(words)
    click.echo(f"{said} {AS_IT_WAS.put(words)}", err=True)
    raise SystemExit(1)


def on_shutdown() -> None:
    """Leave nothing of a build that was stopped, and say so."""
    if _build is not None:
        _build.discard()
    if _claimed is not None:
        _claimed.release()
    if isinstance(sys.exception(), Stopped):
        write(STOPPED)


def _i18n(config: MkDocsConfig) -> Any:
    """Return static-i18n, which has no types, or None."""
    return config.plugins.get("i18n")


def _current() -> Build:
    if _build is None:
        raise exceptions.PluginError("The build has not begun: on_config must come first.")
    return _build
