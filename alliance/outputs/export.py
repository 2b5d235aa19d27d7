"""Every page as a plain file: how this project leaves MkDocs for any engine that reads Markdown."""

from __future__ import annotations

import json
from pathlib import Path

from alliance.content.urls import address
from alliance.outputs.files import write_outputs
from alliance.outputs.site_folder import SiteFolder
from alliance.progress import Show, silent
from alliance.site.layout import titles
from alliance.site.pages import Page
from alliance.site.site import Site


def export(site: Site, folder: Path, show: Show = silent) -> int:
    """Write each page in each language as `ADDRESS/index.md` below `folder`; return their number.

    A file is front matter (title, description, language) and the finished HTML of the page; links
    are relative, so any engine that keeps the addresses can publish them. robots.txt, the
    sitemap and redirects are written as they are.
    """
    count, staged = 0, SiteFolder(folder)
    for language in site.content.settings.codes:
        show(f"writing {language}")
        for page in site.pages:
            where = address(page.path, language, site.content.settings.source_language)
            staged.write(f"{where}index.md", _document(site, page, language).encode())
            count += 1
    write_outputs(site, staged)
    return count


def _document(site: Site, page: Page, language: str) -> str:
    written = page.written_in(language)
    title, description = titles(page, site.context(written))
    head = {"title": str(title), "description": str(description), "language": written}
    # A JSON string is a YAML string in double quotes; the fragment is one block of raw HTML.
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    front_matter = "\n".join(lines)
    html = "\n".join(line for line in site.html(page, language).splitlines() if line.strip())
    return f"---\n{front_matter}\n---\n\n<div>\n{html}\n</div>\n"
