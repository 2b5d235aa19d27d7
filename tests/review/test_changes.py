"""What a pull request changes for visitors, tried on a repository with twenty of them."""

from __future__ import annotations

import itertools
import os
import subprocess
from pathlib import Path

import lxml.html
import pytest
from click.testing import CliRunner

from alliance.__main__ import main
from alliance.review.diff import TextSpan
from alliance.review.formats import LIMIT, report_markdown
from alliance.review.report import (
    LineGroup,
    MarkedText,
    Report,
    ReportItem,
    ReportLine,
    ReportSection,
)
from tests.pullrequests import BASE, PULL_REQUESTS, Files, PullRequest

PERSON = {
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
    "GIT_AUTHOR_DATE": "2026-03-02T12:00:00Z",
    "GIT_COMMITTER_DATE": "2026-03-02T12:00:00Z",
}


def git(root: Path, *arguments: str) -> None:
    """Run Git as of a fixed day."""
    subprocess.run(["git", "-C", str(root), *arguments], env={**os.environ, **PERSON}, check=True)


def put(root: Path, files: Files) -> None:
    """Write files, and delete those that are None."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())


def branch(number: int) -> str:
    """Return the name of the branch of a pull request."""
    return f"change-{number}"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository with a branch for each pull request."""
    root = tmp_path_factory.mktemp("repository")
    git(root, "init", "-q", "-b", "main")
    put(root, BASE)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "The alliance")
    for number, change in enumerate(PULL_REQUESTS):
        git(root, "switch", "-q", "-c", branch(number), "main")
        put(root, change.changes)
        git(root, "add", "-A")
        git(root, "commit", "-qm", change.name)
    git(root, "switch", "-q", "main")
    return root


def report(root: Path, *arguments: str) -> str:
    """Return what the command prints."""
    ran = CliRunner().invoke(main, ["changes", "--root", str(root), "--language", "en", *arguments])
    assert ran.exit_code == 0, ran.output
    return ran.stdout


@pytest.mark.parametrize("number", range(len(PULL_REQUESTS)), ids=lambda n: PULL_REQUESTS[n].name)
def test_a_reviewer_is_told_what_visitors_will_see(repository: Path, number: int) -> None:
    """The lines that matter, in their order."""
    change: PullRequest = PULL_REQUESTS[number]

    told = report(repository, "main", branch(number))

    lines = iter(told.splitlines())
    for line in change.says:
        is_start = line.endswith(" ")
        assert any(found == line or (is_start and found.startswith(line)) for found in lines), line
    assert not [text for text in change.never if text in told]


NUMBER = """\
## What changed

- From main to {branch}.
- 1 record or page changed.

### Numbers and dates

Check these against their source.

- jobs: <del>1,200</del> → <ins>1,250</ins> jobs

### Records and pages

What visitors will see on the page of each.

**jobs** · changed · data/figures/jobs.yml

- was: <del>1,200</del> jobs
- is now: <ins>1,250</ins> jobs

### On other pages

What changes elsewhere as a result.

**Home** · shows the same
"""


def test_a_report_has_nothing_but_what_matters(repository: Path) -> None:
    """All of the one on a number, twice the same, and from any folder."""
    name = branch(next(n for n, c in enumerate(PULL_REQUESTS) if c.name == "a number corrected"))

    assert report(repository, "main", name) == NUMBER.format(branch=name)
    assert report(repository, "main", name) == NUMBER.format(branch=name)


def test_there_are_twenty_pull_requests_and_each_is_told_in_a_comment(repository: Path) -> None:
    """With room to spare: GitHub takes 65,536 characters."""
    assert len(PULL_REQUESTS) >= 20
    assert all(len(report(repository, "main", branch(n))) < 10_000 for n in range(3))


def test_without_a_head_it_is_the_folder_as_it_is(repository: Path) -> None:
    """And without a change, it says so."""
    assert "- The content is the same." in report(repository, "main").splitlines()


def test_a_revision_that_is_none_is_refused(repository: Path) -> None:
    """Even one that Git could take for an option."""
    for name in ("nowhere", "--all"):
        ran = CliRunner().invoke(main, ["changes", "--root", str(repository), "--", name])

        assert ran.exit_code == 1
        assert f'Git knows no revision "{name}" here.' in ran.output


def test_the_html_report_is_one_file_that_runs_and_loads_nothing(
    repository: Path, tmp_path: Path
) -> None:
    """Whatever the texts hold; texts in other languages say so."""
    hostile = next(n for n, change in enumerate(PULL_REQUESTS) if change.name == "hostile texts")
    file = tmp_path / "report.html"
    report(repository, "main", branch(hostile), "--html", str(file))

    page = lxml.html.fromstring(file.read_text(encoding="utf-8"))
    assert not page.xpath("//script | //link | //a | //iframe | //*[@onerror] | //img")
    assert [mark.text for mark in page.iter("del") if mark.text == "An activity."]
    assert "<img src=x onerror=alert(1)>" in page.text_content()
    levels = [int(element.tag[1]) for element in page.iter("h1", "h2", "h3", "h4")]
    assert all(deeper - level <= 1 for level, deeper in itertools.pairwise(levels))
    assert levels.count(1) == 1


def test_texts_in_another_language_say_so_in_the_html_report(
    repository: Path, tmp_path: Path
) -> None:
    """So that a screen reader speaks them as they are meant."""
    updated = next(n for n, c in enumerate(PULL_REQUESTS) if c.name.endswith("up to date"))
    file = tmp_path / "report.html"
    report(repository, "main", branch(updated), "--html", str(file))

    page = lxml.html.fromstring(file.read_text(encoding="utf-8"))
    texts = [" ".join(e.text_content().split()) for e in page.xpath("//*[@lang='fr']")]
    assert "Une seule activité." in texts
    assert page.get("lang") == "en"


def test_a_small_picture_is_in_the_html_report_itself(repository: Path, tmp_path: Path) -> None:
    """Before and after."""
    replaced = next(n for n, c in enumerate(PULL_REQUESTS) if c.name == "a picture replaced")
    file = tmp_path / "report.html"
    report(repository, "main", branch(replaced), "--html", str(file))

    page = lxml.html.fromstring(file.read_text(encoding="utf-8"))
    pictures = [image.get("src").partition(",")[0] for image in page.iter("img")]
    assert pictures == ["data:image/png;base64"] * 2


def test_a_long_report_is_cut_to_what_a_comment_takes() -> None:
    """At the end of a line, with a note."""
    text = MarkedText((TextSpan("@long " * 10, "new"),))
    lines = tuple(ReportLine("", text) for _ in range(10))
    items = tuple(ReportItem(None, (), (LineGroup("", lines),)) for _ in range(500))
    long = Report("en", "What changed", (), (ReportSection("Records", "", items),))

    told = report_markdown(long)

    assert 20_000 < len(told) < LIMIT / 2
    assert told.endswith("The HTML report has all.*\n")
    assert told.count("<ins>") == told.count("</ins>")


def test_links_and_odd_paths_of_a_revision_are_not_followed(tmp_path: Path) -> None:
    """They are told as problems, and nothing outside the folder is read or written."""
    root = tmp_path / "repository"
    git(tmp_path, "init", "-q", "-b", "main", str(root))
    put(root, BASE)
    (root / "data/markets/link.yml").symlink_to("/etc/passwd")
    (root / "data/markets/a:b.yml").write_text("country: JP\n", encoding="utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "x")

    told = report(root, "main", "main")

    assert "- 2 problems to fix." in told
    assert "- data/markets/link.yml:1:1: a link, or a path that could lead elsewhere" in told
    assert "root:" not in told
