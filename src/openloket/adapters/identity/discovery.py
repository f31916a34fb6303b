"""What a provider says of itself, and the keys with which it signs: found by discovery, kept for a while."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, Key, KeySet

from openloket.adapters.identity.fetch import fetch_json, sound
from openloket.people.ports import NotProven, Permanent, Temporary

FRESH_SECONDS = 3600.0
STALE_SECONDS = 24 * 3600.0  # what was known keeps serving for so long while the provider is away
AGAIN_SECONDS = 30.0  # an unknown key makes us look again, but not more often than this
NOW_SECONDS = 60.0  # who looks whether a provider is there, looks once a minute
FAILED_SECONDS = 5.0  # who is away is not asked again by everybody who waits
_MOST_PROVIDERS = 64
_MOST_KEYS = 50

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The part of a provider's configuration that we use; empty: not offered."""

    issuer: str
    authorization: str
    token: str
    keys: str
    userinfo: str
    end_session: str
    says_issuer: bool
    methods: tuple[str, ...]
    challenges: tuple[str, ...]
    backchannel: bool


class _Kept(Generic[T]):
    """Values by address, each read again when it is old, at most so many."""

    def __init__(self, read: Callable[[str], T]) -> None:
        self._read = read
        self._lock = threading.Lock()
        self._values: OrderedDict[str, tuple[T, float]] = OrderedDict()
        self._failed: OrderedDict[str, tuple[NotProven, float]] = OrderedDict()

    def get(self, address: str, at_most: float = FRESH_SECONDS, *, or_old: bool = True) -> T:
        """The value at this address, at most so many seconds old; `or_old`: unless the provider is away."""
        with self._lock:
            known = self._values.get(address)
        age = time.monotonic() - known[1] if known else STALE_SECONDS
        if known and age < at_most:
            return known[0]
        try:
            value = self._ask(address)
        except Temporary:
            if known and or_old and age < STALE_SECONDS:
                return known[0]
            raise
        self._keep(self._values, address, value)
        return value

    def _ask(self, address: str) -> T:
        with self._lock:
            failed = self._failed.get(address)
        if failed and time.monotonic() - failed[1] < FAILED_SECONDS:
            raise type(failed[0])(*failed[0].args)
        try:
            return self._read(address)
        except NotProven as problem:
            self._keep(self._failed, address, problem)
            raise

    def _keep(self, kept: OrderedDict[str, tuple[Any, float]], address: str, value: Any) -> None:
        with self._lock:
            kept[address] = (value, time.monotonic())
            kept.move_to_end(address)
            while len(kept) > _MOST_PROVIDERS:
                kept.popitem(last=False)


class Directory:
    """Configuration and keys of every provider that was asked for."""

    def __init__(self) -> None:
        self._metadata = _Kept(_read_metadata)
        self._keys = _Kept(_read_keys)

    def metadata(self, issuer: str) -> Metadata:
        """What the provider with this issuer says of itself. Raises Temporary or Permanent."""
        return self._metadata.get(issuer)

    def now(self, issuer: str) -> Metadata:
        """What the provider says of itself this minute, keys and all. Raises Temporary or Permanent."""
        metadata = self._metadata.get(issuer, NOW_SECONDS, or_old=False)
        self._keys.get(metadata.keys, NOW_SECONDS, or_old=False)
        return metadata

    def key(self, address: str, kid: str | None) -> Key:
        """The key that is named; read anew when it is not known, as providers change their keys."""
        for at_most in (FRESH_SECONDS, AGAIN_SECONDS):
            keys = self._keys.get(address, at_most)
            if found := _find(keys, kid):
                return found
        raise Permanent("signed with a key that the provider does not show")


def _find(keys: KeySet, kid: str | None) -> Key | None:
    if kid is None:
        return keys.keys[0] if len(keys.keys) == 1 else None
    return next((key for key in keys.keys if key.kid == kid), None)


def _read_metadata(issuer: str) -> Metadata:
    found = fetch_json(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    if found.get("issuer") != issuer:
        raise Permanent(f"the configuration at {issuer} is of another issuer")
    return Metadata(
        issuer=issuer,
        authorization=sound(_text(found, "authorization_endpoint")),
        token=sound(_text(found, "token_endpoint")),
        keys=sound(_text(found, "jwks_uri")),
        userinfo=_perhaps(found, "userinfo_endpoint"),
        end_session=_perhaps(found, "end_session_endpoint"),
        says_issuer=found.get("authorization_response_iss_parameter_supported") is True,
        methods=_texts(found, "token_endpoint_auth_methods_supported") or ("client_secret_basic",),
        challenges=_texts(found, "code_challenge_methods_supported"),
        backchannel=found.get("backchannel_logout_supported") is True,
    )


def _read_keys(address: str) -> KeySet:
    found = fetch_json(address).get("keys")
    if not isinstance(found, list):
        raise Permanent(f"{address} holds no keys")
    keys = [key for one in found[:_MOST_KEYS] if (key := _key(one))]
    if not keys:
        raise Permanent(f"{address} holds no key that we can use")
    return KeySet(keys)


def _key(one: Any) -> Key | None:
    """A public key to check signatures with; anything else in the set is not for us."""
    if not isinstance(one, dict) or one.get("use", "sig") != "sig" or one.get("kty") not in ("RSA", "EC"):
        return None
    try:
        return JWKRegistry.import_key(one)
    except (JoseError, ValueError, TypeError):
        return None


def _text(found: dict[str, Any], name: str) -> str:
    value = found.get(name)
    if not isinstance(value, str):
        raise Permanent(f"the configuration of the provider lacks {name}")
    return value


def _perhaps(found: dict[str, Any], name: str) -> str:
    return sound(_text(found, name)) if found.get(name) else ""


def _texts(found: dict[str, Any], name: str) -> tuple[str, ...]:
    value = found.get(name)
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()
