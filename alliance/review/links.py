"""Whether pages of other sites still exist, as lychee finds out.

This is the only module that uses the network. Links are content and could point into the private
network of whoever runs the check, so lychee gets only hosts whose addresses are all public.
"""

from __future__ import annotations

import ipaddress
import json
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from markupsafe import escape

from alliance.i18n.messages import Message, say

REDIRECTS = 5
"""The most redirects that are followed."""
_CONNECTIONS = 4
_PERMANENT = (301, 308)
_GONE = (404, 410)
_BROKEN_LINKS = 2  # exit status of lychee: all links were checked, some are broken

# IPv6 addresses that contain an IPv4 address, which may be private (RFC 6052, RFC 3056).
_EMBEDDED = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "2002::/16")))

_NO_REASON = Message("")


class LinkStatus(StrEnum):
    """What is known about an address."""

    FINE = "fine"
    MOVED = "moved"
    """It redirects permanently."""
    GONE = "gone"
    """Its host answers that the page does not exist."""
    UNREACHED = "unreached"
    """It could not be checked."""


@dataclass(frozen=True, slots=True)
class LinkResult:
    """The status of an address, with its new address, or why it could not be checked."""

    status: LinkStatus
    now: str = ""
    reason: Message = _NO_REASON


@dataclass(frozen=True, slots=True)
class RequestPolicy:
    """How requests are made."""

    agent: str
    """The User-Agent (RFC 9110, 10.1.5)."""
    timeout: int = 10
    """Seconds for each address."""
    pause: float = 1.0
    """Seconds between two requests to a host."""
    allow_private: bool = False
    """Whether private networks may be reached too, as in tests."""


def check_links(addresses: Sequence[str], policy: RequestPolicy) -> dict[str, LinkResult]:
    """Return the status of each address; all of them start with http: or https:.

    Raises FileNotFoundError if lychee is not installed, ChildProcessError if it fails.
    """
    unique = list(dict.fromkeys(addresses))
    with ThreadPoolExecutor() as pool:
        refusals = pool.map(lambda address: _refusal(address, policy), unique)
    results = {
        address: LinkResult(LinkStatus.UNREACHED, reason=reason)
        for address, reason in zip(unique, refusals, strict=True)
        if reason
    }
    allowed = [address for address in unique if address not in results]
    return results | (_checked(allowed, policy) if allowed else {})


def is_public(found: str) -> bool:
    """Whether an IP address is that of a single host on the public internet."""
    ip = ipaddress.ip_address(found.partition("%")[0])
    return ip.is_global and not ip.is_multicast and not any(ip in net for net in _EMBEDDED)


def _refusal(address: str, policy: RequestPolicy) -> Message | None:
    """Return why an address must not be requested, None if it may be."""
    try:
        host = (urlsplit(address).hostname or "").encode("idna").decode()
        places = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, ValueError):
        return say("the host does not exist")
    if policy.allow_private or all(is_public(str(place[0])) for *_, place in places):
        return None
    return say("it leads to a private network, which is not checked")


def _checked(addresses: Sequence[str], policy: RequestPolicy) -> dict[str, LinkResult]:
    """Return the results of lychee; an address that it skips, such as example.org, is fine.

    Each address is on a line of its own, because lychee reports the line of a link.
    """
    page = "".join(f'<a href="{escape(address)}">\n' for address in addresses)
    results = dict.fromkeys(addresses, LinkResult(LinkStatus.FINE))
    for line, result in _results(_run(page, policy)):
        results[addresses[line - 1]] = result
    return results


def _run(page: str, policy: RequestPolicy) -> dict[str, Any]:
    beside_python = str(Path(sys.executable).parent)
    lychee = shutil.which("lychee", path=beside_python) or "lychee"
    options = [
        *("--format=json", "--no-progress", "--verbose", "--max-retries=0"),
        *(f"--max-redirects={REDIRECTS}", f"--max-concurrency={_CONNECTIONS}"),
        *("--host-concurrency=1", f"--host-request-interval={round(policy.pause * 1000)}ms"),
        *(f"--timeout={policy.timeout}", f"--user-agent={policy.agent}"),
        *(() if policy.allow_private else ("--exclude-all-private",)),
    ]
    with tempfile.TemporaryDirectory() as folder:  # so that lychee finds no settings of its own
        Path(folder, "links.html").write_text(page, encoding="utf-8")
        ran = subprocess.run(
            [lychee, *options, "links.html"],
            cwd=folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    if ran.returncode not in (0, _BROKEN_LINKS):
        raise ChildProcessError(ran.stderr.strip())
    report: dict[str, Any] = json.loads(ran.stdout)
    return report


def _results(report: dict[str, Any]) -> Iterator[tuple[int, LinkResult]]:
    """Yield the line and the result of each link in the report of lychee."""
    late = LinkResult(LinkStatus.UNREACHED, reason=say("it does not answer in time"))
    for kind in ("success_map", "error_map", "timeout_map"):
        for link in report[kind].get("links.html", ()):
            yield link["span"]["line"], late if kind == "timeout_map" else _result(link)


def _result(link: dict[str, Any]) -> LinkResult:
    code: int = link["status"].get("code", 0)
    redirects = link.get("redirects", {}).get("redirects", [])
    if code in _GONE:
        return LinkResult(LinkStatus.GONE)
    if reason := _reason(link["status"].get("details", ""), code, len(redirects)):
        return LinkResult(LinkStatus.UNREACHED, reason=reason)
    moved = ""
    for redirect in redirects:
        if redirect["code"] not in _PERMANENT:
            break
        moved = redirect["url"]
    return LinkResult(LinkStatus.MOVED, moved) if moved else LinkResult(LinkStatus.FINE)


def _reason(details: str, code: int, redirects: int) -> Message | None:
    """Return why the status of an address is not known, None if the page exists."""
    if code >= 400:
        return say("the answer is {status}", status=str(code))
    if code >= 300:  # a redirect that was not followed
        if redirects >= REDIRECTS:
            return say("too many redirects")
        return say("it redirects to something that is not a web address")
    if code:
        return None
    if "certificate" in details.lower():
        return say("its certificate is not valid")
    return say("the connection failed")
