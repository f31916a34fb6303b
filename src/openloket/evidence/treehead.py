"""The signed tree head: what the whole log looked like at one moment."""

from dataclasses import dataclass
from datetime import datetime

from openloket.evidence.canonical import JsonValue, canonical, write_moment
from openloket.evidence.keys import PublicKey, SigningKey
from openloket.evidence.shape import (
    read_bytes,
    read_hash,
    read_integer,
    read_key_id,
    read_line,
    read_object,
    read_time,
    read_type,
    write_bytes,
)

TREE_HEAD_TYPE = "openloket/tree-head/1"
_NAMES = frozenset({"type", "key_id", "log_id", "tree_size", "root_hash", "at", "signature"})


@dataclass(frozen=True, slots=True)
class TreeHead:
    """Root of the log's first ``tree_size`` leaves; ``root_hash`` is 64 hexadecimal digits."""

    key_id: str
    log_id: str
    tree_size: int
    root_hash: str
    at: datetime
    signature: bytes = b""

    def message(self) -> bytes:
        """The bytes that are signed."""
        return canonical(self._body())

    def signed_by(self, key: PublicKey) -> bool:
        """Whether this key made the signature."""
        return key.key_id == self.key_id and key.verify(self.signature, self.message())

    def as_json(self) -> dict[str, JsonValue]:
        """The head as it is published and as it stands in the proof file."""
        return {**self._body(), "signature": write_bytes(self.signature)}

    def _body(self) -> dict[str, JsonValue]:
        return {
            "type": TREE_HEAD_TYPE,
            "key_id": self.key_id,
            "log_id": self.log_id,
            "tree_size": self.tree_size,
            "root_hash": self.root_hash,
            "at": write_moment(self.at),
        }


def sign_tree_head(key: SigningKey, log_id: str, tree_size: int, root: bytes, at: datetime) -> TreeHead:
    """Signs the head; ``root`` is the 32-byte root hash."""
    unsigned = TreeHead(key.key_id, log_id, tree_size, root.hex(), at)
    return TreeHead(key.key_id, log_id, tree_size, root.hex(), at, key.sign(unsigned.message()))


def read_tree_head(value: JsonValue, where: str = "tree_head") -> TreeHead:
    """Reads strictly; the signature is not checked here. Raises ShapeError."""
    found = read_object(value, where, _NAMES)
    read_type(found, where, TREE_HEAD_TYPE)
    return TreeHead(
        key_id=read_key_id(found["key_id"], f"{where}.key_id"),
        log_id=read_line(found["log_id"], f"{where}.log_id"),
        tree_size=read_integer(found["tree_size"], f"{where}.tree_size"),
        root_hash=read_hash(found["root_hash"], f"{where}.root_hash"),
        at=read_time(found["at"], f"{where}.at"),
        signature=read_bytes(found["signature"], f"{where}.signature"),
    )
