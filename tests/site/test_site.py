"""The built sites, as files: languages, links, addresses, facts, safety."""

from __future__ import annotations

import re
import statistics
import subprocess
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import etree

from alliance.content.content import Content
from alliance.model.translations import State
from alliance.site.reading import read_content
from tests.conftest import HARBOUR, HARBOUR_DAY, ROOT, SITE_URL, build, build_here
from tests.html import classed, pages, text

LANGUAGES = ("en", "ca", "es", "de", "it", "fr", "pt-BR", "ja", "zh", "ko")
NAMESPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def content_of(root: Path) -> Content:
    """Return the content below a folder, which must be sound."""
    content, problems = read_content(root)
    assert content is not None
    assert problems == []
    return content


def prefix(language: str, source: str = "en") -> str:
    """Return the folder of a language."""
    return "" if language == source else f"{language}/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_there_in_every_language(reference: Path, language: str) -> None:
    """Written pages, a page for each record, and a 404 page."""
    content = content_of(ROOT)
    expected = {f"{path}/index.html" if path else "index.html" for path in content.articles}
    for kind in ("partners", "markets", "themes", "activities", "agreements"):
        expected |= {f"{kind}/{slug}/index.html" for slug in content.records[kind]}
    expected.add("404.html")

    found = {name.removeprefix(prefix(language)) for name in pages(reference)}

    assert {"about/index.html", "legal/index.html", "privacy/index.html"} <= expected
    assert expected <= found
    assert {f"{prefix(language)}{name}" for name in expected} <= set(pages(reference))


def test_every_text_is_there_in_every_language() -> None:
    """Each record and page of the reference site, field by field, marked with how it was made."""
    content = content_of(ROOT)

    assert content.settings.codes == LANGUAGES
    for key, languages in content.translations.items():
        source = languages["en"]
        if not source.texts:
            continue  # names, numbers and addresses only
        assert set(languages) == set(LANGUAGES), key
        for code in LANGUAGES[1:]:
            assert languages[code].state(source) is State.COMPLETE, (key, code)
            assert languages[code].origin in ("machine", "human", "reviewed")


@pytest.mark.parametrize("site", ["reference", "harbour"])
def test_every_link_leads_to_a_file_and_stays_relative(
    site: str, request: pytest.FixtureRequest
) -> None:
    """So the site works at any path, and from a folder. 404 pages alone start at the root."""
    root: Path = request.getfixturevalue(site)
    broken = []
    for name, page in pages(root).items():
        for element, attribute, link, _ in page.iterlinks():
            if re.match(r"(https?|mailto|tel|webcal):", link) or element.get("rel") in (
                "canonical",
                "alternate",
            ):
                continue
            path = unquote(urlsplit(urljoin(f"/{name}", link)).path)
            target = root / path.lstrip("/") / ("index.html" if path.endswith("/") else "")
            is_absolute = link.startswith("/") and not name.endswith("404.html")
            if is_absolute or not target.is_file():
                broken.append((name, attribute, link))

    assert broken == []


@pytest.mark.parametrize("site", ["reference", "harbour"])
def test_every_page_says_its_language_title_and_description(
    site: str, request: pytest.FixtureRequest
) -> None:
    """In its root element and head; one heading of level 1; headings skip no level."""
    for name, page in pages(request.getfixturevalue(site)).items():
        folder = name.partition("/")[0]
        expected = folder if folder in (*LANGUAGES, "ar") else "en"
        assert page.get("lang") == expected, name
        assert page.get("dir") == ("rtl" if expected == "ar" else "ltr"), name
        assert page.findtext("head/title").strip(), name
        assert page.find("head/meta[@name='description']").get("content").strip(), name
        levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3", "h4")]
        assert levels.count(1) == 1, name
        assert all(b - a <= 1 for a, b in zip([0, *levels], levels, strict=False)), (name, levels)


def test_nothing_untrue_stands_in_a_page(reference: Path, harbour: Path) -> None:
    """No undefined value, no directive left over, no code of a template."""
    for site in (reference, harbour):
        for name, page in pages(site).items():
            for code in page.iter("code"):
                code.text = ""
            text = page.find("body").text_content()
            assert not re.search(r"\bNone\b(?! of)|\bUndefined\b|\[\[|\{n\}|\{date\}", text), name


def test_alternates_are_absolute_complete_and_mutual(reference: Path) -> None:
    """Each page names all ten languages and x-default, and is the canonical address of itself."""
    for name, page in pages(reference).items():
        if name.endswith("404.html"):
            continue
        language = page.get("lang")
        links = {
            link.get("hreflang"): link.get("href") for link in page.findall("head/link[@hreflang]")
        }
        path = name.removesuffix("index.html").removeprefix(prefix(language))
        expected = {code: f"{SITE_URL}{prefix(code)}{path}" for code in LANGUAGES}
        assert links == {**expected, "x-default": f"{SITE_URL}{path}"}, name
        assert page.find("head/link[@rel='canonical']").get("href") == links[language], name


def test_the_sitemap_lists_every_translation_with_the_day_of_its_last_change(
    reference: Path,
) -> None:
    """Days come from Git; in a shallow clone there are none."""
    tree = etree.fromstring((reference / "sitemap.xml").read_bytes())
    locations = tree.xpath("//s:loc/text()", namespaces=NAMESPACES)
    expected = {
        SITE_URL + name.removesuffix("index.html")
        for name in pages(reference)
        if not name.endswith("404.html")
    }

    assert set(locations) == expected
    assert len(locations) == len(expected)
    for url in tree.findall("s:url", NAMESPACES):
        codes = [link.get("hreflang") for link in url.findall("x:link", NAMESPACES)]
        assert codes == [*LANGUAGES, "x-default"]
        assert re.fullmatch(r"20\d\d-\d\d-\d\d|", url.findtext("s:lastmod", "", NAMESPACES))
    assert f"Sitemap: {SITE_URL}sitemap.xml\n" in (reference / "robots.txt").read_text()


def test_without_an_address_nothing_absolute_is_said(harbour: Path) -> None:
    """No canonical address, no alternates, no sitemap; robots.txt names none."""
    assert not (harbour / "sitemap.xml").exists()
    assert "Sitemap" not in (harbour / "robots.txt").read_text()
    for page in pages(harbour).values():
        assert page.findall("head/link[@rel='canonical']") == []
        assert page.findall("head/link[@rel='alternate']") == []


def test_the_root_404_page_speaks_all_languages(reference: Path) -> None:
    """Each apology is marked with its language; that of another language speaks one."""
    page = pages(reference)["404.html"]

    assert [part.get("lang") for part in classed(page, "al-apology")] == list(LANGUAGES[1:])
    assert classed(pages(reference)["fr/404.html"], "al-apology") == []


def test_claims_stand_beside_the_records_that_show_them(reference: Path) -> None:
    """8 agreements are claimed and 5 listed; 8 sessions and none; 3 missions and 3."""
    results = classed(pages(reference)["results/index.html"], "al-result")
    found = [
        (
            classed(result, "al-result__number")[0].text,
            [listed.text for listed in classed(result, "al-result__listed")],
            len(list(result.iter("li"))) - 1,
        )
        for result in results
    ]

    assert found[:3] == [
        ("8", ["5 of them are listed here:"], 5),
        ("8", ["None of them is listed here."], 0),
        ("3", ["3 of them are listed here:"], 3),
    ]


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("index.html", ["3,300", "200", "23,000", "over 358,000", "Not officially active"]),
        ("activities/mission-japan/index.html", ["October 2016", "26 companies", "Japan"]),
        ("activities/webinar-eu-japan/index.html", ["17 March 2021", "Online"]),
        ("activities/mission-china/index.html", ["Date Not published"]),
        ("markets/japan/index.html", ["Osaka Bio Headquarters", "second largest", "26 companies"]),
        ("partners/lyonbiopole/index.html", ["Project coordinator", "Auvergne-Rhône-Alpes"]),
        (
            "agreements/osaka-bio-headquarters/index.html",
            ["8 November 2016", "2 years", "Ended: 8 November 2018", "Business mission to Japan"],
        ),
        ("agreements/health-industries-south-australia/index.html", ["8 June 2016", "BioSA"]),
        ("es/index.html", ["3300", "23.000", "358.000"]),
        ("ja/activities/mission-japan/index.html", ["2016年10月", "26社"]),
        ("ar/index.html", []),
    ],
)
def test_facts_are_shown_as_they_are_known(reference: Path, name: str, facts: list[str]) -> None:
    """No more precise, and in the language's way of writing."""
    if name == "ar/index.html":
        assert name not in pages(reference)
        return
    shown = text(pages(reference)[name])

    assert [fact for fact in facts if fact not in shown] == []


def test_records_link_both_ways(reference: Path) -> None:
    """A market leads to its activities, agreements and partners, and each of them back."""

    def links(name: str) -> set[str]:
        page = pages(reference)[name].find("body/main")
        base = f"/{name}"
        return {urljoin(base, a.get("href")).strip("/") for a in page.iter("a")}

    market = links("markets/japan/index.html")

    assert {"activities/mission-japan", "activities/webinar-eu-japan"} <= market
    assert {"agreements/osaka-bio-headquarters", "partners/biocat"} <= market
    for back in (
        "activities/mission-japan",
        "agreements/osaka-bio-headquarters",
        "partners/biocat",
    ):
        assert "markets/japan" in links(f"{back}/index.html")
    assert "activities/fact-finding-china" in links("partners/biocat/index.html")
    assert "activities/fact-finding-china" not in links("partners/biom/index.html")


def test_machine_translations_say_so_with_a_link_to_the_original(reference: Path) -> None:
    """On every translated page, in the reader's language; never on an original."""
    for name, page in pages(reference).items():
        notices = classed(page, "al-notice")
        if page.get("lang") == "en" or name.endswith("404.html"):
            assert notices == [], name
        else:
            (notice,) = notices
            target = urljoin(f"/{name}", notice.find("a").get("href"))
            assert target == "/" + name.removesuffix("index.html").removeprefix(
                f"{page.get('lang')}/"
            )


def test_every_record_names_its_source(reference: Path) -> None:
    """The page of each record leads to where its facts were published."""
    for name, page in pages(reference).items():
        if re.search(r"(partners|markets|themes|activities|agreements)/[a-z-]+/index", name):
            links = [
                a.get("href")
                for a in [link for part in classed(page, "al-sources") for link in part.iter("a")]
            ]
            assert links, name
            assert all(link.startswith("http") for link in links), name


def test_a_fallback_page_is_honest(harbour: Path) -> None:
    """Chrome and notice in the reader's language; the text marked with its own."""
    missing = [
        (name, page)
        for name, page in pages(harbour).items()
        if page.get("lang") == "ar" and page.find("body/main/article").get("lang") == "en"
    ]

    assert missing
    for name, page in missing:
        article = page.find("body/main/article")
        assert article.get("dir") == "ltr", name
        (notice,) = classed(page, "al-notice")
        assert notice.getparent().get("lang") is None
        assert "الإنجليزية" in notice.text_content()
        _, translate = notice.iter("a")
        assert translate.get("href").startswith("https://git.example/harbour/_new/tide?filename=")


def test_a_fallback_page_points_search_engines_to_the_original(tmp_path: Path) -> None:
    """Canonical to the original, neither in hreflang nor in the sitemap."""
    site = tmp_path / "site"
    ran = build_here(HARBOUR, site, SITE_URL=SITE_URL, SOURCE_DATE_EPOCH=HARBOUR_DAY)
    assert ran.exit_code == 0, ran.stderr
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")

    found = 0
    for name, page in pages(site).items():
        article = page.find("body/main/article")
        if article.get("lang") is None or name.endswith("404.html"):
            continue
        found += 1
        path = name.removesuffix("index.html").removeprefix(f"{page.get('lang')}/")
        assert page.find("head/link[@rel='canonical']").get("href") == SITE_URL + path
        assert page.findall("head/link[@hreflang]") == []
        assert f"<loc>{SITE_URL}{page.get('lang')}/{path}</loc>" not in sitemap
        original = pages(site)[f"{path}index.html"]
        codes = [link.get("hreflang") for link in original.findall("head/link[@hreflang]")]
        assert page.get("lang") not in codes
    assert found >= 3


def test_time_is_told_relative_to_the_day_that_is_given(harbour: Path) -> None:
    """On 2 March 2026 one activity goes on, two are to come, one is over."""
    marks = {
        classed(card, "al-card__title")[0].text_content(): classed(card, "al-card__kicker")[0].text
        for card in classed(pages(harbour)["activities/index.html"], "al-card")
    }

    words = sorted(kicker.partition(" · ")[2] for kicker in marks.values())
    assert words == ["", "Now", "Upcoming", "Upcoming"]


def test_the_package_knows_no_alliance() -> None:
    """Code and templates hold no word of the reference site."""
    names = ["bioxclusters", "metacluster", "biocat", "biopmed", "lyonbiop", "cosme", "osaka"]
    files = [ROOT / "hooks.py"]
    for folder in ("alliance", "overrides"):
        files += [path for path in (ROOT / folder).rglob("*") if path.is_file()]

    for path in files:
        if path.suffix in (".py", ".html", ".css", ".js", ".po", ".pot", ".svg"):
            lower = path.read_text(encoding="utf-8").lower()
            assert [name for name in names if name in lower] == [], path


def test_nothing_of_another_origin_is_loaded(reference: Path, harbour: Path) -> None:
    """No script, style, picture or frame from elsewhere, no inline script or style, no map."""
    for site in (reference, harbour):
        for name, page in pages(site).items():
            for element in page.iter("script", "link", "img", "iframe", "style", "object", "embed"):
                assert element.tag in ("script", "link", "img"), name
                if element.get("rel") in ("canonical", "alternate"):
                    continue
                if element.get("type") == "application/ld+json":  # data: nothing loads or runs it
                    continue
                assert not re.match("[a-z]+:|//", element.get("src") or element.get("href")), name
            inline = "//script[not(@src) and @type != 'application/ld+json']"
            assert not page.xpath(f"//@style | //@onclick | {inline}"), name
        files = [path for path in site.rglob("*") if path.is_file()]
        suffixes = {path.suffix for path in files if "pagefind" not in path.parts}
        known = {".html", ".css", ".js", ".svg", ".png", ".xml", ".txt", ".ics", ""}
        known |= {".csv", ".json", ".md"}
        assert suffixes <= known, "the headers of a host are in a file without an ending"


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes(reference: Path, tmp_path: Path) -> None:
    """In another folder, time zone and locale, on another day."""
    again = tmp_path / "elsewhere" / "public"
    ran = build(
        ROOT / "mkdocs.yml", again, SITE_URL=SITE_URL, TZ="Pacific/Auckland", LANG="de_DE.UTF-8"
    )

    assert ran.returncode == 0
    compared = subprocess.run(
        ["diff", "-r", str(reference), str(again)], capture_output=True, text=True, check=False
    )
    assert compared.stdout == ""


def test_the_build_says_where_the_site_is(tmp_path: Path) -> None:
    """The last line names the folder and how to open it; nothing else is printed."""
    ran = build(HARBOUR / "mkdocs.yml", tmp_path / "site", SITE_URL="", LANGUAGES="pt-BR")

    assert ran.stderr == ""
    (line,) = ran.stdout.splitlines()
    assert "site/" in line
    assert "http.server" in line
    assert {path.name for path in (tmp_path / "site").iterdir() if path.is_dir()} >= {"pt-BR"}
    assert not (tmp_path / "site" / "ar").exists()


def test_an_unknown_language_is_refused_before_anything_is_built(tmp_path: Path) -> None:
    """LANGUAGES names languages of the site."""
    ran = build_here(HARBOUR, tmp_path / "site", LANGUAGES="xx")

    assert ran.exit_code == 1
    assert 'LANGUAGES: the site has no language "xx", only "en", "ar" or "pt-BR".' in ran.stderr
    assert not (tmp_path / "site").exists()


def test_pages_weigh_little(reference: Path) -> None:
    """Uncompressed: half of all record pages below 12 kB, none above 40 kB but those with a map."""
    sizes = {name: (reference / name).stat().st_size for name in pages(reference)}
    records = [size for name, size in sizes.items() if name.count("/") >= 2 and name[2] != "/"]
    with_map = {name for name, page in pages(reference).items() if classed(page, "al-map")}

    assert statistics.median(records) < 12_000
    assert max(size for name, size in sizes.items() if name not in with_map) < 40_000, sizes
    assert max(sizes.values()) < 80_000
