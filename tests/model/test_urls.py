"""Which addresses can be right, wherever one is typed."""

from __future__ import annotations

import pytest

from alliance.i18n.messages import WrongValueError
from alliance.model.validators import check_folder_url, check_url

SOUND = {
    "https://example.org/": "https://example.org/",
    "HTTPS://EXAMPLE.ORG/Path": "https://example.org/Path",
    "http://example.org:8080/a?b=c#d": "http://example.org:8080/a?b=c#d",
    "https://example.org./": "https://example.org./",
    "https://münchen.example/": "https://münchen.example/",
    "https://xn--mnchen-3ya.example/": "https://xn--mnchen-3ya.example/",
    "https://日本語.example/": "https://日本語.example/",
    "https://[2001:db8::1]:443/": "https://[2001:db8::1]:443/",
    "https://192.0.2.1/": "https://192.0.2.1/",
    "https://a_b.example.org/": "https://a_b.example.org/",
    "https://example.org/%20%E2%82%AC": "https://example.org/%20%E2%82%AC",
    "mailto:office@example.org": "mailto:office@example.org",
    "MAILTO:a.b+c@example.org": "mailto:a.b+c@example.org",
    "tel:+34-93-000.00.00": "tel:+34-93-000.00.00",
}
WRONG = [
    "https://.",
    "https://..",
    "https://a..b/",
    "https://.a/",
    "https:///",
    "https:///x",
    "https:x",
    "https:/x",
    "https://",
    "//a",
    "https://-a.example/",
    "https://a-.example/",
    "https://a:x/",
    "https://a:99999/",
    "https://a:0/",
    "https://[::1",
    "https://[x]/",
    "https://a%00b/",
    "https://example.org/%0a",
    "https://example.org/%0D%0A",
    "https://a/%7f",
    "https://user@example.org/",
    "https://user:pw@example.org/",
    "https://@example.org/",
    "https:\\\\example.org",
    "https://exa<mple.org/",
    "https://a,b/",
    "https://a$b/",
    "https://ex%41mple.org/",
    "mailto:",
    "mailto:@",
    "mailto:a",
    "mailto:a@",
    "mailto:@b",
    "mailto:a@b@c",
    "mailto:a@b..c",
    "mailto:a,b@c",
    "mailto:a@b?cc=d",
    "mailto:a@b%0d%0aBcc:x",
    "mailto://a@b.example",
    "mailto:a%40b@c",
    "tel:",
    "tel:+",
    "tel:abc",
    "tel:1;x%0a",
    "javascript:x",
    "ftp://example.org/",
    "example.org",
    "data:text/html,x",
]
LONG = [f"https://{'a' * 64}.example/", f"mailto:{'a' * 65}@example.org", f"tel:{'1' * 9999}x"]


@pytest.mark.parametrize("typed", SOUND)
def test_an_address_is_taken_in_small_letters(typed: str) -> None:
    """Scheme and host, of which capitals make no difference."""
    assert check_url(typed) == SOUND[typed]


@pytest.mark.parametrize("typed", [*WRONG, *LONG])
def test_an_address_that_cannot_be_right_is_refused(typed: str) -> None:
    """Host, mail address and number follow their grammar."""
    with pytest.raises(WrongValueError):
        check_url(typed)


@pytest.mark.parametrize(
    ("typed", "is_sound"),
    [
        ("https://example.org", True),
        ("https://example.org/a/b/", True),
        ("https://example.org/?a=b", False),
        ("https://example.org/?", False),
        ("https://example.org/#x", False),
        ("https://example.org//x//", False),
        ("https://github.com/../../x", False),
        ("https://github.com/a/./b", False),
    ],
)
def test_a_site_is_at_a_host_and_a_folder(typed: str, *, is_sound: bool) -> None:
    """What an address is made longer from has no end of its own."""
    if is_sound:
        assert check_folder_url(typed) == typed
        return
    with pytest.raises(WrongValueError):
        check_folder_url(typed)
