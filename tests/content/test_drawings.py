"""SVG: what may be published, what is refused and where, and what is left out."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from alliance.content.pictures.published import Published
from alliance.content.pictures.svg import MAX_DEPTH, MAX_ELEMENTS, read_svg
from alliance.content.pictures.svg_names import ATTRIBUTES, ELEMENTS, SVG
from alliance.i18n.problems import Problem
from tests.conftest import examples
from tests.drawings import PROGRAMS
from tests.growth import LINEAR, growth
from tests.pixels import embedded, png

NAMESPACES = (
    'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:h="http://www.w3.org/1999/xhtml" xmlns:s="http://www.w3.org/2000/svg"'
    ' xmlns:ev="http://www.w3.org/2001/xml-events" xmlns:x="https://example.org/x"'
)


def svg(inner: str) -> str:
    """Return an SVG with something in its second line."""
    return f"<svg {NAMESPACES}>\n{inner}</svg>"


def published(text: str) -> str:
    """Return what is published of an SVG that is allowed."""
    found = read_svg(text, "docs/images/x.svg")
    assert isinstance(found, Published), str(found)
    return found.data.decode()


def refused(text: str) -> str:
    """Return why an SVG is not allowed, with its place."""
    found = read_svg(text, "docs/images/x.svg")
    assert isinstance(found, Problem), found.data
    return str(found)


def picture(form: str = "PNG", pixels: tuple[int, int] = (3, 2), **options: object) -> str:
    """Return a picture as a data address."""
    file = io.BytesIO()
    Image.new("RGB", pixels, "red").save(file, form, **options)  # type: ignore[arg-type]
    return embedded(file.getvalue(), form.lower())


# What runs, moves, loads or repeats, and what the message names.
REFUSED = {
    "script": ("<script/>", "<script>"),
    "script by a prefix": ("<s:script>x</s:script>", "<script>"),
    "script of XHTML": ("<h:script>x</h:script>", "<script>"),
    "script in a group": ("<g><g>\n<script/></g></g>", "<script>"),
    "handler": ("<handler/>", "<handler>"),
    "event attribute": ('<rect onload="x"/>', "onload="),
    "event attribute in capitals": ('<rect ONCLICK="x"/>', "ONCLICK="),
    "foreignObject": ("<foreignObject/>", "<foreignObject>"),
    "HTML": ('<h:img src="https://a.example/"/>', "<img>"),
    "frame": ("<h:iframe/>", "<iframe>"),
    "frame of SVG": ("<iframe/>", "<iframe>"),
    "video": ("<video/>", "<video>"),
    "animation of a link": ('<a><animate attributeName="href" to="x"/></a>', "<animate>"),
    "animation by a prefix": ('<s:set attributeName="href" to="x"/>', "<set>"),
    "animated transform": ("<animateTransform/>", "<animateTransform>"),
    "animation of CSS": ("<style>@keyframes a{to{fill:red}}</style>", "@keyframes"),
    "unknown element": ("<meshgradient/>", "<meshgradient>"),
    "element in capitals": ("<SCRIPT/>", "<SCRIPT>"),
    "stylesheet": ("<?xml-stylesheet href='x.css'?>", "<?xml-stylesheet … ?>"),
    "link": ('<a href="https://a.example/"/>', "https://a.example/"),
    "link that runs": ('<a href="java&#115;cript:x"/>', "javascript:x"),
    "link that runs, with a tab": ('<a xlink:href=" java&#9;script:x"/>', "javascript:x"),
    "picture elsewhere": ('<image href="https://a.example/a.png"/>', "https://a.example/a.png"),
    "picture beside it": ('<image href="a.png"/>', "a.png"),
    "picture of a filter": ('<filter><feImage href="//a.example/"/></filter>', "//a.example/"),
    "copy from elsewhere": ('<use xlink:href="b.svg#a"/>', "b.svg#a"),
    "copy of data": (f'<use href="{picture()}"/>', "data:image/png"),
    "gradient from elsewhere": ('<linearGradient href="b.svg#a"/>', "b.svg#a"),
    "SVG in SVG": ('<image href="data:image/svg+xml,&lt;svg/>"/>', "data:image/svg+xml"),
    "HTML as a picture": ('<image href="data:text/html,x"/>', "data:text/html"),
    "colour from elsewhere": ('<rect fill="url(https://a.example/#a)"/>', "https://a.example/#a"),
    "colour in quotes": ("<rect fill=\"url( 'b.svg#a' )\"/>", "b.svg#a"),
    "style attribute": ('<rect style="fill:url(https://a.example/)"/>', "https://a.example/"),
    "escaped style": (r'<rect style="fill:u\72 l(https://a.example/)"/>', "https://a.example/"),
    "style behind a comment": ('<rect style="a:b;/**/c:url(x)"/>', '"x"'),
    "style in capitals": ('<rect style="fill:URL(https://a.example/)"/>', "https://a.example/"),
    "style that runs": ('<rect style="fill:url(javascript:x)"/>', "javascript:x"),
    "variable": ('<rect style="--a:url(x);fill:var(--a)"/>', '"x"'),
    "cursor": ('<rect cursor="url(a.cur),auto"/>', "a.cur"),
    "image-set": ("<rect style=\"fill:image-set('a.png' 1x)\"/>", "image-set("),
    "src()": ("<rect style=\"fill:src('a.png')\"/>", "src("),
    "broken url": ('<rect fill="url(a b)"/>', "bad-url"),
    "import": ("<style>@import 'a.css';</style>", "@import"),
    "escaped import": (r"<style>@\69mport 'a.css';</style>", "@import"),
    "import in two pieces": (
        "<style><![CDATA[@imp]]><![CDATA[ort 'a.css';]]></style>",
        "@import",
    ),
    "import beside a comment": ("<style>/*&lt;!--*/@import<!-- --> 'a.css';</style>", "@import"),
    "font elsewhere": ("<style>@font-face{src:url(a.woff)}</style>", "a.woff"),
    "font of data": ("<style>@font-face{src:url(data:font/woff2,x)}</style>", "data:font"),
    "style within a medium": ("<style>@media all{a{b:url(x)}}</style>", '"x"'),
    "style of all": ("<style>*{fill:url(x)}</style>", '"x"'),
    "blocks in blocks": (f"<style>a{{b:{'(' * 99}</style>", "((("),
    "entity": ("&nbsp;", "not well-formed"),
    "unclosed": ("<g>", "not well-formed"),
    "nothing closed": ("<g", "not well-formed"),
    "unknown prefix": ("<y:g/>", "not well-formed"),
    "attribute twice": ('<g id="a" id="b"/>', "not well-formed"),
    "copy of itself": ('<g id="a"><use href="#a"/></g>', '"#a" within itself'),
    "copies of each other": (
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#%61"/></g>',
        "within itself",
    ),
    "pattern of itself": (
        '<pattern id="a"><rect style="fill:url(#a)"/></pattern>',
        '"#a" within itself',
    ),
    "pattern of itself by its class": (
        '<pattern id="a"><rect class="b"/></pattern><style>.b{fill:url("#a")}</style>',
        '"#a" within itself',
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_runs_moves_or_loads_is_refused_where_it_is(name: str) -> None:
    """Each message names what was found, and the line in which it is."""
    inner, shown = REFUSED[name]

    problem = refused(svg(inner))

    assert shown in problem
    assert problem.startswith("docs/images/x.svg:")
    assert "within itself" in problem or not problem.startswith("docs/images/x.svg:1:")
    assert shown != "<script>" or name == "script in a group" or ".svg:2:1: " in problem


WHOLE = {
    "empty": ("", "1:1: the SVG is damaged"),
    "text": ("hello", "1:1: the SVG is damaged"),
    "HTML": ("<html/>", '1:1: the file is not an SVG: it starts with "<html>"'),
    "no namespace": ("<svg/>", '1:1: the file is not an SVG: it starts with "<svg>"'),
    "another namespace": ('<svg xmlns="http://www.w3.org/2000/svg "/>', "1:1: the file is not"),
    "HTML around it": (f"<p>{svg('')}</p>", '1:1: the file is not an SVG: it starts with "<p>"'),
    "Latin-1": ('<?xml version="1.0" encoding="iso-8859-1"?><svg/>', '"iso-8859-1"; only UTF-8'),
    "UTF-7": (f'<?xml version="1.0" encoding="UTF-7"?>{svg("")}', '"UTF-7"; only UTF-8'),
    "entity": (
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;"),
        '1:15: this SVG has "<!DOCTYPE … [',
    ),
    "entity elsewhere": ('<!DOCTYPE svg SYSTEM "a.dtd">' + svg("\n&a;"), '3:1: this SVG has "&a;"'),
    "stylesheet": ('<?xml-stylesheet href="a.css"?>' + svg(""), '1:1: this SVG has "<?xml-style'),
    "event of the whole": ('<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>', "onload="),
    "two of them": (svg("") + svg(""), "2:7: the SVG is damaged"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_no_svg_is_refused(name: str) -> None:
    """The outermost element, its namespace, the encoding and what is before it."""
    text, shown = WHOLE[name]

    assert shown in refused(text)


def doubled(levels: int, inner: str = "<rect/>") -> str:
    """Return parts that each draw the one before twice."""
    copies = (
        f'<g id="a{n}"><use href="#a{n - 1}"/><use href="#a{n - 1}"/></g>'
        for n in range(1, levels + 1)
    )
    return svg(f'<g id="a0">{inner}</g>' + "".join(copies))


def test_drawings_that_grow_in_the_browser_are_refused() -> None:
    """By copies of copies, patterns in patterns, or classes: few bytes, millions of elements."""
    patterns = "".join(
        f'<pattern id="p{n}">' + f'<rect fill="url(#p{n - 1})"/>' * 10 + "</pattern>"
        for n in range(1, 8)
    )
    masks = "".join(
        f'<mask id="p{n}">' + f'<rect class="c{n - 1}"/>' * 10 + "</mask>"
        f"<style>.c{n}{{mask:url(#p{n})}}</style>"
        for n in range(1, 8)
    )

    assert published(doubled(10))
    for text in (doubled(30), doubled(5_000), svg(patterns), svg(masks)):
        assert f"more than {MAX_ELEMENTS} elements" in refused(text)


def test_depth_and_number_of_elements_are_bounded() -> None:
    """Without an error of recursion, also where nothing is closed."""
    assert published(svg("<g>" * (MAX_DEPTH - 1) + "</g>" * (MAX_DEPTH - 1)))
    for text in (svg("<g>" * MAX_DEPTH + "</g>" * MAX_DEPTH), svg("<g>" * 100_000)):
        assert f"nested more than {MAX_DEPTH} deep" in refused(text)
    assert "nested more than" not in refused(svg("<x:a>" * 100_000))
    assert f"more than {MAX_ELEMENTS} elements" in refused(svg("<g/>" * MAX_ELEMENTS))


# What is published of typical pieces of six drawing programs; "" where nothing is.
KEPT = {
    "Inkscape: a layer": (
        '<g xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:label="Layer 1"'
        ' i:groupmode="layer" id="l1" style="display:inline"><rect id="r" width="3" height="2"'
        ' style="fill:url(#g);stroke-miterlimit:4;-inkscape-stroke:none"/></g>',
        '<g id="l1" style="display:inline"><rect id="r" width="3" height="2"'
        ' style="fill:url(#g);stroke-miterlimit:4;-inkscape-stroke:none" /></g>',
    ),
    "Inkscape: its own settings": (
        '<s0:namedview xmlns:s0="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" id="base">'
        '<i:grid xmlns:i="http://www.inkscape.org/namespaces/inkscape"/></s0:namedview>',
        "",
    ),
    "Inkscape: metadata": (
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Ada</dc:creator></rdf:RDF>'
        "</metadata>",
        "",
    ),
    "Inkscape: text that no browser flows": ("<flowRoot><flowPara>x</flowPara></flowRoot>", ""),
    "Illustrator: clip paths": (
        '<defs><rect id="SVGID_1_" width="9" height="9"/></defs><clipPath id="SVGID_2_">'
        '<use xlink:href="#SVGID_1_" style="overflow:visible;"/></clipPath>'
        '<g style="clip-path:url(#SVGID_2_);"><path class="st0" d="M1,1z"/></g>',
        '<defs><rect id="SVGID_1_" width="9" height="9" /></defs><clipPath id="SVGID_2_">'
        '<use xlink:href="#SVGID_1_" style="overflow:visible;" /></clipPath>'
        '<g style="clip-path:url(#SVGID_2_);"><path class="st0" d="M1,1z" /></g>',
    ),
    "Illustrator: styles": (
        '<style type="text/css">\n\t.st0{fill:#0B4A6F;}\n\t.st1{clip-path:url(#a);}\n</style>',
        '<style type="text/css">\n\t.st0{fill:#0B4A6F;}\n\t.st1{clip-path:url(#a);}\n</style>',
    ),
    "Illustrator: names": ('<g id="a" data-name="Layer 1"/>', '<g id="a" />'),
    "Figma: a filter": (
        '<g filter="url(#f)"><rect fill="white" fill-opacity="0.01"'
        ' style="mix-blend-mode:multiply"/></g><defs><filter id="f" x="0" y="0" width="9"'
        ' height="9" filterUnits="userSpaceOnUse" color-interpolation-filters="sRGB">'
        '<feFlood flood-opacity="0" result="b"/><feColorMatrix in="SourceAlpha" type="matrix"'
        ' values="0 0 0 0 0"/><feBlend mode="normal" in2="b"/></filter></defs>',
        '<g filter="url(#f)"><rect fill="white" fill-opacity="0.01"'
        ' style="mix-blend-mode:multiply" /></g><defs><filter id="f" x="0" y="0" width="9"'
        ' height="9" filterUnits="userSpaceOnUse" color-interpolation-filters="sRGB">'
        '<feFlood flood-opacity="0" result="b" /><feColorMatrix in="SourceAlpha" type="matrix"'
        ' values="0 0 0 0 0" /><feBlend mode="normal" in2="b" /></filter></defs>',
    ),
    "Sketch: pages and symbols": (
        "<!-- Generator: Sketch --><title>logo</title><desc>Created with Sketch.</desc>"
        '<g id="Page-1" stroke="none" xmlns:sketch="http://www.bohemiancoding.com/sketch/ns"'
        ' sketch:type="MSPage"><mask id="m" fill="white"><use xlink:href="#p"/></mask>'
        '<g mask="url(#m)" transform="translate(1.000000, 2.000000)"/></g>',
        "<title>logo</title><desc>Created with Sketch.</desc>"
        '<g id="Page-1" stroke="none"><mask id="m" fill="white"><use xlink:href="#p" /></mask>'
        '<g mask="url(#m)" transform="translate(1.000000, 2.000000)" /></g>',
    ),
    "CorelDRAW: fonts and styles": (
        '<defs><font id="FontID0" horiz-adv-x="722"><font-face font-family="Arial"/>'
        '<missing-glyph><path d="M0 0z"/></missing-glyph></font><style type="text/css">'
        '<![CDATA[@font-face { font-family:"Arial";src:url("#FontID0") format(svg)}'
        ".fil0 {fill:#2B2A29;fill-rule:nonzero}]]></style></defs>"
        '<g id="Layer_x0020_1"><metadata id="CorelCorpID_0Corel-Layer"/>'
        '<text x="1" y="2" class="fil0 fnt0">Bio</text></g>',
        '<defs><style type="text/css">'
        '@font-face { font-family:"Arial";src:url("#FontID0") format(svg)}'
        ".fil0 {fill:#2B2A29;fill-rule:nonzero}</style></defs>"
        '<g id="Layer_x0020_1"><text x="1" y="2" class="fil0 fnt0">Bio</text></g>',
    ),
    "Affinity: its own namespace": (
        '<g xmlns:serif="http://www.serif.com/" serif:id="Logo 1" id="Logo-1"'
        ' transform="matrix(1,0,0,1,-3,-4)"><path d="M0,0" style="fill:rgb(11,74,111);"/></g>',
        '<g id="Logo-1" transform="matrix(1,0,0,1,-3,-4)">'
        '<path d="M0,0" style="fill:rgb(11,74,111);" /></g>',
    ),
    "LibreOffice: shapes and text": (
        '<defs class="ClipPathGroup"><clipPath id="c" clipPathUnits="userSpaceOnUse">'
        '<rect x="0" y="0" width="9" height="9"/></clipPath></defs>'
        '<g class="com.sun.star.drawing.TextShape"><text class="SVGTextShape">'
        '<tspan class="TextParagraph" font-family="Liberation Sans, sans-serif">'
        '<tspan x="1" y="2">Ma\u00df &amp; Zahl</tspan></tspan></text></g>',
        '<defs class="ClipPathGroup"><clipPath id="c" clipPathUnits="userSpaceOnUse">'
        '<rect x="0" y="0" width="9" height="9" /></clipPath></defs>'
        '<g class="com.sun.star.drawing.TextShape"><text class="SVGTextShape">'
        '<tspan class="TextParagraph" font-family="Liberation Sans, sans-serif">'
        '<tspan x="1" y="2">Ma\u00df &amp; Zahl</tspan></tspan></text></g>',
    ),
    "dark mode": (
        "<style>@media (prefers-color-scheme:dark){circle{fill:#fff}}</style>",
        "<style>@media (prefers-color-scheme:dark){circle{fill:#fff}}</style>",
    ),
    "comments and instructions": ("<!-- a --><?xpacket begin='' id='W5'?><g/>", "<g />"),
    "text in a text": (
        '<text xml:space="preserve" xml:lang="de">a <tspan>b</tspan> c</text>',
        '<text xml:space="preserve" xml:lang="de">a <tspan>b</tspan> c</text>',
    ),
    "link within": ('<a xlink:href="#a"><g/></a>', '<a xlink:href="#a"><g /></a>'),
    "links to nothing": ('<image xlink:href=""/>', "<image />"),
    "other namespaces with a script in them": ("<x:a><script/></x:a>", ""),
}


@pytest.mark.parametrize("name", KEPT)
def test_what_drawing_programs_write_is_published(name: str) -> None:
    """Without what they keep for themselves, and once more the same."""
    inner, kept = KEPT[name]

    text = published(svg(inner))

    assert re.sub(r"^<svg[^>]*?( />|>)|</svg>$", "", text.strip()) == kept
    assert published(text) == text


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_six_drawing_programs_write_is_published(program: str) -> None:
    """Without the names and folders of those who drew it."""
    text = published(PROGRAMS[program])

    assert published(text) == text
    for left_out in (
        "<!--",
        "DOCTYPE",
        "metadata",
        "inkscape:",
        "Ada",
        "/home",
        "sketch:",
        "glyph",
    ):
        assert left_out not in text


def test_a_doctype_and_a_declaration_load_nothing() -> None:
    """As Illustrator and Inkscape write them; the published drawing has neither."""
    text = (
        '\ufeff<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!DOCTYPE svg PUBLIC'
        ' "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
    )

    assert published(text.removeprefix("\ufeff") + svg("<g/>")).startswith("<svg xmlns=")


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_pictures_within_a_drawing_are_published_without_metadata(form: str) -> None:
    """They are decoded as all others are."""
    exif = Image.Exif()
    exif[0x010F] = "Canary camera"
    address = picture(form, exif=exif)
    broken = address.replace(",", ",\n ", 1)

    text = published(svg(f'<image xlink:href="{broken}" width="3" height="2"/>'))

    found = re.search(r'xlink:href="data:image/(\w+);base64,([^"]+)"', text)
    assert found is not None
    data = base64.b64decode(found[2])
    assert b"Canary" not in data
    with Image.open(io.BytesIO(data)) as image:
        assert (image.format, image.size) == (form, (3, 2))


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (picture()[:-32], "cut off or damaged"),
        (picture(pixels=(8001, 1)), "8001 × 1"),
        ("data:image/png;base64,AAAA", "cannot be read"),
        ("data:image/png;base64,A", "cannot be read"),
        ("data:image/png,AAAA", "cannot be read"),
        ("data:image/gif;base64,R0lGODdh", "cannot be read"),
        ("data:image/svg+xml,x", "cannot be read"),
    ],
)
def test_pictures_within_a_drawing_are_checked(address: str, shown: str) -> None:
    """Cut off, too large, or of another kind."""
    assert shown in refused(svg(f'<image href="{address}"/>'))


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="20" height="10"', (20, 10)),
        ('width="20px" height="1in"', (20, 96)),
        ('width="210mm" height="297mm" viewBox="0 0 210 297"', (794, 1123)),
        ('width="40" viewBox="0 0 400 300"', (40, 30)),
        ('height="30" viewBox="0 0 400 300"', (40, 30)),
        ('viewBox="0 0 841.89 595.28"', (842, 595)),
        ('viewBox="0,0,24,12"', (300, 150)),
        ('width="100%" height="100%" viewBox="-5 -5 400 300"', (400, 300)),
        ('width="0" height="-1"', (300, 150)),
        ("", (300, 150)),
        ('viewBox="0 0 0 0"', (300, 150)),
        ('viewBox="a b c d"', (300, 150)),
    ],
)
def test_a_drawing_says_how_large_it_is(attributes: str, size: tuple[int, int]) -> None:
    """By its width and height, else by what it shows, else as browsers do."""
    found = read_svg(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>', "x.svg")

    assert isinstance(found, Published)
    assert found.size == size


COPIES = '<g id="a{0}"><use href="#a{1}"/></g>'
LARGE: dict[str, Callable[[int], str]] = {
    "elements": lambda n: "<g/>" * n,
    "elements left out": lambda n: "<x:a>" * n + "</x:a>" * n,
    "attributes left out": lambda n: "<g " + " ".join(f'a{i}=""' for i in range(n)) + "/>",
    "styles of elements": lambda n: '<g style="fill:rgb(0,0,0);stroke:url(#a)"/>' * n,
    "styles of all": lambda n: "<style>" + "a{b:url(#a)}" * n + "</style>",
    "names of one style": lambda n: (
        "<style>" + ",".join(f".a{i}" for i in range(n)) + "{x:" + "url(#a) " * n + "}</style>"
    ),
    "styles of one class": lambda n: (
        "<style>" + ".a{b:url(#a)}" * n + '</style><g id="a"/>' + '<g class="a"/>' * n
    ),
    "classes": lambda n: '<g class="' + "a " * n + '"/><style>.a{fill:url(#a)}</style>',
    "copies of copies": lambda n: "".join(COPIES.format(i, i - 1) for i in range(n)),
    "copies of one": lambda n: '<g id="a"/>' + '<use href="#a"/>' * n,
    "brackets": lambda n: f"<style>a{{b:{'(' * n}</style>",
    "comments of CSS": lambda n: "<style>(" + "/*" * n + "</style>",
    "escapes": lambda n: "<style>(" + "\\" * n + "</style>",
    "blanks of an address": lambda n: f'<use href="{"&#9;" * n}#a"/>',
    "blanks of a length": lambda n: f'<svg width="{" " * n}"/>',
    "digits": lambda n: f'<svg width="{"1" * n}" viewBox="{"1" * n} {"1." * n}"/>',
    "text": lambda n: "<text>" + "a<tspan>b</tspan>" * n + "</text>",
    "references to characters": lambda n: "<text>" + "&#65;" * n + "</text>",
    "blanks in a picture": lambda n: f'<image href="data:image/png;base64,{" " * n}A"/>',
    "pictures": lambda n: f'<image href="{embedded(png(1, 1))}"/>' * (n // 100),
}


@pytest.mark.parametrize("name", LARGE)
def test_time_grows_with_the_size_of_a_drawing(name: str) -> None:
    """Whether it is published or refused."""
    assert growth(lambda size: read_svg(svg(LARGE[name](size)), "x.svg"), 1_000) < LINEAR


PIECES = [
    *(inner for inner, _ in REFUSED.values()),
    *(inner for inner, _ in KEPT.values()),
    "<g>", "</g>", "<style>", "</style>", "<![CDATA[", "]]>", "url(", "#a", ")", "&lt;", "\\", "@",
]  # fmt: skip


@examples(500)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=6))
def test_whatever_is_typed_is_refused_or_has_only_what_is_allowed(pieces: list[str]) -> None:
    """A second parser reads what is published."""
    found = read_svg(svg("".join(pieces)), "x.svg")

    if isinstance(found, Published):
        for element in etree.fromstring(found.data).iter():
            name = etree.QName(element)
            assert name.namespace == SVG
            assert name.localname in ELEMENTS
            for key in element.attrib:
                prefix = {"http://www.w3.org/1999/xlink": "xlink:", None: ""}.get(
                    etree.QName(key).namespace, "xml:"
                )
                assert prefix + etree.QName(key).localname in ATTRIBUTES
        text = found.data.decode()
        assert not re.search(r"script:|@import|url\(\s*[\"']?[^#\"'\s]|image-set", text)
