"""A small S3 server in a thread: one bucket in memory, enough for attachments."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit


class Bucket:
    """What lies in it, by key; `signed` counts requests that carried a signature of version 4."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.signed = 0


@contextmanager
def served(bucket: Bucket) -> Iterator[str]:
    """The address of the server, while the block runs."""

    class Handler(_Handler):
        kept = bucket

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    kept: Bucket

    def do_PUT(self) -> None:
        length = int(self.headers.get("X-Amz-Decoded-Content-Length") or self.headers["Content-Length"])
        chunked = "aws-chunked" in self.headers.get("Content-Encoding", "")
        body = self._chunks() if chunked else self.rfile.read(length)
        if len(body) != length:
            self._say(400)
            return
        self.kept.objects[self._key()] = body
        self._say(200)

    def do_GET(self) -> None:
        body = self.kept.objects.get(self._key())
        if body is None:
            self._say(404, b"<Error><Code>NoSuchKey</Code></Error>")
        else:
            self._say(200, body)

    do_HEAD = do_GET  # noqa: N815 (the library calls it so)

    def do_DELETE(self) -> None:
        self.kept.objects.pop(self._key(), None)
        self._say(204)

    def _key(self) -> str:
        self.kept.signed += "AWS4-HMAC-SHA256" in self.headers.get("Authorization", "")
        return unquote(urlsplit(self.path).path)

    def _chunks(self) -> bytes:
        """A body in signed pieces, with a checksum behind it."""
        pieces = []
        while size := int(self.rfile.readline().partition(b";")[0], 16):
            pieces.append(self.rfile.read(size))
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass
        return b"".join(pieces)

    def _say(self, status: int, body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", '"1"')
        self.send_header("Last-Modified", "Mon, 02 Mar 2026 09:15:00 GMT")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        """Says nothing."""
