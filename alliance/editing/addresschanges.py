"""Addresses that are new, that vanish, and that lead on to others."""

from __future__ import annotations

from dataclasses import dataclass

from alliance.editing.snapshot import Side
from alliance.pages import pages_of


@dataclass(frozen=True, slots=True)
class Addresses:
    """What became of addresses; each is a path that stands in every language."""

    gone: tuple[str, ...]
    """Those that led to something, and lead nowhere now."""
    led_on: tuple[tuple[str, str], ...]
    """Those of pages that have another now, and where they lead."""
    new: tuple[str, ...]
    languages_gone: tuple[str, ...]
    """Languages whose addresses all vanish."""
    languages_new: tuple[str, ...]


def address_changes(before: Side, after: Side, unreadable: frozenset[str]) -> Addresses:
    """Compare the addresses of pages; those of `unreadable` pages only wait to be mended."""
    old_pages = {page.path for page in pages_of(before.content)}
    new_pages = {page.path for page in pages_of(after.content)}
    old, new = _led_on(before), _led_on(after)
    there = new_pages | new.keys() | unreadable
    codes, new_codes = before.content.settings.codes, after.content.settings.codes
    return Addresses(
        tuple(sorted((old_pages | old.keys()) - there)),
        tuple(sorted((path, to) for path, to in new.items() if old.get(path) != to)),
        tuple(sorted(new_pages - old_pages)),
        tuple(code for code in codes if code not in new_codes),
        tuple(code for code in new_codes if code not in codes),
    )


def _led_on(side: Side) -> dict[str, str]:
    """Return the earlier addresses that pages say they had, and where each leads."""
    found = {}
    for page in pages_of(side.content):
        folder = page.path.rpartition("/")[0]
        for earlier in page.record.was:
            found[f"{folder}/{earlier}".strip("/")] = page.path
    return found
