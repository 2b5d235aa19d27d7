"""What visitors read on each page, as lines of text, so that two states can be compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser

from markupsafe import escape

from alliance.content.content import Content
from alliance.content.context import Context
from alliance.site.layout import layout
from alliance.site.pages import Page
from alliance.site.site import Site

FRAME = "*"
"""Stands for the path of what every page has around its content."""

_INLINE = frozenset(
    word
    for words in ("a abbr b bdi br code del em i", "img ins span strong sub sup time wbr")
    for word in words.split()
)
# A cell of a row, or a value of a name, goes on in the line of what is before it.
_GOES_ON = {"td": " · ", "th": " · ", "dd": ": "}
# These are pictures and programs; what a map says stands in lists beside it.
_UNREAD = ("svg", "script", "style")
_NEVER_END = ("br", "img", "wbr", "hr", "input")
# Where a link in a drawing leads is no part of how it looks.
_LINKS = ("href", "aria-label")
# A key figure is nothing without what it counts, which comes next.
_NEXT_BELONGS = "al-number__value"
# The size of a file of the open data follows from any change, and says nothing of it.
_FOLLOWS = "al-file__details"


Seen = Mapping[tuple[str, str], str]
"""The HTML of each page by path and language, where it truly exists in that."""


def seen(content: Content, today: dt.date) -> Seen:
    """Return what visitors are shown: every page, and what all pages have around them."""
    return dict(_seen(Site(content, today)))


def _seen(site: Site) -> Iterator[tuple[tuple[str, str], str]]:
    for page in site.pages:
        for language in page.languages:
            yield (page.path, language), str(site.html(page, language))
        if not page.path:
            for language in site.content.settings.codes:
                yield (FRAME, language), _frame(site.context(language), page)


def _frame(context: Context, home: Page) -> str:
    """Return the texts that are around every page: menus, and what givers of money ask for."""
    frame = layout(home, context).frame
    texts = [frame.short_name, *(entry.text for entry in (*frame.menu, *frame.footer))]
    if frame.credit:
        texts += [frame.credit.label, frame.credit.statement, frame.credit.disclaimer]
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


@dataclass(frozen=True, slots=True)
class Reading:
    """What there is on a page: its lines, those for screen readers among them, and its drawings."""

    lines: tuple[str, ...] = ()
    drawings: tuple[str, ...] = ()
    """Pictures, maps and charts, as the elements that they are made of."""


@lru_cache(maxsize=512)
def read(html: str) -> Reading:
    """Return what visitors find on a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_line()
    return Reading(tuple(reader.lines), tuple(reader.drawings))


class _Reader(HTMLParser):
    """Puts the text of a page into lines: one for each block, row of a table or named value."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.drawings: list[str] = []
        self._text = ""
        self._unread = 0
        self._joins = 0
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line with each block, and say what a picture shows and where a link leads."""
        values = dict(attrs)
        self._draw(tag, attrs)
        if self._unread or _is_unread(tag, values):
            self._unread += tag not in _NEVER_END
            return
        if tag == "a":
            self._link = _told(values.get("href") or "")
        elif tag == "img" and values.get("alt"):
            self._text += f" [{values['alt']}] "
        self._break(tag)
        if values.get("class") == _NEXT_BELONGS:
            self._joins = 2  # the end of its own block, and the start of the next

    def _draw(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("img", "svg") or self._unread:
            shape = (f"{name}={value}" for name, value in attrs if name not in _LINKS)
            self.drawings.append(" ".join([tag, *shape]))

    def _break(self, tag: str) -> None:
        if tag == "br":
            self._text += " "
        elif tag in _GOES_ON:
            self._go_on(_GOES_ON[tag])
        elif tag not in _INLINE:
            self._block()

    def handle_endtag(self, tag: str) -> None:
        """End the line of a block, and say where a link leads."""
        if self._unread:
            self._unread -= tag not in _NEVER_END
            return
        if tag == "a" and self._link:
            self._text += f" ({self._link})" if self._link not in self._text else ""
            self._link = ""
        if tag not in _INLINE and tag not in _GOES_ON and tag != "dt":
            self._block()

    def handle_data(self, data: str) -> None:
        """Gather text."""
        if not self._unread:
            self._text += data

    def end_line(self) -> None:
        """Put down what was gathered as a line."""
        text = " ".join(self._text.split()).strip("· ")
        if text:
            self.lines.append(text)
        self._text = ""

    def _block(self) -> None:
        if self._joins and self._text.strip():
            self._text += " "
            self._joins -= 1
        else:
            self.end_line()

    def _go_on(self, mark: str) -> None:
        text = self._text.rstrip()
        if not text:
            return
        if mark == ": " and ": " in text:
            mark = ", "
        self._text = text + mark


def _is_unread(tag: str, values: Mapping[str, str | None]) -> bool:
    is_hidden = values.get("aria-hidden") == "true"
    return tag in _UNREAD or is_hidden or values.get("class") == _FOLLOWS


def _told(href: str) -> str:
    """Return where a link leads, "" if that is another page of the site, whose name is said."""
    return href if ":" in href or href.endswith(".pdf") else ""
