"""The WSGI application."""

from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest


class Request(WSGIRequest):
    """A request whose content type may be nonsense: no reason to fail before any middleware is there."""

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
