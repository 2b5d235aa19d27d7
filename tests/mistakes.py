"""Mistakes that editors make in a hurry: what they change, and how the message begins."""

from __future__ import annotations

from tests.pixels import png
from tests.small import FILES, with_line

Changes = dict[str, "str | bytes | None"]

MARKET = "data/markets/japan.yml"
VISIT = "data/activities/visit.yml"
PARTNER = "data/partners/acme.yml"
HOME = "docs/index.md"
ALLIANCE = "data/alliance.yml"
PNG = png(4, 2)
SVG = '<svg xmlns="http://www.w3.org/2000/svg">\n{}</svg>'
RESULT = """\
claim: {claim}
label: missions
phase: first
counts: {{records: activities, type: [mission]}}
source: [{{url: "https://example.org/", publisher: Example}}]
"""


def page(text: str) -> Changes:
    """Return a change of the home page's text; it starts in line 6."""
    return {HOME: f"---\ntitle: Home\ndescription: A small site.\n---\n\n{text}\n"}


def funded(field: str) -> Changes:
    """Return a change that gives the first phase money, with one more field."""
    money = f"funding: {{funder: F, statement: S, {field}}}"
    return with_line("data/alliance.yml", "end: 2021", f"end: 2021, {money}")


def stated(prepared: str, reviewed: str) -> Changes:
    """Return a change that gives the alliance an accessibility statement."""
    days = f"prepared: {prepared}, reviewed: {reviewed}"
    return with_line(
        "data/alliance.yml",
        "status:",
        f"accessibility: {{conformance: partial, {days}}}\nstatus:",
    )


MISTAKES: dict[str, tuple[Changes, str]] = {
    "colour that cannot be read": (
        {ALLIANCE: FILES[ALLIANCE] + 'brand: {primary: "#7FB0FF"}\n'},
        f'{ALLIANCE}:9:18: the alliance: brand.primary: texts in "#7fb0ff" cannot be read on light'
        " pages: the contrast is 1.92, at least 4.5 is needed (WCAG 2.2). Did you mean"
        ' "#3f6cb5"?',
    ),
    "colour that cannot be read in the dark": (
        {ALLIANCE: FILES[ALLIANCE] + 'brand:\n  accent_dark: "#a3430f"\n'},
        f'{ALLIANCE}:10:16: the alliance: brand.accent_dark: texts in "#a3430f" cannot be read on'
        " dark pages: the contrast is 2.21, at least 4.5 is needed",
    ),
    "colour without quotes": (
        {ALLIANCE: FILES[ALLIANCE] + "brand:\n  primary: #0b4a6f\n"},
        f'{ALLIANCE}:10:12: what follows " #" would be lost as a comment. Put the whole value in',
    ),
    "colour without quotes in braces": (
        {ALLIANCE: FILES[ALLIANCE] + 'brand: {primary: #0b4a6f, accent: "#a3430f"}\n'},
        f'{ALLIANCE}:9:18: what follows " #" would be lost as a comment. Put the whole value in',
    ),
    "name of a colour": (
        {ALLIANCE: FILES[ALLIANCE] + "brand: {primary: navy}\n"},
        f'{ALLIANCE}:9:18: the alliance: brand.primary: found "navy": not a colour: write a hash',
    ),
    "misspelt field": (
        with_line(MARKET, "summary", "sumary"),
        f'{MARKET}:3:1: market "japan": there is no field "sumary" here. Did you mean "summary"?',
    ),
    "missing field": (
        with_line(MARKET, "country: JP\n", ""),
        f'{MARKET}:1:1: market "japan": the field "country" is missing. Add it. (Two-letter'
        " country code, for example JP.)",
    ),
    "number for text": (
        with_line(VISIT, "A visit", "2020"),
        f'{VISIT}:2:8: activity "visit": title: found "2020", but text is expected. Put it in',
    ),
    "text for a date": (
        with_line(VISIT, "2020-05", "in May"),
        f'{VISIT}:3:8: activity "visit": start: found "in May": write a date as 2016, 2016-10 or',
    ),
    "nothing for a text": (
        with_line(VISIT, "A visit", ""),
        f'{VISIT}:2:7: activity "visit": title: nothing is given here. Write it, or delete',
    ),
    "number that is too small": (
        {VISIT: FILES[VISIT] + "participants: {count: 0, of: people}\n"},
        f'{VISIT}:8:23: activity "visit": participants.count: found "0", but a number of at least'
        " 1 is expected.",
    ),
    "cancelled, but still planned": (
        {VISIT: FILES[VISIT] + "cancelled: true\nplanned: true\n"},
        f'{VISIT}:9:10: activity "visit": planned: the activity was cancelled, so it is no longer',
    ),
    "cancelled, but with participants": (
        {VISIT: FILES[VISIT] + "cancelled: true\nparticipants: {count: 2, of: people}\n"},
        f'{VISIT}:9:15: activity "visit": participants: the activity was cancelled, so nobody took',
    ),
    "a word for true": (
        {VISIT: FILES[VISIT] + "cancelled: yes\n"},
        f'{VISIT}:8:12: activity "visit": cancelled: found "yes", but true or false is expected.',
    ),
    "number with a comma": (
        {"data/results/missions.yml": RESULT.format(claim="3,300")},
        'data/results/missions.yml:1:8: result "missions": claim: found "3,300", but a whole',
    ),
    "empty list": (
        {
            "data/results/missions.yml": RESULT.format(claim=1).partition("source")[0]
            + "source: []\n"
        },
        'data/results/missions.yml:5:9: result "missions": source: the list is empty. Give at',
    ),
    "unknown word in a list": (
        {"data/results/missions.yml": RESULT.format(claim=1).replace("[mission]", "[misson]")},
        'data/results/missions.yml:4:38: result "missions": counts.type: found "misson", but only',
    ),
    "text that is too long": (
        with_line(MARKET, "A market.", "x" * 1001),
        f'{MARKET}:3:10: market "japan": summary: the text has 1001 characters, 1000 at most fit.',
    ),
    "text for a list": (
        with_line(VISIT, "[japan]", "japan"),
        f'{VISIT}:5:10: activity "visit": markets: found "japan", but a list is expected.',
    ),
    "unknown country": (
        with_line(PARTNER, "FR", "FX"),
        f'{PARTNER}:3:10: partner "acme": country: found "FX": not a country code: write two',
    ),
    "country in small letters": (
        with_line(PARTNER, "FR", "no"),
        f'{PARTNER}:3:10: partner "acme": country: found "no": not a country code: write two'
        ' capital letters such as JP (ISO 3166-1). Did you mean "NO"?',
    ),
    "unknown slug": (
        with_line(VISIT, "[japan]", "[japn]"),
        f'{VISIT}:5:11: activity "visit": markets: there is no market "japn" in data/markets/.'
        ' Did you mean "japan"?',
    ),
    "unknown phase": (
        with_line(MARKET, "first", "frist"),
        f'{MARKET}:2:8: market "japan": since: there is no phase "frist" in data/alliance.yml.'
        ' Did you mean "first"?',
    ),
    "unknown word": (
        with_line(VISIT, "mission", "misson"),
        f'{VISIT}:1:7: activity "visit": type: found "misson", but only "mission", "matchmaking",',
    ),
    "month 13": (
        with_line(VISIT, "2020-05", "2020-13"),
        f'{VISIT}:3:8: activity "visit": start: found "2020-13": there is no month 13: months go',
    ),
    "day 30 of February": (
        with_line(VISIT, "2020-05", "2020-02-30"),
        f'{VISIT}:3:8: activity "visit": start: found "2020-02-30": 2020-02 has no day 30: its',
    ),
    "end before start": (
        with_line(VISIT, "start: 2020-05", "start: 2020-05\nend: 2020-04"),
        f'{VISIT}:4:6: activity "visit": end: the end, 2020-04, comes before the start, 2020-05.',
    ),
    "end without start": (
        with_line(VISIT, "start: 2020-05", "end: 2020-04"),
        f'{VISIT}:3:6: activity "visit": end: there is an end but no start. Add the start.',
    ),
    "phase that ends before it starts": (
        with_line("data/alliance.yml", "end: 2021", "end: 2019"),
        "data/alliance.yml:7:48: the alliance: phases.first.end: the end, 2019, comes before",
    ),
    "duplicate key": (
        with_line(MARKET, "summary", "country: US\nsummary"),
        f'{MARKET}:3:1: the key "country" is given twice: here and in line 1. Keep one.',
    ),
    "tab": (
        with_line(VISIT, "markets: [japan]", "markets:\n\t- japan"),
        f"{VISIT}:6:1: tab used for indentation. Use spaces instead",
    ),
    "Latin-1": (
        {MARKET: "country: JP\nsince: first\nsummary: Un marché.\n".encode("latin-1")},
        f'{MARKET}:3:18: the byte E9 (perhaps "é" in another encoding) is not UTF-8. Save the',
    ),
    "empty file": (
        {MARKET: ""},
        f'{MARKET}:1:1: the file is empty: write lines such as "name: …".',
    ),
    "list for fields": (
        {MARKET: "- country: JP\n"},
        f"{MARKET}:1:1: a list stands where fields belong.",
    ),
    "anchor bomb": (
        {MARKET: "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"},
        f'{MARKET}:1:4: text that starts with "&" needs quotes around it (YAML anchors are not',
    ),
    "3,000 brackets": (
        {MARKET: "country: " + "[" * 3000},
        f"{MARKET}:1:",
    ),
    "javascript: address": (
        with_line(PARTNER, "summary", "url: javascript:alert(1)\nsummary"),
        f'{PARTNER}:5:6: partner "acme": url: found "javascript:alert(1)": an address starts with',
    ),
    "address with a password": (
        with_line(PARTNER, "summary", "url: https://me:secret@example.org/\nsummary"),
        f'{PARTNER}:5:6: partner "acme": url: found "https://me:secret@example.org/": an address',
    ),
    "market by its title": (
        with_line(VISIT, "[japan]", "[South Korea]"),
        f'{VISIT}:5:11: activity "visit": markets: found "South Korea", but a slug has lower-case'
        " letters, digits and single hyphens only. Write the name of a file without its ending, as"
        ' in south-korea. Did you mean "south-korea"?',
    ),
    "slug that climbs": (
        with_line(VISIT, "[japan]", "[../x]"),
        f'{VISIT}:5:11: activity "visit": markets: found "../x", but a slug has lower-case',
    ),
    "old address that climbs": (
        with_line(MARKET, "summary", "was: [../../x]\nsummary"),
        f'{MARKET}:3:7: market "japan": was: found "../../x", but a slug has lower-case letters,',
    ),
    "file name with dots": (
        {"data/markets/a..x.yml": FILES[MARKET]},
        'data/markets/a..x.yml:1:1: the site has no language ".x". It is translated into "fr";',
    ),
    "slug of a language": (
        {"data/markets/fr.yml": FILES[MARKET]},
        'data/markets/fr.yml:1:1: "fr" is a language of the site ("en" or "fr"). Rename the file.',
    ),
    "slug index": (
        {"data/markets/index.yml": FILES[MARKET]},
        'data/markets/index.yml:1:1: the site needs the name "index" for itself. Rename the file.',
    ),
    "slug 404": (
        {"data/markets/404.yml": FILES[MARKET]},
        'data/markets/404.yml:1:1: the site needs the name "404" for itself. Rename the file.',
    ),
    "slug with capitals": (
        {"data/markets/Korea.yml": FILES[MARKET]},
        'data/markets/Korea.yml:1:1: "Korea" cannot be part of an address. Rename the file:',
    ),
    "two files, one address": (
        {"docs/markets/japan.md": FILES[HOME]},
        f'{MARKET}:1:1: market "japan": docs/markets/japan.md makes the page of the same address.',
    ),
    "two pages, one address": (
        {"docs/about.md": FILES[HOME], "docs/about/index.md": FILES[HOME]},
        "docs/about/index.md:1:1: this page has the same address as docs/about.md.",
    ),
    "translation of nothing": (
        {"data/markets/jpan.fr.yml": "translation: human\nsummary: Un marché.\n"},
        'data/markets/jpan.fr.yml:1:1: there is no market "jpan" to translate. Did you mean "japan',
    ),
    "translation into an unknown language": (
        {"data/markets/japan.pt.yml": "translation: human\nsummary: Um mercado.\n"},
        'data/markets/japan.pt.yml:1:1: the site has no language "pt".',
    ),
    "translation of a fact": (
        {"data/markets/japan.fr.yml": "translation: human\ncountry: FR\n"},
        'data/markets/japan.fr.yml:2:1: market "japan" in "fr": there is no field "country" here.',
    ),
    "translation that does not say how it was made": (
        {"data/markets/japan.fr.yml": "summary: Un marché.\n"},
        'data/markets/japan.fr.yml:1:1: market "japan" in "fr": the field "translation" is missing',
    ),
    "translation of a phase that is not there": (
        {"data/alliance.fr.yml": "translation: human\nphases:\n  frist: {name: Phase}\n"},
        'data/alliance.fr.yml:3:11: the alliance in "fr": phases.frist.name: the source has no such'
        ' text, so there is nothing to translate. Did you mean "phases.first.name"?',
    ),
    "logo without alternative text": (
        with_line(PARTNER, "summary", "logo: {file: images/x.png}\nsummary"),
        f'{PARTNER}:5:1: partner "acme": the field "logo.alt" is missing',
    ),
    "logo that is not there": (
        with_line(PARTNER, "summary", "logo: {file: images/x.png, alt: A mark}\nsummary"),
        f'{PARTNER}:5:14: partner "acme": logo.file: there is no file "images/x.png" below docs/.',
    ),
    "picture without alternative text": (
        {**page("![](images/x.png)"), "docs/images/x.png": PNG},
        f"{HOME}:6:1: the home page: this picture has no alternative text.",
    ),
    "picture that is not one": (
        {"docs/images/x.png": b"<html>"},
        "docs/images/x.png:1:1: the file is not what its name says (.png).",
    ),
    "SVG with a script": (
        {"docs/images/x.svg": SVG.format("<script/>")},
        'docs/images/x.svg:2:1: this SVG has "<script>", which can run code.',
    ),
    "SVG with a picture from elsewhere": (
        {"docs/images/x.svg": SVG.format('<image href="https://example.org/a.png"/>')},
        'docs/images/x.svg:2:1: this SVG refers to "https://example.org/a.png", which is outside',
    ),
    "picture that is cut off": (
        {"docs/images/x.png": PNG[:-20]},
        "docs/images/x.png:1:1: the picture is cut off or damaged.",
    ),
    "file that could run": (
        {"docs/evil.html": "<script>alert(1)</script>"},
        "docs/evil.html:1:1: files of this kind are not published.",
    ),
    "picture with a language in its name": (
        {"docs/images/x.fr.png": PNG},
        "docs/images/x.fr.png:1:1: a name has letters, digits, hyphens and underscores only here.",
    ),
    "unknown view": (
        page("[[marktes]]"),
        f'{HOME}:6:1: the home page: no view is called "marktes". Did you mean "markets"?',
    ),
    "unknown option": (
        page("[[markets year=2020]]"),
        f'{HOME}:6:1: the home page: the view "markets" has no option "year".',
    ),
    "unknown record in a sentence": (
        page("See [[market japn]]."),
        f'{HOME}:6:5: the home page: there is no market "japn". Did you mean "japan"?',
    ),
    "view within a sentence": (
        page("See [[markets]]."),
        f"{HOME}:6:5: the home page: [[markets]] places a view: put it in a paragraph of its own",
    ),
    "view in a record": (
        {MARKET: FILES[MARKET] + "body: |\n  Hello\n\n  [[markets]]\n"},
        f'{MARKET}:7:3: market "japan": [[markets]] places a view, which only the pages of docs/',
    ),
    "two versions of a page": (
        page("<<<<<<< HEAD\nOld.\n=======\nNew.\n>>>>>>> edit"),
        f"{HOME}:6:1: two people changed this place, and Git has left both versions",
    ),
    "two versions within a text": (
        {MARKET: FILES[MARKET] + "body: |\n  Hello\n  <<<<<<< HEAD\n  Old.\n"},
        f"{MARKET}:6:1: two people changed this place",
    ),
    "end of a second version": (
        {"data/addresses.txt": "/\n>>>>>>> edit\n"},
        "data/addresses.txt:2:1: two people changed this place",
    ),
    "title that nobody can see": (
        with_line("data/activities/visit.yml", "A visit", "\u2060\u00ad\u3164"),
        'data/activities/visit.yml:2:8: activity "visit": title: found "',
    ),
    "name that ends in a dot": (
        {"data/markets/japan..yml": FILES[MARKET]},
        'data/markets/japan..yml:1:1: the site has no language ".". It is translated into',
    ),
    "address without its scheme": (
        page("[x](www.example.org)"),
        f'{HOME}:6:1: the home page: "www.example.org" is no address that a link can lead to.',
    ),
    "directive short of a bracket": (
        page("See [[market japan]."),
        f'{HOME}:6:5: the home page: "[[" looks like a part of a directive, which has two brackets',
    ),
    "directive over two lines": (
        page("See [[market\njapn]]."),
        f'{HOME}:6:5: the home page: there is no market "japn". Did you mean "japan"?',
    ),
    "directive in brackets of a Japanese keyboard": (
        page("［［markets］］"),
        f'{HOME}:6:1: the home page: "［［" looks like a part of a directive',
    ),
    "directive in the text of a link": (
        page("[[[market japan]]](https://example.org/)"),
        f"{HOME}:6:18: the home page: this looks like a link, but is none",
    ),
    "link with a blank": (
        page("See [here](http://example.org/a b.html)."),
        f"{HOME}:6:10: the home page: this looks like a link, but is none",
    ),
    "link with a password": (
        page("[x](https://user:pw@example.org/)"),
        f'{HOME}:6:1: the home page: "https://user:pw@example.org/": an address names a host, and',
    ),
    "address in angle brackets without a host": (
        page("<https:///nohost>"),
        f'{HOME}:6:1: the home page: "https:///nohost": an address names a host, and no user',
    ),
    "address as it is, with a password": (
        page("See https://user:pw@example.org/."),
        f'{HOME}:6:5: the home page: "https://user:pw@example.org/": an address names a host, and',
    ),
    "link with backslashes": (
        page(r"[x](https:\\\\evil)"),
        f'{HOME}:6:1: the home page: "https:',
    ),
    "address with a scheme that is not allowed": (
        page("<ftp://example.org/>"),
        f'{HOME}:6:1: the home page: "ftp://example.org/" is no address that a link can lead to.',
    ),
    "scheme written with an entity": (
        page("[x](java&#115;cript:alert)"),
        f'{HOME}:6:1: the home page: "javascript:alert" is no address that a link can lead to.',
    ),
    "link with brackets to nothing": (
        page("[a [b] c](abuot.md)"),
        f'{HOME}:6:1: the home page: there is no page "abuot.md".',
    ),
    "definition over two lines to nothing": (
        page("> [us][us]\n\n> [us]:\n>   abuot.md"),
        f'{HOME}:8:3: the home page: there is no page "abuot.md".',
    ),
    "picture by reference from elsewhere": (
        page("![a [b] c][i]\n\n[i]: https://example.org/t.png"),
        f"{HOME}:6:1: the home page: a picture lies below docs/, not at",
    ),
    "footnote that is not named": (
        page("Text.\n\n[^a]: A note."),
        f'{HOME}:8:1: the home page: no text names the footnote "a", so it would not be shown.',
    ),
    "lists within lists within lists": (
        page("- " * 30 + "a"),
        f"{HOME}:6:21: the home page: lists, quotations or emphasis are nested deeper than 20",
    ),
    "table with a head that is too wide": (
        page("|a" * 900 + "\n" + "|-" * 900 + "\n" + "|b\n" * 900),
        f"{HOME}:22:1: the home page: a table has far fewer cells than its head asks for.",
    ),
    "link to nothing": (
        page("[about](abuot.md)"),
        f'{HOME}:6:1: the home page: there is no page "abuot.md".',
    ),
    "link that runs": (
        page("[x](javascript:alert)"),
        f'{HOME}:6:1: the home page: "javascript:alert" is no address that a link can lead to.',
    ),
    "link to nothing across two lines": (
        page("Read [about\nus](abuot.md)."),
        f'{HOME}:6:6: the home page: there is no page "abuot.md".',
    ),
    "link to nothing by reference": (
        page("Read [about us][us].\n\n[us]: abuot.md"),
        f'{HOME}:8:1: the home page: there is no page "abuot.md".',
    ),
    "picture without alternative text by reference": (
        {**page("![][x]\n\n[x]: images/x.png"), "docs/images/x.png": PNG},
        f"{HOME}:6:1: the home page: this picture has no alternative text.",
    ),
    "page without front matter": (
        {HOME: "# Home\n"},
        f'{HOME}:1:1: a page starts with a line "---", then its title and description,',
    ),
    "two coordinators": (
        {"data/partners/best.yml": FILES[PARTNER].replace("Acme", "Best")},
        'data/partners/best.yml:2:7: partner "best": role: there are two coordinators, "acme" is',
    ),
    "no coordinator": (
        with_line(PARTNER, "coordinator", "partner"),
        f'{PARTNER}:2:7: partner "acme": no partner is the coordinator. Write "role: coordinator"',
    ),
    "claim below its records": (
        {"data/results/missions.yml": RESULT.format(claim=0)},
        'data/results/missions.yml:1:8: result "missions": claim: 0 is claimed, but 1 record',
    ),
    "old address in use": (
        with_line(MARKET, "summary", "was: [japan]\nsummary"),
        f'{MARKET}:3:7: market "japan": was: another record has or had the address "japan".',
    ),
    "folder of no kind": (
        {"data/market/x.yml": FILES[MARKET]},
        'data/market:1:1: no records are kept in a folder of this name. Did you mean "markets"?',
    ),
    "file of no kind": (
        {"data/markets/japan.yaml": FILES[MARKET]},
        'data/markets/japan.yaml:1:1: a data file ends in ".yml". Rename it, as in "japan.yml"',
    ),
    "written slug": (
        with_line(MARKET, "summary", "slug: japan\nsummary"),
        f'{MARKET}:3:1: market "japan": the field "slug" is not written: the file name is the',
    ),
    "no alliance": (
        {"data/alliance.yml": None},
        "data/alliance.yml:1:1: the file data/alliance.yml is missing.",
    ),
    "link to a draft": (
        {**page("[x](markets/japan.md)"), **with_line(MARKET, "summary", "draft: true\nsummary")},
        f"{HOME}:6:1: the home page: this leads to a draft, which visitors do not see. Publish",
    ),
    "name of a draft": (
        {**page("See [[market japan]]."), **with_line(MARKET, "summary", "draft: true\nsummary")},
        f"{HOME}:6:5: the home page: this leads to a draft, which visitors do not see. Publish",
    ),
    "draft in the menu": (
        {HOME: FILES[HOME].replace("title: Home", "title: Home\ndraft: true")},
        f"{HOME}:3:8: the home page: the menu or the footer in mkdocs.yml leads to this draft.",
    ),
    "draft as the only coordinator": (
        {
            **with_line(PARTNER, "summary", "draft: true\nsummary"),
            "data/partners/best.yml": FILES[PARTNER].replace("coordinator", "partner"),
        },
        'data/partners/best.yml:2:7: partner "best": no partner is the coordinator.',
    ),
    "no home page": (
        {
            HOME: None,
            "docs/about.md": FILES[HOME],
            **with_line("mkdocs.yml", "index.md", "about.md"),
        },
        "docs/index.md:1:1: the home page is missing. Write it: title, description, and a text.",
    ),
    "formats of no locale": (
        with_line("mkdocs.yml", "images: false", "images: false, formats: {fr: xx-YY}"),
        "mkdocs.yml:12:45: formats name a language of the site and a locale that CLDR knows,",
    ),
    "formats that are a list": (
        with_line("mkdocs.yml", "images: false", "images: false, formats: [fr]"),
        "mkdocs.yml:12:40: extra.formats: found a list: fields are expected, as in formats:"
        " {en: en-GB}.",
    ),
    "menu with titles": (
        with_line("mkdocs.yml", "[index.md]", "[Home: index.md]"),
        "mkdocs.yml:3:7: only the file is named here: its title comes from the page.",
    ),
    "menu that is no list": (
        with_line("mkdocs.yml", "images: false", "images: false, footer: index.md"),
        "mkdocs.yml:12:39: a list of pages is expected. Give each a line of its own,",
    ),
    "menu entry that is no page": (
        with_line("mkdocs.yml", "nav: [index.md]", "nav: [index.md, abuot.md]"),
        'mkdocs.yml:3:17: there is no page "abuot.md" below docs/.',
    ),
    "language that does not exist": (
        with_line("mkdocs.yml", "locale: fr", "locale: xq"),
        'mkdocs.yml:10:20: "xq" is no language that CLDR knows.',
    ),
    "emblem without its words": (
        funded("emblem: eu"),
        "data/alliance.yml:7:97: the alliance: phases.first.funding.emblem: it is never shown",
    ),
    "wording that nobody verified": (
        funded("verified: true"),
        "data/alliance.yml:7:99: the alliance: phases.first.funding.verified: both are needed.",
    ),
    "wording verified by somebody but not said so": (
        funded("verified_by: Ada"),
        "data/alliance.yml:7:102: the alliance: phases.first.funding.verified_by: both are needed.",
    ),
    "statement read before it was made": (
        stated("2019-05-01", "2019-04-30"),
        "data/alliance.yml:8:71: the alliance: accessibility.reviewed: it comes before 2019-05-01",
    ),
    "check that was not made yet": (
        with_line(MARKET, "since: first", "since: first\nchecked: 2199-01-01"),
        f'{MARKET}:3:10: market "japan": checked: 2199-01-01 is still to come, but it says when',
    ),
    "form of the status that does not exist": (
        page("[[status form=note-of-all]]"),
        f'{HOME}:6:1: the home page: form names "note-of-all", which is not there.',
    ),
    "contact that is no partner": (
        with_line(MARKET, "since: first", "since: first\ncontacts: [acne]"),
        f'{MARKET}:3:12: market "japan": contacts: there is no partner "acne" in data/partners/.'
        ' Did you mean "acme"?',
    ),
}
