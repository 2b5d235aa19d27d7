"""The way in: the content of a site, read and checked, and what a build would refuse."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from alliance.content.checks.run import read_and_check
from alliance.content.content import Content
from alliance.content.options import build_day, read_options
from alliance.content.settings import CONFIG
from alliance.content.yaml.reader import Location, locate, read_yaml
from alliance.editing.cms import no_repository
from alliance.i18n.messages import WrongValueError
from alliance.i18n.problems import Problem
from alliance.progress import Show, silent
from alliance.views.registry import VIEW_OPTIONS


def read_content(
    root: Path, show: Show = silent, today: dt.date | None = None
) -> tuple[Content | None, list[Problem]]:
    """Return the content below `root` and every problem in it, sorted by place.

    The content is None only when the settings or the alliance itself cannot be read, or the day of
    the build cannot. `today` is that day where it is not that of the last commit.
    """
    try:
        day = today or build_day(root)
    except WrongValueError as error:
        return None, [Problem(CONFIG, 1, 1, error.message)]
    content, problems = read_and_check(root, VIEW_OPTIONS, show, day)
    if content is not None and not problems:
        problems = sorted(_settings(root, content))
    return content, problems


def _settings(root: Path, content: Content) -> Iterator[Problem]:
    """Yield why the site cannot be built with what mkdocs.yml and the environment say."""
    try:
        options = read_options(site_url=content.settings.site_url)
        options.narrow(content)
    except WrongValueError as error:
        yield Problem(CONFIG, *_place(root, ("site_url",)), error.message)
        return
    if content.settings.admin and not options.offline and (reason := no_repository(content)):
        yield Problem(CONFIG, *_place(root, ("extra", "admin")), reason)


def _place(root: Path, location: Location) -> tuple[int, int]:
    node, _ = read_yaml(root / CONFIG, CONFIG)
    return locate(node, location) if node else (1, 1)
