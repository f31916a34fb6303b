"""The product of an e-mail is corrected with one click; the term counts anew from the same receipt."""

from datetime import datetime

import pytest
from django.test import Client, override_settings
from tests.cast import Municipality
from tests.flows.disputing import service_for
from tests.flows.mailing import mail_in
from tests.mailread.making import message

from openloket.evidence.models import Event
from openloket.flows.zaken.reclassify import UnableToReclassify, reclassify
from openloket.intake.models import Submission
from openloket.offer.models import Service
from openloket.zaken.models import Complaint, Term, Zaak

ASKS = message(
    "Hallo", subject="Hallo", authentication_results="mx.duinstede.example; spf=fail; dkim=pass; dmarc=fail"
)


@pytest.fixture
def complaints(duinstede: Municipality) -> Service:
    return service_for(duinstede, "klacht")


def test_one_click_corrects_it(
    worker: Client, duinstede: Municipality, complaints: Service, today: datetime
) -> None:
    _, handled = mail_in(duinstede, ASKS, today)
    zaak, page = Zaak.objects.get(), f"/duinstede/balie/zaak/{handled.reference}"
    assert f"{page}/product" in worker.get(page).content.decode()
    assert "Klacht" in worker.get(f"{page}/product").content.decode()
    choice = {"gezien": zaak.service_id, "product": complaints.pk}
    assert worker.post(f"{page}/product", choice).status_code == 303
    zaak.refresh_from_db()
    assert (zaak.title, zaak.kind, zaak.service_id) == ("Klacht", "klacht", complaints.pk)
    [running] = Term.objects.filter(zaak=zaak, ended_on=None)
    assert running.article.startswith("Awb 9:11")
    assert running.last_day == zaak.last_day
    assert Complaint.objects.filter(zaak=zaak).count() == 1
    assert Submission.objects.get().service_id == duinstede.service.pk
    assert Event.objects.filter(kind="zaak.reclassified", subject_id=zaak.pk).count() == 1
    assert "Het product is verbeterd: van" in worker.get(page).content.decode()
    again = worker.post(f"{page}/product", choice)
    assert again.status_code == 409
    assert "Iemand was u voor" in again.content.decode()


def test_a_wrong_choice_changes_nothing(
    duinstede: Municipality, eikenrade: Municipality, complaints: Service, now: datetime
) -> None:
    mail_in(duinstede, ASKS, now)
    zaak = Zaak.objects.get()
    for wanted in (0, zaak.service_id, eikenrade.service.pk):
        with pytest.raises(UnableToReclassify):
            reclassify(duinstede.worker, zaak, zaak.service_id, wanted, now)
    with pytest.raises(UnableToReclassify):
        reclassify(eikenrade.worker, zaak, zaak.service_id, complaints.pk, now)
    assert Term.objects.get(zaak=zaak).article == "Awb 4:13 lid 2"


def test_what_the_mail_server_found_is_shown(
    worker: Client, duinstede: Municipality, today: datetime
) -> None:
    with override_settings(MAIL_AUTHSERV_IDS=["mx.duinstede.example"]):
        _, handled = mail_in(duinstede, ASKS, today)
    page = worker.get(f"/duinstede/balie/zaak/{handled.reference}").content.decode()
    assert "SPF fail, DKIM pass, DMARC fail, volgens mx.duinstede.example" in page
