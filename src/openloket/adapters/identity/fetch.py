"""Asking a provider something over HTTP: bounded in time and size, and never led elsewhere."""

import json
import urllib.parse
import urllib.request
from collections.abc import Mapping
from typing import Any

from openloket.adapters.asking import NoAnswer, TooMuch, ask, may_be_asked, where
from openloket.people.ports import Permanent, Temporary

_MOST_BYTES = 512 * 1024


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
        raise Permanent(f"{where(address)} answered something that is not JSON") from problem
    if not isinstance(found, dict):
        raise Permanent(f"{where(address)} answered no JSON object")
    return found


def sound(address: str) -> str:
    """The same address, if it may be asked: over https, or on this very machine. Raises Permanent."""
    if not may_be_asked(address):
        raise Permanent("an address of the provider is not https")
    return address


def _read(request: urllib.request.Request) -> bytes:
    place = where(request.full_url)
    try:
        answer = ask(request, _MOST_BYTES)
    except TooMuch as problem:
        raise Permanent(f"{place} {problem}") from problem
    except NoAnswer as problem:
        raise Temporary(f"{place} {problem}") from problem
    if answer.status >= 300:
        passing = answer.status >= 500 or answer.status == 429
        raise (Temporary if passing else Permanent)(f"{place} answered {answer.status}")
    return answer.content
