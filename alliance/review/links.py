"""Whether pages of other sites are still where they were, as lychee finds out.

It is the only module that uses the network. Links are content, and could lead into the network of
whoever runs the check: only hosts whose addresses are all public are handed to lychee.
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
"""How many redirects are followed."""
_CONNECTIONS = 4
_PERMANENT = (301, 308)
_GONE = (404, 410)
_BROKEN_LINKS = 2  # the exit status of lychee when it has checked everything and found some

# These stand for IPv4 addresses, private ones too (RFC 6052, RFC 3056).
_WRAPPED = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "2002::/16")))


_NOTHING = Message("")


class Finding(StrEnum):
    """What became of an address."""

    FINE = "fine"
    MOVED = "moved"
    """It redirects permanently."""
    GONE = "gone"
    """Its host says that nothing is there."""
    UNREACHED = "unreached"
    """Nobody can tell."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an address, and where it is now or why nobody can tell."""

    finding: Finding
    now: str = ""
    reason: Message = _NOTHING


@dataclass(frozen=True, slots=True)
class RequestPolicy:
    """How addresses are asked for."""

    agent: str
    """Who asks: the User-Agent (RFC 9110, 10.1.5)."""
    timeout: int = 10
    """Seconds that one address may take."""
    pause: float = 1.0
    """Seconds between two requests to a host."""
    allow_private: bool = False
    """Whether private networks may be asked as well, as tests do."""


def ask(addresses: Sequence[str], policy: RequestPolicy) -> dict[str, Answer]:
    """Return what became of each address; all of them start with http: or https:.

    Raises FileNotFoundError if lychee is not installed, ChildProcessError if it fails.
    """
    unique = list(dict.fromkeys(addresses))
    with ThreadPoolExecutor() as pool:
        refusals = list(pool.map(lambda address: _refusal(address, policy), unique))
    answers = {
        address: Answer(Finding.UNREACHED, reason=reason)
        for address, reason in zip(unique, refusals, strict=True)
        if reason
    }
    asked = [address for address in unique if address not in answers]
    return answers | (_checked(asked, policy) if asked else {})


def is_public(found: str) -> bool:
    """Tell whether an IP address is one of the public network, and of one machine."""
    ip = ipaddress.ip_address(found.partition("%")[0])
    return ip.is_global and not ip.is_multicast and not any(ip in net for net in _WRAPPED)


def _refusal(address: str, policy: RequestPolicy) -> Message | None:
    """Return why an address is not asked for, None if it is."""
    try:
        host = (urlsplit(address).hostname or "").encode("idna").decode()
        places = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, ValueError):
        return say("there is no such host")
    if policy.allow_private or all(is_public(str(place[0])) for *_, place in places):
        return None
    return say("it leads into a private network, which is not asked")


def _checked(addresses: Sequence[str], policy: RequestPolicy) -> dict[str, Answer]:
    """Return what lychee says of each address; what it leaves out, such as example.org, is fine.

    Each address is a link in a line of its own, so that the line tells which one is meant.
    """
    page = "".join(f'<a href="{escape(address)}">\n' for address in addresses)
    answers = dict.fromkeys(addresses, Answer(Finding.FINE))
    for line, answer in _found(_run(page, policy)):
        answers[addresses[line - 1]] = answer
    return answers


def _run(page: str, policy: RequestPolicy) -> dict[str, Any]:
    beside = str(Path(sys.executable).parent)
    lychee = shutil.which("lychee", path=beside) or "lychee"
    options = [
        *("--format=json", "--no-progress", "--verbose", "--max-retries=0"),
        *(f"--max-redirects={REDIRECTS}", f"--max-concurrency={_CONNECTIONS}"),
        *("--host-concurrency=1", f"--host-request-interval={round(policy.pause * 1000)}ms"),
        *(f"--timeout={policy.timeout}", f"--user-agent={policy.agent}"),
        *(() if policy.allow_private else ("--exclude-all-private",)),
    ]
    with tempfile.TemporaryDirectory() as folder:  # where no settings of lychee are
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


def _found(report: dict[str, Any]) -> Iterator[tuple[int, Answer]]:
    for kind in ("success_map", "error_map", "timeout_map"):
        for link in report[kind].get("links.html", ()):
            late = kind == "timeout_map"
            slow = Answer(Finding.UNREACHED, reason=say("it does not answer in time"))
            yield link["span"]["line"], slow if late else _answer(link)


def _answer(link: dict[str, Any]) -> Answer:
    """Return what one entry of the report says."""
    status: int = link["status"].get("code", 0)
    hops = link.get("redirects", {}).get("redirects", [])
    if status in _GONE:
        return Answer(Finding.GONE)
    if reason := _reason(link["status"], status, len(hops)):
        return Answer(Finding.UNREACHED, reason=reason)
    moved = ""
    for hop in hops:
        if hop["code"] not in _PERMANENT:
            break
        moved = hop["url"]
    return Answer(Finding.MOVED, moved) if moved else Answer(Finding.FINE)


def _reason(said: dict[str, Any], status: int, hops: int) -> Message | None:
    """Return why nobody can tell what became of an address, None if it is there."""
    if status >= 400:
        return say("the answer is {status}", status=str(status))
    if status >= 300:  # a redirect that was not followed
        return (
            say("it leads on and on")
            if hops >= REDIRECTS
            else say("it leads on to what is no web address")
        )
    if status:
        return None
    if "certificate" in said.get("details", "").lower():
        return say("its certificate is not valid")
    return say("the connection failed")
