"""One alliance with every input of the corpus that must build, so that one build shows all."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

from tests import small
from tests.mistakes import Changes
from tests.trust.inputs import DOT, PAGE, PARTNER, files

LAST_DAY = dt.date(2025, 12, 31)
ALLIANCE = 'Ports <x-canary> & "Rails"'


def texts() -> dict[str, str]:
    """Return the plain texts by their names; what means something in XML comes first."""
    found = {name: text.removesuffix("\n") for name, text in shown("texts").items()}
    return dict(sorted(found.items(), key=lambda item: not set(item[1]) & set("<>&")))


def shown(kind: str) -> dict[str, str]:
    """Return the files of a kind that are to be shown, by their names."""
    found = files(f"{kind}/shown").items()
    return dict(found)


def folded(text: str) -> str:
    """Return a text as a reader sees it: white space is one blank, and accents are composed."""
    return normalize("NFC", " ".join(text.split()))


def write(root: Path) -> Path:
    """Write the alliance below a folder."""
    changes: Changes = {
        "docs/images/dot.svg": DOT,
        "docs/lists.md": PAGE.format(
            title="Lists", text="[[partners]]\n\n[[activities]]\n\n[[figures]]\n\n[[results]]"
        ),
        "docs/search.md": PAGE.format(title="Search", text="[[search]]"),
        "docs/drawings.md": _drawings(),
    }
    changes.update(small.with_line("data/alliance.yml", "Small alliance", repr(ALLIANCE)))
    for number, (name, text) in enumerate(texts().items()):
        changes.update(_records_of(f"text-{name}", text, number))
    for name, text in shown("records").items():
        changes[f"data/{name}.yml"] = text
    for name, text in shown("pages").items():
        changes[f"docs/{name}.md"] = text
    for name, text in shown("drawings").items():
        changes[f"docs/images/{name}.svg"] = text
    for name, text in shown("addresses").items():
        changes.update(_linked(f"address-{name}", text.removesuffix("\n")))
    return small.write(root, changes)


def _drawings() -> str:
    pictures = (f"![{name}](images/{name}.svg)" for name in shown("drawings"))
    return PAGE.format(title="Drawings", text="\n\n".join(pictures))


def _linked(slug: str, address: str) -> Iterator[tuple[str, str]]:
    """Yield a partner and a page that lead to an address."""
    yield f"data/partners/{slug}.yml", f"{PARTNER}url: {address}\ncontact: {address}\n"
    yield f"docs/{slug}.md", PAGE.format(title=slug, text=f"[word](<{address}>)\n\n<{address}>")


def _records_of(slug: str, text: str, number: int) -> Iterator[tuple[str, str]]:
    """Yield an activity with a text in each field, and one record of another kind."""
    typed = json.dumps(text, ensure_ascii=False)
    day = LAST_DAY - dt.timedelta(days=number)
    yield (
        f"data/activities/{slug}.yml",
        f"type: mission\nstart: {day}\nmarkets: [japan]\ntitle: {typed}\nplace: {typed}\n"
        f"summary: {typed}\naliases: [{typed}]\n",
    )
    others = (
        (
            f"data/partners/{slug}.yml",
            f"role: partner\ncountry: FR\nname: {typed}\nregion: {typed}\ncity: {typed}\n"
            f"aliases: [{typed}]\nsummary: {typed}\nlogo: {{file: images/dot.svg, alt: {typed},"
            f" credit: {typed}}}\nsource: [{{url: https://example.org/, publisher: {typed}}}]\n",
        ),
        (f"data/themes/{slug}.yml", f"name: {typed}\nsummary: {typed}\n"),
        (
            f"data/agreements/{slug}.yml",
            f"counterparts: [{typed}]\ntype: other\nmarket: japan\nphase: first\nplace: {typed}\n"
            f"signed_at: {typed}\nsummary: {typed}\n",
        ),
        (
            f"docs/{slug}.md",
            f"---\ntitle: {typed}\ndescription: {typed}\nnav: {typed}\n---\n\nText.\n",
        ),
        (
            f"data/figures/{slug}.yml",
            f"value: 3\nlabel: {typed}\nsource: [{{url: https://example.org/, publisher: {typed}}}]"
            "\n",
        ),
        (
            f"data/results/{slug}.yml",
            f"claim: 3\nlabel: {typed}\nphase: first\nnote: {typed}\n"
            f"source: [{{url: https://example.org/, publisher: {typed}}}]\n",
        ),
    )
    yield others[number % len(others)]
