"""Structured data: in the terms of the vocabulary, and nothing that the page does not say."""

from __future__ import annotations

import datetime as dt
import importlib
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from lxml.html import HtmlElement

from alliance.model.validators import COUNTRIES
from alliance.site.reading import read_content
from alliance.site.site import Site
from tests.conftest import SITE_URL
from tests.html import pages, text
from tests.small import FILES

SITES = pytest.mark.parametrize("site", ["reference", "harbour"])
VISIT = "data/activities/visit.yml"
Node = dict[str, Any]

# What a value may be that is no text of the page: an address, a time, a language, a form.
_ADDRESS = re.compile(r"https?://|mailto:|tel:")
_TIME = re.compile(r"\d{4}(-\d\d){0,2}(/(\.\.|\d{4}(-\d\d){0,2}))?")
_FORMS = {"application/json", "text/csv"}


def graph(page: HtmlElement) -> list[Node]:
    """Return what a page says in JSON-LD, [] where it has none."""
    scripts = page.xpath("/html/head/script[@type='application/ld+json']")
    assert len(scripts) <= 1
    if not scripts:
        return []
    document = json.loads(scripts[0].text)
    assert document["@context"] == "https://schema.org"
    found: list[Node] = document["@graph"]
    return found


def nodes(value: object) -> Iterator[Node]:
    """Yield every node of a graph, at any depth."""
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from nodes(part)
    elif isinstance(value, list):
        for part in value:
            yield from nodes(part)


def listed(value: object) -> list[object]:
    """Return the values of a property: one, or several."""
    return value if isinstance(value, list) else [value]


def small_graph(root: Path, path: str, language: str = "en", site_url: str = "") -> list[Node]:
    """Return the graph of a page of a small alliance, as it stands in a script element."""
    content, problems = read_content(root)
    assert content is not None, problems
    site = Site(content, dt.date(2020, 6, 1), site_url)
    page = next(page for page in site.pages if page.path == path)
    script = site.layout(page, language).structured
    if not script:
        return []
    script = f"<script type='application/ld+json'>{script}</script>"
    return graph(lxml.html.document_fromstring(f"<html><head>{script}</head><body></body></html>"))


def only(found: list[Node], kind: str) -> Node:
    """Return the one node of a type."""
    (node,) = (node for node in nodes(found) if node["@type"] == kind)
    return node


@SITES
def test_every_page_that_truly_exists_has_structured_data(
    site: str, request: pytest.FixtureRequest
) -> None:
    """Fallback pages, redirects and 404 pages have none: nothing there is of their language."""
    count = 0
    for name, page in pages(request.getfixturevalue(site)).items():
        (article,) = page.findall("body/main/article") or [None]
        has_text = article is not None and article.get("lang") is None
        assert bool(graph(page)) == (has_text and not name.endswith("404.html")), name
        for node in graph(page):
            assert node["inLanguage"] == page.get("lang"), name
            count += 1

    assert count > 40


@SITES
def test_types_and_properties_are_those_of_the_vocabulary(
    site: str, request: pytest.FixtureRequest
) -> None:
    """A type has the property, and the property takes the value (schema.org)."""
    wrong = {
        problem
        for page in pages(request.getfixturevalue(site)).values()
        for node in nodes(graph(page))
        for problem in _against_vocabulary(node)
    }

    assert wrong == set()


@pytest.mark.parametrize(
    ("node", "problem"),
    [
        ({"@type": "Event", "startDate": "2020-05-01"}, []),
        ({"@type": "Evnt"}, ["there is no Evnt"]),
        ({"@type": "Event", "signed": "2020"}, ["Event has no signed"]),
        ({"@type": "Event", "organizer": {"@type": "Place"}}, ["Event.organizer is no Place"]),
        ({"@type": "Place", "address": {"@type": "PostalAddress"}}, []),
        ({"@type": "WebPage", "about": "Japan"}, ["WebPage.about is no text"]),
    ],
)
def test_the_vocabulary_knows_what_is_wrong(node: Node, problem: list[str]) -> None:
    """A type, a property, or a value of the wrong type."""
    assert list(_against_vocabulary(node)) == problem


@cache
def _vocabulary() -> Any:
    """Return the module that has a class for each type of schema.org."""
    return importlib.import_module("msgspec_schemaorg.models")


def _against_vocabulary(node: Node) -> Iterator[str]:
    kind = node["@type"]
    if not hasattr(_vocabulary(), kind):
        yield f"there is no {kind}"
        return
    ranges: dict[str, str] = {}
    for base in getattr(_vocabulary(), kind).__mro__:
        ranges = {**vars(base).get("__annotations__", {}), **ranges}
    for name, value in node.items():
        if name.startswith("@"):
            continue
        if name not in ranges:
            yield f"{kind} has no {name}"
            continue
        taken = set(re.findall(r"\w+", str(ranges[name])))
        for one in listed(value):
            if not _names_of(one) & taken:
                yield f"{kind}.{name} is no {one['@type'] if isinstance(one, dict) else 'text'}"


def _names_of(value: object) -> set[str]:
    """Return what a value can be called in the range of a property."""
    if isinstance(value, dict):
        return {base.__name__ for base in getattr(_vocabulary(), value["@type"]).__mro__}
    if isinstance(value, bool | int):
        return {type(value).__name__}
    assert isinstance(value, str)
    names = {"str"}
    if _ADDRESS.match(value):  # a thing, or a member of an enumeration, can be named by its address
        names |= {
            "URL",
            "CreativeWork",
            "Thing",
            "EventAttendanceModeEnumeration",
            "EventStatusType",
        }
    return names | ({"date"} if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else set())


@SITES
def test_nothing_is_claimed_that_the_page_does_not_say(
    site: str, request: pytest.FixtureRequest
) -> None:
    """Each text stands in the page, its title or its description; the rest are codes."""
    root: Path = request.getfixturevalue(site)
    languages = {folder.name for folder in root.iterdir() if (folder / "404.html").is_file()}
    codes = {*languages, "en", *COUNTRIES, *_FORMS}
    for name, page in pages(root).items():
        description = page.xpath("string(/html/head/meta[@name='description']/@content)")
        said = " ".join(f"{text(page)} {page.findtext('head/title')} {description}".split())
        for node in nodes(graph(page)):
            values = (v for key, value in node.items() if key != "@type" for v in listed(value))
            for value in values:
                is_text = isinstance(value, str) and value not in codes
                if is_text and not _ADDRESS.match(value) and not _TIME.fullmatch(value):
                    assert value in said, (name, node["@type"], value)


def test_addresses_are_those_of_the_site(reference: Path) -> None:
    """The page's own is its canonical address; crumbs and files lead to what is there."""
    for name, page in pages(reference).items():
        for node in nodes(graph(page)):
            for key in ("@id", "item", "contentUrl"):
                if key in node:
                    path = node[key].removeprefix(SITE_URL).partition("#")[0]
                    path += "index.html" if path == "" or path.endswith("/") else ""
                    assert (reference / path).is_file(), (name, node[key])
        for node in graph(page):
            if node["@type"] == "WebPage":
                canonical = page.find("head/link[@rel='canonical']").get("href")
                assert node["url"] == canonical
                has_crumbs = bool(page.xpath("//nav[@class='al-crumbs']"))
                assert ("breadcrumb" in node) == has_crumbs, name


def test_without_an_address_nothing_needs_one(harbour: Path) -> None:
    """No identifiers, no way back, no files; the facts are there all the same."""
    kinds = set()
    for page in pages(harbour).values():
        for node in nodes(graph(page)):
            kinds.add(node["@type"])
            assert not {"@id", "item", "contentUrl"} & node.keys()
            assert "/" not in str(node.get("url", "//")).partition("//")[0]

    assert {"Organization", "BusinessEvent", "Dataset", "WebSite"} <= kinds
    assert not {"BreadcrumbList", "DataDownload"} & kinds


@pytest.mark.parametrize(
    ("dates", "start", "end", "covered"),
    [
        ("start: 2020-05-04\nend: 2020-05-06\n", "2020-05-04", "2020-05-06", None),
        ("start: 2020-05-04\n", "2020-05-04", None, None),
        ("start: 2020-05-04\nend: 2020-06\n", "2020-05-04", None, None),
        ("start: 2020-05\n", None, None, "2020-05"),
        ("start: 2020-05\nend: 2020-06-02\n", None, None, "2020-05/2020-06-02"),
        ("start: 2020\n", None, None, "2020"),
        ("", None, None, None),
    ],
)
def test_an_event_has_a_day(
    alliance: Callable[..., Path],
    dates: str,
    start: str | None,
    end: str | None,
    covered: str | None,
) -> None:
    """What is known to the month or year is the time that the page covers, and no event."""
    activity = FILES[VISIT].replace("start: 2020-05\n", dates)

    (page,) = small_graph(alliance({VISIT: activity}), "activities/visit")

    event = page.get("mainEntity", {})
    assert (event.get("startDate"), event.get("endDate")) == (start, end)
    assert event.get("@type") == ("BusinessEvent" if start else None)
    assert page.get("temporalCoverage") == covered


@pytest.mark.parametrize(
    ("fields", "mode", "kinds"),
    [
        ("place: Lyon, France\n", "Offline", ["Place"]),
        ("online: true\n", "Online", ["VirtualLocation"]),
        ("place: Lyon\nonline: true\n", "Mixed", ["Place", "VirtualLocation"]),
        ("", "", []),
    ],
)
def test_where_an_event_is_comes_from_the_record(
    alliance: Callable[..., Path], fields: str, mode: str, kinds: list[str]
) -> None:
    """Nothing is said of a place that is not known."""
    activity = FILES[VISIT].replace("start: 2020-05\n", "start: 2020-05-04\n") + fields

    event = only(small_graph(alliance({VISIT: activity}), "activities/visit"), "BusinessEvent")

    assert [place["@type"] for place in event.get("location", [])] == kinds
    expected = f"https://schema.org/{mode}EventAttendanceMode" if mode else None
    assert event.get("eventAttendanceMode") == expected


@pytest.mark.parametrize(("line", "status"), [("cancelled: true\n", True), ("", False)])
def test_a_cancelled_event_says_so(alliance: Callable[..., Path], line: str, status: bool) -> None:
    """And no other says anything of its state, because its page does not."""
    activity = FILES[VISIT].replace("start: 2020-05\n", "start: 2020-05-04\n") + line

    event = only(small_graph(alliance({VISIT: activity}), "activities/visit"), "BusinessEvent")

    assert (event.get("eventStatus") == "https://schema.org/EventCancelled") is status
    assert ("eventStatus" in event) is status


def test_sources_are_cited_where_the_page_names_them(alliance: Callable[..., Path]) -> None:
    """The page of a record names them; a written page does not."""
    source = "source:\n  - {url: https://press.example/, publisher: Press}\n"
    written = FILES["docs/index.md"].replace("title: Home\n", f"title: Home\n{source}")
    root = alliance({VISIT: FILES[VISIT] + source, "docs/index.md": written})

    (visit,) = small_graph(root, "activities/visit")
    assert visit["citation"] == ["https://press.example/"]
    assert not any("citation" in node for node in small_graph(root, ""))


def test_a_written_page_says_what_its_views_show(alliance: Callable[..., Path]) -> None:
    """In the language it is in: members where partners are listed, and nowhere else."""
    head = "---\ntitle: T\ndescription: D\n---\n\n"
    french = head.replace("---\ntitle", "---\ntranslation: human\ntitle", 1)
    root = alliance(
        {
            "docs/a.md": f"{head}[[partners]]\n",
            "docs/a.fr.md": f"{french}Rien.\n",
            "docs/b.md": f"{head}`[[partners]]`\n",
        }
    )

    assert only(small_graph(root, "a"), "WebPage")["mainEntity"] == [
        {
            "@type": "Organization",
            "name": "Small alliance",
            "member": [{"@type": "Organization", "name": "Acme"}],
        }
    ]
    assert "mainEntity" not in only(small_graph(root, "a", "fr"), "WebPage")
    assert "mainEntity" not in only(small_graph(root, "b"), "WebPage")
    assert small_graph(root, "b", "fr") == []


@pytest.mark.parametrize(
    "title",
    [
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "]]>",
        '"\\',
        "&lt;/script&gt;",
    ],
)
def test_no_text_ends_the_script(alliance: Callable[..., Path], title: str) -> None:
    """Whatever it says, it is read back as it was typed, and nothing else comes out."""
    activity = FILES[VISIT].replace("A visit", json.dumps(title))

    found = small_graph(alliance({VISIT: activity}), "activities/visit")

    assert only(found, "WebPage")["name"] == " ".join(title.split())
