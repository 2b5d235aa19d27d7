"""What visitors read on each page, as lines of text, so that two states can be compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

from alliance.chrome import chrome
from alliance.content import Content
from alliance.pages import Page
from alliance.site import Site

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
# A key figure is nothing without what it counts, which comes next.
_NEXT_BELONGS = "al-number__value"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that a visitor reads, and the heading that it stands under."""

    text: str
    under: str = ""


Seen = Mapping[tuple[str, str], str]
"""The HTML of each page by path and language, where it truly exists in that."""


def seen(content: Content, today: dt.date) -> Seen:
    """Return what visitors are shown: every page, and what all pages have around them."""
    return dict(_seen(Site(content, today)))


def _seen(site: Site) -> Iterator[tuple[tuple[str, str], str]]:
    for page in site.pages:
        for language in page.languages:
            yield (page.path, language), str(site.html(page, language))
    home = next((page for page in site.pages if not page.path), None)
    for language in site.content.settings.codes if home else ():
        yield (FRAME, language), _frame(site, home, language) if home else ""


def _frame(site: Site, home: Page, language: str) -> str:
    frame = chrome(home, site.edition(language)).frame
    entries = [*frame.menu, *frame.footer]
    credit = frame.credit
    texts = [frame.short_name, *(entry.text for entry in entries)]
    if credit:
        texts += filter(None, [credit.label, credit.statement, credit.disclaimer])
    return "".join(
        f"<p>{text.__html__() if hasattr(text, '__html__') else text}</p>" for text in texts
    )


def lines_of(html: str) -> tuple[Line, ...]:
    """Return the lines of a page as visitors read them, those for screen readers among them."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_line()
    return tuple(reader.lines)


class _Reader(HTMLParser):
    """Puts the text of a page into lines: one for each block, row of a table or named value."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self._text = ""
        self._under = ""
        self._unread = 0
        self._joins = False
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line with each block, and say what a picture shows and where a link leads."""
        values = dict(attrs)
        if tag in _UNREAD:
            self._unread += 1
        if tag == "a":
            self._link = _told(values.get("href") or "")
        if tag == "img" and values.get("alt"):
            self._text += f" [{values['alt']}] "
        if tag == "br":
            self._text += " "
        if tag in _GOES_ON:
            self._go_on(_GOES_ON[tag])
        elif tag not in _INLINE:
            self._block()
        if values.get("class") == _NEXT_BELONGS:
            self._joins = True

    def handle_endtag(self, tag: str) -> None:
        """End the line of a block, and keep a heading for the lines below it."""
        if tag in _UNREAD:
            self._unread -= 1
        if tag == "a" and self._link:
            self._text += f" ({self._link})" if self._link not in self._text else ""
            self._link = ""
        if tag in ("h2", "h3"):
            self._under = ""
            self.end_line()
            self._under = self.lines[-1].text if self.lines else ""
        elif tag not in _INLINE and tag not in _GOES_ON and tag != "dt":
            self._block()

    def handle_data(self, data: str) -> None:
        """Gather text."""
        if not self._unread:
            self._text += data

    def end_line(self) -> None:
        """Put down what was gathered as a line."""
        text = " ".join(self._text.split()).strip("· ")
        if text:
            self.lines.append(Line(text, self._under))
        self._text = ""

    def _block(self) -> None:
        if self._joins and self._text.strip():
            self._text += " "
            self._joins = False
        else:
            self.end_line()

    def _go_on(self, mark: str) -> None:
        text = self._text.rstrip()
        if not text:
            return
        if mark == ": " and ": " in text:
            mark = ", "
        self._text = text + mark


def _told(href: str) -> str:
    """Return where a link leads, "" if that is another page of the site, whose name is said."""
    return href if ":" in href or href.endswith(".pdf") else ""
