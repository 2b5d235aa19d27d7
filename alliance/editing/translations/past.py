"""What a text was in earlier versions of its file, and since when it is what it is now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from alliance.content.load import fields
from alliance.content.yaml.reader import Entry, Scalar
from alliance.content.yaml.reader import Mapping as Node
from alliance.editing.translations.lineage import Version
from alliance.history import blobs

# What a typesetter changes, which is no matter to a translation.
_TYPESET = str.maketrans("‘’“”–—", "''\"\"--")


def words(text: str) -> str:
    """Return what texts are compared by: broken lines and curved quotes are no change."""
    return " ".join(text.split()).translate(_TYPESET)


def _any(version: Version) -> bool:
    return True


class Past:
    """The texts of versions that are no more; those that are asked for must be fetched before.

    Which comments stand in a file, and in which order its fields come, makes no difference.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._nodes: dict[str, Node | None] = {}

    def know(self, version: Version, node: Node) -> None:
        """Take over what has been read already."""
        if version.blob:
            self._nodes[version.blob] = node

    def fetch(self, names: Mapping[Version, str]) -> bool:
        """Read versions, each with a name of its file; tell whether all of them could be had.

        A partial clone does not have every old file.
        """
        wanted = {version.blob: name for version, name in names.items()}
        found = blobs(self._root, wanted.keys() - self._nodes.keys() - {""})
        for blob, text in found.items():
            self._nodes[blob], _ = fields(text, wanted[blob])
        return wanted.keys() - {""} <= self._nodes.keys()

    def text(self, version: Version, field: str) -> str | None:
        """Return the text of a field in a version, None if it had none."""
        node: object = self._nodes.get(version.blob)
        for part in field.split("."):
            entry = node.entries.get(part) if isinstance(node, Node) else None
            node = entry.value if isinstance(entry, Entry) else None
        return node.text if isinstance(node, Scalar) else None

    def origin(
        self, version: Version, field: str, text: str, follows: Callable[[Version], bool] = _any
    ) -> Version:
        """Return the version that the present text of a field came in with.

        Of a merge any of its parents may have brought it. Earlier versions are only looked at as
        far as `follows` holds of them.
        """
        while True:
            for before in version.before:
                old = self.text(before, field)
                if old is not None and words(old) == words(text) and follows(before):
                    version = before
                    break
            else:
                return version
