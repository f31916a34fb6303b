"""Messages that did not arrive, and the page that anybody may read about receipts."""

from datetime import datetime, timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Municipality
from tests.zaken.making import send

from openloket.intake.models import Receipt
from openloket.people.models import AccessLog
from openloket.post.confirmations import masked
from openloket.post.models import Message
from openloket.web.control.oversight import measurement
from openloket.zaken.models import Zaak

LIST = "/duinstede/balie/niet-bezorgd"


def test_a_failed_message_is_listed_with_its_zaak(worker: Client, zaak: Zaak) -> None:
    assert "Elk bericht is bezorgd." in worker.get(LIST).content.decode()
    Message.objects.update(state="failed", attempts=3)
    with CaptureQueriesContext(connection) as seen:
        page = worker.get(LIST).content.decode()
    assert len(seen) <= 8
    assert f"/duinstede/balie/zaak/{zaak.reference}" in page
    assert "j•••@voorbeeld.example" in page
    assert "jan@" not in page
    assert AccessLog.objects.order_by("id").last().reason == "niet bezorgd, berichten op de pagina: 1"


def test_a_message_that_waits_too_long_is_listed(worker: Client, zaak: Zaak, today: datetime) -> None:
    Message.objects.update(created_at=today - timedelta(minutes=59))
    assert zaak.reference not in worker.get(LIST).content.decode()
    Message.objects.update(created_at=today - timedelta(minutes=61))
    assert zaak.reference in worker.get(LIST).content.decode()
    Message.objects.update(state="handed_over")
    assert zaak.reference not in worker.get(LIST).content.decode()


def test_a_stranger_sees_none_of_it(stranger: Client, zaak: Zaak) -> None:
    Message.objects.update(state="failed")
    assert zaak.reference not in stranger.get("/eikenrade/balie/niet-bezorgd").content.decode()
    assert stranger.get(LIST).status_code == 303


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
