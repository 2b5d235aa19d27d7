"""Where a site goes: a folder that it may replace, and that no other build is writing."""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path

from alliance.content.options import Options, read_language, read_options
from alliance.content.settings import read_settings
from alliance.i18n.catalogues import tool_words_of
from alliance.i18n.messages import WrongValueError, say
from alliance.outputs import publish
from alliance.outputs.errors import BuildError
from alliance.outputs.manifest import OFFLINE_COPY, SITE, kind_in, strangers
from alliance.outputs.offline import is_packed_copy
from alliance.outputs.publish import Staging

_SOURCES = ("data", "docs", "overrides", "alliance", "tests", ".git", ".venv")
_NAMED = 3


def open_target(root: Path, usual: Path | None) -> Staging:
    """Return a new folder where a site of the content below `root` is put together.

    `usual` is where it goes unless SITE_DIR says otherwise; without it, mkdocs.yml says it. Where
    another build is writing there, this waits until that has ended.
    Raises BuildError where nothing may be written, OSError where nothing can be.
    """
    try:
        options = read_options()
    except WrongValueError as error:
        raise BuildError(error.message) from None
    target = _target(root, usual, options)
    if reason := _check_place(target, root.resolve()):
        raise BuildError(_cannot(target, reason))
    staging = publish.open_staging(target, partial(_tell_to_wait, target))
    kind = OFFLINE_COPY if options.offline else SITE
    if reason := _check_content(target, kind) or _check_zip(target, kind):
        staging.discard()
        raise BuildError(_cannot(target, reason))
    return staging


def recover(root: Path) -> None:
    """Put right what a build of the content below `root` has left that was killed.

    Commands that read a site begin with it; a build does the same when it opens its target.
    """
    with suppress(WrongValueError):  # nothing can be built there either
        publish.recover(_target(root, None, read_options()))


def _target(root: Path, usual: Path | None, options: Options) -> Path:
    settings = None if usual else read_settings(root)[0]
    return options.target(str(usual or root / (settings.site_dir if settings else SITE)))


def _tell_to_wait(target: Path) -> None:
    message = say("Another build is writing {folder}. This one waits for it.", folder=str(target))
    sys.stderr.write(f"{message.put(tool_words_of(read_language()))}\n")


def _cannot(target: Path, reason: str) -> str:
    return f"The site cannot be written to {target}: {reason}."


def _check_zip(target: Path, kind: str) -> str | None:
    packed = publish.zip_of(target)
    if kind == OFFLINE_COPY and packed.exists() and not is_packed_copy(packed):
        return f"{packed.name} beside it would be replaced, and is no copy of a site: move it"
    return None


def _check_place(target: Path, root: Path) -> str | None:
    """Return why there can be no site of `root` at a place, None if there can."""
    if root.is_relative_to(target):
        return "it holds the sources of the site, which would be lost"
    if target.is_relative_to(root) and target.relative_to(root).parts[0] in _SOURCES:
        return "it lies among the sources of the site"
    if target.exists() and not target.is_dir():
        return "it is no folder"
    if target.is_mount():
        return "it is a disk of its own, which cannot be replaced: name a folder on it"
    return None


def _check_content(target: Path, kind: str) -> str | None:
    """Return why what is in a folder cannot be replaced by what is of a kind, None if it can.

    Only what this generator wrote is replaced, and only by the same: a site or an offline copy.
    """
    if not target.is_dir() or not any(target.iterdir()):
        return None
    found = kind_in(target)
    if found is None:
        return "it holds something that is no site, which would be lost: empty it, or name another"
    if found != kind:
        return f"it holds {_called(found)}, which {_called(kind)} does not replace: name another"
    if foreign := list(islice(strangers(target), _NAMED + 1)):
        names = ", ".join(foreign[:_NAMED]) + (", …" if len(foreign) > _NAMED else "")
        return f"it holds files that no build wrote, which would be lost: move {names}"
    return None


def _called(kind: str) -> str:
    return "the site" if kind == SITE else "a copy for reading offline"
