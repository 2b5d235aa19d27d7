"""The way in: the content of a site, read and checked."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from alliance.content.checks.run import read_and_check
from alliance.content.content import Content
from alliance.i18n.problems import Problem
from alliance.progress import Show, silent
from alliance.views.registry import VIEW_OPTIONS


def read_content(
    root: Path, show: Show = silent, today: dt.date | None = None
) -> tuple[Content | None, list[Problem]]:
    """Return the content below `root` and every problem in it, sorted by place.

    The content is None only when the settings or the alliance itself cannot be read. `today` is the
    day of the build where it is not that of the last commit.
    """
    return read_and_check(root, VIEW_OPTIONS, show, today)
