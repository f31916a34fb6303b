"""An employee writes to a sender: what was looked at is what goes, and a correction says what it corrects."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.cast import Municipality
from tests.flows.test_place_message import reached
from tests.zaken.making import send

from openloket.evidence.models import Event
from openloket.flows.correspondence.place_message import place_message
from openloket.flows.correspondence.send_message import (
    Letter,
    Meeting,
    UnableToSend,
    look,
    send_message,
    stop_message,
)
from openloket.law.verzendwijzen import Vertrouwelijkheid
from openloket.post.models import Message, MessageState, Template, Way
from openloket.zaken.models import Zaak

FREE = Letter("free", "Uw foto", "De foto is onscherp.\n\nStuurt u een nieuwe?")
MEETING = Meeting(date(2026, 3, 20), "10.00 uur", "het gemeentehuis")


def sent(town: Municipality, zaak: Zaak, letter: Letter, now: datetime) -> Message:
    seen = look(town.organisation, zaak, letter, now).mark
    return send_message(town.organisation, town.worker, zaak, letter, seen, now)


def test_it_goes_as_it_was_looked_at(duinstede: Municipality, now: datetime) -> None:
    zaak = send(duinstede, now, reachable=True, email="jan@post.example")
    with pytest.raises(UnableToSend, match="anders dan u zag"):
        send_message(duinstede.organisation, duinstede.worker, zaak, FREE, "email:0", now)
    message = sent(duinstede, zaak, FREE, now)
    assert (message.way, message.to_address) == (Way.EMAIL, "jan@post.example")
    assert "Uw foto" not in message.subject_line, "what was typed may be personal"
    assert "De foto is onscherp." in message.text
    [fact] = Event.objects.filter(kind="message.written", subject_id=zaak.pk)
    assert "onscherp" not in fact.body


def test_what_is_confidential_never_stands_in_an_e_mail(duinstede: Municipality, now: datetime) -> None:
    zaak = send(duinstede, now, reachable=True, email="jan@post.example")
    close = replace(FREE, level=Vertrouwelijkheid.VERTROUWELIJK)
    message = sent(duinstede, zaak, close, now)
    assert (message.way, message.level) == (Way.LETTER, "vertrouwelijk")


def test_an_invitation_says_when_where_and_what_the_law_asks(duinstede: Municipality, now: datetime) -> None:
    zaak = send(duinstede, now)
    invited = Letter("invitation", "", "Wij willen u horen.", meeting=MEETING, answer_by=date(2026, 3, 16))
    message = sent(duinstede, zaak, invited, now)
    for words in ("vrijdag 20 maart 2026, 10.00 uur", "het gemeentehuis", "maandag 16 maart 2026", "Awb 4:9"):
        assert words in message.text
    assert message.answer_by == date(2026, 3, 16)
    with pytest.raises(UnableToSend) as refused:
        look(duinstede.organisation, zaak, replace(invited, meeting=None), now)
    assert set(refused.value.problems) == {"dag", "uur", "plaats"}
    Zaak.objects.filter(pk=zaak.pk).update(kind="bezwaar")
    zaak.refresh_from_db()
    with pytest.raises(UnableToSend) as refused:
        look(duinstede.organisation, zaak, invited, now)
    assert set(refused.value.problems) == {"inzage"}


def test_a_sent_message_is_withdrawn_by_a_new_one(duinstede: Municipality, now: datetime) -> None:
    zaak = send(duinstede, now)
    reached(zaak, now)
    first = sent(duinstede, zaak, FREE, now)
    withdrawal = Letter("message_withdrawn", "", "De foto was wel goed.", about=first.pk)
    with pytest.raises(UnableToSend, match="kan niet zo"):
        look(duinstede.organisation, zaak, withdrawal, now)
    place_message(first.pk, now)
    words = Message.objects.get(pk=first.pk).text
    second = sent(duinstede, zaak, withdrawal, now)
    assert second.about_id == first.pk
    assert "Wij trekken ons bericht van maandag 2 maart 2026" in second.text
    assert Message.objects.get(pk=first.pk).text == words
    with pytest.raises(UnableToSend, match="collega"):
        sent(duinstede, zaak, withdrawal, now)


def test_what_has_not_left_can_be_stopped_once(duinstede: Municipality, now: datetime) -> None:
    zaak = send(duinstede, now)
    message = sent(duinstede, zaak, FREE, now)
    stop_message(duinstede.worker, zaak, message.pk, now)
    assert Message.objects.get(pk=message.pk).state == MessageState.WITHDRAWN
    with pytest.raises(UnableToSend, match="al weg"):
        stop_message(duinstede.lead, zaak, message.pk, now)


def test_what_comes_back_or_is_put_off_can_be_stopped_but_not_what_may_have_arrived(
    duinstede: Municipality, now: datetime
) -> None:
    zaak = send(duinstede, now, reachable=True, email="jan@post.example")
    message = sent(duinstede, zaak, FREE, now)
    row = Message.objects.filter(pk=message.pk)
    row.update(state=MessageState.RETRY, uncertain=1)
    with pytest.raises(UnableToSend, match="al weg"):
        stop_message(duinstede.worker, zaak, message.pk, now)
    for state in (MessageState.RETRY, MessageState.AGAIN):
        row.update(state=state, uncertain=0, act_at=now)
        stop_message(duinstede.worker, zaak, message.pk, now)
        assert row.values_list("state", "act_at").get() == (MessageState.WITHDRAWN, None)


def test_a_withdrawal_that_waits_can_be_stopped_and_then_the_first_message_stands(
    duinstede: Municipality, now: datetime
) -> None:
    zaak = send(duinstede, now)
    reached(zaak, now)
    first = sent(duinstede, zaak, FREE, now)
    place_message(first.pk, now)
    withdrawal = Letter("message_withdrawn", "", "De foto was wel goed.", about=first.pk)
    second = sent(duinstede, zaak, withdrawal, now)
    stop_message(duinstede.worker, zaak, second.pk, now)
    third = sent(duinstede, zaak, withdrawal, now)
    place_message(third.pk, now)
    with pytest.raises(UnableToSend, match="kan niet zo"):
        look(duinstede.organisation, zaak, replace(withdrawal, about=third.pk), now)


def test_a_day_to_answer_by_stands_in_the_message_its_notice_and_for_the_ladder(
    duinstede: Municipality, now: datetime
) -> None:
    zaak = send(duinstede, now)
    reached(zaak, now)
    message = sent(duinstede, zaak, replace(FREE, answer_by=date(2026, 3, 9)), now)
    assert "Antwoord ons uiterlijk op: maandag 9 maart 2026" in message.text
    place_message(message.pk, now)
    notice = Message.objects.get(kind="notice")
    assert (message.answer_by, notice.answer_by) == (date(2026, 3, 9), date(2026, 3, 9))
    assert "Dat kan tot en met maandag 9 maart 2026." in notice.text
    assert "Wij vragen u iets te doen" in notice.text
    assert "U hoeft niets" not in notice.text
    with pytest.raises(UnableToSend) as refused:
        look(duinstede.organisation, zaak, replace(FREE, answer_by=date(2026, 3, 2)), now)
    assert set(refused.value.problems) == {"antwoord-voor"}


def test_own_texts_go_with_it_and_are_pinned(duinstede: Municipality, now: datetime) -> None:
    zaak = send(duinstede, now)
    shared = sent(duinstede, zaak, FREE, now)
    Template.create(
        kind="free", number=3, state="published", opening="Beste {naam},", closing="Met groet,\n{gemeente}",
        subject_line="Bericht van {gemeente}", written_by=duinstede.lead, changed_at=now,
    )  # fmt: skip
    own = sent(duinstede, zaak, replace(FREE, text="Nog iets."), now)
    assert own.template == f"{shared.template}+eigen-3"
    assert own.subject_line == "Bericht van Gemeente Duinstede"
    assert "Beste Jan Jansen," in own.text
    assert "Met groet,\nGemeente Duinstede" in own.text
