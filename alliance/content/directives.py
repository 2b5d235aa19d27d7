"""Directives: the one way in which Markdown places records and views, as in `[[markets]]`.

A directive alone in a paragraph places a view, with options to narrow it:
`[[activities market=japan limit=3]]`. Within a sentence it names a record: `[[market japan]]` is a
link, `[[figure smes]]` a number. `alliance.content.markdown` finds them; none is within code.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from alliance.i18n.messages import Message, say, say_all
from alliance.i18n.problems import did_you_mean, join_or, quote
from alliance.model.kinds import ALL_KINDS, DATA_KINDS

Option = str | tuple[str, ...] | None
"""What an option of a view takes: a slug of this kind, one of these words, or (None) a number."""

Views = Mapping[str, Mapping[str, Option]]
"""The options of each view that a directive can place."""

NAMES = {ALL_KINDS[kind].singular: kind for kind in DATA_KINDS}
"""What a directive in a sentence can name, and the kind of records it is."""


@dataclass(frozen=True, slots=True)
class Directive:
    """A view with its options, as a directive alone in a paragraph places it."""

    name: str
    options: Mapping[str, str]

    @property
    def limit(self) -> int | None:
        """How many records to show at most, None for all."""
        return int(self.options["limit"]) if "limit" in self.options else None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A directive as it was typed, and where; line and column count from 0."""

    text: str
    line: int
    column: int
    alone: bool


def parse_view(text: str) -> Directive:
    """Read the inside of a directive that stands alone, such as `activities limit=3`."""
    name, *options = text.split() or [""]
    return Directive(name, dict(option.partition("=")[::2] for option in options))


def parse_name(text: str) -> tuple[str, str]:
    """Read the inside of a directive in a sentence, such as `market japan`: kind and slug."""
    name, *slug = text.split(maxsplit=1) or [""]
    return NAMES.get(name, ""), " ".join(slug).strip()


def explain_directive(
    found: Occurrence, views: Views, slugs: Mapping[str, frozenset[str]]
) -> Message | None:
    """Return what is wrong with a directive, None if nothing is; `slugs` are those of each kind."""
    if found.alone:
        return _explain_view(found.text, views, slugs)
    return _explain_name(found.text, views, slugs)


def _explain_view(text: str, views: Views, slugs: Mapping[str, frozenset[str]]) -> Message | None:
    view = parse_view(text)
    if view.name not in views:
        hint = (
            say("{directive} belongs within a sentence.", directive=f"[[{view.name} …]]")
            if view.name in NAMES
            else did_you_mean(view.name, views)
        )
        return say_all(
            say("no view is called {view}.", view=quote(view.name)),
            hint,
            say("Views: {views}.", views=", ".join(views)),
        )
    allowed = views[view.name]
    for option, value in view.options.items():
        if option not in allowed:
            message = say(
                "the view {view} has no option {option}.",
                view=quote(view.name),
                option=quote(option),
            )
            return message + (
                say("It takes {options}.", options=join_or(allowed))
                if allowed
                else say("It takes none. Leave it out.")
            )
        if problem := _explain_option(option, value, allowed[option], slugs):
            return problem
    return None


def _explain_option(
    option: str, value: str, takes: Option, slugs: Mapping[str, frozenset[str]]
) -> Message | None:
    if takes is None:
        is_number = re.fullmatch(r"[1-9][0-9]{0,3}", value)
        return (
            None
            if is_number
            else say("{option} is a whole number, as in {option}=3.", option=option)
        )
    known = slugs.get(takes) if isinstance(takes, str) else takes
    if known is None or value in known:  # phases of an alliance that cannot be read
        return None
    return say_all(
        say("{option} names {slug}, which is not there.", option=option, slug=quote(value)),
        did_you_mean(value, known),
        there_are(known),
    )


def _explain_name(text: str, views: Views, slugs: Mapping[str, frozenset[str]]) -> Message | None:
    kind, slug = parse_name(text)
    if not kind:
        word = (text.split() or [""])[0]
        if word in views:
            return say(
                "{directive} places a view: put it in a paragraph of its own, with an empty line"
                " before and after it.",
                directive=f"[[{text}]]",
            )
        return say_all(
            say("{word} is no kind of record.", word=quote(word)),
            did_you_mean(word, NAMES),
            say(
                "Within a sentence there can be {names}.",
                names=", ".join(f"[[{name} …]]" for name in NAMES),
            ),
        )
    if slug in slugs[kind]:
        return None
    return say_all(
        say("there is no {kind} {slug}.", kind=say(ALL_KINDS[kind].singular), slug=quote(slug)),
        did_you_mean(slug, slugs[kind]),
        there_are(slugs[kind]),
    )


def there_are(slugs: Collection[str]) -> Message | None:
    """Return the sentence that lists what can be named, None if nothing can."""
    return say("You can name {slugs}.", slugs=join_or(sorted(slugs))) if slugs else None
