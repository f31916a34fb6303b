"""Hostile bytes on the wire, to the web server as it really runs."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import cast
from tests.hostile.making import hostile
from tests.parts import answers, come_up, up, web
from tests.waiting import wait_until

from openloket.intake.models import Draft
from openloket.tenancy.scope import scope

PAGE = "/duinstede/parkeervergunning/formulier/wie"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def port(own_database: str, tmp_path: Path) -> Iterator[int]:
    """A web part with a municipality."""
    town = cast.municipality("duinstede", "Duinstede", "DUI")
    part, port = web(tmp_path, {"DATABASE_URL": own_database}, workers=1)
    with up(part), scope(town.organisation.pk):
        come_up(part, port)
        yield port
        assert part.process is not None
        assert part.process.poll() is None
        said = part.log.read_text()
        assert "Traceback" not in said, said
        assert "failure" not in said, said


def say(port: int, *pieces: bytes, hurry: bool = False) -> bytes:
    """Say these bytes and listen; with `hurry` hang up at once."""
    with socket.create_connection(("127.0.0.1", port), timeout=8) as line:
        try:
            for piece in pieces:
                line.sendall(piece)
            if hurry:
                return b""
            answer = b""
            while piece := line.recv(65536):
                answer += piece
                if b"\r\n\r\n" in answer:
                    return answer
            return answer
        except (ConnectionError, TimeoutError):
            return b""


def head(length: str = "0", media_type: str = FORM, more: str = "") -> bytes:
    lines = f"POST {PAGE} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {media_type}\r\n"
    return f"{lines}Content-Length: {length}\r\nConnection: close\r\n{more}\r\n".encode("latin-1")


WRONG = (
    b"\x00\x01\x02\x03\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"GET /\xff\xfe\x00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /duinstede/ HTTP/1.1\r\n\r\n",
    b"GET /duinstede/ HTTP/1.1\r\nHost: \xff\xfe\r\n\r\n",
    b'GET /duinstede/ HTTP/1.1\r\nHost: localhost\r\nCookie: openloket_concept="\\000"\r\n\r\n',
    b"GET /duinstede/ HTTP/1.1\r\nHost: localhost\r\n" + b"X-A: b\r\n" * 5000 + b"\r\n",
    b"GET /duinstede/?" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET http://kwaad.example/duinstede/ HTTP/1.1\r\nHost: kwaad.example\r\n\r\n",
    b"BREW /duinstede/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"TRACE /duinstede/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /static/../../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /static/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
    head("-1"),
    head("99999999999999999999999999"),
    head("99999999999"),
    head("60000001"),
    head("abc"),
    head("+5") + b"naam=",
    head("3", more="Content-Length: 4\r\n") + b"abcd",
    head("3", more="Transfer-Encoding: chunked\r\n") + b"0\r\n\r\n",
    head("0", "text/plain; charset*=bogus''x%20"),
    head("0", "multipart/form-data; boundary=\xff\xfe"),
    head("6", f"{FORM}; charset=hex") + b"naam=x",
    head("6", f"{FORM}; charset=undefined") + b"naam=x",
    f"POST {PAGE} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {FORM}\r\n"
    "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\nfffffffffffffffff\r\nx\r\n0\r\n\r\n".encode(),
    f"POST {PAGE} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {FORM}\r\n"
    "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n6\r\nnaam=x\r\n0\r\n\r\n".encode(),
)


def test_no_bytes_break_the_server(port: int) -> None:
    for one in WRONG:
        answer = say(port, one)
        assert b" 500 " not in answer[:20], (one[:80], answer[:200])
        assert b"root:" not in answer, one[:80]
        assert b"kwaad.example" not in answer.lower(), one[:80]
    for seed in range(60):
        one = hostile(seed)
        path = one.path.encode("ascii", "replace").replace(b"/proef/", b"/parkeervergunning/")
        start = b"POST %b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" % path
        rest = f"Content-Type: {one.media_type}\r\nContent-Length: {len(one.body)}\r\n\r\n".encode("latin-1")
        answer = say(port, start + rest, one.body)
        assert b" 500 " not in answer[:20], (seed, one.what, answer[:200])
    assert answers(port, "/duinstede/")


def test_people_who_hang_up_or_dawdle_keep_nobody_from_the_counter(port: int) -> None:
    dawdlers = [socket.create_connection(("127.0.0.1", port)) for _ in range(60)]
    try:
        for number, line in enumerate(dawdlers):
            line.sendall(head("1000000")[: 40 + number])
        for _ in range(20):
            say(port, head("5000") + b"naam=half", hurry=True)
        half = b'--x\r\nContent-Disposition: form-data; name="bewijs"; filename="a.pdf"\r\n\r\n%PDF-'
        for _ in range(20):
            say(port, head("4000000", "multipart/form-data; boundary=x") + half, hurry=True)
        wait_until(lambda: answers(port, "/duinstede/"), "people are helped")
    finally:
        for line in dawdlers:
            line.close()
    assert Draft.objects.count() == 0, "half a page was kept"


def test_a_body_too_large_is_refused_before_it_comes(port: int) -> None:
    answer = say(port, head("70000000", "multipart/form-data; boundary=x"))
    assert answer.startswith(b"HTTP/1.1 413"), answer[:100]
