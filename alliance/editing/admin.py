"""The files of the forms at /admin/: the page, its scripts, and what was fetched from npm."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup

from alliance.cache import FOLDER
from alliance.content.content import Content
from alliance.editing.backend import hosts
from alliance.editing.cms import configuration
from alliance.graphics.mark import MARK
from alliance.headers import ADMIN, admin_policy
from alliance.i18n.message import Message, say

FETCHED = Path(FOLDER) / "admin"
"""Where bin/setup puts what comes from npm, below the root of the repository."""

_OWN = Path(__file__).parent / "browser"
_COPIED = ("cms", "yaml")


def why_not(content: Content) -> Message | None:
    """Return why the forms that are switched on cannot be built, and the cure; None if they can."""
    if content.repository is None:
        return say(
            "The forms need to know where the repository is, and what its host runs. Write"
            " repository in data/alliance.yml, and repository.host below extra in mkdocs.yml."
        )
    if not all((content.root / FETCHED / name).is_dir() for name in _COPIED):
        return say("The forms are switched on, but not fetched. Run: sh bin/setup forms")
    return None


def admin_files(content: Content) -> Iterator[tuple[str, str | bytes]]:
    """Yield path and content of each file below /admin/; `why_not` must return None."""
    page = Markup((_OWN / "index.html").read_text(encoding="utf-8"))  # noqa: S704 (ours)
    name, policy = content.alliance.short_name, admin_policy(hosts(content))
    yield f"{ADMIN}index.html", str(page.format(policy=policy, name=name, icon=f"../{MARK}"))
    yield f"{ADMIN}config.yml", json.dumps(configuration(content), ensure_ascii=False, indent=1)
    for script in ("admin.js", "keep.js"):
        yield ADMIN + script, (_OWN / script).read_text(encoding="utf-8")
    root = content.root / FETCHED
    for folder in _COPIED:
        for path in sorted(p for p in (root / folder).rglob("*") if p.is_file()):
            yield ADMIN + path.relative_to(root).as_posix(), path.read_bytes()
