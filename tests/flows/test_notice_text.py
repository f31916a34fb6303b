"""A number with an express yes; a text message when a notice did not arrive, and a letter that waits."""

from datetime import date, datetime, timedelta
from itertools import permutations

import pytest
from django.db import transaction
from tests.adapters.notifyserver import KEY, TEMPLATE
from tests.cast import Municipality
from tests.flows.deciding import REFUSAL, decide, filled
from tests.flows.test_place_message import reached
from tests.people.acting import person
from tests.zaken.making import send

from openloket.evidence.models import Event
from openloket.flows.correspondence.keep_number import UnableToKeepNumber, forget_number, keep_number
from openloket.flows.correspondence.place_message import place_message
from openloket.flows.correspondence.reaching import reader_of
from openloket.flows.correspondence.read_message import read_message
from openloket.flows.correspondence.send_status import send_status
from openloket.flows.delivery.advance_messages import advance_messages
from openloket.flows.delivery.choose_carrier import Typed, choose_carrier
from openloket.flows.delivery.deliver_messages import deliver
from openloket.flows.delivery.note_delivery import note_delivery
from openloket.people.mandates import Viewer
from openloket.people.models import Person, Reachability
from openloket.people.reachability import number_of_reader
from openloket.post.delivery import Event as Happened
from openloket.post.delivery import EventKind, Source
from openloket.post.ladder import READING
from openloket.post.models import DeliveryEvent, Message, MessageState, Rehearsal, SuppressionReason, Way
from openloket.post.ports import Accepted, Item, Permanent, TextMessage
from openloket.post.suppression import Failing, suppress
from openloket.web.message_facts import state_words
from openloket.zaken.models import Besluit, Term, Zaak

K, S = EventKind, MessageState
NUMBER = "06 12345678"
DAY = timedelta(days=1)


class Line:
    """Takes text messages; nothing else arrives."""

    def __init__(self) -> None:
        self.took: list[TextMessage] = []

    def carry(self, item: Item, /) -> Accepted:
        if not isinstance(item, TextMessage):
            raise Permanent("550 no such user")
        self.took.append(item)
        return Accepted("201 aangenomen")

    def check(self) -> str:
        return "a line"


@pytest.fixture
def sanne(duinstede: Municipality, now: datetime) -> Person:
    """Somebody with a zaak, who reads in Mijn omgeving and gets notices by e-mail."""
    return reached(send(duinstede, now), now)


@pytest.fixture
def line(duinstede: Municipality, sanne: Person, now: datetime) -> Line:
    """The organisation sends text messages, and Sanne gave her number."""
    typed = Typed("notify", {"sms_template": TEMPLATE}, KEY)
    choose_carrier(duinstede.organisation, duinstede.lead, Way.SMS, typed, now)
    assert keep_number(sanne.pk, "+31 6 12345678", True, now) == NUMBER
    return Line()


def placed(town: Municipality, now: datetime) -> Message:
    message = send_status(town.organisation, town.worker, Zaak.objects.get(), now)
    place_message(message.pk, now)
    return message


def notice_fails(town: Municipality, now: datetime, line: Line) -> Message:
    """A message is placed, and its notice is refused; gives the message."""
    message = placed(town, now)
    deliver(Message.objects.get(kind="notice").pk, line, lambda: now)
    return message


def texted(line: Line, now: datetime) -> Message:
    """The text message, which left."""
    text = Message.objects.get(kind="notice_sms")
    deliver(text.pk, line, lambda: now)
    text.refresh_from_db()
    return text


def told(kind: EventKind, at: datetime) -> Happened:
    return Happened(kind, at, Source.CARRIER, f"notify:{kind}", step=1)


def facts() -> list[str]:
    return list(Event.objects.filter(subject_kind="zaak").order_by("id").values_list("kind", flat=True))


def letters() -> int:
    return int(Message.objects.filter(kind="notice_letter").count())


def test_a_text_message_that_arrived_and_was_answered_needs_no_letter(
    duinstede: Municipality, sanne: Person, now: datetime, line: Line
) -> None:
    message = notice_fails(duinstede, now, line)
    notice, text = Message.objects.get(kind="notice"), texted(line, now)
    assert (notice.state, text.instead_of, text.about_id) == (S.WITHDRAWN, notice, message.pk)
    assert state_words(notice, text.way) == "niet aangekomen, er ging een sms"
    assert text.consent == number_of_reader(sanne.pk)
    [took] = line.took
    assert (took.number, took.text) == ("+31612345678", text.text)
    for private in ("Sanne", "12345678", Zaak.objects.get().reference, "parkeer"):
        assert private not in took.text
    assert DeliveryEvent.objects.get(message=text).way == "sms"
    assert not Event.objects.filter(body__contains="12345678").exists()
    assert (text.state, text.act_at, letters()) == (S.HANDED_OVER, now + DAY, 0)
    note_delivery(text.pk, told(K.DELIVERED, now), now)
    text.refresh_from_db()
    assert text.act_at == now + READING
    opened_at = now + 2 * DAY
    assert advance_messages(opened_at) == 0
    assert read_message(Viewer(sanne.pk), message, opened_at)
    text.refresh_from_db()
    assert (text.state, text.act_at) == (S.HANDED_OVER, None)
    assert facts()[-3:] == ["message.handed_over", "message.delivered", "message.opened"]
    assert (advance_messages(now + 9 * DAY), letters()) == (0, 0)
    assert note_delivery(text.pk, told(K.BOUNCED_HARD, opened_at), opened_at)
    assert letters() == 0, "what was opened needs no letter, whatever is heard later"


def test_who_opens_nothing_gets_the_letter_and_never_two(
    duinstede: Municipality, sanne: Person, now: datetime, line: Line
) -> None:
    message = notice_fails(duinstede, now, line)
    text = texted(line, now)
    note_delivery(text.pk, told(K.DELIVERED, now), now)
    other = person("Iemand die voor haar handelt", now)
    assert read_message(Viewer(other.pk), message, now), "somebody else opened it"
    late = now + READING
    assert (advance_messages(late - timedelta(seconds=1)), advance_messages(late), letters()) == (0, 1, 1)
    text.refresh_from_db()
    letter = Message.objects.get(kind="notice_letter")
    assert (text.state, text.act_at, letter.instead_of) == (S.HANDED_OVER, None, text)
    assert state_words(text, letter.way) == "verstuurd, en het bericht ging ook per brief"
    assert facts()[-1] == "message.by_letter"
    read_message(Viewer(sanne.pk), message, late)
    note_delivery(text.pk, told(K.BOUNCED_SOFT, late), late)
    assert (advance_messages(late + 9 * DAY), letters(), "message.opened" in facts()) == (0, 1, False)


@pytest.mark.parametrize("kind", [K.BOUNCED_HARD, K.BOUNCED_SOFT])
def test_a_text_message_that_fails_becomes_the_letter_at_once(
    duinstede: Municipality, now: datetime, line: Line, kind: EventKind
) -> None:
    notice_fails(duinstede, now, line)
    text = texted(line, now)
    note_delivery(text.pk, told(kind, now), now)
    text.refresh_from_db()
    assert (text.state, text.sent_at, letters()) == (S.WITHDRAWN, None, 1)
    note_delivery(text.pk, told(K.DELIVERED, now), now)
    assert letters() == 1


def test_one_that_does_not_leave_within_a_day_becomes_the_letter_and_stays_here(
    duinstede: Municipality, now: datetime, line: Line
) -> None:
    notice_fails(duinstede, now, line)
    assert (advance_messages(now + DAY), letters()) == (1, 1)
    text = texted(line, now + DAY)
    assert (text.state, line.took) == (S.WITHDRAWN, [])


def test_one_that_a_rehearsal_keeps_back_becomes_the_letter(
    duinstede: Municipality, now: datetime, line: Line
) -> None:
    notice_fails(duinstede, now, line)
    Rehearsal.create(begun_at=now, begun_by=duinstede.lead)
    assert texted(line, now).state == S.REHEARSED
    assert (advance_messages(now + DAY), letters()) == (1, 1)


def test_word_in_any_order_ends_the_same(
    duinstede: Municipality, sanne: Person, now: datetime, line: Line
) -> None:
    message = notice_fails(duinstede, now, line)
    text = texted(line, now)

    def opened() -> None:
        read_message(Viewer(sanne.pk), message, now)

    def arrived() -> None:
        note_delivery(text.pk, told(K.DELIVERED, now), now)

    def twice() -> None:
        note_delivery(text.pk, told(K.DELIVERED, now), now)
        advance_messages(now + DAY - timedelta(seconds=1))

    ends = set()
    for order in permutations((opened, arrived, twice)):
        with transaction.atomic():
            for happens in order:
                happens()
            text.refresh_from_db()
            ends.add((text.state, text.sent_at, text.act_at, letters()))
            transaction.set_rollback(True)
    assert ends == {(S.HANDED_OVER, now, None, 0)}


@pytest.mark.parametrize("hurry", ["a term near its end", "a last day that nobody knows", "opened before"])
def test_where_waiting_could_harm_the_letter_goes_beside_it(
    duinstede: Municipality, sanne: Person, now: datetime, line: Line, hurry: str
) -> None:
    message = placed(duinstede, now)
    notice = Message.objects.get(kind="notice")
    if hurry == "opened before":
        read_message(Viewer(sanne.pk), message, now)
    elif hurry == "a term near its end":
        Message.objects.filter(pk=notice.pk).update(answer_by=date(2026, 3, 18))
    else:
        Message.objects.filter(pk=message.pk).update(kind="invitation")
    deliver(notice.pk, line, lambda: now)
    text = texted(line, now)
    assert (len(line.took), letters(), text.act_at, text.instead_of) == (1, 1, None, None)
    assert Message.objects.get(kind="notice_letter").instead_of == notice
    note_delivery(text.pk, told(K.BOUNCED_HARD, now), now)
    assert (advance_messages(now + 9 * DAY), letters()) == (0, 1)


def test_the_term_to_object_counts_from_the_day_on_which_the_decision_was_opened(
    duinstede: Municipality, now: datetime
) -> None:
    zaak = send(duinstede, now)
    sanne = reached(zaak, now, sort="besluit")
    typed = Typed("notify", {"sms_template": TEMPLATE}, KEY)
    choose_carrier(duinstede.organisation, duinstede.lead, Way.SMS, typed, now)
    keep_number(sanne.pk, NUMBER, True, now)
    decide(duinstede, zaak, filled("afwijzing", **REFUSAL), now)
    message, line = Message.objects.get(kind="besluit"), Line()
    place_message(message.pk, now)
    deliver(Message.objects.get(kind="notice").pk, line, lambda: now)
    assert Term.objects.get(kind=Term.Kind.OBJECTION).last_day == date(2026, 4, 13)
    note_delivery(texted(line, now).pk, told(K.DELIVERED, now), now)
    read_message(Viewer(sanne.pk), message, now + 2 * DAY)
    besluit = Besluit.objects.get()
    assert (besluit.made_known_on, besluit.made_known_how) == (date(2026, 3, 4), "elektronisch")
    assert "U opende het op woensdag 4 maart 2026. Die dag telt, in uw voordeel." in str(
        besluit.made_known_why
    )
    assert Term.objects.get(kind=Term.Kind.OBJECTION, ended_on=None).last_day == date(2026, 4, 15)
    assert facts()[-2:] == ["message.opened", "besluit.made_known_again"]


@pytest.mark.parametrize("missing", ["number", "carrier", "suppressed"])
def test_where_none_can_go_the_letter_goes_at_once(
    duinstede: Municipality, sanne: Person, now: datetime, missing: str
) -> None:
    if missing != "number":
        keep_number(sanne.pk, NUMBER, True, now)
    if missing != "carrier":
        typed = Typed("notify", {"sms_template": TEMPLATE}, KEY)
        choose_carrier(duinstede.organisation, duinstede.lead, Way.SMS, typed, now)
    message = placed(duinstede, now)
    if missing == "suppressed":
        suppress(message.pk, Failing("sms", "+31612345678", SuppressionReason.NO_ADDRESS, ""), now)
    notice = Message.objects.get(kind="notice")
    deliver(notice.pk, Line(), lambda: now)
    assert not Message.objects.filter(kind="notice_sms").exists()
    assert letters() == 1


def test_a_yes_is_express_and_its_words_are_kept(sanne: Person, now: datetime) -> None:
    for typed, agreed, field in (
        (NUMBER, False, "akkoord"),
        ("070 1234567", True, "nummer"),
        ("", True, "nummer"),
    ):
        with pytest.raises(UnableToKeepNumber) as refused:
            keep_number(sanne.pk, typed, agreed, now)
        assert refused.value.field == field
    keep_number(sanne.pk, NUMBER, True, now)
    keep_number(sanne.pk, NUMBER, True, now + timedelta(days=1))
    keep_number(sanne.pk, "06 87654321", True, now + timedelta(days=2))
    said = Reachability.objects.filter(way="sms").order_by("pk")
    assert [one.given_at for one in said] == [now, now + timedelta(days=2)]
    assert [one.withdrawn_at for one in said] == [now + timedelta(days=2), None]
    assert "06 87654321" in said[1].wording
    assert reader_of(Zaak.objects.get()).consents, "what was said of messages still stands"
    assert all("sms" not in one.given.bewoording for one in reader_of(Zaak.objects.get()).consents)
    forget_number(sanne.pk, now + timedelta(days=3))
    forget_number(sanne.pk, now + timedelta(days=3))
    assert number_of_reader(sanne.pk) is None
