"""MkDocs events. The only file that knows MkDocs, Material and static-i18n; see handbook/design.md.

static-i18n runs the whole build once for each language: on_config … on_post_build. Its own events
have priority -100; from its on_post_build of the first language it builds all others.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

import click
from jinja2 import Environment, StrictUndefined
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from alliance import git
from alliance.cache import FOLDER, Cache
from alliance.content.content import Content
from alliance.content.options import read_language, read_options
from alliance.content.urls import address
from alliance.editing.cms import why_not
from alliance.editing.translations.freshness import stale_pages
from alliance.graphics.social import Studio
from alliance.graphics.typefaces import FOLDERS, Typefaces
from alliance.i18n.message import WrongValueError, say
from alliance.i18n.problem import report
from alliance.i18n.words import Words, words_of
from alliance.outputs import publish, search_index, workers
from alliance.outputs.offline import pack
from alliance.outputs.outputs import write, write_outputs
from alliance.outputs.styles import STYLESHEET
from alliance.progress import Progress
from alliance.site.notfound import notfound_address
from alliance.site.pages import Page as AlliancePage
from alliance.site.reading import read_content
from alliance.site.site import Site
from alliance.views.templates import compact

_MAIN_STYLESHEET = re.compile(r"assets/stylesheets/main\..*css$")


class Build:
    """The state of one build, set afresh by on_config of its first language."""

    def __init__(self, site: Site, target: Path, staging: Path | None) -> None:
        self.site = site
        self.target = target
        self.staging = staging
        """Where the site is put together; None for a live preview, which has its own folder."""
        self.menu = site.content.settings.menu
        self.stylesheets: tuple[str, ...] = ()
        self.progress = Progress(sys.stderr)
        self.process = os.getpid()
        self.children: list[int] = []

    @property
    def is_forked(self) -> bool:
        """Whether this process builds only a share of the languages."""
        return os.getpid() != self.process


log = get_plugin_logger(__name__)

_command = "build"
_build: Build | None = None


def on_startup(*, command: str, dirty: bool) -> None:
    """Remember whether this is a build or a live preview."""
    global _command  # noqa: PLW0603 (MkDocs gives hooks no object to keep it in)
    _command = command


def _start(config: MkDocsConfig) -> None:
    """Read and check all content, once; report all problems in one error."""
    global _build  # noqa: PLW0603 (as above)
    plugin = _i18n(config)
    if plugin.building:
        return
    root = Path(config.config_file_path).parent
    try:
        options = read_options(site_url=config.site_url)
        content = options.narrow(_read(root))
    except WrongValueError as error:
        raise PluginError(error.message.put(_words())) from None
    if content.settings.admin and not options.offline and (reason := why_not(content)):
        raise PluginError(reason.put(_words()))
    for language in plugin.config.languages:
        language.build = language.locale in content.settings.codes
    config.site_url = options.site_url
    config.theme.static_templates -= {"404.html", "sitemap.xml"}
    target = options.target(config.site_dir)
    staging = _open_staging(target, root.resolve()) if _command != "serve" else None
    if staging is not None:
        config.site_dir = str(staging)
    is_drawing = content.settings.social_images and _command != "serve" and not options.offline
    fonts = Typefaces(options.font_dirs or FOLDERS)
    studio = Studio(content.palette, fonts, Cache(root / FOLDER / "social"))
    site = Site(
        content,
        git.build_date(root),
        options.site_url,
        options.offline,
        studio if is_drawing else None,
        stale_pages(content),
    )
    _build = Build(site, target, staging)


def _read(root: Path) -> Content:
    """Return the content, if it is sound; a live preview goes on with what was sound last."""
    progress = Progress(sys.stderr)
    content, problems = read_content(root, progress.show)
    progress.clear()
    if content is not None and not problems:
        return content
    if _command == "serve" and _build is not None:
        until = say("Until then the preview shows the last sound state.")
        log.error("%s\n%s", report(problems, _words()), until.put(_words()))
        return _build.site.content
    raise PluginError(report(problems, _words()))


def _words() -> Words:
    """Return the words of the language that messages are told in."""
    return words_of(read_language())


def _open_staging(target: Path, root: Path) -> Path:
    if reason := publish.check_target(target, root):
        raise PluginError(f"The site cannot be written to {target}: {reason}.")
    return publish.open_staging(target)


def _i18n(config: MkDocsConfig) -> Any:
    """Return static-i18n, which has no types."""
    return config.plugins["i18n"]


@event_priority(-200)
def _leave_theme_unread(config: MkDocsConfig) -> None:
    """From the second language on, spare MkDocs the theme's ten thousand files: all are copied."""
    if _i18n(config).building:
        config.theme.dirs[:] = filter(None, [config.theme.custom_dir])


on_config = CombinedEvent(_start, _leave_theme_unread)


@event_priority(200)
def _take_pages_out(files: Files, *, config: MkDocsConfig) -> Files:
    """Before static-i18n: leave it only what is copied as it is, and that only once."""
    build = _current()
    if _i18n(config).building:
        return Files([])
    own = Path(config.theme.custom_dir or "").resolve()
    kept = [file for file in files if not _is_unused(file, own)]
    main = next(file.src_uri for file in kept if _MAIN_STYLESHEET.match(file.src_uri))
    build.stylesheets = (main, STYLESHEET)
    return Files(kept)


def _is_unused(file: File, own: Path) -> bool:
    """Tell whether a file is a page, or serves only what this project does in its own way."""
    uri = file.src_uri
    is_own = Path(file.abs_src_path or "").resolve().is_relative_to(own)
    if file.is_documentation_page() or uri == "sitemap.xml" or uri.endswith(".map"):
        return True
    if uri.startswith("assets/stylesheets/"):
        return not _MAIN_STYLESHEET.match(uri)  # ours are written as one
    return uri.startswith(("assets/javascripts/", "assets/images/favicon")) and not is_own


@event_priority(-200)
def _put_pages_in(files: Files, *, config: MkDocsConfig) -> Files:
    """After static-i18n: add every page of the language, most of them outside the navigation."""
    build = _current()
    language = _i18n(config).current_language
    codes = build.site.content.settings.codes
    build.progress.show(f"building {language} ({codes.index(language) + 1} of {len(codes)})")
    for page in build.site.pages:
        name = (
            f"{page.path}/index.md"
            if f"{page.path}/index.md" in build.menu
            else f"{page.path or 'index'}.md"
        )
        files.append(_file(name, page, language, config))
    if not build.site.offline:  # where there is no server, none answers
        files.append(_file("404.md", None, language, config))
    return files


def _file(name: str, page: AlliancePage | None, language: str, config: MkDocsConfig) -> File:
    content = _current().site.content
    source = content.settings.source_language
    where = address(page.path, language, source) if page else notfound_address(content, language)
    file = File(
        name,
        src_dir=None,
        dest_dir=config.site_dir,
        use_directory_urls=True,
        dest_uri=f"{where}index.html" if page else where,
        inclusion=InclusionLevel.INCLUDED if name in _current().menu else InclusionLevel.NOT_IN_NAV,
    )
    file.content_string = ""  # it has no source that MkDocs could look for
    SitePage(page, language, file, config)
    return file


on_files = CombinedEvent(_take_pages_out, _put_pages_in)


class SitePage(Page):
    """A page whose content this project makes: there is no Markdown for MkDocs to read."""

    def __init__(
        self, made: AlliancePage | None, language: str, file: File, config: MkDocsConfig
    ) -> None:
        super().__init__("", file, config)
        self.made = made
        """None for the 404 page."""
        self.language = language

    def read_source(self, config: MkDocsConfig) -> None:
        """Read nothing."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Leave the content to on_page_context, which has what it takes."""
        self.content = ""


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Make the theme's templates as strict as our fragments: only those of overrides/ are used."""
    env.autoescape = True
    env.undefined = StrictUndefined
    env.trim_blocks = env.lstrip_blocks = True


def on_page_context(context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
    """Hand content and chrome of a page to the theme's template."""
    build = _current()
    if not isinstance(page, SitePage):
        return context
    if build.is_forked and workers.is_orphan(build.process):
        raise PluginError("The build was interrupted.")
    if page.made is None:
        html, chrome = build.site.notfound(page.language)
    else:
        html = build.site.html(page.made, page.language)
        picture = build.site.picture(page.made, page.language)
        if picture is not None and picture.made:
            write(Path(config.site_dir) / picture.path, picture.made)
        chrome = build.site.chrome(page.made, page.language, picture)
    context |= {"content": html, "chrome": chrome, "stylesheets": build.stylesheets}
    return context


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Leave out what is only for those who read templates."""
    return compact(output)


def _share_languages(*, config: MkDocsConfig) -> None:
    """After the first language: build the others in as many processes as can work at once."""
    build, plugin = _current(), _i18n(config)
    if plugin.building or _command == "serve":
        return
    others = [code for code in plugin.build_languages if code != plugin.current_language]
    build.children, own = workers.fork(workers.share(others, workers.processors()))
    for language in plugin.config.languages:
        language.build = language.locale in (plugin.current_language, *own)


@event_priority(-200)
def _finish(*, config: MkDocsConfig) -> None:
    """After the last language: write what concerns the whole site, then publish it."""
    build = _current()
    if _i18n(config).building:
        return
    if build.is_forked:
        workers.end()
    if not workers.wait(build.children):
        raise PluginError("A language could not be built; the lines above say why.")
    write_outputs(build.site, Path(config.site_dir))
    if build.staging is not None and build.site.has_search:
        _write_search_index(build)
    build.progress.clear()
    if note := build.site.note():
        click.echo(note, err=True)
    if build.staging is not None:
        publish.publish(build.staging, build.target)
        if build.site.offline:
            pack(build.target)
        config.site_dir = str(build.target)
        _say_where(build.target, build.site.offline)


on_post_build = CombinedEvent(_share_languages, _finish)  # type: ignore[arg-type]


def _write_search_index(build: Build) -> None:
    build.progress.show("writing the search index")
    try:
        search_index.write_index(build.staging or build.target, build.site.kinds)
    except OSError as error:
        raise PluginError(f"The search index could not be written: {error}") from None


def _say_where(target: Path, offline: bool) -> None:
    pages = sum(1 for _ in target.rglob("*.html"))
    near = target.is_relative_to(Path.cwd())
    shown = target.relative_to(Path.cwd()) if near else target
    if offline:
        click.echo(f"{pages} pages in {shown}/ and {shown}.zip. Open {shown}/index.html to read.")
        return
    click.echo(
        f"{pages} pages in {shown}/. To look at them: python3 -m http.server --bind 127.0.0.1"
        f" --directory {shown} 8000, then open http://localhost:8000/"
    )


def on_build_error(*, error: Exception) -> None:
    """Leave the last good site as it is, and nothing of the failed one."""
    if _build is not None and not _build.is_forked:
        _build.progress.clear()
        workers.wait(_build.children)
        if _build.staging is not None:
            publish.discard(_build.staging)


def _current() -> Build:
    if _build is None:
        raise PluginError("The build has not begun: on_config must come first.")
    return _build
