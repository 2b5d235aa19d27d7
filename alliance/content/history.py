"""Why the history of the content is not known, what differs on the site, and how to fix it."""

from __future__ import annotations

from collections.abc import Iterator

from alliance.content.settings import CONFIG
from alliance.git import History
from alliance.git_command import LEAST_VERSION, Cause, GitError
from alliance.i18n.messages import Message, mark, say, say_all, say_many
from alliance.i18n.problems import Problem

_EFFECT = say(
    "Until then the sitemap has no lastmod, calendars have SEQUENCE 0, so subscribers can miss"
    " changes, and no page says that its translation may be out of date."
)
_CLOCK = say("The day of the build is that of the clock, unless SOURCE_DATE_EPOCH is set.")
_TEXTS = {
    Cause.MISSING: mark("Git cannot be started ({detail}). Install Git {least} or later."),
    Cause.OLD: mark("Git {detail} is too old. Install Git {least} or later."),
    Cause.OUTSIDE: mark(
        "the folder is not in a Git repository. Build in a clone of the repository."
    ),
    Cause.FOREIGN: mark(
        "the repository belongs to another user, so Git does not read it. Run: git config --global"
        " --add safe.directory {detail}"
    ),
    Cause.EMPTY: mark("nothing has been committed yet. Commit the content."),
    Cause.FAILED: mark(
        'Git does not show the history ("{detail}"). Run "git log -- data docs", and fix what it'
        " reports."
    ),
}
_SHALLOW = say(
    "the clone is shallow: its earlier history is not there. Run: git fetch --unshallow (in a"
    " workflow, fetch-depth: 0)."
)
_PARTIAL = say(
    "the clone is partial: old files are not there, so no page says that its translation may be"
    " out of date. Clone without --filter."
)


def history_notes(history: History) -> Iterator[Problem]:
    """Yield a note for each cause; they name the settings, because no file is at fault."""
    for message in _messages(history):
        yield Problem(CONFIG, 1, 1, message)


def _messages(history: History) -> Iterator[Message]:
    if history.error:
        yield _explain(history.error)
    if history.is_shallow:
        yield _SHALLOW + _EFFECT
    if history.is_partial:
        yield _PARTIAL
    if history.undated:
        yield say_many(
            "{n} commit in the history has an impossible date, and is left out.",
            "{n} commits in the history have an impossible date, and are left out.",
            history.undated,
        )


def _explain(error: GitError) -> Message:
    least = ".".join(map(str, LEAST_VERSION))
    values = {"detail": error.detail, "least": least}
    text = _TEXTS[error.cause]
    named = {name: value for name, value in values.items() if f"{{{name}}}" in text}
    return say_all(say(text, **named), _EFFECT, _CLOCK)
