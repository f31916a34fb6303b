"""Logging in over the real flow: a test client at the portal, and a browser at the demo's provider."""

import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import HttpResponse
from django.test import Client

from openloket.cli.demo.provider.app import ProviderApp
from openloket.cli.demo.provider.people import ACR
from openloket.cli.demo.providers import load_providers
from openloket.conf.doors import door

SITE = "http://localhost:8000"
TOWNS = ("duinstede", "eikenrade")


class _StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *found: object) -> None:
        return None


_OPENER = urllib.request.build_opener(_StayHere)


@dataclass(frozen=True)
class Answered:
    """What the provider answered: where it sends the browser, or its page."""

    status: int
    location: str
    page: str

    @property
    def values(self) -> dict[str, str]:
        """What stands in the address that it sends to."""
        return dict(parse_qsl(urlsplit(self.location).query))

    @property
    def path(self) -> str:
        """The path of our own that it sends to, with its query."""
        parts = urlsplit(self.location)
        return f"{parts.path}?{parts.query}"


@dataclass
class AtProvider:
    """The provider, as the demo runs it, and what people do there."""

    app: ProviderApp
    address: str

    def known_at(self, towns: tuple[str, ...], now: datetime) -> None:
        """These municipalities let people log in here."""
        load_providers(self.address, towns, now)

    def choose(self, location: str, persona: str, level: str = "substantieel", **more: str) -> Answered:
        """Be this person at the page where the portal sent the browser."""
        parts = urlsplit(location)
        address = f"{parts.scheme}://{parts.netloc}{parts.path}"
        asked = dict(parse_qsl(parts.query))
        form = {**asked, "persoon": persona, "acr": f"{ACR}{level}", "doen": "inloggen", **more}
        return open_address(address, form)

    def log_in(
        self,
        client: Client,
        persona: str,
        *,
        at: str = "digid",
        level: str = "substantieel",
        town: str = "duinstede",
        verder: str = "",
        niveau: str = "",
    ) -> HttpResponse:
        """The whole way: to the provider, be somebody, and back; gives the answer of the portal."""
        begun = begin(client, at=at, town=town, verder=verder, niveau=niveau)
        return client.get(self.choose(begun["Location"], persona, level).path)


def begin(
    client: Client, *, at: str = "digid", town: str = "duinstede", verder: str = "", niveau: str = ""
) -> HttpResponse:
    """Press the button of a provider; the answer sends the browser there."""
    asked = {name: value for name, value in (("verder", verder), ("niveau", niveau)) if value}
    return client.get(f"/{town}/inloggen/{at}?{urlencode(asked)}")


def open_address(address: str, form: Mapping[str, str] | None = None) -> Answered:
    """Ask something of the provider over a real connection."""
    content = urlencode(form).encode() if form is not None else None
    try:
        answer = _OPENER.open(urllib.request.Request(address, content), timeout=10)
    except urllib.error.HTTPError as problem:
        answer = problem
    with answer:
        return Answered(answer.status, answer.headers.get("Location", ""), answer.read().decode())


def forget_providers() -> None:
    """What this process kept of providers: another test runs another one."""
    door.cache_clear()
