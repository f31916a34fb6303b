"""The Ed25519 keys that sign evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
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

_END = b"-----END PUBLIC KEY-----"


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


def read_public_keys(pem: bytes) -> tuple[PublicKey, ...]:
    """All public keys of a file, in its order. Raises KeyFileError, also when there is none."""
    blocks = [block + _END for block in pem.split(_END)[:-1]]
    if not blocks:
        raise KeyFileError("no public key in PEM")
    return tuple(PublicKey.from_pem(block) for block in blocks)
