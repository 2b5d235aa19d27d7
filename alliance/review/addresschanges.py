"""Addresses that are new, that vanish, and that lead on to others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from alliance.content.checks.addresses import moved, published
from alliance.content.urls import address
from alliance.review.snapshot import Side


@dataclass(frozen=True, slots=True)
class Addresses:
    """What became of addresses; each stands for the same one in every language."""

    gone: tuple[str, ...]
    """Those that led to something, and lead nowhere now."""
    led_on: tuple[tuple[str, str], ...]
    """Those that have another now, and where they lead."""
    new: tuple[str, ...]
    languages_gone: tuple[str, ...]
    """Languages whose addresses all vanish."""
    languages_new: tuple[str, ...]


def address_changes(before: Side, after: Side, unreadable: Collection[str]) -> Addresses:
    """Compare all addresses; those of pages that are `unreadable` only wait to be mended."""
    waiting = {f"/{address(path, '', '')}" for path in unreadable}
    codes, new_codes = before.content.settings.codes, after.content.settings.codes
    homes = {f"/{code}/" for code in (*codes, *new_codes)}
    old, new = published(before.content) - homes, published(after.content) - homes
    led_on = set(moved(after.content)) - set(moved(before.content))
    return Addresses(
        tuple(sorted(old - new - waiting)),
        tuple(sorted((_shown(path), _shown(to)) for path, to in led_on)),
        tuple(sorted(new - old - {_shown(path) for path, _ in led_on})),
        tuple(code for code in codes if code not in new_codes),
        tuple(code for code in new_codes if code not in codes),
    )


def _shown(path: str) -> str:
    return f"/{address(path, '', '')}"
