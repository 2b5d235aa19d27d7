"""Nothing that is set, typed or kept anywhere changes what Git says, runs, or stops a build."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from click.testing import CliRunner

from alliance import git_command
from alliance.__main__ import main
from alliance.content.history import history_notes
from alliance.git import History, _entries, history, last_day, steps, time_of
from alliance.git_command import Cause, GitError
from tests.growth import LINEAR, growth
from tests.repository import Repository

MARKET = "data/markets/japan.yml"
GIT = shutil.which("git") or ""
COMMIT = """\
tree {tree}
parent {parent}
author A <a@example.org> 1600000000 +0000
committer A <a@example.org> {date}{more}

x
"""
SIGNATURE = """
gpgsig -----BEGIN PGP SIGNATURE-----
 
 not one
 -----END PGP SIGNATURE-----"""  # noqa: W293 (as Git writes it)


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Forget which Git there was, and what its user has set."""
    yield
    git_command._check_version.cache_clear()
    git_command._respected.cache_clear()


@pytest.fixture
def at(tmp_path: Path) -> Repository:
    """Return a repository with a small alliance, changed twice, with a merge and a new name."""
    repository = Repository(tmp_path / "site")
    repository.start()
    repository.commit({"data/markets/peru.yml": "country: PE\nsince: first\nsummary: X.\n"})
    repository.git("checkout", "-qb", "topic")
    repository.commit({MARKET: "country: JP\nsince: first\nsummary: Another.\n"})
    repository.git("checkout", "-q", "main")
    repository.git("mv", "data/markets/peru.yml", "data/markets/chile.yml")
    repository.commit()
    repository.git("merge", "-q", "--no-ff", "-m", "x", "topic")
    return repository


def commit_dated(at: Repository, date: str, more: str = "") -> None:
    """Add a commit with the files as they are, as no command of Git would write it."""
    at.git("add", "-A")
    tree, parent = at.git("write-tree"), at.git("rev-parse", "HEAD")
    text = COMMIT.format(tree=tree, parent=parent, date=date, more=more)
    options = ("-t", "commit", "-w", "--stdin", "--literally")
    made = subprocess.run(
        ["git", "-C", str(at.root), "hash-object", *options],
        input=text.encode(),
        capture_output=True,
        check=True,
    )
    at.git("update-ref", "HEAD", made.stdout.decode().strip())


def told(root: Path) -> object:
    """Return all that Git tells of a folder."""
    return asdict(history(root)), steps(root), last_day(root)


SETTINGS = {
    "log.showSignature": "true",
    "log.showRoot": "false",
    "log.follow": "true",
    "log.diffMerges": "on",
    "log.decorate": "full",
    "format.pretty": "fuller",
    "diff.orderFile": "{folder}/order",
    "diff.relative": "true",
    "diff.renames": "copies",
    "diff.noprefix": "true",
    "diff.external": "{folder}/run",
    "diff.run.textconv": "{folder}/run",
    "diff.run.command": "{folder}/run",
    "filter.run.clean": "{folder}/run",
    "filter.run.process": "{folder}/run",
    "status.showUntrackedFiles": "no",
    "status.relativePaths": "true",
    "status.renames": "copies",
    "status.short": "true",
    "status.branch": "true",
    "core.fsmonitor": "{folder}/run",
    "core.hooksPath": "{folder}",
    "core.pager": "{folder}/run",
    "core.quotePath": "false",
    "core.attributesFile": "{folder}/attributes",
    "core.excludesFile": "{folder}/excludes",
    "core.abbrev": "4",
    "color.ui": "always",
    "gpg.program": "{folder}/run",
    "i18n.logOutputEncoding": "UTF-16",
    "submodule.recurse": "true",
}
LOCAL = set(SETTINGS) - {"filter.run.clean", "filter.run.process"}
"""What a repository itself can set without an effect: its filters belong to whoever runs it."""


def settings_file(folder: Path, names: set[str]) -> str:
    """Write a file of settings, and the programs and lists that it names; return its text."""
    (folder / "run").write_text(f"#!/bin/sh\ntouch {folder}/ran\necho run\n", encoding="utf-8")
    (folder / "run").chmod(0o755)
    for hook in ("post-index-change", "reference-transaction"):
        shutil.copy(folder / "run", folder / hook)
    (folder / "attributes").write_text("* diff=run filter=run\n", encoding="utf-8")
    (folder / "excludes").write_text("*\n", encoding="utf-8")
    (folder / "order").write_text("docs/*\n", encoding="utf-8")
    lines = []
    for name in sorted(names):
        section, _, key = name.rpartition(".")
        section, _, part = section.partition(".")
        head = f'[{section} "{part}"]' if part else f"[{section}]"
        lines.append(f"{head}\n{key} = {SETTINGS[name].format(folder=folder)}\n")
    return "".join(lines)


@pytest.mark.parametrize("where", ["user", "repository"])
def test_settings_change_nothing_and_run_nothing(
    where: str, at: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Signatures that are shown once ended up in the date."""
    (at.root / ".gitattributes").write_text("* diff=run filter=run\n", encoding="utf-8")
    at.commit()
    commit_dated(at, "1600000000 +0000", SIGNATURE)
    (at.root / MARKET).write_text("country: JP\nsince: first\nsummary: Later.\n", encoding="utf-8")
    before = told(at.root)
    git_command._respected.cache_clear()
    folder = tmp_path / "settings"
    folder.mkdir()
    text = settings_file(folder, set(SETTINGS) if where == "user" else LOCAL)
    if where == "user":
        (folder / "gitconfig").write_text(text, encoding="utf-8")
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(folder / "gitconfig"))
        monkeypatch.setenv("GIT_CONFIG_SYSTEM", str(folder / "gitconfig"))
    else:
        with (at.root / ".git/config").open("a", encoding="utf-8") as config:
            config.write(text)

    assert told(at.root) == before
    assert not (folder / "ran").exists()


def test_variables_change_nothing(
    at: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hook of Git sets some of them, for another repository perhaps."""
    before = told(at.root)
    for name, value in {
        "GIT_DIR": str(tmp_path),
        "GIT_WORK_TREE": str(tmp_path),
        "GIT_INDEX_FILE": str(tmp_path / "index"),
        "GIT_OBJECT_DIRECTORY": str(tmp_path),
        "GIT_NAMESPACE": "x",
        "GIT_PAGER": "false",
        "GIT_EXTERNAL_DIFF": "false",
        "GIT_TRACE": "1",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_CONFIG_PARAMETERS": "'log.showroot'='false'",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "diff.relative",
        "GIT_CONFIG_VALUE_0": "true",
        "LC_ALL": "fr_FR.UTF-8",
        "LANGUAGE": "fr",
    }.items():
        monkeypatch.setenv(name, value)

    assert told(at.root) == before


def test_replaced_commits_are_not_followed(at: Repository) -> None:
    """A file of a repository can say that a commit is another one."""
    before = told(at.root)
    at.git("replace", "HEAD", "HEAD~1")

    assert told(at.root) == before


NAMES = [
    "data/markets/\x01.yml",
    "data/markets/\x01 1600000000.yml",
    "data/markets/a\nb.yml",
    "data/markets/\n.yml",
    'data/markets/"q".yml',
    "data/markets/tab\t.yml",
    "data/markets/:100644 a b A.yml",
    "data/:x",
    "data/markets/ ",
    "data/markets/R100",
    "data/" + "a" * 40 + " 1600000000",
    "data/markets/\\001.yml",
]


def test_names_that_once_were_there_stop_no_build(at: Repository) -> None:
    """They are read with a separator that no name can hold, and cured by nothing but deletion."""
    before = history(at.root).commits
    odd = at.root / os.fsdecode(b"data/markets/\xff\xfe.yml")
    at.commit(dict.fromkeys(NAMES, "1"))
    odd.write_text("1", encoding="utf-8")
    at.commit()
    odd.unlink()
    at.commit(dict.fromkeys(NAMES))
    found = history(at.root)

    assert found.error is None
    assert {name: found.commits[name] for name in before} == before
    assert set(NAMES) <= set(found.commits)
    assert {change.path for step in steps(at.root) or () for change in step.changes} >= set(NAMES)


DATES = [
    "1000000000000000 +0000",
    "100000000000000000000 +0000",
    "7289654400 +0000",
    "-1 +0000",
    "-62167219200 +0000",
    "tomorrow",
    "",
]


@pytest.mark.parametrize("date", DATES)
def test_dates_that_no_calendar_has_are_left_out(date: str, at: Repository) -> None:
    """Whether such a commit is the last one, or has a sound one on top; a note counts them."""
    day, before = last_day(at.root), history(at.root).commits[MARKET]
    (at.root / MARKET).write_text("country: JP\nsince: first\nsummary: Odd.\n", encoding="utf-8")
    commit_dated(at, date)
    found = history(at.root)

    assert found.commits[MARKET] == before
    assert [str(note.message) for note in history_notes(found)] == [
        "1 commit in the history has an impossible date, and is left out."
    ]
    assert last_day(at.root) == day
    at.commit({"data/markets/later.yml": "1"})
    assert set(history(at.root).commits) > set(found.commits)
    assert len(steps(at.root) or ()) > 5


@pytest.mark.parametrize("zone", ["+9999", "-1200", "+1400", "+99999999", "x"])
def test_a_time_zone_makes_no_difference(zone: str, at: Repository) -> None:
    """Days are those of UTC."""
    commit_dated(at, f"1772409600 {zone}")

    assert str(last_day(at.root)) == "2026-03-02"


@pytest.mark.parametrize(
    ("seconds", "day"),
    [
        ("0", "1970-01-01"),
        ("1772409600", "2026-03-02"),
        ("7289654399", "2200-12-31"),
        ("7289654400", None),
        ("99999999999999999999", None),
        ("1e9", None),
        ("-1", None),
        ("", None),
        (" 1", None),
        ("1\n", None),
        ("1.5", None),
        ("0x10", None),
        ("１７７２４０９６００", None),
        ("abc", None),
    ],
)
def test_a_time_is_a_number_of_seconds(seconds: str, day: str | None) -> None:
    """In the digits of ASCII, and up to the last year that records can name."""
    found = time_of(seconds)

    assert (str(found.date()) if found else None) == day


def program(folder: Path, script: str) -> str:
    """Write a program that is called in the place of Git; return the PATH to find it."""
    folder.mkdir()
    (folder / "git").write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (folder / "git").chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


CAUSES = {
    Cause.OLD: 'echo "git version 2.25.1"',
    Cause.FAILED: 'test "$1" = version && exec {git} "$@"; echo "fatal: no memory" >&2; exit 128',
    Cause.FOREIGN: 'GIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec {git} "$@"',
}


@pytest.mark.parametrize("cause", [*CAUSES, Cause.MISSING, Cause.OUTSIDE, Cause.EMPTY, "shallow"])
def test_each_cause_is_told_with_its_cure(
    cause: str, at: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By check, which goes on; so does a build."""
    root = at.root
    git_command._check_version.cache_clear()
    if cause in CAUSES:
        script = CAUSES[Cause(cause)].format(git=GIT)
        monkeypatch.setenv("PATH", program(tmp_path / "bin", script))
    elif cause == Cause.MISSING:
        monkeypatch.setenv("PATH", str(tmp_path))
    elif cause == Cause.OUTSIDE:
        shutil.rmtree(root / ".git")
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    elif cause == Cause.EMPTY:
        shutil.rmtree(root / ".git")
        subprocess.run([GIT, "init", "-q", str(root)], check=True)
    else:
        command = [GIT, "clone", "-q", "--depth=1", root.as_uri(), str(tmp_path / "clone")]
        subprocess.run(command, check=True)
        root = tmp_path / "clone"
    ran = CliRunner().invoke(main, ["check", "--root", str(root)])
    cures = {
        Cause.OLD: "Git 2.25.1 is too old. Install Git 2.32 or later.",
        Cause.FAILED: 'Git does not show the history ("fatal: no memory"). Run "git log',
        Cause.FOREIGN: f"git config --global --add safe.directory {root}",
        Cause.MISSING: "Git cannot be started (No such file or directory). Install Git 2.32",
        Cause.OUTSIDE: "the folder is not in a Git repository.",
        Cause.EMPTY: "nothing has been committed yet. Commit the content.",
    }

    assert ran.exit_code == 0
    assert cures.get(cause, "Run: git fetch --unshallow") in ran.output  # type: ignore[call-overload]
    assert ran.output.count("SEQUENCE 0") == 1


def test_folders_that_a_user_trusts_are_read(
    at: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Containers build in folders of another user, and their set-up says so with safe.directory."""
    monkeypatch.setenv("PATH", program(tmp_path / "bin", CAUSES[Cause.FOREIGN].format(git=GIT)))
    settings = tmp_path / "gitconfig"
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    settings.write_text("[safe]\ndirectory = /elsewhere\n", encoding="utf-8")
    error = history(at.root).error
    assert error is not None
    assert error.cause is Cause.FOREIGN
    git_command._respected.cache_clear()
    settings.write_text(f"[safe]\ndirectory = {at.root}\n", encoding="utf-8")

    assert history(at.root).error is None


def test_an_answer_that_is_not_documented_is_none() -> None:
    """It is not read in part: a line too many could be anything."""
    sound = f"{'a' * 40} 1600000000\0\n:000000 100644 {'0' * 40} {'b' * 40} A\0data/x.yml\0"

    assert len(list(_entries(sound * 2, ""))) == 2
    for odd in ("gpg: Signature made\0", f"{'a' * 40} 16e8\0", f"{'a' * 39} 1\0", "warning: x\n"):
        with pytest.raises(GitError):
            list(_entries(odd + sound, ""))


def test_a_history_takes_time_in_proportion_to_its_length() -> None:
    """Of many commits, and of many files in one."""

    def work(size: int) -> None:
        change = f":000000 100644 {'0' * 40} {'b' * 40} A\0data/{{}}.yml\0"
        commits = f"{'a' * 40} 1600000000\0\n{change.format('x')}" * size
        one = f"{'c' * 40} 1600000000\0\n" + "".join(map(change.format, range(size)))
        assert sum(1 for _ in _entries(commits + one, "")) == size + 1

    assert growth(work, 3000) < LINEAR


def test_there_are_no_notes_of_a_sound_history() -> None:
    """What is as it should be is not talked about."""
    assert list(history_notes(History({}))) == []
