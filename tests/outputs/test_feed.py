"""Feeds: what two parsers read in them, held against RFC 4287."""

from __future__ import annotations

import datetime as dt
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree

from alliance import git
from alliance.outputs.atom import feeds
from tests.conftest import HARBOUR, ROOT, SITE_URL
from tests.html import pages
from tests.outputs.test_calendars import DATED, VISIT, site_of
from tests.small import FILES
from tests.test_history import commit

Alliance = Callable[..., Path]
ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"


def made(root: Path) -> dict[str, str]:
    """Return the feeds of a site by their addresses."""
    return dict(feeds(site_of(root), git.history(root).commits))


def tree_of(feed: str) -> etree._Element:
    """Return the elements of a feed."""
    return etree.fromstring(feed.encode())


def entry(root: Path, name: str = "feed.xml", part: str = "activities/visit/") -> etree._Element:
    """Return the entry of a feed that leads to a page."""
    found = tree_of(made(root)[name]).findall(f"{ATOM}entry")
    (one,) = [e for e in found if e.find(f"{ATOM}link").get("href").endswith(part)]
    return one


@pytest.mark.parametrize(
    ("root", "count"), [(ROOT, 12), (HARBOUR, 4)], ids=["reference", "harbour"]
)
def test_two_parsers_read_the_same_in_every_feed(root: Path, count: int) -> None:
    """Without a complaint, and in the language that the address names."""
    found = made(root)

    assert set(found) >= {"feed.xml", "pt-BR/feed.xml"}
    for name, feed in found.items():
        parsed, tree = feedparser.parse(feed.encode()), tree_of(feed)
        assert not parsed.bozo, name
        assert parsed.version == "atom10"
        titles = [e.findtext(f"{ATOM}title") for e in tree.findall(f"{ATOM}entry")]
        assert [e.title for e in parsed.entries] == titles
        assert len(titles) == count if name == "feed.xml" else 0 < len(titles) <= count
        language = name.rpartition("/")[0] or "en"
        assert tree.get(f"{XML}lang") == parsed.feed.language == language


@pytest.mark.parametrize("root", [ROOT, HARBOUR], ids=["reference", "harbour"])
def test_every_feed_keeps_to_the_standard(root: Path) -> None:
    """RFC 4287: what must be there once, identifiers of one entry only, dates, absolute links."""
    ids = []
    for name, feed in made(root).items():
        tree = tree_of(feed)
        entries = tree.findall(f"{ATOM}entry")
        for part in (tree, *entries):
            for field in ("id", "title", "updated"):
                assert len(part.findall(f"{ATOM}{field}")) == 1, (name, field)
        ids += [part.findtext(f"{ATOM}id") for part in (tree, *entries)]
        assert tree.findtext(f"{ATOM}author/{ATOM}name")
        for date in tree.iter(f"{ATOM}updated", f"{ATOM}published"):
            assert dt.datetime.fromisoformat(date.text).tzinfo, "RFC 3339 wants an offset"
        for link in tree.iter(f"{ATOM}link"):
            assert urlsplit(link.get("href")).netloc
        (self_link,) = tree.findall(f"{ATOM}link[@rel='self']")
        assert self_link.get("href") == SITE_URL + name
        for one in entries:
            (link,) = one.findall(f"{ATOM}link[@rel='alternate']")
            assert link.get("hreflang") == tree.get(f"{XML}lang")
            assert one.findtext(f"{ATOM}summary")
        updated = [one.findtext(f"{ATOM}updated") for one in entries]
        assert updated == sorted(updated, reverse=True)
        assert tree.findtext(f"{ATOM}updated") == updated[0]
    assert all(one.startswith("urn:uuid:") for one in ids)
    assert len(set(ids)) == len(ids)


def test_every_entry_leads_to_a_page(reference: Path) -> None:
    """In the language of the feed."""
    for path in reference.rglob("feed.xml"):
        prefix = path.parent.relative_to(reference).as_posix().strip(".")
        for link in etree.parse(path).iterfind(f"{ATOM}entry/{ATOM}link"):
            address = link.get("href").removeprefix(SITE_URL)
            assert (reference / address / "index.html").is_file(), address
            assert address.startswith(f"{prefix}/" if prefix else ("activities", "agreements"))


def test_every_page_leads_to_the_feed_of_its_reader(reference: Path, harbour: Path) -> None:
    """In its head and at its foot; nowhere without the address of the site."""
    for name, page in pages(reference).items():
        (link,) = page.findall("head/link[@type='application/atom+xml']")
        assert link.get("title").startswith("BioXclusters – ")
        language = page.get("lang")
        folder = "" if language == "en" else f"{language}/"
        depth = name.removeprefix(folder).count("/")
        is_404 = name.endswith("404.html")
        assert link.get("href") == (f"/{folder}feed.xml" if is_404 else "../" * depth + "feed.xml")
        assert link.get("href") in [a.get("href") for a in page.find("body/footer").iter("a")]
    assert list(harbour.rglob("feed.xml")) == []
    for page in pages(harbour).values():
        assert page.findall("head/link[@type='application/atom+xml']") == []


def test_what_is_not_translated_is_left_out() -> None:
    """A fair of the second alliance is in the feed of its source language alone."""
    found = {name: feed.count("paper-fair") for name, feed in made(HARBOUR).items()}

    assert found == {"feed.xml": 1, "ar/feed.xml": 0, "pt-BR/feed.xml": 0}


def test_a_title_is_text_whatever_it_looks_like() -> None:
    """Neither markup nor code of a template, in both parsers."""
    title = "Tasting & <b>talks</b> {{ 7 * 7 }} {% raw %}"

    found = made(HARBOUR)["feed.xml"]

    assert title in [e.text for e in tree_of(found).iter(f"{ATOM}title")]
    detail = [e.title_detail for e in feedparser.parse(found.encode()).entries]
    assert {one.type for one in detail} == {"text/plain"}


@pytest.mark.parametrize(
    ("start", "published"),
    [
        ("start: 2020-05-04\n", "2020-05-04T00:00:00Z"),
        ("start: 2020-05\n", None),
        ("", None),
        ("start: 2027-05-04\n", None),
    ],
)
def test_a_day_is_given_only_if_it_is_known_and_over(
    alliance: Alliance, start: str, published: str | None
) -> None:
    """A reader would hide an entry of a day to come, and a made-up day would be a lie."""
    root = alliance({VISIT: FILES[VISIT].replace("start: 2020-05\n", start)})

    assert entry(root).findtext(f"{ATOM}published") == published
    assert entry(root).findtext(f"{ATOM}updated") <= "2026-03-02T00:00:00Z"


def test_an_entry_is_the_same_while_it_changes(alliance: Alliance, tmp_path: Path) -> None:
    """Its identifier stays, and the time of its last change is that of the commit."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    alliance(DATED)

    commit(tmp_path, "2021-01-01", {})
    before = entry(tmp_path)
    assert before.findtext(f"{ATOM}updated") == "2021-01-01T12:00:00Z"
    (tmp_path / VISIT).unlink()
    text = f"{DATED[VISIT]}was: [visit]\ncancelled: true\n"
    commit(tmp_path, "2021-02-02", {"data/activities/tour.yml": text})
    after = entry(tmp_path, part="activities/tour/")
    assert after.findtext(f"{ATOM}id") == before.findtext(f"{ATOM}id")
    assert after.findtext(f"{ATOM}updated") == "2021-02-02T12:00:00Z"
    assert after.findtext(f"{ATOM}title") == "Cancelled: A visit"


def test_only_what_changed_last_is_told(alliance: Alliance) -> None:
    """Fifty entries at most."""
    many = {
        f"data/activities/visit-{n}.yml": FILES[VISIT].replace("2020-05", f"{1900 + n}")
        for n in range(60)
    }

    found = tree_of(made(alliance(many))["feed.xml"]).findall(f"{ATOM}entry")

    assert len(found) == 50
    assert "visit-59/" in found[1].find(f"{ATOM}link").get("href")


def test_an_alliance_without_records_has_a_sound_feed(alliance: Alliance) -> None:
    """No entry, and the day of the build as the time."""
    root = alliance({VISIT: None})

    found = feedparser.parse(made(root)["feed.xml"].encode())

    assert not found.bozo
    assert found.entries == []
    assert found.feed.updated == "2026-03-02T00:00:00Z"
