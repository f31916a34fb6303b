"""The rules about addresses: whose they are, who may open them, and that looking changes nothing."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver

TENANT = "<slug:organisation>/"
DESK = f"{TENANT}balie/"
MINE = f"{TENANT}mijn/"

# Addresses without organisation: what they are for.
OF_THE_INSTALLATION: Mapping[str, str] = {
    "": "leads to each organisation",
    "controleren": "checks a receipt of whichever organisation; reads no table",
    "robots.txt": "tells search engines where the public pages are; reads no table with a scope",
    "sleutel.pem": "the public keys of the installation",
    "sleutels.json": "when each of those keys signed",
    "toezicht": "counts per organisation, without personal data",
    "monitor/": "public figures about municipalities, without personal data",
    "monitor/kaart": "idem, on a map",
    "monitor/doelgroepen": "idem, for citizens and for businesses",
    "monitor/gemeenten": "idem, all municipalities",
    "monitor/gemeente/<slug:slug>": "idem, one municipality",
    "monitor/gemeente/<slug:slug>/rapport.pdf": "idem, as a document",
    "monitor/producten": "idem, all products",
    "monitor/product/<slug:slug>": "idem, one product",
    "monitor/leveranciers": "idem, all suppliers",
    "monitor/leverancier/<slug:slug>": "idem, one supplier",
    "monitor/verschil": "idem, what is said beside what was measured",
    "monitor/uitleg": "what each figure is",
    "monitor/rapport.pdf": "the national figures as a document",
    "monitor/waarneming/<int:number>": "the proof of one public figure",
    "monitor/reactie/<str:key>": "a municipality replies to its figures; the link holds a secret key",
    "monitor/open-data": "what can be taken along",
    "monitor/data/openapi.json": "the description of the open data",
    "monitor/data/rondes.json": "the published rounds",
    "monitor/data/<slug:round_key>/cijfers.json": "the national figures as open data",
    "monitor/data/<slug:round_key>/<slug:what>.csv-metadata.json": "what a table of open data is",
    "monitor/data/<slug:round_key>/<slug:what>.<slug:form>": "a table of open data",
    "monitor/api/meldingen": "installations report to the national monitor with a token of their own",
    "gezondheid": "health of everything that must run, for people",
    "gereed": "whether this process and its database answer, for load balancers",
    "levend": "the process answers",
}

# Pages of the desk that somebody must reach who is not logged in.
BEFORE_LOGIN: Mapping[str, str] = {
    f"{DESK}inloggen": "here one logs in",
    f"{MINE}zelf": "only leads on, to a page that asks to log in",
}

# What other machines post there without a browser: it is signed, so it needs no token of a form.
SIGNED: Mapping[str, str] = {
    f"{DESK}inloggen/uit/<slug:provider>": "back-channel logout",
    f"{TENANT}bezorging/notify": "a carrier tells what became of a message, with the token that it got",
}

# What looking may write down: that it was looked at.
LOGS = frozenset({"people_accesslog"})


@dataclass(frozen=True, slots=True)
class Route:
    """An address as Django knows it, such as <slug:organisation>/balie/zaak/<str:reference>."""

    pattern: str
    view: Callable[..., HttpResponse]

    def address(self, values: Mapping[str, str]) -> str:
        """The address with every <kind:name> filled in."""
        return "/" + re.sub(r"<\w+:(\w+)>", lambda part: values[part.group(1)], self.pattern)


def routes(patterns: Iterable[URLPattern | URLResolver], prefix: str = "") -> Iterator[Route]:
    """Every address below some patterns."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, prefix + str(one.pattern))
        else:
            yield Route(prefix + str(one.pattern), one.callback)


def without_tenant(found: Iterable[Route], reasons: Mapping[str, str] = OF_THE_INSTALLATION) -> Iterator[str]:
    """Addresses that are of no organisation and have no reason for it, and reasons for what is not there."""
    patterns = {route.pattern for route in found}
    for pattern in sorted(patterns):
        if not pattern.startswith(TENANT) and pattern not in reasons:
            yield f"{pattern!r} has no organisation and no reason"
    for pattern in reasons.keys() - patterns:
        yield f"{pattern!r} has a reason and is not there"


def open_to_strangers(
    client: Client,
    found: Iterable[Route],
    values: Mapping[str, str],
    reasons: Mapping[str, str] = BEFORE_LOGIN,
) -> Iterator[str]:
    """Pages of the desk and of Mijn omgeving that show anything but a way to log in to who is not."""
    town = values["organisation"]
    for route in found:
        if not route.pattern.startswith((DESK, MINE)) or route.pattern in reasons:
            continue
        login = f"/{town}/balie/inloggen" if route.pattern.startswith(DESK) else f"/{town}/inloggen"
        for method in ("get", "head", "post", "put"):
            answer = getattr(client, method)(route.address(values))
            sent_away = answer.status_code in {302, 303} and answer["Location"].startswith(login)
            if not sent_away and answer.status_code not in {404, 405}:
                yield f"{method} {route.pattern} answers {answer.status_code}"


def changing_by_looking(client: Client, found: Iterable[Route], values: Mapping[str, str]) -> Iterator[str]:
    """Addresses whose GET or HEAD writes more than that somebody looked, or that fail.

    503 is an answer: a page about health says that something is not well.
    """
    for route in found:
        for method in ("get", "head"):
            with written_tables() as written:
                answer = getattr(client, method)(route.address(values))
                if answer.streaming:
                    answer.getvalue()
            if answer.status_code in {500, 501, 502} or written - LOGS:
                yield f"{method} {route.pattern} answers {answer.status_code}, writes {sorted(written)}"


@contextmanager
def written_tables() -> Iterator[set[str]]:
    """The tables that SQL statements inside write to."""
    written: set[str] = set()

    def watch(execute: Callable[..., Any], sql: str, *others: Any) -> Any:
        written.update(re.findall(r"\b(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", str(sql)))
        return execute(sql, *others)

    with connection.execute_wrapper(watch):
        yield written
