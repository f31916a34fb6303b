"""Checking a receipt offline: PDF or proof file in, a report of named checks out.

Nothing here trusts the file, the organisation's server or the network: only the public keys and the root
certificates that the reader brings along.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from cryptography.x509 import Certificate

from openloket.evidence import casefile_wording, wording
from openloket.evidence.canonical import write_moment
from openloket.evidence.keys import PublicKey, key_named
from openloket.evidence.pdfseal import LARGEST_PDF, SealState, attached_proof, open_seal
from openloket.evidence.proof import (
    EVENT_TYPE,
    Proof,
    Timestamp,
    event_attachments,
    event_is_of,
    event_leaf,
    event_moment,
    parse_proof,
)
from openloket.evidence.shape import ShapeError
from openloket.evidence.timestamp import Stamp, StampError, check_stamp, read_stamp
from openloket.evidence.treehead import TreeHead
from openloket.merkle.verify import verify_inclusion

# Clocks of different machines differ a little; more than this is no longer a difference of clocks.
CLOCK_TOLERANCE = timedelta(minutes=5)


_TITLES = {**casefile_wording.TITLES, **wording.DOSSIER_TITLES, **wording.TITLES}
_VERDICTS = {
    **wording.VERDICTS,
    casefile_wording.CASE_FILE: casefile_wording.VERDICTS,
    casefile_wording.PAGES: casefile_wording.PAGES_VERDICTS,
}


class State(StrEnum):
    """How a check came out."""

    OK = "ok"
    FAILED = "failed"
    NOT_PRESENT = "not-present"


class Verdict(StrEnum):
    """What the whole proves, from nothing to most."""

    FAILED = "failed"
    PROMISED = "promised"
    SEALED = "sealed"
    TIMESTAMPED = "timestamped"


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its name, its Dutch title, how it came out, one Dutch sentence, and a technical detail."""

    name: str
    state: State
    text: str
    detail: str = ""

    @property
    def title(self) -> str:
        """The name as people read it."""
        return _TITLES[self.name]


@dataclass(frozen=True, slots=True)
class Claims:
    """What the file says of itself; to be believed only when the report is ok.

    `received_at` is when the message was received; of a dossier, when that was made.
    """

    organisation: str
    reference: str
    received_at: datetime
    service: str


@dataclass(frozen=True, slots=True)
class Report:
    """All checks in reading order, and what they add up to.

    `what` is what was checked, as people call it; `rests_on` the check without which nothing is proved;
    `limits` what such a file never proves, in Dutch sentences.
    """

    checks: tuple[Check, ...]
    claims: Claims | None = None
    proof: Proof | None = field(default=None, repr=False)
    what: str = wording.RECEIPT
    rests_on: str = "promise"
    limits: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether no check failed."""
        return self.verdict is not Verdict.FAILED

    @property
    def verdict(self) -> Verdict:
        """What is proved as a whole."""
        states = {check.name: check.state for check in self.checks}
        if State.FAILED in states.values() or states.get(self.rests_on) is not State.OK:
            return Verdict.FAILED
        if states.get("inclusion") is not State.OK:
            return Verdict.PROMISED
        return Verdict.TIMESTAMPED if states.get("timestamp") is State.OK else Verdict.SEALED

    @property
    def text(self) -> str:
        """The verdict as one Dutch sentence."""
        return _VERDICTS[self.what][self.verdict]

    @property
    def failed(self) -> tuple[str, ...]:
        """The names of the checks that failed."""
        return tuple(check.name for check in self.checks if check.state is State.FAILED)


@dataclass(frozen=True, slots=True)
class _Case:
    proof: Proof
    keys: Sequence[PublicKey]
    roots: Sequence[Certificate]
    uploads: Mapping[str, bytes] | None


def verify_file(
    data: bytes,
    keys: Sequence[PublicKey],
    tsa_roots: Sequence[Certificate] = (),
    attachments: Mapping[str, bytes] | None = None,
) -> Report:
    """Checks a receipt (PDF or JSON). Never raises on the content of the file.

    ``keys`` are the keys the reader trusts, ``tsa_roots`` the root certificates of timestamp services they
    trust, ``attachments`` their own files by name, to be compared with what was received.
    """
    pdf_seal = _pdf_seal(data, keys)
    try:
        proof = parse_proof(_proof_bytes(data))
    except ShapeError as problem:
        return _unreadable(pdf_seal, str(problem.args[0]), _file_text(data, problem))
    case = _Case(proof, keys, tsa_roots, attachments)
    checks = [Check("file", State.OK, wording.FILE_OK), pdf_seal, *(check(case) for check in _CHECKS)]
    copy = proof.copy
    claims = Claims(copy.organisation, copy.reference, copy.received_at, copy.service)
    return Report(tuple(checks), claims, proof, limits=wording.RECEIPT_LIMITS)


class _NoProofError(ShapeError):
    """There is nothing to read; the message for people is the first argument."""


def _proof_bytes(data: bytes) -> bytes:
    if len(data) > LARGEST_PDF:
        raise _NoProofError(wording.FILE_TOO_BIG)
    if data.startswith(b"%PDF-"):
        found = attached_proof(data)
        if found is None:
            raise _NoProofError(wording.FILE_NO_PROOF)
        return found
    if not data.startswith(b"{"):
        raise _NoProofError(wording.FILE_UNKNOWN)
    return data


def _file_text(data: bytes, problem: ShapeError) -> str:
    return str(problem) if isinstance(problem, _NoProofError) else wording.FILE_MISSHAPEN


def _unreadable(pdf_seal: Check, detail: str, text: str) -> Report:
    rest = [
        Check(name, State.NOT_PRESENT, wording.NOT_EXAMINED)
        for name in wording.TITLES
        if name not in ("file", "pdf-seal")
    ]
    return Report((Check("file", State.FAILED, text, detail), pdf_seal, *rest))


def _pdf_seal(data: bytes, keys: Sequence[PublicKey]) -> Check:
    if not data.startswith(b"%PDF-"):
        return Check("pdf-seal", State.NOT_PRESENT, wording.PDF_SEAL_NONE)
    seal = open_seal(data, keys)
    texts = {
        SealState.INTACT: wording.PDF_SEAL_OK,
        SealState.MISSING: wording.PDF_SEAL_MISSING,
        SealState.UNKNOWN_KEY: wording.PDF_SEAL_UNKNOWN,
        SealState.BROKEN: wording.PDF_SEAL_BROKEN,
    }
    state = State.OK if seal.state is SealState.INTACT else State.FAILED
    return Check("pdf-seal", state, texts[seal.state], seal.key_id)


def judged(name: str, good: bool, ok: str, failed: str, detail: str = "") -> Check:
    """A check that is good or not."""
    return Check(name, State.OK if good else State.FAILED, ok if good else failed, detail)


def _seal(case: _Case) -> Check:
    key_id = case.proof.seal.key_id
    key = key_named(key_id, case.keys)
    if key is None:
        return Check("seal", State.FAILED, wording.SEAL_UNKNOWN, key_id)
    return judged("seal", case.proof.sealed_by(key), wording.SEAL_OK, wording.SEAL_BROKEN, key_id)


def _copy(case: _Case) -> Check:
    good = event_is_of(case.proof.event, case.proof.copy)
    return judged("copy", good, wording.COPY_OK, wording.COPY_FAILED, case.proof.copy.sha256())


def _attachments(case: _Case) -> Check:
    listed = [attachment.sha256 for attachment in case.proof.copy.attachments]
    good = listed == list(event_attachments(case.proof.event))
    text = wording.ATTACHMENTS_OK if listed else wording.ATTACHMENTS_NONE
    return judged("attachments", good, text, wording.ATTACHMENTS_FAILED)


def _reference(case: _Case) -> Check:
    copy, event, promise = case.proof.copy, case.proof.event, case.proof.promise
    good = copy.reference == event["reference"] == promise.reference
    good = good and copy.organisation == event["organisation"]
    return judged("reference", good, wording.REFERENCE_OK, wording.REFERENCE_FAILED)


def _moment(case: _Case) -> Check:
    proof = case.proof
    received = proof.copy.received_at
    if not received == event_moment(proof.event) == proof.promise.received_at:
        return Check("moment", State.FAILED, wording.MOMENT_FAILED)
    if any(received > later + CLOCK_TOLERANCE for later in _later_moments(proof)):
        return Check("moment", State.FAILED, wording.MOMENT_LATER)
    text = wording.MOMENT_OK.format(moment=wording.tell_moment(received))
    return Check("moment", State.OK, text, write_moment(received))


def _later_moments(proof: Proof) -> list[datetime]:
    """Moments in the file that cannot lie before the receipt."""
    if proof.tree_head is None:
        return []
    if proof.timestamp is None:
        return [proof.tree_head.at]
    try:
        stamp = read_stamp(proof.timestamp.token, bytes.fromhex(proof.tree_head.root_hash))
    except StampError:
        return [proof.tree_head.at]  # the check of the timestamp itself tells what is wrong with it
    return [proof.tree_head.at, stamp.at]


def _event(case: _Case) -> Check:
    leaf = event_leaf(case.proof.event).hex()
    good = case.proof.event["type"] == EVENT_TYPE and leaf == case.proof.promise.leaf_hash
    return judged("event", good, wording.EVENT_OK, wording.EVENT_FAILED, leaf)


def _promise(case: _Case) -> Check:
    promise = case.proof.promise
    key = key_named(promise.key_id, case.keys)
    if key is None:
        return Check("promise", State.FAILED, wording.PROMISE_UNKNOWN, promise.key_id)
    good = promise.signed_by(key)
    return judged("promise", good, wording.PROMISE_OK, wording.PROMISE_FAILED, promise.key_id)


def _inclusion(case: _Case) -> Check:
    place, head = case.proof.inclusion, case.proof.tree_head
    if place is None or head is None:
        return Check("inclusion", State.NOT_PRESENT, wording.INCLUSION_NONE)
    root = bytes.fromhex(head.root_hash)
    leaf = event_leaf(case.proof.event)
    good = place.tree_size == head.tree_size
    good = good and verify_inclusion(leaf, place.leaf_index, place.tree_size, place.path, root)
    text = wording.INCLUSION_OK.format(number=place.leaf_index + 1)
    return judged("inclusion", good, text, wording.INCLUSION_FAILED, head.root_hash)


def check_head(head: TreeHead | None, keys: Sequence[PublicKey]) -> Check:
    """The signature on the head of the log."""
    if head is None:
        return Check("tree-head", State.NOT_PRESENT, wording.TREE_HEAD_NONE)
    key = key_named(head.key_id, keys)
    if key is None:
        return Check("tree-head", State.FAILED, wording.TREE_HEAD_UNKNOWN, head.key_id)
    text = wording.TREE_HEAD_OK.format(moment=wording.tell_moment(head.at))
    return judged("tree-head", head.signed_by(key), text, wording.TREE_HEAD_FAILED, head.key_id)


def check_timestamp(
    timestamp: Timestamp | None, head: TreeHead | None, roots: Sequence[Certificate]
) -> Check:
    """The timestamp over the head of the log."""
    if timestamp is None or head is None:
        return Check("timestamp", State.NOT_PRESENT, wording.TIMESTAMP_NONE)
    try:
        stamp = stamp_of(timestamp.token, bytes.fromhex(head.root_hash), roots)
    except StampError as problem:
        return Check("timestamp", State.FAILED, wording.TIMESTAMP_FAILED, str(problem))
    if stamp.tsa != timestamp.tsa:
        return Check("timestamp", State.FAILED, wording.TIMESTAMP_FAILED, "another name than the signer's")
    if not roots:
        return Check("timestamp", State.NOT_PRESENT, wording.TIMESTAMP_UNCHECKED, write_moment(stamp.at))
    text = wording.TIMESTAMP_OK.format(moment=wording.tell_moment(stamp.at), tsa=stamp.tsa)
    return Check("timestamp", State.OK, text, write_moment(stamp.at))


def _tree_head(case: _Case) -> Check:
    return check_head(case.proof.tree_head, case.keys)


def _timestamp(case: _Case) -> Check:
    return check_timestamp(case.proof.timestamp, case.proof.tree_head, case.roots)


def stamp_of(token: bytes, root: bytes, roots: Sequence[Certificate]) -> Stamp:
    """What a token stamps. Without roots it is read and not trusted. Raises StampError."""
    return check_stamp(token, root, roots) if roots else read_stamp(token, root)


def _uploads(case: _Case) -> Check:
    if not case.uploads:
        return Check("uploads", State.NOT_PRESENT, wording.UPLOADS_NONE)
    received = {attachment.sha256 for attachment in case.proof.copy.attachments}
    strange = [
        "".join(sign for sign in name if sign.isprintable())[:120]
        for name, content in case.uploads.items()
        if sha256(content).hexdigest() not in received
    ]
    text = wording.UPLOADS_FAILED.format(names=", ".join(strange))
    return judged("uploads", not strange, wording.UPLOADS_OK, text)


_CHECKS: tuple[Callable[[_Case], Check], ...] = (
    _seal,
    _copy,
    _attachments,
    _reference,
    _moment,
    _event,
    _promise,
    _inclusion,
    _tree_head,
    _timestamp,
    _uploads,
)
