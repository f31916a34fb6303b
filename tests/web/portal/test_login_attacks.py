"""What somebody may try against logging in: each is tried against the provider of the demo, and refused."""

import base64
import json
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from joserfc.jws import JWSRegistry
from tests.cast import Municipality
from tests.login import SITE, TOWNS, AtProvider, begin, forget_providers, open_address

from openloket.cli.demo.instance import free_ports
from openloket.cli.demo.provider.app import ProviderApp
from openloket.cli.demo.provider.command import serving
from openloket.cli.demo.provider.issuer import Issuer
from openloket.people.models import PendingLogin, PersonSession
from openloket.tenancy import scope
from openloket.tenancy.models import IdentityProvider, Organisation
from openloket.web.place import Place
from openloket.web.portal.own_path import own_path

COOKIE = "openloket_mijn"
Claims = dict[str, Any]
Bend = Callable[["Crooked", Claims, Claims], str]


class Crooked(Issuer):
    """An issuer whose tokens can be bent."""

    bend: Bend | None = None

    def sign(self, claims: Claims, header: Claims) -> str:
        return self.bend(self, claims, header) if self.bend else self.honest(claims, header)

    def honest(self, claims: Claims, header: Claims) -> str:
        """A token as it should be signed."""
        return super().sign(claims, header)


@pytest.fixture(scope="module")
def crooked_app() -> Iterator[AtProvider]:
    """A provider of which a test may bend the tokens."""
    [port] = free_ports(1)
    app = ProviderApp(f"http://localhost:{port}", SITE, TOWNS, Crooked)
    with serving(app, port):
        yield AtProvider(app, f"http://localhost:{port}")


@pytest.fixture
def crooked(crooked_app: AtProvider, duinstede: Municipality, now: datetime) -> Iterator[AtProvider]:
    """The same, known to Duinstede, and straight again afterwards."""
    crooked_app.known_at(("duinstede",), now)
    yield crooked_app
    issuer = crooked_app.app.issuers["digid"]
    assert isinstance(issuer, Crooked)
    issuer.bend = None


def bend(provider: AtProvider, how: Bend) -> None:
    issuer = provider.app.issuers["digid"]
    assert isinstance(issuer, Crooked)
    issuer.bend = how


def refused(client: Client, answer: HttpResponse, words: str = "", status: int = 403) -> None:
    """Nobody was logged in, and the page says so."""
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert COOKIE not in client.cookies
    assert not PersonSession.objects.exists()


# --- where one is sent on to ---

ELSEWHERE = [
    "//evil.example/",
    "https://evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "/duinstede\\..\\..\\evil",
    "/eikenrade/",
    "/duinstedeevil/",
    "/duinstede/../eikenrade/",
    "/duinstede/%2e%2e/eikenrade/",
    "/duinstede/.%2E/eikenrade/",
    "/duinstede/%2F/evil.example/",
    "/duinstede/a%5C..%5Cb",
    "/duinstede/\t/evil",
    "/duinstede/\r\nLocation: https://evil.example/",
    "javascript:alert(1)",
    "/duinstede/inloggen?verder=/duinstede/inloggen",
    "/duinstede/uitloggen",
    "/duinstede/balie/",
    "/duinstede/" + "a" * 600,
    "",
]


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_nobody_is_sent_elsewhere_after_logging_in(client: Client, provider: AtProvider, wanted: str) -> None:
    answer = provider.log_in(client, "willemijn", verder=wanted)
    assert answer["Location"] == "/duinstede/mijn/"


@given(st.text(st.sampled_from("/\\.%2eEfF5cC:@?#&=duinste \t\n"), max_size=40))
def test_every_way_on_stays_here(wanted: str) -> None:
    place = Place(Organisation(slug="duinstede"), "/duinstede")
    if found := own_path(place, f"/duinstede/{wanted}"):
        parts = urlsplit(urljoin("https://loket.example/x/y", found))
        assert (parts.scheme, parts.netloc) == ("https", "loket.example")
        assert parts.path.startswith("/duinstede/")


# --- answers that are not for this browser, not for now, or not of this provider ---


def test_an_answer_counts_once(client: Client, provider: AtProvider) -> None:
    begun = begin(client)
    path = provider.choose(begun["Location"], "willemijn").path
    assert client.get(path).status_code == 302
    assert client.get(path)["Location"] == "/duinstede/mijn/"  # the back button of who is logged in
    again = Client()
    again.cookies["openloket_inlog"] = client.cookies["openloket_inlog"].value
    answer = again.get(path)
    assert answer.status_code == 403
    assert "Begin opnieuw" in answer.content.decode()
    assert PersonSession.objects.count() == 1


def test_an_answer_counts_only_in_the_browser_that_asked(client: Client, provider: AtProvider) -> None:
    mine = Client()
    path = provider.choose(begin(mine)["Location"], "karim").path
    refused(client, client.get(path), "in een andere browser")
    begin(client)  # also not in one that asked something else
    answer = client.get(path)
    assert answer.status_code == 403
    assert not PersonSession.objects.exists()


def test_who_only_looks_uses_nothing_up(client: Client, provider: AtProvider) -> None:
    assert client.head("/duinstede/inloggen/digid").status_code == 405
    assert not PendingLogin.objects.exists()
    path = provider.choose(begin(client)["Location"], "willemijn").path
    assert client.head(path).status_code == 405
    assert client.post(path).status_code == 405
    assert client.get(path).status_code == 302


def test_an_answer_that_comes_too_late(client: Client, provider: AtProvider) -> None:
    path = provider.choose(begin(client)["Location"], "willemijn").path
    pending = PendingLogin.objects.get()
    PendingLogin.objects.update(begun_at=pending.begun_at - timedelta(minutes=10, seconds=1))
    refused(client, client.get(path), "duurde te lang")


def test_the_code_of_somebody_else(client: Client, provider: AtProvider) -> None:
    theirs = provider.choose(begin(Client())["Location"], "karim").values
    mine = provider.choose(begin(client)["Location"], "willemijn").values
    mixed = {**mine, "code": theirs["code"]}
    refused(client, client.get(f"/duinstede/inloggen/terug/digid?{urlencode(mixed)}"))


@pytest.mark.parametrize(
    "said", [{"state": "x"}, {"code": ""}, {"code": "x"}, {"iss": ""}, {"iss": "https://e.example"}]
)
def test_an_answer_that_was_changed(client: Client, provider: AtProvider, said: dict[str, str]) -> None:
    values = provider.choose(begin(client)["Location"], "willemijn").values
    refused(client, client.get(f"/duinstede/inloggen/terug/digid?{urlencode({**values, **said})}"))


def test_providers_that_are_mixed_up(client: Client, provider: AtProvider) -> None:
    values = provider.choose(begin(client)["Location"], "willemijn").values
    refused(client, client.get(f"/duinstede/inloggen/terug/eherkenning?{urlencode(values)}"))
    other = {**values, "iss": f"{provider.address}/eherkenning"}
    refused(client, client.get(f"/duinstede/inloggen/terug/digid?{urlencode(other)}"))


def test_an_answer_for_another_organisation(
    client: Client, provider: AtProvider, eikenrade: Municipality, now: datetime
) -> None:
    values = provider.choose(begin(client)["Location"], "willemijn").values
    assert client.get(f"/eikenrade/inloggen/terug/digid?{urlencode(values)}").status_code == 404
    provider.known_at(("eikenrade",), now)
    answer = client.get(f"/eikenrade/inloggen/terug/digid?{urlencode(values)}")
    assert answer.status_code == 403
    assert COOKIE not in client.cookies


def test_the_provider_sends_nobody_to_a_stranger(client: Client, provider: AtProvider) -> None:
    asked = begin(client)["Location"].replace("localhost%3A8000", "evil.example")
    answer = open_address(asked)
    assert (answer.status, answer.location) == (400, "")


# --- sessions ---


def test_a_key_that_was_planted_before(client: Client, provider: AtProvider) -> None:
    planted = "a" * 43
    client.cookies[COOKIE] = planted
    provider.log_in(client, "willemijn")
    assert client.cookies[COOKIE].value != planted
    other = Client()
    other.cookies[COOKIE] = planted
    assert "Willemijn" not in other.get("/duinstede/parkeervergunning/").content.decode()


def test_a_key_of_another_organisation(client: Client, provider: AtProvider, eikenrade: Municipality) -> None:
    provider.log_in(client, "willemijn")
    assert client.cookies[COOKIE]["path"] == "/duinstede/"
    other = Client()
    other.cookies[COOKIE] = client.cookies[COOKIE].value
    with scope.scope(eikenrade.organisation.pk):
        page = other.get("/eikenrade/parkeervergunning/").content.decode()
    assert "Willemijn" not in page
    assert "Uitloggen" not in page


@pytest.mark.parametrize("key", ["", "x", "a" * 43, "é" * 43, "a" * 5000, "%00", "' OR 1=1 --"])
def test_keys_that_open_nothing(client: Client, provider: AtProvider, key: str) -> None:
    provider.log_in(Client(), "willemijn")
    client.cookies[COOKIE] = key
    page = client.get("/duinstede/parkeervergunning/").content.decode()
    assert "Uitloggen" not in page


@pytest.mark.parametrize("field", ["used_at", "begun_at"])
def test_a_session_that_lasted_long_enough(client: Client, provider: AtProvider, field: str) -> None:
    provider.log_in(client, "willemijn")
    session = PersonSession.objects.get()
    back = {"used_at": timedelta(minutes=15, seconds=1), "begun_at": timedelta(hours=8, seconds=1)}[field]
    PersonSession.objects.update(**{field: getattr(session, field) - back})
    assert "Uitloggen" not in client.get("/duinstede/parkeervergunning/").content.decode()


def test_a_page_of_a_stranger_logs_nobody_out(client: Client, provider: AtProvider) -> None:
    provider.log_in(client, "willemijn")
    answer = client.post("/duinstede/uitloggen", headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert PersonSession.objects.get().ended_at is None


def test_the_cookie_is_for_no_script(client: Client, provider: AtProvider) -> None:
    provider.log_in(client, "willemijn")
    for name, path in ((COOKIE, "/duinstede/"), ("openloket_inlog", "/duinstede/inloggen")):
        morsel = client.cookies[name]
        assert (morsel["httponly"], morsel["samesite"], morsel["path"]) == (True, "Lax", path)


# --- tokens ---


def _with(**changed: Any) -> Bend:
    def change(issuer: Crooked, claims: Claims, header: Claims) -> str:
        return issuer.honest({**claims, **changed}, header)

    return change


def _without(name: str) -> Bend:
    def drop(issuer: Crooked, claims: Claims, header: Claims) -> str:
        return issuer.honest({key: value for key, value in claims.items() if key != name}, header)

    return drop


def _part(value: Claims) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def unsigned(issuer: Crooked, claims: Claims, header: Claims) -> str:
    return f"{_part({'alg': 'none'})}.{_part(claims)}."


def unsigned_with_key(issuer: Crooked, claims: Claims, header: Claims) -> str:
    return f"{_part({'alg': 'none', 'kid': issuer.keys[0].kid})}.{_part(claims)}."


def hmac_with_the_public_key(issuer: Crooked, claims: Claims, header: Claims) -> str:
    public = issuer.keys[0].as_pem(private=False)
    key = OctKey.import_key(base64.b64encode(public).decode())
    whole = {"alg": "HS256", "kid": issuer.keys[0].kid}
    return jwt.encode(whole, claims, key, registry=JWSRegistry(algorithms=["HS256"]))


def another_key(issuer: Crooked, claims: Claims, header: Claims) -> str:
    key = RSAKey.generate_key(2048, {"kid": "strange"})
    return jwt.encode({"alg": "RS256", "kid": "strange"}, claims, key)


def another_key_of_the_same_name(issuer: Crooked, claims: Claims, header: Claims) -> str:
    key = RSAKey.generate_key(2048)
    return jwt.encode({"alg": "RS256", "kid": issuer.keys[0].kid}, claims, key)


def its_own_key(issuer: Crooked, claims: Claims, header: Claims) -> str:
    key = RSAKey.generate_key(2048, {"kid": "mine"})
    header = {"alg": "RS256", "kid": "mine", "jwk": key.as_dict(private=False)}
    return jwt.encode(header, claims, key)


def changed_afterwards(issuer: Crooked, claims: Claims, header: Claims) -> str:
    head, _, signature = issuer.honest(claims, header).split(".")
    return f"{head}.{_part({**claims, 'bsn': '999990020'})}.{signature}"


BENT: dict[str, Bend] = {
    "unsigned": unsigned,
    "unsigned with key": unsigned_with_key,
    "hmac": hmac_with_the_public_key,
    "another key": another_key,
    "same name": another_key_of_the_same_name,
    "own key": its_own_key,
    "changed": changed_afterwards,
    "no token": lambda issuer, claims, header: "",
    "rubbish": lambda issuer, claims, header: "a.b.c",
    "long": lambda issuer, claims, header: "a" * 70_000,
    "audience": _with(aud="somebody-else"),
    "audiences": _with(aud=["openloket-duinstede", "somebody-else"]),
    "asked by": _with(azp="somebody-else"),
    "issuer": _with(iss="https://evil.example"),
    "nonce": _with(nonce="another"),
    "no nonce": _without("nonce"),
    "expired": _with(exp=int(time.time()) - 120),
    "no expiry": _without("exp"),
    "old": _with(iat=int(time.time()) - 3600),
    "of tomorrow": _with(iat=int(time.time()) + 86_400),
    "not yet": _with(nbf=int(time.time()) + 3600),
    "other access token": _with(at_hash="AAAAAAAAAAAAAAAAAAAAAA"),
    "no subject": _without("sub"),
    "level unknown": _with(acr="urn:very-safe"),
    "no level": _without("acr"),
    "a number that can't be": _with(bsn="123456789"),
    "a number that is a list": _with(bsn=["999990019"]),
}


@pytest.mark.parametrize("how", BENT.values(), ids=BENT.keys())
def test_a_token_that_is_bent(client: Client, crooked: AtProvider, how: Bend) -> None:
    bend(crooked, how)
    begun = begin(client)
    answer = client.get(crooked.choose(begun["Location"], "willemijn").path)
    refused(client, answer, "is niet gelukt")


def test_a_provider_that_tells_no_number(client: Client, provider: AtProvider) -> None:
    IdentityProvider.objects.filter(key="digid").update(claims={"bsn": "/nowhere/bsn", "name": "name"})
    refused(client, provider.log_in(client, "willemijn"), "is niet gelukt")


def test_the_same_token_straight(client: Client, crooked: AtProvider) -> None:
    bend(crooked, lambda issuer, claims, header: issuer.honest(claims, header))
    assert crooked.log_in(client, "willemijn").status_code == 302


def test_a_level_that_is_lower_than_asked(client: Client, provider: AtProvider) -> None:
    answer = provider.log_in(client, "willemijn", level="laag", niveau="hoog")
    refused(client, answer, "kies dan niveau hoog")


def test_a_level_that_is_said_lower_on_the_way(client: Client, provider: AtProvider) -> None:
    begun = begin(client, niveau="hoog")["Location"]
    lower = begun.partition("&acr_values=")[0]
    refused(client, client.get(provider.choose(lower, "willemijn", "laag").path), "niet veilig genoeg")


def test_keys_may_change_at_the_provider(client: Client, provider: AtProvider) -> None:
    provider.log_in(Client(), "willemijn")
    forget_providers()
    provider.log_in(Client(), "willemijn")
    provider.app.issuers["digid"].rotate()
    # A key that is not known makes us look again, yet not at once: see adapters.
    forget_providers()
    assert provider.log_in(client, "willemijn").status_code == 302


# --- being told that somebody logged out ---

TOLD = "/duinstede/inloggen/uit/digid"


def _logout_token(provider: AtProvider, persona: str = "willemijn", how: Bend | None = None) -> str:
    issuer = provider.app.issuers["digid"]
    client = issuer.clients["openloket-duinstede"]
    if how:
        bend(provider, how)
    return issuer.logout_token(client, "", f"digid-{persona}")


def test_a_provider_ends_the_sessions_of_who_logged_out_there(client: Client, provider: AtProvider) -> None:
    provider.log_in(client, "willemijn")
    provider.log_in(Client(), "karim")
    answer = client.post(TOLD, {"logout_token": _logout_token(provider)})
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    ended = PersonSession.objects.exclude(ended_at=None).get()
    assert (ended.person.name, ended.ended_by) == ("Willemijn de Jong", "provider")


def test_a_provider_ends_one_session(client: Client, provider: AtProvider) -> None:
    provider.log_in(client, "willemijn")
    provider.log_in(Client(), "willemijn")
    issuer = provider.app.issuers["digid"]
    first = PersonSession.objects.order_by("pk").first()
    assert first is not None
    [(_, token)] = issuer.end(first.provider_session)
    assert client.post(TOLD, {"logout_token": token}).status_code == 200
    assert PersonSession.objects.exclude(ended_at=None).get().pk == first.pk


def test_telling_it_again_ends_nothing_new(client: Client, provider: AtProvider) -> None:
    provider.log_in(client, "willemijn")
    token = _logout_token(provider)
    client.post(TOLD, {"logout_token": token})
    later = Client()
    provider.log_in(later, "willemijn")
    PersonSession.objects.filter(ended_at=None).update(
        begun_at=PersonSession.objects.latest("pk").begun_at + timedelta(seconds=5)
    )
    assert client.post(TOLD, {"logout_token": token}).status_code == 200
    assert PersonSession.objects.filter(ended_at=None).count() == 1


LOGOUTS: dict[str, Bend] = {
    name: BENT[name]
    for name in (
        "unsigned",
        "hmac",
        "another key",
        "same name",
        "own key",
        "rubbish",
        "audience",
        "issuer",
        "old",
    )
} | {
    "with a nonce": _with(nonce="x"),
    "no event": _without("events"),
    "another event": _with(events={"https://example.org/other": {}}),
    "no number": _without("jti"),
    "of nobody": _with(sub="", sid=""),
    "expired": _with(exp=int(time.time()) - 120),
}


@pytest.mark.parametrize("how", LOGOUTS.values(), ids=LOGOUTS.keys())
def test_a_logout_that_is_bent_ends_nothing(client: Client, crooked: AtProvider, how: Bend) -> None:
    crooked.log_in(client, "willemijn")
    token = _logout_token(crooked, how=how)
    assert client.post(TOLD, {"logout_token": token}).status_code == 400
    assert PersonSession.objects.get().ended_at is None


def test_an_id_token_is_no_logout(client: Client, crooked: AtProvider) -> None:
    kept: list[str] = []

    def keep(issuer: Crooked, claims: Claims, header: Claims) -> str:
        kept.append(issuer.honest(claims, header))
        return kept[-1]

    bend(crooked, keep)
    crooked.log_in(client, "willemijn")
    assert client.post(TOLD, {"logout_token": kept[0]}).status_code == 400
    assert client.post(TOLD).status_code == 400
    assert client.get(TOLD).status_code == 405
    assert PersonSession.objects.get().ended_at is None


# --- a provider that is away ---


def test_a_provider_that_is_away(client: Client, provider: AtProvider) -> None:
    [port] = free_ports(1)
    IdentityProvider.objects.filter(key="digid").update(issuer=f"http://localhost:{port}/digid")
    answer = begin(client, verder="/duinstede/parkeervergunning/")
    refused(client, answer, "nu niet bereiken", 503)
    assert "Bel" in answer.content.decode()
    assert not PendingLogin.objects.exists()


def test_a_provider_that_goes_away_meanwhile(client: Client, provider: AtProvider) -> None:
    path = provider.choose(begin(client)["Location"], "willemijn").path
    [port] = free_ports(1)
    IdentityProvider.objects.filter(key="digid").update(issuer=f"http://localhost:{port}/digid")
    refused(client, client.get(path), "nu niet bereiken", 503)
