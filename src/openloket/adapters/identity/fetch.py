"""Asking a provider something over HTTP: bounded in time and size, and never led elsewhere."""

import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from http.client import HTTPException, HTTPMessage
from typing import IO, Any

from openloket.people.ports import Permanent, Temporary

_SECONDS = 5.0  # to connect, and between two pieces of an answer
_SECONDS_IN_ALL = 15.0
_MOST_BYTES = 512 * 1024
_PIECE = 64 * 1024
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class _StayHere(urllib.request.HTTPRedirectHandler):
    """A redirect could carry a code or a secret to somebody else; it becomes an error."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> None:
        return None


_OPENER = urllib.request.build_opener(_StayHere)


def fetch_json(
    address: str, form: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The JSON object at an address; with `form` it is posted. Raises Temporary or Permanent."""
    sound(address)
    content = urllib.parse.urlencode(form).encode() if form is not None else None
    request = urllib.request.Request(  # noqa: S310 (`sound` lets only https and loopback through)
        address, content, {"Accept": "application/json", "User-Agent": "OpenLoket", **(headers or {})}
    )
    try:
        found = json.loads(_read(request))
    except (ValueError, RecursionError) as problem:
        raise Permanent(f"{_where(address)} answered something that is not JSON") from problem
    if not isinstance(found, dict):
        raise Permanent(f"{_where(address)} answered no JSON object")
    return found


def sound(address: str) -> str:
    """The same address, if it may be asked: over https, or on this very machine. Raises Permanent."""
    try:
        parts = urllib.parse.urlsplit(address)
        host = parts.hostname or ""
    except ValueError as problem:
        raise Permanent("an address of the provider can't be read") from problem
    on_this_machine = parts.scheme == "http" and host in _LOOPBACK
    if not host or not (parts.scheme == "https" or on_this_machine) or parts.username or parts.fragment:
        raise Permanent("an address of the provider is not https")
    return address


def _read(request: urllib.request.Request) -> bytes:
    where = _where(request.full_url)
    until = time.monotonic() + _SECONDS_IN_ALL
    try:
        with _OPENER.open(request, timeout=_SECONDS) as answer:
            pieces, size = [], 0
            while piece := answer.read1(_PIECE):
                pieces.append(piece)
                size += len(piece)
                if size > _MOST_BYTES:
                    raise Permanent(f"{where} answered more than {_MOST_BYTES} bytes")
                if time.monotonic() > until:
                    raise Temporary(f"{where} took longer than {_SECONDS_IN_ALL:.0f} seconds")
            return b"".join(pieces)
    except urllib.error.HTTPError as problem:
        problem.close()
        kind = Temporary if problem.code >= 500 or problem.code == 429 else Permanent
        raise kind(f"{where} answered {problem.code}") from None
    except (OSError, HTTPException) as problem:
        raise Temporary(f"{where} does not answer: {type(problem).__name__}") from problem


def _where(address: str) -> str:
    """The address without what may be secret in it."""
    parts = urllib.parse.urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}{parts.path}"
