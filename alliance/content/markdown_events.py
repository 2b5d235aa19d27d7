"""What the parser of Markdown finds in a text, one event after the other.

The only module that imports pyromark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from pyromark import Markdown, Options

_OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_GFM
    | Options.ENABLE_WIKILINKS
)
_OPTIONAL = {
    "def_list": Options.ENABLE_DEFINITION_LIST,
    "smarty": Options.ENABLE_SMART_PUNCTUATION,
}


class Event(NamedTuple):
    """A step through a text: an element starts or ends, or something is in it."""

    kind: str
    """`Start`, `End`, or what is there: `Text`, `Code`, `SoftBreak` …"""
    tag: str
    """The element that starts or ends."""
    data: Any
    """What is known of the element, or the text."""
    start: int
    """Where it starts in the text in UTF-8."""
    end: int


WORDS = ("Text", "Code", "InlineHtml")
"""The events that are words, as of a link or a picture: HTML is shown as it was typed."""


def read_events(text: str, extensions: tuple[str, ...]) -> Iterator[Event]:
    """Yield what is in a text, read with these extensions (`extensions`)."""
    raw = _parser(extensions).events_with_range(text, merge_text=False)
    return _merge_text(map(_event, raw), text.encode())


def read_definitions(text: str, extensions: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    """Return where each definition of a link starts in a text in UTF-8, and where it leads."""
    found = _parser(extensions).reference_definitions(text).values()
    return tuple((each["span"]["start"], each["dest"]) for each in found)


def is_directive(event: Event) -> bool:
    """Tell whether a directive starts here: a link in double brackets."""
    return (
        event.kind == "Start"
        and event.tag == "Link"
        and isinstance(event.data["link_type"], dict)  # a WikiLink, with what is known of it
    )


@lru_cache
def _parser(extensions: tuple[str, ...]) -> Markdown:
    options = _OPTIONS
    for name in extensions:
        options |= _OPTIONAL.get(name, options)
    return Markdown(options=options)


def _event(raw: tuple[Any, Any]) -> Event:
    event, where = raw
    place = where["start"], where["end"]
    if isinstance(event, str):
        return Event(event, "", None, *place)
    ((kind, what),) = event.items()
    if kind not in ("Start", "End"):
        return Event(kind, "", what.casefold() if kind == "FootnoteReference" else what, *place)
    tag: str
    data: Any = None
    if isinstance(what, str):
        tag = what
    else:
        ((tag, data),) = what.items()
    if tag == "Heading" and kind == "Start":
        data = int(data["level"][1])
    elif tag == "FootnoteDefinition" and kind == "Start":
        data = data.casefold()
    return Event(kind, tag, data, *place)


def _merge_text(events: Iterable[Event], data: bytes) -> Iterator[Event]:
    """Yield the events with neighbouring texts as one, from the backslash before the first on."""
    for is_text, group in groupby(events, lambda event: event.kind == "Text"):
        if not is_text:
            yield from group
            continue
        texts = list(group)
        start = texts[0].start
        start -= start > 0 and data[start - 1] == ord("\\")
        yield Event("Text", "", "".join(text.data for text in texts), start, texts[-1].end)


def split_notes(
    events: Iterable[Event],
) -> tuple[tuple[Event, ...], dict[str, tuple[Event, ...]]]:
    """Return a text without its footnotes, and each footnote by its label."""
    flow: list[Event] = []
    notes: dict[str, list[Event]] = {}
    open_notes = [flow]
    for event in events:
        is_note = event.tag == "FootnoteDefinition"
        if is_note and event.kind == "Start":
            open_notes.append(notes.setdefault(event.data, []))
        open_notes[-1].append(event)
        if is_note and event.kind == "End":
            open_notes.pop()
    return tuple(flow), {label: tuple(note) for label, note in notes.items()}
