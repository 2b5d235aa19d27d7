"""What may stand in a field, and what may not."""

from __future__ import annotations

import pytest

from alliance.content.discovery import check_slug
from alliance.i18n.dates import Term
from alliance.model.validators import check_colour, check_image, check_url


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "http://example.org:8080/a/b.html?x=1&y=ü#z",
        "https://[::1]/",
        "https://münchen.example/",
        "mailto:office@example.org",
        "tel:+33-4-72-00-00-00",
    ],
)
def test_addresses_that_lead_somewhere_are_taken(address: str) -> None:
    """Web, mail and telephone."""
    assert check_url(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JAVASCRIPT:alert(1)", "java\tscript:x", " javascript:x",
        "data:text/html,x", "vbscript:x", "ftp://example.org", "//evil.example", "example.org",
        "https:///x", "https://", "https://user@example.org", "https://user:secret@example.org",
        "https://a b.org", "https://a.org\\b", "https://a.org/<b>", 'https://a.org/"',
        "https://a.org:port/", "mailto:", "mailto:a@b.org?bcc=c@d.org",
        "https://a.org\n", "https://[::1", "tel:", "",
    ],
)  # fmt: skip
def test_other_addresses_are_refused(address: str) -> None:
    """Whatever could run, hide or surprise."""
    with pytest.raises(ValueError, match=r"address|mail"):
        check_url(address)


@pytest.mark.parametrize(
    "path",
    [
        "../x.png",
        "/etc/x.png",
        "images/../x.png",
        "images/x.gif",
        "x.png",
        "images/.x.png",
        "images/a b.png",
    ],
)
def test_pictures_lie_below_images(path: str) -> None:
    """Under a plain name, in a plain format."""
    with pytest.raises(ValueError, match="write the path of a picture below docs/"):
        check_image(path)


@pytest.mark.parametrize(
    "slug",
    [
        "", "-a", "a-", "a--b", "A", "ä", "a_b", "a.b", "a/b", "..", "%2e", "con", "lpt1", "index",
        "404", "assets", "fr", "pt-br", "x" * 81, "а",
    ],
)  # fmt: skip
def test_slugs_that_would_hurt_an_address_are_refused(slug: str) -> None:
    """Other alphabets, devices, languages and names of the site itself among them."""
    assert check_slug(slug, ("en", "fr", "pt-BR")) is not None


@pytest.mark.parametrize("slug", ["japan", "south-korea", "a", "2021-webinar", "x" * 80])
def test_plain_slugs_are_taken(slug: str) -> None:
    """Small letters, digits and hyphens."""
    assert check_slug(slug, ("en", "fr")) is None


@pytest.mark.parametrize("typed", ["2 year", "18 months", "1 year"])
def test_terms_are_read(typed: str) -> None:
    """A number and a unit."""
    term = Term.parse(typed)

    assert f"{term.count} {term.unit}" == typed.removesuffix("s")


@pytest.mark.parametrize("typed", ["two years", "2", "0 years", "2 weeks", 24, None, "2 years "])
def test_other_terms_are_refused(typed: object) -> None:
    """With the form that is expected."""
    with pytest.raises(ValueError, match='write how long it runs as "2 years"'):
        Term.parse(typed)


@pytest.mark.parametrize(("typed", "colour"), [("#0b4a6f", "#0b4a6f"), ("#A3430F", "#a3430f")])
def test_colours_are_taken_in_small_and_capital_letters(typed: str, colour: str) -> None:
    """And kept in small ones."""
    assert check_colour(typed) == colour


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("0B4A6F", "#0b4a6f"),
        ("#fa0", "#ffaa00"),
        (" #0b4a6f", "#0b4a6f"),
        (112233, "#112233"),
        (1122, "#001122"),
        ("navy", ""),
        ("rgb(0, 0, 0)", ""),
        ("#0b4a6f80", ""),
        ("#0b4a6g", ""),
        ("#0b4a6f;}", ""),
        (None, ""),
        (["#0b4a6f"], ""),
    ],
)
def test_what_is_no_colour_is_refused_with_a_hint(typed: object, hint: str) -> None:
    """Names, other notations, and whatever could break out of a style."""
    with pytest.raises(ValueError, match="not a colour: write a hash and six digits") as caught:
        check_colour(typed)

    assert (f'Did you mean "{hint}"?' in str(caught.value)) == bool(hint)
