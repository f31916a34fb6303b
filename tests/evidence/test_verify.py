"""The offline check: a whole receipt is proved, and every single change is named."""

import json
import random
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from cryptography import x509
from hypothesis import given
from hypothesis import strategies as st
from tests.evidence.receipts import (
    COPY,
    KEY,
    OTHER_KEY,
    PHOTO,
    RECEIVED_AT,
    SEALED_AT,
    authority,
    parts,
)

from openloket.adapters.timestamp.local import LocalAuthority
from openloket.evidence.canonical import canonical
from openloket.evidence.copy import CopyAttachment
from openloket.evidence.keys import PublicKey
from openloket.evidence.promise import make_promise
from openloket.evidence.proof import Inclusion, Timestamp, event_leaf, received_event
from openloket.evidence.treehead import sign_tree_head
from openloket.evidence.verify import Report, State, Verdict, verify_file
from openloket.evidence.wording import TITLES

KEYS = [OTHER_KEY.public, KEY.public]


def check(data: bytes, keys: list[PublicKey] | None = None, **more: Any) -> Report:
    return verify_file(data, KEYS if keys is None else keys, [authority().root], **more)


def state_of(report: Report, name: str) -> State:
    return next(found.state for found in report.checks if found.name == name)


def text_of(report: Report, name: str) -> str:
    return next(found.text for found in report.checks if found.name == name)


def test_a_whole_receipt_is_proved() -> None:
    report = check(parts().file(), attachments={"mijn-foto.jpg": PHOTO})
    assert report.ok
    assert report.verdict is Verdict.TIMESTAMPED
    assert [found.name for found in report.checks] == list(TITLES)
    assert {found.name for found in report.checks if found.state is not State.OK} == {"pdf-seal"}
    assert report.claims is not None
    assert report.claims.reference == COPY.reference
    assert text_of(report, "moment") == (
        "Het bericht is ontvangen op 4 maart 2026 om 13:05:07 uur. Dat staat overal in het bewijs gelijk."
    )
    assert "nummer 6 " in text_of(report, "inclusion")
    assert "4 maart 2026 om 13:05:16 uur" in text_of(report, "timestamp")
    assert "geen derde partij" in text_of(report, "timestamp")


def test_a_fresh_receipt_is_a_promise() -> None:
    report = check(parts().promised_only().file())
    assert report.ok
    assert report.verdict is Verdict.PROMISED
    assert [found.name for found in report.checks if found.state is State.NOT_PRESENT] == [
        "pdf-seal",
        "inclusion",
        "tree-head",
        "timestamp",
        "uploads",
    ]


def test_without_timestamp_it_is_sealed() -> None:
    assert check(replace(parts(), timestamp=None).file()).verdict is Verdict.SEALED


def test_without_root_certificate_the_timestamp_is_not_counted() -> None:
    report = verify_file(parts().file(), KEYS)
    assert report.verdict is Verdict.SEALED
    assert state_of(report, "timestamp") is State.NOT_PRESENT
    assert "geen certificaat" in text_of(report, "timestamp")


def test_with_a_strange_key_nothing_is_proved() -> None:
    report = check(parts().file(), keys=[OTHER_KEY.public])
    assert report.failed == ("seal", "promise", "tree-head")
    assert report.verdict is Verdict.FAILED
    assert "niet bekend" in text_of(report, "promise")


def altered_parts() -> dict[str, tuple[bytes, set[str]]]:
    """Files that were put together wrongly by someone who can sign: each check must stand on its own."""
    whole = parts()
    event = dict(whole.event)
    other_copy = replace(COPY, steps=COPY.steps[:1])
    other_moment = replace(COPY, received_at=RECEIVED_AT + timedelta(seconds=1))
    more_files = replace(COPY, attachments=(*COPY.attachments, CopyAttachment("x.pdf", 1, "0" * 64)))
    head, place, stamp = whole.tree_head, whole.inclusion, whole.timestamp
    assert head
    assert place
    assert stamp
    root = bytes.fromhex(head.root_hash)
    bigger = sign_tree_head(KEY, "demo", head.tree_size + 1, root, SEALED_AT)
    other_head = sign_tree_head(KEY, "demo", head.tree_size, b"\x07" * 32, SEALED_AT)
    forged_head = replace(sign_tree_head(OTHER_KEY, "demo", 11, root, SEALED_AT), key_id=KEY.key_id)
    late = event_for(received_at=RECEIVED_AT + timedelta(days=1))
    return {
        "copy": (replace(whole, copy=other_copy).file(), {"copy"}),
        "moment": (replace(whole, copy=other_moment).file(), {"copy", "moment"}),
        "attachments": (replace(whole, copy=more_files).file(), {"copy", "attachments"}),
        "reference": (replace(whole, copy=replace(COPY, reference="DUI-1")).file(), {"copy", "reference"}),
        "organisation": (
            replace(whole, copy=replace(COPY, organisation="eikenrade")).file(),
            {"copy", "reference"},
        ),
        "event": (replace(whole, event={**event, "channel": "balie"}).file(), {"event", "inclusion"}),
        "event type": (replace(whole, event={**event, "type": "other"}).file(), {"event", "inclusion"}),
        "promise": (
            replace(whole, promise=replace(whole.promise, signature=b"\x01" * 64)).file(),
            {"promise"},
        ),
        "promise reference": (
            replace(whole, promise=replace(whole.promise, reference="DUI-2")).file(),
            {"reference", "promise"},
        ),
        "inclusion index": (
            replace(whole, inclusion=replace(place, leaf_index=4)).file(),
            {"inclusion"},
        ),
        "inclusion path": (
            replace(whole, inclusion=Inclusion(5, 11, place.path[:-1])).file(),
            {"inclusion"},
        ),
        "tree size": (replace(whole, tree_head=bigger).file(), {"inclusion"}),
        "root": (replace(whole, tree_head=other_head).file(), {"inclusion", "timestamp"}),
        "tree head": (replace(whole, tree_head=forged_head).file(), {"tree-head"}),
        "token": (replace(whole, timestamp=Timestamp(b"\x30\x00", stamp.tsa)).file(), {"timestamp"}),
        "tsa name": (replace(whole, timestamp=replace(stamp, tsa="Iemand anders")).file(), {"timestamp"}),
        "receipt after the log": (late, {"moment", "inclusion"}),
        "seal": (replace(whole, signer=SigningImpostor).file(), {"seal"}),
    }


def event_for(**changes: Any) -> bytes:
    copy = replace(COPY, **changes)
    event = received_event(copy, "webformulier")
    promise = make_promise(KEY, event_leaf(event), copy.reference, copy.received_at)
    return replace(parts(), copy=copy, event=event, promise=promise).file()


class _Impostor:
    """Signs with another key under the id of the real one."""

    key_id = KEY.key_id

    @staticmethod
    def sign(message: bytes) -> bytes:
        return OTHER_KEY.sign(message)


SigningImpostor: Any = _Impostor()
ALTERED = altered_parts()


@pytest.mark.parametrize("name", ALTERED)
def test_a_wrong_part_is_named_by_its_own_check(name: str) -> None:
    data, expected = ALTERED[name]
    report = check(data)
    assert set(report.failed) == expected
    assert not report.ok


def test_the_sentence_says_what_is_wrong() -> None:
    report = check(ALTERED["copy"][0])
    assert text_of(report, "copy") == "De kopie is niet de kopie waarvoor dit bewijs is gemaakt."


def test_any_flipped_byte_in_the_proof_file_is_noticed() -> None:
    data = parts().file()
    rng = random.Random(6962)
    for place in range(len(data)):
        flipped = bytearray(data)
        flipped[place] ^= 1 << rng.randrange(8)
        report = check(bytes(flipped))
        assert report.failed, f"byte {place} of {len(data)}: {data[place - 20 : place + 20]!r}"
        assert not report.ok


def reword(change: Any) -> bytes:
    value = json.loads(parts().file())
    change(value)
    return canonical(value)


def set_at(*path: Any) -> Any:
    def change(value: Any) -> None:
        *way, last, new = path
        for step in way:
            value = value[step]
        value[last] = new

    return change


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (set_at("copy", "steps", 0, "rows", 0, "lines", 0, "Noor van der Velde"), "copy"),
        (set_at("copy", "received_at", "2026-03-04T12:05:08.123456Z"), "moment"),
        (set_at("event", "received_at", "2026-03-04T12:05:08.123456Z"), "event"),
        (set_at("copy", "reference", "DUI-2026-7KF3-Q8"), "reference"),
        (set_at("promise", "received_at", "2026-03-04T12:05:08.123456Z"), "promise"),
        (set_at("inclusion", "leaf_index", 6), "inclusion"),
        (set_at("tree_head", "at", "2026-03-04T12:05:11.123456Z"), "tree-head"),
        (set_at("timestamp", "tsa", "Een ander"), "timestamp"),
        (set_at("copy", "attachments", 0, "sha256", "1" * 64), "attachments"),
    ],
)
def test_a_rewritten_field_breaks_the_seal_and_its_own_check(change: Any, named: str) -> None:
    report = check(reword(change))
    assert {"seal", named} <= set(report.failed)


@pytest.mark.parametrize(
    "change",
    [
        set_at("type", "openloket/receipt/2"),
        set_at("extra", 1),
        set_at("copy", "extra", "x"),
        set_at("copy", "steps", "no list"),
        set_at("copy", "steps", [{"key": "a"}]),
        set_at("copy", "salt", "short"),
        set_at("copy", "reference", "../../etc"),
        set_at("copy", "organisation", "red\x1b[31m"),
        set_at("copy", "received_at", "2026-3-4T12:05:07.123456Z"),
        set_at("copy", "attachments", 0, "size", -1),
        set_at("copy", "attachments", 0, "size", True),
        set_at("event", []),
        set_at("event", "attachments_sha256s", [1]),
        set_at("promise", None),
        set_at("promise", "signature", "not base64!"),
        set_at("inclusion", None),
        set_at("inclusion", "path", ["00"]),
        set_at("inclusion", "path", ["0" * 64] * 65),
        set_at("tree_head", None),
        set_at("timestamp", "token", "AB=="),
        set_at("seal", "key_id", "ABCDEF0123456789"),
    ],
)
def test_a_proof_of_another_shape_is_refused_as_a_file(change: Any) -> None:
    report = check(reword(change))
    assert report.failed == ("file",)
    assert report.claims is None
    assert state_of(report, "copy") is State.NOT_PRESENT


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"{}",
        b'{"copy":1,"copy":1}',
        b'{"copy":1.5}',
        b'{"copy":NaN}',
        b'{"copy":' + b"9" * 6000 + b"}",
        b'{"copy":' + b"[" * 200_000,
        b'{"copy":"\\ud800"}',
        b'{"copy":"\xff"}',
        b"%PDF-1.7\n",
        b"%PDF-1.7\n1 0 obj\n<</Type/EmbeddedFile>>stream\nendstream",
        b"PK\x03\x04",
        b"\x00" * 100,
        b"[" * 100_000,
    ],
)
def test_hostile_files_are_refused_without_a_crash(data: bytes) -> None:
    report = check(data)
    assert report.failed[0] == "file"
    assert report.verdict is Verdict.FAILED


def test_a_file_that_is_too_big_is_not_read() -> None:
    assert "te groot" in text_of(check(b"{" + b" " * (32 * 1024 * 1024)), "file")


@given(st.binary(max_size=300), st.sampled_from([b"", b"{", b"%PDF-1.7\n", b'{"copy":']))
def test_random_bytes_never_raise_and_never_prove(noise: bytes, start: bytes) -> None:
    assert not check(start + noise).ok


WHOLE = parts()


@given(st.data())
def test_a_damaged_token_never_raises_and_never_says_something_else(data: st.DataObject) -> None:
    """Some bytes of a token are not signed (version numbers); none of those may change what it says."""
    stamp = WHOLE.timestamp
    assert stamp
    token = bytearray(stamp.token)
    for _ in range(data.draw(st.integers(1, 4))):
        token[data.draw(st.integers(0, len(token) - 1))] = data.draw(st.integers(0, 255))
    report = check(replace(WHOLE, timestamp=Timestamp(bytes(token), stamp.tsa)).file())
    if report.failed:
        assert set(report.failed) <= {"timestamp", "moment"}
    else:
        assert text_of(report, "timestamp") == text_of(check(WHOLE.file()), "timestamp")


def test_another_root_does_not_vouch_for_the_timestamp() -> None:
    stranger = LocalAuthority.create("Klok van deze installatie (geen derde partij)", RECEIVED_AT)
    report = verify_file(parts().file(), KEYS, [stranger.root])
    assert report.failed == ("timestamp",)


def test_the_certificate_of_the_signer_alone_can_be_the_root_given() -> None:
    roots: list[x509.Certificate] = [authority().root, LocalAuthority.create("x", RECEIVED_AT).root]
    assert verify_file(parts().file(), KEYS, roots).verdict is Verdict.TIMESTAMPED


def test_own_files_are_compared_by_content() -> None:
    report = check(parts().file(), attachments={"foto.jpg": PHOTO, "x\x1b.jpg": PHOTO + b"!"})
    assert report.failed == ("uploads",)
    assert text_of(report, "uploads").endswith("veranderd: x.jpg.")
