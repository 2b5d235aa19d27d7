"""Files beside the pages: what machines read, and what stands at addresses that have changed."""

from __future__ import annotations

from collections.abc import Iterator

from alliance import git
from alliance.editing.cms import admin_files
from alliance.graphics.emblems import EU_EMBLEM, MARK, eu_emblem, site_icon
from alliance.graphics.social import NEUTRAL
from alliance.headers import HEADERS_FILE, headers_file
from alliance.outputs.atom import feeds
from alliance.outputs.calendars import calendars
from alliance.outputs.offline import offline_files
from alliance.outputs.site_folder import SiteFolder
from alliance.outputs.sitemap import REDIRECTS_FILE, redirects, redirects_file, robots, sitemap
from alliance.outputs.stylesheet import STYLESHEET, stylesheet
from alliance.site.site import Site
from alliance.views.opendata.package import open_data


def outputs(site: Site) -> Iterator[tuple[str, str | bytes]]:
    """Yield path, relative to the root of the site, and content of each file; a text is UTF-8."""
    yield STYLESHEET, stylesheet(site.content.palette)
    yield MARK, site_icon(site.content.palette)
    if any(p.funding and p.funding.emblem for p in site.content.alliance.phases.values()):
        yield EU_EMBLEM, eu_emblem()
    if site.card_renderer and site.site_url:
        yield NEUTRAL, site.card_renderer.neutral()
    commits = site.history.commits
    if site.site_url:
        yield from feeds(site, commits)
    yield from calendars(site, commits)
    yield from open_data(site.context(site.content.settings.source_language)).items()
    yield from offline_files(site) if site.offline else _for_servers(site, commits)


def _for_servers(site: Site, commits: git.Commits) -> Iterator[tuple[str, str | bytes]]:
    """Yield what only web servers and search engines read, and what lies at earlier addresses."""
    yield HEADERS_FILE, headers_file(_folders(site) if site.content.settings.admin else ())
    yield "robots.txt", robots(site)
    if site.site_url:
        yield "sitemap.xml", sitemap(site, git.days(commits))
    if rules := redirects_file(site.content):
        yield REDIRECTS_FILE, rules
    for where, html in redirects(site):
        yield f"{where}index.html", html
    if site.content.settings.admin:
        yield from admin_files(site.content)


def _folders(site: Site) -> list[str]:
    """Return the folders at the root of the site that hold pages or run a program."""
    paths = {page.path.partition("/")[0] for page in site.pages} - {""}
    return [f"{name}/" for name in sorted({*paths, *site.content.settings.codes[1:], "pagefind"})]


def write_outputs(site: Site, folder: SiteFolder) -> None:
    """Write the files into the folder of a site that has its pages."""
    for name, content in outputs(site):
        folder.write(name, content.encode() if isinstance(content, str) else content)
