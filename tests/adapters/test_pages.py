"""Fetching public pages: politely, by robots.txt, with limits, and never inside our own network."""

import gzip
import socket
from collections.abc import Iterator

import pytest
from tests.adapters.pageserver import PageServer, Reply, serving

from openloket.adapters.pages.http import PAUSE_SECONDS, PolitePages
from openloket.adapters.pages.internet import Internet, Place, is_public
from openloket.monitor.ports import Known, NoSuchHost, Permanent, Temporary

PAGE = "http://www.stad.example/paspoort"


class Clock:
    """Time that passes only by waiting."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.waited: list[float] = []

    def wait(self, seconds: float) -> None:
        self.waited.append(round(seconds, 1))
        self.now += seconds


@pytest.fixture
def server() -> Iterator[PageServer]:
    with serving() as one:
        one.pages["www.stad.example/paspoort"] = Reply(
            200, b"<h1>Paspoort</h1>", {"Content-Type": "text/html; charset=utf-8", "ETag": '"a"'}
        )
        yield one


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pages(server: PageServer, clock: Clock) -> PolitePages:
    internet = Internet(lookup=server.find, local=True)
    return PolitePages("meting@stad.example", internet, clock.wait, lambda: clock.now)


def test_says_who_it_is_and_asks_robots_first(server: PageServer, pages: PolitePages) -> None:
    answer = pages.fetch(PAGE)
    assert (answer.status, answer.content, answer.kind, answer.charset) == (
        200, b"<h1>Paspoort</h1>", "text/html", "utf-8",
    )  # fmt: skip
    assert server.addresses() == ["www.stad.example/robots.txt", "www.stad.example/paspoort"]
    sent = server.asked[1][1]
    assert "meting@stad.example" in sent["User-Agent"]
    assert "Cookie" not in sent


def test_does_not_visit_what_robots_forbids(server: PageServer, pages: PolitePages) -> None:
    server.pages["www.stad.example/robots.txt"] = Reply(200, b"User-agent: *\nDisallow: /pas")
    with pytest.raises(Permanent, match="robots"):
        pages.fetch(PAGE)
    assert server.addresses() == ["www.stad.example/robots.txt"]


def test_a_redirect_to_what_robots_forbids_is_not_followed(server: PageServer, pages: PolitePages) -> None:
    server.pages["www.stad.example/x"] = Reply(302, b"", {"Location": "http://www.dorp.example/geheim"})
    server.pages["www.dorp.example/robots.txt"] = Reply(200, b"User-agent: OpenLoketMonitor\nDisallow: /")
    with pytest.raises(Permanent, match="robots"):
        pages.fetch("http://www.stad.example/x")
    assert "www.dorp.example/geheim" not in server.addresses()


def test_a_site_whose_robots_is_out_of_order_is_left_alone(server: PageServer, pages: PolitePages) -> None:
    server.pages["www.stad.example/robots.txt"] = Reply(500)
    with pytest.raises(Temporary):
        pages.fetch(PAGE)
    assert server.addresses() == ["www.stad.example/robots.txt"]


def test_pauses_between_visits_to_one_host(server: PageServer, pages: PolitePages, clock: Clock) -> None:
    pages.fetch(PAGE)
    pages.fetch(PAGE)
    assert clock.waited == [PAUSE_SECONDS, PAUSE_SECONDS]


def test_pauses_as_long_as_is_asked(server: PageServer, pages: PolitePages, clock: Clock) -> None:
    server.pages["www.stad.example/robots.txt"] = Reply(200, b"User-agent: *\nCrawl-delay: 20")
    pages.fetch(PAGE)
    pages.fetch(PAGE)
    assert clock.waited == [PAUSE_SECONDS, 20.0]


def test_a_busy_site_is_left_alone_as_long_as_it_asks(
    server: PageServer, pages: PolitePages, clock: Clock
) -> None:
    server.pages["www.stad.example/paspoort"] = Reply(429, b"", {"Retry-After": "600"})
    with pytest.raises(Temporary):
        pages.fetch(PAGE)
    asked = len(server.asked)
    with pytest.raises(Temporary, match="later"):
        pages.fetch(PAGE)
    assert len(server.asked) == asked
    clock.now += 601
    server.pages["www.stad.example/paspoort"] = Reply(200, b"weer")
    assert pages.fetch(PAGE).content == b"weer"


def test_asks_only_for_what_changed(server: PageServer, pages: PolitePages) -> None:
    server.pages["www.stad.example/paspoort"] = Reply(304)
    answer = pages.fetch(PAGE, Known('"a"', "Mon, 02 Mar 2026 10:00:00 GMT"))
    assert answer.unchanged
    assert server.asked[-1][1]["If-None-Match"] == '"a"'
    assert server.asked[-1][1]["If-Modified-Since"] == "Mon, 02 Mar 2026 10:00:00 GMT"


def test_redirects_are_followed_and_end(server: PageServer, pages: PolitePages) -> None:
    server.pages["www.stad.example/oud"] = Reply(301, b"", {"Location": "/paspoort"})
    assert pages.fetch("http://www.stad.example/oud").address == PAGE
    server.pages["www.stad.example/rond"] = Reply(302, b"", {"Location": "/rond"})
    with pytest.raises(Permanent, match="door"):
        pages.fetch("http://www.stad.example/rond")


def test_what_is_packed_can_not_blow_up(server: PageServer, pages: PolitePages) -> None:
    packed = {"Content-Encoding": "gzip"}
    server.pages["www.stad.example/paspoort"] = Reply(200, gzip.compress(b"hallo"), packed)
    assert pages.fetch(PAGE).content == b"hallo"
    server.pages["www.stad.example/bom"] = Reply(200, gzip.compress(b"0" * 30_000_000), packed)
    with pytest.raises(Permanent, match="groot"):
        pages.fetch("http://www.stad.example/bom")


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "::1", "fd00::1", "::ffff:10.0.0.1",
     "0.0.0.0", "100.64.0.1", "224.0.0.1", "geen adres", "fe80::1%eth0"],
)  # fmt: skip
def test_what_is_not_public_is_never_asked(address: str, server: PageServer) -> None:
    def find(host: str, port: int) -> list[Place]:
        return [("93.184.215.14", port), (address, port)]

    assert not is_public(address)
    with pytest.raises(Permanent, match="openbaar"):
        PolitePages("meting@stad.example", Internet(lookup=find)).fetch(PAGE)
    assert server.asked == []


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://stad.example/", "http:///x", "http://a:b@stad.example/", "gopher://x",
     "http://stad.example:22/", "http://[::1", "mailto:a@b.nl", "http://stad.example:99999/", ""],
)  # fmt: skip
def test_what_is_no_page_is_refused(address: str, server: PageServer) -> None:
    with pytest.raises(Permanent):
        PolitePages("meting@stad.example", Internet(lookup=server.find)).fetch(address)
    assert server.asked == []


def test_a_name_that_is_not_there_and_one_that_can_not_be_asked() -> None:
    def nowhere(host: str, port: int) -> list[Place]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    def silent(host: str, port: int) -> list[Place]:
        raise socket.gaierror(socket.EAI_AGAIN, "try again")

    with pytest.raises(NoSuchHost):
        PolitePages("meting@stad.example", Internet(lookup=nowhere)).fetch(PAGE)
    with pytest.raises(Temporary):
        PolitePages("meting@stad.example", Internet(lookup=silent)).fetch(PAGE)
