"""The demo's provider over HTTP: authorize, token, userinfo, keys and logout, for each of its issuers."""

import base64
import json
import threading
import urllib.request
from binascii import Error as NotBase64
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode

from openloket.cli.demo.provider import pages
from openloket.cli.demo.provider.clients import Client, clients_of
from openloket.cli.demo.provider.code_app import code_now
from openloket.cli.demo.provider.issuer import Asked, Issuer, Refused
from openloket.cli.demo.provider.people import LEVELS, PEOPLE, attainable, persona

_ALGORITHMS = {"digid": "RS256", "eherkenning": "ES256", "eidas": "PS256", "medewerkers": "RS256"}
_LONGEST = 64 * 1024
_PARAMETERS = (
    "response_type", "client_id", "redirect_uri", "scope", "state", "nonce",
    "code_challenge", "code_challenge_method", "acr_values", "prompt",
)  # fmt: skip
_TELL_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Request:
    """What came in; `values` of the address or of the form."""

    method: str
    values: Mapping[str, str]
    authorization: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back."""

    status: HTTPStatus
    media_type: str = "text/html"
    body: str = ""
    headers: tuple[tuple[str, str], ...] = field(default=())


def _json(value: Mapping[str, Any], status: HTTPStatus = HTTPStatus.OK) -> Answer:
    return Answer(status, "application/json", json.dumps(value))


def _html(body: str, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    return Answer(status, "text/html", body)


def _elsewhere(address: str) -> Answer:
    return Answer(HTTPStatus.SEE_OTHER, headers=(("Location", address),))


class ProviderApp:
    """A WSGI application; `address` is its own, without a slash at the end."""

    def __init__(self, address: str, site: str, towns: Iterable[str], make: type[Issuer] = Issuer) -> None:
        names = tuple(towns)
        self.issuers = {
            key: make(key, f"{address}/{key}", algorithm, clients_of(site, names, key))
            for key, algorithm in _ALGORITHMS.items()
        }

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        answer = self._answer(environ)
        body = answer.body.encode("utf-8", "replace")
        headers = [
            ("Content-Type", f"{answer.media_type}; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Content-Security-Policy", pages.POLICY),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cache-Control", "no-store"),
            *answer.headers,
        ]
        start_response(f"{answer.status.value} {answer.status.phrase}", headers)
        return [body]

    def _answer(self, environ: dict[str, Any]) -> Answer:
        key, _, what = environ.get("PATH_INFO", "/").strip("/").partition("/")
        if not key:
            return _html(pages.overview({name: one.address for name, one in self.issuers.items()}))
        if key == "code-app":
            return _html(pages.code_app(code_now(datetime.now(UTC))))
        issuer, doing = self.issuers.get(key), _DOING.get(what)
        if issuer is None or doing is None:
            return _html(pages.page("Deze pagina is er niet", ""), HTTPStatus.NOT_FOUND)
        try:
            return doing(issuer, _read(environ))
        except Refused as problem:
            return _json({"error": str(problem)}, HTTPStatus.BAD_REQUEST)


def _read(environ: dict[str, Any]) -> Request:
    method = environ.get("REQUEST_METHOD", "GET")
    text = environ.get("QUERY_STRING", "")
    if method == "POST":
        length = min(int(environ.get("CONTENT_LENGTH") or 0), _LONGEST)
        text = environ["wsgi.input"].read(length).decode("utf-8", "replace")
    return Request(method, dict(parse_qsl(text)), environ.get("HTTP_AUTHORIZATION", ""))


def _authorize(issuer: Issuer, request: Request) -> Answer:
    """Who do you want to be? What is asked wrongly is told to the client, if that can be trusted."""
    values = request.values
    client = issuer.clients.get(values.get("client_id", ""))
    redirect = values.get("redirect_uri", "")
    if client is None or redirect not in client.redirects:
        return _html(
            pages.page("Onbekende website", "<p>Deze website kennen wij niet.</p>"), HTTPStatus.BAD_REQUEST
        )
    asked = _asked(client, redirect, values)
    if asked is None:
        return _back(issuer, redirect, values.get("state", ""), error="invalid_request")
    if request.method != "POST":
        return _choose(issuer, values, asked)
    if values.get("doen") != "inloggen":
        return _back(issuer, redirect, asked.state, error="access_denied")
    one, acr = persona(issuer.key, values.get("persoon", "")), values.get("acr", "")
    if one is None:
        return _choose(issuer, values, asked)
    if acr not in attainable(one):
        return _choose(issuer, values, asked, pages.too_high(one))
    code, session = issuer.give_code(asked, one, acr)
    answer = _back(issuer, redirect, asked.state, code=code)
    cookie = f"demo_{issuer.key}={session}; Path=/{issuer.key}/; HttpOnly; SameSite=Lax"
    return Answer(answer.status, headers=(*answer.headers, ("Set-Cookie", cookie)))


def _asked(client: Client, redirect: str, values: Mapping[str, str]) -> Asked | None:
    """The request, if it is whole: with PKCE, state and nonce."""
    right = (
        values.get("response_type") == "code"
        and "openid" in values.get("scope", "").split()
        and values.get("code_challenge_method") == "S256"
        and all(values.get(name) for name in ("state", "nonce", "code_challenge"))
    )
    if not right:
        return None
    return Asked(
        client=client,
        redirect=redirect,
        state=values["state"],
        nonce=values["nonce"],
        challenge=values["code_challenge"],
        scope=values["scope"],
        acr_values=tuple(values.get("acr_values", "").split()),
    )


def _choose(issuer: Issuer, values: Mapping[str, str], asked: Asked, told: str = "") -> Answer:
    lowest = next((acr for acr in asked.acr_values if acr in LEVELS), next(iter(LEVELS)))
    along = {name: values[name] for name in _PARAMETERS if name in values}
    return _html(pages.choose(issuer.key, PEOPLE[issuer.key], along, lowest, told))


def _back(issuer: Issuer, redirect: str, state: str, **said: str) -> Answer:
    return _elsewhere(f"{redirect}?{urlencode({**said, 'state': state, 'iss': issuer.address})}")


def _token(issuer: Issuer, request: Request) -> Answer:
    client, values = _client(issuer, request), request.values
    if request.method != "POST" or values.get("grant_type") != "authorization_code":
        raise Refused("unsupported_grant_type")
    asked = (values.get(name, "") for name in ("code", "redirect_uri", "code_verifier"))
    return _json(issuer.change(client, *asked))


def _client(issuer: Issuer, request: Request) -> Client:
    """Who asks, by its secret in the header or in the form. Raises Refused."""
    client_id, secret = request.values.get("client_id", ""), request.values.get("client_secret", "")
    kind, _, pair = request.authorization.partition(" ")
    if kind.lower() == "basic":
        try:
            client_id, _, secret = base64.b64decode(pair).decode().partition(":")
        except (NotBase64, UnicodeDecodeError):
            raise Refused("invalid_client") from None
        client_id, secret = unquote(client_id), unquote(secret)
    client = issuer.clients.get(client_id)
    if client is None or not client.is_right(secret):
        raise Refused("invalid_client")
    return client


def _userinfo(issuer: Issuer, request: Request) -> Answer:
    kind, _, access = request.authorization.partition(" ")
    if kind.lower() != "bearer":
        raise Refused("invalid_token")
    return _json(issuer.userinfo(access))


def _logout(issuer: Issuer, request: Request) -> Answer:
    """A client sends somebody who logged out; only to its own addresses one is sent back."""
    client = issuer.clients.get(request.values.get("client_id", ""))
    back = request.values.get("post_logout_redirect_uri", "")
    if client is None or back not in client.after_logout:
        return _html(pages.page("U bent uitgelogd", ""))
    return _elsewhere(back)


def _sessions(issuer: Issuer, request: Request) -> Answer:
    names = {one.subject: one.name for one in PEOPLE[issuer.key]}
    return _html(pages.sessions(issuer.key, {key: names[sub] for key, (sub, _) in issuer.sessions.items()}))


def _end(issuer: Issuer, request: Request) -> Answer:
    """Somebody logs out here: every client is told (back-channel)."""
    if request.method == "POST":
        for client, token in issuer.end(request.values.get("sessie", "")):
            threading.Thread(target=_tell, args=(client.backchannel, token)).start()
    return _elsewhere(f"{issuer.address}/")


def _tell(address: str, token: str) -> None:
    """Post a logout token; a client that does not listen is not waited for."""
    content = urlencode({"logout_token": token}).encode()
    try:
        urllib.request.urlopen(address, content, timeout=_TELL_SECONDS).close()  # noqa: S310 (our own address)
    except OSError as problem:
        print(f"{address} was not told of a logout: {problem}")


_DOING: Mapping[str, Callable[[Issuer, Request], Answer]] = {
    "": _sessions,
    ".well-known/openid-configuration": lambda issuer, _: _json(issuer.metadata()),
    "jwks": lambda issuer, _: _json(issuer.jwks()),
    "authorize": _authorize,
    "token": _token,
    "userinfo": _userinfo,
    "logout": _logout,
    "uitloggen": _end,
}
