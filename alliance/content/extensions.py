"""The extensions of Markdown that a site may name in mkdocs.yml.

Markdown is what the preview of a Git host shows (GitHub Flavored Markdown). Extensions that only
ask for a part of that have nothing to add; a few others have their effect.
"""

from __future__ import annotations

from alliance.i18n.messages import WrongValueError, say
from alliance.i18n.problems import did_you_mean

ALWAYS_ON = ("fenced_code", "footnotes", "pymdownx.tasklist", "sane_lists", "tables")
"""What every site has; the settings may name it all the same."""
OPTIONAL = ("def_list", "nl2br", "smarty")
"""What a site has if its settings name it."""
_ALERT = "> [!NOTE]"
_INSTEAD = {
    "admonition": _ALERT,
    "pymdownx.blocks.admonition": _ALERT,
    "pymdownx.details": _ALERT,
    "pymdownx.tilde": "~~text~~",
}


def check_extension(entry: object) -> str:
    """Return the name of an extension of Python-Markdown, as mkdocs.yml has it.

    Raises WrongValueError if it is not one of those above, or has options.
    """
    written = {entry: None} if isinstance(entry, str) else entry
    if not isinstance(written, dict) or len(written) != 1:
        raise WrongValueError(
            say("the name of an extension is expected, as in {example}.", example="- tables")
        )
    ((name, options),) = written.items()
    name = str(name).removeprefix("markdown.extensions.")
    if name in _INSTEAD:
        raise WrongValueError(
            say(
                "{name} cannot be used. Write {instead} in the text, which needs no extension.",
                name=name,
                instead=_INSTEAD[name],
            )
        )
    known = sorted((*ALWAYS_ON, *OPTIONAL))
    if name not in known:
        allowed = say(
            "{name} cannot be used, only these extensions: {names}.",
            name=name,
            names=", ".join(known),
        )
        raise WrongValueError(allowed + did_you_mean(name, known))
    if options:
        raise WrongValueError(say("{name} takes no options here. Delete them.", name=name))
    return name
