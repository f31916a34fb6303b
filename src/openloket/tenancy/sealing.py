"""Sealing what may not be readable in the database, and finding it again by a keyed hash.

AES-256-GCM with a key per organisation and purpose, derived from a key of the ring. A sealed value opens only
within the organisation and for the purpose that it was sealed for.
"""

import hmac
import secrets
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from openloket.tenancy import scope
from openloket.tenancy.keyring import RingKey, ring

#: Purposes that more than one place must name alike: where it is used, and where keys are rotated.
PROVIDER_SECRET = "identity provider: client secret"  # noqa: S105 (a label)
SECOND_FACTOR = "second factor: secret"
LOGIN_VERIFIER = "pending login: code verifier"
CARRIER_SECRET = "carrier account: secret"  # noqa: S105 (a label)

_VERSION = b"\x01"
_ID_LENGTH, _NONCE_LENGTH = 8, 12
_HEAD = len(_VERSION) + _ID_LENGTH

#: The first byte, counted from 1 as SQL does, of the id of the key within a sealed value; and how many.
KEY_ID_AT = (len(_VERSION) + 1, _ID_LENGTH)


class Unsealable(Exception):
    """It does not open: changed, cut off, of another organisation or purpose, or its key is gone."""


def seal(plain: bytes, purpose: str) -> bytes:
    """Encrypt for the organisation in scope with the newest key; twice the same gives two results."""
    key = ring()[0]
    head = _VERSION + bytes.fromhex(key.key_id)
    nonce = secrets.token_bytes(_NONCE_LENGTH)
    return head + nonce + AESGCM(_derived(key, "seal", purpose)).encrypt(nonce, plain, _bound(head, purpose))


def unseal(sealed: bytes | memoryview, purpose: str) -> bytes:
    """What was sealed in this organisation for this purpose. Raises Unsealable."""
    sealed = bytes(sealed)
    head, rest = sealed[:_HEAD], sealed[_HEAD:]
    wanted = head[len(_VERSION) :].hex()
    key = next((one for one in ring() if one.key_id == wanted), None)
    if key is None or not sealed.startswith(_VERSION):
        raise Unsealable("no key of the ring sealed this")
    cipher = AESGCM(_derived(key, "seal", purpose))
    try:
        return cipher.decrypt(rest[:_NONCE_LENGTH], rest[_NONCE_LENGTH:], _bound(head, purpose))
    except (InvalidTag, ValueError) as problem:
        raise Unsealable("changed, or of another organisation or purpose") from problem


def keyed_hash(purpose: str, value: str) -> tuple[bytes, str]:
    """What to keep in order to find a value again: 32 bytes, and the id of the newest key that made them."""
    return _hash(ring()[0], purpose, value)


def keyed_hashes(purpose: str, value: str) -> list[bytes]:
    """What to look for: the hash by every key of the ring, as a rotation may be half way."""
    return [_hash(key, purpose, value)[0] for key in ring()]


def newest_key_id() -> str:
    """The id of the key with which is sealed and hashed now."""
    return ring()[0].key_id


def _hash(key: RingKey, purpose: str, value: str) -> tuple[bytes, str]:
    made = hmac.new(_derived(key, "hash", purpose), value.encode(), sha256).digest()
    return made, key.key_id


def _derived(key: RingKey, use: str, purpose: str) -> bytes:
    info = f"openloket {use} {scope.current()} {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(key.secret)


def _bound(head: bytes, purpose: str) -> bytes:
    return head + f"{scope.current()} {purpose}".encode()
