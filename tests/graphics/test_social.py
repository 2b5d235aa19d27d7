"""Pictures for where pages are shared: lettering in every script, colours, fonts, cache."""

from __future__ import annotations

import datetime as dt
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from alliance.cache import Cache
from alliance.graphics.colours import palette
from alliance.graphics.fonts import FOLDERS, Typefaces
from alliance.graphics.social import HEIGHT, NEUTRAL, WIDTH, CardRenderer, SocialCard
from alliance.graphics.typesetting import TextBlock, fit, pieces, runs, text_runs
from alliance.model.alliance import Brand
from alliance.site.pages import pages_of
from alliance.site.reading import read_content
from alliance.site.site import Site
from tests.conftest import HARBOUR, HARBOUR_DAY, SITE_URL, build_here
from tests.html import pages

FONTS = Typefaces()
TODAY = dt.date(2026, 3, 2)
CARDS = {
    "en": SocialCard("en", "Business mission to Japan", "Mission", "An alliance"),
    "de": SocialCard("de", "Geschäftsreise nach Südkorea", "Reise", "Ein Bündnis"),
    "ja": SocialCard("ja", "日本へのビジネスミッション", "ミッション", "アライアンス"),
    "zh": SocialCard("zh", "赴日本商务考察", "考察", "联盟"),
    "ko": SocialCard("ko", "일본 비즈니스 미션", "미션", "얼라이언스"),
    "ar": SocialCard("ar", "أيام عشب البحر (Kelp) – 2026", "مؤتمر", "مرفأ المدّ"),
}


def renderer(fonts: Typefaces = FONTS, cache: Cache | None = None) -> CardRenderer:
    """Return a renderer in the colours of the site itself."""
    return CardRenderer(palette(Brand()), fonts, cache)


def opened(made: bytes) -> Image.Image:
    """Return a picture as pixels of red, green and blue."""
    return Image.open(io.BytesIO(made)).convert("RGB")


def letters(made: bytes, language: str) -> int:
    """Return how many pixels are nearly white."""
    side = (WIDTH // 2, 0, WIDTH, HEIGHT) if language == "ar" else (0, 0, WIDTH // 2, HEIGHT)
    return sum(min(pixel) > 230 for pixel in opened(made).crop(side).get_flattened_data())


@pytest.mark.parametrize("language", CARDS)
def test_a_picture_is_drawn_in_every_script(language: str) -> None:
    """Of the size that networks show, small, with letters where the script starts."""
    made = renderer().draw(CARDS[language])

    assert opened(made).size == (WIDTH, HEIGHT)
    assert 4_000 < len(made) < 25_000
    assert letters(made, language) > 3_000


def test_names_in_another_script_are_drawn_too() -> None:
    """Every page of the second site has its picture, with Arabic names on English pages."""
    content, _ = read_content(HARBOUR)
    assert content is not None
    site = Site(content, TODAY, SITE_URL, card_renderer=renderer())

    shown = [site.picture(page, code) for page in site.pages for code in page.languages]

    assert [picture for picture in shown if picture is None or not picture.made] == []


@pytest.mark.parametrize("missing", ["\U0003fffe", "\U00010a00", "a\ue000b"])
def test_a_letter_that_no_font_has_leaves_the_page_to_the_neutral_picture(missing: str) -> None:
    """Nothing is drawn rather than a box."""
    assert renderer().draw(SocialCard("en", f"Title {missing}", "", "Site")) == b""


def test_languages_of_one_script_have_their_own_forms() -> None:
    """The same characters are drawn as Japan, China and Korea write them."""
    made = {
        code: renderer().draw(SocialCard(code, "直骨海", "", "A"))
        for code in ("ja", "zh", "ko", "zh-Hant")
    }

    assert len(set(made.values())) == 4


def test_arabic_letters_are_joined() -> None:
    """A word takes less room than its letters one by one."""
    joined = opened(renderer().draw(SocialCard("ar", "بحر", "", "ا")))
    apart = opened(renderer().draw(SocialCard("ar", "ب\u200cح\u200cر", "", "ا")))

    assert joined.tobytes() != apart.tobytes()


def test_a_long_title_is_cut_at_the_smallest_size() -> None:
    """Whatever an editor writes, the picture is drawn."""
    assert renderer().draw(SocialCard("en", "word " * 200, "", "Site"))
    assert renderer().draw(SocialCard("ja", "長" * 1000, "", "名" * 200))


def test_without_fonts_there_is_one_neutral_picture_and_a_note(tmp_path: Path) -> None:
    """The note names the languages and the package to install."""
    bare = renderer(Typefaces([tmp_path]))

    assert bare.draw(CARDS["ja"]) == b""
    assert opened(bare.neutral()).size == (WIDTH, HEIGHT)
    assert len(opened(bare.neutral()).getcolors(1 << 16) or []) > 3
    assert bare.note(["ja", "zh"]) == (
        "Fonts for ja, zh are not installed: their pages share one neutral picture."
        " Install fonts-noto-cjk."
    )
    assert renderer().note(["en", "ja", "ar"]) == ""


def test_a_kept_picture_is_the_same(tmp_path: Path) -> None:
    """And it is the file that is taken up, not drawn anew."""
    cache = Cache(tmp_path / "kept")
    drawn = renderer(cache=cache).draw(CARDS["ja"])
    (file,) = (tmp_path / "kept").iterdir()

    assert file.read_bytes() == drawn == renderer().draw(CARDS["ja"])
    file.write_bytes(b"kept")
    assert renderer(cache=cache).draw(CARDS["ja"]) == b"kept"
    assert renderer(cache=cache).draw(CARDS["en"]) != b"kept"


def test_where_nothing_can_be_kept_pictures_are_drawn_all_the_same(tmp_path: Path) -> None:
    """A folder that cannot be made is no fault."""
    (tmp_path / "file").write_text("", encoding="utf-8")

    assert renderer(cache=Cache(tmp_path / "file" / "below")).draw(CARDS["en"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Business mission to Japan", ["Business ", "mission ", "to ", "Japan"]),
        ("One – two", ["One – ", "two"]),
        ("中小企業のための、道", ["中小企業のための、", "道"]),
        ("日本へのビジネスミッション", ["日本への", "ビジネスミッション"]),
        ("（日本）の4つの道", ["（日本）の", "4つの", "道"]),
        ("赴日本（东京）。", ["赴", "日", "本", "（东", "京）。"]),
        ("BioX联盟", ["BioX", "联", "盟"]),
        ("일본 비즈니스", ["일본 ", "비즈니스"]),
    ],
)
def test_lines_end_where_the_script_allows(text: str, expected: list[str]) -> None:
    """Not before closing marks, not within words, not between a word and its ending."""
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("text", "direction", "expected"),
    [
        ("plain", "ltr", [("plain", "ltr")]),
        (
            "with بحر الخيال, sea",
            "ltr",
            [("with ", "ltr"), ("بحر الخيال", "rtl"), (", sea", "ltr")],
        ),
        (
            "بحر (Sea Two) 26",
            "rtl",
            [("بحر (", "rtl"), ("Sea Two", "ltr"), (") ", "rtl"), ("26", "ltr")],
        ),
        ("بحر Sea 2", "rtl", [("بحر ", "rtl"), ("Sea 2", "ltr")]),
        ("بحر Sea (2)", "rtl", [("بحر ", "rtl"), ("Sea (2)", "ltr")]),
        ("عام 2026 بحر", "rtl", [("عام 2026 بحر", "rtl")]),
    ],
)
def test_letters_that_run_the_other_way_keep_together(
    text: str, direction: str, expected: list[tuple[str, str]]
) -> None:
    """Brackets around them belong to the line."""
    assert runs(text, direction) == expected


def test_a_line_is_put_together_from_the_left() -> None:
    """In a line that runs left its last part comes first; each part has a face with its letters."""
    made = text_runs(
        "بحر (Sea)", "rtl", ["arabic", "latin"], lambda face, c: (face == "latin") == c.isascii()
    )

    assert [(part.text, part.face) for part in made] == [
        (")", "latin"),
        ("Sea", "latin"),
        (" (", "latin"),
        ("بحر", "arabic"),
    ]


def test_lines_are_of_about_the_same_length() -> None:
    """The largest size that fits, and no last line of one short word."""
    block = fit("aaaa bbbb cccc dd", len, (14, 4), [2, 1])

    assert block == TextBlock(1, ("aaaa bbbb", "cccc dd"))
    assert fit("aaaa", len, (14, 4), [2, 1]) == TextBlock(2, ("aaaa",))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("index.html", {"og:type": "website", "og:locale": "en_GB"}),
        ("about/index.html", {"og:type": "article", "og:title": "About the alliance"}),
        ("ja/markets/japan/index.html", {"og:title": "日本", "og:locale": "ja_JP"}),
        ("pt-BR/activities/mission-japan/index.html", {"og:locale": "pt_BR"}),
        ("zh/partners/biocat/index.html", {"og:title": "Biocat", "og:locale": "zh_CN"}),
    ],
)
def test_a_page_says_what_is_shown_where_it_is_shared(
    reference: Path, name: str, expected: dict[str, str]
) -> None:
    """Open Graph in the language of the page, with complete addresses and a picture that exists."""
    page = pages(reference)[name]
    found = {meta.get("property"): meta.get("content") for meta in page.findall("head/meta")}

    assert expected.items() <= found.items()
    assert found["og:url"] == page.find("head/link[@rel='canonical']").get("href")
    assert found["og:description"] == page.find("head/meta[@name='description']").get("content")
    assert found["og:site_name"]
    language = page.get("lang")
    assert found["og:image"].startswith(f"{SITE_URL}assets/social/{language}/")
    with Image.open(reference / found["og:image"].removeprefix(SITE_URL)) as picture:
        assert picture.size == (int(found["og:image:width"]), int(found["og:image:height"]))
    assert found["og:image:alt"]
    (card,) = page.findall("head/meta[@name='twitter:card']")
    assert card.get("content") == "summary_large_image"


def test_without_an_address_no_picture_is_drawn(harbour: Path) -> None:
    """Networks ask for complete addresses: there are none to give."""
    assert not (harbour / "assets/social").exists()
    for name, page in pages(harbour).items():
        named = page.xpath("//meta[@property]/@property")
        assert not {"og:url", "og:image"} & set(named), name
        if not name.endswith("404.html"):
            assert page.xpath("//meta[@name='twitter:card']/@content") == ["summary"], name


def test_pictures_are_small_and_differ(reference: Path) -> None:
    """One for each page in each language that it is written in; none is heavier than 25 kB."""
    found = sorted((reference / "assets/social").rglob("*.png"))
    named = {
        image
        for page in pages(reference).values()
        for image in page.xpath("//meta[@property='og:image']/@content")
    }

    assert named == {
        SITE_URL + path.relative_to(reference).as_posix()
        for path in found
        if path != reference / NEUTRAL
    }
    assert len(named) > 350
    assert max(path.stat().st_size for path in found) < 25_000
    japan = {path.read_bytes() for path in found if path.parts[-2:] == ("markets", "japan.png")}
    assert len(japan) >= 6  # four languages write Japan in the same way as another


def test_a_fallback_page_shows_the_picture_of_its_original() -> None:
    """Its text is in that language too."""
    content, _ = read_content(HARBOUR)
    assert content is not None
    site = Site(content, TODAY, SITE_URL, card_renderer=renderer())
    page = next(page for page in pages_of(content) if page.is_fallback("ar"))

    shown, original = site.picture(page, "ar"), site.picture(page, "en")

    assert shown is not None
    assert original is not None
    assert (shown.path, shown.made) == (original.path, b"")
    assert original.made
    tags = {tag.name: tag.content for tag in site.layout(page, "ar", shown).tags}
    assert tags["og:locale"] == "en_IE"
    assert tags["og:url"] == SITE_URL + f"{page.path}/"


@pytest.mark.parametrize("fonts", ["", "latin"])
def test_a_build_without_the_fonts_says_so_once(tmp_path: Path, fonts: str) -> None:
    """Arabic pages share the neutral picture; others have theirs where their fonts are there."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    if fonts:
        for path in (found for base in FOLDERS for found in base.rglob("NotoSans-Bold.ttf")):
            shutil.copy(path, folder)
    site = tmp_path / "site"
    ran = build_here(HARBOUR, site, SITE_URL=SITE_URL, FONT_DIRS=str(folder),
        SOURCE_DATE_EPOCH=HARBOUR_DAY,
    )  # fmt: skip

    assert ran.exit_code == 0
    missing = "ar" if fonts else "en, ar, pt-BR"
    assert ran.stderr == (
        f"Fonts for {missing} are not installed: their pages share one neutral picture."
        " Install fonts-noto-core.\n"
    )
    (image,) = pages(site)["ar/index.html"].xpath("//meta[@property='og:image']/@content")
    assert image == SITE_URL + NEUTRAL
    assert (site / NEUTRAL).is_file()
    assert (site / "assets/social/en/index.png").exists() == bool(fonts)


def test_pictures_can_be_turned_off(alliance: Callable[..., Path]) -> None:
    """`social_images: false` in mkdocs.yml; the other tags stay."""
    root = alliance()
    ran = build_here(root, root / "site", SITE_URL=SITE_URL)

    assert ran.exit_code == 0, ran.stderr
    assert not (root / "site/assets/social").exists()
    page = pages(root / "site")["index.html"]
    assert page.xpath("//meta[@property='og:title']/@content") == ["Small alliance – Home"]
    assert page.xpath("//meta[@property='og:image']") == []
