"""The page on which an employee notes that the sender withdrew."""

from datetime import datetime

from django.test import Client
from tests.cast import Municipality
from tests.web.desk.test_zaak import at, read
from tests.zaken.making import write_about

from openloket.people.models import AccessLog
from openloket.zaken.models import Status, Zaak


def test_the_message_is_read_and_noted(
    worker: Client, duinstede: Municipality, zaak: Zaak, today: datetime
) -> None:
    assert at(zaak, "/ingetrokken") not in read(worker, at(zaak))
    assert worker.get(at(zaak, "/ingetrokken")).status_code == 404
    write_about(duinstede, zaak, "intrekken", today, toelichting="Ik verhuis.")
    assert at(zaak, "/ingetrokken") in read(worker, at(zaak))
    assert "Ik verhuis." in read(worker, at(zaak, "/ingetrokken"))
    assert AccessLog.objects.filter(subject_id=zaak.pk, reason__startswith="intrekking van").exists()
    done = worker.post(at(zaak, "/ingetrokken"))
    assert (done.status_code, done["Location"]) == (303, at(zaak, "?gedaan=ingetrokken"))
    page = read(worker, done["Location"])
    assert "Genoteerd: de afzender trok dit in" in page
    assert Zaak.objects.get(pk=zaak.pk).status == Status.CLOSED
    again = worker.post(at(zaak, "/ingetrokken"))
    assert again.status_code == 409
    assert "al klaar" in again.content.decode()
