"""Asking another machine something over HTTP: bounded in time and size, and never led elsewhere."""

import ipaddress
import socket
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from typing import IO, Any

_SECONDS = 5.0  # to connect, and between two pieces of an answer
_SECONDS_IN_ALL = 15.0
_PIECE = 64 * 1024
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_BEFORE_ANYTHING = (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError)


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


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, also when it is a refusal (a status of 300 or more)."""

    status: int
    content: bytes


class NoAnswer(Exception):
    """Nothing whole came back; `heard`: the other side may have got the question all the same."""

    def __init__(self, words: str, heard: bool) -> None:
        super().__init__(words)
        self.heard = heard


class TooMuch(Exception):
    """The answer was longer than was asked for."""


def ask(request: urllib.request.Request, most_bytes: int, seconds_in_all: float = _SECONDS_IN_ALL) -> Answer:
    """Ask, and read the answer whole. Raises NoAnswer or TooMuch; the words name no address."""
    until = time.monotonic() + seconds_in_all
    try:
        with _opened(request) as answer:
            pieces, size = [], 0
            while piece := answer.read1(_PIECE):
                pieces.append(piece)
                size += len(piece)
                if size > most_bytes:
                    raise TooMuch(f"answered more than {most_bytes} bytes")
                if time.monotonic() > until:
                    raise NoAnswer(f"took longer than {seconds_in_all:.0f} seconds", heard=True)
            return Answer(answer.status, b"".join(pieces))
    except (OSError, HTTPException) as problem:
        reason = problem.reason if isinstance(problem, urllib.error.URLError) else problem
        heard = not isinstance(reason, _BEFORE_ANYTHING)
        raise NoAnswer(f"does not answer: {type(reason).__name__}", heard) from problem


def _opened(request: urllib.request.Request) -> Any:
    try:
        return _OPENER.open(request, timeout=_SECONDS)
    except urllib.error.HTTPError as refusal:
        return refusal


def may_be_asked(address: str) -> bool:
    """Whether an address may be asked: over https, or on this very machine."""
    try:
        parts = urllib.parse.urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    on_this_machine = parts.scheme == "http" and host in _LOOPBACK
    return (
        bool(host) and (parts.scheme == "https" or on_this_machine) and not (parts.username or parts.fragment)
    )


def is_outside(dialled: socket.socket) -> bool:
    """Whether the machine that was dialled is not within our own network, where settings may not lead."""
    return ipaddress.ip_address(dialled.getpeername()[0].partition("%")[0]).is_global


def where(address: str) -> str:
    """The address without what may be secret in it."""
    parts = urllib.parse.urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}{parts.path}"
