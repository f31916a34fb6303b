"""Taking, giving, moving and annotating a zaak: compare-and-set, one fact each, and words for a refusal."""

from datetime import datetime, timedelta

import pytest
from tests.cast import Municipality
from tests.zaken.making import send

from openloket.evidence.models import Event
from openloket.flows.zaken.add_note import LONGEST, UnableToAddNote, add_note
from openloket.flows.zaken.assign_zaak import UnableToAssign, assign_zaak
from openloket.flows.zaken.set_status import UnableToSetStatus, set_status
from openloket.flows.zaken.take_zaak import UnableToTake, take_zaak
from openloket.tenancy.models import Employee
from openloket.tenancy.scope import scope
from openloket.zaken.models import Note, Status, Zaak
from openloket.zaken.states import next_statuses


@pytest.fixture
def zaak(duinstede: Municipality, now: datetime) -> Zaak:
    return send(duinstede, now)


def facts(zaak: Zaak, kind: str) -> list[Event]:
    found = Event.objects.filter(
        organisation_id=zaak.organisation_id, subject_kind="zaak", subject_id=zaak.pk, kind=kind
    )
    return list(found.order_by("id"))


def test_taking_begins_the_work(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    take_zaak(duinstede.worker, zaak, now)
    zaak.refresh_from_db()
    assert (zaak.assignee, zaak.status) == (duinstede.worker, Status.IN_PROGRESS)
    [fact] = facts(zaak, "zaak.taken")
    assert (fact.actor, fact.at) == (f"employee:{duinstede.worker.pk}", now)
    assert "Anja" not in fact.body


def test_taking_twice_is_one_fact(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    take_zaak(duinstede.worker, zaak, now)
    take_zaak(duinstede.worker, zaak, now)
    assert len(facts(zaak, "zaak.taken")) == 1


def test_taking_leaves_a_waiting_zaak_waiting(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    Zaak.objects.filter(pk=zaak.pk).update(status=Status.WAITING)
    take_zaak(duinstede.worker, zaak, now)
    zaak.refresh_from_db()
    assert zaak.status == Status.WAITING


def test_the_second_who_takes_is_told_who_was_first(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    take_zaak(duinstede.worker, zaak, now)
    with pytest.raises(UnableToTake, match="Anja de Wit behandelt deze zaak al"):
        take_zaak(duinstede.lead, zaak, now)
    zaak.refresh_from_db()
    assert zaak.assignee == duinstede.worker


def test_a_closed_zaak_is_not_taken(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    Zaak.objects.filter(pk=zaak.pk).update(status=Status.CLOSED)
    with pytest.raises(UnableToTake, match="al klaar"):
        take_zaak(duinstede.worker, zaak, now)


def test_a_stranger_handles_nothing(
    duinstede: Municipality, eikenrade: Municipality, zaak: Zaak, now: datetime
) -> None:
    stranger = eikenrade.lead
    with pytest.raises(UnableToTake):
        take_zaak(stranger, zaak, now)
    with pytest.raises(UnableToAssign):
        assign_zaak(stranger, zaak, None, stranger.pk, now)
    with pytest.raises(UnableToSetStatus):
        set_status(stranger, zaak, "received", "closed", now)
    with pytest.raises(UnableToAddNote):
        add_note(stranger, zaak, "tekst", now)
    zaak.refresh_from_db()
    assert (zaak.assignee, zaak.status) == (None, Status.RECEIVED)


def test_even_in_his_own_scope_a_stranger_changes_nothing(
    duinstede: Municipality, eikenrade: Municipality, zaak: Zaak, now: datetime
) -> None:
    with scope(eikenrade.organisation.pk), pytest.raises(Zaak.DoesNotExist):
        take_zaak(eikenrade.worker, zaak, now)
    zaak.refresh_from_db()
    assert zaak.assignee is None


def test_a_lead_gives_a_zaak_and_its_team_follows(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    Zaak.objects.filter(pk=zaak.pk).update(team=None)
    assign_zaak(duinstede.lead, zaak, None, duinstede.worker.pk, now)
    zaak.refresh_from_db()
    assert (zaak.assignee, zaak.team) == (duinstede.worker, duinstede.team)
    assign_zaak(duinstede.worker, zaak, duinstede.worker.pk, None, now)
    zaak.refresh_from_db()
    assert (zaak.assignee, zaak.team) == (None, duinstede.team)
    assert len(facts(zaak, "zaak.assigned")) == 2


def test_a_worker_gives_only_his_own(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    with pytest.raises(UnableToAssign, match="alleen uw eigen"):
        assign_zaak(duinstede.worker, zaak, None, duinstede.worker.pk, now)


def test_pretending_that_it_was_yours_does_not_help(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    take_zaak(duinstede.lead, zaak, now)
    with pytest.raises(UnableToAssign, match="Bram Bos behandelt deze zaak nu"):
        assign_zaak(duinstede.worker, zaak, duinstede.worker.pk, None, now)
    zaak.refresh_from_db()
    assert zaak.assignee == duinstede.lead


def test_giving_on_an_old_page_is_refused(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    take_zaak(duinstede.worker, zaak, now)
    with pytest.raises(UnableToAssign, match="Anja de Wit behandelt deze zaak nu"):
        assign_zaak(duinstede.lead, zaak, None, duinstede.lead.pk, now)
    assert facts(zaak, "zaak.assigned") == []


def test_not_to_a_stranger_nor_to_who_left(
    duinstede: Municipality, eikenrade: Municipality, zaak: Zaak, now: datetime
) -> None:
    Employee.objects.filter(pk=duinstede.worker.pk).update(is_active=False)
    for wanted in (eikenrade.worker.pk, duinstede.worker.pk, 0):
        with pytest.raises(UnableToAssign, match="Kies iemand anders"):
            assign_zaak(duinstede.lead, zaak, None, wanted, now)


def test_a_status_moves_only_from_what_was_seen(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    set_status(duinstede.worker, zaak, "received", "waiting", now)
    with pytest.raises(UnableToSetStatus, match="wacht op aanvulling"):
        set_status(duinstede.lead, zaak, "received", "closed", now)
    [fact] = facts(zaak, "zaak.status")
    assert '"was":"received"' in fact.body


def test_closing_keeps_the_moment_and_opening_again_forgets_it(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    set_status(duinstede.worker, zaak, "received", "closed", now)
    zaak.refresh_from_db()
    assert zaak.closed_at == now
    set_status(duinstede.worker, zaak, "closed", "in_progress", now)
    zaak.refresh_from_db()
    assert (zaak.status, zaak.closed_at) == (Status.IN_PROGRESS, None)


@pytest.mark.parametrize(
    ("seen", "wanted"), [("received", "received"), ("x", "closed"), ("closed", "decided"), ("received", "")]
)
def test_impossible_moves(duinstede: Municipality, zaak: Zaak, now: datetime, seen: str, wanted: str) -> None:
    with pytest.raises(UnableToSetStatus, match="Kies een andere"):
        set_status(duinstede.worker, zaak, seen, wanted, now)


def test_from_every_status_there_is_a_way_on() -> None:
    for status in Status:
        assert next_statuses(status)
        assert status not in next_statuses(status)


def test_a_note_is_kept_once(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    add_note(duinstede.worker, zaak, " Gebeld.\r\nMorgen weer. ", now)
    add_note(duinstede.worker, zaak, "Gebeld.\nMorgen weer.", now + timedelta(seconds=5))
    [note] = Note.objects.filter(zaak=zaak)
    assert (note.text, note.author) == ("Gebeld.\nMorgen weer.", duinstede.worker)
    [fact] = facts(zaak, "zaak.note")
    assert "Gebeld" not in fact.body
    add_note(duinstede.worker, zaak, "Gebeld.\nMorgen weer.", now + timedelta(minutes=2))
    add_note(duinstede.lead, zaak, "Gebeld.\nMorgen weer.", now + timedelta(minutes=2))
    assert Note.objects.filter(zaak=zaak).count() == 3


@pytest.mark.parametrize("text", ["", " \n ", "x" * (LONGEST + 1), "a\0b"])
def test_notes_that_cannot_be_kept(duinstede: Municipality, zaak: Zaak, now: datetime, text: str) -> None:
    with pytest.raises(UnableToAddNote):
        add_note(duinstede.worker, zaak, text, now)
    assert not Note.objects.filter(zaak=zaak).exists()
