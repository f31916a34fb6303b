"""Several employees take one zaak at the same moment, each on his own connection, all committing."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import connections
from tests import cast
from tests.committing import committing
from tests.zaken.making import send

from openloket.evidence.models import Event
from openloket.flows.add_note import add_note
from openloket.flows.take_zaak import UnableToTake, take_zaak
from openloket.tenancy.models import Employee
from openloket.tenancy.scope import scope
from openloket.zaken.models import Note, Zaak

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)


@pytest.fixture
def town(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[cast.Municipality]:
    """A municipality in a database of its own, where everything is really committed."""
    with django_db_blocker.unblock(), committing("taking_at_once"):  # type: ignore[attr-defined]  # not in the stubs
        town = cast.municipality("duinstede", "Duinstede", "DUI")
        with scope(town.organisation.pk):
            yield town


def colleagues(town: cast.Municipality, number: int) -> list[Employee]:
    return [
        Employee.create(username=f"c{n}", name=f"Collega {n}", role="case_worker", team=town.team)
        for n in range(number)
    ]


def at_once(town: cast.Municipality, tries: list[Employee], act: object) -> list[object]:
    """Let each of them act at the same moment; gives what came of it."""
    start = Barrier(len(tries))

    def attempt(employee: Employee) -> object:
        try:
            with scope(town.organisation.pk):
                start.wait(10)
                return act(employee)  # type: ignore[operator]
        except UnableToTake as refusal:
            return str(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tries)) as pool:
        return list(pool.map(attempt, tries))


def test_one_wins_and_the_others_hear_who(town: cast.Municipality) -> None:
    zaak = send(town, NOW)
    outcomes = at_once(town, colleagues(town, 4), lambda employee: take_zaak(employee, zaak, NOW))
    zaak = Zaak.objects.select_related("assignee").get(pk=zaak.pk)
    assert zaak.assignee is not None
    assert outcomes.count(None) == 1
    refused = [outcome for outcome in outcomes if outcome is not None]
    assert refused == [f"{zaak.assignee.name} behandelt deze zaak al. Kies een andere zaak."] * 3
    taken = Event.objects.filter(organisation_id=town.organisation.pk, kind="zaak.taken")
    assert [event.actor for event in taken] == [f"employee:{zaak.assignee_id}"]


def test_a_note_sent_twice_at_once_is_one_note(town: cast.Municipality) -> None:
    zaak = send(town, NOW)
    [employee] = colleagues(town, 1)
    at_once(town, [employee] * 4, lambda who: add_note(who, zaak, "Gebeld.", NOW))
    assert Note.objects.filter(zaak=zaak).count() == 1
