"""The signed promise on a receipt: this message is received, at this moment, and will stand in the log."""

from dataclasses import dataclass
from datetime import datetime

from openloket.evidence.canonical import JsonValue, canonical, write_moment
from openloket.evidence.keys import PublicKey, SigningKey
from openloket.evidence.shape import (
    read_bytes,
    read_hash,
    read_key_id,
    read_object,
    read_reference,
    read_time,
    read_type,
    write_bytes,
)

PROMISE_TYPE = "openloket/promise/1"
_NAMES = frozenset({"type", "key_id", "leaf_hash", "reference", "received_at", "signature"})


@dataclass(frozen=True, slots=True)
class Promise:
    """Given at once, before sealing; ``leaf_hash`` is 64 hexadecimal digits, ``signature`` 64 bytes."""

    key_id: str
    leaf_hash: str
    reference: str
    received_at: datetime
    signature: bytes

    def message(self) -> bytes:
        """The bytes that are signed."""
        return _message(self.key_id, self.leaf_hash, self.reference, self.received_at)

    def signed_by(self, key: PublicKey) -> bool:
        """Whether this key made the signature."""
        return key.key_id == self.key_id and key.verify(self.signature, self.message())

    def as_json(self) -> dict[str, JsonValue]:
        """The promise as it stands in the proof file."""
        body = _body(self.key_id, self.leaf_hash, self.reference, self.received_at)
        return {**body, "signature": write_bytes(self.signature)}


def make_promise(key: SigningKey, leaf_hash: bytes, reference: str, received_at: datetime) -> Promise:
    """Signs the promise; ``leaf_hash`` is the RFC 6962 leaf hash (32 bytes) of the event."""
    leaf = leaf_hash.hex()
    signature = key.sign(_message(key.key_id, leaf, reference, received_at))
    return Promise(key.key_id, leaf, reference, received_at, signature)


def read_promise(value: JsonValue, where: str = "promise") -> Promise:
    """Reads strictly; the signature is not checked here. Raises ShapeError."""
    found = read_object(value, where, _NAMES)
    read_type(found, where, PROMISE_TYPE)
    return Promise(
        key_id=read_key_id(found["key_id"], f"{where}.key_id"),
        leaf_hash=read_hash(found["leaf_hash"], f"{where}.leaf_hash"),
        reference=read_reference(found["reference"], f"{where}.reference"),
        received_at=read_time(found["received_at"], f"{where}.received_at"),
        signature=read_bytes(found["signature"], f"{where}.signature"),
    )


def _body(key_id: str, leaf_hash: str, reference: str, received_at: datetime) -> dict[str, JsonValue]:
    return {
        "type": PROMISE_TYPE,
        "key_id": key_id,
        "leaf_hash": leaf_hash,
        "reference": reference,
        "received_at": write_moment(received_at),
    }


def _message(key_id: str, leaf_hash: str, reference: str, received_at: datetime) -> bytes:
    return canonical(_body(key_id, leaf_hash, reference, received_at))
