"""A committee advises: more time from the same first day, told at once, and only while the term runs."""

from datetime import date, datetime, timedelta

import pytest
from tests.cast import Municipality
from tests.flows.disputing import refused, send_kind, service_for
from tests.flows.test_objections import april, decision, facts
from tests.zaken.making import send

from openloket.flows.decisions.set_advice import UnableToSetAdvice, set_advice
from openloket.law.gebeurtenissen import Opschorting, Opschortingsgrond
from openloket.law.kalender import NEDERLANDSE_KALENDER as KALENDER
from openloket.post.models import Message, Way
from openloket.zaken.course import Noted, happen
from openloket.zaken.models import Status, Zaak


@pytest.mark.parametrize(
    ("kind", "before", "longer", "article"),
    [
        ("bezwaar", date(2026, 5, 13), date(2026, 6, 24), "Awb 7:13"),
        ("klacht", date(2026, 5, 13), date(2026, 6, 10), "Awb 9:15"),
    ],
)
def test_the_term_grows_and_the_sender_is_told(
    duinstede: Municipality, kind: str, before: date, longer: date, article: str
) -> None:
    zaak = send_kind(duinstede, kind, april(1, 9), reachable=True, email="jan@example.nl")
    old = decision(zaak)
    assert old.last_day == before
    set_advice(duinstede.worker, zaak, april(2, 9))
    zaak.refresh_from_db()
    old.refresh_from_db()
    assert (zaak.advice, zaak.last_day, decision(zaak).last_day) == (True, longer, longer)
    assert old.ended_on == date(2026, 4, 2)
    message = Message.objects.get(kind="advice")
    assert message.to_address == "jan@example.nl"
    assert article in message.text
    assert kind in message.subject_line
    assert str(longer.day) in message.text
    assert "24 juni 2026" in message.html or kind == "klacht"
    [fact] = facts(zaak, "advice.asked")
    assert f'"last_day":"{longer.isoformat()}"' in fact.body


def test_without_e_mail_it_is_a_letter(duinstede: Municipality) -> None:
    zaak = send_kind(duinstede, "bezwaar", april(1, 9))
    set_advice(duinstede.worker, zaak, april(2, 9))
    assert Message.objects.get(kind="advice").way == Way.LETTER


def test_what_stood_still_stays_counted(duinstede: Municipality) -> None:
    zaak = send_kind(duinstede, "bezwaar", april(1, 9))
    still = Opschorting(Opschortingsgrond.HERSTEL_BEZWAAR, date(2026, 4, 2), date(2026, 4, 16), "x")
    happen(decision(zaak), still, Noted(april(2, 9)), KALENDER)
    set_advice(duinstede.worker, zaak, april(3, 9))
    assert decision(zaak).last_day == date(2026, 7, 8)  # fourteen days after 24 June


def test_once_and_only_while_it_runs(duinstede: Municipality, eikenrade: Municipality) -> None:
    zaak = send_kind(duinstede, "bezwaar", april(1, 9))
    with pytest.raises(UnableToSetAdvice, match="mag geen"):
        set_advice(eikenrade.worker, zaak, april(2, 9))
    with pytest.raises(UnableToSetAdvice, match="Een commissie maakt de termijn nu niet langer"):
        set_advice(duinstede.worker, zaak, april(1, 9) + timedelta(weeks=6, days=1))
    zaak.refresh_from_db()
    assert zaak.advice is False
    set_advice(duinstede.worker, zaak, april(2, 9))
    with pytest.raises(UnableToSetAdvice, match="er is al advies gevraagd"):
        set_advice(duinstede.lead, zaak, april(2, 9))
    assert Message.objects.filter(kind="advice").count() == 1


def test_not_on_an_application_nor_on_what_is_done(duinstede: Municipality, now: datetime) -> None:
    with pytest.raises(UnableToSetAdvice, match="bezwaar of een klacht"):
        set_advice(duinstede.worker, send(duinstede, now), now)
    zaak = send_kind(duinstede, "klacht", april(1, 9))
    Zaak.objects.filter(pk=zaak.pk).update(status=Status.CLOSED)
    with pytest.raises(UnableToSetAdvice, match="de zaak is klaar"):
        set_advice(duinstede.worker, zaak, april(2, 9))


@pytest.mark.parametrize(("kind", "word", "last_day"), [
    ("bezwaar", "committee", date(2026, 6, 24)), ("klacht", "advice", date(2026, 6, 10)),
])  # fmt: skip
def test_a_service_that_always_asks_advice_says_so_at_receipt(
    duinstede: Municipality, kind: str, word: str, last_day: date
) -> None:
    service = service_for(duinstede, kind)
    service.term = {**service.term, word: True}
    service.save()
    zaak = send_kind(duinstede, kind, april(1, 9))
    assert (zaak.advice, zaak.last_day) == (True, last_day)
    assert f"advies over uw {kind}" in " ".join(zaak.submission.receipt.consequences["after"])
    assert len(facts(zaak, "advice.asked")) == 1
    with pytest.raises(UnableToSetAdvice, match="er is al advies gevraagd"):
        set_advice(duinstede.worker, zaak, april(2, 9))


def test_an_objection_at_the_zaak_itself_keeps_its_committee(duinstede: Municipality, now: datetime) -> None:
    service = service_for(duinstede, "bezwaar")
    service.term = {**service.term, "committee": True}
    service.save()
    about, _ = refused(duinstede, now, now + timedelta(days=7))
    zaak = send_kind(duinstede, "bezwaar", april(20, 9), about=about.reference)
    assert (zaak.advice, zaak.last_day) == (True, date(2026, 7, 13))
