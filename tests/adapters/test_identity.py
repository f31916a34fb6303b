"""Relying on a provider: what it says of itself, what it may not do to us, and what its claims mean."""

import json
import socketserver
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from joserfc.jwk import ECKey

from openloket.adapters.identity import fetch
from openloket.adapters.identity.discovery import Directory
from openloket.adapters.identity.mapping import missing, proven, wanted
from openloket.people.levels import at_least, enough, highest
from openloket.people.models import Identifier, Person
from openloket.people.ports import Permanent, Provider, Temporary

LEVELS = {"urn:low": "laag", "urn:mid": "substantieel", "urn:high": "hoog"}
PROVIDER = Provider(
    key="digid", issuer="https://idp.example", client_id="us", client_secret="", scopes="openid",
    claims={"bsn": "bsn", "name": "name"}, levels=LEVELS,
)  # fmt: skip
CLAIMS = {"sub": "s-1", "acr": "urn:mid", "bsn": "999990019", "name": "Willemijn de Jong", "sid": "here"}
Answer = tuple[int, Mapping[str, str], bytes]


@contextmanager
def serving(answer: Callable[[str], Answer]) -> Iterator[tuple[str, list[str]]]:
    """A small server; gives its address and the paths that were asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            status, headers, body = answer(self.path)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 (the library calls it so)

        def log_message(self, *words: object) -> None:
            return

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://localhost:{server.server_address[1]}", asked
        finally:
            server.shutdown()
            thread.join()


def metadata(address: str, **changed: Any) -> bytes:
    found = {
        "issuer": address,
        "authorization_endpoint": f"{address}/authorize",
        "token_endpoint": f"{address}/token",
        "jwks_uri": f"{address}/jwks",
        **changed,
    }
    return json.dumps(found).encode()


# --- asking ---


def test_it_does_not_follow_a_provider_elsewhere() -> None:
    with serving(lambda path: (302, {"Location": "/other"}, b"")) as (address, asked):
        with pytest.raises(Permanent, match="302"):
            fetch.fetch_json(f"{address}/token", {"code": "secret"})
        assert asked == ["/token"]


def test_it_reads_no_more_than_it_should() -> None:
    with (
        serving(lambda path: (200, {}, b"[" * 600_000)) as (address, _),
        pytest.raises(Permanent, match="more"),
    ):
        fetch.fetch_json(f"{address}/x")


@pytest.mark.parametrize("body", [b"", b"no", b"[]", b"null", b'"x"', b"[" * 100_000])
def test_what_is_no_object_is_refused(body: bytes) -> None:
    with serving(lambda path: (200, {}, body)) as (address, _), pytest.raises(Permanent):
        fetch.fetch_json(f"{address}/x")


@pytest.mark.parametrize(
    ("status", "kind"), [(500, Temporary), (503, Temporary), (429, Temporary), (400, Permanent)]
)
def test_an_error_is_for_now_or_for_good(status: int, kind: type[Exception]) -> None:
    with serving(lambda path: (status, {}, b"{}")) as (address, _), pytest.raises(kind, match=str(status)):
        fetch.fetch_json(f"{address}/x?code=secret")


@pytest.mark.parametrize(
    "address",
    [
        "http://idp.example/", "ftp://idp.example/", "file:///etc/passwd", "https://", "", "//idp.example",
        "https://us:secret@idp.example/", "http://localhost.evil.example/", "https://idp.example/#x", "https://[",
    ],
)  # fmt: skip
def test_only_sound_addresses_are_asked(address: str) -> None:
    with pytest.raises(Permanent):
        fetch.fetch_json(address)


# --- what a provider says of itself ---


def test_what_it_says_is_kept_and_serves_while_it_is_away() -> None:
    status = [200]
    with serving(lambda path: (status[0], {}, metadata(place[0]))) as (address, asked):
        place = [address]
        directory = Directory()
        assert directory.metadata(address).token == f"{address}/token"
        status[0] = 500
        assert directory.metadata(address).token == f"{address}/token"
        assert asked == ["/.well-known/openid-configuration"]


@pytest.mark.parametrize(
    "changed",
    [
        {"issuer": "https://evil.example"},
        {"issuer": None},
        {"token_endpoint": "http://evil.example/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"jwks_uri": None},
        {"end_session_endpoint": "http://evil.example/"},
    ],
)
def test_a_configuration_that_can_t_be_right(changed: dict[str, Any]) -> None:
    place: list[str] = []
    with serving(lambda path: (200, {}, metadata(place[0], **changed))) as (address, _):
        place.append(address)
        with pytest.raises(Permanent):
            Directory().metadata(address)


def test_who_is_away_is_not_asked_by_everybody_who_waits() -> None:
    with serving(lambda path: (503, {}, b"")) as (address, asked):
        directory = Directory()
        for _ in range(5):
            with pytest.raises(Temporary):
                directory.metadata(address)
        assert len(asked) == 1


def test_keys_that_nobody_can_use_are_not_asked_at_every_token() -> None:
    keys = {
        "keys": [
            {"kty": "EC", "kid": "a", "crv": "P-256", "x": "x", "y": "y"},
            {"kty": "oct", "k": "c2VjcmV0"},
        ]
    }
    with serving(lambda path: (200, {}, json.dumps(keys).encode())) as (address, asked):
        directory = Directory()
        for _ in range(5):
            with pytest.raises(Permanent):
                directory.key(f"{address}/jwks", "b")
        assert len(asked) == 1


def test_an_unknown_key_does_not_make_it_look_at_every_token() -> None:
    keys = {"keys": [ECKey.generate_key("P-256", {"kid": "a"}).as_dict(private=False)]}
    with serving(lambda path: (200, {}, json.dumps(keys).encode())) as (address, asked):
        directory = Directory()
        assert directory.key(f"{address}/jwks", "a").kid == "a"
        for _ in range(5):
            with pytest.raises(Permanent):
                directory.key(f"{address}/jwks", "b")
        assert len(asked) == 1


# --- what claims mean ---


def test_a_citizen_is_known_by_a_number() -> None:
    found = proven(PROVIDER, CLAIMS)
    assert found.kind == Person.Kind.CITIZEN
    assert found.identifiers == ((Identifier.Kind.BSN, "999990019"),)
    assert (found.name, found.level, found.subject, found.session) == (
        "Willemijn de Jong", "substantieel", "s-1", "here",
    )  # fmt: skip


def test_numbers_of_eight_digits_get_their_zero_back() -> None:
    claims = {**CLAIMS, "bsn": 10464554}
    assert proven(PROVIDER, claims).identifiers == ((Identifier.Kind.BSN, "010464554"),)


@pytest.mark.parametrize("bsn", ["123456789", "99999001", "abc", "", None, True, 1.5, {"x": 1}, "9" * 300])
def test_a_number_that_can_t_be_proves_nobody(bsn: object) -> None:
    with pytest.raises(Permanent):
        proven(PROVIDER, {**CLAIMS, "bsn": bsn})


def test_claims_may_lie_deep_and_have_strange_names() -> None:
    claims = {
        "kvk": "urn:etoegang:1.9:EntityConcernedID:KvKnr",
        "branch": "/company/branch~1number",
        "name": ["/company/name", "city"],
    }
    told = {
        "sub": "s", "acr": "urn:high", "city": "Duinstede",
        "urn:etoegang:1.9:EntityConcernedID:KvKnr": "90001001",
        "company": {"name": " Bakkerij\tBos ", "branch/number": "90001011"},
    }  # fmt: skip
    found = proven(replace(PROVIDER, claims=claims), told)
    assert found.kind == Person.Kind.COMPANY
    assert found.identifiers == ((Identifier.Kind.BRANCH, "90001001 000090001011"),)
    assert found.name == "Bakkerij Bos Duinstede"


def test_a_branch_of_no_company_proves_nobody() -> None:
    provider = replace(PROVIDER, claims={"kvk": "kvk", "branch": "branch"})
    with pytest.raises(Permanent):
        proven(provider, {"sub": "s", "acr": "urn:low", "branch": "000090001011"})


def test_a_chain_says_for_whom_and_for_what() -> None:
    chain = {
        "bsn": "/for/bsn",
        "name": "/for/name",
        "services": "/for/what",
        "products": {"u-1": "parkeervergunning"},
    }
    provider = replace(PROVIDER, claims={**PROVIDER.claims, "represented": chain})
    assert proven(provider, CLAIMS).represented is None
    told = {**CLAIMS, "for": {"bsn": "999990020", "name": "Karim", "what": ["u-1", "u-2"]}}
    found = proven(provider, told).represented
    assert found is not None
    assert found.identifiers == ((Identifier.Kind.BSN, "999990020"),)
    assert (found.name, found.services) == ("Karim", ("parkeervergunning",))
    for what in (["u-2"], [], None, "u-3"):
        with pytest.raises(Permanent):
            proven(provider, {**told, "for": {"bsn": "999990020", "what": what}})


def test_without_any_number_in_the_map_the_provider_s_own_counts() -> None:
    provider = replace(PROVIDER, claims={"name": "name"})
    found = proven(provider, {"sub": "s-1", "acr": "urn:low", "name": "A"})
    assert found.identifiers == ((Identifier.Kind.SUBJECT, "https://idp.example s-1"),)
    assert not missing(provider, CLAIMS)


def test_the_map_says_when_more_must_be_asked() -> None:
    assert missing(PROVIDER, {"sub": "s"})
    assert not missing(PROVIDER, CLAIMS)


# --- levels ---


@pytest.mark.parametrize("acr", [None, "", "urn:other", 3, ["urn:high"]])
def test_a_level_that_is_not_known_proves_nothing(acr: object) -> None:
    with pytest.raises(Permanent):
        proven(PROVIDER, {**CLAIMS, "acr": acr})


def test_a_provider_of_one_level_need_not_say_it() -> None:
    provider = replace(PROVIDER, levels={"": "laag"})
    claims = {name: value for name, value in CLAIMS.items() if name != "acr"}
    assert proven(provider, claims).level == "laag"
    assert wanted(provider, "laag") == ()


def test_what_is_asked_of_a_provider() -> None:
    assert wanted(PROVIDER, "") == ()
    assert wanted(PROVIDER, "substantieel") == ("urn:mid", "urn:high")
    assert wanted(PROVIDER, "hoog") == ("urn:high",)


def test_levels_are_in_order() -> None:
    assert [enough("substantieel", asked) for asked in ("", "laag", "substantieel", "hoog")] == [
        True,
        True,
        True,
        False,
    ]
    assert not enough("", "laag")
    assert not enough("zeer hoog", "laag")
    assert at_least("substantieel") == ("substantieel", "hoog")
    assert highest(["laag", "hoog", "substantieel"]) == "hoog"
    assert highest([]) == ""
