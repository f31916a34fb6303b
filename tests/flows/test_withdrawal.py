"""Withdrawing what runs: received at once, ended once an employee noted it, and told."""

from datetime import datetime, timedelta

import pytest
from tests.cast import Municipality
from tests.zaken.making import send, write_about

from openloket.evidence.models import Event
from openloket.flows.zaken.withdrawal import UnableToNoteWithdrawal, note_withdrawal
from openloket.law.kalender import dag_in_amsterdam
from openloket.post.models import Message
from openloket.zaken.models import Filing, Status, Term, Zaak
from openloket.zaken.standing import Papers, standing


def test_it_ends_when_an_employee_noted_it_on_the_day_of_receipt(
    duinstede: Municipality, now: datetime
) -> None:
    zaak = send(duinstede, now, reachable=True, email="jan@post.example")
    sent = write_about(duinstede, zaak, "intrekken", now + timedelta(days=3))
    assert Filing.objects.get(submission=sent).zaak_id == zaak.pk
    assert Zaak.objects.count() == 1
    assert Zaak.objects.get().status == Status.RECEIVED, "nothing ends before somebody read it"
    assert Term.objects.get(zaak=zaak, kind=Term.Kind.DECISION).ended_on is None
    later = now + timedelta(days=5)
    note_withdrawal(duinstede.organisation, duinstede.worker, zaak, later)
    zaak = Zaak.objects.get()
    day = dag_in_amsterdam(now + timedelta(days=3))
    assert (zaak.status, zaak.withdrawn_on, zaak.closed_at) == (Status.CLOSED, day, later)
    assert Term.objects.get(zaak=zaak, kind=Term.Kind.DECISION).ended_on == day
    assert "U trok dit in" in Message.objects.get(kind="withdrawn").text
    assert Event.objects.filter(kind="zaak.withdrawn", subject_id=zaak.pk).count() == 1
    assert standing(zaak, Papers(()), "", later).now.startswith("U trok dit in op")


def test_of_two_employees_one_notes_it(duinstede: Municipality, now: datetime) -> None:
    zaak = send(duinstede, now)
    write_about(duinstede, zaak, "intrekken", now)
    note_withdrawal(duinstede.organisation, duinstede.worker, zaak, now)
    with pytest.raises(UnableToNoteWithdrawal, match="al klaar"):
        note_withdrawal(duinstede.organisation, duinstede.lead, zaak, now)
    assert Message.objects.filter(kind="withdrawn").count() == 1


def test_without_a_message_there_is_nothing_to_note(duinstede: Municipality, now: datetime) -> None:
    zaak = send(duinstede, now)
    with pytest.raises(UnableToNoteWithdrawal, match="geen bericht"):
        note_withdrawal(duinstede.organisation, duinstede.worker, zaak, now)


def test_a_penalty_counts_until_the_day_of_receipt(duinstede: Municipality, now: datetime) -> None:
    zaak = send(duinstede, now - timedelta(days=90))
    write_about(duinstede, zaak, "ingebrekestelling", now - timedelta(days=30))
    write_about(duinstede, zaak, "intrekken", now - timedelta(days=10))
    note_withdrawal(duinstede.organisation, duinstede.worker, zaak, now)
    penalty = Term.objects.get(zaak=zaak, kind=Term.Kind.PENALTY)
    assert penalty.last_day == dag_in_amsterdam(now - timedelta(days=11))


def test_a_question_becomes_part_of_the_zaak(duinstede: Municipality, now: datetime) -> None:
    zaak = send(duinstede, now)
    sent = write_about(duinstede, zaak, "vraag-over-zaak", now)
    assert (sent.message_type, sent.receipt.submission_id) == ("vraag", sent.pk)
    assert Filing.objects.get(submission=sent).zaak_id == zaak.pk
    assert Zaak.objects.get().status == Status.RECEIVED
