"""Addresses of the Git host's web editor: to change a file, or to propose a new one.

The forms are those that each host gives its own buttons, and the parameters these:

- GitHub: `filename`, with the whole path, and `value`. Named in its blog of December 2012 and in
  github.com/isaacs/github/issues/1527, which also says why the folder is not part of the address:
  its last part would be lost.
- GitLab: `file_name`, with the whole path, and `content`, both in its own view of the form
  (app/views/projects/blob/_editor.html.haml). Its editor leaves out the text in some versions:
  gitlab.com/gitlab-org/gitlab, issue 594214.
- Gitea and Forgejo: `filename`, with the whole path, and `value`. docs.gitea.com, "Integrations".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args
from urllib.parse import quote, urlsplit

Host = Literal["forgejo", "gitea", "github", "gitlab"]
HOSTS: tuple[Host, ...] = get_args(Host)
"""The hosts whose addresses are known."""

MAX_LENGTH = 6000
"""In bytes. Servers give up at 8 kB, and proxies before them may add to an address."""

# Where the host is named by what it runs, and not by its own address.
_KNOWN = {"codeberg.org": "forgejo"}


@dataclass(frozen=True, slots=True)
class Repository:
    """Where the content is kept, and proposals are made."""

    address: str
    """Of its page on the host, without a slash at the end."""
    host: str
    branch: str

    def edit(self, path: str) -> str:
        """Return the address of the form that changes a file, by its path in the repository."""
        form = {"github": "edit", "gitlab": "-/edit"}.get(self.host, "_edit")
        return f"{self.address}/{form}/{quote(self.branch)}/{quote(path)}"

    def new(self, path: str, drafts: Iterable[str] = ()) -> str:
        """Return the address of the form that makes a file; it is given the first text that fits.

        Without a draft that fits, the form is empty.
        """
        form = {"github": "new", "gitlab": "-/new"}.get(self.host, "_new")
        name, value = ("file_name", "content") if self.host == "gitlab" else ("filename", "value")
        empty = f"{self.address}/{form}/{quote(self.branch)}?{name}={quote(path, safe='')}"
        filled = (f"{empty}&{value}={quote(draft, safe='')}" for draft in drafts)
        return next((address for address in filled if len(address) <= MAX_LENGTH), empty)


def repository(address: str | None, host: str, branch: str) -> Repository | None:
    """Return the repository at an address; `host` is named where the address does not tell it.

    None without an address on the web, or where the host is not known.
    """
    if address is None or not address.startswith(("https://", "http://")):
        return None
    found = host or host_of(address)
    return Repository(address.rstrip("/").removesuffix(".git"), found, branch) if found else None


def host_of(address: str) -> str:
    """Return which of the hosts an address is one of, "" where it does not tell."""
    name = urlsplit(address).hostname or ""
    labels = name.split(".")
    return _KNOWN.get(name) or next((host for host in HOSTS if host in labels), "")
