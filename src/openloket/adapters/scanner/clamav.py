"""ClamAV: a small client of clamd's INSTREAM command, over TCP or a unix socket."""

import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.conf import settings

from openloket.intake.ports import Scanned, Temporary, Verdict

_PIECE = 64 * 1024
_LONGEST_ANSWER = 4096


class ClamavScanner:
    """Speaks to clamd at `host:port`, or at the socket whose path starts with a slash.

    One connection per file, as clamd closes it after each answer. Its StreamMaxLength must be at least
    the size of the largest attachment.
    """

    def __init__(self, address: str = "", seconds: float = 30) -> None:
        self._address = address or settings.CLAMAV_ADDRESS
        self._seconds = seconds

    def scan(self, chunks: Iterable[bytes]) -> Scanned:
        """Streams the file and reads the verdict. Raises Temporary when clamd can't judge it."""
        with self._connection() as connection:
            connection.sendall(b"zINSTREAM\0")
            try:
                for piece in _pieces(chunks):
                    connection.sendall(len(piece).to_bytes(4, "big") + piece)
                connection.sendall(bytes(4))
            except (BrokenPipeError, ConnectionResetError):
                pass  # clamd stopped listening: the reason is in its answer
            return _verdict(_answer(connection))

    def check(self) -> str:
        """The version that clamd gives. Raises Temporary."""
        with self._connection() as connection:
            connection.sendall(b"zVERSION\0")
            return _answer(connection)

    @contextmanager
    def _connection(self) -> Iterator[socket.socket]:
        try:
            with self._connect() as connection:
                yield connection
        except OSError as problem:
            raise Temporary(f"the virus scanner at {self._address} does not answer: {problem}") from problem

    def _connect(self) -> socket.socket:
        if not self._address.startswith("/"):
            host, _, port = self._address.rpartition(":")
            return socket.create_connection((host.strip("[]"), int(port)), self._seconds)
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(self._seconds)
        try:
            connection.connect(self._address)
        except OSError:
            connection.close()
            raise
        return connection


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces that clamd takes; never an empty one, which would end the stream."""
    for chunk in chunks:
        for start in range(0, len(chunk), _PIECE):
            yield chunk[start : start + _PIECE]


def _answer(connection: socket.socket) -> str:
    received = b""
    while not received.endswith(b"\0") and len(received) < _LONGEST_ANSWER:
        part = connection.recv(_LONGEST_ANSWER)
        if not part:
            break
        received += part
    return received.rstrip(b"\0\n").decode("utf-8", "replace")


def _verdict(answer: str) -> Scanned:
    """Reads `stream: OK` or `stream: NAME FOUND`; anything else is no verdict."""
    _, _, found = answer.partition(": ")
    if found == "OK":
        return Scanned(Verdict.CLEAN)
    if found.endswith(" FOUND"):
        return Scanned(Verdict.INFECTED, found.removesuffix(" FOUND"))
    raise Temporary(f"the virus scanner gave no verdict: {answer or 'nothing'}")
