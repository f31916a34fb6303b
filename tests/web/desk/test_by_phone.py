"""What is said at the telephone, and sent with one click: the same sentences as the sender reads."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from tests.cast import Municipality
from tests.flows.deciding import REFUSAL, decide, filled
from tests.flows.test_place_message import reached
from tests.web.desk.test_zaak import at, read
from tests.zaken.making import adopt, send, write_about

from openloket.evidence.models import Event
from openloket.flows.correspondence.send_status import UnableToSendStatus, send_status
from openloket.intake.models import Receipt
from openloket.offer.calendar import law_calendar
from openloket.post.models import Message, Way
from openloket.zaken.models import Zaak
from openloket.zaken.standings import standing_now


def lines_of(zaak: Zaak, now: datetime) -> tuple[str, ...]:
    return standing_now(Zaak.objects.select_related("service").get(pk=zaak.pk), law_calendar, now).lines


def block(page: str) -> str:
    found = re.search(r"Zo vertelt u het aan de telefoon.*?</section>", page)
    assert found
    return found[0]


def test_first_who_calls_and_then_what_everybody_is_told(worker: Client, zaak: Zaak, today: datetime) -> None:
    told = block(read(worker, at(zaak)))
    assert zaak.reference in told
    assert "Goed is: AB-123-C" in told
    assert "/duinstede/status" in told
    for line in lines_of(zaak, today):
        assert f"<p>{line}</p>" in told


def test_the_sender_reads_the_same_on_the_receipt(client: Client, worker: Client, zaak: Zaak) -> None:
    receipt = Receipt.objects.get(submission=zaak.submission_id)
    page = read(client, f"/duinstede/ontvangst/{zaak.reference}/{receipt.access_key}")
    said = re.findall(r"<p>(Wij [^<]+)</p>", block(read(worker, at(zaak))))
    assert len(said) >= 2
    assert all(line in page for line in said)


def test_one_click_sends_it_by_the_way_of_choice(
    worker: Client, duinstede: Municipality, today: datetime
) -> None:
    zaak = send(duinstede, today, reachable=True, email="jan@voorbeeld.example")
    assert "Stuur dit per e-mail" in block(read(worker, at(zaak)))
    assert worker.post(at(zaak, "/stand")).status_code == 303
    message = Message.objects.get(kind="status")
    assert (message.way, message.to_address) == (Way.EMAIL, "jan@voorbeeld.example")
    for line in lines_of(zaak, today):
        assert line in message.text
    assert Event.objects.filter(kind="status.sent", subject_id=zaak.pk).count() == 1
    assert "De afzender krijgt bericht hoe het ervoor staat." in read(worker, at(zaak))
    again = worker.post(at(zaak, "/stand"))
    assert again.status_code == 409
    assert "vandaag al verstuurd" in again.content.decode()


def test_without_choice_it_is_a_letter(worker: Client, zaak: Zaak) -> None:
    assert "Stuur dit per brief" in block(read(worker, at(zaak)))
    worker.post(at(zaak, "/stand"))
    letter = Message.objects.get(kind="status")
    assert letter.way == Way.LETTER
    assert "Bekijk uw zaak" not in letter.text, "a link is of no use on paper"


def test_a_sensitive_subject_is_not_named_in_plain_email(duinstede: Municipality, today: datetime) -> None:
    zaak = send(duinstede, today, reachable=True, email="jan@voorbeeld.example")
    receipt = Receipt.objects.get(submission=zaak.submission_id)
    Receipt.objects.filter(pk=receipt.pk).update(consequences={**receipt.consequences, "protected": True})
    message = send_status(duinstede.organisation, duinstede.worker, zaak, today)
    assert zaak.title not in message.text + message.html


def test_after_a_decision_and_after_a_notice_of_default(
    worker: Client, duinstede: Municipality, today: datetime
) -> None:
    adopt(duinstede, "ingebrekestelling")
    late = send(duinstede, today - timedelta(days=80))
    assert "U kunt ons nu schrijven dat wij te laat zijn." in block(read(worker, at(late)))
    write_about(duinstede, late, "ingebrekestelling", today)
    assert "U kunt ons nu schrijven" not in block(read(worker, at(late)))
    decide(duinstede, late, filled("afwijzing", **REFUSAL), today, hand_over=True)
    assert "Wij hebben besloten over uw aanvraag." in block(read(worker, at(late)))


def test_who_may_not_handle_sends_nothing(duinstede: Municipality, zaak: Zaak, today: datetime) -> None:
    duinstede.worker.role = "administrator"
    with pytest.raises(UnableToSendStatus):
        send_status(duinstede.organisation, duinstede.worker, zaak, today)
    assert not Message.objects.filter(kind="status").exists()


def test_the_button_says_the_way_that_was_chosen_for_this_sort(
    worker: Client, duinstede: Municipality, today: datetime
) -> None:
    zaak = send(duinstede, today)
    reached(zaak, today)
    page = read(worker, at(zaak))
    assert "Zet dit in Mijn omgeving" in block(page)
    assert "in Mijn omgeving: andere berichten; per brief: besluiten, vragen om aanvulling, uit" in page
