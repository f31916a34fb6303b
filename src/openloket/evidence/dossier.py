"""The copy of proof of Awb 2:25: what was sent, received, told and read in one matter, to check offline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from openloket.evidence.canonical import (
    JsonValue,
    NotCanonicalError,
    canonical,
    read_canonical,
    write_moment,
)
from openloket.evidence.keys import PublicKey, SigningKey
from openloket.evidence.proof import (
    Event,
    Inclusion,
    Seal,
    Timestamp,
    read_inclusion,
    read_seal,
    read_timestamp,
)
from openloket.evidence.shape import (
    ShapeError,
    read_hash,
    read_line,
    read_list,
    read_object,
    read_open_object,
    read_reference,
    read_text,
    read_time,
    read_type,
)
from openloket.evidence.treehead import TreeHead, read_tree_head

DOSSIER_TYPE = "openloket/dossier/1"
LARGEST_DOSSIER = 20_000_000
_MOST = 20_000
_NAMES = frozenset(
    {"type", "organisation", "reference", "made_at", "facts", "words", "tree_head", "timestamp", "seal"}
)
_WORDS = frozenset({"message_id", "kind", "way", "subject_line", "text", "html", "sha256"})


@dataclass(frozen=True, slots=True)
class ProvenFact:
    """A fact of the log as it was hashed, and where it stands; without `inclusion` it waits for its seal."""

    event: Event
    inclusion: Inclusion | None

    def as_json(self) -> dict[str, JsonValue]:
        """The fact as it stands in the file."""
        place = self.inclusion.as_json() if self.inclusion else None
        return {"event": dict(self.event), "inclusion": place}


@dataclass(frozen=True, slots=True)
class Words:
    """The exact words of a message that we sent; facts name it by `message_id` and `sha256`."""

    message_id: str
    kind: str
    way: str
    subject_line: str
    text: str
    html: str
    sha256: str

    def as_json(self) -> dict[str, JsonValue]:
        """The message as it stands in the file."""
        return {name: getattr(self, name) for name in sorted(_WORDS)}

    @property
    def hashed(self) -> str:
        """SHA-256 (hexadecimal) over the words, as the log has it."""
        return sha256("\0".join((self.subject_line, self.text, self.html)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Dossier:
    """All of it. Every inclusion is in the one tree of `tree_head`, which `timestamp` stamps."""

    organisation: str
    reference: str
    made_at: datetime
    facts: tuple[ProvenFact, ...]
    words: tuple[Words, ...]
    tree_head: TreeHead | None
    timestamp: Timestamp | None

    def body(self) -> dict[str, JsonValue]:
        """Everything but the seal."""
        return {
            "type": DOSSIER_TYPE,
            "organisation": self.organisation,
            "reference": self.reference,
            "made_at": write_moment(self.made_at),
            "facts": [fact.as_json() for fact in self.facts],
            "words": [one.as_json() for one in self.words],
            "tree_head": self.tree_head.as_json() if self.tree_head else None,
            "timestamp": self.timestamp.as_json() if self.timestamp else None,
        }


@dataclass(frozen=True, slots=True)
class SealedDossier:
    """A dossier as it was read from a file. Reading checks its shape; verify_dossier checks what it says."""

    dossier: Dossier
    seal: Seal

    def sealed_by(self, key: PublicKey) -> bool:
        """Whether this key sealed the file as it is."""
        signed = canonical(self.dossier.body())
        return key.key_id == self.seal.key_id and key.verify(self.seal.signature, signed)


def build_dossier(dossier: Dossier, signer: SigningKey) -> bytes:
    """The file as canonical JSON, sealed by `signer`. Source: Awb 2:25, second sentence."""
    body = dossier.body()
    seal = Seal(signer.key_id, signer.sign(canonical(body)))
    return canonical({**body, "seal": seal.as_json()})


def is_dossier(data: bytes) -> bool:
    """Whether these bytes say that they are one."""
    return data.startswith(b"{") and f'"type":"{DOSSIER_TYPE}"'.encode() in data


def parse_dossier(data: bytes) -> SealedDossier:
    """Reads a file strictly. Raises ShapeError (what is wrong, never the content) and nothing else."""
    if len(data) > LARGEST_DOSSIER:
        raise ShapeError(f"larger than {LARGEST_DOSSIER} bytes")
    try:
        value = read_canonical(data)
    except NotCanonicalError as problem:
        raise ShapeError(str(problem)) from problem
    found = read_object(value, "dossier", _NAMES)
    read_type(found, "dossier", DOSSIER_TYPE)
    head, stamp = found["tree_head"], found["timestamp"]
    facts = read_list(found["facts"], "facts", _read_fact, most=_MOST)
    if head is None and (stamp is not None or any(fact.inclusion for fact in facts)):
        raise ShapeError("dossier: an inclusion or a timestamp needs a tree head")
    dossier = Dossier(
        organisation=read_line(found["organisation"], "organisation"),
        reference=read_reference(found["reference"], "reference"),
        made_at=read_time(found["made_at"], "made_at"),
        facts=facts,
        words=read_list(found["words"], "words", _read_words, most=_MOST),
        tree_head=None if head is None else read_tree_head(head),
        timestamp=None if stamp is None else read_timestamp(stamp),
    )
    return SealedDossier(dossier, read_seal(found["seal"]))


def _read_fact(value: JsonValue, where: str) -> ProvenFact:
    found = read_object(value, where, frozenset({"event", "inclusion"}))
    event = read_open_object(found["event"], f"{where}.event", frozenset({"type"}))
    read_line(event["type"], f"{where}.event.type")
    place = found["inclusion"]
    return ProvenFact(event, None if place is None else read_inclusion(place))


def _read_words(value: JsonValue, where: str) -> Words:
    found = read_object(value, where, _WORDS)
    return Words(
        message_id=read_line(found["message_id"], f"{where}.message_id"),
        kind=read_line(found["kind"], f"{where}.kind"),
        way=read_line(found["way"], f"{where}.way"),
        subject_line=read_text(found["subject_line"], f"{where}.subject_line"),
        text=read_text(found["text"], f"{where}.text"),
        html=read_text(found["html"], f"{where}.html"),
        sha256=read_hash(found["sha256"], f"{where}.sha256"),
    )


def told_of(facts: Sequence[ProvenFact]) -> Mapping[str, frozenset[str]]:
    """The hashes of words that the facts name, by the message_id they name them for."""
    named: dict[str, set[str]] = {}
    for fact in facts:
        message, hashed = fact.event.get("message_id"), fact.event.get("message_sha256")
        if isinstance(message, str) and isinstance(hashed, str):
            named.setdefault(message, set()).add(hashed)
    return {message: frozenset(hashes) for message, hashes in named.items()}
