"""The workflows that check proposals: what they may do, and that each step can be done."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path

import click
import pytest

from alliance.__main__ import main
from tests.conftest import ROOT
from tests.hosts.test_comment import commented
from tests.hosts.workflows import (
    CHECK,
    CI,
    COMMENT,
    GITHUB,
    GITLAB,
    PINS,
    PUBLISH,
    WORKFLOWS,
    parsed,
    steps,
)

# What GitHub puts in the place of its expressions.
EXPRESSIONS = {"github.event.pull_request.number": "7", "github.base_ref": "main"}


def commands() -> list[str]:
    """Return what the workflows give to a shell."""
    github = [step["run"] for path in WORKFLOWS for step in steps(path) if "run" in step]
    gitlab = [line for job in parsed(GITLAB).values() for line in job["script"]]
    return list(dict.fromkeys([*github, *gitlab]))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_of_github_is_one(path: Path) -> None:
    """By the JSON Schema that SchemaStore keeps."""
    _held_against("vendor.github-workflows", path)


@pytest.mark.slow
def test_the_forms_for_issues_and_the_updates_of_actions_are_known_to_github() -> None:
    """By the JSON Schemas that SchemaStore keeps."""
    forms = [p for p in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if p.name != "config.yml"]

    assert forms
    for path in forms:
        _held_against("vendor.github-issue-forms", path)
    _held_against("vendor.github-issue-config", GITHUB / "ISSUE_TEMPLATE" / "config.yml")
    _held_against("vendor.dependabot", GITHUB / "dependabot.yml")


def test_the_workflow_of_gitlab_is_one() -> None:
    """By GitLab's own JSON Schema; and the name of its files has no sign that GitLab refuses."""
    _held_against("vendor.gitlab-ci", GITLAB)

    assert re.fullmatch(r"\w[-\w ]*", parsed(GITLAB)["check"]["artifacts"]["expose_as"])


def _held_against(schema: str, path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize("path", [*WORKFLOWS, GITLAB], ids=lambda path: path.name)
def test_no_workflow_is_given_a_secret(path: Path) -> None:
    """Nor runs with the rights of the repository on the code of a stranger."""
    text = path.read_text(encoding="utf-8")

    assert "secrets." not in text
    assert "pull_request_target" not in text
    assert "PRIVATE" not in text


@pytest.mark.parametrize("path", [CHECK, CI], ids=lambda path: path.name)
def test_the_check_may_only_read(path: Path) -> None:
    """It runs the code of the proposal, and leaves no key of the repository to it."""
    workflow = parsed(path)

    assert workflow["on"]["pull_request"] == ""
    assert workflow["on"].keys() <= {"pull_request", "push"}
    assert workflow["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in workflow["jobs"].values())
    for step in steps(path):
        if "checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] == "false"


def test_the_check_with_a_comment_starts_with_a_proposal_only() -> None:
    """There is nothing else that the comment could be about."""
    assert parsed(CHECK)["on"] == {"pull_request": ""}


def test_every_python_that_the_package_allows_is_tested() -> None:
    """From the first, and each of them once."""
    pythons = parsed(CI)["jobs"]["tests"]["strategy"]["matrix"]["python"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert f">={pythons[0]}" == project["requires-python"]
    first = int(pythons[0].removeprefix("3."))
    assert pythons == [f"3.{minor}" for minor in range(first, first + len(pythons))]


def test_the_proposal_of_new_pins_is_made_by_git_and_nothing_that_was_installed() -> None:
    """It may write, so it starts no new package: it only writes down what there is."""
    made = [step["run"] for step in steps(PINS) if "run" in step]

    assert made[0] == "make pins ARGS=--upgrade"
    words = [line.split()[0] for line in made[1].splitlines()]
    assert set(words) <= {"git", "gh"}
    assert parsed(PINS)["on"].keys() == {"schedule", "workflow_dispatch"}


def test_the_comment_runs_nothing_of_the_proposal() -> None:
    """It may write, so it fetches no code and starts no command."""
    workflow = parsed(COMMENT)

    assert workflow["on"] == {"workflow_run": {"workflows": ["check"], "types": ["completed"]}}
    assert workflow["permissions"] == {}
    assert workflow["jobs"]["comment"]["permissions"] == {
        "actions": "read",
        "pull-requests": "write",
    }
    assert not [step for step in steps(COMMENT) if "run" in step or "checkout" in step["uses"]]
    assert "child_process" not in COMMENT.read_text(encoding="utf-8")
    assert workflow["on"]["workflow_run"]["workflows"] == [parsed(CHECK)["name"]]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_nothing_typed_by_a_stranger_becomes_a_command(path: Path) -> None:
    """Expressions stand in `env` and `with`, where they are values, never in a script."""
    for step in steps(path):
        for script in (step.get("run", ""), step.get("with", {}).get("script", "")):
            assert "${{" not in script


def test_actions_are_pinned_by_commit() -> None:
    """Each with the release that it is, and by the same commit everywhere."""
    texts = [path.read_text(encoding="utf-8") for path in WORKFLOWS]
    used = {found for text in texts for found in re.findall(r"uses: (\S+)(.*)", text)}

    assert len(WORKFLOWS) == 7
    for name, release in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", name)
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", release)
    assert len({name.partition("@")[0] for name, _ in used}) == len(used)


def test_no_page_has_a_workflow_of_its_own() -> None:
    """What is to be copied is a file in deploy/, where tests and updates of actions see it."""
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "*.md"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    names = list(filter(None, tracked.stdout.split("\0")))

    assert names
    assert [n for n in names if re.search(r"uses: *\S+@", (ROOT / n).read_text("utf-8"))] == []


@pytest.mark.parametrize(
    "path", [p for p in WORKFLOWS if "schedule" in parsed(p)["on"]], ids=lambda path: path.name
)
def test_what_runs_on_a_schedule_has_a_limit_and_can_be_started(path: Path) -> None:
    """And no more rights than it needs: only what publishes or proposes may write."""
    workflow = parsed(path)

    assert workflow["on"].keys() <= {"schedule", "workflow_dispatch", "push"}
    assert workflow["permissions"] in ({}, {"contents": "read"})
    for job in workflow["jobs"].values():
        assert int(job["timeout-minutes"]) <= 45
        assert "permissions" not in job or path in (PINS, PUBLISH)


@pytest.mark.parametrize("command", commands())
def test_every_command_of_a_workflow_exists(command: str) -> None:
    """A target of the Makefile, or a command of the package with its options."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    words = shlex.split(re.sub(r"[<>|&]+\S*", " ", command))

    for word, following in pairwise(words):
        if word == "make":
            assert following in targets
    for word in words:
        if word.startswith("ARGS=") and "check" in words:
            _exists(["check", *shlex.split(word.removeprefix("ARGS="))])
    if "alliance" in words:
        _exists(words[words.index("alliance") + 1 :])


def _exists(words: list[str]) -> None:
    command = main.get_command(click.Context(main), words[0])
    assert command is not None
    known = {name for parameter in command.params for name in parameter.opts}
    given = [word for word in words[1:] if word.startswith("--")]

    assert set(given) <= known
    for option, value in pairwise(words):
        kind = next((p.type for p in command.params if option in p.opts), None)
        if isinstance(kind, click.Choice):
            assert value in kind.choices


@pytest.fixture
def proposal(tmp_path: Path) -> Path:
    """Return a clone of this repository with a proposal: a figure that was corrected."""
    root = tmp_path / "clone"
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, tracked.stdout.split("\0")):
        if (ROOT / name).is_file() and not (ROOT / name).is_symlink():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, root / name)
    (root / ".venv").symlink_to(ROOT / ".venv")
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root, "What was published")
    git(root, "update-ref", "refs/remotes/origin/main", "HEAD")
    replace(root / "data/figures/smes.yml", r"(?m)^value: \d+", "value: 3100")
    commit(root, "Correct a figure")
    return root


def git(root: Path, *words: str) -> None:
    """Run Git as somebody, on a day."""
    day = "2026-11-20T12:00:00Z"
    person = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    dates = {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
    subprocess.run(["git", *person, *words], cwd=root, check=True, env={**os.environ, **dates})


def commit(root: Path, message: str) -> None:
    """Commit all that is there, but the environment."""
    (root / ".git" / "info" / "exclude").write_text(".venv\n")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", message)


def replace(path: Path, old: str, new: str) -> None:
    """Change a file."""
    text, count = re.subn(old, new, path.read_text(encoding="utf-8"))
    assert count == 1
    path.write_text(text, encoding="utf-8")


def outside() -> dict[str, str]:
    """Return the environment of a host: there, no `make` runs these tests and talks along."""
    return {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}


def run_job(root: Path) -> dict[str, str]:
    """Carry out the steps of the check as GitHub would; return what each that fails says."""
    # The environment is this one's: a step must not set up another.
    shell = 'make() { command make -o runtime -o dev -o dev-browser "$@"; }\n'
    environment = {**outside(), "GITHUB_ACTIONS": "true", "LANGUAGES": "en", "SITE_DIR": ""}
    done: dict[str, str] = {}
    for step in steps(CHECK):
        if "run" not in step:
            continue
        has_failed = any(done.values())
        wanted = {"": not has_failed, "failure()": has_failed, "${{ !cancelled() }}": True}
        if not wanted[step.get("if", "")]:
            continue
        given = {
            name: EXPRESSIONS[value.removeprefix("${{ ").removesuffix(" }}")]
            for name, value in step.get("env", {}).items()
        }
        ran = subprocess.run(
            ["bash", "-e", "-c", shell + step["run"]],
            cwd=root,
            env={**environment, **given},
            capture_output=True,
            text=True,
            check=False,
        )
        done[step["name"]] = f"{ran.stdout}{ran.stderr}" if ran.returncode else ""
    return done


@pytest.mark.slow
def test_the_check_of_a_sound_proposal_passes(proposal: Path) -> None:
    """All steps, in this environment; what the comment needs and the preview are there."""
    done = run_job(proposal)

    assert not any(done.values()), done
    assert len(done) == len([step for step in steps(CHECK) if "run" in step]) - 1
    result = proposal / "result"
    assert (result / "number.txt").read_text() == "7\n"
    assert not (result / "check.txt").exists()
    assert "3,100" in (result / "changes.md").read_text(encoding="utf-8")
    assert "3,100" in (result / "changes.html").read_text(encoding="utf-8")
    assert (proposal / "site-offline" / "index.html").is_file()
    body = commented(result, "success")["createComment"]["body"]
    assert "The check passed" in body
    assert "3,100" in body


@pytest.mark.slow
def test_the_check_of_a_mistake_says_what_to_fix(proposal: Path) -> None:
    """Nothing is built; the mistake is in the comment, word for word."""
    replace(proposal / "data/figures/smes.yml", "value:", "valeu:")
    commit(proposal, "Misspell a field")
    done = run_job(proposal)

    assert [name for name, fault in done.items() if fault] == ["Check the content"]
    assert "Build the site" not in done
    told = (proposal / "result" / "check.txt").read_text(encoding="utf-8")
    assert told.startswith("data/figures/smes.yml:")
    body = commented(proposal / "result", "failure")["createComment"]["body"]
    assert told.strip() in body


@pytest.mark.slow
def test_the_check_of_gitlab_reports_mistakes_as_code_quality(proposal: Path) -> None:
    """The commands that are not those of GitHub, carried out."""
    shared = [step.get("run") for step in steps(CHECK)]
    own = [line for line in parsed(GITLAB)["check"]["script"] if line not in shared]
    shell = 'make() { command make -o runtime -o dev -o dev-browser "$@"; }\n'
    environment = {"CODE_QUALITY": "gl.json", "CI_MERGE_REQUEST_DIFF_BASE_SHA": "origin/main"}

    for is_sound in (True, False):
        if not is_sound:
            replace(proposal / "data/figures/smes.yml", "value:", "valeu:")
        status = [
            subprocess.run(
                ["bash", "-c", shell + line],
                cwd=proposal,
                env={**outside(), **environment},
                check=False,
            ).returncode
            for line in own
        ]
        report = json.loads((proposal / "gl.json").read_text(encoding="utf-8"))
        assert (status[0] == 0) is is_sound
        faults = [fault for fault in report if fault["severity"] not in ("info", "minor")]
        assert bool(faults) is not is_sound
        assert (proposal / "changes.html").is_file()
