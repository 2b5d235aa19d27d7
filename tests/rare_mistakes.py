"""Mistakes that few editors make, so that every message of the check is told by one of them.

`tests/mistakes.py` has those that many make; what each is told stands in `tests/messages/`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from alliance.cli.hints import hints
from alliance.content.checks.addresses import list_text, published_addresses
from alliance.content.history import history_notes
from alliance.content.options import read_options
from alliance.content.yaml.errors import explain_yaml
from alliance.content.yaml.reader import parse
from alliance.content.yaml.textfile import read_text
from alliance.git import History
from alliance.git_command import Cause, GitError
from alliance.i18n.messages import WrongValueError
from alliance.i18n.problems import Problem, count
from alliance.site.reading import read_content
from tests import small
from tests.mistakes import (
    ALLIANCE,
    HOME,
    MARKET,
    MISTAKES,
    PARTNER,
    PNG,
    SVG,
    VISIT,
    Changes,
    funded,
    page,
    stated,
)
from tests.pixels import chunk, embedded, png
from tests.small import DAY, FILES, with_line

LIST = "data/addresses.txt"
MOVING = PNG[:33] + chunk(b"acTL", bytes(8)) + PNG[33:]
AGREEMENT = "counterparts: [X]\ntype: other\nmarket: {market}\nplace: Y\n{more}summary: Z\n"


def phased(first: str, status: str) -> Changes:
    """Return the changes that give the only phase other dates, money, and another status."""
    money = "funding: {funder: F, statement: S}"
    text = FILES[ALLIANCE].replace("start: 2020, end: 2021", f"{first}, {money}")
    return {ALLIANCE: text.replace("funded: false", f"funded: {status}")}


def translated(language: str, name: str = "data/markets/japan") -> Changes:
    """Return the change that adds a translation file."""
    return {f"{name}.{language}.yml": "translation: human\nsummary: Un marché.\n"}


def using(extension: str) -> Changes:
    """Return the change that adds an extension of Markdown."""
    return with_line("mkdocs.yml", "hooks: [", f"markdown_extensions: [{extension}]\nhooks: [")


RARE: dict[str, Changes] = {
    "names that differ in capitals": {"docs/a.pdf": b"%PDF-1.4\n", "docs/A.pdf": b"%PDF-1.4\n"},
    # languages
    "language that the plugin does not know": with_line("mkdocs.yml", "locale: fr", "locale: haw"),
    "language that is false": with_line("mkdocs.yml", "locale: fr", "locale: no"),
    # values
    "year of long ago": with_line(VISIT, "2020-05", "1066"),
    "name of a country": with_line(PARTNER, "FR", "France"),
    "code of the EU": with_line(PARTNER, "FR", "UK"),
    "duration in words": {
        "data/agreements/x.yml": AGREEMENT.format(market="japan", more="term: two years\n")
    },
    "blanks for a text": with_line(MARKET, "A market.", '"  "'),
    "address with a blank": with_line(PARTNER, "summary", 'url: "https://a b/"\nsummary'),
    "address with a wrong port": with_line(PARTNER, "summary", "url: https://a:x/\nsummary"),
    "repository with a query": {ALLIANCE: FILES[ALLIANCE] + "repository: https://a.example/?b\n"},
    "mail address with a subject": with_line(
        PARTNER, "summary", "url: mailto:a@example.org?subject=x\nsummary"
    ),
    "picture of another folder": with_line(
        PARTNER, "summary", "logo: {file: ../x.png, alt: X}\nsummary"
    ),
    "degrees in words": with_line(
        PARTNER, "summary", "coordinates: {latitude: north, longitude: 200}\nsummary"
    ),
    "word for fields": {VISIT: FILES[VISIT] + "participants: forty\n"},
    "list for a text": with_line(MARKET, "A market.", "[A market]"),
    "fields for a list": with_line(VISIT, "[japan]", "{japan: yes}"),
    "word that nothing is like": with_line(VISIT, "markets: [japan]", "markets: [atlantis]"),
    "number that is too long": with_line(MARKET, "A market.", "1234567890123456"),
    "number without an end": with_line(MARKET, "A market.", ".inf"),
    # files
    "record beside the alliance": {"data/japan.yml": FILES[MARKET]},
    "translation into the source language": translated("en"),
    "other dot on a site of one language": {
        **with_line("mkdocs.yml", "\n        - {locale: fr, name: Français}", ""),
        "data/markets/a.b.yml": FILES[MARKET],
    },
    "page in the place of a list": {"docs/markets.md": FILES[HOME]},
    "two unreadable pages, one address": {"docs/about.md": "x\n", "docs/about/index.md": "x\n"},
    "text as a field of a page": {
        HOME: "---\ntitle: T\ndescription: D\nbody: x\n---\n\nHello\n",
    },
    "front matter without a field": {HOME: "---\n---\n\nHello\n"},
    "address of 81 characters": {f"data/markets/{'x' * 81}.yml": FILES[MARKET]},
    "large picture": {"docs/images/x.png": PNG + bytes(5_000_000)},
    "wide picture": {"docs/images/x.png": png(9000, 20)},
    "folder that MkDocs leaves out": {
        "docs/templates/x.png": PNG,
        "docs/templates/y.md": FILES[HOME],
    },
    "picture as a camera names it": {"docs/images/IMG_1.JPG": b""},
    "moving picture": {"docs/images/x.png": MOVING},
    **{
        f"SVG with {name}": {"docs/images/x.svg": SVG.format(inner)}
        for name, inner in {
            "HTML": "<foreignObject/>",
            "animation": '<a><animate attributeName="href" to="x"/></a>',
            "an unknown element": "<meshgradient/>",
            "an embedded SVG": '<image href="data:image/svg+xml,x"/>',
            "long styles": f"<style>{'a{b:calc(1)}' * 100_000}</style>",
            "large pictures": f'<image href="{embedded(png(8000, 4000))}"/>' * 3,
            "a part within itself": '<g id="a"><use href="#a"/></g>',
            "an element that does not end": "<g>",
            "many elements": "<g/>" * 100_000,
            "deep groups": "<g>" * 200,
        }.items()
    },
    "SVG in Latin-1": {"docs/images/x.svg": '<?xml version="1.0" encoding="latin1"?><svg/>'},
    "HTML that is called SVG": {"docs/images/x.svg": "<html/>"},
    "UTF-16": {MARKET: FILES[MARKET].encode("utf-16")},
    "broken byte": {MARKET: b"country: JP\nsince: \x81\n"},
    "large file": {MARKET: b"#" * 1_000_001},
    "a hundred mistakes": {MARKET: "a: &x 1\n" * 200},
    "a hundred unknown fields": {MARKET: "".join(f"x{n}: 1\n" for n in range(200))},
    "letter with too many marks": with_line(MARKET, "A market", "A market" + "\u0301" * 40),
    # names of kinds
    **{
        f"translation of a missing {kind}": translated("fr", f"data/{kind}/x")
        for kind in ("activities", "agreements", "audits", "bodies", "figures", "results", "themes")
    },
    "translation of a missing alliance": {ALLIANCE: None, **translated("fr", "data/alliance")},
    "translation of a missing page": {"docs/abut.fr.md": FILES[HOME], "docs/about.md": FILES[HOME]},
    # pages
    "name of a record in a line of its own": page("[[market japan]]\n\n[[market]]"),
    "option of a view that takes none": page("[[figures limit=3]]"),
    "number in words": page("[[activities limit=many]]"),
    "word for a kind": page("See [[markt japan]]."),
    "picture on another site": page("![x](https://example.org/x.png)"),
    "picture that is not there": page("![x](images/y.png)"),
    "link to a part of a page": page("[x](about.md#part)"),
    # settings
    "no default language": with_line("mkdocs.yml", ", default: true", ""),
    "repository in a word": with_line(
        "mkdocs.yml", "images: false", "images: false, repository: x"
    ),
    "host that is not known": with_line(
        "mkdocs.yml", "images: false", "images: false, repository: {host: gitlub, branch: [x]}"
    ),
    "word for a switch": with_line("mkdocs.yml", "social_images: false", "social_images: maybe"),
    **{
        f"{line.partition(':')[0]} in mkdocs.yml": with_line(
            "mkdocs.yml", "hooks: [", f"{line}\nhooks: ["
        )
        for line in (
            "copyright: Copyright &copy; 2026",
            "docs_dir: pages",
            "exclude_docs: drafts/",
            "extra_css: [x.css]",
            "extra_javascript: [x.js]",
            "extra_templates: [x.html]",
            "repo_url: https://example.org/x",
            "site_description: X",
            "site_nmae: X",
            "validation: {}",
            "not_in_nav: about.md",
            "INHERIT: ../mkdocs.yml",
            "use_directory_urls: false",
        )
    },
    "stylesheet that no page links": {"docs/extra.css": ""},
    "translation in the menu": {
        **with_line("mkdocs.yml", "nav: [index.md]", "nav: [index.fr.md, ../mkdocs.yml]"),
        "docs/index.fr.md": "---\ntranslation: human\ntitle: Accueil\n---\n",
    },
    "language twice": with_line("mkdocs.yml", "locale: fr", "locale: en"),
    "palette of a theme": with_line("mkdocs.yml", "name: material,", "palette: {},"),
    "theme in a word": {"mkdocs.yml": re.sub("theme:.*", "theme: material", FILES["mkdocs.yml"])},
    "menu for one language": with_line("mkdocs.yml", "name: Français", "name: Français, nav: []"),
    "language that is not built": with_line(
        "mkdocs.yml", "name: Français", "name: Français, build: false"
    ),
    "setting of ours, misspelt": with_line(
        "mkdocs.yml", "images: false", "images: false, fotter: []"
    ),
    "text full of dead links": {"docs/index.md": FILES["docs/index.md"] + "[x](abuot.md)\n" * 21},
    "search of MkDocs": with_line("mkdocs.yml", "plugins:", "plugins:\n  - search"),
    **{
        f"extension {entry}": using(entry)
        for entry in (
            "admonition",
            "pymdownx.snippets",
            "tabels",
            "tables: {x: 1}",
            "smarty: {x: 1}",
            "[tables]",
        )
    },
    # the alliance
    "funded without a funded phase": with_line(ALLIANCE, "funded: false", "funded: true"),
    "funded after the last funded phase": phased("start: 2020, end: 2021", "true"),
    "funded before the first funded phase": phased("start: 2198, end: 2199", "true"),
    "not funded in an open phase": phased("start: 2020", "false"),
    "not funded in a phase that goes on": phased("start: 2020, end: 2199", "false"),
    # addresses
    "lost addresses": {
        LIST: "/markets/atlantis/\n/no address/\nhello\n/xx/\n/feed.pdf\n/markets/brazil/\n",
    },
    "page that became a draft": {
        LIST: "/markets/japan/\n",
        **with_line(MARKET, "summary", "draft: true\nsummary"),
        **with_line(VISIT, "markets: [japan]\n", ""),
        HOME: FILES[HOME].replace("[[markets]]", "Hello"),
    },
    "page with another name": {
        LIST: "/markets/nippon/\n/markets/\n/\n/partners/acme/\n/activities/visit/\n",
    },
    "old address that is needed": {
        "docs/about.md": FILES[HOME].replace("title: Home", "title: About\nwas: [assets]"),
    },
    # sound content, with something to confirm
    "wording that waits": funded("verified: false"),
    "statement without a test": stated("2026-01-01", "2026-02-28"),
    "statement that was read too long ago": stated("2019-05-01", "2020-01-31"),
    "test of the site that is too old": {
        **stated("2026-01-01", "2026-02-28"),
        "data/audits/axe.yml": "tool: axe\nrules: WCAG\ndate: 2020-02-29\n"
        "pages: 1\nviews: 1\nviolations: 0\n",
    },
    "repository on a host that its address does not tell": {
        ALLIANCE: FILES[ALLIANCE] + "repository: https://git.example.org/us/site\n"
    },
    "schema of another content": {"schemas/markets.json": "{}"},
}

SYNTAX = (
    'a: "x\nb: 1\n',
    "a: 'it's'\n",
    'a: "C:\\data"\n',
    "name:japan\nb: 2\n",
    "a: Mission: Japan\n",
    ": 1\n",
    "a: 1\n  b: 2\n",
    "a:\n  b: 1\n c: 2\n",
    "a:\n  - b\n  c: 1\n",
    "a: [1, 2\nb: 3\n",
    "a: {x: 1 y: 2}\n",
    "a: [x, , y]\n",
    "a: [b]]\n",
    "a: [[\n",
    "a: {b:[x]}\n",
    "a: @x\n",
    "a: > x\n",
    "a: !x y\n",
    "a: - b\n",
    "a: [b] c\n",
    "%a: 1\n---\nb: 1\n",
    "<<: {a: 1}\n",
    "a: 1\n[x]: 2\n",
    "a: 1\n---\nb: 1\n",
    "a:\n\tb: 1\n",
    'a: "x\\a"\n',
    "a: \ud800\n",
    "a: \ue000\n",
    "a: \ufffe\n",
    "a: x\u2028\n",
    "a: x\u2029\n",
    "a: x\u200b\n",
    "~\n",
)
"""Texts of YAML files."""


def _links(root: Path) -> None:
    (root / "data/markets/x.yml").symlink_to(root / MARKET)


def _pipes(root: Path) -> None:
    for name in ("docs/x.png", "data/markets/x.yml"):
        os.mkfifo(root / name)


def _name(root: Path) -> None:
    (root / os.fsdecode(b"docs/\xff.md")).touch()


def _no_folder(root: Path) -> None:
    (root / "data").rename(root / "moved")
    (root / "data").touch()


def _folder(root: Path) -> None:
    (root / "data/markets/x.yml").mkdir()


PLACED: dict[str, Callable[[Path], None]] = {
    "symbolic link": _links,
    "pipes": _pipes,
    "folder in the place of a file": _folder,
    "file in the place of a folder": _no_folder,
    "name that is not UTF-8": _name,
}
"""What no text of a file can be."""


def told(folder: Path) -> Iterator[tuple[str, list[Problem]]]:
    """Yield each mistake by its name and what is told of it; a new folder is made for each."""
    changes = {name: changed for name, (changed, _) in MISTAKES.items()} | RARE
    for number, (name, changed) in enumerate(changes.items()):
        yield name, _of(small.write(folder / str(number), changed))
    for name, place in PLACED.items():
        root = small.write(folder / name)
        place(root)
        yield name, _of(root)
    for text in SYNTAX:
        yield repr(text), parse(text, "data/example.yml")[1]
    yield from _others(folder)


def _of(root: Path) -> list[Problem]:
    content, problems = read_content(root)
    return problems or ([] if content is None else list(hints(content, DAY)))


def _others(folder: Path) -> Iterator[tuple[str, list[Problem]]]:
    """Yield what is told of things that are no mistake in a file of the content."""
    (folder / "link").symlink_to(folder)
    for path in (folder / "link", Path("/dev/zero"), folder / "nothing"):
        found = read_text(path, "data/example.yml")
        yield f"{path.name} for a file", [found] if isinstance(found, Problem) else []
    _, message = explain_yaml("words that no parser has said yet", (0, 0), None, "a")
    yield "error that nobody has met", [Problem("data/example.yml", 1, 1, message)]
    content, _ = read_content(small.write(folder / "options"))
    assert content is not None
    for number in (1, 2):
        listed = list_text(sorted(published_addresses(content))[number:])
        name = "an address" if number == 1 else "two addresses"
        yield f"{name} not listed", _of(small.write(folder / name, {LIST: listed}))
    for cause in Cause:
        history = History({}, GitError(cause, "what Git said"))
        yield f"history that is {cause}", list(history_notes(history))
    poor = History({}, is_shallow=True, is_partial=True, undated=2)
    yield "history that is not whole", list(history_notes(poor))
    for setting in (
        {"SITE_URL": "mailto:a@example.org"},
        {"SITE_URL": "example.org"},
        {"LANGUAGES": "fr,xx"},
    ):
        try:
            read_options(setting).narrow(content)
        except WrongValueError as error:
            yield f"options {setting}", [Problem("Makefile", 1, 1, error.message)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "yesterday")
        yield "day that is none", read_content(folder / "options")[1]
    for number in range(3):
        yield f"{number} mistakes", [Problem("Makefile", 1, 1, count([_NO_PROBLEM] * number))]


_NO_PROBLEM = Problem("", 1, 1, count([]))
