"""Checking a copy of proof (Awb 2:25) offline: who sealed it, its facts and the words."""

from collections.abc import Sequence

from cryptography.x509 import Certificate

from openloket.evidence import wording
from openloket.evidence.canonical import sha256_hex, write_moment
from openloket.evidence.dossier import (
    Dossier,
    ProvenFact,
    SealedDossier,
    parse_dossier,
    told_of,
)
from openloket.evidence.keys import PublicKey, key_named
from openloket.evidence.proof import event_leaf
from openloket.evidence.shape import ShapeError
from openloket.evidence.treehead import TreeHead
from openloket.evidence.verify import (
    Check,
    Claims,
    Report,
    State,
    check_head,
    check_timestamp,
    judged,
)
from openloket.merkle.verify import verify_inclusion

_SHOWN = 5
_SUBJECT = "wat is ontvangen, verstuurd en gelezen"


def verify_dossier(data: bytes, keys: Sequence[PublicKey], tsa_roots: Sequence[Certificate] = ()) -> Report:
    """Checks a dossier: who sealed it, whether each fact stands in the log, and the words."""
    try:
        found = parse_dossier(data)
    except ShapeError as problem:
        return _unreadable(str(problem))
    dossier = found.dossier
    checks = (
        Check("file", State.OK, wording.DOSSIER_OK, sha256_hex(data)),
        _seal(found, keys),
        _facts(dossier),
        check_head(dossier.tree_head, keys),
        check_timestamp(dossier.timestamp, dossier.tree_head, tsa_roots),
        _words(dossier),
    )
    claims = Claims(dossier.organisation, dossier.reference, dossier.made_at, _SUBJECT)
    return Report(checks, claims, what=wording.DOSSIER, rests_on="seal", limits=wording.COPY_LIMITS)


def _unreadable(detail: str) -> Report:
    rest = [
        Check(name, State.NOT_PRESENT, wording.DOSSIER_NOT_EXAMINED)
        for name in wording.DOSSIER_TITLES
        if name != "file"
    ]
    first = Check("file", State.FAILED, wording.DOSSIER_MISSHAPEN, detail)
    return Report((first, *rest), what=wording.DOSSIER, rests_on="seal")


def _seal(found: SealedDossier, keys: Sequence[PublicKey]) -> Check:
    key_id = found.seal.key_id
    key = key_named(key_id, keys)
    if key is None:
        return Check("seal", State.FAILED, wording.DOSSIER_SEAL_UNKNOWN, key_id)
    good = found.sealed_by(key)
    return judged("seal", good, wording.DOSSIER_SEAL_OK, wording.DOSSIER_SEAL_BROKEN, key_id)


def _facts(dossier: Dossier) -> Check:
    """Every fact that has its place must stand there; what waits for its seal is said."""
    number = len(dossier.facts)
    head = dossier.tree_head
    placed = [fact for fact in dossier.facts if fact.inclusion]
    wrong = [
        one.inclusion.leaf_index + 1
        for one in placed
        if one.inclusion and (head is None or not _stands(one, head))
    ]
    if wrong:
        shown = [*map(str, sorted(wrong)[:_SHOWN]), *(["…"] if len(wrong) > _SHOWN else [])]
        text = wording.FACTS_FAILED.format(names=", ".join(shown))
        return Check("inclusion", State.FAILED, text)
    if len(placed) < number or not number:
        text = wording.FACTS_SOME if number else wording.FACTS_NONE
        return Check("inclusion", State.NOT_PRESENT, text.format(number=number, waiting=number - len(placed)))
    detail = write_moment(head.at) if head else ""
    return Check("inclusion", State.OK, wording.FACTS_OK.format(number=number), detail)


def _stands(fact: ProvenFact, head: TreeHead) -> bool:
    place = fact.inclusion
    if place is None or place.tree_size != head.tree_size:
        return False
    root = bytes.fromhex(head.root_hash)
    return verify_inclusion(event_leaf(fact.event), place.leaf_index, place.tree_size, place.path, root)


def _words(dossier: Dossier) -> Check:
    """The words are those of which the facts name the hash; of a message without facts nothing is proved."""
    if not dossier.words:
        return Check("words", State.NOT_PRESENT, wording.WORDS_NONE)
    told = told_of(dossier.facts)
    for one in dossier.words:
        named = told.get(one.message_id, frozenset())
        if one.hashed != one.sha256 or named - {one.sha256}:
            return Check("words", State.FAILED, wording.WORDS_FAILED.format(name=one.message_id))
        if not named:
            return Check("words", State.FAILED, wording.SENDING_UNKNOWN.format(name=one.message_id))
    return Check("words", State.OK, wording.WORDS_OK.format(number=len(dossier.words)))
