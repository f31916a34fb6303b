"""The WSGI application."""

from typing import Any

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
    """Django's, with our request."""

    request_class = Request


django.setup(set_prefix=False)
application = Application()
