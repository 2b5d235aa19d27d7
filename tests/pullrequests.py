"""Twenty pull requests to a small alliance, and lines that the report on each of them has."""

from __future__ import annotations

from dataclasses import dataclass

from tests import small
from tests.pixels import png

Files = dict[str, str | bytes | None]


SOURCE = "source: [{url: 'https://example.org/facts', publisher: Example}]\n"
VISIT = small.FILES["data/activities/visit.yml"]
ACME = small.FILES["data/partners/acme.yml"]

BASE: Files = {
    **small.FILES,
    "docs/index.md": small.FILES["docs/index.md"] + "\n[[figures]]\n\n[[results]]\n",
    "docs/about.md": "---\ntitle: About\ndescription: Who we are.\n---\n\nWe are small.\n",
    "docs/about.fr.md": (
        "---\ntranslation: human\ntitle: À propos\ndescription: Qui nous sommes.\n---\n\n"
        "Nous sommes petits.\n"
    ),
    "docs/images/acme.png": png(8, 4),
    "data/partners/acme.yml": ACME + "logo: {file: images/acme.png, alt: A grey field}\n",
    "data/markets/korea.yml": "country: KR\nsince: first\nsummary: Another market.\n",
    "data/activities/visit.fr.yml": (
        "translation: human\ntitle: Une visite\nsummary: Une activité.\n"
    ),
    "data/activities/talk.yml": (
        "type: webinar\ntitle: A talk\nstart: 2027-03-04\nmarkets: [korea]\nsummary: Later on.\n"
        "draft: true\n"
    ),
    "data/agreements/osaka.yml": (
        "counterparts: [Osaka Institute]\ntype: memorandum\nmarket: japan\nplace: Osaka\n"
        "phase: first\nsigned: 2020-06-07\nsummary: They signed.\n"
    ),
    "data/figures/jobs.yml": f"value: 1200\nlabel: jobs\norder: 5\n{SOURCE}",
    "data/figures/towns.yml": f"value: 7\nlabel: towns\norder: 9\n{SOURCE}",
    "data/results/deals.yml": (
        "claim: 2\nlabel: agreements signed\nphase: first\ncounts: {records: agreements}\n" + SOURCE
    ),
}


@dataclass(frozen=True, slots=True)
class PullRequest:
    """A change of files, and what the report on it says."""

    name: str
    changes: Files
    says: tuple[str, ...]
    """Lines of the Markdown, in their order."""
    never: tuple[str, ...] = ()
    """What is nowhere in it."""


def edit(name: str, old: str, new: str) -> Files:
    """Return the change of one text in a file."""
    text = BASE[name]
    assert isinstance(text, str)
    assert old in text
    return {name: text.replace(old, new)}


def moved(old: str, new: str, more: str = "") -> Files:
    """Return a renamed file, with lines added to it."""
    text = BASE[old]
    assert isinstance(text, str)
    return {old: None, new: text + more}


PULL_REQUESTS = (
    PullRequest(
        "a new activity",
        {
            "data/activities/fair.yml": (
                "type: fair\ntitle: A fair\nstart: 2026-09-01\nmarkets: [japan]\n"
                "summary: Stands and talks.\n"
            )
        },
        (
            "- 1 record or page added.",
            "### New addresses",
            "- /activities/fair/",
            "**A fair** · added · /activities/fair/ · data/activities/fair.yml",
            "- new: <ins>Date: September 1, 2026</ins>",
            "- new: <ins>Market: Japan</ins>",
            "### On other pages",
            "**Japan**",
            "- was: Activities listed here: <del>1</del>",
            "- is now: Activities listed here: <ins>2</ins>",
            "**Acme** · shows the same",
        ),
    ),
    PullRequest(
        "a number corrected",
        edit("data/figures/jobs.yml", "1200", "1250"),
        (
            "### Numbers and dates",
            "- jobs: <del>1,200</del> → <ins>1,250</ins> jobs",
            "**jobs** · changed · data/figures/jobs.yml",
            "- was: <del>1,200</del> jobs",
            "- is now: <ins>1,250</ins> jobs",
            "**Home** · shows the same",
        ),
    ),
    PullRequest(
        "a slip of the pen in a summary, that nobody has translated",
        edit("data/markets/korea.yml", "Another market", "Another markets"),
        (
            "**South Korea** · changed · /markets/korea/ · data/markets/korea.yml",
            "- was: Another <del>market</del>.",
            "- is now: Another <ins>markets</ins>.",
        ),
        ("fell behind", "Numbers"),
    ),
    PullRequest(
        "a translation added",
        {"data/markets/japan.fr.yml": "translation: machine\nsummary: Un marché.\n"},
        (
            "### Translations that changed",
            "**Japan**",
            "- French",
            "  - summary, new: <ins>Un marché.</ins>",
        ),
        ("fell behind", "No visitor"),
    ),
    PullRequest(
        "a translation brought up to date",
        edit("data/activities/visit.fr.yml", "Une activité", "Une seule activité"),
        (
            "**A visit** · changed · /activities/visit/ · data/activities/visit.fr.yml",
            "- French",
            "  - was: Une activité.",
            "  - is now: Une<ins> seule</ins> activité.",
            "### Translations that changed",
            "  - summary: Une<ins> seule</ins> activité.",
        ),
        ("fell behind",),
    ),
    PullRequest(
        "an original changed, and its translation left as it was",
        edit("data/activities/visit.yml", "An activity", "A long activity"),
        (
            "- 1 translation fell behind.",
            "### Translations that fell behind",
            "**A visit** · summary",
            "- was: <del>An</del> activity.",
            "- is now: <ins>A long</ins> activity.",
            "- unchanged in French: Une activité.",
        ),
    ),
    PullRequest(
        "a partner added",
        {
            "data/partners/beta.yml": (
                "name: Beta\nrole: partner\ncountry: ES\nregion: Nearby\nsummary: Another one.\n"
            )
        },
        (
            "**Beta** · added · /partners/beta/ · data/partners/beta.yml",
            "- new: <ins>Role: Partner</ins>",
            "- new: <ins>Country: Spain</ins>",
        ),
    ),
    PullRequest(
        "a picture replaced",
        {"docs/images/acme.png": png(16, 4)},
        (
            "**Acme**",
            "- A picture, map or chart looks different.",
            "### Pictures and documents",
            "**docs/images/acme.png**",
            "- was: 1 kB, 8 × 4 pixels",
            "- is now: 1 kB, 16 × 4 pixels",
        ),
    ),
    PullRequest(
        "a page renamed, which says so",
        {
            **moved("data/markets/korea.yml", "data/markets/south-korea.yml", "was: [korea]\n"),
            **edit("data/activities/talk.yml", "[korea]", "[south-korea]"),
        },
        (
            "- 1 record or page renamed.",
            "### Old addresses that redirect",
            "- /markets/korea/ → /markets/south-korea/",
            "### New addresses",
            "- /markets/south-korea/",
            "**South Korea** · renamed · /markets/south-korea/ · data/markets/korea.yml"
            " · data/markets/south-korea.yml",
        ),
        ("no longer work", "- removed:"),
    ),
    PullRequest(
        "a page renamed without a word",
        {"docs/about.md": None, "docs/about.fr.md": None, "docs/who.md": BASE["docs/about.md"]},
        (
            "- 1 record or page added.",
            "- 1 record or page removed.",
            "- 1 address no longer works.",
            "### Addresses that no longer work",
            "- /about/",
            "### New addresses",
            "- /who/",
        ),
    ),
    PullRequest(
        "a record deleted",
        {"data/agreements/osaka.yml": None},
        (
            "- /agreements/osaka/",
            "**Osaka Institute** · removed · data/agreements/osaka.yml",
            "- removed: <del>Date of signature: June 7, 2020</del>",
            "**Home**",
            "- was: <del>1</del> of them is listed here<del>:</del>",
            "- is now: <ins>None</ins> of them is listed here<ins>.</ins>",
        ),
    ),
    PullRequest(
        "the market of an agreement changed",
        edit("data/agreements/osaka.yml", "market: japan", "market: korea"),
        (
            "- was: Market: <del>Japan</del>",
            "- is now: Market: <ins>South Korea</ins>",
            "**Japan**",
            "**South Korea**",
        ),
    ),
    PullRequest(
        "a draft published",
        edit("data/activities/talk.yml", "draft: true\n", ""),
        (
            "**A talk** · added, a draft until now · /activities/talk/ · data/activities/talk.yml",
            "- new: <ins>Date: March 4, 2027</ins>",
        ),
    ),
    PullRequest(
        "a language added",
        edit(
            "mkdocs.yml", "name: Français}", "name: Français}\n        - {locale: ja, name: 日本語}"
        ),
        (
            "- mkdocs.yml changed: it decides what runs, so have it reviewed as code.",
            "### New addresses",
            "- Japanese: /ja/…",
        ),
        ("fell behind",),
    ),
    PullRequest(
        "a page put into the menu",
        edit("mkdocs.yml", "nav: [index.md]", "nav: [index.md, about.md]"),
        ("**around every page**", "- new: <ins>About</ins>"),
        ("No visitor",),
    ),
    PullRequest(
        "figures in another order",
        edit("data/figures/towns.yml", "order: 9", "order: 1"),
        (
            "### On other pages",
            "**Home**",
            "- The order has changed.",
            "### Changed, with no visible difference on its own page",
            "- data/figures/towns.yml",
        ),
        ("No visitor", "<ins>"),
    ),
    PullRequest(
        "a colour changed",
        edit("data/alliance.yml", "sector: Tests", 'sector: Tests\nbrand: {primary: "#5b2a86"}'),
        (
            "### Colours",
            "- brand.primary: <del>&#35;&#8203;0b4a6f</del> → <ins>&#35;&#8203;5b2a86</ins>",
        ),
        ("No visitor", "no visible difference"),
    ),
    PullRequest(
        "a file that YAML cannot read",
        edit("data/activities/visit.yml", "title: A visit", "title: A visit: again"),
        (
            "- 1 problem to fix.",
            "- 1 record or page cannot be read, and is missing below as if it were deleted.",
            "### Problems",
            '- data/activities/visit.yml:2:15: ": " inside a value. Put the whole value in quotes.',
            "**A visit** · cannot be read · /activities/visit/ · data/activities/visit.yml",
            "### On other pages",
        ),
        ("no longer work", "· removed", "page removed", "A visit</del>"),
    ),
    PullRequest(
        "settings that cannot be read",
        {"mkdocs.yml": "nav: [index.md\n"},
        ("- One of the two cannot be read, so nothing can be compared.", "### Problems"),
    ),
    PullRequest(
        "a date moved, and what has been cancelled",
        edit("data/activities/visit.yml", "start: 2020-05", "start: 2020-11\ncancelled: true"),
        ("- was: Date: <del>May</del> 2020", "- is now: Date: <ins>November</ins> 2020"),
    ),
    PullRequest(
        "a claim raised",
        edit("data/results/deals.yml", "claim: 2", "claim: 3"),
        (
            "- agreements signed: <del>2</del> → <ins>3</ins> agreements signed",
            "**agreements signed** · changed · data/results/deals.yml",
        ),
    ),
    PullRequest(
        "hostile texts",
        edit(
            "data/activities/visit.yml",
            "summary: An activity.",
            "summary: '<img src=x onerror=alert(1)> | `a` @octocat #1"
            " [x](javascript:alert(1)) https://evil.example **b**'",
        ),
        ("- is now: ",),
        ("<img", "@octocat", "#1 ", "[x]", "https://evil", "**b**", "| `"),
    ),
    PullRequest(
        "only a note for editors",
        edit("data/markets/japan.yml", "country: JP", "# Ask Acme.\ncountry: JP"),
        (
            "- No visitor sees a difference.",
            "### Changed, with no visible difference on its own page",
            "- data/markets/japan.yml",
        ),
        ("### Records",),
    ),
)
