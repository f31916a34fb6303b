"""A person is known again by a keyed hash, and no column of the database shows a number."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from tests.cast import Municipality
from tests.people.proving import BSN, KVK, OTHER_BSN, branch, citizen, company

from openloket.people.models import Identifier, Person
from openloket.people.persons import identifier_of, known
from openloket.tenancy.scope import scope
from openloket.tenancy.sealing import Unsealable


def test_the_same_number_is_the_same_person(duinstede: Municipality, now: datetime) -> None:
    first = known(citizen(), now)
    again = known(citizen(name="Sanne Smit-de Boer"), now + timedelta(days=3))
    assert again.pk == first.pk
    assert Person.objects.get().name == "Sanne Smit-de Boer"
    assert Person.objects.get().last_at == now + timedelta(days=3)
    assert known(citizen(OTHER_BSN), now).pk != first.pk


def test_another_organisation_knows_somebody_else(
    duinstede: Municipality, eikenrade: Municipality, now: datetime
) -> None:
    here = known(citizen(), now)
    with scope(eikenrade.organisation.pk):
        there = known(citizen(), now)
        assert there.pk != here.pk
        assert there.pseudonym != here.pseudonym
    row = Identifier.objects.get()
    with scope(eikenrade.organisation.pk):
        Identifier.objects.filter(person=there).update(sealed=bytes(row.sealed))
        with pytest.raises(Unsealable):
            identifier_of(there.pk, Identifier.Kind.BSN)


def test_a_branch_is_not_the_company(duinstede: Municipality, now: datetime) -> None:
    filial = known(branch(), now)
    whole = known(company(), now)
    assert filial.pk != whole.pk
    assert known(branch(place="000087654321"), now).pk not in (filial.pk, whole.pk)
    assert identifier_of(filial.pk, Identifier.Kind.KVK) == KVK
    assert identifier_of(whole.pk, Identifier.Kind.KVK) == KVK
    assert identifier_of(whole.pk, Identifier.Kind.BSN) == ""


def test_who_is_represented_did_not_log_in(duinstede: Municipality, now: datetime) -> None:
    assert known(citizen(), now, present=False).last_at is None
    assert known(citizen(), now).last_at == now
    assert known(citizen(), now + timedelta(days=1), present=False).last_at == now


def test_a_proof_without_a_number_proves_nobody(duinstede: Municipality, now: datetime) -> None:
    with pytest.raises(ValueError, match="nobody"):
        known(citizen(number=" "), now)
    assert not Person.objects.exists()


def test_no_number_is_readable_in_the_database(duinstede: Municipality, now: datetime) -> None:
    """The whole row of every table that people have, as text and as bytes, in plain and in hexadecimal."""
    for proven in (citizen(), citizen(OTHER_BSN), company(), branch()):
        known(proven, now)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        dumps = []
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT coalesce(string_agg(one::text, chr(10)), '') FROM \"{table}\" AS one")
            dumps.append(cursor.fetchone()[0])
    dump = "\n".join(dumps)
    assert "Sanne Smit" in dump
    for number in (BSN, OTHER_BSN, KVK):
        assert number not in dump
        assert number.encode().hex() not in dump
