"""The page with the terms of a zaak: bars, the question of the act, what comes of it, and doing it."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Municipality
from tests.zaken.making import send

from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.people.models import AccessLog
from openloket.post.models import Message
from openloket.zaken.models import PendingEvent, Term, TermEvent, Zaak
from openloket.zaken.term_standing import standing_of


def at(zaak: Zaak, query: str = "", town: str = "duinstede") -> str:
    return f"/{town}/balie/zaak/{zaak.reference}/termijn{query}"


def read(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    assert len(answer.content) < 60_000
    return re.sub(r"\s+", " ", answer.content.decode())


def filled(zaak: Zaak, ground: str, step: str, **more: str) -> dict[str, str]:
    mark = standing_of(Term.objects.get(zaak=zaak, kind="decision")).mark
    return {"wat": ground, "gezien": mark, "ja": "1", "reden": "Er is brand geweest.", "stap": step, **more}


def day_typed(name: str, day: date) -> dict[str, str]:
    return {f"{name}.dag": str(day.day), f"{name}.maand": str(day.month), f"{name}.jaar": str(day.year)}


@pytest.fixture
def older(duinstede: Municipality, today: datetime) -> Zaak:
    """Sent ten days ago, by somebody who may be written to by e-mail."""
    return send(duinstede, today - timedelta(days=10), reachable=True, email="jan@voorbeeld.example")


def test_the_terms_and_what_can_be_done(worker: Client, older: Zaak) -> None:
    page = read(worker, at(older))
    assert "Beslistermijn" in page
    assert "Waarom deze datum?" in page
    assert "Kunt u door overmacht niet beslissen?" in page
    assert "Awb 4:14 lid 3" in page
    assert "Awb 7:10" not in page
    [log] = AccessLog.objects.all()
    assert (log.action, log.subject_id) == ("zaak.read", older.pk)
    assert "Termijnen bekijken en veranderen" in read(worker, f"/duinstede/balie/zaak/{older.reference}")


def test_an_extension_is_shown_first_and_then_done(worker: Client, older: Zaak) -> None:
    form = read(worker, at(older, "?wat=4:14-3"))
    assert "kunt u niet binnen acht weken beslissen?" in form
    wish = {"aantal": "2", "eenheid": "weken"}
    answer = worker.post(at(older), filled(older, "4:14-3", "voorbeeld", **wish))
    shown = re.sub(r"\s+", " ", answer.content.decode())
    assert answer.status_code == 200
    assert "Er is nog niets veranderd." in shown
    assert "Wij hebben 2 weken langer nodig." in shown
    assert not PendingEvent.objects.exists()
    answer = worker.post(at(older), filled(older, "4:14-3", "bevestigen", **wish))
    assert (answer.status_code, answer["Location"]) == (303, at(older, "?gedaan=wacht"))
    page = read(worker, answer["Location"])
    assert "De termijn verandert zodra het is verstuurd." in page
    assert "Wacht op een bericht" in page
    assert Message.objects.get(kind="term_extended").text.count("Er is brand geweest.") == 1


def test_a_letter_that_waits_can_be_withdrawn(
    worker: Client, duinstede: Municipality, today: datetime
) -> None:
    zaak = send(duinstede, today - timedelta(days=10))
    worker.post(at(zaak), filled(zaak, "4:14-3", "bevestigen", aantal="2", eenheid="weken"))
    page = read(worker, at(zaak))
    [number] = re.findall(r'name="intrekken" value="(\d+)"', page)
    assert "klaar om te printen en te versturen" in page
    answer = worker.post(at(zaak), {"intrekken": number})
    assert answer["Location"] == at(zaak, "?gedaan=ingetrokken")
    assert "Wacht op een bericht" not in read(worker, answer["Location"])
    assert worker.post(at(zaak), {"intrekken": number}).status_code == 409
    assert worker.post(at(zaak), {"intrekken": "x"}).status_code == 409


def test_a_letter_that_was_overtaken_can_be_withdrawn(
    worker: Client, duinstede: Municipality, today: datetime
) -> None:
    zaak = send(duinstede, today - timedelta(days=10))
    worker.post(at(zaak), filled(zaak, "4:14-3", "bevestigen", aantal="2", eenheid="weken"))
    Term.objects.filter(zaak=zaak).update(ended_on=dag_in_amsterdam(today))
    page = read(worker, at(zaak))
    assert "dit bericht is niet meer nodig" in page
    assert "Wat kunt u doen?" not in page
    [number] = re.findall(r'name="intrekken" value="(\d+)"', page)
    assert worker.post(at(zaak), {"intrekken": number}).status_code == 303


def test_force_majeure_and_running_again(worker: Client, older: Zaak, today: datetime) -> None:
    day = dag_in_amsterdam(today)
    since, expected = day - timedelta(days=3), day + timedelta(days=90)
    wish = day_typed("vanaf", since) | day_typed("verwacht", expected)
    answer = worker.post(at(older), filled(older, "4:15-2c", "bevestigen", **wish))
    assert answer["Location"] == at(older, "?gedaan=veranderd")
    page = read(worker, at(older))
    assert f"De termijn staat stil vanaf {datum_in_woorden(since)}" in page
    assert "ol-term__still" in page
    assert "Op welke dag houdt de opschorting op?" in page
    [again] = re.findall(r'href="[^"]*(\?wat=4%3A15-2c&amp;kenmerk=[^"#]+)#keuze"', page)
    assert "Vanaf welke dag loopt de termijn weer?" in read(worker, at(older, again.replace("&amp;", "&")))
    mark = again.rpartition("=")[2]
    wish = {"kenmerk": mark, "ja": "", **day_typed("vanaf", day)}
    worker.post(at(older), filled(older, "4:15-2c", "bevestigen", **wish))
    assert "De termijn stond stil van" in read(worker, at(older))
    assert Message.objects.filter(kind="term_resumed").count() == 1
    course = read(worker, f"/duinstede/balie/zaak/{older.reference}")
    assert "De termijn loopt weer vanaf" in course
    assert "(Awb 4:15 lid 2 onder c)" in course


def test_what_is_wrong_stands_beside_it_and_nothing_typed_is_lost(worker: Client, older: Zaak) -> None:
    wish = {"vanaf.dag": "40", "vanaf.maand": "mei", "ja": "", "reden": "Het water staat hoog."}
    answer = worker.post(at(older), filled(older, "4:15-2c", "voorbeeld", **wish))
    page = re.sub(r"\s+", " ", answer.content.decode())
    assert answer.status_code == 422
    assert "Fout: " in page
    assert 'href="#vanaf"' in page
    assert 'href="#ja"' in page
    assert 'value="40"' in page
    assert "Het water staat hoog." in page
    wish = {"aantal": "honderd", "eenheid": "dagen"}
    answer = worker.post(at(older), filled(older, "4:14-3", "bevestigen", **wish))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="aantal.fout"' in page
    assert '<option value="dagen" selected>' in page
    assert not Message.objects.exclude(kind="receipt").exists()


def test_who_comes_second_is_told_and_keeps_what_was_typed(worker: Client, lead: Client, older: Zaak) -> None:
    old = filled(older, "4:14-3", "bevestigen", aantal="3", eenheid="weken")
    wish = day_typed("vanaf", dag_in_amsterdam(older.received_at) + timedelta(days=1))
    worker.post(at(older), filled(older, "4:15-2b", "bevestigen", **wish))
    answer = lead.post(at(older), old)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Iemand was u voor" in page
    assert "Er is brand geweest." in page
    assert TermEvent.objects.count() == 1


def test_changing_what_was_typed_goes_back_to_the_form(worker: Client, older: Zaak) -> None:
    answer = worker.post(at(older), filled(older, "4:14-3", "wijzigen", aantal="3", eenheid="dagen"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="3"' in page
    assert "Er is brand geweest." in page


def test_a_stranger_finds_nothing(stranger: Client, worker: Client, older: Zaak) -> None:
    assert stranger.get(at(older, town="eikenrade")).status_code == 404
    assert stranger.post(at(older, town="eikenrade"), {"wat": "4:14-3"}).status_code == 404
    assert worker.post(at(older), {"wat": "9:99"}).status_code == 404


def test_at_most_thirteen_statements(worker: Client, older: Zaak, today: datetime) -> None:
    since = dag_in_amsterdam(today) - timedelta(days=2)
    worker.post(at(older), filled(older, "4:15-2b", "bevestigen", **day_typed("vanaf", since)))
    with CaptureQueriesContext(connection) as seen:
        read(worker, at(older))
    assert len(seen) <= 13, [statement["sql"] for statement in seen]
