"""The matrix, results and tables: what they say is what the records say, and all can reach it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml.html import HtmlElement

from alliance.content.content import Content
from alliance.content.context import Context
from alliance.content.directives import parse_view
from alliance.content.relations import evidence
from alliance.model.records import Market, Partner
from alliance.site.reading import read_content
from alliance.views.blocks import Cell, Table
from alliance.views.registry import VIEWS
from tests.conftest import HARBOUR, ROOT
from tests.html import classed, pages


def content_of(root: Path) -> Content:
    """Return the content of an alliance of the repository."""
    content, problems = read_content(root)
    assert content is not None, problems
    return content


def shown(root: Path, view: str, language: str = "en") -> Table:
    """Return the table that a directive places."""
    context = Context(content_of(root), language, dt.date(2026, 3, 2))
    directive = parse_view(view)
    found = VIEWS[directive.name].block(context, directive)
    assert isinstance(found, Table)
    return found


def hrefs(cell: Cell) -> set[str]:
    """Return where a cell of the matrix leads."""
    return {entry.href for pile in cell.piles for entry in pile.entries}


@pytest.mark.parametrize(
    ("root", "phase"),
    [(ROOT, ""), (ROOT, "first-project"), (HARBOUR, ""), (HARBOUR, "rising-tide")],
    ids=["reference", "reference, a phase", "harbour", "harbour, a phase"],
)
def test_each_cell_holds_the_evidence(root: Path, phase: str) -> None:
    """Of its partner and its market, all of it and no more; an empty one says so."""
    content = content_of(root)
    table = shown(root, f"matrix phase={phase}" if phase else "matrix")
    by_href: dict[str, Partner | Market] = {
        f"{record.kind}/{record.slug}/": record for record in (*content.partners, *content.markets)
    }

    filled = 0
    (group,) = table.groups
    assert len(group.rows) == len(content.partners)
    assert len(table.heads) == len(content.markets)
    for row in group.rows:
        for head, cell in zip(table.heads, row.cells, strict=True):
            partner, market = by_href[row.head.href], by_href[head.href]
            assert isinstance(partner, Partner)
            assert isinstance(market, Market)
            records = evidence(content, partner, market)
            expected = {f"{r.kind}/{r.slug}/" for r in records if phase in ("", r.phase)}
            assert hrefs(cell) == expected
            assert bool(cell.unsaid) == (not expected)
            filled += len(expected)
    assert filled


def test_evidence_needs_partner_and_market() -> None:
    """The first project is that of one partner of today; what names a partner is not joint."""
    reference = {
        str(row.head.text): [len(hrefs(cell)) for cell in row.cells]
        for row in shown(ROOT, "matrix").groups[0].rows
    }
    harbour = [
        [len(hrefs(cell)) for cell in row.cells] for row in shown(HARBOUR, "matrix").groups[0].rows
    ]

    assert reference == {
        "Lyonbiopôle": [1, 1, 1, 2, 3, 0, 1],
        "Biocat": [1, 2, 1, 3, 3, 0, 2],
        "BioM": [1, 1, 1, 2, 3, 0, 1],
        "bioPmed": [1, 1, 1, 2, 3, 0, 1],
    }
    assert harbour == [[0, 1], [0, 0], [0, 0]]


def test_the_matrix_says_what_joint_actions_are() -> None:
    """Below the table, where there are any."""
    assert len(shown(ROOT, "matrix").notes) == 1
    assert shown(HARBOUR, "matrix").notes == ()


def test_dates_in_the_matrix_are_no_more_exact_than_published() -> None:
    """What has none says that it lies within its phase."""
    rows = shown(ROOT, "matrix").groups[0].rows
    notes = {
        entry.href: entry.note
        for row in rows
        for cell in row.cells
        for pile in cell.piles
        for entry in pile.entries
    }

    assert notes["activities/mission-japan/"] == "October 2016"
    assert notes["activities/mission-china/"].startswith("within January 2016")
    assert notes["agreements/osaka-bio-headquarters/"] == "8 November 2016"


def numbers(table: Table) -> dict[str, tuple[str, ...]]:
    """Return the texts of the rows of a table, by what they are about."""
    return {
        str(row.head.text): tuple(str(cell.text) for cell in row.cells)
        for group in table.groups
        for row in group.rows
    }


def test_all_results_stand_in_one_table() -> None:
    """Claimed, listed and since, as the records have it, in groups of a phase each."""
    content, table = content_of(ROOT), shown(ROOT, "claims")

    assert [str(group.title) for group in table.groups] == [
        "The original bioXclusters project",
        "The alliance project",
    ]
    found = numbers(table)
    assert len(found) == len(content.results)
    for result in content.results:
        listed = str(len(content.counted(result))) if result.counts else ""
        since = "January 2016" if result.since else ""
        assert found[result.label] == (str(result.claim), listed, since, "")
    sources = [cell.entries for group in table.groups for row in group.rows for cell in row.cells]
    assert sum(map(len, sources)) == sum(len(result.source) for result in content.results)


def test_markets_are_tallied_from_the_records() -> None:
    """A square for each record; what names no market has a row of its own."""
    reference, harbour = shown(ROOT, "tally"), shown(HARBOUR, "tally")

    assert numbers(reference) == {
        "Australia": ("1", "0"), "Brazil": ("1", "1"), "Canada": ("1", "0"), "China": ("1", "2"),
        "Japan": ("1", "2"), "South Korea": ("0", "0"), "United States": ("0", "2"),
    }  # fmt: skip
    assert numbers(harbour) == {
        "Chile": ("0", "0"), "Oman": ("0", "1"), "No market named": ("0", "3"),
    }  # fmt: skip
    for table in (reference, harbour):
        for cell in (cell for row in table.groups[0].rows for cell in row.cells):
            assert (cell.chart.solid.count("M") if cell.chart else 0) == int(str(cell.text))


def test_tables_lead_to_the_data_behind_them(reference: Path, harbour: Path) -> None:
    """As files that are there, from every language."""
    for site, name in ((reference, "results"), (reference, "de/results"), (harbour, "results")):
        page = pages(site)[f"{name}/index.html"]
        found = {
            urljoin(f"/{name}/index.html", link.get("href"))
            for link in page.iter("a")
            if link.get("href").endswith(".csv")
        }
        assert found == {"/data/results.csv", "/data/agreements.csv", "/data/activities.csv"}
        assert all((site / path.lstrip("/")).is_file() for path in found)


def charts(page: HtmlElement) -> list[tuple[int, int]]:
    """Return the squares of the charts of results: listed, and not listed."""
    found = []
    for result in classed(page, "al-result"):
        paths = {
            path.get("class").rpartition("_")[2]: path.get("d").count("M")
            for path in result.iter("path")
        }
        found.append((paths.get("solid", 0), paths.get("outline", 0)))
    return found


@pytest.mark.parametrize("language", ["", "de/", "ja/"])
def test_charts_show_the_numbers_of_the_records(reference: Path, language: str) -> None:
    """5 of 8, none of 8, 3 of 3; then the results of the first project."""
    page = pages(reference)[f"{language}results/index.html"]

    assert charts(page) == [(5, 3), (0, 8), (3, 0), (0, 6), (0, 11), (3, 0)]
    assert all(svg.get("aria-hidden") == "true" for svg in page.iter("svg"))


def test_a_table_is_one_for_all_readers(reference: Path, harbour: Path) -> None:
    """Caption, heads with their scope, a name for the frame, and no empty cell."""
    for site, name in (
        (reference, "partners/index.html"), (reference, "ko/results/index.html"),
        (harbour, "ar/partners/index.html"), (harbour, "results/index.html"),
    ):  # fmt: skip
        frames = classed(pages(site)[name], "al-table")
        assert frames
        for frame in frames:
            caption = frame.find("table/caption").text_content()
            assert frame.get("aria-label") == caption
            heads = frame.findall("table/thead/tr/th")
            assert {head.get("scope") for head in heads} == {"col"}
            for row in frame.findall("table/tbody/tr"):
                spans_all = row[0].get("colspan") == str(len(heads))
                assert spans_all or (row[0].get("scope") == "row" and len(row) == len(heads))
                assert all(cell.text_content().strip() for cell in row)


def test_links_of_cells_lead_to_their_records(reference: Path) -> None:
    """From the table as from anywhere, and they are told apart without the table."""
    page = pages(reference)["ja/partners/index.html"]
    (frame,) = classed(page, "al-table")
    links = list(frame.iter("a"))

    names: dict[str, set[str]] = {}
    for link in links:
        target = urljoin("/ja/partners/index.html", link.get("href"))
        assert (reference / target.strip("/") / "index.html").is_file()
        names.setdefault(target, set()).add(" ".join(link.text_content().split()))
    assert all(len(found) == 1 for found in names.values())
    assert len({next(iter(found)) for found in names.values()}) == len(names)
