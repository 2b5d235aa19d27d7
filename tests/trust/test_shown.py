"""What must build: it is shown as it is typed, nothing of it runs, and nothing is loaded for it.

The pages are opened in Chromium without their policy: the site must not need it.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.etree
import lxml.html
import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Page

from alliance.model.validators import check_url
from tests.conftest import SITE_URL, _Quiet, build_here, serve
from tests.trust import gallery
from tests.trust.gallery import folded, texts
from tests.trust.inputs import files, outcomes

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("trust")]

_POLICY = re.compile(rb'<meta http-equiv="?Content-Security-Policy"?[^>]*>')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of all that must build."""
    root = gallery.write(tmp_path_factory.mktemp("gallery"))
    ran = build_here(root, root / "site", SITE_URL=SITE_URL, LANGUAGES="en")
    assert ran.exit_code == 0, ran.output
    return root / "site"


class _WithoutPolicy(_Quiet):
    """Serves pages without their policy, and lets a browser keep what they share."""

    def end_headers(self) -> None:
        """Let styles and scripts be kept."""
        if "/assets/" in self.path:
            self.send_header("Cache-Control", "max-age=600")
        super().end_headers()


@pytest.fixture(scope="module")
def shown(
    browser: Browser, site: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, Any]]:
    """Return what each page and drawing is in a browser, by its address."""
    root = tmp_path_factory.mktemp("open") / "site"
    shutil.copytree(site, root)
    assert all(_without_policy(path) for path in root.rglob("index.html"))
    paths = [path.relative_to(root).as_posix() for path in root.rglob("*")]
    addresses = [path for path in sorted(paths) if path.endswith(("index.html", ".svg"))]
    requests: list[str] = []
    for url in serve(root, _Lasting):
        page = browser.new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.goto(f"{url}robots.txt")
        found = look(page, addresses)
        page.close()
    assert [each for each in requests if not each.startswith((url, "data:"))] == []
    return {address.removesuffix("index.html"): looks for address, looks in found.items()}


class _Lasting(_Quiet):
    """Lets a browser keep the styles and scripts that pages share."""

    def end_headers(self) -> None:
        """Say how long they last."""
        if "/assets/" in self.path:
            self.send_header("Cache-Control", "max-age=600")
        super().end_headers()


def _without_policy(path: Path) -> int:
    """Take the policy out of a page; return how often it was there."""
    text, number = _POLICY.subn(b"", path.read_bytes())
    path.write_bytes(text)
    return number


def look(page: Page, addresses: list[str]) -> dict[str, Any]:
    """Return what pages are in frames of a page, some at a time, and what ran in them."""
    found = {}
    for start in range(0, len(addresses), _AT_A_TIME):
        some = addresses[start : start + _AT_A_TIME]
        found.update(zip(some, page.evaluate(_LOOK, some), strict=True))
    assert page.evaluate("window.__xss") is None
    return found


_AT_A_TIME = 30
_LOOK = """async addresses => {
    const frames = addresses.map(address => {
        const frame = document.createElement("iframe");
        frame.style.cssText = "width: 1280px; height: 800px";
        frame.src = "/" + address;
        return frame;
    });
    await Promise.all(frames.map(frame => new Promise(loaded => {
        frame.onload = loaded;
        document.body.append(frame);
    })));
    await new Promise(later => setTimeout(later, 100));
    return frames.map(frame => {
        const root = frame.contentDocument;
        const all = [...root.querySelectorAll("*")];
        const links = [...root.querySelectorAll("a[href]")];
        const found = {
            ran: "__xss" in frame.contentWindow,
            canaries: all.filter(element => element.localName === "x-canary").length,
            handlers: all.flatMap(element => element.getAttributeNames())
                .filter(name => name.startsWith("on")),
            text: root.querySelector("main")?.innerText ?? "",
            title: root.querySelector("h1")?.innerText ?? "",
            links: links.map(link => link.getAttribute("href")),
            protocols: [...new Set(links.map(link => link.protocol))],
        };
        frame.remove();
        return found;
    });
}"""


_PROTOCOLS = {"http:", "https:", "mailto:", "tel:", "webcal:"}


def test_nothing_runs_and_nothing_is_loaded_from_elsewhere(
    shown: dict[str, dict[str, Any]],
) -> None:
    """In no page, and in no drawing that is opened by itself."""
    assert len(shown) > 400
    for address, page in shown.items():
        assert not page["ran"], address
        assert page["canaries"] == 0, address
        assert page["handlers"] == [], address
        assert set(page["protocols"]) <= _PROTOCOLS, address


def test_each_text_is_shown_as_it_is_typed(shown: dict[str, dict[str, Any]]) -> None:
    """As the title of a page, and as the place and summary of it."""
    for name, text in texts().items():
        page = shown[f"activities/text-{name}/"]
        assert folded(page["title"]) == folded(text), name
        assert folded(page["text"]).count(folded(text)) >= 3, name
        for kind in ("partners/", "themes/", "agreements/", ""):
            if other := shown.get(f"{kind}text-{name}/"):
                assert folded(other["title"]) == folded(text), (kind, name)
    everything = folded(shown["lists/"]["text"])
    assert [name for name, text in texts().items() if folded(text) not in everything] == []


def test_each_page_shows_what_it_must(shown: dict[str, dict[str, Any]]) -> None:
    """Markup is shown as text where it is refused, and gone where it is Markdown."""
    others = {}
    for name, expected in outcomes("pages/shown").items():
        if f"{name}/" not in shown:
            continue  # its outcome is not reached yet
        text = folded(shown[f"{name}/"]["text"])
        parts = [_typed(name)] if expected is True else expected
        start = 0
        for part in map(folded, parts):
            start = text.find(part, start)
            if start < 0:
                others[name] = (part, text)
                break
            start += len(part)
    assert others == {}


def _typed(name: str) -> str:
    text = gallery.shown("pages")[name]
    return text.split("---\n", 2)[2]


def test_each_record_is_shown(shown: dict[str, dict[str, Any]]) -> None:
    """Whatever form of YAML it is written in."""
    home = folded(shown[""]["text"]) + folded(shown["lists/"]["text"])
    for name, expected in outcomes("records/shown").items():
        page = shown.get(f"{name}/")
        assert expected in (folded(page["text"]) if page else home), name


def test_each_address_leads_where_it_says(shown: dict[str, dict[str, Any]]) -> None:
    """As it is typed on a page; from a field, with scheme and host in small letters."""
    for name, text in gallery.shown("addresses").items():
        typed = text.strip()
        assert typed in shown[f"address-{name}/"]["links"], name
        assert check_url(typed) in shown[f"partners/address-{name}/"]["links"], name


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        value = [*value.values()]
    if isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif isinstance(value, str):
        yield folded(value)


def test_data_has_each_text_as_it_is_typed(site: Path) -> None:
    """The JSON, and the tables, where what a spreadsheet would take for a formula is marked."""
    strings = set(_strings(json.loads((site / "data" / "alliance.json").read_bytes())))
    with (site / "data" / "activities.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["slug"]: row for row in csv.DictReader(file)}
    for name, text in texts().items():
        assert folded(text) in strings, name
        for column in ("title", "place", "summary"):
            cell = rows[f"text-{name}"][column]
            assert folded(cell.removeprefix("'")) == folded(text.removeprefix("'")), name
            assert not cell.startswith(("=", "+", "-", "@", "＝")), name


_DAYS = 3
"""Records of the corpus that have a day."""


def test_the_calendar_has_one_event_for_each_activity(site: Path) -> None:
    """With its own title and place, and with nothing that a text smuggled in."""
    data = (site / "calendar.ics").read_bytes()
    events = {str(event["summary"]): event for event in Calendar.from_ical(data).walk("VEVENT")}

    assert data.count(b"BEGIN:VEVENT\r\n") == len(texts()) + _DAYS
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    for name, text in texts().items():
        assert str(events[folded(text)]["location"]).startswith(folded(text)), name


def test_the_feed_has_each_title_as_it_is_typed(site: Path) -> None:
    """The latest fifty, which have all that means something in XML."""
    feed = lxml.etree.fromstring((site / "feed.xml").read_bytes())
    titles = feed.findall("{*}entry/{*}title")
    latest = [folded(text) for text in texts().values()][:40]

    assert {title.get("type") for title in titles} == {"text"}
    assert set(latest) <= {folded(title.text) for title in titles}


def test_heads_and_structured_data_hold_texts_as_values(site: Path) -> None:
    """Of each page of a text: title, description, and what search engines read."""
    for name, text in texts().items():
        page = lxml.html.fromstring(
            (site / "activities" / f"text-{name}" / "index.html").read_bytes().decode()
        )
        (title,) = page.xpath("//title")
        assert folded(title.text_content()).startswith(folded(text)), name
        (description,) = page.xpath("//meta[@name='description']/@content")
        assert folded(text) in folded(description), name
        data = [
            json.loads(script.text) for script in page.xpath("//script[contains(@type, 'ld+')]")
        ]
        strings = list(_strings(data))
        assert strings.count(folded(text)) >= 2, name
        assert "forged" not in strings, name


def test_the_search_finds_each_text_on_its_page(site: Path) -> None:
    """In the index the text is text."""
    found = {}
    for path in (site / "pagefind" / "fragment").glob("*.pf_fragment"):
        data = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        found[data["url"].strip("/")] = data
    for name, text in texts().items():
        page = found[f"activities/text-{name}"]
        assert folded(text) in folded(page["content"]), name
        assert folded(page["meta"]["title"]) == folded(text), name


def test_the_canary_would_be_seen(browser: Browser, tmp_path: Path) -> None:
    """The same look finds what runs, so that it says something when it finds nothing."""
    for name in ("script", "handler-onload", "script-prefixed", "script-of-html"):
        (tmp_path / f"{name}.svg").write_text(files("drawings/refused")[name])
    for name in ("element", "script", "image-handler", "quote-autofocus"):
        page = f'<!doctype html><input value="{texts()[name]}">{texts()[name]}'
        (tmp_path / f"{name}.html").write_text(page)
    (tmp_path / "404.html").write_text("")
    (tmp_path / "robots.txt").write_text("")
    for url in serve(tmp_path):
        page = browser.new_page()
        page.goto(f"{url}robots.txt")
        names = sorted(path.name for path in tmp_path.glob("[!4r]*"))
        for name, found in look(page, names).items():
            assert found["ran"] or found["canaries"], name
        page.close()
