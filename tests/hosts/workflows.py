"""The workflows that are ready in deploy/ and in use in .github/, as data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tests.conftest import ROOT

CHECK = ROOT / "deploy" / "github" / "check.yml"
COMMENT = ROOT / "deploy" / "github" / "comment.yml"
GITLAB = ROOT / "deploy" / "gitlab" / ".gitlab-ci.yml"
PUBLISH = ROOT / "deploy" / "github" / "publish.yml"
GITHUB = ROOT / ".github"
CI = GITHUB / "workflows" / "ci.yml"
PINS = GITHUB / "workflows" / "pins.yml"
WORKFLOWS = sorted([*(ROOT / "deploy" / "github").glob("*.yml"), *CI.parent.glob("*.yml")])


def parsed(path: Path) -> Any:
    """Return a workflow, every scalar as text; so `on` is not taken for true."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


def steps(path: Path) -> list[dict[str, Any]]:
    """Return the steps of all jobs of a workflow of GitHub."""
    return [step for job in parsed(path)["jobs"].values() for step in job["steps"]]
