"""A small HTTP/1.1 client over one connection that stays open: just enough, so that it costs little."""

import asyncio
import re
from dataclasses import dataclass

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """A response; `head` is the status line and the headers as they came."""

    status: int
    head: bytes
    body: bytes

    def header(self, name: str) -> str:
        """The first header of this name; empty when there is none."""
        found = re.search(rf"\r\n{name}: *([^\r]*)".encode(), self.head, re.IGNORECASE)
        return found[1].decode() if found else ""

    def cookies(self) -> list[tuple[str, str, str]]:
        """Name, value and path of every cookie that is set; an empty value removes it."""
        found = []
        for line in re.findall(rb"\r\nset-cookie: *([^\r]*)", self.head, re.IGNORECASE):
            name, _, rest = line.decode().partition("=")
            path = re.search(r"path=([^;]*)", rest, re.IGNORECASE)
            found.append((name, rest.partition(";")[0].strip('"'), path[1] if path else "/"))
        return found


class Line(asyncio.Protocol):
    """One connection: one request at a time."""

    def __init__(self) -> None:
        self._received = bytearray()
        self._waiting: asyncio.Future[Answer] | None = None
        self.bytes_received = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Collect until the answer is whole."""
        self._received += data
        self.bytes_received += len(data)
        answer = _read(self._received)
        if answer and self._waiting:
            self._received = bytearray()
            self._waiting.set_result(answer)

    def connection_lost(self, exc: Exception | None) -> None:
        """An answer that will not come any more is an error."""
        if self._waiting and not self._waiting.done():
            self._waiting.set_exception(exc or ConnectionResetError("the server hung up"))

    async def ask(self, request: bytes) -> Answer:
        """Send one request and wait for the whole answer."""
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._waiting

    def close(self) -> None:
        """Hang up."""
        self._transport.close()


def request(method: str, path: str, host: str, cookies: str = "", body: bytes = b"", kind: str = "") -> bytes:
    """The bytes of one request, with the headers that a browser sends and a server looks at."""
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: {host}\r\nAccept: text/html\r\nAccept-Encoding: gzip, br\r\n"
        "Accept-Language: nl\r\nUser-Agent: Mozilla/5.0 (bench)\r\n"
    )
    if cookies:
        head += f"Cookie: {cookies}\r\n"
    if method == "POST":
        head += f"Origin: http://{host}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
    return f"{head}\r\n".encode() + body


async def connect(host: str) -> Line:
    """Open a connection to host:port."""
    name, _, port = host.partition(":")
    _, line = await asyncio.get_running_loop().create_connection(Line, name, int(port))
    return line


def _read(received: bytearray) -> Answer | None:
    end = received.find(b"\r\n\r\n")
    if end < 0:
        return None
    head = bytes(received[: end + 2])
    if length := _LENGTH.search(head):
        if len(received) < end + 4 + int(length[1]):
            return None
        body = bytes(received[end + 4 :])
    elif _CHUNKED.search(head):
        if not received.endswith(b"0\r\n\r\n"):
            return None
        body = _unchunk(bytes(received[end + 4 :]))
    else:
        body = b""
    return Answer(int(head[9:12]), head, body)


def _unchunk(rest: bytes) -> bytes:
    pieces: list[bytes] = []
    while True:
        size, _, rest = rest.partition(b"\r\n")
        length = int(size, 16)
        if not length:
            return b"".join(pieces)
        pieces.append(rest[:length])
        rest = rest[length + 2 :]
