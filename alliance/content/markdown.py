"""Markdown to safe HTML. Raw HTML is shown as text, and what comes out is sanitised as well."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Protocol
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from alliance.content.directives import PATTERN
from alliance.model.validators import SCHEMES

_TAGS = {
    "a", "abbr", "blockquote", "br", "code", "dd", "del", "dl", "dt", "em", "h2", "h3", "h4", "h5",
    "h6", "hr", "img", "li", "ol", "p", "pre", "span", "strong", "sub", "sup", "table", "tbody",
    "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "hreflang", "lang", "dir", "title"},
    "abbr": {"title"},
    "img": {"src", "alt", "width", "height", "loading", "title"},
    "ol": {"start"},
    "span": {"lang", "dir"},
    "th": {"scope"},
}


class LinkResolver(Protocol):
    """What a text needs to know of the page that it stands on."""

    def href(self, target: str) -> str:
        """Return the address of a link as it was typed, relative to the page."""
        ...

    def image(self, target: str) -> dict[str, str]:
        """Return the attributes `src`, `width` and `height` of a picture as it was typed."""
        ...

    def name(self, directive: str) -> Element:
        """Return the element that stands for the inside of a directive, such as `market japan`."""
        ...


def render_markdown(markdown: str, extensions: tuple[str, ...], links: LinkResolver) -> Markup:
    """Return the HTML of a Markdown text. A heading of level 1 becomes one of level 2."""
    converter = _converter(extensions)
    converter.links.links = links
    html = converter.markdown.reset().convert(markdown)
    safe = nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=set(SCHEMES), link_rel=None
    )
    return Markup(safe)  # noqa: S704 (nh3 has just made it safe)


class _Links(Treeprocessor):
    """Rewrites links and pictures for the page that the text stands on."""

    links: LinkResolver

    def run(self, root: Element) -> None:
        """Change the elements below `root`."""
        for element in root.iter():
            if element.tag == "a" and (href := element.get("href")):
                element.set("href", self.links.href(href))
            elif element.tag == "img":
                element.attrib.update(self.links.image(element.get("src", "")))
                element.set("loading", "lazy")
            elif element.tag == "h1":
                element.tag = "h2"


class _Names(InlineProcessor):
    """Puts the name of a record, or its number, in the place of a directive."""

    def __init__(self, markdown: Markdown, links: _Links) -> None:
        super().__init__(PATTERN.pattern, markdown)
        self._links = links

    def handleMatch(  # type: ignore[override]  # noqa: N802 (Python-Markdown's name)
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        """Return the element, and where in `data` the directive starts and ends."""
        element = self._links.links.name(m[1])
        return element, m.start(0), m.end(0)


class _Converter:
    def __init__(self, extensions: tuple[str, ...]) -> None:
        self.markdown = Markdown(extensions=list(extensions), output_format="html")
        self.links = _Links(self.markdown)
        self.markdown.preprocessors.deregister("html_block")
        self.markdown.inlinePatterns.deregister("html")
        # After code spans (190) and escapes (180), before links (170).
        self.markdown.inlinePatterns.register(_Names(self.markdown, self.links), "names", 175)
        # Before the elements of names are made: those have their final address already.
        self.markdown.treeprocessors.register(self.links, "links", 15)


@lru_cache
def _converter(extensions: tuple[str, ...]) -> _Converter:
    return _Converter(extensions)
