"""From parsed Markdown to safe HTML. Raw HTML is shown as text, and the result is sanitised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Protocol

import nh3
from markupsafe import Markup, escape

from alliance.content.autolinks import split_addresses
from alliance.content.markdown import Document, Section
from alliance.content.markdown_events import WORDS, Event, is_directive
from alliance.model.validators import SCHEMES

_TAGS = {
    "a", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "h2", "h3", "h4", "h5",
    "h6", "hr", "img", "li", "ol", "p", "pre", "span", "strong", "sup", "table", "tbody", "td",
    "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "hreflang", "lang", "dir", "title", "role", "aria-label"},
    "img": {"src", "alt", "width", "height", "loading", "title"},
    "li": {"id"},
    "ol": {"start"},
    "span": {"lang", "dir"},
    "sup": {"id"},
    "th": {"scope"},
}
_ALIGNED = {"Center": "al-center", "Right": "al-end"}
_ALERTS = {"Note": "note", "Tip": "tip", "Important": "info", "Warning": "warning",
           "Caution": "danger"}  # fmt: skip
"""The class of each kind of alert, as Material for MkDocs has them."""
_CLASSES = {
    "a": {"footnote-ref", "footnote-backref"},
    "div": {"admonition", "footnote", *_ALERTS.values()},
    "li": {"task-list-item"},
    "p": {"admonition-title"},
    "td": {*_ALIGNED.values()},
    "th": {*_ALIGNED.values()},
    "ul": {"task-list"},
}
"""The classes that styles are written for."""


class LinkResolver(Protocol):
    """What a text needs to know of the page that it is on."""

    def href(self, target: str) -> str:
        """Return the address of a link as it was typed, relative to the page."""
        ...

    def image(self, target: str) -> Mapping[str, str]:
        """Return the attributes `src`, `width` and `height` of a picture as it was typed."""
        ...

    def name(self, directive: str) -> Markup:
        """Return what is shown for the inside of a directive, such as `market japan`."""
        ...

    def t(self, word: str) -> str:
        """Return a word of the interface."""
        ...


def render_markdown(
    document: Document, links: LinkResolver, section: Section | None = None
) -> Markup:
    """Return the HTML of a text, or of a section of it. Headings begin at level 2."""
    writer = _Writer(document, links)
    parts = [section] if section else [part for part in document.parts if isinstance(part, Section)]
    html = "".join(writer.html(part.events) for part in parts)
    safe = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes=set(SCHEMES),
        link_rel=None,
    )
    return Markup(safe.strip("\n"))  # noqa: S704 (nh3 has just made it safe)


_START = {
    "Paragraph": "<p>",
    "Item": "<li>",
    "TableHead": "<thead>\n<tr>\n",
    "TableRow": "<tr>\n",
    "DefinitionList": "<dl>\n",
    "DefinitionListTitle": "<dt>",
    "DefinitionListDefinition": "<dd>",
    "Emphasis": "<em>",
    "Strong": "<strong>",
    "Strikethrough": "<del>",
    "HtmlBlock": "<p>",
    "CodeBlock": "<pre><code>",
}
_MARKS = {"Rule": "<hr>\n", "HardBreak": "<br>\n", "SoftBreak": "\n"}
_END = {
    "Paragraph": "</p>\n",
    "Item": "</li>\n",
    "Table": "</tbody>\n</table>\n",
    "TableHead": "</tr>\n</thead>\n<tbody>\n",
    "TableRow": "</tr>\n",
    "DefinitionList": "</dl>\n",
    "DefinitionListTitle": "</dt>\n",
    "DefinitionListDefinition": "</dd>\n",
    "Emphasis": "</em>",
    "Strong": "</strong>",
    "Strikethrough": "</del>",
    "HtmlBlock": "</p>\n",
    "CodeBlock": "</code></pre>\n",
    "Link": "</a>",
}


class _Writer:
    """Writes the HTML of events one after the other."""

    def __init__(self, document: Document, links: LinkResolver) -> None:
        self._document = document
        self._links = links
        self._html: list[str] = []
        self._inside: set[str] = set()
        """Which of links, code and the head of a table is being written."""
        self._classes: list[str] = []
        """The class of each column of the table."""
        self._column = 0
        self._item = 0
        """Where the last item of a list begins."""
        self._note = 0
        """The number of the footnote that is being written."""
        self._named: set[str] = set()
        """The footnotes that were named so far."""

    def html(self, events: tuple[Event, ...]) -> str:
        """Return the HTML of a section."""
        self._html = []
        following = iter(events)
        for event in following:
            if event.kind == "Start" and event.tag == "Image":
                self._html.append(self._image(event, following))
            elif is_directive(event):
                self._html.append(self._links.name(event.data["dest_url"]))
                for _ in takewhile(lambda inner: inner.tag != "Link", following):
                    pass  # its inside, which has no link within it
            elif event.kind == "TaskListMarker":
                self._tick(is_done=event.data)
            else:
                if event.tag == "Item":
                    self._item = len(self._html)
                self._html.append(self._written(event))
        html = "".join(self._html)
        are_notes = events[0].tag == "FootnoteDefinition"
        return f'<div class="footnote">\n<hr>\n<ol>\n{html}</ol>\n</div>\n' if are_notes else html

    def _written(self, event: Event) -> str:
        if event.kind == "Start":
            return self._start(event)
        if event.kind == "End":
            return self._end(event)
        if event.kind == "Text" and not self._inside & {"Link", "CodeBlock"}:
            return "".join(self._piece(*piece) for piece in split_addresses(event.data))
        if event.kind == "FootnoteReference":
            return self._note_number(event.data)
        if event.kind == "Code":
            return f"<code>{escape(event.data)}</code>"
        is_break = event.kind == "SoftBreak" and self._document.has_line_breaks
        return _MARKS.get("HardBreak" if is_break else event.kind) or escape(event.data)

    def _piece(self, words: str, target: str) -> str:
        if not target:
            return escape(words)
        return Markup('<a href="{}">{}</a>').format(self._links.href(target), words)

    def _start(self, event: Event) -> str:  # noqa: PLR0911 (one for each element)
        match event.tag, event.data:
            case "Heading", level:
                return f"<h{max(level, 2)}>"
            case "BlockQuote", kind:
                return self._alert(kind) if kind else "<blockquote>\n"
            case "List", first:
                start = f' start="{first}"' if first not in (None, 1) else ""
                return f"\n<{'ul' if first is None else 'ol'}{start}>\n"
            case "Table", sides:
                self._classes = [_ALIGNED.get(side, "") for side in sides]
                return "<table>\n"
            case "TableCell", _:
                name = self._classes[self._column]
                return f"<{self._cell}{f' class={name}' if name else ''}>"
            case "Link", link:
                self._inside.add("Link")
                return self._link(link)
            case "FootnoteDefinition", label:
                self._note = self._document.numbers[label]
                return f'<li id="fn:{self._note}">\n'
        self._inside.add(event.tag)
        self._column = 0
        return _START[event.tag]

    def _end(self, event: Event) -> str:
        self._inside.discard(event.tag)
        match event.tag, event.data:
            case "Heading", level:
                return f"</h{max(int(level[1]), 2)}>\n"
            case "BlockQuote", kind:
                return "</div>\n" if kind else "</blockquote>\n"
            case "List", is_ordered:
                return "</ol>\n" if is_ordered else "</ul>\n"
            case "TableCell", _:
                self._column += 1
                return f"</{self._cell}>\n"
            case "FootnoteDefinition", _:
                self._html.insert(-1, self._way_back())
                return "</li>\n"
        return _END[event.tag]

    @property
    def _cell(self) -> str:
        return "th" if "TableHead" in self._inside else "td"

    def _alert(self, kind: str) -> str:
        t = self._links.t
        titles = {
            "Note": t("Note"),
            "Tip": t("Tip"),
            "Important": t("Important"),
            "Warning": t("Warning"),
            "Caution": t("Caution"),
        }
        title = escape(titles[kind])
        name = _ALERTS[kind]
        return f'<div class="admonition {name}">\n<p class="admonition-title">{title}</p>\n'

    def _link(self, link: Mapping[str, str]) -> str:
        target = link["dest_url"]
        is_mail = link["link_type"] == "Email"
        href = self._links.href(f"mailto:{target}" if is_mail else target)
        title = Markup(' title="{}"').format(link["title"]) if link["title"] else ""
        return Markup('<a href="{}"{}>').format(href, title)

    def _image(self, event: Event, following: Iterator[Event]) -> str:
        depth, words = 1, []
        for inner in following:
            if inner.tag == "Image":
                depth += 1 if inner.kind == "Start" else -1
            elif inner.kind in WORDS:
                words.append(inner.data)
            if not depth:
                break
        attributes = {"alt": "".join(words), **self._links.image(event.data["dest_url"])}
        if event.data["title"]:
            attributes["title"] = event.data["title"]
        shown = (Markup(' {}="{}"').format(*item) for item in attributes.items())
        return f'<img loading="lazy"{"".join(shown)}>'

    def _tick(self, *, is_done: bool) -> None:
        """Write a checkbox as a sign: as a field of a form it would need a label."""
        self._html[self._item] = '<li class="task-list-item">'
        self._html.append("\N{BALLOT BOX WITH CHECK} " if is_done else "\N{BALLOT BOX} ")

    def _way_back(self) -> str:
        link = Markup(' <a class="footnote-backref" href="#fnref:{}" role="doc-backlink"{}>↩</a>')
        label = Markup(' aria-label="{}"').format(self._links.t("Back to the text"))
        return link.format(self._note, label)

    def _note_number(self, label: str) -> str:
        number = self._document.numbers[label]
        mark = "" if label in self._named else f' id="fnref:{number}"'
        self._named.add(label)
        link = f'<a class="footnote-ref" href="#fn:{number}" role="doc-noteref">{number}</a>'
        return f"<sup{mark}>{link}</sup>"
