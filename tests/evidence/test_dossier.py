"""A copy of proof (Awb 2:25) is checked offline, and every single change is named."""

import io
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.evidence.receipts import KEY, OTHER_KEY, RECEIVED_AT, SEALED_AT, STAMPED_AT, authority, parts

from openloket.adapters.timestamp.local import LocalTimestamper
from openloket.evidence.canonical import canonical
from openloket.evidence.dossier import Dossier, ProvenFact, Words, build_dossier
from openloket.evidence.log import describe
from openloket.evidence.proof import Inclusion, Timestamp, event_leaf
from openloket.evidence.treehead import sign_tree_head
from openloket.evidence.verify import Report, State, Verdict
from openloket.evidence.verify_any import verify_any
from openloket.merkle.tree import grow, inclusion_path

_WORDS = Words("<1@duinstede.example>", "besluit", "email", "Ons besluit", "U krijgt het.", "<p>Ja</p>", "")
WORDS = replace(_WORDS, sha256=_WORDS.hashed)


def dossier() -> Dossier:
    """Three facts in a log of three: something received, sent and read."""
    named = {"message_id": WORDS.message_id, "message_sha256": WORDS.sha256}
    events = [
        parts().event,
        describe("message.handed_over", RECEIVED_AT + timedelta(seconds=1), "system", **named),
        describe("message.read", RECEIVED_AT + timedelta(seconds=2), "citizen", **named),
    ]
    growth = grow(0, dict, [event_leaf(event) for event in events])
    head = sign_tree_head(KEY, "demo", growth.size, growth.root, SEALED_AT)
    stamp = LocalTimestamper(authority(), lambda: STAMPED_AT).stamp(growth.root)
    facts = tuple(
        ProvenFact(event, Inclusion(place, 3, tuple(inclusion_path(place, 3, lambda nodes: growth.nodes))))
        for place, event in enumerate(events)
    )
    return Dossier("Duinstede", "DUI-1", SEALED_AT, facts, (WORDS,), head, Timestamp(stamp.token, stamp.tsa))


def check(data: bytes) -> Report:
    return verify_any(io.BytesIO(data), [OTHER_KEY.public, KEY.public], [authority().root])


def test_a_whole_one_proves_everything() -> None:
    report = check(build_dossier(dossier(), KEY))
    assert (report.verdict, report.failed) == (Verdict.TIMESTAMPED, ())
    assert report.claims is not None
    assert report.claims.reference == "DUI-1"
    assert "afschrift klopt" in report.text


def test_a_receipt_is_still_told_apart() -> None:
    report = check(parts().file())
    assert (report.what, report.verdict) == ("ontvangstbewijs", Verdict.TIMESTAMPED)


def test_what_is_not_sealed_yet_is_said() -> None:
    whole = dossier()
    waiting = (replace(whole.facts[0], inclusion=None), *whole.facts[1:])
    report = check(build_dossier(replace(whole, facts=waiting), KEY))
    assert report.verdict is Verdict.PROMISED
    assert "1 nog niet in het logboek" in next(one.text for one in report.checks if one.name == "inclusion")


def test_every_changed_character_is_noticed() -> None:
    data = build_dossier(dossier(), KEY)
    for place in range(0, len(data), 97):
        changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        assert not check(changed).ok, place


@pytest.mark.parametrize(
    ("what", "failing"),
    [("a fact", "inclusion"), ("words", "words"), ("words nobody sent", "words"), ("signer", "seal")],
)
def test_who_holds_the_key_cannot_change_what_the_log_holds(what: str, failing: str) -> None:
    """Also a body that seals the file anew: the log was signed and stamped before."""
    whole = dossier()
    body = json.loads(canonical(whole.facts[1].event))
    told = replace(whole.facts[1], event={**body, "at": "2026-01-01T00:00:00.000000Z"})
    other = replace(WORDS, text="U krijgt het niet.")
    changed = {
        "a fact": replace(whole, facts=(whole.facts[0], told, whole.facts[2])),
        "words": replace(whole, words=(replace(other, sha256=other.hashed),)),
        "words nobody sent": replace(whole, words=(WORDS, replace(WORDS, message_id="<2@x.example>"))),
        "signer": whole,
    }[what]
    signer = type(KEY).generate() if what == "signer" else KEY
    report = check(build_dossier(changed, signer))
    assert report.failed == (failing,)
    assert {one.state for one in report.checks if one.name == failing} == {State.FAILED}
