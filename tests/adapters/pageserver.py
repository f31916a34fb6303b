"""A web server to fetch pages from: it keeps what was asked, and answers as the test says."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

from openloket.adapters.pages.internet import Place


@dataclass
class Reply:
    """One answer."""

    status: int = 200
    content: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class PageServer:
    """What stands where, by host and path, and what was asked of it."""

    port: int = 0
    pages: dict[str, Reply] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def find(self, host: str, port: int) -> list[Place]:
        """Every host stands here; in place of DNS."""
        return [("127.0.0.1", self.port)]

    def addresses(self) -> list[str]:
        return [address for address, _ in self.asked]


@contextmanager
def serving() -> Iterator[PageServer]:
    """A server on a free port of this machine."""
    kept = PageServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = f"{self.headers['Host']}{self.path}"
            kept.asked.append((address, dict(self.headers)))
            reply = kept.pages.get(address, Reply(404))
            self.send_response(reply.status)
            for name, value in {"Content-Length": str(len(reply.content)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.content)

        def log_message(self, *_: object) -> None:
            pass

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        kept.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield kept
        finally:
            server.shutdown()
            thread.join()
