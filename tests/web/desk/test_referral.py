"""Hoort dit hier? The questions of the law, what can be done with the effect first, and one way, done."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Municipality
from tests.flows.disputing import send_kind
from tests.flows.referring import ELSEWHERE, PROVINCE, leave, mailed, refer
from tests.zaken.making import send

from openloket.flows.referral.referral_case import Answers
from openloket.intake.models import Receipt, Referral
from openloket.law.handelwijze import Handelwijze
from openloket.law.kalender import dag_in_amsterdam
from openloket.people.models import AccessLog
from openloket.post.models import Message, MessageState
from openloket.tenancy.models import Team
from openloket.zaken.models import SupplementRequest, Zaak

ASKED = {
    "bevoegd": "dit_orgaan", "afzender": "ja", "zoals-het-is": "ja", "dacht": "ja", "weigeren": "geen",
    "stap": "wegen",
}  # fmt: skip
CHOSEN = {"na": "0", "laten-weten": "ja", "stap": "bekijken"}


@pytest.fixture
def zaak(duinstede: Municipality, today: datetime) -> Zaak:
    """An application by e-mail."""
    return mailed(duinstede, today)


def page_of(zaak: Zaak) -> str:
    return f"/duinstede/balie/zaak/{zaak.reference}/verwijzen"


def seen_in(page: str) -> str:
    return page.partition('name="gezien" value="')[2].partition('"')[0]


def send_it(worker: Client, zaak: Zaak, way: str, **posted: str) -> tuple[int, str]:
    """Look and then send; gives the status and the page that comes after it."""
    values = {**ASKED, **CHOSEN, "wijze": way, **posted}
    shown = worker.post(page_of(zaak), values).content.decode()
    answer = worker.post(page_of(zaak), {**values, "gezien": seen_in(shown), "stap": "versturen"})
    if answer.status_code == 303:
        return 303, worker.get(answer.url).content.decode()
    return answer.status_code, answer.content.decode()


def test_the_questions_come_with_what_is_known(worker: Client, zaak: Zaak) -> None:
    own = worker.get(f"/duinstede/balie/zaak/{zaak.reference}").content.decode()
    assert f"/zaak/{zaak.reference}/verwijzen" in own
    with CaptureQueriesContext(connection) as seen:
        answer = worker.get(page_of(zaak))
    page = answer.content.decode()
    assert len(seen) <= 18, [one["sql"] for one in seen]
    assert len(answer.content) < 60_000
    for words in (
        "info@duinstede.example",
        "een formulier op de website",
        "Waarom vragen wij dit?",
        "Awb 2:23",
    ):
        assert words in page
    assert AccessLog.objects.order_by("id").last().reason == f"verwijzen van {zaak.reference}"


def test_an_objection_is_not_asked_what_does_not_matter(
    worker: Client, duinstede: Municipality, today: datetime
) -> None:
    objection = send_kind(duinstede, "bezwaar", today)
    page = worker.get(page_of(objection)).content.decode()
    assert "laatste-dag.dag" not in page
    ways = worker.post(page_of(objection), ASKED).content.decode()
    assert 'value="wijzen"' not in ways
    assert "Een bezwaarschrift" in ways or "de weg die daarvoor is aangewezen" in ways


def test_the_ways_are_shown_with_their_effect_and_the_others_with_why_not(worker: Client, zaak: Zaak) -> None:
    page = worker.post(page_of(zaak), {**ASKED, "zoals-het-is": "nee"}).content.decode()
    for way in ("behandelen", "wijzen", "doorleiden"):
        assert f'name="wijze" value="{way}"' in page
    for way in ("doorzenden", "terugzenden", "weigeren"):
        assert f'name="wijze" value="{way}"' not in page
    assert "Dit kan nu niet" in page
    assert "Deze termijn <strong>eindigt</strong>" in page
    assert "Stuur ons uw bericht op een andere manier" in page
    assert not Referral.objects.exists()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"bevoegd": "iemand"}, "Kies wie hierover gaat."),
        (
            {"laatste-dag.dag": "31", "laatste-dag.maand": "2", "laatste-dag.jaar": "2026"},
            "Deze datum bestaat",
        ),
    ],
)
def test_what_is_wrong_stands_beside_the_question(
    worker: Client, zaak: Zaak, change: dict[str, str], told: str
) -> None:
    answer = worker.post(page_of(zaak), {**ASKED, "dacht": "nee", **change})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert 'value="nee" checked' in page


def test_pointing_to_the_right_way(
    worker: Client, duinstede: Municipality, zaak: Zaak, today: datetime
) -> None:
    last = dag_in_amsterdam(today) + timedelta(days=2)
    asked = {
        "zoals-het-is": "nee", "laatste-dag.dag": str(last.day), "laatste-dag.maand": str(last.month),
        "laatste-dag.jaar": str(last.year), "reden": "Wij missen uw kenteken.",
    }  # fmt: skip
    status, page = send_it(worker, zaak, "wijzen", **asked)
    assert (status, "Kies hoe de afzender dit hoort." in page) == (422, True)
    assert "Wij missen uw kenteken.</textarea>" in page
    status, page = send_it(worker, zaak, "wijzen", **asked, antwoord="e-mail")
    assert (status, "nog niet compleet" in page) == (303, True)
    assert "de afzender laten weten" in page
    referral = Referral.objects.get()
    leave(referral.message_id, today)
    page = worker.get(page_of(zaak)).content.decode()
    assert "langs de juiste weg, dan is het op tijd (Awb 2:23)" in page
    own = worker.get(f"/duinstede/balie/zaak/{zaak.reference}").content.decode()
    assert "De afzender is hiervan op de hoogte" in own
    receipt = Receipt.objects.get(submission_id=zaak.submission_id)
    citizen = Client().get(f"/duinstede/ontvangst/{zaak.reference}/{receipt.access_key}").content.decode()
    assert "de juiste weg gewezen" in citizen
    assert "tot en met" in citizen


def test_what_is_sent_again_says_that_it_is_in_time(
    worker: Client, duinstede: Municipality, zaak: Zaak, today: datetime
) -> None:
    answers = Answers(as_it_is=False, bound_until=dag_in_amsterdam(today))
    leave(refer(duinstede, zaak, Handelwijze.WIJZEN, answers, today, answer=True).message_id, today)
    again = send(duinstede, today + timedelta(minutes=1), email="jan@voorbeeld.nl")
    page = worker.get(f"/duinstede/balie/zaak/{again.reference}").content.decode()
    assert "Op tijd, na een verkeerde weg" in page
    assert zaak.reference in page


def test_forwarding_names_the_body_and_tells_the_citizen(worker: Client, zaak: Zaak, today: datetime) -> None:
    asked = {"bevoegd": "ander_orgaan_bekend", "antwoord": "e-mail"}
    status, page = send_it(worker, zaak, "doorzenden", **asked, orgaan="provincie Utrecht")
    assert (status, "Vul de naam en het adres in" in page) == (422, True)
    assert 'value="provincie Utrecht"' in page
    assert '<option value="gemeente Eindhoven">' in page
    asked |= {"orgaan": "provincie Utrecht", "orgaan-email": "post@provincie.example"}
    status, page = send_it(worker, zaak, "doorzenden", **asked)
    assert status == 303
    assert "provincie Utrecht" in page
    referral = Referral.objects.get()
    waiting = worker.get("/duinstede/balie/post").content.decode()
    assert zaak.reference in waiting
    assert "doorsturen naar het juiste bestuursorgaan" in waiting
    leave(referral.message_id, today)
    leave(referral.carried_id, today)
    assert zaak.reference not in worker.get("/duinstede/balie/post").content.decode()
    page = worker.get(page_of(zaak)).content.decode()
    assert "compleet" in page
    assert "Deze zaak is klaar." in page
    receipt = Receipt.objects.get(submission_id=zaak.submission_id)
    citizen = Client().get(f"/duinstede/ontvangst/{zaak.reference}/{receipt.access_key}").content.decode()
    assert "doorgestuurd naar provincie Utrecht" in citizen


def test_passing_on_inside(worker: Client, zaak: Zaak) -> None:
    status, page = send_it(worker, zaak, "doorleiden", antwoord="e-mail")
    assert (status, "Kies aan welk team u dit doorgeeft." in page) == (422, True)
    team = Team.create(name="Team Parkeren")
    status, page = send_it(worker, zaak, "doorleiden", antwoord="e-mail", team=str(team.pk))
    assert (status, "Team Parkeren" in page) == (303, True)


def test_passing_on_without_telling_sends_nothing(worker: Client, zaak: Zaak) -> None:
    team = Team.create(name="Team Parkeren")
    status, _ = send_it(worker, zaak, "doorleiden", **{"team": str(team.pk), "laten-weten": "nee"})
    assert (status, Referral.objects.get().message) == (303, None)


def test_refusing_leads_to_the_request_to_repair(worker: Client, zaak: Zaak) -> None:
    asked = {"weigeren": "2", "antwoord": "e-mail"}
    status, page = send_it(worker, zaak, "weigeren", **asked)
    assert (status, "Schrijf op waarom u weigert" in page) == (422, True)
    status, page = send_it(worker, zaak, "weigeren", **asked, reden="Het is niet te openen.")
    assert status == 303
    assert SupplementRequest.objects.get().zaak == zaak


def test_a_letter_that_waits_can_be_withdrawn(worker: Client, zaak: Zaak) -> None:
    status, page = send_it(worker, zaak, "wijzen", **{"zoals-het-is": "nee", "antwoord": "brief"})
    assert (status, "Er moet eerst nog iets worden verstuurd." in page) == (303, True)
    referral = Referral.objects.get()
    answer = worker.post(page_of(zaak), {"stap": "intrekken", "verwijzing": str(referral.pk)})
    assert answer.status_code == 303
    page = worker.get(answer.url).content.decode()
    assert "ingetrokken" in page
    assert Message.objects.get(pk=referral.message_id).state == MessageState.WITHDRAWN
    again = worker.post(page_of(zaak), {"stap": "intrekken", "verwijzing": str(referral.pk)})
    assert again.status_code == 409


def test_who_comes_second_is_told(
    worker: Client, duinstede: Municipality, zaak: Zaak, today: datetime
) -> None:
    refer(duinstede, zaak, Handelwijze.BEHANDELEN, Answers(), today)
    status, page = send_it(worker, zaak, "behandelen", reden="Mijn uitleg")
    assert (status, "Iemand was u voor" in page) == (409, True)
    assert "Mijn uitleg" in page


def test_an_unknown_way_shows_the_choice_again(worker: Client, zaak: Zaak) -> None:
    page = worker.post(page_of(zaak), {**ASKED, "wijze": "weggooien"}).content.decode()
    assert "Wat kunt u doen?" in page


def test_a_letter_to_another_body_lists_what_goes_along(
    worker: Client, duinstede: Municipality, zaak: Zaak, today: datetime
) -> None:
    lines = ("Provincie Utrecht", "Postbus 1", "3500 AA  Utrecht")
    choice = {**PROVINCE, "address": "", "lines": lines}
    referral = refer(duinstede, zaak, Handelwijze.DOORZENDEN, ELSEWHERE, today, **choice)
    page = worker.get(f"/duinstede/balie/post/{referral.carried_id}").content.decode()
    assert "Stop ook dit in de envelop" in page
    assert f"/zaak/{zaak.reference}/ontvangstbewijs.pdf" in page


def test_another_town_sees_nothing(stranger: Client, zaak: Zaak) -> None:
    assert stranger.get(page_of(zaak)).status_code in (302, 303)
    assert stranger.get(page_of(zaak).replace("duinstede", "eikenrade")).status_code == 404
