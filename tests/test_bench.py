"""The benchmarks measure what they say: nothing here is timed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from alliance.content.content import Content
from alliance.editing.translations.freshness import FieldStatus, translation_states
from alliance.git import steps
from alliance.site.reading import read_content
from bench import block, report, workload
from bench.__main__ import main
from bench.measure import CommandError, Cost, run
from bench.past import commit
from bench.report import Result, Site
from bench.workload import Size, change_one, generate

SIZE = Size(markets=2, activities=3, languages=2)


def files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def content_of(folder: Path) -> Content:
    """Return the content of a folder, which has no problem."""
    content, problems = read_content(folder)
    assert not problems
    assert content is not None
    return content


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    """A benchmark of today can be held against one of last year; another seed says other words."""
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        generate(tmp_path / name, SIZE, seed)

    assert files(tmp_path / "a") == files(tmp_path / "b")
    assert files(tmp_path / "a").keys() == files(tmp_path / "c").keys()
    assert files(tmp_path / "a") != files(tmp_path / "c")


@pytest.mark.parametrize("size", [SIZE, Size(1, 1, 1), Size(3, 12, 10)])
def test_the_content_is_clean_and_as_large_as_asked(tmp_path: Path, size: Size) -> None:
    """One market, one activity and one language are enough, and every language can be had."""
    generate(tmp_path, size)
    content = content_of(tmp_path)

    assert len(content.markets) == size.markets
    assert len(content.activities) == size.activities
    assert content.settings.codes == tuple(workload.LANGUAGES)[: size.languages]
    assert [partner.role for partner in content.partners] == ["coordinator"] + ["partner"] * 3
    assert set(content.articles) >= {"", "markets", "activities", "results", "about", "legal"}


def test_every_text_is_there_in_every_language(tmp_path: Path) -> None:
    """No page of the workload is a fallback, which would cost less."""
    generate(tmp_path, SIZE)
    content = content_of(tmp_path)

    states = {content.state(key, "ca") for key in content.translations}

    assert {str(state) for state in states} == {"complete"}
    assert {content.translations[key]["ca"].origin for key in content.translations} == {"human"}


def test_the_text_of_a_record_has_150_to_300_words(tmp_path: Path) -> None:
    """Directives and marks of Markdown are not counted."""
    generate(tmp_path, SIZE)
    content = content_of(tmp_path)

    lengths = [
        len(re.findall(r"\w+", re.sub(r"\[\[.*?\]\]", "", translation.texts["body"])))
        for (kind, _), languages in content.translations.items()
        for translation in languages.values()
        if kind in ("markets", "activities")
    ]

    assert len(lengths) == 2 * (2 + 3)
    assert all(150 <= length <= 300 for length in lengths)


def test_each_change_is_one_new_summary(tmp_path: Path) -> None:
    """Nothing else in the folder changes, and the content stays clean."""
    generate(tmp_path, SIZE)
    before = files(tmp_path)
    summaries = {content_of(tmp_path).records["activities"]["activity-0001"].summary}  # type: ignore[attr-defined]

    for number in range(2):
        change_one(tmp_path, number)
        summaries.add(content_of(tmp_path).records["activities"]["activity-0001"].summary)  # type: ignore[attr-defined]

    after = files(tmp_path)
    assert len(summaries) == 3
    assert [name for name in before if before[name] != after[name]] == [
        "data/activities/activity-0001.yml"
    ]


def test_fields_are_written_as_editors_write_them() -> None:
    """Block mappings, short lists inline, long texts below a bar, quotes only where needed."""
    fields = {
        "title": "Lama pé",
        "start": "2016-10",
        "off": "no",
        "count": 3,
        "online": False,
        "markets": ["a-1", "b: c"],
        "body": "One.\n\nTwo.\n",
        "source": [{"url": "https://a.example/", "by": {"name": "B"}}, "plain"],
    }

    assert block.write(fields) == (
        "title: Lama pé\n"
        "start: 2016-10\n"
        'off: "no"\n'
        "count: 3\n"
        "online: false\n"
        'markets: [a-1, "b: c"]\n'
        "body: |\n"
        "  One.\n"
        "\n"
        "  Two.\n"
        "source:\n"
        '  - url: "https://a.example/"\n'
        "    by:\n"
        "      name: B\n"
        "  - plain\n"
    )


def test_a_command_is_measured_with_its_children(tmp_path: Path) -> None:
    """Wall time, processor time and memory are those of the command, not of this process."""
    child = "sum(range(2_000_000)); bytearray(64 << 20)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"

    cost = run([sys.executable, "-c", parent], tmp_path, {}, allowed=(0,))

    assert cost.status == 0
    assert cost.wall > 0
    assert cost.cpu > 0
    assert cost.peak >= 64


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    """What it printed stands in the error; a status that is allowed is no failure."""
    command = [sys.executable, "-c", "raise SystemExit('no such thing')"]

    with pytest.raises(CommandError, match=r"ended with status 1:\nno such thing"):
        run(command, tmp_path, {}, allowed=(0,))
    assert run(command, tmp_path, {}, allowed=(0, 1)).status == 1


def result(name: str, pages: int, *walls: float) -> Result:
    """Return a result whose builds and checks took these seconds."""
    costs = [Cost(wall, 2 * wall, 100, 0) for wall in walls]
    return Result(name, Site(pages, 10_000 * pages, 9_000), *[costs] * 5)


def test_the_table_is_aligned_and_shows_medians() -> None:
    """A line a size; numbers stand under each other."""
    results = [result("small", 100, 1, 9, 2), result("medium", 1_000, 30, 40, 50)]
    head, small, medium = report.table(results).splitlines()

    assert len(head) == len(small) == len(medium)
    assert medium.split() == [
        *("medium", "1,000", "10,000,000", "9,000", "40.00", "(30.00-50.00)", "80.00"),
        *("40.00", "40.00", "40.00", "40.00", "40.00", "100"),
    ]
    assert small.split()[4:6] == ["2.00", "(1.00-9.00)"]


def test_the_growth_is_that_of_a_page() -> None:
    """Small and medium are needed for it, in any order."""
    small, medium = result("small", 100, 2), result("medium", 1_000, 40)

    assert report.growth([medium, small]) == "ms per page, medium relative to small: 2.00"
    assert report.growth([medium]) == ""


def test_a_site_is_measured_by_its_files(tmp_path: Path) -> None:
    """All files count for its size, HTML files are its pages."""
    for name, size in (("index.html", 10), ("a/index.html", 30), ("a.css", 5), ("404.html", 20)):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x" * size)

    assert report.site_of(tmp_path) == Site(pages=3, size=65, page_size=20)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    """The work folder is removed at the end, so it must be empty at the start."""
    mine = tmp_path / "mine.txt"
    mine.write_text("precious\n")

    ran = CliRunner().invoke(main, ["--folder", str(tmp_path)])

    assert ran.exit_code == 2
    assert "is not empty. Name another one." in ran.output
    assert mine.read_text() == "precious\n"


def test_a_history_makes_some_translations_stale(tmp_path: Path) -> None:
    """As many commits as asked for, the same for each run; the files are those of the last."""
    generate(tmp_path, SIZE)
    commit(tmp_path, 40)
    git = ["git", "-C", str(tmp_path)]
    count = subprocess.run([*git, "rev-list", "--count", "HEAD"], capture_output=True, check=True)
    left = subprocess.run([*git, "status", "--porcelain"], capture_output=True, check=True)

    states = translation_states(content_of(tmp_path), steps(tmp_path))
    found = {state.state for state in states}

    assert count.stdout == b"40\n"
    assert left.stdout == b""
    assert found == {FieldStatus.STALE, FieldStatus.HUMAN}
