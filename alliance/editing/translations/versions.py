"""What became of each file: its versions, through changes, renaming, copying and merges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from alliance.content.loading import parse_fields
from alliance.content.yaml.reader import Entry, Scalar
from alliance.content.yaml.reader import Mapping as Node
from alliance.git import Change, Commit, Step
from alliance.git_objects import blobs


@dataclass(frozen=True, eq=False, slots=True)
class Version:
    """What a file held from a step on. It equals only itself."""

    blob: str
    """The id of what it held, "" for what is not committed."""
    commit: Commit | None
    """What brought it in, None for what is not committed."""
    number: int
    """The place of that step among all: what is made from it has a higher one."""
    before: tuple[Version, ...]
    """What it was made from: nothing, one version, or those that were merged."""
    source: Version | None
    """Of a translation: the file that it translates, as it was then, None if there was none."""

    def all(self) -> tuple[Version, ...]:
        """Return this version and all that it comes from, the latest first."""
        found, pending = {self}, [self]
        while pending:
            for version in pending.pop().before:
                if version not in found:
                    found.add(version)
                    pending.append(version)
        return tuple(sorted(found, key=lambda version: -version.number))


Files = dict[str, Version]


def lineage(steps: Sequence[Step]) -> Mapping[str, Version]:
    """Return the present version of each file by its path, from all that happened to the files."""
    walk = _Walk(steps)
    for number, step in enumerate(steps):
        walk.go(number, step)
    return walk.files


def source_of(path: str) -> str:
    """Return the path of the file that a translation is of, "" for a file that is none."""
    folder, slash, name = path.rpartition("/")
    stem, *rest = name.split(".")
    return f"{folder}{slash}{stem}.{rest[1]}" if len(rest) == 2 else ""


class _Walk:
    """Goes through the steps once, and keeps the files of a commit while others build on it."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self.files: Files = {}
        """The files after the last step."""
        self._after: dict[str, Files] = {}
        self._children = Counter(parent for step in steps for parent in step.parents)
        self._new_names: dict[str, str] = {}
        self._old_names: dict[str, str] = {}
        self._known: dict[str, Version] = {}
        """The latest version by blob, for a file that comes again, or once more elsewhere."""

    def go(self, number: int, step: Step) -> None:
        """Put the changes of a step upon the files of its first parent."""
        merged = [self._after.get(parent, {}) for parent in step.parents[1:]]
        files = self._files_before(step)
        came = [(change, self._origins(change, files, merged)) for change in step.changes]
        for change in step.changes:
            files.pop(change.before, None)
            self._rename(change)
        # Translations last: each remembers its source, which the same step may have changed.
        for change, before in sorted(came, key=lambda pair: bool(source_of(pair[0].path))):
            # A merge that takes what a branch made brings in nothing of its own.
            same = (version for version in before if merged and version.blob == change.blob)
            if change.blob:
                files[change.path] = next(same, None) or Version(
                    change.blob if step.commit else "",
                    step.commit,
                    number,
                    before,
                    self._source(change.path, files),
                )
                self._known[change.blob] = files[change.path]
        self._keep(step, files)

    def _keep(self, step: Step, files: Files) -> None:
        """Remember the files after a step, and forget those that nothing more is made from."""
        self.files = files
        if step.commit:
            self._after[step.commit.id] = files
        for parent in step.parents:
            self._children[parent] -= 1
            if not self._children[parent]:
                self._after.pop(parent, None)

    def _files_before(self, step: Step) -> Files:
        """Return the files to change: those of the parent itself if no other step needs them."""
        if step.commit is None:
            return self.files
        if not step.parents:
            return {}
        first = step.parents[0]
        files = self._after.get(first, {})
        return files if self._children[first] == 1 else dict(files)

    def _origins(
        self, change: Change, files: Files, merged: Sequence[Files]
    ) -> tuple[Version, ...]:
        """Return what a changed file was made from."""
        names = list(self._names(change))
        found = [files.get(change.before)]
        found += [next((other[name] for name in names if name in other), None) for other in merged]
        if not merged and not any(found):
            found = [self._known.get(change.blob)]
        return tuple(version for version in found if version is not None)

    def _names(self, change: Change) -> Iterator[str]:
        """Yield by which names another branch may know a file, the present one first."""
        seen: set[str] = set()
        name: str | None = change.path
        while name is not None and name not in seen:
            yield name
            seen.add(name)
            name = self._old_names.get(name)

    def _rename(self, change: Change) -> None:
        if change.blob and change.before not in ("", change.path):
            self._new_names[change.before] = change.path
            self._old_names[change.path] = change.before

    def _source(self, path: str, files: Files) -> Version | None:
        """Return what a translation is of; its source may have been renamed before it."""
        name: str | None = source_of(path)
        seen: set[str] = set()
        while name and name not in seen:
            if name in files:
                return files[name]
            seen.add(name)
            name = self._new_names.get(name)
        return None


# What a typesetter changes, which is no matter to a translation.
_TYPESET = str.maketrans("‘’“”–—", "''\"\"--")


def comparable_text(text: str) -> str:
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
            self._nodes[blob], _ = parse_fields(text, wanted[blob])
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
                if (
                    old is not None
                    and comparable_text(old) == comparable_text(text)
                    and follows(before)
                ):
                    version = before
                    break
            else:
                return version
