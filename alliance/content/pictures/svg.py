"""A drawing, read and written again: only what draws is published.

The text is parsed as XML without entities. Everything on the lists of `svg_names` is kept; what can
run, move or load is refused; all else, such as comments, metadata and what drawing programs keep
for themselves, is left out. So what was checked is what is published.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import ParamSpec
from urllib.parse import unquote
from xml.etree.ElementTree import Element, TreeBuilder, tostring
from xml.parsers import expat

from alliance.content.pictures import refusals
from alliance.content.pictures.css import Rule, Styles, read_styles, simple_styles
from alliance.content.pictures.published import Published, Size
from alliance.content.pictures.raster import MAX_SIDE, embed
from alliance.content.pictures.svg_copies import check_copies
from alliance.content.pictures.svg_names import (
    ATTRIBUTES,
    ELEMENTS,
    HTML,
    MOVING,
    PREFIXES,
    REFERENCES,
    RUNNING,
    SVG,
    TEXTS,
    UNDRAWN,
    WORDS,
    XHTML,
    XLINK,
)
from alliance.i18n.messages import WrongValueError
from alliance.i18n.problems import Problem

P = ParamSpec("P")

MAX_DEPTH = 200
MAX_ELEMENTS = 100_000
"""Also of those drawn, where one is drawn more than once."""
MAX_STYLES = 1_000_000

_WRITTEN_OUT = frozenset(["style", "title", "desc"])
"""Elements that hold nothing but text."""
_LEAST_PIXELS = 4_096
"""As many are counted for a picture that has fewer: to read one takes time as well."""
_NO_SIZE = (300, 150)
"""What browsers assume (CSS 2.2, 10.3.2)."""
_UNITS = {"": 1, "px": 1, "pt": 96 / 72, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
_NUMBER = r"\+?(?:\d{1,9}(?:\.\d{0,99})?|\.\d{1,99})(?:e[+-]?\d)?"


def read_svg(text: str, name: str) -> Published | Problem:
    """Return what is published of an SVG, or what is wrong with it; `name` is its path."""
    reader = _Reader()
    try:
        root = reader.read(text)
    except WrongValueError as error:
        return Problem(name, *reader.place, error.message)
    except expat.ExpatError as error:
        return Problem(name, error.lineno, error.offset + 1, refusals.damaged())
    try:
        check_copies(root, reader.references, reader.rules, MAX_ELEMENTS)
    except WrongValueError as error:
        return Problem(name, 1, 1, error.message)
    return Published(tostring(root, encoding="unicode").encode() + b"\n", size_of(root))


class _Reader:
    """Makes a tree of what may be published. Its methods raise WrongValueError."""

    def __init__(self) -> None:
        self.place = (1, 1)
        """Line and column of what was read last."""
        self._builder = TreeBuilder()
        self._open: list[Element] = []
        self._dropped = 0
        """How many elements are open that are left out, with all that is in them."""
        self._parsed = 0
        """The characters of CSS that were parsed."""
        self._pixels = 0
        self._elements = 0
        self.references: list[tuple[Element, str]] = []
        """Elements and the ids that they refer to."""
        self.rules: list[Rule] = []
        """The rules of `style` elements; the addresses are ids."""
        self._parser = expat.ParserCreate("utf-8", "}")
        self._parser.buffer_text = True
        self._parser.XmlDeclHandler = self._placed(self._declaration)
        self._parser.StartDoctypeDeclHandler = self._placed(self._doctype)
        self._parser.SkippedEntityHandler = self._placed(self._entity)
        self._parser.ProcessingInstructionHandler = self._placed(self._instruction)
        self._parser.StartElementHandler = self._placed(self._start)
        self._parser.EndElementHandler = self._placed(self._end)
        self._parser.CharacterDataHandler = self._text

    def _placed(self, handle: Callable[P, None]) -> Callable[P, None]:
        """Return a handler that remembers first where it was called."""

        def handle_there(*given: P.args, **named: P.kwargs) -> None:
            self.place = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
            handle(*given, **named)

        return handle_there

    def read(self, text: str) -> Element:
        """Return the outermost element; raise ExpatError where the text is not well-formed XML."""
        self._parser.Parse(text.encode(), True)
        root = self._builder.close()
        if any(key.startswith("xlink:") for element in root.iter() for key in element.attrib):
            root.set("xmlns:xlink", XLINK)
        return root

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "utf8"):
            raise WrongValueError(refusals.encoded(encoding))

    def _doctype(self, *declared: object) -> None:
        if declared[-1]:
            raise WrongValueError(refusals.not_allowed("<!DOCTYPE … [ … ]>"))

    def _entity(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            raise WrongValueError(refusals.not_allowed(f"&{name};"))

    def _instruction(self, target: str, _data: str) -> None:
        if target == "xml-stylesheet":
            raise WrongValueError(refusals.not_allowed(f"<?{target} … ?>"))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._dropped or not self._is_published(name):
            self._dropped += 1
            return
        if len(self._open) >= MAX_DEPTH:
            raise WrongValueError(refusals.too_deep(MAX_DEPTH))
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            raise WrongValueError(refusals.too_many(MAX_ELEMENTS))
        tag = name.rpartition("}")[2]
        element = self._builder.start(tag, {} if self._open else {"xmlns": SVG})
        element.attrib.update(self._attributes(element, attributes))
        self._open.append(element)

    def _end(self, _name: str) -> None:
        if self._dropped:
            self._dropped -= 1
            return
        element = self._open.pop()
        self._builder.end(element.tag)
        if element.tag == "style" and element.text:
            styles = self._styles(element.text)
            element.text = styles.text
            for rule in styles.rules:
                self.rules.append(Rule(rule.names, tuple(map(part_of, rule.addresses))))

    def _text(self, text: str) -> None:
        if self._open and not self._dropped and self._open[-1].tag in TEXTS:
            self._builder.data(text)

    def _is_published(self, name: str) -> bool:
        """Tell whether an element is kept; raise WrongValueError if it is refused."""
        namespace, _, tag = name.rpartition("}")
        if not self._open and (namespace, tag) != (SVG, "svg"):
            raise WrongValueError(refusals.not_svg(f"<{tag}>"))
        if tag in RUNNING and namespace in (SVG, XHTML):
            raise WrongValueError(refusals.running(f"<{tag}>"))
        if namespace == XHTML or (namespace == SVG and tag in HTML):
            raise WrongValueError(refusals.html(f"<{tag}>"))
        if namespace != SVG or tag in UNDRAWN or self._holds_text:
            return False
        if tag in ELEMENTS:
            return True
        refusal = refusals.moving if tag in MOVING else refusals.not_allowed
        raise WrongValueError(refusal(f"<{tag}>"))

    @property
    def _holds_text(self) -> bool:
        """Whether the innermost element holds nothing but text."""
        return bool(self._open) and self._open[-1].tag in _WRITTEN_OUT

    def _attributes(self, element: Element, given: dict[str, str]) -> Iterator[tuple[str, str]]:
        """Yield the attributes that are kept, and remember what they refer to."""
        for key, value in given.items():
            namespace, _, local = key.rpartition("}")
            name = PREFIXES[namespace] + local if namespace in PREFIXES else ""
            if name.lower().startswith("on"):
                raise WrongValueError(refusals.running(f"{name}="))
            if name in REFERENCES:
                if value.strip():
                    yield name, self._reference(element, value.strip())
            elif name in WORDS:
                yield name, value
            elif name in ATTRIBUTES:
                styles = self._styles(value)
                yield name, styles.text
                for address in chain.from_iterable(rule.addresses for rule in styles.rules):
                    self.references.append((element, part_of(address)))

    def _styles(self, text: str) -> Styles:
        found = simple_styles(text)
        if found is None:
            self._parsed += len(text)
            if self._parsed > MAX_STYLES:
                raise WrongValueError(refusals.too_many_styles(MAX_STYLES))
            found = read_styles(text)
        return found

    def _reference(self, element: Element, address: str) -> str:
        if element.tag in ("image", "feImage") and address[:5].lower() == "data:":
            data, pixels = embed(address)
            self._pixels += max(pixels, _LEAST_PIXELS)
            if self._pixels > MAX_SIDE**2:
                raise WrongValueError(refusals.too_many_pixels(MAX_SIDE**2))
            return data
        part = part_of(address)
        if element.tag != "a":
            self.references.append((element, part))
        return address


def part_of(address: str) -> str:
    """Return the id that an address refers to; raise WrongValueError if it leaves the file."""
    bare = re.sub(r"[\t\n\r]", "", address).strip()  # as browsers read addresses
    if bare.startswith("#"):
        return unquote(bare[1:])
    if re.match("(java|vb)script:", bare, re.IGNORECASE):
        raise WrongValueError(refusals.running(bare))
    is_inside = re.match("data:", bare, re.IGNORECASE)
    raise WrongValueError((refusals.not_allowed if is_inside else refusals.leading_out)(bare))


def size_of(root: Element) -> Size:
    """Return the width and height that a drawing asks for, in CSS pixels."""
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    wide, high = _view(root.get("viewBox", "")) or _NO_SIZE
    if width and height:
        wide, high = width, height
    elif width or height:
        scale = width / wide if width else height / high
        wide, high = wide * scale, high * scale
    elif max(wide, high) < _NO_SIZE[0]:
        scale = _NO_SIZE[0] / max(wide, high)
        wide, high = wide * scale, high * scale
    return max(1, round(wide)), max(1, round(high))


def _length(written: str) -> float:
    """Return a length in pixels, 0 where it depends on something else or cannot be read."""
    found = re.fullmatch(rf"\s*({_NUMBER})([a-z]*)\s*", written)
    return float(found[1]) * _UNITS.get(found[2], 0) if found else 0


def _view(written: str) -> tuple[float, float] | None:
    """Return width and height of a `viewBox`."""
    numbers = re.split(r"[\s,]+", written.strip())
    if len(numbers) != 4 or not all(re.fullmatch(_NUMBER, number) for number in numbers[2:]):
        return None
    wide, high = map(float, numbers[2:])
    return (wide, high) if wide and high else None
