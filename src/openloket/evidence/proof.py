"""The proof file that goes with every receipt: the exact copy and everything needed to check it offline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from openloket.evidence.canonical import (
    JsonValue,
    NotCanonicalError,
    canonical,
    canonical_sha256,
    read_canonical,
    write_moment,
)
from openloket.evidence.copy import Copy, read_copy
from openloket.evidence.keys import PublicKey, SigningKey
from openloket.evidence.promise import Promise, read_promise
from openloket.evidence.shape import (
    ShapeError,
    read_bytes,
    read_hash,
    read_integer,
    read_key_id,
    read_line,
    read_list,
    read_object,
    read_open_object,
    read_reference,
    read_time,
    read_type,
    write_bytes,
)
from openloket.evidence.treehead import TreeHead, read_tree_head
from openloket.merkle.hashing import leaf_hash

PROOF_TYPE = "openloket/receipt/1"
EVENT_TYPE = "submission.received"
LARGEST_PROOF = 8 * 1024 * 1024

_NAMES = frozenset({"type", "copy", "event", "promise", "inclusion", "tree_head", "timestamp", "seal"})
_EVENT_NAMES = frozenset(
    {
        "type",
        "organisation",
        "reference",
        "received_at",
        "channel",
        "copy_sha256",
        "attachments_sha256s",
    }
)

Event = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Inclusion:
    """Where the event stands in the log and the RFC 6962 path from there to the root (32-byte hashes)."""

    leaf_index: int
    tree_size: int
    path: tuple[bytes, ...]

    def as_json(self) -> dict[str, JsonValue]:
        """The inclusion as it stands in the proof file, hashes hexadecimal."""
        return {
            "leaf_index": self.leaf_index,
            "tree_size": self.tree_size,
            "path": [step.hex() for step in self.path],
        }


@dataclass(frozen=True, slots=True)
class Timestamp:
    """An RFC 3161 token over the root hash of the tree head; ``tsa`` is the name its certificate bears."""

    token: bytes
    tsa: str

    def as_json(self) -> dict[str, JsonValue]:
        """The timestamp as it stands in the proof file, the token in base64."""
        return {"token": write_bytes(self.token), "tsa": self.tsa}


@dataclass(frozen=True, slots=True)
class Seal:
    """Signature over all the rest of the proof file: whoever changes one byte breaks it."""

    key_id: str
    signature: bytes

    def as_json(self) -> dict[str, JsonValue]:
        """The seal as it stands in the proof file."""
        return {"key_id": self.key_id, "signature": write_bytes(self.signature)}


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof file, read. Reading checks its shape; ``verify`` checks what it says."""

    copy: Copy
    event: Event
    promise: Promise
    inclusion: Inclusion | None
    tree_head: TreeHead | None
    timestamp: Timestamp | None
    seal: Seal

    def body(self) -> dict[str, JsonValue]:
        """Everything but the seal."""
        return _body(self.copy, self.event, self.promise, self.inclusion, self.tree_head, self.timestamp)

    def sealed_by(self, key: PublicKey) -> bool:
        """Whether this key sealed the file as it is."""
        return key.key_id == self.seal.key_id and key.verify(self.seal.signature, canonical(self.body()))


def received_event(
    copy: Copy, channel: str, more: Mapping[str, JsonValue] | None = None
) -> dict[str, JsonValue]:
    """The event that goes into the log for this copy; ``more`` adds facts that are no personal data.

    The log is published as hashes only, but the event travels with every proof, so it must tell nothing about
    the person: of the copy it holds the salted hash.
    """
    event: dict[str, JsonValue] = {
        "type": EVENT_TYPE,
        "organisation": copy.organisation,
        "reference": copy.reference,
        "received_at": write_moment(copy.received_at),
        "channel": channel,
        "copy_sha256": copy.sha256(),
        "attachments_sha256s": [attachment.sha256 for attachment in copy.attachments],
    }
    if more and more.keys() & event.keys():
        raise ValueError("a fact of the event itself cannot be overridden")
    return {**event, **(more or {})}


def event_leaf(event: Event) -> bytes:
    """The RFC 6962 leaf hash of an event, of any type: leaf_hash(canonical(event))."""
    return leaf_hash(canonical(event))


def build_proof(
    copy: Copy,
    event: Event,
    promise: Promise,
    signer: SigningKey,
    *,
    inclusion: Inclusion | None = None,
    tree_head: TreeHead | None = None,
    timestamp: Timestamp | None = None,
) -> bytes:
    """The proof file as canonical JSON, sealed by ``signer``.

    Make it again once the event is sealed in the log (inclusion and tree_head), and once more when the head
    has its timestamp: each later file proves more, the earlier ones stay true.
    """
    body = _body(copy, event, promise, inclusion, tree_head, timestamp)
    seal = Seal(signer.key_id, signer.sign(canonical(body)))
    return canonical({**body, "seal": seal.as_json()})


def parse_proof(data: bytes) -> Proof:
    """Reads a proof file strictly. Raises ShapeError (what is wrong, never the content) and nothing else."""
    if len(data) > LARGEST_PROOF:
        raise ShapeError(f"larger than {LARGEST_PROOF} bytes")
    try:
        value = read_canonical(data)
    except NotCanonicalError as problem:
        raise ShapeError(str(problem)) from problem
    found = read_object(value, "receipt", _NAMES)
    read_type(found, "receipt", PROOF_TYPE)
    inclusion, head, stamp = found["inclusion"], found["tree_head"], found["timestamp"]
    if (inclusion is None) != (head is None) or (stamp is not None and head is None):
        raise ShapeError("receipt: an inclusion needs a tree head, and a timestamp needs both")
    return Proof(
        copy=read_copy(found["copy"]),
        event=_read_event(found["event"]),
        promise=read_promise(found["promise"]),
        inclusion=None if inclusion is None else read_inclusion(inclusion),
        tree_head=None if head is None else read_tree_head(head),
        timestamp=None if stamp is None else read_timestamp(stamp),
        seal=read_seal(found["seal"]),
    )


def event_moment(event: Event) -> datetime:
    """The moment of receipt the event states. Raises ShapeError when it states none."""
    return read_time(event.get("received_at"), "event.received_at")


def event_attachments(event: Event) -> Sequence[str]:
    """The hashes of the attachments the event states, in order. Raises ShapeError when it states none."""
    return read_list(event.get("attachments_sha256s"), "event.attachments_sha256s", read_hash, most=1000)


def event_is_of(event: Event, copy: Copy) -> bool:
    """Whether the event is about exactly this copy."""
    return event["copy_sha256"] == canonical_sha256(copy.as_json())


def _body(
    copy: Copy,
    event: Event,
    promise: Promise,
    inclusion: Inclusion | None,
    tree_head: TreeHead | None,
    timestamp: Timestamp | None,
) -> dict[str, JsonValue]:
    return {
        "type": PROOF_TYPE,
        "copy": copy.as_json(),
        "event": event,
        "promise": promise.as_json(),
        "inclusion": None if inclusion is None else inclusion.as_json(),
        "tree_head": None if tree_head is None else tree_head.as_json(),
        "timestamp": None if timestamp is None else timestamp.as_json(),
    }


def _read_event(value: JsonValue) -> Event:
    event = read_open_object(value, "event", _EVENT_NAMES)
    read_line(event["type"], "event.type")
    read_line(event["organisation"], "event.organisation")
    read_reference(event["reference"], "event.reference")
    read_line(event["channel"], "event.channel")
    read_hash(event["copy_sha256"], "event.copy_sha256")
    event_moment(event)
    event_attachments(event)
    return event


def read_inclusion(value: JsonValue) -> Inclusion:
    """Reads a place in the log strictly. Raises ShapeError."""
    found = read_object(value, "inclusion", frozenset({"leaf_index", "tree_size", "path"}))
    path = read_list(found["path"], "inclusion.path", read_hash, most=64)
    return Inclusion(
        read_integer(found["leaf_index"], "inclusion.leaf_index"),
        read_integer(found["tree_size"], "inclusion.tree_size"),
        tuple(bytes.fromhex(step) for step in path),
    )


def read_timestamp(value: JsonValue) -> Timestamp:
    """Reads a timestamp strictly; the token is not looked into. Raises ShapeError."""
    found = read_object(value, "timestamp", frozenset({"token", "tsa"}))
    token = read_bytes(found["token"], "timestamp.token")
    return Timestamp(token, read_line(found["tsa"], "timestamp.tsa"))


def read_seal(value: JsonValue) -> Seal:
    """Reads a seal strictly; the signature is not checked here. Raises ShapeError."""
    found = read_object(value, "seal", frozenset({"key_id", "signature"}))
    key_id = read_key_id(found["key_id"], "seal.key_id")
    return Seal(key_id, read_bytes(found["signature"], "seal.signature"))
