"""The bench's small HTTP client reads answers as a browser does, in whatever pieces they come."""

import asyncio
import socket
import threading

import pytest
from bench.http_line import Answer, connect, request

WHOLE = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nSet-Cookie: a=1; Path=/x/; HttpOnly\r\n\r\nhallo"
CHUNKED = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nhal\r\n2\r\nlo\r\n0\r\n\r\n"
EMPTY = b"HTTP/1.1 302 Found\r\nLocation: /verder\r\nContent-Length: 0\r\nSet-Cookie: a=; Path=/x/\r\n\r\n"


def served(answer: bytes, piece: int) -> Answer:
    """What the client makes of an answer that is sent in pieces of so many bytes, before the line breaks."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_serve, args=(server, answer, piece))
        thread.start()
        try:
            return asyncio.run(_ask(server.getsockname()[1]))
        finally:
            thread.join()


def _serve(server: socket.socket, answer: bytes, piece: int) -> None:
    line, _ = server.accept()
    with line:
        line.recv(10_000)
        for start in range(0, len(answer), piece):
            line.sendall(answer[start : start + piece])


async def _ask(port: int) -> Answer:
    line = await connect(f"127.0.0.1:{port}")
    try:
        return await asyncio.wait_for(line.ask(request("GET", "/", "localhost")), timeout=5)
    finally:
        line.close()
        await asyncio.sleep(0)  # closing takes one turn of the loop


@pytest.mark.parametrize("piece", [1, 7, 1000])
@pytest.mark.parametrize("answer", [WHOLE, CHUNKED])
def test_an_answer_is_read_whole(answer: bytes, piece: int) -> None:
    read = served(answer, piece)
    assert (read.status, read.body) == (200, b"hallo")


def test_cookies_and_redirects_are_understood() -> None:
    assert served(WHOLE, 1000).cookies() == [("a", "1", "/x/")]
    read = served(EMPTY, 1000)
    assert (read.status, read.header("location"), read.cookies()) == (302, "/verder", [("a", "", "/x/")])


def test_a_line_that_breaks_is_an_error() -> None:
    with pytest.raises(ConnectionResetError):
        served(b"HTTP/1.1 200 OK", 1000)
