"""Checking what a provider signed: ID tokens (OpenID Connect Core 3.1.3.7) and logout tokens."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import Key
from joserfc.jws import JWSRegistry, extract_compact

from openloket.adapters.identity.discovery import Directory, Metadata
from openloket.people.ports import Permanent

ALGORITHMS = ("RS256", "PS256", "ES256")
"""With public keys only: `none` proves nothing, and anybody can make an HMAC with a public key as secret."""

LEEWAY = 60  # seconds that clocks may differ
OLDEST = 600  # seconds: an ID token is made while somebody waits for it
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"

_KEY_TYPES = {"RS256": "RSA", "PS256": "RSA", "ES256": "EC"}
_LONGEST = 64 * 1024
# Headers that we don't know are ignored, as RFC 7515 wants; those in `crit` are refused all the same.
_REGISTRY = JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)
_REGISTRY.max_header_length = 8192


@dataclass(frozen=True, slots=True)
class Expected:
    """What a token must hold: who it is for, and what was asked."""

    client_id: str
    nonce: str
    access_token: str = ""


def id_claims(
    token: str, directory: Directory, metadata: Metadata, expected: Expected, now: datetime
) -> dict[str, Any]:
    """The claims of a sound ID token. Raises Temporary or Permanent."""
    _, claims = _signed(token, directory, metadata)
    _for_us(claims, metadata, expected.client_id)
    _in_time(claims, now, must_expire=True)
    nonce = claims.get("nonce")
    if not isinstance(nonce, str) or not hmac.compare_digest(nonce.encode(), expected.nonce.encode()):
        raise Permanent("the ID token answers another request")
    if "at_hash" in claims and claims["at_hash"] != _half_hash(expected.access_token):
        raise Permanent("the ID token belongs to another access token")
    _subject(claims)
    return claims


def logout_claims(
    token: str, directory: Directory, metadata: Metadata, client_id: str, now: datetime
) -> dict[str, Any]:
    """The claims of a sound logout token. Raises Temporary or Permanent."""
    header, claims = _signed(token, directory, metadata)
    if header.get("typ", "logout+jwt").lower() not in ("logout+jwt", "jwt"):
        raise Permanent("this is another kind of token")
    _for_us(claims, metadata, client_id)
    _in_time(claims, now, must_expire=False)
    events = claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(LOGOUT_EVENT), dict):
        raise Permanent("this token does not say that somebody logged out")
    if "nonce" in claims:
        raise Permanent("this is an ID token")
    if not isinstance(claims.get("jti"), str):
        raise Permanent("the logout token has no number")
    if not any(isinstance(claims.get(name), str) and claims[name] for name in ("sub", "sid")):
        raise Permanent("the logout token says nothing of whose session ended")
    return claims


def _signed(token: str, directory: Directory, metadata: Metadata) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and claims of a token that the provider signed with a key that it shows."""
    if len(token) > _LONGEST:
        raise Permanent("the token is too long")
    try:
        header = extract_compact(token.encode(), registry=_REGISTRY).headers()
    except (JoseError, ValueError) as problem:
        raise Permanent("this is no signed token") from problem
    algorithm, kid = header.get("alg"), header.get("kid")
    if algorithm not in ALGORITHMS or not isinstance(kid, str | None):
        raise Permanent("signed in a way that proves nothing")
    key: Key = directory.key(metadata.keys, kid)
    if key.key_type != _KEY_TYPES[algorithm]:
        raise Permanent("signed in a way that does not belong to the key")
    try:
        claims = jwt.decode(token, key, algorithms=list(ALGORITHMS), registry=_REGISTRY).claims
    except (JoseError, ValueError, RecursionError) as problem:
        raise Permanent("the signature is not right") from problem
    return header, claims


def _for_us(claims: dict[str, Any], metadata: Metadata, client_id: str) -> None:
    if claims.get("iss") != metadata.issuer:
        raise Permanent("the token is of another provider")
    audience = claims.get("aud")
    several = audience if isinstance(audience, list) else [audience]
    if client_id not in several:
        raise Permanent("the token is for somebody else")
    if claims.get("azp", client_id if len(several) == 1 else None) != client_id:
        raise Permanent("the token was asked by somebody else")


def _in_time(claims: dict[str, Any], now: datetime, *, must_expire: bool) -> None:
    moment = now.timestamp()
    issued, expires = _seconds(claims, "iat"), _seconds(claims, "exp")
    if issued is None or (must_expire and expires is None):
        raise Permanent("the token does not say until when it holds")
    if not moment - OLDEST - LEEWAY <= issued <= moment + LEEWAY:
        raise Permanent("the token was not made now")
    if expires is not None and expires <= moment - LEEWAY:
        raise Permanent("the token holds no longer")
    begins = _seconds(claims, "nbf")
    if begins is not None and begins > moment + LEEWAY:
        raise Permanent("the token does not hold yet")


def _seconds(claims: dict[str, Any], name: str) -> float | None:
    value = claims.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Permanent(f"{name} of the token is no moment")
    return float(value)


def _subject(claims: dict[str, Any]) -> None:
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255:
        raise Permanent("the token names nobody")


def _half_hash(access_token: str) -> str:
    half = hashlib.sha256(access_token.encode()).digest()[:16]
    return base64.urlsafe_b64encode(half).decode().rstrip("=")
