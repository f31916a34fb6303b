"""The case file at the desk and in Mijn omgeving: one press, and only for who may."""

import io
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.test import Client
from tests.cast import Municipality
from tests.flows.test_place_message import reached
from tests.web.mijn.browsing import HERE, browser, now
from tests.zaken.making import send

from openloket.evidence.signing import signing_key
from openloket.evidence.verify_any import verify_any
from openloket.flows.proving import export_case_file as exporting
from openloket.flows.proving.seal_log import seal_log
from openloket.people.models import AccessLog
from openloket.zaken.kept_case_file import last_of
from openloket.zaken.models import Zaak

DESK = "/duinstede/balie"


@pytest.fixture
def zaak(duinstede: Municipality) -> Zaak:
    """A zaak with a receipt that was mailed, sealed."""
    found = send(duinstede, now() - timedelta(hours=1), email="sanne@post.example")
    seal_log(now())
    return found


def test_one_press_gives_a_file_that_can_be_checked(worker: Client, zaak: Zaak) -> None:
    here = f"{DESK}/zaak/{zaak.reference}"
    page = worker.get(here).text
    assert "Dossier voor de rechter" in page
    answer = worker.post(f"{here}/dossier", {"doel": "rechter"})
    assert answer["Content-Type"] == "application/zip"
    content = b"".join(answer.streaming_content)
    report = verify_any(io.BytesIO(content), [signing_key().public])
    assert report.ok, report.failed
    assert ZipFile(io.BytesIO(content)).read("dossier.pdf").startswith(b"%PDF-")
    assert "Er is een dossier gemaakt: voor de rechter." in worker.get(here).text


def test_without_a_purpose_the_page_says_so(worker: Client, zaak: Zaak) -> None:
    answer = worker.post(f"{DESK}/zaak/{zaak.reference}/dossier", {"doel": ""})
    assert answer.status_code == 409
    assert "Kies waarvoor u het dossier nodig hebt." in answer.text


def test_a_message_of_another_zaak_is_not_there(worker: Client, zaak: Zaak) -> None:
    assert worker.get(f"{DESK}/zaak/{zaak.reference}/verstuurd/0/dossier").status_code == 404


def test_a_large_one_is_made_while_one_does_something_else(
    worker: Client, zaak: Zaak, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "MOST_BYTES", -1)
    here = f"{DESK}/zaak/{zaak.reference}/dossier"
    assert worker.post(here, {"doel": "rechter"}).status_code == 303
    assert "Wij maken dit dossier" in worker.get(here).text
    assert last_of(zaak.pk, None) is not None


def test_the_reader_takes_the_same_along(duinstede: Municipality, zaak: Zaak) -> None:
    sanne = reached(zaak, now())
    answer = browser(sanne).post(f"{HERE}/zaken/{zaak.reference}/dossier")
    content = b"".join(answer.streaming_content)
    assert verify_any(io.BytesIO(content), [signing_key().public]).ok


def test_all_zaken_of_a_person_go_along_from_one_of_them(worker: Client, zaak: Zaak) -> None:
    here = f"{DESK}/zaak/{zaak.reference}/dossier"
    assert worker.get(f"{here}/persoon").status_code == 404, "nobody logged in for it"
    assert "Dossier van alle zaken" not in worker.get(here).text
    reached(zaak, now())
    assert "Dossier van alle zaken van deze persoon" in worker.get(here).text
    assert zaak.reference in worker.get(f"{here}/persoon").text
    answer = worker.post(f"{here}/persoon", {"doel": "rechter"})
    content = b"".join(answer.streaming_content)
    assert f"dossier-persoon-{zaak.reference}.zip" in answer["Content-Disposition"]
    report = verify_any(io.BytesIO(content), [signing_key().public])
    assert report.ok, report.failed
    assert (
        "van alle zaken van deze persoon: voor de rechter" in worker.get(here.removesuffix("/dossier")).text
    )
    assert AccessLog.objects.filter(reason="dossier van").count() == 1
