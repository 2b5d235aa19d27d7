"""Whatever is typed into a record is refused with a message, or shown as text and nothing else."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
import unicodedata
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.site.reading import read_content
from alliance.site.site import Site
from tests.conftest import examples
from tests.small import write

PIECES = [
    "<x-canary>", "</title>", "<script>window.__xss=1</script>", '" onmouseover="x', "' x='",
    "]]>", "&amp;", "&", "{{7*7}}", "{% raw %}", "{% include 'x' %}", "[[markets]]",
    "[[market japan]]", "[x](javascript:y)", "`", "```", "---", "#", "|", ":::", "!!! note",
    ":smile:", "{: onclick=x}", "--8<-- 'x'", "javascript:", "<!--", "\\", "%s", "{n}", "$x",
    "٣", "日本", "a\u0301", "\u200d", "😀", " ", "\n", "x",
]  # fmt: skip
EVIL = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), min_size=1, max_size=8).map("".join)
ALLOWED = {
    "header", "section", "div", "p", "h1", "h2", "h3", "ul", "ol", "li", "dl", "dt", "dd", "a",
    "span", "bdi", "nav", "em", "strong", "code", "pre", "blockquote", "hr", "br", "table",
    "thead", "tbody", "tr", "th", "td", "img", "abbr", "h4", "h5", "h6", "html", "body", "del",
    "sub", "sup",
}  # fmt: skip


def files(text: str) -> dict[str, str | bytes | None]:
    """Return records that hold a text in every field that takes any."""
    typed = json.dumps(text, ensure_ascii=False)
    return {
        "data/partners/acme.yml": f"role: coordinator\ncountry: FR\nname: {typed}\n"
        f"region: {typed}\ncity: {typed}\naliases: [{typed}]\nsummary: {typed}\nbody: {typed}\n"
        f'source: [{{url: "https://example.org", publisher: {typed}}}]\n',
        "data/activities/visit.yml": "type: mission\nmarkets: [japan]\n"
        f"title: {typed}\nplace: {typed}\nsummary: {typed}\n",
        "data/agreements/deal.yml": f"counterparts: [{typed}]\ntype: other\nmarket: japan\n"
        f"place: {typed}\nsigned_at: {typed}\nsummary: {typed}\n",
        "docs/agreements/index.md": f"---\ntitle: {typed}\ndescription: {typed}\n---\n"
        "[[agreements]]\n",
    }


@examples(60)
@given(EVIL)
def test_any_text_is_refused_or_shown_as_text(text: str) -> None:
    """No element, attribute or address comes out that the templates did not put there."""
    with tempfile.TemporaryDirectory() as folder:
        content, problems = read_content(write(Path(folder), files(text)))
    assert all(str(problem).isprintable() for problem in problems)
    if problems or content is None:
        return
    site = Site(content, dt.date(2026, 1, 1))

    for page in site.pages:
        root = lxml.html.fromstring(f"<html><body>{site.html(page, 'fr')}</body></html>")
        for element in root.iter():
            assert element.tag in ALLOWED, (page.path, element.tag)
            for name, value in element.attrib.items():
                assert not name.startswith("on")
                assert not value.lower().replace("\t", "").strip().startswith("javascript:")
    partner = lxml.html.fromstring(str(site.html(site.pages[-1], "en")))
    (title,) = partner.iter("h1")
    expected = unicodedata.normalize("NFC", " ".join(text.split()))
    assert " ".join(title.text_content().split()) == expected


@pytest.mark.parametrize("size", [1_000, 40_000])
def test_long_words_and_texts_have_limits(tmp_path: Path, size: int) -> None:
    """What does not fit is told; what fits is shown whole."""
    root = write(
        tmp_path, {"data/markets/japan.yml": f"country: JP\nsince: first\nsummary: {'x' * size}\n"}
    )

    content, problems = read_content(root)

    assert content is not None
    if size == 1_000:
        assert problems == []
    else:
        (problem,) = problems
        assert "the text has 40000 characters, 1000 at most fit. Shorten it." in str(problem)
