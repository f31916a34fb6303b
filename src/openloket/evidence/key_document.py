"""The signed document that tells which keys sign for a log, and when each did."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from openloket.evidence.canonical import JsonValue, canonical, read_canonical, write_moment
from openloket.evidence.keys import PublicKey, SigningKey, key_named
from openloket.evidence.shape import (
    ShapeError,
    read_bytes,
    read_key_id,
    read_line,
    read_list,
    read_object,
    read_time,
    read_type,
    write_bytes,
)

KEYS_TYPE = "openloket/keys/1"


@dataclass(frozen=True, slots=True)
class PublishedKey:
    """A key with the time in which it signed; ``until`` is None while it is in use."""

    key: PublicKey
    since: datetime
    until: datetime | None = None

    def as_json(self) -> dict[str, JsonValue]:
        """The entry in the key document."""
        return {
            "key_id": self.key.key_id,
            "public_key": write_bytes(self.key.raw),
            "since": write_moment(self.since),
            "until": None if self.until is None else write_moment(self.until),
        }


@dataclass(frozen=True, slots=True)
class KeyDocument:
    """Which keys sign for a log, as published; ``signed_by`` are the listed keys that vouch for the list."""

    log_id: str
    at: datetime
    keys: tuple[PublishedKey, ...]
    signed_by: tuple[str, ...]


def key_document(
    log_id: str, keys: Sequence[PublishedKey], at: datetime, signers: Sequence[SigningKey]
) -> bytes:
    """The key document as canonical JSON, signed by every signer.

    On a change of keys both the old and the new key sign, so a reader who trusts the old one can follow.
    """
    body: dict[str, JsonValue] = {
        "type": KEYS_TYPE,
        "log_id": log_id,
        "at": write_moment(at),
        "keys": [key.as_json() for key in keys],
    }
    message = canonical(body)
    signatures = [{"key_id": key.key_id, "signature": write_bytes(key.sign(message))} for key in signers]
    return canonical({**body, "signatures": signatures})


def read_key_document(data: bytes, trusted: Sequence[PublicKey] = ()) -> KeyDocument:
    """Reads a key document; each signature must be of a listed key, and one of a trusted key if any is given.

    Raises ShapeError or NotCanonicalError, both ValueErrors.
    """
    names = frozenset({"type", "log_id", "at", "keys", "signatures"})
    found = read_object(read_canonical(data), "keys", names)
    read_type(found, "keys", KEYS_TYPE)
    keys = read_list(found["keys"], "keys.keys", _read_published, most=1000)
    body = {name: value for name, value in found.items() if name != "signatures"}
    signed_by = _signers(found["signatures"], canonical(body), [entry.key for entry in keys])
    if trusted and not {key.key_id for key in trusted} & set(signed_by):
        raise ShapeError("keys: not signed by a key you trust")
    log_id = read_line(found["log_id"], "keys.log_id")
    return KeyDocument(log_id, read_time(found["at"], "keys.at"), keys, signed_by)


def _signers(value: JsonValue, message: bytes, listed: Sequence[PublicKey]) -> tuple[str, ...]:
    signatures = read_list(value, "keys.signatures", _read_signature, most=1000)
    for key_id, signature in signatures:
        key = key_named(key_id, listed)
        if key is None or not key.verify(signature, message):
            raise ShapeError("keys.signatures: not a signature by a listed key")
    if not signatures:
        raise ShapeError("keys.signatures: nobody signed")
    return tuple(key_id for key_id, _ in signatures)


def _read_signature(value: JsonValue, where: str) -> tuple[str, bytes]:
    found = read_object(value, where, frozenset({"key_id", "signature"}))
    return read_key_id(found["key_id"], where), read_bytes(found["signature"], where)


def _read_published(value: JsonValue, where: str) -> PublishedKey:
    found = read_object(value, where, frozenset({"key_id", "public_key", "since", "until"}))
    key = PublicKey(read_bytes(found["public_key"], where))
    if len(key.raw) != 32 or key.key_id != read_key_id(found["key_id"], where):
        raise ShapeError(f"{where}: the key and its id do not belong together")
    until = None if found["until"] is None else read_time(found["until"], where)
    return PublishedKey(key, read_time(found["since"], where), until)
