"""Post at the desk: what waits, filling in an address, the PDF, and noting that a letter was posted."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader
from tests.cast import Municipality
from tests.zaken.making import send

from openloket.flows.letters.post_letter import address_letter
from openloket.flows.terms.ask_supplement import Wish, ask_supplement
from openloket.law.kalender import dag_in_amsterdam
from openloket.people.models import AccessLog
from openloket.post.models import Message, MessageState
from openloket.web.desk.wording import short_day
from openloket.zaken.models import SupplementRequest, Zaak

LIST = "/duinstede/balie/post"
ADDRESS = "Jan Jansen\r\nDorpsweg 12\r\n1234 AB  Duinstede"


def ask(town: Municipality, today: datetime, **answers: object) -> Message:
    zaak = send(town, today, **answers)
    wish = Wish("- uw handtekening", dag_in_amsterdam(today) + timedelta(days=20))
    message: Message = ask_supplement(town.worker, town.organisation, zaak, wish, today).message
    return message


@pytest.fixture
def letter(duinstede: Municipality, today: datetime) -> Message:
    return ask(duinstede, today)


def posted(day: date) -> dict[str, str]:
    return {
        "stap": "verstuurd",
        "verstuurd-op.dag": str(day.day),
        "verstuurd-op.maand": str(day.month),
        "verstuurd-op.jaar": str(day.year),
    }


def test_the_list_and_the_number_in_the_menu(
    worker: Client, duinstede: Municipality, today: datetime
) -> None:
    letter = ask(duinstede, today)
    for _ in range(3):
        ask(duinstede, today)
    with CaptureQueriesContext(connection) as seen:
        page = worker.get(LIST).content.decode()
    assert len(seen) <= 10
    assert "Post (4)" in page
    assert f'href="{LIST}/{letter.pk}"' in page
    assert "Verzoek om aanvulling" in page
    assert Zaak.objects.get(pk=letter.subject_id).reference in page
    assert "adres ontbreekt" in page
    assert short_day(SupplementRequest.objects.get(message=letter).last_day) in page
    assert AccessLog.objects.order_by("id").last().reason == "post, brieven: 4"


def test_nothing_waits(worker: Client) -> None:
    page = worker.get(LIST).content.decode()
    assert "Er zijn geen brieven om te versturen." in page
    assert ">Post</a>" in page


def test_from_address_to_post(worker: Client, letter: Message, today: datetime) -> None:
    address = f"{LIST}/{letter.pk}"
    page = worker.get(address).content.decode()
    assert "Vul het eerst in." in page
    assert "<li>uw handtekening</li>" in page
    assert "brief.pdf" not in page
    answer = worker.post(address, {"stap": "adres", "adres": ADDRESS, "gezien": ""})
    page = worker.get(answer.url).content.decode()
    assert "Het adres is bewaard." in page
    assert "brief.pdf" in page
    answer = worker.post(address, posted(dag_in_amsterdam(today)))
    assert answer.url == f"{LIST}?gedaan=verstuurd"
    assert "Vastgelegd: de brief is verstuurd." in worker.get(answer.url).content.decode()
    letter.refresh_from_db()
    assert letter.state == MessageState.POSTED
    page = worker.get(address).content.decode()
    assert "per brief verstuurd" in page
    assert 'value="verstuurd"' not in page
    zaak = worker.get(f"/duinstede/balie/zaak/{Zaak.objects.get().reference}").content.decode()
    assert "De brief is per post verstuurd op" in zaak
    assert "wacht op aanvulling" in zaak.lower()


def test_the_pdf_is_the_letter(
    worker: Client, duinstede: Municipality, letter: Message, today: datetime
) -> None:
    address_letter(duinstede.worker, letter.pk, ADDRESS.splitlines(), "", today)
    answer = worker.get(f"{LIST}/{letter.pk}/brief.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    text = " ".join(PdfReader(BytesIO(answer.content)).pages[0].extract_text().split())
    for expected in ("Jan Jansen", "Dorpsweg 12", "uw handtekening", Zaak.objects.get().reference):
        assert expected in text
    last = AccessLog.objects.order_by("id").last()
    assert (last.action, last.subject_id) == ("letter.read", letter.pk)


def test_what_is_wrong_stands_beside_the_field_and_nothing_is_lost(
    worker: Client, duinstede: Municipality, letter: Message, today: datetime
) -> None:
    address = f"{LIST}/{letter.pk}"
    answer = worker.post(address, {"stap": "adres", "adres": "Alleen een naam", "gezien": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "ten minste een naam en een adres" in page
    assert "Alleen een naam</textarea>" in page
    address_letter(duinstede.lead, letter.pk, ["Piet", "Laan 1"], "", today)
    answer = worker.post(address, {"stap": "adres", "adres": ADDRESS, "gezien": ""})
    assert answer.status_code == 422
    assert "Een collega veranderde het adres." in answer.content.decode()
    assert "Dorpsweg 12" in answer.content.decode()
    for day, told in (
        (dag_in_amsterdam(today) + timedelta(days=1), "Deze dag moet nog komen."),
        (dag_in_amsterdam(today) - timedelta(days=1), "Hij kan niet eerder verstuurd zijn."),
    ):
        answer = worker.post(address, posted(day))
        assert answer.status_code == 422
        assert told in answer.content.decode()
        assert f'value="{day.year}"' in answer.content.decode()
    answer = worker.post(address, posted(day) | {"verstuurd-op.dag": "x"})
    assert answer.status_code == 422
    assert 'value="x"' in answer.content.decode()


def test_a_colleague_posted_it_already(
    worker: Client, lead: Client, duinstede: Municipality, letter: Message, today: datetime
) -> None:
    address_letter(duinstede.worker, letter.pk, ADDRESS.splitlines(), "", today)
    worker.post(f"{LIST}/{letter.pk}", posted(dag_in_amsterdam(today)))
    answer = lead.post(f"{LIST}/{letter.pk}", posted(dag_in_amsterdam(today)))
    assert answer.status_code == 422
    assert "al verstuurd of ingetrokken" in answer.content.decode()


def test_a_failed_mail_goes_by_letter(worker: Client, duinstede: Municipality, today: datetime) -> None:
    message = ask(duinstede, today, reachable=True, email="jan@voorbeeld.example")
    Message.objects.filter(pk=message.pk).update(state="failed", attempts=1)
    page = worker.get("/duinstede/balie/niet-bezorgd").content.decode()
    assert Zaak.objects.get().reference in page
    assert "Verstuur per brief" in worker.get(f"/duinstede/balie/niet-bezorgd/{message.pk}").content.decode()
    answer = worker.post(f"/duinstede/balie/niet-bezorgd/{message.pk}/brief")
    assert "Dit bericht gaat nu per brief." in worker.get(answer.url).content.decode()
    assert "Elk bericht is bezorgd." in worker.get("/duinstede/balie/niet-bezorgd").content.decode()
    assert worker.post(f"/duinstede/balie/niet-bezorgd/{message.pk}/brief").status_code == 303


def test_an_e_mail_is_no_letter_and_a_stranger_sees_none(
    stranger: Client, worker: Client, duinstede: Municipality, letter: Message, today: datetime
) -> None:
    mail = ask(duinstede, today, reachable=True, email="jan@voorbeeld.example")
    assert worker.get(f"{LIST}/{mail.pk}").status_code == 404
    theirs = LIST.replace("duinstede", "eikenrade")
    for part in (f"/{letter.pk}", f"/{letter.pk}/brief.pdf"):
        assert stranger.get(theirs + part).status_code == 404
    assert stranger.post(f"{theirs}/{letter.pk}", posted(dag_in_amsterdam(today))).status_code == 404
    assert "Er zijn geen brieven" in stranger.get(theirs).content.decode()
