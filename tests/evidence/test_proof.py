"""The proof file and the PDF seal: built, read back, and safe against hostile files."""

import json
import time
import zlib
from dataclasses import replace

import pytest
from tests.evidence.receipts import COPY, KEY, OTHER_KEY, parts

from openloket.evidence.canonical import canonical
from openloket.evidence.pdfseal import SealState, attached_proof, open_seal, seal_pdf
from openloket.evidence.proof import (
    LARGEST_PROOF,
    event_leaf,
    parse_proof,
    received_event,
)
from openloket.evidence.shape import ShapeError
from openloket.merkle.hashing import leaf_hash

EMBEDDED = b"%%PDF-1.7\n1 0 obj\n<</Type/EmbeddedFile%s>>\nstream\n%s\nendstream\nendobj\n"


def test_a_proof_is_read_back_as_it_was_built() -> None:
    whole = parts()
    proof = parse_proof(whole.file())
    assert (proof.copy, proof.event, proof.promise) == (whole.copy, whole.event, whole.promise)
    assert (proof.inclusion, proof.tree_head, proof.timestamp) == (
        whole.inclusion,
        whole.tree_head,
        whole.timestamp,
    )
    assert proof.sealed_by(KEY.public)
    assert not proof.sealed_by(OTHER_KEY.public)


def test_the_file_is_canonical_and_has_these_parts() -> None:
    data = parts().file()
    value = json.loads(data)
    assert canonical(value) == data
    assert value.keys() == {
        "copy",
        "event",
        "inclusion",
        "promise",
        "seal",
        "timestamp",
        "tree_head",
        "type",
    }


def test_the_event_tells_nothing_about_the_person() -> None:
    event = received_event(COPY, "webformulier", {"form": "parkeervergunning"})
    written = canonical(event).decode()
    answers = [line for step in COPY.steps for row in step.rows for line in row.lines]
    assert answers
    assert not [line for line in answers if line in written]
    assert COPY.attachments[0].name not in written
    assert event_leaf(event) == leaf_hash(canonical(event))


def test_the_salt_hides_the_copy() -> None:
    assert replace(COPY, salt="1" * 64).sha256() != COPY.sha256()


def test_a_fact_of_the_event_cannot_be_overridden() -> None:
    with pytest.raises(ValueError, match="overridden"):
        received_event(COPY, "webformulier", {"reference": "DUI-0"})


@pytest.mark.parametrize("leave_out", ["inclusion", "tree_head"])
def test_half_a_place_in_the_log_is_refused(leave_out: str) -> None:
    with pytest.raises(ShapeError, match="needs"):
        parse_proof(replace(parts(), **{leave_out: None}).file())


def test_a_proof_beyond_the_limit_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(ShapeError, match="larger"):
        parse_proof(b"[" * (LARGEST_PROOF + 1))


def test_the_seal_is_one_comment_line_over_all_before_it() -> None:
    sealed = seal_pdf(b"%PDF-1.7\nx\n%%EOF", KEY)
    content, line = sealed[:-122], sealed[-122:]
    assert content == b"%PDF-1.7\nx\n%%EOF\n"
    assert line.startswith(b"%openloket-seal:1:" + KEY.key_id.encode() + b":")
    assert line.count(b"\n") == 1
    assert open_seal(sealed, [KEY.public]).state is SealState.INTACT
    assert open_seal(sealed.replace(b"\nx", b"\ny"), [KEY.public]).state is SealState.BROKEN
    assert open_seal(content, [KEY.public]).state is SealState.MISSING
    assert open_seal(b"", [KEY.public]).state is SealState.MISSING


def test_the_spare_bits_of_the_signature_count_too() -> None:
    sealed = seal_pdf(b"%PDF-1.7\n", KEY)
    alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    last = alphabet.index(sealed[-2])
    respelled = sealed[:-2] + alphabet[last ^ 1 : (last ^ 1) + 1] + b"\n"
    assert open_seal(respelled, [KEY.public]).state is SealState.BROKEN


@pytest.mark.parametrize(
    ("dictionary", "stream"),
    [
        (b"/Filter/FlateDecode/Length 9", zlib.compress(b'{"copy":1}')),
        (b" /Filter [ /FlateDecode ]", zlib.compress(b'{"copy":1}')),
        (b"/Length 10", b'{"copy":1}'),
        (b"/Params<</Size 10>>/Length 10/Subtype/application#2Fjson", b'{"copy":1}'),
    ],
)
def test_the_proof_is_found_however_it_is_embedded(dictionary: bytes, stream: bytes) -> None:
    assert attached_proof(EMBEDDED % (dictionary, stream)) == b'{"copy":1}'


def test_the_proof_is_found_after_other_attachments() -> None:
    other = EMBEDDED % (b"/Length 5", b"other")
    assert attached_proof(other * 3 + EMBEDDED % (b"/Length 10", b'{"copy":1}')) == b'{"copy":1}'


@pytest.mark.parametrize(
    "pdf",
    [
        b"",
        b"/EmbeddedFile" * 100_000,
        b"obj/EmbeddedFile stream\n" * 50_000,
        EMBEDDED % (b"/Filter/FlateDecode", b"no zlib at all"),
        EMBEDDED % (b"/Filter/FlateDecode", zlib.compress(b'{"copy":1}')[:-4]),
        EMBEDDED % (b"/Filter[/ASCIIHexDecode/FlateDecode]", zlib.compress(b'{"copy":1}')),
        EMBEDDED % (b"/Filter/FlateDecode", zlib.compress(b'{"copy":' + b" " * (LARGEST_PROOF + 1))),
        EMBEDDED % (b"/Length 7 0 R", b'{"copy":1}'),
        EMBEDDED % (b"", b'{"copy":1}'),
        (EMBEDDED % (b"/Length 5", b"other")) * 40 + EMBEDDED % (b"/Length 10", b'{"copy":1}'),
        b"<<" * 1_000_000,
    ],
)
def test_hostile_pdfs_hold_no_proof_and_cost_little(pdf: bytes) -> None:
    started = time.process_time()
    assert attached_proof(pdf) is None
    assert time.process_time() - started < 2
