"""Messages that did not arrive, and the page that anybody may read about receipts."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Municipality
from tests.zaken.making import send

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.evidence.models import Event as FactRow
from openloket.flows.correspondence.send_status import send_status
from openloket.flows.correspondence.withdraw_reachability import withdraw_reachability
from openloket.flows.delivery.deliver_messages import deliver
from openloket.flows.delivery.note_delivery import note_delivery
from openloket.flows.terms.ask_supplement import Wish, ask_supplement
from openloket.intake.models import Receipt
from openloket.law.kalender import dag_in_amsterdam
from openloket.people.models import AccessLog, Reachability
from openloket.people.reachability import keep_yes
from openloket.post.confirmations import masked
from openloket.post.delivery import Event, EventKind, Source
from openloket.post.models import Message, MessageState
from openloket.web.control.oversight import measurement
from openloket.web.desk.delivery.delivery_words import reason
from openloket.zaken.models import Zaak

LIST = "/duinstede/balie/niet-bezorgd"


@pytest.fixture
def lost(duinstede: Municipality, today: datetime) -> Message:
    """A request to supplement whose mailbox is full, seven hours after it was sent again."""
    asked = send(duinstede, today, reachable=True, email="jan@voorbeeld.example")
    wish = Wish("- uw handtekening", dag_in_amsterdam(today) + timedelta(days=21))
    message: Message = ask_supplement(duinstede.worker, duinstede.organisation, asked, wish, today).message
    deliver(message.pk, MemoryCarrier(), lambda: today)
    full = Event(EventKind.BOUNCED_SOFT, today, Source.REPORT, "mail:1", "4.2.2")
    assert note_delivery(message.pk, full, today)
    return message


def test_the_list_tells_why_and_what_comes_next(worker: Client, lost: Message) -> None:
    with CaptureQueriesContext(connection) as seen:
        page = worker.get(LIST).content.decode()
    assert len(seen) <= 12
    assert "Dit gaat vanzelf verder (1)" in page
    assert "Hier moet iemand" not in page
    assert "Het kwam terug: de mailbox is vol." in page
    assert "Wij versturen het vanzelf nog eens, op" in page
    assert "j•••@voorbeeld.example" in page
    assert "jan@" not in page
    assert AccessLog.objects.order_by("id").last().reason == "niet bezorgd, berichten op de pagina: 1"


def test_one_message_shows_what_was_tried_and_what_the_law_asks(worker: Client, lost: Message) -> None:
    page = worker.get(f"{LIST}/{lost.pk}").content.decode()
    assert "De mailserver van j•••@voorbeeld.example nam het aan." in page
    assert "(code 4.2.2)" in page
    assert "Awb 2:11 lid 1" in page
    assert "Verstuur per brief" in page
    assert "Ik vertelde het zelf" not in page  # it must go in writing
    assert worker.get(f"{LIST}/{lost.pk + 1000}").status_code == 404


def test_another_address_goes_out_only_when_its_reader_asked_for_it(worker: Client, lost: Message) -> None:
    here = f"{LIST}/{lost.pk}"
    typed = {"stap": "adres", "adres": "jan@nieuw.example"}
    answer = worker.post(here, typed)
    assert answer.status_code == 422
    assert "alleen als de ontvanger zelf" in answer.content.decode()
    assert 'value="jan@nieuw.example"' in answer.content.decode()
    assert worker.post(here, {**typed, "adres": "geen adres", "gevraagd": "ja"}).status_code == 422
    done = worker.post(here, {**typed, "gevraagd": "ja"})
    assert "Het bericht gaat naar het nieuwe adres." in worker.get(done.url).content.decode()
    lost.refresh_from_db()
    assert (lost.state, lost.to_address, lost.step) == (MessageState.QUEUED, "jan@nieuw.example", 2)
    yes = Reachability.objects.order_by("-id").first()
    assert (yes.contact_point.address, yes.given_by) == ("jan@nieuw.example", "medewerker")
    late = worker.post(here, {**typed, "gevraagd": "ja"})
    assert "wordt al op een andere manier verstuurd" in late.content.decode()


def test_what_we_kept_here_ourselves_was_refused_by_nobody(
    worker: Client, duinstede: Municipality, zaak: Zaak, today: datetime
) -> None:
    keep_yes("jan@voorbeeld.example", zaak.reference, "Ja.", "medewerker", today)
    told = send_status(duinstede.organisation, duinstede.worker, zaak, today)
    withdraw_reachability(zaak.reference, today)
    deliver(told.pk, MemoryCarrier(), lambda: today)
    page = worker.get(f"{LIST}/{told.pk}").content.decode()
    assert "de lezer wil deze berichten hier niet meer krijgen (Awb 2:8)" in page
    assert "geweigerd" not in page
    assert "(code" not in page


def test_telling_it_is_enough_for_a_notice_only(worker: Client, lost: Message) -> None:
    here = f"{LIST}/{lost.pk}"
    typed = {"stap": "verteld", "hoe": "telefoon", "gezegd": "Gebeld met Jan: kijk bij Mijn gegevens."}
    assert "moet op schrift" in worker.post(here, typed).content.decode()
    Message.objects.filter(pk=lost.pk).update(kind="notice")
    page = worker.get(here).content.decode()
    assert "Awb 2:11 lid 2" in page
    assert "Awb 2:22 lid 2" in page
    assert worker.post(here, {**typed, "gezegd": " "}).status_code == 422
    done = worker.post(here, typed)
    assert "Vastgelegd: de ontvanger weet ervan." in worker.get(done.url).content.decode()
    lost.refresh_from_db()
    assert (lost.state, lost.act_at) == (MessageState.TOLD, None)
    assert "Ik belde: Gebeld met Jan" in worker.get(here).content.decode()
    told = FactRow.objects.get(kind="message.told")
    assert "Jan" not in told.body


def test_the_figures_count_by_kind_and_by_way(stranger: Client, worker: Client, lost: Message) -> None:
    page = worker.get(f"{LIST}/cijfers").content.decode()
    assert "Verzoek om aanvulling" in page
    assert "1 (100,0%)" in page
    assert "e-mail" in page
    other = stranger.get("/eikenrade/balie/niet-bezorgd/cijfers?periode=90").content.decode()
    assert "Verzoek om aanvulling" not in other
    assert "Er is in die tijd niets verstuurd." in other


def test_a_message_that_waits_too_long_is_listed(worker: Client, zaak: Zaak, today: datetime) -> None:
    assert "Elk bericht is bezorgd." in worker.get(LIST).content.decode()
    Message.objects.update(created_at=today - timedelta(minutes=59))
    assert zaak.reference not in worker.get(LIST).content.decode()
    Message.objects.update(created_at=today - timedelta(minutes=61))
    assert zaak.reference in worker.get(LIST).content.decode()
    Message.objects.update(state="handed_over")
    assert zaak.reference not in worker.get(LIST).content.decode()


def test_a_letter_that_nobody_posts_is_listed(
    worker: Client, duinstede: Municipality, zaak: Zaak, today: datetime
) -> None:
    wish = Wish("- uw handtekening", dag_in_amsterdam(today) + timedelta(days=21))
    letter = ask_supplement(duinstede.worker, duinstede.organisation, zaak, wish, today).message
    Message.objects.filter(pk=letter.pk).update(created_at=today - timedelta(days=3))
    assert "De brief is nog niet verstuurd." not in worker.get(LIST).content.decode()
    Message.objects.filter(pk=letter.pk).update(created_at=today - timedelta(days=4, minutes=1))
    page = worker.get(LIST).content.decode()
    assert "Hier moet iemand iets doen (1)" in page
    assert "De brief is nog niet verstuurd." in page
    assert "De brief wacht bij Post." in page


def test_a_stranger_sees_none_of_it(stranger: Client, zaak: Zaak) -> None:
    Message.objects.update(state="failed")
    assert zaak.reference not in stranger.get("/eikenrade/balie/niet-bezorgd").content.decode()
    assert stranger.get(LIST).status_code == 303
    message = Message.objects.get()
    assert stranger.get(f"/eikenrade/balie/niet-bezorgd/{message.pk}").status_code == 404


@pytest.mark.parametrize(
    ("code", "told"),
    [("5.1.1", "bestaat niet"), ("5.2.2", "is vol"), ("550", "bestaat niet, of weigert"), ("421", "nu niet"),
     ("5.7.26", "om veiligheid"), ("", ""), ("2.0.0", "")],
)  # fmt: skip
def test_codes_in_plain_words(code: str, told: str) -> None:
    assert told in reason(code)
    assert bool(told) == bool(reason(code))


def test_masking() -> None:
    assert masked("jan.jansen@voorbeeld.example") == "j•••@voorbeeld.example"


def test_everybody_may_see_that_nothing_lacks_a_receipt(
    client: Client, duinstede: Municipality, eikenrade: Municipality, today: datetime
) -> None:
    send(duinstede, today)
    send(duinstede, today, email="jan@voorbeeld.example")
    page = client.get("/toezicht").content.decode()
    assert "Ontvangen zonder ontvangstbevestiging: 0" in page
    assert "Duinstede" in page
    assert "Eikenrade" in page
    assert ">2<" in page
    assert "Jansen" not in page


def test_a_missing_receipt_is_not_hidden(
    client: Client, duinstede: Municipality, zaak: Zaak, today: datetime
) -> None:
    assert "bevestiging: 0" in client.get("/toezicht").content.decode()
    connection.check_constraints()  # the database checked the insert; somebody takes the receipt away later
    Receipt.objects.filter(submission_id=zaak.submission_id).delete()
    assert "bevestiging: 0" in client.get("/toezicht").content.decode()  # counted within ten seconds
    measurement.forget()
    page = client.get("/toezicht").content.decode()
    assert "bevestiging: 1" in page
    assert "Dit moet meteen worden hersteld." in page
