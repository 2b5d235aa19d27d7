"""Where the files are that come with the package: templates, styles, catalogues, shapes."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent

CHECKOUT = _PACKAGE.parent
"""The folder that holds the package: the repository, unless the package was installed."""


def resource(name: str) -> Path:
    """Return a file or folder that comes with the package.

    It is inside the package; in a checkout, `overrides` is beside it.
    """
    inside = _PACKAGE / name
    return inside if inside.exists() else CHECKOUT / name
