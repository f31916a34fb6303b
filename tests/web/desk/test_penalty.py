"""The penalty at the desk: what it comes to, judging it and fixing it."""

from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from tests.cast import Municipality
from tests.hostile.markup import PAYLOADS, injected
from tests.hostile.test_submissions import CLEAR
from tests.web.desk.test_zaak import at, read
from tests.zaken.making import send, write_about

from openloket.law.kalender import dag_in_amsterdam
from openloket.tenancy.local_time import AMSTERDAM
from openloket.web.desk.wording import short_day
from openloket.zaken.models import NoticeOfDefault, Term, Zaak


def late(town: Municipality, today: datetime, days: int) -> Zaak:
    """Somebody wrote `days` ago that we are too late, half a year after applying."""
    zaak = send(town, noon(today, days + 180))
    write_about(town, zaak, "ingebrekestelling", noon(today, days))
    return zaak


def noon(today: datetime, days: int) -> datetime:
    """So many days ago, whenever the clock was put forward or back since."""
    return datetime.combine(dag_in_amsterdam(today) - timedelta(days=days), time(12), AMSTERDAM)


@pytest.fixture
def over(duinstede: Municipality, today: datetime) -> Zaak:
    """A zaak of which the penalty has come to its end."""
    return late(duinstede, today, 100)


def test_the_amount_of_today_and_of_each_day(
    worker: Client, duinstede: Municipality, today: datetime
) -> None:
    zaak = late(duinstede, today, 15)
    page = read(worker, at(zaak, "/dwangsom"))
    assert "Zoveel is het vandaag: € 23" in page
    first = dag_in_amsterdam(today)
    last = short_day(first + timedelta(days=13))
    assert f"{short_day(first)} tot en met {last}: € 23 per dag. Samen € 322." in page
    assert "€ 35 per dag. Samen € 812." in page
    assert "€ 45 per dag. Samen € 1442." in page
    assert "Bepaal zelf" in page
    assert "Stel €" not in page
    assert len(page.encode()) < 60_000


def test_judging(worker: Client, duinstede: Municipality, today: datetime) -> None:
    zaak = late(duinstede, today, 15)
    typed = {"doe": "oordeel", "oordeel": "telt", "aanvragers": "3", "reden": "Drie buren vroegen samen."}
    answer = worker.post(at(zaak, "/dwangsom"), typed)
    assert (answer.status_code, answer["Location"]) == (303, at(zaak, "/dwangsom?gedaan=oordeel"))
    page = read(worker, answer["Location"])
    assert "Uw oordeel is vastgelegd." in page
    assert "€ 7,67" in page
    assert "Drie buren vroegen samen." in page
    assert worker.post(at(zaak, "/dwangsom"), {**typed, "oordeel": "geen_belanghebbende"}).status_code == 303
    page = read(worker, at(zaak, "/dwangsom"))
    assert "Er is geen dwangsom." in page
    assert "Waarom niet?" in page
    assert "De ingebrekestelling is beoordeeld: er is geen dwangsom." in read(worker, at(zaak))


def test_what_is_wrong_stands_beside_the_question_and_what_was_typed_stays(
    worker: Client, over: Zaak
) -> None:
    typed = {"doe": "oordeel", "oordeel": "onredelijk_laat", "aanvragers": "veel", "reden": "Zo laat."}
    answer = worker.post(at(over, "/dwangsom"), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="aanvragers.fout"' in page
    assert 'value="veel"' in page
    assert 'value="onredelijk_laat" checked' in page
    assert "Zo laat." in page
    assert NoticeOfDefault.objects.get().reason == ""
    nothing = worker.post(at(over, "/dwangsom"), {"doe": "oordeel", "aanvragers": "1", "reden": "x"})
    assert 'id="oordeel.fout"' in nothing.content.decode()


def test_fixing_the_amount(worker: Client, lead: Client, over: Zaak) -> None:
    assert "Stel € 1442 vast" in read(worker, at(over, "/dwangsom"))
    old = worker.post(at(over, "/dwangsom"), {"doe": "vaststellen", "gezien": "23"})
    assert old.status_code == 409
    assert "Het is nu € 1442" in old.content.decode()
    done = worker.post(at(over, "/dwangsom"), {"doe": "vaststellen", "gezien": "1442"})
    assert done.status_code == 303
    page = read(worker, done["Location"])
    assert "€ 1442,00, op" in page
    assert "Stel €" not in page
    second = lead.post(at(over, "/dwangsom"), {"doe": "vaststellen", "gezien": "1442"})
    assert second.status_code == 409
    assert "Iemand was u voor" in second.content.decode()
    assert "De dwangsom is vastgesteld op € 1442,00." in read(worker, at(over))


def test_a_service_norm_asks_a_person(worker: Client, duinstede: Municipality, today: datetime) -> None:
    duinstede.service.term = {"kind": "service_norm", "weeks": 2}
    duinstede.service.save()
    page = read(worker, at(late(duinstede, today, 15), "/dwangsom"))
    assert "Bepaal dit zelf" in page
    assert not Term.objects.filter(kind=Term.Kind.PENALTY).exists()


def test_without_a_notice_there_is_no_page(stranger: Client, worker: Client, zaak: Zaak, over: Zaak) -> None:
    assert worker.get(at(zaak, "/dwangsom")).status_code == 404
    assert stranger.get(at(over, "/dwangsom", "eikenrade")).status_code == 404
    assert worker.post(at(over, "/dwangsom"), {"doe": "weg"}).status_code == 409


@pytest.mark.parametrize("payload", [*PAYLOADS, "9" * 5000, "²"])
def test_hostile_words_stay_words(worker: Client, over: Zaak, payload: str) -> None:
    for name in ("doe", "gezien", "oordeel", "aanvragers", "reden"):
        typed = {"doe": "oordeel", "oordeel": "telt", "aanvragers": "1", "reden": "x", name: payload}
        answer = worker.post(at(over, "/dwangsom"), typed)
        assert answer.status_code in CLEAR
        assert injected(answer.content.decode()) == []
    assert injected(worker.get(at(over, "/dwangsom")).content.decode()) == []
