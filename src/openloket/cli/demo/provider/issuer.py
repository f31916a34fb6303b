"""One issuer of the demo's provider: its keys, the codes and sessions that it remembers, and its tokens."""

import base64
import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey, Key, RSAKey
from joserfc.jws import JWSRegistry

from openloket.cli.demo.provider.clients import Client
from openloket.cli.demo.provider.people import Persona

_CODE_SECONDS = 60.0
_TOKEN_SECONDS = 300
_MOST_KEPT = 500
_LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"


class Refused(Exception):
    """An error of OAuth 2.0, by its code."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to log somebody in, as it stood in the address."""

    client: Client
    redirect: str
    state: str
    nonce: str
    challenge: str
    scope: str
    acr_values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grant:
    """Somebody logged in for a client: until the code is changed for tokens."""

    asked: Asked
    persona: Persona
    acr: str
    session: str
    until: float


@dataclass
class Issuer:
    """An issuer with its own address, keys and clients."""

    key: str
    address: str
    algorithm: str
    clients: Mapping[str, Client]
    keys: list[Key] = field(default_factory=list)
    sessions: dict[str, tuple[str, set[str]]] = field(default_factory=dict)
    _codes: dict[str, Grant] = field(default_factory=dict)
    _access: dict[str, Grant] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.rotate()

    def rotate(self) -> None:
        """Sign with a new key; the one before stays visible for a while."""
        parameters = {"use": "sig", "kid": secrets.token_hex(4), "alg": self.algorithm}
        if self.algorithm == "ES256":
            new: Key = ECKey.generate_key("P-256", parameters)
        else:
            new = RSAKey.generate_key(2048, parameters)
        self.keys = [new, *self.keys[:1]]

    def metadata(self) -> dict[str, Any]:
        """What this issuer says of itself (OpenID Connect Discovery)."""
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/jwks",
            "end_session_endpoint": f"{self.address}/logout",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [self.algorithm],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": True,
            "backchannel_logout_supported": True,
            "backchannel_logout_session_supported": True,
        }

    def jwks(self) -> dict[str, Any]:
        """The public keys."""
        return {"keys": [key.as_dict(private=False) for key in self.keys]}

    def give_code(self, asked: Asked, persona: Persona, acr: str) -> tuple[str, str]:
        """Somebody logged in; gives the code for the client and the id of the session here."""
        code, session = secrets.token_urlsafe(24), secrets.token_urlsafe(16)
        with self._lock:
            _make_room(self._codes)
            _make_room(self.sessions)
            self._codes[code] = Grant(asked, persona, acr, session, time.monotonic() + _CODE_SECONDS)
            self.sessions[session] = (persona.subject, {asked.client.client_id})
        return code, session

    def change(self, client: Client, code: str, redirect: str, verifier: str) -> dict[str, Any]:
        """Tokens for a code, once (RFC 6749 4.1.3, RFC 7636 4.6). Raises Refused."""
        with self._lock:
            grant = self._codes.pop(code, None)
        if grant is None or grant.until < time.monotonic() or grant.asked.client is not client:
            raise Refused("invalid_grant")
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
        if redirect != grant.asked.redirect or not hmac.compare_digest(challenge, grant.asked.challenge):
            raise Refused("invalid_grant")
        access = secrets.token_urlsafe(24)
        with self._lock:
            _make_room(self._access)
            self._access[access] = grant
        return {
            "access_token": access,
            "token_type": "Bearer",
            "expires_in": _TOKEN_SECONDS,
            "id_token": self.sign(self.id_claims(grant, access), {}),
        }

    def id_claims(self, grant: Grant, access: str) -> dict[str, Any]:
        """What the ID token says."""
        now = int(time.time())
        half = hashlib.sha256(access.encode()).digest()[:16]
        return {
            "iss": self.address,
            "sub": grant.persona.subject,
            "aud": grant.asked.client.client_id,
            "exp": now + _TOKEN_SECONDS,
            "iat": now,
            "auth_time": now,
            "nonce": grant.asked.nonce,
            "acr": grant.acr,
            "sid": grant.session,
            "at_hash": base64.urlsafe_b64encode(half).decode().rstrip("="),
            **grant.persona.claims,
        }

    def userinfo(self, access: str) -> dict[str, Any]:
        """What is told apart from the ID token. Raises Refused."""
        grant = self._access.get(access)
        if grant is None:
            raise Refused("invalid_token")
        return {"sub": grant.persona.subject, **grant.persona.claims, **grant.persona.apart}

    def logout_token(self, client: Client, session: str, subject: str) -> str:
        """What a client is told when a session ends (OpenID Connect Back-Channel Logout 2.4)."""
        now = int(time.time())
        claims = {
            "iss": self.address,
            "sub": subject,
            "aud": client.client_id,
            "iat": now,
            "exp": now + 120,
            "jti": secrets.token_hex(8),
            "sid": session,
            "events": {_LOGOUT_EVENT: {}},
        }
        return self.sign(claims, {"typ": "logout+jwt"})

    def end(self, session: str) -> list[tuple[Client, str]]:
        """End a session here; gives each client that must be told, with the token to tell it by."""
        with self._lock:
            found = self.sessions.pop(session, None)
        if found is None:
            return []
        subject, ids = found
        told = [self.clients[one] for one in sorted(ids)]
        return [(client, self.logout_token(client, session, subject)) for client in told]

    def sign(self, claims: dict[str, Any], header: dict[str, Any]) -> str:
        """A signed token."""
        key = self.keys[0]
        whole = {"alg": self.algorithm, "kid": key.kid, **header}
        registry = JWSRegistry(algorithms=[self.algorithm])
        return jwt.encode(whole, claims, key, algorithms=[self.algorithm], registry=registry)


def _make_room(kept: dict[str, Any]) -> None:
    """A demo that runs for weeks must not fill the memory."""
    while len(kept) >= _MOST_KEPT:
        kept.pop(next(iter(kept)))
