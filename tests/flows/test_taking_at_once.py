"""Several employees take one zaak at the same moment, each on his own connection, all committing."""

from datetime import UTC, datetime
from functools import partial

from tests import cast
from tests.at_once import at_once, said
from tests.zaken.making import send

from openloket.evidence.models import Event
from openloket.flows.zaken.add_note import add_note
from openloket.flows.zaken.take_zaak import UnableToTake, take_zaak
from openloket.tenancy.models import Employee
from openloket.zaken.models import Note, Zaak

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)


def colleagues(town: cast.Municipality, number: int) -> list[Employee]:
    return [
        Employee.create(username=f"c{n}", name=f"Collega {n}", role="case_worker", team=town.team)
        for n in range(number)
    ]


def test_one_wins_and_the_others_hear_who(town: cast.Municipality) -> None:
    zaak = send(town, NOW)
    outcomes = at_once([partial(take_zaak, one, zaak, NOW) for one in colleagues(town, 4)], UnableToTake)
    zaak = Zaak.objects.select_related("assignee").get(pk=zaak.pk)
    assert zaak.assignee is not None
    assert outcomes.count(None) == 1
    refused = [outcome for outcome in said(outcomes) if outcome]
    assert refused == [f"{zaak.assignee.name} behandelt deze zaak al. Kies een andere zaak."] * 3
    taken = Event.objects.filter(organisation_id=town.organisation.pk, kind="zaak.taken")
    assert [event.actor for event in taken] == [f"employee:{zaak.assignee_id}"]


def test_a_note_sent_twice_at_once_is_one_note(town: cast.Municipality) -> None:
    zaak = send(town, NOW)
    [employee] = colleagues(town, 1)
    at_once([lambda: add_note(employee, zaak, "Gebeld.", NOW)] * 4)
    assert Note.objects.filter(zaak=zaak).count() == 1
