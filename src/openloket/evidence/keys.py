"""The Ed25519 keys that sign evidence, and the signed document with which they are published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from openloket.evidence.canonical import JsonValue, canonical, read_canonical, write_moment
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


class KeyFileError(ValueError):
    """The file does not hold an Ed25519 key in PEM."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """An Ed25519 public key; ``raw`` is its 32 bytes."""

    raw: bytes

    @classmethod
    def from_pem(cls, pem: bytes) -> "PublicKey":
        """Reads SubjectPublicKeyInfo PEM. Raises KeyFileError."""
        try:
            key = load_pem_public_key(pem)
        except (ValueError, UnsupportedAlgorithm) as problem:
            raise KeyFileError("not a public key in PEM") from problem
        if not isinstance(key, Ed25519PublicKey):
            raise KeyFileError("not an Ed25519 public key")
        return cls(key.public_bytes_raw())

    @property
    def key_id(self) -> str:
        """The first 16 hexadecimal digits of the SHA-256 of the raw key."""
        return sha256(self.raw).hexdigest()[:16]

    @property
    def pem(self) -> bytes:
        """The key as people exchange it."""
        key = Ed25519PublicKey.from_public_bytes(self.raw)
        return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def verify(self, signature: bytes, message: bytes) -> bool:
        """Whether this key's owner signed exactly this message."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class SigningKey:
    """An Ed25519 private key with its public half."""

    private: Ed25519PrivateKey
    public: PublicKey

    @classmethod
    def generate(cls) -> "SigningKey":
        """A fresh key from the system's randomness."""
        return cls._of(Ed25519PrivateKey.generate())

    @classmethod
    def from_pem(cls, pem: bytes, password: bytes | None = None) -> "SigningKey":
        """Reads PKCS#8 PEM. Raises KeyFileError, also for a wrong or missing password."""
        try:
            key = load_pem_private_key(pem, password)
        except (ValueError, TypeError, UnsupportedAlgorithm) as problem:
            raise KeyFileError("not a private key in PEM, or the wrong password") from problem
        if not isinstance(key, Ed25519PrivateKey):
            raise KeyFileError("not an Ed25519 private key")
        return cls._of(key)

    @classmethod
    def load(cls, path: Path, password: bytes | None = None) -> "SigningKey":
        """Reads the PEM file. Raises KeyFileError for its content, OSError for the file."""
        return cls.from_pem(path.read_bytes(), password)

    @property
    def key_id(self) -> str:
        """The id of the public half."""
        return self.public.key_id

    @property
    def pem(self) -> bytes:
        """The unencrypted PKCS#8 PEM: keep it where only the signer can read."""
        return self.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    def sign(self, message: bytes) -> bytes:
        """The 64-byte signature."""
        return self.private.sign(message)

    @classmethod
    def _of(cls, private: Ed25519PrivateKey) -> "SigningKey":
        return cls(private, PublicKey(private.public_key().public_bytes_raw()))

    def __repr__(self) -> str:
        return f"SigningKey({self.key_id})"


def key_named(key_id: str, keys: Sequence[PublicKey]) -> PublicKey | None:
    """The key with this id among those the reader trusts."""
    return next((key for key in keys if key.key_id == key_id), None)


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
