"""Signing keys, public keys, and the document in which they are published."""

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from openloket.evidence.canonical import canonical, read_canonical
from openloket.evidence.key_document import PublishedKey, key_document, read_key_document
from openloket.evidence.keys import KeyFileError, PublicKey, SigningKey, key_named, read_public_keys
from openloket.evidence.promise import make_promise, read_promise
from openloket.evidence.shape import ShapeError
from openloket.evidence.treehead import read_tree_head, sign_tree_head

AT = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
OLD, NEW, STRANGER = SigningKey.generate(), SigningKey.generate(), SigningKey.generate()


def test_a_key_survives_its_file(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    path.write_bytes(OLD.pem)
    again = SigningKey.load(path)
    assert again.public == OLD.public
    assert PublicKey.from_pem(OLD.public.pem) == OLD.public
    assert OLD.public.verify(again.sign(b"message"), b"message")


def test_a_key_with_a_password_needs_it() -> None:
    locked = OLD.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"secret"))
    assert SigningKey.from_pem(locked, b"secret").key_id == OLD.key_id
    for password in (None, b"wrong"):
        with pytest.raises(KeyFileError):
            SigningKey.from_pem(locked, password)


def test_the_id_is_the_start_of_the_hash_of_the_raw_key() -> None:
    assert OLD.key_id == sha256(OLD.public.raw).hexdigest()[:16]
    assert key_named(OLD.key_id, [NEW.public, OLD.public]) == OLD.public
    assert key_named(STRANGER.key_id, [NEW.public, OLD.public]) is None


@pytest.mark.parametrize("signature", [b"", b"\x00" * 64, b"\x00" * 63, b"x" * 65])
def test_a_wrong_signature_is_no_error_but_no(signature: bytes) -> None:
    assert not OLD.public.verify(signature, b"message")
    assert not PublicKey(b"short").verify(OLD.sign(b"m"), b"m")


def test_other_keys_are_refused() -> None:
    curve = ec.generate_private_key(ec.SECP256R1())
    private = curve.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = curve.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    for pem in (private, b"", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"):
        with pytest.raises(KeyFileError):
            SigningKey.from_pem(pem)
    for pem in (public, OLD.pem, b"nothing"):
        with pytest.raises(KeyFileError):
            PublicKey.from_pem(pem)


def test_a_file_holds_as_many_public_keys_as_it_holds() -> None:
    both = b"from 2026 on:\n" + NEW.public.pem + b"\n" + OLD.public.pem
    assert read_public_keys(both) == (NEW.public, OLD.public)
    assert (
        PublicKey.from_pem(NEW.public.pem + OLD.public.pem) == NEW.public
    )  # who reads one, reads the newest
    for pem in (b"", b"nothing", NEW.pem, NEW.public.pem + b"-----END PUBLIC KEY-----"):
        with pytest.raises(KeyFileError):
            read_public_keys(pem)


def test_a_key_does_not_show_itself_in_a_log() -> None:
    assert repr(OLD) == f"SigningKey({OLD.key_id})"


def published() -> bytes:
    keys = [PublishedKey(OLD.public, AT, AT), PublishedKey(NEW.public, AT)]
    return key_document("demo", keys, AT, [OLD, NEW])


def test_who_trusts_the_old_key_learns_the_new_one() -> None:
    document = read_key_document(published(), [OLD.public])
    assert document.signed_by == (OLD.key_id, NEW.key_id)
    assert [entry.key for entry in document.keys] == [OLD.public, NEW.public]
    assert (document.log_id, document.at) == ("demo", AT)
    assert [entry.until for entry in document.keys] == [AT, None]


def test_who_trusts_neither_learns_nothing() -> None:
    with pytest.raises(ShapeError, match="trust"):
        read_key_document(published(), [STRANGER.public])


def test_any_change_to_the_key_document_is_noticed() -> None:
    data = published()
    for place in range(len(data)):
        flipped = bytearray(data)
        flipped[place] ^= 1
        with pytest.raises(ValueError, match=r"\S"):
            read_key_document(bytes(flipped), [OLD.public])


def test_a_key_document_nobody_signed_is_refused() -> None:
    unsigned = key_document("demo", [PublishedKey(OLD.public, AT)], AT, [])
    with pytest.raises(ShapeError, match="nobody signed"):
        read_key_document(unsigned)
    by_stranger = key_document("demo", [PublishedKey(OLD.public, AT)], AT, [STRANGER])
    with pytest.raises(ShapeError, match="not a signature by a listed key"):
        read_key_document(by_stranger)


def test_a_promise_is_signed_over_what_it_says() -> None:
    promise = make_promise(OLD, b"\x05" * 32, "DUI-1", AT)
    assert promise.signed_by(OLD.public)
    assert not promise.signed_by(NEW.public)
    assert read_promise(promise.as_json()) == promise
    assert promise.message() == canonical(
        {
            "type": "openloket/promise/1",
            "key_id": OLD.key_id,
            "leaf_hash": "05" * 32,
            "reference": "DUI-1",
            "received_at": "2026-03-04T12:00:00.000000Z",
        }
    )


def test_a_tree_head_is_signed_over_what_it_says() -> None:
    head = sign_tree_head(OLD, "demo", 11, b"\x05" * 32, AT)
    assert head.signed_by(OLD.public)
    assert not head.signed_by(NEW.public)
    assert read_tree_head(read_canonical(canonical(head.as_json()))) == head
    assert b'"tree_size":11,"type":"openloket/tree-head/1"}' in head.message()
    assert b"signature" not in head.message()
