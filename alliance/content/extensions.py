"""The extensions of Markdown that a site may use.

Their HTML passes the sanitiser, and they read no file and run no program.
"""

from __future__ import annotations

from importlib.util import find_spec

from alliance.i18n.messages import WrongValueError, say
from alliance.i18n.problems import did_you_mean

Extension = tuple[str, tuple[tuple[str, bool], ...]]
"""The name of an extension of Python-Markdown, and its options."""

# The options of each; all are true or false.
OPTIONS: dict[str, tuple[str, ...]] = {
    "abbr": (),
    "admonition": (),
    "def_list": (),
    "fenced_code": (),
    "nl2br": (),
    "pymdownx.caret": ("smart_insert", "insert", "superscript"),
    "pymdownx.details": (),
    "pymdownx.mark": ("smart_mark",),
    "pymdownx.tasklist": (),
    "pymdownx.tilde": ("smart_delete", "delete", "subscript"),
    "sane_lists": (),
    "smarty": ("smart_dashes", "smart_quotes", "smart_ellipses"),
    "tables": (),
}
# Views stand between the sections of a page, so each section is converted by itself.
_FOR_WHOLE_PAGES = ("footnotes", "toc")
# The content security policy forbids styles in attributes.
_FIXED: dict[str, tuple[tuple[str, bool], ...]] = {"tables": (("use_align_attribute", True),)}


def check_extension(entry: object) -> Extension:
    """Return an extension as mkdocs.yml names it: alone, or with its options below it.

    Raises WrongValueError if it is not one of those, is not installed, or has other options.
    """
    written = {entry: None} if isinstance(entry, str) else entry
    if not isinstance(written, dict) or len(written) != 1:
        raise WrongValueError(
            say("the name of an extension is expected, as in {example}.", example="- tables")
        )
    ((name, options),) = written.items()
    name = str(name).removeprefix("markdown.extensions.")
    if name in _FOR_WHOLE_PAGES:
        raise WrongValueError(
            say(
                "{name} cannot link from one section of a page to another. Delete the line.",
                name=name,
            )
        )
    if name not in OPTIONS:
        allowed = say(
            "{name} cannot be used, only these extensions: {names}.",
            name=name,
            names=", ".join(OPTIONS),
        )
        raise WrongValueError(allowed + did_you_mean(name, OPTIONS))
    if "." in name and find_spec("pymdownx") is None:
        raise WrongValueError(
            say(
                "{name} is not installed. Run: pip install pymdown-extensions, or delete the line.",
                name=name,
            )
        )
    return name, _FIXED.get(name, _check_options(name, options or {}))


def _check_options(name: str, options: object) -> tuple[tuple[str, bool], ...]:
    known = OPTIONS[name]
    if isinstance(options, dict):
        wrong = [
            key for key, value in options.items() if key not in known or value not in (True, False)
        ]
        if not wrong:
            return tuple(options.items())
    if not known:
        raise WrongValueError(say("{name} takes no options here. Delete them.", name=name))
    raise WrongValueError(
        say(
            "{name} takes only these options here, each true or false: {options}.",
            name=name,
            options=", ".join(known),
        )
    )
