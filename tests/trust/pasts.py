"""Histories that somebody could push: whatever is in them, the site is built."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable

from tests import small
from tests.repository import Repository

MARKET = "data/markets/japan.yml"


def _named(name: bytes | str) -> Callable[[Repository], None]:
    """Commit a file of a name below data/ and delete it again."""

    def make(at: Repository) -> None:
        path = os.fsencode(at.root) + b"/data/markets/" + os.fsencode(name)
        with open(path, "wb") as file:  # noqa: PTH123 (the name may be no text)
            file.write(b"x\n")
        at.commit()
        os.unlink(path)  # noqa: PTH108
        at.commit()

    return make


def _written(
    head: str, *, committer: str = "A <a@example.org> 1577880000 +0000"
) -> Callable[[Repository], None]:
    """Make the last commit by hand, with a line in its head and another committer."""

    def make(at: Repository) -> None:
        tree = at.git("rev-parse", "HEAD^{tree}")
        parent = at.git("rev-parse", "HEAD")
        commit = (
            f"tree {tree}\nparent {parent}\nauthor A <a@example.org> 1577880000 +0000\n"
            f"committer {committer}\n{head}\nx\n"
        )
        _point(at, _object(at, "commit", commit))

    return make


def _object(at: Repository, kind: str, text: str) -> str:
    ran = subprocess.run(
        ["git", "-C", str(at.root), "hash-object", "-t", kind, "-w", "--stdin", "--literally"],
        input=text.encode("utf-8", "surrogateescape"),
        capture_output=True,
        check=True,
    )
    return ran.stdout.decode().strip()


def _point(at: Repository, commit: str) -> None:
    """Make a commit the last of the branch, even where Git would refuse to read it."""
    (at.root / ".git" / "refs" / "heads" / "main").write_text(f"{commit}\n")


def _changed(at: Repository) -> None:
    """Commit a change of the market."""
    at.commit({MARKET: small.FILES[MARKET].replace("A market.", "The market.")})


def _all(*makes: Callable[[Repository], None]) -> Callable[[Repository], None]:
    """Do one after the other."""

    def make(at: Repository) -> None:
        for each in makes:
            each(at)

    return make


def _set(*settings: tuple[str, str]) -> Callable[[Repository], None]:
    def make(at: Repository) -> None:
        for name, value in settings:
            at.git("config", name, value)

    return make


def _shallow(at: Repository) -> None:
    """Leave only the last commit, as most automatic builds do."""
    _changed(at)
    (at.root / ".git" / "shallow").write_text(at.git("rev-parse", "HEAD") + "\n")


def _replaced(at: Repository) -> None:
    """Let another commit stand in the place of the last."""
    first = at.git("rev-parse", "HEAD")
    second = at.commit({MARKET: small.FILES[MARKET].replace("A market.", "The market.")})
    at.git("replace", second, first)


def _submodule(at: Repository) -> None:
    """Commit a repository within the content, and take it out again."""
    head = at.git("rev-parse", "HEAD")
    at.git("update-index", "--add", "--cacheinfo", f"160000,{head},data/markets/inner")
    at.git("commit", "-qm", "x")
    at.git("rm", "-q", "--cached", "data/markets/inner")
    at.git("commit", "-qm", "x")


def _link(at: Repository) -> None:
    """Commit a symbolic link out of the repository, and take it out again."""
    link = at.root / "data" / "markets" / "a.yml"
    link.symlink_to("/etc/passwd")
    at.commit()
    link.unlink()
    at.commit()


def _unborn(at: Repository) -> None:
    """Stand on a branch without a commit."""
    at.git("checkout", "-q", "--orphan", "other")


def _broken(at: Repository) -> None:
    """Name a commit that is not there."""
    _point(at, "0123456789" * 4)


def _nonsense(at: Repository) -> None:
    """Have words where Git looks for a branch."""
    (at.root / ".git" / "HEAD").write_text("nonsense\n")


def _elsewhere(at: Repository) -> None:
    """Have a file that leads to a repository that is not there."""
    (at.root / ".git").rename(at.root.parent / f"{at.root.name}.git")
    (at.root / ".git").write_text("gitdir: /nonexistent/x\n")


def _lost(at: Repository) -> None:
    """Lack an object of the past."""
    _changed(at)
    tree = at.git("rev-parse", "HEAD~^{tree}")
    (at.root / ".git" / "objects" / tree[:2] / tree[2:]).unlink()


def _merged_twice(at: Repository) -> None:
    """Join three branches in one commit."""
    names = []
    for name in ("a", "b", "c"):
        at.git("checkout", "-qB", name, "main")
        at.commit({f"data/markets/x{name}.yml": f"country: {name.upper()}R\n"})
        names.append(name)
    at.git("checkout", "-q", "main")
    at.git("merge", "-q", "-m", "x", *names)
    for name in names:
        at.git("rm", "-q", f"data/markets/x{name}.yml")
    at.commit()


_SIGNATURE = (
    "gpgsig -----BEGIN SSH SIGNATURE-----\n 1577880001\n 2001-01-01\n -----END SSH SIGNATURE-----\n"
)
_FAR, _BEFORE = "A <a@example.org> 1000000000000000 +0000", "A <a@example.org> -99999999999 +0000"

PASTS: dict[str, Callable[[Repository], None]] = {
    "control character in a name": _named("\x01x.yml"),
    "line end in a name": _named("a\nb.yml"),
    "tab in a name": _named("a\tb.yml"),
    "quote in a name": _named('a"b.yml'),
    "backslash in a name": _named("a\\b.yml"),
    "name like a change": _named(":100644 100644 0 0 M"),
    "name that is no UTF-8": _named(b"a\xff\xfeb.yml"),
    "name like an option": _named("--output=x"),
    "name of 200 letters": _named("x" * 200),
    "time beyond every calendar": _written("", committer=_FAR),
    "time beyond every calendar, below": _all(_written("", committer=_FAR), _changed),
    "time before every calendar": _written("", committer=_BEFORE),
    "time before every calendar, below": _all(_written("", committer=_BEFORE), _changed),
    "time of 40 digits": _written("", committer=f"A <a@example.org> {'9' * 40} +0000"),
    "time in words": _written("", committer="A <a@example.org> yesterday +0000"),
    "time missing": _written("", committer="A <a@example.org>"),
    "zone beyond the day": _written("", committer="A <a@example.org> 1577880000 +9999"),
    "no committer's name": _written("", committer="<> 1577880000 +0000"),
    "separators in a name of a person": _written(
        "", committer="\x01\x02%x00%n <a@example.org> 1577880000 +0000"
    ),
    "person in Latin-1": _written("", committer="\udce9 <a@example.org> 1577880000 +0000"),
    "message with separators": _written("\n\x01 0123 1\n:100644 100644 0 0 M\tdata/x.yml\n"),
    "message of a megabyte": _written("\n" + "x" * 1_000_000),
    "encoding that is unknown": _written("encoding x-unknown\n"),
    "field that is unknown": _written("unknown x\n y\n"),
    "signature": _written(_SIGNATURE),
    "signature that is shown": _all(_written(_SIGNATURE), _set(("log.showSignature", "true"))),
    "colours": _set(("color.ui", "always"), ("color.status", "always")),
    "formats of one's own": _set(
        ("format.pretty", "fuller"), ("log.date", "relative"), ("log.decorate", "full")
    ),
    "names of one's own": _set(("core.quotePath", "true"), ("status.relativePaths", "true")),
    "comparison of one's own": _set(
        ("diff.noprefix", "true"), ("diff.renames", "false"), ("diff.external", "false")
    ),
    "log of one's own": _set(("log.showRoot", "false"), ("log.follow", "true")),
    "short ids": _set(("core.abbrev", "4"), ("log.abbrevCommit", "true")),
    "mail map": _set(("log.mailmap", "true"), ("mailmap.file", "/etc/passwd")),
    "shallow": _shallow,
    "replaced": _replaced,
    "submodule": _submodule,
    "link": _link,
    "branch without a commit": _unborn,
    "branch without its commit": _broken,
    "no branch": _nonsense,
    "repository elsewhere": _elsewhere,
    "object lost": _lost,
    "three branches joined": _merged_twice,
}
