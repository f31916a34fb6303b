"""Writing facts: with what makes them true or not at all, in one statement, and giving nothing away."""

from dataclasses import replace
from datetime import datetime
from hashlib import sha256

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.cast import Municipality

from openloket.evidence.canonical import NotCanonicalError, read_canonical
from openloket.evidence.log import Fact, describe, events_of, record
from openloket.evidence.models import Event, Leaf
from openloket.tenancy import scope


def _fact(now: datetime, subject: int = 1, kind: str = "zaak.opened") -> Fact:
    return Fact(kind, "zaak", subject, describe(kind, now, "system", reference="DUI-2026-1"))


def test_a_fact_is_kept_in_the_bytes_that_are_hashed(duinstede: Municipality, now: datetime) -> None:
    fact = _fact(now)
    [recorded] = record(duinstede.organisation.pk, now, "system", [fact])
    event = Event.objects.get(pk=recorded.event_id)
    assert read_canonical(event.body.encode()) == fact.body
    assert recorded.leaf_hash == sha256(b"\0" + event.body.encode()).digest() == bytes(event.leaf_hash)
    assert (event.at, event.actor, event.organisation_id) == (now, "system", duinstede.organisation.pk)


def test_any_number_of_facts_is_one_statement_with_a_waiting_leaf_each(
    duinstede: Municipality, now: datetime
) -> None:
    facts = [_fact(now, subject) for subject in range(5)]
    with CaptureQueriesContext(
        connection,
    ) as statements:
        recorded = record(duinstede.organisation.pk, now, "system", facts)
    assert len(statements) == 1
    waiting = dict(Leaf.objects.filter(leaf_index=None).values_list("event_id", "leaf_hash"))
    assert {one.event_id: one.leaf_hash for one in recorded} == {
        number: bytes(leaf) for number, leaf in waiting.items()
    }
    subjects = [Event.objects.get(pk=one.event_id).subject_id for one in recorded]
    assert subjects == list(range(5))  # in the order in which they were given


def test_what_was_rolled_back_has_no_proof(duinstede: Municipality, now: datetime) -> None:
    with transaction.atomic():
        record(duinstede.organisation.pk, now, "system", [_fact(now)])
        transaction.set_rollback(True)
    assert not Event.objects.exists()
    assert not Leaf.objects.exists()


def test_the_same_fact_twice_is_two_facts_but_the_same_body_is_refused(
    duinstede: Municipality, now: datetime
) -> None:
    first, second = _fact(now), _fact(now)
    assert first.body["salt"] != second.body["salt"]
    record(duinstede.organisation.pk, now, "system", [first, second])
    with pytest.raises(IntegrityError), transaction.atomic():
        record(duinstede.organisation.pk, now, "system", [replace(first, subject_id=9)])


def test_a_body_that_has_more_than_one_spelling_is_refused(duinstede: Municipality, now: datetime) -> None:
    body = {**describe("x", now, "system"), "amount": 1.5}
    with pytest.raises(NotCanonicalError):
        record(duinstede.organisation.pk, now, "system", [Fact("x", "zaak", 1, body)])
    assert not Event.objects.exists()


def test_facts_about_subjects_come_back_oldest_first_and_only_ours(
    duinstede: Municipality, eikenrade: Municipality, now: datetime
) -> None:
    ours = duinstede.organisation.pk
    record(ours, now, "system", [_fact(now, 1), _fact(now, 2), _fact(now, 1, "zaak.taken")])
    with scope.scope(eikenrade.organisation.pk):
        record(eikenrade.organisation.pk, now, "system", [_fact(now, 1)])
    assert [event.kind for event in events_of(ours, [("zaak", 1)])] == ["zaak.opened", "zaak.taken"]
    assert [event.subject_id for event in events_of(ours, [("zaak", 1), ("zaak", 2)])] == [1, 2, 1]
    assert events_of(eikenrade.organisation.pk, [("zaak", 1)]) == []  # not in scope
    assert events_of(ours, []) == []
