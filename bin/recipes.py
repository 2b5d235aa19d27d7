"""Recipes of the handbook as what an editor does: files written, lines changed, commands run.

A recipe is Markdown for people. What it asks for stands in code, and is carried out literally:

- a path in bold and code, and below it a block `yaml` or `markdown`: the file gets this text;
- the same with a block `diff`: its lines with `-` are replaced by those with `+`;
- the same with a picture: the picture is put there;
- a block `sh`: its lines are run;
- a block `text`: what has just been run says this, among other things.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "handbook" / "recipes"
LANGUAGES = ("en", "es", "fr", "de", "it", "ca")
NAMES = tuple(sorted(path.stem for path in (FOLDER / "en").glob("[a-z]*.md")))
WHO = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Editor"), ("EMAIL", "editor@example.org"))
}

_STEP = re.compile(
    r"(?ms)^ *\*\*`(?P<path>[^`\n]+)`\*\*\n\n *!\[[^\]]*\]\((?P<picture>[^)]+)\)$"
    r"|(?:^ *\*\*`(?P<file>[^`\n]+)`\*\*\n\n)?"
    r"^(?P<indent> *)```(?P<kind>\w+)\n(?P<text>.*?)^ *```$"
)


class CannotBeFollowedError(Exception):
    """A recipe asks for something that cannot be done, or quotes what is not said."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that an editor does; the text is what is written, changed, run or read."""

    kind: str
    """yaml, markdown, diff, picture, sh or text."""
    path: str
    text: str


def recipe_path(name: str, language: str) -> Path:
    """Return where a recipe lies in a language."""
    return FOLDER / language / f"{name}.md"


def steps(name: str, language: str) -> list[Step]:
    """Return what a recipe asks for, in its order."""
    text = recipe_path(name, language).read_text(encoding="utf-8")
    return [_step(found) for found in _STEP.finditer(text)]


def _step(found: re.Match[str]) -> Step:
    if found["picture"]:
        return Step("picture", found["path"], found["picture"])
    indent = found["indent"]
    lines = (line.removeprefix(indent) for line in found["text"].splitlines(keepends=True))
    return Step(found["kind"], found["file"] or "", "".join(lines))


def prepared_copy(folder: Path) -> Path:
    """Return a copy of the content and of what commands need, under version control."""
    for name in ("Makefile", "mkdocs.yml", "addresses.txt"):
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, folder)
    for name in ("data", "docs", "schemas"):
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, folder / name)
    for name in (".venv", "alliance", "overrides", "hooks.py", "bin"):
        (folder / name).symlink_to(ROOT / name)
    for command in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "Start"]):
        subprocess.run(["git", "-C", str(folder), *command], check=True, env={**os.environ, **WHO})
    return folder


class RecipeRunner:
    """A place where a recipe is carried out."""

    def __init__(self, folder: Path, language: str) -> None:
        self.folder = folder
        self.language = language
        self.said = ""
        """What the last command printed."""
        self.failed = False
        """Whether it failed: then what follows must quote it."""

    def carry_out(self, done: list[Step]) -> None:
        """Do what steps ask for; raise CannotBeFollowedError if that cannot be done literally."""
        for step in done:
            if step.kind != "text":
                self._expect_success()
            self._do(step)
        self._expect_success()

    def _expect_success(self) -> None:
        if self.failed:
            raise CannotBeFollowedError(self.said)

    def _do(self, step: Step) -> None:
        match step.kind:
            case "yaml" | "markdown":
                self._write(step.path, step.text)
            case "diff":
                self._change(step.path, step.text)
            case "picture":
                self._put(step.path, step.text)
            case "sh":
                self.said = "".join(self._run(line) for line in step.text.splitlines())
            case "text":
                self._read(step.text)
            case _:
                raise CannotBeFollowedError(f"What is to be done with a block of {step.kind}?")

    def _read(self, text: str) -> None:
        missing = [line for line in text.splitlines() if line not in self.said]
        if missing:
            raise CannotBeFollowedError("\n".join([*missing, "is not in", self.said]))
        self.failed = False

    def _write(self, path: str, text: str) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def _change(self, path: str, text: str) -> None:
        before = self.folder.joinpath(path).read_text(encoding="utf-8")
        lines = text.splitlines(keepends=True)
        old = "".join(line[1:] for line in lines if line[0] in " -")
        new = "".join(line[1:] for line in lines if line[0] in " +")
        if before.count(old) != 1:
            raise CannotBeFollowedError(f"{path} does not have these lines once:\n{old}")
        self._write(path, before.replace(old, new))

    def _put(self, path: str, picture: str) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy((FOLDER / "en" / picture).resolve(), target)

    def _run(self, line: str) -> str:
        """Run a line of a recipe; `make` takes it that everything is set up already."""
        command = line.replace("make ", "make -s -o runtime -o dev ", 1)
        environment = {k: v for k, v in os.environ.items() if k != "GITHUB_ACTIONS"}
        ran = subprocess.run(
            ["sh", "-c", command],
            cwd=self.folder,
            env={**environment, **WHO, "ALLIANCE_LANG": self.language},
            capture_output=True,
            text=True,
            check=False,
        )
        if "Traceback" in ran.stderr:
            raise CannotBeFollowedError(ran.stderr)
        self.failed = ran.returncode != 0
        return ran.stdout + ran.stderr
