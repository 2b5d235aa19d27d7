"""How the forms reach the repository, from the settings of the Git host."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from alliance.content.content import Content

BRANCH = "forms"
"""Where forms save that cannot make pull requests."""


def backend(content: Content) -> dict[str, Any]:
    """Return how the forms reach the repository.

    Forgejo and Gitea are one backend, which makes no pull requests: it saves to the branch `forms`.
    """
    found = content.repository
    if found is None:  # why_not has said so
        return {}
    parts = urlsplit(found.address)
    root = f"{parts.scheme}://{parts.netloc}"
    common = {"repo": parts.path.strip("/"), "branch": found.branch, "auth_methods": ["token"]}
    if found.host == "github":
        api = {} if parts.netloc == "github.com" else {"api_root": f"{root}/api/v3"}
        return {"name": "github", **common, **api}
    if found.host == "gitlab":
        return {"name": "gitlab", **common, "base_url": root, "api_root": f"{root}/api/v4"}
    common |= {"branch": BRANCH, "base_url": root, "api_root": f"{root}/api/v1"}
    return {"name": "gitea", **common}


def hosts(content: Content) -> tuple[str, ...]:
    """Return what a browser has to reach for the repository."""
    parts = urlsplit(str(content.alliance.repository))
    root = f"{parts.scheme}://{parts.netloc}"
    return (root, "https://api.github.com") if parts.netloc == "github.com" else (root,)
