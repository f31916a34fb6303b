"""Keys are rotated while people log in: nothing is lost, nobody is doubled, and breaking off does no harm."""

import threading
from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection, transaction
from tests.cast import Municipality, municipality
from tests.people.proving import BSN, citizen

from openloket.evidence.models import Event
from openloket.flows.proving import rotate_keys as flow
from openloket.flows.proving.rotate_keys import drop_unused_keys, rotate_keys
from openloket.people.models import Identifier, Person
from openloket.people.persons import identifier_of, known
from openloket.tenancy.keyring import add_key, ring
from openloket.tenancy.models import IdentityProvider, SecondFactor
from openloket.tenancy.scope import scope
from openloket.tenancy.sealing import PROVIDER_SECRET, Unsealable, seal, unseal


@pytest.fixture(autouse=True)
def own_ring(tmp_path: Path, settings: object) -> None:
    settings.KEY_RING_FILE = tmp_path / "ring.json"


def _people(count: int, now: datetime) -> list[Person]:
    return [known(citizen(f"{1000 + number}"), now) for number in range(count)]


def test_everything_moves_to_the_new_key_and_is_still_found(duinstede: Municipality, now: datetime) -> None:
    people = _people(5, now)
    provider = IdentityProvider.create(
        key="digid", label="DigiD", audience="inwoner", issuer="https://login.example", client_id="x",
        client_secret=seal(b"geheim", PROVIDER_SECRET),
    )  # fmt: skip
    IdentityProvider.create(
        key="eidas", label="eIDAS", audience="eu", issuer="https://login.example", client_id="x"
    )
    before = {row.pk: bytes(row.key_hash) for row in Identifier.objects.all()}
    new = add_key()
    assert rotate_keys(now) == 6
    assert rotate_keys(now) == 0
    assert drop_unused_keys() == 1
    assert ring() == (new,)
    for row in Identifier.objects.all():
        assert row.hashed_by == new.key_id
        assert bytes(row.key_hash) != before[row.pk]
    assert [known(citizen(f"{1000 + n}"), now).pk for n in range(5)] == [one.pk for one in people]
    assert identifier_of(people[3].pk, Identifier.Kind.BSN) == "1003"
    provider.refresh_from_db()
    assert unseal(provider.client_secret, PROVIDER_SECRET) == b"geheim"
    fact = Event.objects.get(kind="keys.rotated")
    assert '"rows":6' in fact.body


def test_broken_off_and_taken_up_again(
    duinstede: Municipality, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row that can't be opened stops the rotation; what was done before it stays, and all stay findable."""
    people = _people(7, now)
    monkeypatch.setattr(flow, "BATCH", 2)
    broken = Identifier.objects.get(person=people[5])
    good = bytes(broken.sealed)
    Identifier.objects.filter(pk=broken.pk).update(sealed=good[:-1] + bytes([good[-1] ^ 1]))
    add_key()
    with pytest.raises(Unsealable):
        rotate_keys(now)
    assert Identifier.objects.filter(hashed_by=ring()[0].key_id).count() == 4
    assert drop_unused_keys() == 0, "the old key is still needed"
    assert [known(citizen(f"{1000 + n}"), now).pk for n in range(7)] == [one.pk for one in people]
    Identifier.objects.filter(pk=broken.pk).update(sealed=good)
    assert rotate_keys(now) == 3
    assert drop_unused_keys() == 1


def test_codes_on_paper_keep_their_key(duinstede: Municipality, now: datetime) -> None:
    old = ring()[0]
    SecondFactor.create(employee=duinstede.worker, secret=b"", spare_hashes=[f"{old.key_id}:00ff"])
    add_key()
    rotate_keys(now)
    assert drop_unused_keys() == 0
    assert old in ring()


def test_two_rotations_and_logins_at_once(own_database: str, now: datetime) -> None:
    town = municipality("duinstede", "Duinstede", "DUI")
    with scope(town.organisation.pk), transaction.atomic():
        expected = [one.pk for one in _people(60, now)]
    add_key()
    found: list[int] = []
    problems: list[Exception] = []

    def turn(log_in: bool) -> None:
        try:
            if not log_in:
                rotate_keys(now)
                return
            with scope(town.organisation.pk):
                for number in range(62):
                    with transaction.atomic():
                        found.append(known(citizen(f"{1000 + number}"), now).pk)
        except Exception as problem:  # noqa: BLE001 (shown below)
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=turn, args=(log_in,)) for log_in in (False, True, False, True)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    rotate_keys(now)
    assert problems == []
    with scope(town.organisation.pk):
        assert Person.objects.count() == 62
        assert set(expected) < set(found)
        assert not Identifier.objects.exclude(hashed_by=ring()[0].key_id).exists()
        assert known(citizen(f"{1000}"), now).pk == expected[0]
        assert BSN not in str(Identifier.objects.values_list("key_hash", flat=True))
