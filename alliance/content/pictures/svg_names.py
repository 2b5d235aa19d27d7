"""What an SVG can have that only draws: elements, attributes, and functions of its styles.

From the indexes of SVG 2, SVG 1.1, Filter Effects and CSS Values. Nothing in these lists runs,
moves or, but for the references that `svg` checks, loads anything.
"""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


SVG = "http://www.w3.org/2000/svg"
XHTML = "http://www.w3.org/1999/xhtml"
XLINK = "http://www.w3.org/1999/xlink"
PREFIXES = {
    "": "",
    XLINK: "xlink:",
    "http://www.w3.org/XML/1998/namespace": "xml:",
}
"""The prefixes that attributes are published with, by their namespace."""

TEXTS = _names("a desc style text textPath title tspan")
"""Elements whose text is shown or used; between all others there is only white space."""

ELEMENTS = TEXTS | _names("""
    circle clipPath defs ellipse feBlend feColorMatrix feComponentTransfer feComposite
    feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood
    feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset
    fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter g image line
    linearGradient marker mask path pattern polygon polyline radialGradient rect stop svg switch
    symbol use
    """)
"""Elements that are published."""

UNDRAWN = _names("""
    altGlyphDef color-profile flowDiv flowPara flowRegion flowRoot flowSpan font font-face
    font-face-format font-face-name font-face-src font-face-uri glyph glyphRef hkern metadata
    missing-glyph solidColor solidcolor view vkern
    """)
"""Elements that no browser draws, and that drawing programs write: left out."""

RUNNING = _names("handler listener script")
"""Elements that run code."""

HTML = _names("audio canvas embed foreignObject iframe object video")
"""Elements that hold HTML, or are HTML in the wrong namespace."""

MOVING = _names("animate animateColor animateMotion animateTransform discard mpath set")
"""Elements that change the drawing as time passes."""

REFERENCES = frozenset(["href", "xlink:href"])

# Their values are words or numbers and never CSS, so whatever stands in them loads nothing.
WORDS = _names("""
    aria-describedby aria-hidden aria-label aria-labelledby class d gradientTransform id lang
    patternTransform points requiredExtensions requiredFeatures role systemLanguage title transform
    version viewBox xlink:title xml:lang xml:space
    """)

ATTRIBUTES = (
    WORDS
    | REFERENCES
    | _names("""
        alignment-baseline amplitude azimuth baseFrequency baseProfile baseline-shift bias clip
        clip-path clip-rule clipPathUnits color color-interpolation color-interpolation-filters
        color-rendering cursor cx cy diffuseConstant direction display divisor dominant-baseline dx
        dy edgeMode elevation enable-background exponent fill fill-opacity fill-rule filter
        filterRes filterUnits flood-color flood-opacity font font-family font-feature-settings
        font-kerning font-size font-size-adjust font-stretch font-style font-variant
        font-variation-settings font-weight fr fx fy glyph-orientation-horizontal
        glyph-orientation-vertical gradientUnits height image-rendering in in2 inline-size
        intercept isolation k1 k2 k3 k4 kernelMatrix kernelUnitLength kerning lengthAdjust
        letter-spacing lighting-color limitingConeAngle line-height marker marker-end marker-mid
        marker-start markerHeight markerUnits markerWidth mask mask-type maskContentUnits maskUnits
        media method mix-blend-mode mode numOctaves offset opacity operator order orient overflow
        paint-order path pathLength patternContentUnits patternUnits pointer-events pointsAtX
        pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY
        result rotate rx ry scale seed shape-inside shape-rendering side slope spacing
        specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles
        stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap
        stroke-linejoin stroke-miterlimit stroke-opacity stroke-width style surfaceScale tableValues
        targetX targetY text-align text-anchor text-decoration text-overflow text-rendering
        textLength transform-origin type unicode-bidi values vector-effect visibility white-space
        width word-spacing writing-mode x x1 x2 xChannelSelector y y1 y2 yChannelSelector z
        """)
)
"""Attributes that are published. All others are left out: no browser draws by them."""

AT_RULES = frozenset(["charset", "font-face", "media", "supports"])
GROUPING_RULES = frozenset(["media", "supports"])

FUNCTIONS = _names("""
    abs blur brightness calc circle clamp color color-mix contrast cubic-bezier drop-shadow ellipse
    format grayscale has hsl hsla hue-rotate hwb inset invert is lab lang lch light-dark
    linear-gradient local matrix matrix3d max min not nth-child nth-last-child nth-last-of-type
    nth-of-type oklab oklch opacity path perspective polygon radial-gradient rect rgb rgba rotate
    rotate3d rotatex rotatey rotatez saturate scale scale3d scalex scaley scalez sepia skew skewx
    skewy translate translate3d translatex translatey translatez var where
    """)
"""Functions that compute a value from what is written; `url` is checked as a reference."""
