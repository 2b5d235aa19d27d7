"""The results as plain text: a table with a line a size, and what compares them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.measure import Cost

Costs = Sequence[Cost]


@dataclass(frozen=True, slots=True)
class Site:
    """What a build has written."""

    pages: int
    size: int
    """Bytes of all files."""
    page_size: int
    """Bytes of the median page."""


@dataclass(frozen=True, slots=True)
class Result:
    """What the runs of one size cost; each list has an entry a run."""

    name: str
    site: Site
    cold: Costs
    unchanged: Costs
    changed: Costs
    check: Costs
    state: Costs
    """Of the state of translations, after a long history."""

    @property
    def per_page(self) -> float:
        """Milliseconds of a cold build for each page."""
        return 1_000 * wall(self.cold) / self.site.pages


HEAD = (
    *("size", "pages", "site bytes", "median page bytes", "cold s", "(min-max)", "CPU s"),
    *("ms/page", "no change s", "one record s", "check s", "state s", "peak MiB"),
)


def site_of(folder: Path) -> Site:
    """Return what is in the folder of a built site."""
    sizes = {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    pages = [size for path, size in sizes.items() if path.suffix == ".html"]
    return Site(len(pages), sum(sizes.values()), round(median(pages)))


def wall(costs: Costs) -> float:
    """Return the median seconds that runs took."""
    return median(cost.wall for cost in costs)


def table(results: Sequence[Result]) -> str:
    """Return the results as a table, the median of the runs of each."""
    rows = [HEAD, *map(_row, results)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if index else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def growth(results: Sequence[Result]) -> str:
    """Return how the cost of a page grows from small to medium, "" unless both were measured."""
    named = {result.name: result for result in results}
    if not {"small", "medium"} <= named.keys():
        return ""
    ratio = named["medium"].per_page / named["small"].per_page
    return f"ms per page, medium relative to small: {ratio:.2f}"


def spread(costs: Costs) -> str:
    """Return the shortest and the longest of runs, in seconds."""
    walls = [cost.wall for cost in costs]
    return f"({min(walls):.2f}-{max(walls):.2f})"


def _row(result: Result) -> tuple[str, ...]:
    return (
        result.name,
        f"{result.site.pages:,}",
        f"{result.site.size:,}",
        f"{result.site.page_size:,}",
        f"{wall(result.cold):.2f}",
        spread(result.cold),
        f"{median(cost.cpu for cost in result.cold):.2f}",
        f"{result.per_page:.2f}",
        f"{wall(result.unchanged):.2f}",
        f"{wall(result.changed):.2f}",
        f"{wall(result.check):.2f}",
        f"{wall(result.state):.2f}",
        f"{median(cost.peak for cost in result.cold):.0f}",
    )
