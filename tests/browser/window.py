"""A page of a site, opened in a window of a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

PHONE, DESKTOP = 390, 1280
"""Widths of windows, in pixels."""


@contextmanager
def opened(
    browser: Browser, url: str, width: int = DESKTOP, script: str = "", **options: object
) -> Iterator[Page]:
    """Open a page, after a script if one is given.

    What goes wrong in its console, or leads to another host, fails the test.
    """
    context = browser.new_context(viewport={"width": width, "height": 800}, **options)
    if script:
        context.add_init_script(script)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda sent: sent.url.startswith(url[:18]) or faults.append(sent.url))
    page.goto(url)
    yield page
    assert [fault for fault in faults if "404 (Not Found)" not in fault] == []
    context.close()
