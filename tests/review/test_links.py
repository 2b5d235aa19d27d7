"""Other sites are asked politely, and private networks not at all."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise

import pytest

from alliance.review.links import (
    REDIRECTS,
    LinkResult,
    LinkStatus,
    RequestPolicy,
    check_links,
    is_public,
)

AGENT = "tests (+https://alliance.example/)"
LOOPBACK = RequestPolicy(AGENT, timeout=1, pause=0.0, allow_private=True)


class _Site(BaseHTTPRequestHandler):
    """Answers as its path says, and notes what it was asked."""

    asked: list[tuple[str, str, str, float]]

    def do_GET(self) -> None:
        """Answer with a body that may never end."""
        self._answer()
        if self.path == "/endless":
            try:
                while True:
                    self.wfile.write(bytes(65_536))
            except OSError:
                self.close_connection = True

    def _answer(self) -> None:
        self.asked.append((self.command, self.path, self.headers["User-Agent"], time.monotonic()))
        name, _, rest = self.path[1:].partition("/")
        if name == "slow":
            time.sleep(2)
        elif name == "dribble":
            self._dribble()
            return
        status = {"endless": 200, "slow": 200, "fine": 200}
        code = status.get(name) or int(name)
        self.send_response(code)
        if code in (301, 302, 303, 307, 308) and rest:
            self.send_header("Location", rest if ":" in rest else f"/{rest}")
        self.end_headers()

    def _dribble(self) -> None:
        """Send a header that never ends, a letter now and then."""
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
            for _ in range(50):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            self.close_connection = True

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[tuple[str, list[tuple[str, str, str, float]]]]:
    """Return the address of a server, and what it was asked."""
    asked: list[tuple[str, str, str, float]] = []
    handler = type("Site", (_Site,), {"asked": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", asked
    server.shutdown()
    thread.join()
    server.server_close()


ANSWERS = {
    "it is there": ("fine", LinkStatus.FINE, "", ""),
    "with a part of the page": ("fine#part", LinkStatus.FINE, "", ""),
    "with words that are no ASCII": ("fine/é?ü=ß", LinkStatus.FINE, "", ""),
    "gone": ("404", LinkStatus.GONE, "", ""),
    "gone permanently": ("410", LinkStatus.GONE, "", ""),
    "with signs that HTML has to escape": ("fine/&amp;<b>'?a=1&b=2", LinkStatus.FINE, "", ""),
    "no end": ("endless", LinkStatus.FINE, "", ""),
    "moved": ("301/fine", LinkStatus.MOVED, "fine", ""),
    "moved twice": ("301/308/fine", LinkStatus.MOVED, "fine", ""),
    "elsewhere for now": ("302/fine", LinkStatus.FINE, "", ""),
    "moved, then elsewhere for now": ("301/302/fine", LinkStatus.MOVED, "302/fine", ""),
    "elsewhere for now, then moved": ("307/301/fine", LinkStatus.FINE, "", ""),
    "moved to nothing": ("301/404", LinkStatus.GONE, "", ""),
    "refused": ("403", LinkStatus.UNREACHED, "", "the answer is 403"),
    "out of order": ("500", LinkStatus.UNREACHED, "", "the answer is 500"),
    "too slow": ("slow", LinkStatus.UNREACHED, "", "it does not answer in time"),
    "slow on purpose": ("dribble", LinkStatus.UNREACHED, "", "it does not answer in time"),
    "on and on": (
        "301/" * (REDIRECTS + 1) + "fine",
        LinkStatus.UNREACHED,
        "",
        "too many redirects",
    ),
    "to a file": (
        "301/file:/etc/passwd",
        LinkStatus.UNREACHED,
        "",
        "it redirects to something that is not a web address",
    ),
}


@pytest.mark.parametrize(("path", "status", "now", "reason"), ANSWERS.values(), ids=ANSWERS)
def test_an_address_has_the_status_that_its_host_gives(
    site: tuple[str, list[tuple[str, str, str, float]]],
    path: str,
    status: LinkStatus,
    now: str,
    reason: str,
) -> None:
    """As its host answers; what may be temporary is not called gone."""
    url, _ = site
    result = check_links([url + path], LOOPBACK)[url + path]

    assert (result.status, str(result.reason)) == (status, reason)
    assert result.now == (url + now if now else "")


def test_a_host_is_asked_one_thing_at_a_time(
    site: tuple[str, list[tuple[str, str, str, float]]],
) -> None:
    """With a pause between, and a user agent that names the site."""
    url, asked = site
    policy = RequestPolicy(AGENT, 1, 0.5, allow_private=True)

    check_links([f"{url}fine/{number}" for number in range(4)] + [f"{url}fine/1"], policy)

    assert [method for method, *_ in asked] == ["GET"] * 4
    assert {agent for _, _, agent, _ in asked} == {AGENT}
    times = [at for *_, at in asked]
    assert all(after - before >= 0.4 for before, after in pairwise(times))


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:{port}/fine",
        "http://localhost:{port}/fine",
        "http://[::1]:{port}/fine",
        "http://0.0.0.0:{port}/fine",
        "http://2130706433:{port}/fine",
        "http://[::ffff:127.0.0.1]:{port}/fine",
    ],
)
def test_a_private_network_is_not_asked(
    site: tuple[str, list[tuple[str, str, str, float]]], address: str
) -> None:
    """However its address is written."""
    url, asked = site
    address = address.format(port=url.rpartition(":")[2].strip("/"))

    result = check_links([address], RequestPolicy("tests", 1, 0.0))[address]

    assert result.status is LinkStatus.UNREACHED
    assert not asked


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("10.0.0.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
    ],
)
def test_what_is_public(ip: str, public: bool) -> None:
    """Neither the machine itself, nor its network, nor an address that represents one of them."""
    assert is_public(ip) is public


def test_an_unknown_host_is_not_called_gone() -> None:
    """Its name server may be down."""
    address = "https://nothing.invalid/"

    assert check_links([address], LOOPBACK)[address].status is LinkStatus.UNREACHED


def test_a_closed_port_is_not_called_gone() -> None:
    """Its host may be restarting."""
    address = "http://127.0.0.1:9/"

    result = check_links([address], LOOPBACK)[address]
    assert result == LinkResult(LinkStatus.UNREACHED, reason=result.reason)
    assert str(result.reason) == "the connection failed"
