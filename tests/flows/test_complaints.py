"""A complaint from receipt to outcome: the register, the steps, the letter, and the day that counts."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.cast import Municipality
from tests.flows.disputing import send_kind
from tests.flows.test_objections import april, decision, facts
from tests.zaken.making import send

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.flows.decisions.complaint_told import complaint_told, told_again
from openloket.flows.decisions.handle_complaint import (
    ComplaintOutcome,
    UnableToHandleComplaint,
    handle_complaint,
)
from openloket.flows.decisions.note_complaint import ComplaintNote, UnableToNoteComplaint, note_complaint
from openloket.flows.decisions.publish_complaints import (
    UnableToPublishComplaints,
    duty_of,
    publish_complaints,
)
from openloket.flows.delivery.deliver_messages import deliver
from openloket.flows.delivery.note_delivery import note_delivery
from openloket.flows.letters.post_letter import address_letter, post_letter
from openloket.law.antwoord import Slotsom
from openloket.law.kalender import NEDERLANDSE_KALENDER as KALENDER
from openloket.offer.library import read_form
from openloket.post.delivery import Event as Happened
from openloket.post.delivery import EventKind, Source
from openloket.post.models import Message, MessageState, Way
from openloket.post.ports import Permanent
from openloket.tenancy.models import Employee
from openloket.tenancy.scope import scope
from openloket.zaken.complaints import STEPS, TOPICS, Timing, mark_of, register, unregistered
from openloket.zaken.models import Complaint, ComplaintPublication, Status, Zaak

FOUNDED = ComplaintOutcome(
    outcome="gegrond",
    findings="De medewerker hing op.",
    judgement="Dat had niet gemogen.",
    conclusions="Wij bieden onze excuses aan.",
    ombudsman="de Nationale ombudsman",
    ombudsman_term="1 jaar na deze brief",
)


@pytest.fixture
def zaak(duinstede: Municipality) -> Zaak:
    """A complaint of somebody who reads e-mail, received on 1 April: to be handled by 13 May 2026."""
    return send_kind(duinstede, "klacht", april(1, 9), reachable=True, email="jan@example.nl")


def complaint(zaak: Zaak) -> Complaint:
    row: Complaint = Complaint.objects.get(zaak=zaak)
    return row


def note(town: Municipality, zaak: Zaak, **changed: object) -> None:
    values = {"topic": "medewerker", "conduct_of": "Burgerzaken", "steps": set(STEPS), **changed}
    note_complaint(town.worker, zaak, mark_of(complaint(zaak)), ComplaintNote(**values), april(2, 9))


def test_it_is_in_the_register_from_its_receipt(duinstede: Municipality, zaak: Zaak) -> None:
    assert (complaint(zaak).year, complaint(zaak).topic, complaint(zaak).outcome) == (2026, "anders", "")
    [fact] = facts(zaak, "complaint.registered")
    assert fact.actor == "citizen"
    assert decision(zaak).article == "Awb 9:11 lid 1"
    assert unregistered(2026) == []


def test_the_topics_are_the_choices_of_the_form() -> None:
    fields = [field for step in read_form("klacht")["steps"] for field in step["fields"]]
    [asked] = [field for field in fields if field["key"] == "onderwerp"]
    assert {option["value"] for option in asked["options"]} == set(TOPICS)


def test_the_year_is_that_of_amsterdam(duinstede: Municipality) -> None:
    zaak = send_kind(duinstede, "klacht", datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    assert complaint(zaak).year == 2027
    assert [row.reference for row in register(2027, KALENDER, date(2027, 1, 4))] == [zaak.reference]


def test_an_employee_notes_topic_department_and_steps(duinstede: Municipality, zaak: Zaak) -> None:
    note(duinstede, zaak, steps={"klager_kon_gehoord", "tevreden"})
    row = complaint(zaak)
    assert (row.topic, row.conduct_of, row.steps) == ("medewerker", "Burgerzaken", ["klager_kon_gehoord"])
    [fact] = facts(zaak, "complaint.noted")
    assert "Burgerzaken" not in fact.body


def test_of_two_who_note_the_second_is_told(duinstede: Municipality, zaak: Zaak) -> None:
    seen = mark_of(complaint(zaak))
    note(duinstede, zaak)
    with pytest.raises(UnableToNoteComplaint, match="was u voor"):
        note_complaint(duinstede.lead, zaak, seen, ComplaintNote("lang", "", []), april(2, 9))
    assert complaint(zaak).topic == "medewerker"


def test_a_complaint_of_before_the_register_is_entered_on_noting(duinstede: Municipality, zaak: Zaak) -> None:
    Complaint.objects.all().delete()
    assert unregistered(2026) == [zaak.reference]
    note_complaint(duinstede.worker, zaak, "", ComplaintNote("lang", "", []), april(2, 9))
    assert (complaint(zaak).topic, unregistered(2026)) == ("lang", [])
    assert [fact.actor for fact in facts(zaak, "complaint.registered")][1:] == [
        f"employee:{duinstede.worker.pk}"
    ]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"topic": "onzin"}, "onderwerp"),
        ({"conduct_of": "x" * 121}, "afdeling"),
        ({"conduct_of": "\0"}, "afdeling"),
    ],
)
def test_what_can_not_be_noted(
    duinstede: Municipality, zaak: Zaak, changed: dict[str, object], field: str
) -> None:
    with pytest.raises(UnableToNoteComplaint) as refusal:
        note(duinstede, zaak, **changed)
    assert refusal.value.field == field


def test_the_outcome_goes_out_and_then_it_is_handled(duinstede: Municipality, zaak: Zaak) -> None:
    note(duinstede, zaak)
    handle_complaint(duinstede.worker, zaak, FOUNDED, april(20, 9))
    zaak.refresh_from_db()
    assert (zaak.status, complaint(zaak).handled_on, decision(zaak).ended_on) == (Status.DECIDED, None, None)
    message = Message.objects.get(kind="complaint_outcome")
    for words in (
        "De medewerker hing op.",
        "Dat had niet gemogen.",
        "excuses",
        "Nationale ombudsman",
        "1 jaar",
    ):
        assert words in message.text
        assert words in message.html
    deliver(message.pk, MemoryCarrier(), lambda: april(21, 9))
    zaak.refresh_from_db()
    assert (zaak.status, zaak.closed_at) == (Status.CLOSED, april(21, 9))
    assert complaint(zaak).handled_on == date(2026, 4, 21)
    assert not zaak.terms.filter(ended_on=None).exists()
    [handled] = facts(zaak, "complaint.handled")
    assert '"in_time":true' in handled.body
    assert "hing op" not in handled.body + facts(zaak, "complaint.outcome")[0].body
    complaint_told(message.pk, date(2026, 4, 22), april(22, 9))
    assert complaint(zaak).handled_on == date(2026, 4, 21)


def test_a_protected_answer_travels_as_a_link(duinstede: Municipality, zaak: Zaak) -> None:
    receipt = zaak.submission.receipt
    receipt.consequences["protected"] = True
    receipt.save()
    note(duinstede, zaak)
    handle_complaint(duinstede.worker, zaak, FOUNDED, april(20, 9))
    message = Message.objects.get(kind="complaint_outcome")
    assert "hing op" not in message.text + message.html
    assert receipt.access_key in message.text
    refuses = MemoryCarrier()
    refuses.refusals = [Permanent("550 5.1.1 unknown")]
    deliver(message.pk, refuses, lambda: april(20, 9))
    letter = Message.objects.get(kind="complaint_outcome", way=Way.LETTER)
    assert (letter.state, letter.instead_of_id) == (MessageState.TO_POST, message.pk)
    assert "De medewerker hing op." in letter.text


def test_an_outcome_that_came_back_counts_from_its_second_sending(
    duinstede: Municipality, zaak: Zaak
) -> None:
    note(duinstede, zaak)
    handle_complaint(duinstede.worker, zaak, FOUNDED, april(20, 9))
    message = Message.objects.get(kind="complaint_outcome")
    deliver(message.pk, MemoryCarrier(), lambda: april(21, 9))
    back = Happened(EventKind.BOUNCED_HARD, april(21, 9), Source.REPORT, "b", "5.1.1")
    note_delivery(message.pk, back, april(21, 10))
    letter = Message.objects.get(kind="complaint_outcome")
    assert letter.state == MessageState.TO_POST
    address_letter(duinstede.worker, letter.pk, ["Jan", "Straat 1"], "", april(22, 9))
    post_letter(duinstede.worker, letter.pk, date(2026, 4, 23), april(23, 12))
    assert complaint(zaak).handled_on == date(2026, 4, 23)
    [again] = facts(zaak, "complaint.told_again")
    assert '"in_time":true' in again.body
    told_again(letter.pk, date(2026, 4, 23), april(23, 12))
    assert len(facts(zaak, "complaint.told_again")) == 1


def test_a_letter_holds_all_of_it(duinstede: Municipality) -> None:
    zaak = send_kind(duinstede, "klacht", april(1, 9))
    receipt = zaak.submission.receipt
    receipt.consequences["protected"] = True
    receipt.save()
    note(duinstede, zaak)
    handle_complaint(duinstede.worker, zaak, FOUNDED, april(20, 9))
    message = Message.objects.get(kind="complaint_outcome")
    assert message.way == Way.LETTER
    assert "De medewerker hing op." in message.text


def test_nobody_is_judged_unheard(duinstede: Municipality, zaak: Zaak) -> None:
    note(duinstede, zaak, steps={"afschrift_aan_beklaagde"})
    with pytest.raises(UnableToHandleComplaint, match="uw verhaal te vertellen"):
        handle_complaint(duinstede.worker, zaak, FOUNDED, april(20, 9))
    assert Message.objects.filter(kind="complaint_outcome").count() == 0


def test_each_empty_part_is_told_beside_it(duinstede: Municipality, zaak: Zaak) -> None:
    note(duinstede, zaak)
    empty = ComplaintOutcome("ongegrond", " ", "", "", "", "")
    with pytest.raises(UnableToHandleComplaint) as refusal:
        handle_complaint(duinstede.worker, zaak, empty, april(20, 9))
    assert set(refusal.value.problems) == {"bevindingen", "oordeel", "ombudsman", "ombudsman_termijn"}
    with pytest.raises(UnableToHandleComplaint) as refusal:
        handle_complaint(duinstede.worker, zaak, ComplaintOutcome("", "x"), april(20, 9))
    assert set(refusal.value.problems) == {"uitkomst"}


@pytest.mark.parametrize("outcome", ["tevreden", "ingetrokken"])
def test_what_both_agree_on_ends_without_a_letter(duinstede: Municipality, zaak: Zaak, outcome: str) -> None:
    handle_complaint(
        duinstede.worker, zaak, ComplaintOutcome(outcome, "Wij belden en losten het op."), april(3, 9)
    )
    zaak.refresh_from_db()
    assert (zaak.status, complaint(zaak).handled_on) == (Status.CLOSED, date(2026, 4, 3))
    assert Message.objects.filter(kind="complaint_outcome").count() == 0
    assert len(facts(zaak, "complaint.handled")) == 1


def test_not_handling_asks_a_reason_and_four_weeks(duinstede: Municipality, zaak: Zaak) -> None:
    refusal = ComplaintOutcome(
        "niet_behandeld", "Langer dan een jaar geleden.", "", "", "de ombudsman", "1 jaar"
    )
    handle_complaint(duinstede.worker, zaak, refusal, april(30, 9))
    message = Message.objects.get(kind="complaint_outcome")
    assert "Wij behandelen uw klacht niet" in message.subject_line
    assert "Langer dan een jaar geleden." in message.text
    complaint_told(message.pk, date(2026, 4, 30), april(30, 9))
    [row] = register(2026, KALENDER, date(2026, 4, 30))
    assert (row.last_day, row.timing) == (date(2026, 4, 29), Timing.LATE)
    assert '"in_time":false' in facts(zaak, "complaint.handled")[0].body


def test_of_two_who_end_it_one_wins(duinstede: Municipality, eikenrade: Municipality, zaak: Zaak) -> None:
    note(duinstede, zaak)
    with pytest.raises(UnableToHandleComplaint, match="mag geen"):
        handle_complaint(eikenrade.worker, zaak, FOUNDED, april(20, 9))
    handle_complaint(duinstede.worker, zaak, FOUNDED, april(20, 9))
    with pytest.raises(UnableToHandleComplaint, match="was u voor"):
        handle_complaint(duinstede.lead, zaak, FOUNDED, april(20, 9))
    assert Message.objects.filter(kind="complaint_outcome").count() == 1
    with pytest.raises(UnableToNoteComplaint, match="al klaar"):
        note(duinstede, zaak)


def test_only_complaints(duinstede: Municipality, now: datetime) -> None:
    zaak = send(duinstede, now)
    with pytest.raises(UnableToHandleComplaint, match="geen klacht"):
        handle_complaint(duinstede.worker, zaak, FOUNDED, now)
    with pytest.raises(UnableToNoteComplaint, match="geen klacht"):
        note_complaint(duinstede.worker, zaak, "", ComplaintNote("lang", "", []), now)


def test_the_register_says_what_runs_and_what_is_late(duinstede: Municipality, zaak: Zaak) -> None:
    assert [row.timing for row in register(2026, KALENDER, date(2026, 5, 13))] == [Timing.RUNNING]
    assert [row.timing for row in register(2026, KALENDER, date(2026, 5, 14))] == [Timing.OVERDUE]


def test_a_year_is_published_once_when_it_is_over(
    duinstede: Municipality, eikenrade: Municipality, zaak: Zaak
) -> None:
    later = april(1, 9) + timedelta(days=365)
    with pytest.raises(UnableToPublishComplaints, match="Alleen een teamleider of beheerder"):
        publish_complaints(duinstede.worker, 2026, later)
    with pytest.raises(UnableToPublishComplaints, match="nog niet voorbij"):
        publish_complaints(duinstede.lead, 2026, april(2, 9))
    assert duty_of(2026, later).twijfels
    assert duty_of(2026, later + timedelta(days=365)).slotsom is Slotsom.SCHIET_TEKORT
    publish_complaints(duinstede.lead, 2026, later)
    assert duty_of(2026, later + timedelta(days=365)).slotsom is Slotsom.VOLDOET
    with pytest.raises(UnableToPublishComplaints, match="al gepubliceerd"):
        publish_complaints(duinstede.lead, 2026, later)
    with scope(eikenrade.organisation.pk):
        assert not ComplaintPublication.objects.exists()


def test_an_administrator_publishes_too(duinstede: Municipality, zaak: Zaak) -> None:
    Employee.objects.filter(pk=duinstede.worker.pk).update(role=Employee.Role.ADMINISTRATOR)
    keeper = Employee.objects.get(pk=duinstede.worker.pk)
    publish_complaints(keeper, 2026, april(1, 9) + timedelta(days=365))
    assert ComplaintPublication.objects.get().by_id == keeper.pk


def test_nothing_is_published_while_a_complaint_is_missing(duinstede: Municipality, zaak: Zaak) -> None:
    Complaint.objects.all().delete()
    with pytest.raises(UnableToPublishComplaints, match=zaak.reference):
        publish_complaints(duinstede.lead, 2026, april(1, 9) + timedelta(days=365))
