"""What is heard of a message: kept once, proved, and followed by the next step and by what hangs on it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import permutations

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.cast import Municipality
from tests.flows.deciding import REFUSAL, decide, filled
from tests.flows.test_place_message import reached
from tests.flows.test_send_message import FREE, sent
from tests.zaken.making import ADDRESS, send

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.evidence.models import Event as Fact
from openloket.flows.correspondence.place_message import place_message
from openloket.flows.correspondence.read_message import read_message
from openloket.flows.correspondence.send_message import Letter
from openloket.flows.correspondence.send_status import send_status
from openloket.flows.delivery.advance_messages import advance_messages
from openloket.flows.delivery.deliver_messages import deliver
from openloket.flows.delivery.note_delivery import note_delivery
from openloket.flows.letters.post_letter import address_letter, post_letter
from openloket.flows.terms.ask_supplement import Wish, ask_supplement
from openloket.law.kalender import middag
from openloket.oversight.notices import unannounced
from openloket.people.mandates import Viewer
from openloket.people.models import Preference
from openloket.people.reachability import keep_yes
from openloket.post.delivery import Event, EventKind, Source
from openloket.post.models import DeliveryEvent, Message, MessageState, SuppressionReason, Way
from openloket.post.ports import Permanent
from openloket.post.suppression import Failing, suppress
from openloket.tenancy.scope import scope
from openloket.web.message_facts import facts_of
from openloket.zaken.models import Besluit, SupplementRequest, Term, Zaak

K, S = EventKind, MessageState
TODAY = date(2026, 3, 2)
MAIL = "jan@voorbeeld.example"


def heard(kind: EventKind, at: datetime, identity: str = "", code: str = "") -> Event:
    return Event(kind, at, Source.REPORT, identity or kind.value, code)


def leave(message: Message, now: datetime) -> None:
    deliver(message.pk, MemoryCarrier(), lambda: now)
    message.refresh_from_db()


@pytest.fixture
def zaak(duinstede: Municipality, now: datetime) -> Zaak:
    """Of somebody who asked for messages by e-mail."""
    return send(duinstede, now, reachable=True, email=MAIL)


@pytest.fixture
def request_(duinstede: Municipality, zaak: Zaak, now: datetime) -> Message:
    """A request to supplement that left."""
    wish = Wish("- uw handtekening", date(2026, 3, 23))
    message: Message = ask_supplement(duinstede.worker, duinstede.organisation, zaak, wish, now).message
    leave(message, now)
    return message


def facts(zaak: Zaak) -> list[str]:
    found = Fact.objects.filter(subject_kind="zaak", subject_id=zaak.pk).order_by("id")
    return list(found.values_list("kind", flat=True))


def test_a_decision_that_came_back_is_posted_and_the_term_to_object_moves(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    decide(duinstede, zaak, filled("afwijzing", **REFUSAL), now)
    mail = Message.objects.get(kind="besluit")
    leave(mail, now)
    first = Term.objects.get(kind=Term.Kind.OBJECTION)
    assert (first.last_day, mail.sent_at) == (date(2026, 4, 13), now)
    assert note_delivery(mail.pk, heard(K.BOUNCED_HARD, now + timedelta(minutes=5), code="5.1.1"), now)
    mail.refresh_from_db()
    letter = Message.objects.get(kind="besluit", way=Way.LETTER)
    assert (mail.state, letter.state, letter.instead_of) == (S.WITHDRAWN, S.TO_POST, mail)
    assert mail.sent_at is None, "what did not arrive does not count as sent (2:11)"
    assert facts_of(mail, None)[0]["text"] == "niet aangekomen, ging per brief"
    later = now + timedelta(days=3)
    address_letter(duinstede.worker, letter.pk, ["Jan", "Straat 1"], "", later)
    post_letter(duinstede.worker, letter.pk, later.date(), later)
    besluit = Besluit.objects.get()
    assert (besluit.made_known_on, besluit.made_known_how) == (date(2026, 3, 5), "post")
    told = [step["tekst"] for step in besluit.made_known_why["stappen"]]
    assert told[0] == "Wij stuurden dit op maandag 2 maart 2026. Het kwam niet aan."
    assert told[1].endswith("donderdag 5 maart 2026. Daarom telt die dag.")
    running = Term.objects.get(kind=Term.Kind.OBJECTION, ended_on=None)
    assert (running.last_day, running.begins_on) == (date(2026, 4, 16), date(2026, 3, 6))
    assert facts(zaak)[-2:] == ["message.posted", "besluit.made_known_again"]


def test_a_notice_that_came_back_brings_the_message_itself_and_its_day_counts(
    duinstede: Municipality, now: datetime
) -> None:
    zaak = send(duinstede, now)
    sanne = reached(zaak, now, sort="besluit")
    Preference.objects.filter(person=sanne).update(address=ADDRESS)
    decide(duinstede, zaak, filled("afwijzing", **REFUSAL), now)
    placed = Message.objects.get(kind="besluit")
    assert place_message(placed.pk, now) == S.ACCESSIBLE
    notice = Message.objects.get(kind="notice")
    leave(notice, now)
    assert Besluit.objects.get().made_known_on == TODAY
    assert note_delivery(notice.pk, heard(K.BOUNCED_HARD, now), now)
    letter = Message.objects.get(kind="notice_letter")
    assert (letter.instead_of, letter.about, letter.state) == (notice, placed, S.TO_POST)
    assert letter.to_lines == ["Jan Jansen", "Dorpsstraat 12", "1234 AB  Duinstede"], (
        "as kept in Mijn omgeving"
    )
    assert placed.text.strip() in letter.text
    assert "kijk bij Mijn gegevens of uw e-mailadres klopt" in letter.text
    later = now + timedelta(days=2)
    post_letter(duinstede.worker, letter.pk, later.date(), later)
    besluit = Besluit.objects.get()
    assert (besluit.made_known_on, besluit.made_known_how) == (later.date(), "post")
    assert "De e-mail daarover kwam niet aan." in str(besluit.made_known_why)
    assert Term.objects.get(kind=Term.Kind.OBJECTION, ended_on=None).last_day == date(2026, 4, 15)
    placed.refresh_from_db()
    assert (placed.state, placed.sent_at) == (S.ACCESSIBLE, now)


@pytest.mark.parametrize("opened", [False, True])
def test_of_a_notice_that_never_left_the_alarm_ends_with_the_letter_or_when_it_is_opened(
    duinstede: Municipality, now: datetime, opened: bool
) -> None:
    zaak = send(duinstede, now)
    sanne = reached(zaak, now)
    placed = send_status(duinstede.organisation, duinstede.worker, zaak, now)
    place_message(placed.pk, now)
    refuses = MemoryCarrier()
    refuses.refusals = [Permanent("550 5.7.1 not today")]
    deliver(Message.objects.get(kind="notice").pk, refuses, lambda: now)
    letter = Message.objects.get(kind="notice_letter")
    later = now + timedelta(days=2, minutes=5)
    assert [one.message_id for one in unannounced(later)] == [placed.pk]
    if opened:
        read_message(Viewer(sanne.pk), placed, later)
    else:
        address_letter(duinstede.worker, letter.pk, ["Sanne", "Straat 1"], "", later)
        post_letter(duinstede.worker, letter.pk, later.date(), later)
    assert unannounced(later) == []
    assert "message.announced" not in facts(zaak), "it was never told of by e-mail"


def test_a_letter_says_what_an_e_mail_only_led_to_and_the_standstill_waits_for_it(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    receipt = zaak.submission.receipt
    receipt.consequences["protected"] = True
    receipt.save()
    wish = Wish("- uw verklaring van de arts", date(2026, 3, 23))
    asked = ask_supplement(duinstede.worker, duinstede.organisation, zaak, wish, now)
    mail = Message.objects.get(pk=asked.message_id)
    assert "arts" not in mail.text
    leave(mail, now)
    note_delivery(mail.pk, heard(K.BOUNCED_HARD, now), now)
    mail.refresh_from_db()
    letter = Message.objects.get(kind="supplement_request", way=Way.LETTER)
    assert (mail.state, letter.state, letter.instead_of) == (S.WITHDRAWN, S.TO_POST, mail)
    assert "- uw verklaring van de arts" in letter.text
    assert letter.answer_by == wish.last_day
    later = now + timedelta(days=2)
    address_letter(duinstede.worker, letter.pk, ["Jan", "Straat 1"], "", later)
    post_letter(duinstede.worker, letter.pk, later.date(), later)
    request = SupplementRequest.objects.get()
    assert (request.message, request.sent_on) == (letter, later.date())
    assert facts(zaak)[-1] == "supplement.sent_again"


def test_a_full_mailbox_is_tried_again_and_the_standstill_begins_then(
    duinstede: Municipality, zaak: Zaak, request_: Message, now: datetime
) -> None:
    term = Term.objects.get(kind=Term.Kind.DECISION)
    assert (term.still_from, SupplementRequest.objects.get().sent_on) == (date(2026, 3, 3), TODAY)
    before = term.raw_end
    heard_at = now + timedelta(hours=12)
    assert note_delivery(request_.pk, heard(K.BOUNCED_SOFT, heard_at, code="4.2.2"), heard_at)
    request_.refresh_from_db()
    due = heard_at + timedelta(hours=4)
    assert (request_.state, request_.sent_at, request_.act_at) == (S.AGAIN, None, due)
    assert advance_messages(due - timedelta(minutes=1)) == 0
    queued = ProcrastinateJob.objects.filter(task_name="deliver_message", args__message_id=request_.pk)
    before_it = queued.count()
    assert (advance_messages(due), advance_messages(due)) == (1, 0)
    assert queued.count() == before_it + 1, "somebody carries it"
    leave(request_, due)
    assert (request_.state, request_.step, request_.sent_at) == (S.HANDED_OVER, 2, due)
    assert SupplementRequest.objects.get().sent_on == date(2026, 3, 3)
    term.refresh_from_db()
    assert term.still_from == date(2026, 3, 4)
    assert term.raw_end == before - timedelta(days=1)
    assert Term.objects.filter(kind=Term.Kind.SUPPLEMENT, ended_on=None).count() == 1
    assert facts(zaak)[-3:] == ["message.again", "message.handed_over", "supplement.sent_again"]


@pytest.mark.parametrize("way", ["e-mail", "notice"])
def test_what_was_withdrawn_since_is_not_sent_once_more(
    duinstede: Municipality, zaak: Zaak, now: datetime, way: str
) -> None:
    if way == "notice":
        reached(zaak, now)
    first = sent(duinstede, zaak, FREE, now)
    if way == "notice":
        place_message(first.pk, now)
        failing = Message.objects.get(kind="notice")
    else:
        failing = first
    leave(failing, now)
    again = sent(duinstede, zaak, Letter("message_withdrawn", "", "Het klopte niet.", about=first.pk), now)
    if way == "notice":
        place_message(again.pk, now)
    else:
        leave(again, now)
    note_delivery(failing.pk, heard(K.BOUNCED_HARD, now), now)
    failing.refresh_from_db()
    assert (failing.state, failing.way, failing.act_at) == (S.WITHDRAWN, Way.EMAIL, None)
    assert not Message.objects.filter(way=Way.LETTER).exists()
    assert facts(zaak)[-1] == "message.overtaken"


def test_another_address_that_was_given_comes_before_paper(
    duinstede: Municipality, zaak: Zaak, request_: Message, now: datetime
) -> None:
    keep_yes("jan@anders.example", zaak.reference, "Ja, ook per e-mail.", "portaal", now)
    assert note_delivery(request_.pk, heard(K.BOUNCED_HARD, now), now)
    request_.refresh_from_db()
    assert (request_.state, request_.to_address) == (S.QUEUED, "jan@anders.example")
    suppress(request_.pk, Failing("email", request_.to_address, SuppressionReason.NO_ADDRESS, "5.1.1"), now)
    carrier = MemoryCarrier()
    deliver(request_.pk, carrier, lambda: now)
    request_.refresh_from_db()
    assert (carrier.carried, request_.way, request_.state, request_.step) == ([], "letter", S.TO_POST, 3)


def test_the_same_word_twice_and_word_of_nothing_change_nothing(
    duinstede: Municipality, eikenrade: Municipality, zaak: Zaak, request_: Message, now: datetime
) -> None:
    lost = heard(K.BOUNCED_SOFT, now)
    with scope(eikenrade.organisation.pk):
        assert not note_delivery(request_.pk, lost, now)
    assert note_delivery(request_.pk, lost, now)
    assert not note_delivery(request_.pk, lost, now + timedelta(days=1))
    assert facts(zaak).count("message.bounced") == 1
    with pytest.raises(ValueError, match="posted"):
        note_delivery(request_.pk, heard(K.POSTED, now), now)
    Message.objects.filter(pk=request_.pk).update(way=Way.LETTER, step=1)
    DeliveryEvent.objects.all().delete()
    assert not note_delivery(request_.pk, lost, now)


def test_word_that_comes_late_gives_the_same_state_in_every_order(request_: Message, now: datetime) -> None:
    def after(told: tuple[Event, ...]) -> tuple[object, ...]:
        with transaction.atomic():
            for one in told:
                note_delivery(request_.pk, one, now)
            request_.refresh_from_db()
            transaction.set_rollback(True)
        return request_.state, request_.step, request_.sent_at, request_.act_at

    trying = heard(K.DELAYED, now)
    soft, arrived = heard(K.BOUNCED_SOFT, now), heard(K.DELIVERED, now)
    assert {after(told) for told in permutations((trying, soft, arrived))} == {(S.HANDED_OVER, 1, now, None)}
    assert after((trying,)) == (S.HANDED_OVER, 1, now, now + timedelta(hours=48))
    waits = (S.AGAIN, 1, None, now + timedelta(hours=4))
    assert {after(told) for told in permutations((trying, soft))} == {waits}


def test_the_later_sending_counts_whatever_is_heard_of_an_earlier_one(
    request_: Message, now: datetime
) -> None:
    note_delivery(request_.pk, heard(K.BOUNCED_SOFT, now), now)
    due = now + timedelta(hours=4)
    advance_messages(due)
    leave(request_, due)
    assert note_delivery(request_.pk, replace(heard(K.DELIVERED, now), step=1), due)
    request_.refresh_from_db()
    assert (request_.state, request_.step, request_.sent_at) == (S.HANDED_OVER, 2, due)


def test_of_what_a_letter_replaced_no_word_counts_and_no_second_letter_comes(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    decide(duinstede, zaak, filled("afwijzing", **REFUSAL), now)
    mail, due = Message.objects.get(kind="besluit"), now + timedelta(hours=4)
    leave(mail, now)
    note_delivery(mail.pk, heard(K.BOUNCED_SOFT, now), now)
    advance_messages(due)
    leave(mail, due)
    note_delivery(mail.pk, replace(heard(K.BOUNCED_SOFT, due, "twice"), step=2), due)
    for late in (K.DELIVERED, K.BOUNCED_HARD):
        assert note_delivery(mail.pk, replace(heard(late, due), step=2), due)
        mail.refresh_from_db()
        assert (mail.state, mail.sent_at) == (S.WITHDRAWN, None), "the letter counts (2:11)"
    assert Message.objects.get(kind="besluit", way=Way.LETTER).instead_of == mail


def test_a_server_that_tries_too_long_is_not_waited_for(request_: Message, now: datetime) -> None:
    note_delivery(request_.pk, heard(K.DELAYED, now), now)
    late = now + timedelta(hours=48)
    assert advance_messages(late) == 1
    request_.refresh_from_db()
    assert (request_.state, request_.act_at) == (S.AGAIN, late + timedelta(hours=4))


def test_a_letter_that_came_back_needs_a_person(
    duinstede: Municipality, zaak: Zaak, request_: Message, now: datetime
) -> None:
    note_delivery(request_.pk, heard(K.BOUNCED_HARD, now), now)
    address_letter(duinstede.worker, request_.pk, ["Jan", "Straat 1"], "", now)
    post_letter(duinstede.worker, request_.pk, TODAY, now)
    request_.refresh_from_db()
    assert request_.sent_at == min(now, middag(TODAY))
    back = Event(K.RETURNED, now + timedelta(days=4), Source.DESK, "returned:2")
    assert note_delivery(request_.pk, back, now + timedelta(days=4), f"employee:{duinstede.worker.pk}")
    request_.refresh_from_db()
    assert (request_.state, request_.sent_at) == (S.FAILED, None)
    assert facts(zaak)[-2:] == ["message.returned", "message.needs_person"]


def test_one_message_with_which_something_is_wrong_keeps_no_other_waiting(
    duinstede: Municipality, request_: Message, now: datetime
) -> None:
    other = Message.create(
        kind="free", subject_kind="zaak", subject_id=request_.subject_id, to_address=MAIL, subject_line="x",
        text="x", sha256="0" * 64, message_id="<other@x>", created_at=now, act_at=now, state=S.AGAIN,
    )  # fmt: skip
    DeliveryEvent.create(message=other, step=1, kind="unheard of", at=now, noted_at=now, source="report",
                         way="email", identity="x")  # fmt: skip
    note_delivery(request_.pk, heard(K.BOUNCED_SOFT, now), now)
    assert advance_messages(now + timedelta(hours=5)) == 1
    request_.refresh_from_db()
    assert request_.state == S.QUEUED
