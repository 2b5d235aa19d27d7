"""Whether pages of other sites are still where they were. The only module that uses the network.

It is polite: it asks for heads and reads no page, it asks a host one thing at a time with a pause
between, and few hosts at once. It is careful: it connects only to public addresses, because links
are content and could lead into the network of who runs it.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPConnection, HTTPException
from threading import Lock, Timer
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from alliance.i18n.messages import Message, say
from alliance.progress import Show, silent

HOSTS = 4
"""How many hosts are asked at once."""
HOPS = 5
"""How often an address may lead on to another."""
_PERMANENT, _TEMPORARY = (301, 308), (302, 303, 307)
_GONE = (404, 410)
_HEADLESS = (400, 403, 404, 405, 501)
"""What servers answer that do not know HEAD, or do not want it."""

# These stand for IPv4 addresses, private ones too (RFC 6052, RFC 3056).
_WRAPPED = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "2002::/16")))


def is_public(found: str) -> bool:
    """Tell whether an IP address is one of the public network, and of one machine."""
    ip = ipaddress.ip_address(found.partition("%")[0])
    return ip.is_global and not ip.is_multicast and not any(ip in net for net in _WRAPPED)


NOTHING = Message("")


class Finding(StrEnum):
    """What became of an address."""

    FINE = "fine"
    MOVED = "moved"
    """It leads on for good."""
    GONE = "gone"
    """Its host says that nothing is there."""
    UNREACHED = "unreached"
    """Nobody can tell."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an address, and where it is now or why nobody can tell."""

    finding: Finding
    now: str = ""
    reason: Message = NOTHING


@dataclass(frozen=True, slots=True)
class Manners:
    """How addresses are asked for."""

    agent: str
    """Who asks: the User-Agent (RFC 9110, 10.1.5)."""
    timeout: float = 10.0
    """Seconds that one request may take."""
    pause: float = 1.0
    """Seconds between two requests to a host."""
    allows: Callable[[str], bool] = is_public
    """Which IP addresses may be asked."""


class _UnreachedError(Exception):
    """Why an address could not be asked for."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


def ask(addresses: Sequence[str], manners: Manners, show: Show = silent) -> dict[str, Answer]:
    """Return what became of each address; all of them start with http: or https:."""
    hosts: dict[str, list[str]] = {}
    for address in dict.fromkeys(addresses):
        hosts.setdefault(_host(address), []).append(address)
    turns = _Turns(manners.pause)
    answers: dict[str, Answer] = {}

    def ask_host(of_host: list[str]) -> None:
        for address in of_host:
            answers[address] = _ask(address, manners, turns)
            show(f"asking for {len(answers)} of {len(addresses)} addresses")

    with ThreadPoolExecutor(HOSTS) as pool:
        list(pool.map(ask_host, hosts.values()))
    return answers


class _Turns:
    """Lets a host be asked by one thread at a time, and not at once after the last."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._guard = Lock()
        self._locks: dict[str, Lock] = {}
        self._last: dict[str, float] = {}

    @contextmanager
    def of(self, host: str) -> Iterator[None]:
        with self._guard:
            lock = self._locks.setdefault(host, Lock())
        with lock:
            last = self._last.get(host)
            if last is not None:
                time.sleep(max(0.0, last + self._pause - time.monotonic()))
            yield
            self._last[host] = time.monotonic()


def _ask(address: str, manners: Manners, turns: _Turns) -> Answer:
    here, moved, is_permanent = urldefrag(address).url, "", True
    try:
        for _ in range(HOPS + 1):
            status, target = _head(here, manners, turns)
            if not target:
                return _judge(status, moved)
            is_permanent = is_permanent and status in _PERMANENT
            here = target
            moved = here if is_permanent else moved
    except _UnreachedError as error:
        return Answer(Finding.UNREACHED, reason=error.reason)
    return Answer(Finding.UNREACHED, reason=say("it leads on and on"))


def _judge(status: int, moved: str) -> Answer:
    if status in _GONE:
        return Answer(Finding.GONE)
    if status >= 400:
        return Answer(Finding.UNREACHED, reason=say("the answer is {status}", status=str(status)))
    return Answer(Finding.MOVED, moved) if moved else Answer(Finding.FINE)


def _head(address: str, manners: Manners, turns: _Turns) -> tuple[int, str]:
    """Return the status of an address, and where it leads on to, "" if it does not."""
    status, target = _request("HEAD", address, manners, turns)
    if status in _HEADLESS:
        status, target = _request("GET", address, manners, turns)
    if status not in (*_PERMANENT, *_TEMPORARY) or not target:
        return status, ""
    try:
        found = urldefrag(urljoin(address, target)).url
        is_known = urlsplit(found).scheme in ("http", "https") and _host(found)
    except ValueError:
        is_known = False
    if not is_known:
        raise _UnreachedError(say("it leads on to what is no web address"))
    return status, found


def _request(method: str, address: str, manners: Manners, turns: _Turns) -> tuple[int, str]:
    parts = urlsplit(address)
    host, is_secure = _host(address), parts.scheme == "https"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~?")
    with turns.of(host):
        try:
            port = parts.port or (443 if is_secure else 80)
            connection = _Connection(
                host, _resolve(host, port, manners), is_secure, manners.timeout
            )
            return connection.ask(method, f"{path}?{query}" if query else path, manners.agent)
        except ssl.SSLCertVerificationError:
            raise _UnreachedError(say("its certificate is not valid")) from None
        except TimeoutError:
            raise _UnreachedError(_SLOW) from None
        except (OSError, HTTPException, ValueError):
            raise _UnreachedError(say("the connection failed")) from None


def _resolve(host: str, port: int, manners: Manners) -> list[tuple[str, int]]:
    """Return the IP addresses of a host; all of them have to be allowed."""
    try:
        name = host.encode("idna").decode()
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise _UnreachedError(say("there is no such host")) from None
    places = [(str(place[0]), port) for *_, place in found]
    if not all(manners.allows(ip) for ip, _ in places):
        raise _UnreachedError(say("it leads into a private network, which is not asked"))
    return places


def _host(address: str) -> str:
    return urlsplit(address).hostname or ""


_SLOW = say("it does not answer in time")


class _Connection(HTTPConnection):
    """A connection to IP addresses that were looked at, with an end to all it may take."""

    def __init__(
        self, host: str, places: list[tuple[str, int]], is_secure: bool, timeout: float
    ) -> None:
        super().__init__(host.encode("idna").decode(), places[0][1], timeout=timeout)
        self.default_port = 443 if is_secure else 80
        self._places = places
        self._seconds = timeout
        self._context = ssl.create_default_context() if is_secure else None
        self._is_late = False

    def connect(self) -> None:
        """Connect to the first place that takes the connection, never asking for a name again."""
        for place in self._places:
            try:
                self.sock = socket.create_connection(place, self._seconds)
                break
            except OSError:
                if place == self._places[-1]:
                    raise
        if self._context:
            self.sock = self._context.wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.sock.do_handshake()

    def ask(self, method: str, target: str, agent: str) -> tuple[int, str]:
        """Return status and `Location` of the answer; nothing of its body is read.

        A host that sends a little now and then is cut off as well.
        """
        watch = Timer(self._seconds, self._stop)
        watch.start()
        try:
            self.request(method, target, headers={"User-Agent": agent, "Accept": "*/*"})
            answer = self.getresponse()
        except (OSError, HTTPException):
            if not self._is_late:
                raise
            raise TimeoutError from None
        finally:
            watch.cancel()
            self.close()
        if self._is_late:  # what was cut off may look like an answer
            raise TimeoutError
        return answer.status, answer.headers.get("Location", "")

    def _stop(self) -> None:
        self._is_late = True
        with suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)
