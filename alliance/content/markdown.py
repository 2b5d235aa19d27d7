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
from alliance.content.extensions import Extension
from alliance.model.validators import SCHEMES

_TAGS = {
    "a", "abbr", "blockquote", "br", "code", "dd", "del", "details", "div", "dl", "dt", "em", "h2",
    "h3", "h4", "h5", "h6", "hr", "img", "ins", "li", "mark", "ol", "p", "pre", "span",
    "strong", "sub", "summary", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "hreflang", "lang", "dir", "title"},
    "abbr": {"title"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height", "loading", "title"},
    "ol": {"start"},
    "span": {"lang", "dir"},
    "th": {"scope"},
}
_NOTES = {
    "abstract", "bug", "danger", "example", "failure", "info", "note", "question", "quote",
    "success", "tip", "warning",
}  # fmt: skip
_ALIGNED = {"center": "al-center", "right": "al-end"}
_CLASSES = {
    "details": _NOTES,
    "div": {"admonition", *_NOTES},
    "li": {"task-list-item"},
    "p": {"admonition-title"},
    "td": {*_ALIGNED.values()},
    "th": {*_ALIGNED.values()},
    "ul": {"task-list"},
}
"""The classes that extensions give, and styles are written for."""
# A checkbox that cannot be ticked is only a sign; as a field of a form it would need a label.
_CHECKBOXES = {
    '<input type="checkbox" disabled/>': "\N{BALLOT BOX}",
    '<input type="checkbox" disabled checked/>': "\N{BALLOT BOX WITH CHECK}",
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


def render_markdown(
    markdown: str, extensions: tuple[Extension, ...], links: LinkResolver
) -> Markup:
    """Return the HTML of a Markdown text. A heading of level 1 becomes one of level 2."""
    converter = _converter(extensions)
    converter.links.links = links
    html = converter.markdown.reset().convert(markdown)
    for checkbox, sign in _CHECKBOXES.items():
        html = html.replace(checkbox, sign)
    safe = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes=set(SCHEMES),
        link_rel=None,
    )
    return Markup(safe)  # noqa: S704 (nh3 has just made it safe)


class _LinkRewriter(Treeprocessor):
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
            elif side := element.attrib.pop("align", ""):
                element.set("class", _ALIGNED.get(side, ""))


class _Names(InlineProcessor):
    """Puts the name of a record, or its number, in the place of a directive."""

    def __init__(self, markdown: Markdown, links: _LinkRewriter) -> None:
        super().__init__(PATTERN.pattern, markdown)
        self._links = links

    def handleMatch(  # type: ignore[override]  # noqa: N802 (Python-Markdown's name)
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        """Return the element, and where in `data` the directive starts and ends."""
        element = self._links.links.name(m[1])
        return element, m.start(0), m.end(0)


class _Converter:
    def __init__(self, extensions: tuple[Extension, ...]) -> None:
        self.markdown = Markdown(
            extensions=[name for name, _ in extensions],
            extension_configs={name: dict(options) for name, options in extensions},
            output_format="html",
        )
        self.links = _LinkRewriter(self.markdown)
        self.markdown.preprocessors.deregister("html_block")
        self.markdown.inlinePatterns.deregister("html")
        # After code spans (190) and escapes (180), before links (170).
        self.markdown.inlinePatterns.register(_Names(self.markdown, self.links), "names", 175)
        # Before the elements of names are made: those have their final address already.
        self.markdown.treeprocessors.register(self.links, "links", 15)


@lru_cache
def _converter(extensions: tuple[Extension, ...]) -> _Converter:
    return _Converter(extensions)
