"""No published address is lost: the list of them, what the check says, and what leads on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from alliance.cli.addresses import addresses
from alliance.cli.hints import hints
from alliance.content.checks.addresses import LIST, published_addresses, read_list
from alliance.outputs.sitemap import redirects_file
from alliance.site.reading import read_content
from tests.conftest import ROOT
from tests.small import DAY, FILES, with_line

JAPAN, VISIT = "data/markets/japan.yml", "data/activities/visit.yml"
LISTED = """\
/
/calendar.ics
/data/alliance.json
/feed.xml
/fr/
/markets/japan/
/partners/acme/
"""
SCHEDULED = with_line(VISIT, "2020-05", "2020-05-04")
UNBOUND = with_line(VISIT, "start: 2020-05\nphase: first\nmarkets: [japan]", "start: 2020-05-04")
MARKET = FILES[JAPAN]


def renamed(*was: str) -> dict[str, str | bytes | None]:
    """Return the changes by which Japan becomes Nippon, with the old names that it gives."""
    told = f"was: [{', '.join(was)}]\n" if was else ""
    visit = FILES[VISIT].replace("[japan]", "[nippon]").replace("2020-05", "2020-05-04")
    return {JAPAN: None, "data/markets/nippon.yml": MARKET + told, VISIT: visit}


LOST: dict[str, tuple[dict[str, str | bytes | None], str | None]] = {
    "nothing": (SCHEDULED, None),
    "renamed, and told": (renamed("japan"), None),
    "renamed": (
        renamed(),
        ":6:1: /markets/japan/: its page is gone. Did you rename it?"
        ' Write "was: [japan]" in data/markets/nippon.yml.',
    ),
    "renamed again": (
        renamed("yamato"),
        ':6:1: /markets/japan/: its page is gone. Did you rename it? Write "was: [yamato, japan]"'
        " in data/markets/nippon.yml.",
    ),
    "made a draft": (
        {**UNBOUND, JAPAN: MARKET + "draft: true\n"},
        ':6:1: /markets/japan/: its page is a draft now. Delete "draft: true" in'
        " data/markets/japan.yml.",
    ),
    "deleted": (
        {**UNBOUND, JAPAN: None},
        ':6:1: /markets/japan/: its page is gone. Bring it back, or write "was: [/markets/japan/]"'
        " in the file of the page that takes its place.",
    ),
    "made a page of another folder": (
        {
            **UNBOUND,
            JAPAN: None,
            "docs/about/japan.md": "---\ntitle: T\ndescription: D.\n---\n",
        },
        ':6:1: /markets/japan/: its page is gone. Did you rename it? Write "was: [/markets/japan/]"'
        " in docs/about/japan.md.",
    ),
    "no activity with a day": (
        {},
        ":2:1: /calendar.ics: this file is gone. Bring it back.",
    ),
    "no French": (
        {
            **SCHEDULED,
            "mkdocs.yml": FILES["mkdocs.yml"].replace(
                "locale: fr, name: Français", "locale: de, name: Deutsch"
            ),
        },
        ":5:1: /fr/: the site has no such language any more. Put it back into mkdocs.yml.",
    ),
}


@pytest.mark.parametrize(("changes", "message"), LOST.values(), ids=LOST)
def test_an_address_that_is_lost_is_a_problem(
    alliance: Callable[..., Path],
    changes: dict[str, str | bytes | None],
    message: str | None,
) -> None:
    """At its line of the list, with what to do, and the way to let it go."""
    _, problems = read_content(alliance({**changes, LIST: LISTED}))

    found = [str(problem) for problem in problems if problem.path == LIST]
    end = " If it is to go for good, delete this line."
    assert found == ([LIST + message + end] if message else [])


def test_the_calendar_of_a_lost_page_is_not_told_of_twice(alliance: Callable[..., Path]) -> None:
    """One mistake, one message."""
    root = alliance({**renamed(), LIST: "/markets/japan/\n/markets/japan/calendar.ics\n"})

    assert [problem.line for problem in read_content(root)[1]] == [1]


def test_while_a_file_cannot_be_read_nothing_is_called_lost(alliance: Callable[..., Path]) -> None:
    """Its mistake is told, and not a second one that is none."""
    _, problems = read_content(alliance({JAPAN: "country: JP\n", LIST: "/markets/japan/\n"}))

    assert {problem.path for problem in problems} == {JAPAN}


@pytest.mark.parametrize("line", ["markets/japan/", "two words", "/markets/japan/ # gone"])
def test_a_line_that_is_no_address_is_a_problem(alliance: Callable[..., Path], line: str) -> None:
    """As after a merge that was not finished."""
    (problem,) = read_content(alliance({LIST: f"# Addresses\n\n{line}\n"}))[1]

    assert str(problem).startswith(f"{LIST}:3:1: this line is no address")


def test_what_is_not_listed_yet_is_one_note(alliance: Callable[..., Path]) -> None:
    """And never a problem; without a list the note is about that."""
    root = alliance({**SCHEDULED, LIST: LISTED})
    content, problems = read_content(root)
    assert content is not None
    assert problems == []
    (note,) = hints(content, DAY)
    assert f"{len(published_addresses(content)) - 7} new addresses are not listed yet." in str(note)

    (root / LIST).unlink()

    (note,) = hints(content, DAY)
    assert "there is no list of published addresses yet" in str(note)


def run(root: Path, *arguments: str) -> tuple[int, str]:
    """Return status and words of `python -m alliance addresses`."""
    ran = CliRunner().invoke(addresses, ["--root", str(root), *arguments])
    return ran.exit_code, ran.stderr


def test_the_command_adds_and_never_removes(alliance: Callable[..., Path]) -> None:
    """A list is made, then grows; what is gone stays until somebody lets it go."""
    root = alliance({LIST: None})
    run(root)
    before, _ = read_list(root)
    assert before is not None
    assert "/markets/japan/" in before
    alliance({**renamed(), LIST: (root / LIST).read_bytes()})
    (root / JAPAN).unlink()

    assert run(root)[0] == 0

    after, _ = read_list(root)
    assert after is not None
    assert after.keys() - before.keys() == {
        "/calendar.ics",
        "/markets/nippon/",
        "/markets/nippon/calendar.ics",
    }
    assert before.keys() <= after.keys()
    assert run(root, "--forget", "/markets/japan/")[0] == 0
    assert read_content(root)[1] == []
    lines = (root / LIST).read_text(encoding="utf-8").splitlines()
    assert lines[3:] == sorted(lines[3:])


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/markets/japan/", '"/markets/japan/" leads to something, so it stays'),
        ("/markets/japn/", '"/markets/japn/" is not in the list. Did you mean "/markets/japan/"?'),
    ],
)
def test_only_what_is_gone_can_be_forgotten(
    alliance: Callable[..., Path], address: str, words: str
) -> None:
    """The list stays as it is."""
    root = alliance({LIST: LISTED})

    status, said = run(root, "--forget", address)

    assert status == 1
    assert words in said
    assert (root / LIST).read_text(encoding="utf-8") == LISTED


def test_the_command_lists_nothing_of_content_with_mistakes(alliance: Callable[..., Path]) -> None:
    """An address could be that of the mistake."""
    root = alliance({JAPAN: "country: JP\n", LIST: LISTED})

    assert run(root)[0] == 1
    assert (root / LIST).read_text(encoding="utf-8") == LISTED


def test_earlier_addresses_lead_on_without_chains(alliance: Callable[..., Path]) -> None:
    """Renamed twice, then merged into another: each leads to the page that stands now."""
    changes = {
        JAPAN: MARKET + "was: [x, y, /activities/z/]\n",
        "docs/history/begin.md": "---\ntitle: T\ndescription: D.\nwas: [origin, /start/]\n---\n",
        "docs/markets/index.md": "---\ntitle: T\ndescription: D.\nwas: [lands]\n---\n[[markets]]\n",
    }
    content, problems = read_content(alliance(changes))
    assert content is not None
    assert problems == []

    lines = redirects_file(content).splitlines()

    forced = [line.removesuffix(" 301!").split() for line in lines if line.endswith("!")]
    assert [line + "!" for line in lines if not line.endswith("!")] == [
        line for line in lines if line.endswith("!")
    ]
    assert forced == [
        pair
        for old, new in (
            ("history/origin", "history/begin"),
            ("start", "history/begin"),
            ("lands", "markets"),
            ("markets/x", "markets/japan"),
            ("markets/y", "markets/japan"),
            ("activities/z", "markets/japan"),
        )
        for pair in ([f"/{old}/", f"/{new}/"], [f"/fr/{old}/", f"/fr/{new}/"])
    ]
    assert {new for _, new in forced}.isdisjoint(old for old, _ in forced)


TAKEN = {
    "by another record": ({"data/markets/usa.yml": MARKET + "was: [japan]\n"}, '"japan"'),
    "by a page": ({JAPAN: MARKET + "was: [/about/]\n"}, '"/about/"'),
    "by a language": ({JAPAN: MARKET + "was: [/fr/]\n"}, '"/fr/"'),
    "by the files of the site": ({JAPAN: MARKET + "was: [/assets/x/]\n"}, '"/assets/x/"'),
}


@pytest.mark.parametrize(("changes", "name"), TAKEN.values(), ids=TAKEN)
def test_an_address_that_is_taken_cannot_lead_on(
    alliance: Callable[..., Path], changes: dict[str, str | bytes | None], name: str
) -> None:
    """Two pages would be written to one place."""
    about = "---\ntitle: T\ndescription: D.\n---\n"

    (problem,) = read_content(alliance({"docs/about.md": about, **changes}))[1]

    assert f"address {name}" in str(problem)


def test_pages_in_two_folders_can_have_had_one_name(alliance: Callable[..., Path]) -> None:
    """An old name belongs to the folder of its page."""
    page = "---\ntitle: T\ndescription: D.\nwas: [old]\n---\n"

    assert read_content(alliance({"docs/a/new.md": page, "docs/b/new.md": page}))[1] == []


def test_the_list_of_the_reference_site_is_complete(reference: Path) -> None:
    """Every page, calendar, feed, data file and document that the built site has, and no more."""
    listed, problems = read_list(ROOT)
    content, _ = read_content(ROOT)
    assert content is not None
    assert listed is not None
    assert problems == []
    found = {
        "/" + path.relative_to(reference).as_posix().removesuffix("index.html")
        for pattern in ("index.html", "*.ics", "feed.xml", "*.pdf", "data/*")
        for path in reference.rglob(pattern)
    }

    below = tuple(f"/{code}/" for code in content.settings.codes[1:])
    neutral = {address for address in found if not address.startswith(below)} | set(below)
    assert neutral == published_addresses(content)
    assert neutral == listed.keys(), "bring it up to date: python -m alliance addresses"


def test_the_build_stops_at_a_lost_address(alliance: Callable[..., Path]) -> None:
    """Before anything is published."""
    root = alliance({LIST: "/gone/\n"})

    ran = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(root / "mkdocs.yml")],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 1
    assert f"{LIST}:1:1: /gone/: its page is gone." in ran.stderr
    assert not (root / "site").exists()
