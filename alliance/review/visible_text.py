"""What visitors read on each page, as lines of text that can be compared."""

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
"""In place of a path: what surrounds the content of every page."""

_INLINE = frozenset("a abbr b bdi br code del em i img ins span strong sub sup time wbr".split())  # noqa: SIM905
# A cell continues the line of its row, a value that of its name.
_CONTINUES = {"td": " · ", "th": " · ", "dd": ": "}
# Drawings and programs; the content of a map is in lists beside it.
_SKIPPED = ("svg", "script", "style")
_VOID = ("br", "img", "wbr", "hr", "input")
# The target and name of a link in a drawing do not change how the drawing looks.
_LINK_ATTRIBUTES = ("href", "aria-label")
# The value of a key figure is one line with its label, which is the next block.
_FIGURE_VALUE = "al-number__value"
# The size of an open data file changes with any record, so it is not worth reporting.
_FILE_SIZE = "al-file__details"


RenderedPages = Mapping[tuple[str, str], str]
"""The HTML of each page by path and language, without fallback pages."""


def rendered_pages(content: Content, today: dt.date) -> RenderedPages:
    """Return every page, and what surrounds all of them."""
    return dict(_rendered(Site(content, today)))


def _rendered(site: Site) -> Iterator[tuple[tuple[str, str], str]]:
    for page in site.pages:
        for language in page.languages:
            yield (page.path, language), str(site.html(page, language))
        if not page.path:
            for language in site.content.settings.codes:
                yield (FRAME, language), _frame(site.context(language), page)


def _frame(context: Context, home: Page) -> str:
    """Return the texts around the content of every page: menus, and the funding statement."""
    frame = layout(home, context).frame
    texts = [frame.short_name, *(entry.text for entry in (*frame.menu, *frame.footer))]
    if frame.credit:
        texts += [frame.credit.label, frame.credit.statement, frame.credit.disclaimer]
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


@dataclass(frozen=True, slots=True)
class VisibleText:
    """The lines of a page, with those for screen readers, and its drawings."""

    lines: tuple[str, ...] = ()
    drawings: tuple[str, ...] = ()
    """The elements of pictures, maps and charts."""


@lru_cache(maxsize=512)
def visible_text(html: str) -> VisibleText:
    """Return what visitors see of the HTML of a page."""
    reader = _PageReader()
    reader.feed(html)
    reader.close()
    reader.end_line()
    return VisibleText(tuple(reader.lines), tuple(reader.drawings))


class _PageReader(HTMLParser):
    """Collects the text of a page in lines: one for each block, table row or named value."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.drawings: list[str] = []
        self._text = ""
        self._skipped = 0  # how many open elements are inside one that is skipped
        self._joins = 0  # how many of the next line breaks are spaces
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Start a line with each block; note the text of a picture and the target of a link."""
        values = dict(attrs)
        if tag in ("img", "svg") or self._skipped:
            shape = (f"{name}={value}" for name, value in attrs if name not in _LINK_ATTRIBUTES)
            self.drawings.append(" ".join([tag, *shape]))
        if self._skipped or _is_skipped(tag, values):
            self._skipped += tag not in _VOID
            return
        if tag == "a":
            self._link = _shown_target(values.get("href") or "")
        elif tag == "img" and values.get("alt"):
            self._text += f" [{values['alt']}] "
        self._break(tag)
        if values.get("class") == _FIGURE_VALUE:
            self._joins = 2  # the end of this block, and the start of the next

    def _break(self, tag: str) -> None:
        if tag == "br":
            self._text += " "
        elif tag in _CONTINUES:
            self._continue(_CONTINUES[tag])
        elif tag not in _INLINE:
            self._end_block()

    def handle_endtag(self, tag: str) -> None:
        """End the line of a block; write the target of a link."""
        if self._skipped:
            self._skipped -= tag not in _VOID
            return
        if tag == "a" and self._link:
            self._text += f" ({self._link})" if self._link not in self._text else ""
            self._link = ""
        if tag not in _INLINE and tag not in _CONTINUES and tag != "dt":
            self._end_block()

    def handle_data(self, data: str) -> None:
        """Add text to the current line."""
        if not self._skipped:
            self._text += data

    def end_line(self) -> None:
        """Add the current line, if it has any text, to the lines."""
        if text := " ".join(self._text.split()).strip("· "):
            self.lines.append(text)
        self._text = ""

    def _end_block(self) -> None:
        if self._joins and self._text.strip():
            self._text += " "
            self._joins -= 1
        else:
            self.end_line()

    def _continue(self, mark: str) -> None:
        if text := self._text.rstrip():
            self._text = text + (", " if mark == ": " and ": " in text else mark)


def _is_skipped(tag: str, values: Mapping[str, str | None]) -> bool:
    is_hidden = values.get("aria-hidden") == "true"
    return tag in _SKIPPED or is_hidden or values.get("class") == _FILE_SIZE


def _shown_target(href: str) -> str:
    """Return the target of a link; "" for another page of the site, which its text names."""
    return href if ":" in href or href.endswith(".pdf") else ""
