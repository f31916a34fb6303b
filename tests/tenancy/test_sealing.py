"""Sealed values open only where they belong, and a key ring survives whoever changes it."""

import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openloket.tenancy import keyring
from openloket.tenancy.keyring import KeyRingError, add_key, drop_keys, ring
from openloket.tenancy.scope import ScopeMissing, scope
from openloket.tenancy.sealing import Unsealable, keyed_hash, keyed_hashes, seal, unseal


@pytest.fixture(autouse=True)
def own_ring(tmp_path: Path, settings: object) -> Path:
    settings.KEY_RING_FILE = tmp_path / "keys" / "ring.json"
    return tmp_path / "keys" / "ring.json"


def test_a_sealed_value_opens_where_it_belongs() -> None:
    with scope(1):
        sealed = seal(b"999990019", "a number")
        assert unseal(sealed, "a number") == b"999990019"
        assert b"999990019" not in sealed
        assert seal(b"999990019", "a number") != sealed


def test_not_in_another_organisation_nor_for_another_purpose() -> None:
    with scope(1):
        sealed = seal(b"999990019", "a number")
        with pytest.raises(Unsealable):
            unseal(sealed, "another purpose")
    with scope(11), pytest.raises(Unsealable):
        unseal(sealed, "a number")
    with scope(1):
        assert keyed_hash("a", "1") != keyed_hash("b", "1")
        here = keyed_hash("a", "1")
    with scope(2):
        assert keyed_hash("a", "1") != here


def test_nothing_is_sealed_without_a_scope() -> None:
    with pytest.raises(ScopeMissing):
        seal(b"x", "a number")


@given(st.data())
def test_one_changed_bit_is_noticed(data: st.DataObject) -> None:
    with scope(1):
        sealed = bytearray(seal(b"999990019", "a number"))
        place = data.draw(st.integers(0, len(sealed) - 1))
        sealed[place] ^= 1 << data.draw(st.integers(0, 7))
        with pytest.raises(Unsealable):
            unseal(bytes(sealed), "a number")
        with pytest.raises(Unsealable):
            unseal(bytes(sealed[:place]), "a number")


def test_after_a_new_key_the_old_one_still_opens_and_is_found() -> None:
    with scope(1):
        sealed, (hashed, key_id) = seal(b"1", "p"), keyed_hash("p", "1")
        new = add_key()
        assert unseal(sealed, "p") == b"1"
        assert hashed in keyed_hashes("p", "1")
        assert keyed_hash("p", "1")[1] == new.key_id != key_id
        drop_keys(frozenset({key_id, new.key_id}))
        assert ring() == (new,), "the newest key is never dropped"
        with pytest.raises(Unsealable):
            unseal(sealed, "p")


def test_no_key_is_lost_when_several_are_added_at_once(own_ring: Path) -> None:
    made: list[str] = []
    threads = [threading.Thread(target=lambda: made.append(add_key().key_id)) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert set(made) < {key.key_id for key in ring()}
    assert len(ring()) == 9
    assert own_ring.stat().st_mode & 0o077 == 0


def test_a_broken_ring_is_never_replaced(own_ring: Path) -> None:
    ring()
    for text in ("", "{}", '{"keys": []}', '{"keys": ["AAAA"]}', '{"keys": ["€"]}'):
        own_ring.write_text(text, encoding="utf-8")
        with pytest.raises(KeyRingError):
            ring()
        assert own_ring.read_text(encoding="utf-8") == text


def test_a_key_never_shows_itself() -> None:
    key = keyring.RingKey(b"s" * 32)
    assert "ss" not in repr(key)
