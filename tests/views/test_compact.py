"""What is left out of a page does not show."""

from __future__ import annotations

import pytest

from alliance.views.templates import compact


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ul>\n  <li>a</li>\n\n  <li>b</li>\n</ul>\n", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("<p>a\n   b</p>", "<p>a\nb</p>"),
        ("<pre>a\n   b\n\nc</pre>\n  <p>", "<pre>a\n   b\n\nc</pre>\n<p>"),
        (
            "  <pre>\n  a</pre>\n\n<pre class=x>\n  b</pre>",
            "  <pre>\n  a</pre>\n<pre class=x>\n  b</pre>",
        ),
    ],
)
def test_indentation_goes_and_preformatted_text_stays(html: str, expected: str) -> None:
    """A break of the line is left where one was, so that words do not run together."""
    assert compact(html) == expected
