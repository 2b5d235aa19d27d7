"""A logo as six drawing programs write it: their constructs, in drawings made for these tests."""

from __future__ import annotations

from tests.pixels import embedded, png

DOCTYPE = (
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"'
    ' "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
)
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
PICTURE = embedded(png(4, 2))

PROGRAMS = {
    "Inkscape": f"""\
<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->
<svg width="60mm" height="40mm" viewBox="0 0 60 40" version="1.1" id="svg5" {XLINK}
   inkscape:version="1.2" sodipodi:docname="logo.svg"
   inkscape:export-filename="/home/ada/logo.png" inkscape:export-xdpi="96"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns="http://www.w3.org/2000/svg" xmlns:svg="http://www.w3.org/2000/svg"
   xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:cc="http://creativecommons.org/ns#"
   xmlns:dc="http://purl.org/dc/elements/1.1/">
  <sodipodi:namedview id="namedview7" pagecolor="#ffffff" inkscape:pageshadow="2" showgrid="true">
    <inkscape:grid type="xygrid" id="grid1" />
  </sodipodi:namedview>
  <metadata id="metadata2"><rdf:RDF><cc:Work rdf:about=""><dc:format>image/svg+xml</dc:format>
    <dc:creator><cc:Agent><dc:title>Ada</dc:title></cc:Agent></dc:creator></cc:Work></rdf:RDF>
  </metadata>
  <defs id="defs2">
    <linearGradient inkscape:collect="always" id="linearGradient1">
      <stop style="stop-color:#0b4a6f;stop-opacity:1" offset="0" id="stop1" />
      <stop style="stop-color:#f0a000;stop-opacity:1" offset="1" id="stop2" />
    </linearGradient>
    <linearGradient inkscape:collect="always" xlink:href="#linearGradient1" id="linearGradient2"
       x1="5" y1="5" x2="40" y2="30" gradientUnits="userSpaceOnUse" />
    <inkscape:path-effect effect="spiro" id="path-effect1" is_visible="true" />
  </defs>
  <g inkscape:label="Layer 1" inkscape:groupmode="layer" id="layer1">
    <path style="fill:url(#linearGradient2);stroke:#000000;stroke-width:0.5;stroke-miterlimit:4;\
stroke-dasharray:none;-inkscape-stroke:none" d="M 5,5 H 40 V 30 L 5,20 Z" id="path1"
       sodipodi:nodetypes="ccccc" inkscape:path-effect="#path-effect1" />
    <image width="8" height="4" preserveAspectRatio="none" id="image1" x="45" y="5"
       xlink:href="{PICTURE}" sodipodi:absref="/home/ada/grey.png" />
    <text xml:space="preserve" id="text1" x="5" y="37"
       style="font-size:5px;line-height:1.25;font-family:sans-serif;-inkscape-font-specification:\
'sans-serif, Normal'"><tspan sodipodi:role="line" id="tspan1" x="5" y="37">Bio &amp; more</tspan>\
</text>
  </g>
</svg>
""",
    "Illustrator": f"""\
<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 27.0.0, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
{DOCTYPE}<svg version="1.1" id="Layer_1" xmlns="http://www.w3.org/2000/svg" {XLINK} x="0px" y="0px"
\t viewBox="0 0 200 120" style="enable-background:new 0 0 200 120;" xml:space="preserve">
<style type="text/css">
\t.st0{{clip-path:url(#SVGID_00000_);}}
\t.st1{{fill:#0B4A6F;}}
\t.st2{{fill:none;stroke:#F0A000;stroke-width:4;stroke-miterlimit:10;}}
</style>
<g>
\t<defs>
\t\t<circle id="SVGID_1_" cx="80" cy="60" r="40"/>
\t</defs>
\t<clipPath id="SVGID_00000_">
\t\t<use xlink:href="#SVGID_1_"  style="overflow:visible;"/>
\t</clipPath>
\t<g class="st0" data-name="Layer 2">
\t\t<rect x="40" y="20" class="st1" width="120" height="60"/>
\t</g>
\t<polyline class="st2" points="10,110 60,90 120,110 190,80 \t"/>
</g>
<text transform="matrix(1 0 0 1 130 60)" style="font-family:'MyriadPro-Regular'; font-size:18px;"\
>Bio</text>
</svg>
""",
    "Figma": """\
<svg width="200" height="120" viewBox="0 0 200 120" fill="none" xmlns="http://www.w3.org/2000/svg" \
xmlns:xlink="http://www.w3.org/1999/xlink">
<g clip-path="url(#clip0_1_2)">
<g filter="url(#filter0_d_1_2)">
<rect x="20" y="20" width="80" height="60" rx="8" fill="url(#paint0_radial_1_2)"/>
</g>
<mask id="mask0_1_2" style="mask-type:alpha" maskUnits="userSpaceOnUse" x="110" y="20" width="60" \
height="60">
<path fill-rule="evenodd" clip-rule="evenodd" d="M110 20H170V80H110V20Z" fill="#D9D9D9"/>
</mask>
<g mask="url(#mask0_1_2)">
<ellipse cx="140" cy="60" rx="40" ry="30" fill="#F0A000" style="mix-blend-mode:multiply"/>
</g>
<rect x="20" y="90" width="160" height="20" fill="url(#pattern0)"/>
</g>
<defs>
<filter id="filter0_d_1_2" x="16" y="20" width="88" height="68" filterUnits="userSpaceOnUse" \
color-interpolation-filters="sRGB">
<feFlood flood-opacity="0" result="BackgroundImageFix"/>
<feColorMatrix in="SourceAlpha" type="matrix" values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 127 0" \
result="hardAlpha"/>
<feOffset dy="4"/>
<feGaussianBlur stdDeviation="2"/>
<feComposite in2="hardAlpha" operator="out"/>
<feColorMatrix type="matrix" values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0.25 0"/>
<feBlend mode="normal" in2="BackgroundImageFix" result="effect1_dropShadow_1_2"/>
<feBlend mode="normal" in="SourceGraphic" in2="effect1_dropShadow_1_2" result="shape"/>
</filter>
<pattern id="pattern0" patternContentUnits="objectBoundingBox" width="0.25" height="1">
<use xlink:href="#image0_1_2" transform="scale(0.05 0.2)"/>
</pattern>
<radialGradient id="paint0_radial_1_2" cx="0" cy="0" r="1" gradientUnits="userSpaceOnUse" \
gradientTransform="translate(60 50) rotate(90) scale(30 40)">
<stop stop-color="#0B4A6F"/>
<stop offset="1" stop-color="#0B4A6F" stop-opacity="0"/>
</radialGradient>
<clipPath id="clip0_1_2">
<rect width="200" height="120" fill="white"/>
</clipPath>
<image id="image0_1_2" width="4" height="2" xlink:href="PICTURE"/>
</defs>
</svg>
""".replace("PICTURE", PICTURE),
    "Sketch": f"""\
<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<svg width="200px" height="120px" viewBox="0 0 200 120" version="1.1" {XLINK}
 xmlns="http://www.w3.org/2000/svg" xmlns:sketch="http://www.bohemiancoding.com/sketch/ns">
    <!-- Generator: Sketch 3.8 - http://www.bohemiancoding.com/sketch -->
    <title>logo</title>
    <desc>Created with Sketch.</desc>
    <defs>
        <polygon id="path-1" points="20 20 120 20 70 100"></polygon>
        <filter x="-10%" y="-10%" width="120%" height="120%" filterUnits="objectBoundingBox" id="f">
            <feOffset dx="0" dy="2" in="SourceAlpha" result="shadowOffsetOuter1"></feOffset>
            <feGaussianBlur stdDeviation="1" in="shadowOffsetOuter1"></feGaussianBlur>
        </filter>
    </defs>
    <g id="Page-1" stroke="none" stroke-width="1" fill="none" fill-rule="evenodd" \
sketch:type="MSPage">
        <g id="Artboard" transform="translate(10.000000, 5.000000)" sketch:type="MSLayerGroup">
            <use fill="black" fill-opacity="0.5" filter="url(#f)" xlink:href="#path-1"></use>
            <use fill="#0B4A6F" fill-rule="evenodd" xlink:href="#path-1"></use>
            <mask id="mask-2" fill="white">
                <use xlink:href="#path-1"></use>
            </mask>
            <rect fill="#F0A000" mask="url(#mask-2)" x="20" y="60" width="100" height="20"></rect>
            <text id="Bio" font-family="Helvetica-Bold, Helvetica" font-size="16" font-weight="bold"
 letter-spacing="0.5" fill="#333333"><tspan x="125" y="60">Bio</tspan></text>
        </g>
    </g>
</svg>
""",
    "CorelDRAW": f"""\
<?xml version="1.0" encoding="UTF-8"?>
{DOCTYPE}<!-- Creator: CorelDRAW X6 -->
<svg xmlns="http://www.w3.org/2000/svg" xml:space="preserve" width="80mm" height="48mm"
 version="1.1" style="shape-rendering:geometricPrecision; text-rendering:geometricPrecision; \
image-rendering:optimizeQuality; fill-rule:evenodd; clip-rule:evenodd" viewBox="0 0 8000 4800"
 {XLINK} xmlns:xodm="http://www.corel.com/coreldraw/odm/2003">
 <defs>
  <font id="FontID0" horiz-adv-x="722" font-variant="normal" style="fill-rule:nonzero" \
font-weight="400"><font-face font-family="Arial"><font-face-src><font-face-name name="Arial"/>\
</font-face-src></font-face><missing-glyph><path d="M0 0z"/></missing-glyph>
   <glyph unicode="B" horiz-adv-x="667"><path d="M73 0l0 716 268 0z"/></glyph></font>
  <style type="text/css">
   <![CDATA[
    @font-face {{ font-family:"Arial";font-variant:normal;font-weight:normal;\
src:url("#FontID0") format(svg)}}
    .str0 {{stroke:#2B2A29;stroke-width:60}}
    .fil0 {{fill:none}}
    .fil1 {{fill:#0B4A6F;fill-rule:nonzero}}
    .fnt0 {{font-weight:normal;font-size:900px;font-family:'Arial'}}
   ]]>
  </style>
 </defs>
 <g id="Layer_x0020_1">
  <metadata id="CorelCorpID_0Corel-Layer"/>
  <polygon class="fil0 str0" points="600,600 3600,600 3600,3600 600,3000 "/>
  <path class="fil1" d="M4200 900c0,900 900,1800 1800,1800 900,0 1800,-900 1800,-1800l-3600 0z"/>
  <text x="4200" y="4200"  class="fil1 fnt0">Bio</text>
 </g>
</svg>
""",
    "Affinity Designer": f"""\
<?xml version="1.0" encoding="UTF-8" standalone="no"?>
{DOCTYPE}<svg width="100%" height="100%" viewBox="0 0 200 120" version="1.1" {XLINK} \
xmlns="http://www.w3.org/2000/svg" xml:space="preserve" xmlns:serif="http://www.serif.com/" \
style="fill-rule:evenodd;clip-rule:evenodd;stroke-linejoin:round;stroke-miterlimit:2;">
    <g id="Artboard1" serif:id="Artboard 1" transform="matrix(1,0,0,1,-10,-5)">
        <rect x="10" y="5" width="200" height="120" style="fill:none;"/>
        <clipPath id="_clip1">
            <rect x="30" y="25" width="100" height="60"/>
        </clipPath>
        <g clip-path="url(#_clip1)">
            <use xlink:href="#_Image2" x="30" y="25" width="4px" height="2px" \
transform="matrix(25,0,0,30,-720,-725)"/>
            <circle cx="80" cy="55" r="30" style="fill:url(#_Linear3);"/>
        </g>
        <path d="M140,30L190,30L165,90Z" style="fill:rgb(240,160,0);fill-opacity:0.8;\
stroke:black;stroke-width:1px;"/>
    </g>
    <defs>
        <image id="_Image2" width="4px" height="2px" xlink:href="{PICTURE}"/>
        <linearGradient id="_Linear3" x1="0" y1="0" x2="1" y2="0" gradientUnits="userSpaceOnUse" \
gradientTransform="matrix(60,0,0,60,50,55)"><stop offset="0" style="stop-color:rgb(11,74,111);\
stop-opacity:1"/><stop offset="1" style="stop-color:white;stop-opacity:1"/></linearGradient>
    </defs>
</svg>
""",
    "LibreOffice Draw": f"""\
<?xml version="1.0" encoding="UTF-8"?>
{DOCTYPE}<svg width="80mm" height="48mm" viewBox="0 0 8000 4800" version="1.1" {XLINK}
 preserveAspectRatio="xMidYMid" fill-rule="evenodd" stroke-width="28.222" stroke-linejoin="round"
 xmlns="http://www.w3.org/2000/svg" xmlns:ooo="http://xml.openoffice.org/svg/export"
 xmlns:presentation="http://sun.com/xmlns/staroffice/presentation" xml:space="preserve">
 <defs class="ClipPathGroup">
  <clipPath id="presentation_clip_path" clipPathUnits="userSpaceOnUse">
   <rect x="0" y="0" width="8000" height="4800"/>
  </clipPath>
 </defs>
 <defs class="TextShapeIndex"><g ooo:slide="id1" ooo:id-list="id3 id4"/></defs>
 <g class="SlideGroup"><g><g id="container-id1"><g id="id1" class="Slide" \
clip-path="url(#presentation_clip_path)"><g class="Page">
  <g class="com.sun.star.drawing.CustomShape"><g id="id3">
   <rect class="BoundingBox" stroke="none" fill="none" x="499" y="499" width="3003" height="2003"/>
   <path fill="rgb(11,74,111)" stroke="none" d="M 2000,2500 L 500,2500 500,500 3500,500 3500,2500 \
2000,2500 Z"/>
   <text class="SVGTextShape"><tspan class="TextParagraph" font-family="Liberation Sans, sans-serif"
 font-size="635px" font-weight="400"><tspan class="TextPosition" x="1000" y="1700">\
<tspan fill="rgb(255,255,255)" stroke="none" style="white-space: pre">Bio  logo</tspan></tspan>\
</tspan></text>
  </g></g>
 </g></g></g></g></g>
</svg>
""",
}
