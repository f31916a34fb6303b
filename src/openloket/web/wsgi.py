"""The WSGI application."""

from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest


class WholeBody:
    """A body that fails where it ends too soon, as when a connection breaks.

    Without this, half a page would be kept as if the rest was left empty, and half a file as the file.
    """

    def __init__(self, body: Any) -> None:
        self._body = body

    def read(self, size: int) -> bytes:
        """Exactly `size` bytes; Django never asks more than the browser announced. Raises ConnectionError."""
        pieces = []
        while size > 0:
            piece = self._body.read(size)
            if not piece:
                raise ConnectionError("the body ended too soon")
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)

    readline = None  # Django looks whether it is there, and nothing of ours asks for lines


class Request(WSGIRequest):
    """A request that may be nonsense, or break off: no reason to fail, or to believe it."""

    def __init__(self, environ: dict[str, Any]) -> None:
        super().__init__({**environ, "wsgi.input": WholeBody(environ["wsgi.input"])})

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        try:
            super()._set_content_type_params(meta)
        except ValueError:
            self.content_type, self.content_params = "", {"charset": "unreadable"}


class Application(WSGIHandler):
    """Django's, with our request; a page is handed over whole."""

    request_class = Request

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """One request. The server sends a list at once, with its length; anything else piece by piece."""
        response = super().__call__(environ, start_response)
        if response.streaming:
            return response
        content = [response.content]
        response.close()
        return content


django.setup(set_prefix=False)
application = Application()
