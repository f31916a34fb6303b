"""The page on which an employee asks for what is missing: the effect first, nothing typed is lost."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Municipality
from tests.zaken.making import send

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.flows.delivery.deliver_messages import deliver
from openloket.flows.terms.close_supplements import close_unused_supplements
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.offer.calendar import law_calendar
from openloket.people.models import AccessLog
from openloket.post.models import Message, MessageState
from openloket.web.desk.wording import short_day
from openloket.zaken.models import Status, SupplementRequest, Term, Zaak


@pytest.fixture
def zaak(duinstede: Municipality, today: datetime) -> Zaak:
    """Of somebody who said yes to e-mail."""
    return send(duinstede, today, reachable=True, email="jan@voorbeeld.example")


def page_of(zaak: Zaak) -> str:
    return f"/duinstede/balie/zaak/{zaak.reference}/aanvulling"


def workday_from(day: date) -> date:
    while not law_calendar().is_werkdag(day):
        day += timedelta(days=1)
    return day


def form(day: date, asked: str = "- uw handtekening", **more: str) -> dict[str, str]:
    return {
        "ontbreekt": asked,
        "uiterste-dag.dag": str(day.day),
        "uiterste-dag.maand": str(day.month),
        "uiterste-dag.jaar": str(day.year),
        "stap": "versturen",
        "gezien": day.isoformat(),
        **more,
    }


def test_the_page_shows_the_effect_before_anything_is_chosen(
    worker: Client, zaak: Zaak, today: datetime
) -> None:
    assert (
        f"/zaak/{zaak.reference}/aanvulling"
        in worker.get(f"/duinstede/balie/zaak/{zaak.reference}").content.decode()
    )
    with CaptureQueriesContext(connection) as seen:
        answer = worker.get(page_of(zaak))
    page, last_day = answer.content.decode(), workday_from(dag_in_amsterdam(today) + timedelta(days=14))
    assert len(seen) <= 16
    assert len(answer.content) < 60_000
    assert short_day(Term.objects.get().last_day) in page
    assert f'name="gezien" value="{last_day.isoformat()}"' in page
    assert "Waarom deze datum?" in page
    assert "Awb 4:15 lid 1 onder a" in page
    assert "j•••@voorbeeld.example" in page
    assert AccessLog.objects.order_by("id").last().reason == f"aanvulling van {zaak.reference}"
    assert not SupplementRequest.objects.exists()


def test_sending_it(worker: Client, zaak: Zaak, today: datetime) -> None:
    day = workday_from(dag_in_amsterdam(today) + timedelta(days=21))
    answer = worker.post(page_of(zaak), form(day))
    assert answer.status_code == 303
    assert "gaat nu per e-mail weg" in worker.get(answer.url).content.decode()
    [request] = SupplementRequest.objects.all()
    assert (request.asked, request.last_day) == ("- uw handtekening", day)
    page = worker.get(page_of(zaak)).content.decode()
    assert "Er loopt al een verzoek." in page
    assert "- uw handtekening" in page
    assert "in de wachtrij" in page
    assert 'value="versturen"' not in page


def test_another_day_than_was_shown_is_looked_at_first(worker: Client, zaak: Zaak, today: datetime) -> None:
    day = workday_from(dag_in_amsterdam(today) + timedelta(days=30))
    answer = worker.post(page_of(zaak), form(day, gezien=(day - timedelta(days=1)).isoformat()))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert not SupplementRequest.objects.exists()
    assert f'name="gezien" value="{day.isoformat()}"' in page
    assert datum_in_woorden(day) in page
    assert "- uw handtekening</textarea>" in page


def test_a_free_day_is_told_and_may_be_chosen(worker: Client, zaak: Zaak, today: datetime) -> None:
    day = dag_in_amsterdam(today) + timedelta(days=14)
    while day.weekday() != 6:
        day += timedelta(days=1)
    page = worker.post(page_of(zaak), form(day, stap="bekijken")).content.decode()
    assert "is een vrije dag" in page
    assert worker.post(page_of(zaak), form(day)).status_code == 303


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"ontbreekt": ""}, "Schrijf op wat er ontbreekt."),
        ({"uiterste-dag.jaar": "2020"}, "Kies een dag na vandaag."),
        ({"uiterste-dag.maand": "13"}, "Deze datum bestaat niet."),
        ({"uiterste-dag.dag": ""}, "Vul ook de dag van de datum in"),
    ],
)
def test_what_is_wrong_stands_beside_the_field_and_nothing_is_lost(
    worker: Client, zaak: Zaak, today: datetime, change: dict[str, str], told: str
) -> None:
    day = dag_in_amsterdam(today) + timedelta(days=14)
    posted = form(day, "- een lange lijst") | change
    answer = worker.post(page_of(zaak), posted)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert posted["ontbreekt"] in page
    assert f'value="{posted["uiterste-dag.jaar"]}"' in page
    assert not SupplementRequest.objects.exists()


def test_a_colleague_was_first(worker: Client, lead: Client, zaak: Zaak, today: datetime) -> None:
    day = workday_from(dag_in_amsterdam(today) + timedelta(days=14))
    worker.post(page_of(zaak), form(day, "- uw foto"))
    answer = lead.post(page_of(zaak), form(day, "- uw paspoort"))
    assert answer.status_code == 409
    assert "Er is al om aanvulling gevraagd." in answer.content.decode()
    assert SupplementRequest.objects.get().asked == "- uw foto"


def test_a_letter_is_printed_by_hand_and_may_be_withdrawn(
    worker: Client, duinstede: Municipality, today: datetime
) -> None:
    zaak = send(duinstede, today)
    assert "Dit wordt een brief." in worker.get(page_of(zaak)).content.decode()
    day = workday_from(dag_in_amsterdam(today) + timedelta(days=14))
    answer = worker.post(page_of(zaak), form(day))
    assert "Print en verstuur hem" in worker.get(answer.url).content.decode()
    request = SupplementRequest.objects.get()
    assert "Dit verzoek intrekken" in worker.get(page_of(zaak)).content.decode()
    withdraw = {"stap": "intrekken", "verzoek": str(request.pk)}
    assert worker.post(page_of(zaak), withdraw).status_code == 303
    assert Message.objects.get(pk=request.message_id).state == MessageState.WITHDRAWN
    refused = worker.post(page_of(zaak), withdraw)
    assert refused.status_code == 409
    assert "al verstuurd of ingetrokken" in refused.content.decode()
    assert 'value="versturen"' in refused.content.decode()
    assert worker.post(page_of(zaak), form(day)).status_code == 303


def test_calling_an_application_complete(worker: Client, zaak: Zaak, today: datetime) -> None:
    day = workday_from(dag_in_amsterdam(today) + timedelta(days=14))
    worker.post(page_of(zaak), form(day))
    deliver(SupplementRequest.objects.get().message_id, MemoryCarrier(), lambda: today)
    close_unused_supplements(today + timedelta(days=40))
    assert "De aanvraag is niet aangevuld" in worker.get(page_of(zaak)).content.decode()
    answer = worker.post(page_of(zaak), {"stap": "compleet"})
    assert "Vastgelegd: de aanvraag is compleet." in worker.get(answer.url).content.decode()
    assert Term.objects.get(kind=Term.Kind.NOT_HANDLE).ended_on == dag_in_amsterdam(today)
    assert worker.post(page_of(zaak), {"stap": "compleet"}).status_code == 409
    course = worker.get(f"/duinstede/balie/zaak/{zaak.reference}").content.decode()
    assert "De afzender is gevraagd om aan te vullen" in course
    assert "De aanvraag is nu compleet." in course
    assert "Het verzoek om aanvulling is overgedragen" in course


@pytest.mark.parametrize("status", [Status.CLOSED, Status.DECIDED])
def test_what_is_done_is_not_asked(worker: Client, zaak: Zaak, status: str) -> None:
    Zaak.objects.filter(pk=zaak.pk).update(status=status)
    page = worker.get(page_of(zaak)).content.decode()
    assert "Deze zaak is al klaar." in page
    assert "<textarea" not in page


def test_no_zaak_for_a_stranger(stranger: Client, zaak: Zaak) -> None:
    assert stranger.get(page_of(zaak)).status_code == 303
    assert stranger.get(page_of(zaak).replace("duinstede", "eikenrade")).status_code == 404
    assert stranger.post(page_of(zaak).replace("duinstede", "eikenrade")).status_code == 404
