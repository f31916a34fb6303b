"""Suspending, resuming and extending a term: what the preview shows is written once the notice left."""

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from tests.cast import Municipality
from tests.zaken.making import send

from openloket.evidence.models import Event
from openloket.flows.delivery.sent import follow
from openloket.flows.terms.extend_term import extend_term
from openloket.flows.terms.resume_term import resume_term
from openloket.flows.terms.suspend_term import suspend_term
from openloket.flows.terms.term_notices import notice_of
from openloket.flows.terms.term_proposals import Asked, UnableToChangeTerm, extension, suspension
from openloket.flows.terms.withdraw_notice import withdraw_notice
from openloket.law.kalender import Duur, Eenheid, dag_in_amsterdam
from openloket.law.termijnen import (
    Streeftermijn,
    Termijnregel,
    beslistermijn,
    beslistermijn_bezwaar,
    klachttermijn,
)
from openloket.offer.calendar import law_calendar
from openloket.post.models import Message, Way
from openloket.tenancy.models import Employee
from openloket.tenancy.scope import scope
from openloket.zaken.models import PendingEvent, Term, TermEvent, Zaak
from openloket.zaken.term_standing import standing_of

WEEKS = {"length": 3, "unit": "weken"}


@pytest.fixture
def zaak(duinstede: Municipality, now: datetime) -> Zaak:
    """Sent on Monday 2 March 2026 by somebody who may be written to by e-mail: to decide by 28 April."""
    return send(duinstede, now, reachable=True, email="jan@voorbeeld.example")


def term_of(zaak: Zaak) -> Term:
    return Term.objects.get(zaak=zaak, kind__in=("decision", "service_norm"), ended_on=None)


def asked(zaak: Zaak, ground: str, **more: Any) -> Asked:
    return Asked(ground, standing_of(term_of(zaak)).mark, **{"reason": "Wij wachten op een advies.", **more})


def facts(zaak: Zaak, kind: str) -> list[dict[str, Any]]:
    found = Event.objects.filter(
        organisation_id=zaak.organisation_id, subject_kind="zaak", subject_id=zaak.pk, kind=kind
    )
    return [json.loads(one.body) for one in found.order_by("id")]


def leave(message: Message, at: datetime) -> None:
    with transaction.atomic():
        follow(message.kind, message.pk, dag_in_amsterdam(at), at)


def replace_term(zaak: Zaak, **law: Any) -> None:
    """Give the zaak another term of the law to decide."""
    began = law["term"]
    Term.objects.filter(zaak=zaak).update(
        article=began.artikel, begins_on=began.begin, raw_end=began.ruwe_einddatum,
        last_day=began.laatste_dag, why=began.naar_dict(), origin=began.naar_dict(),
    )  # fmt: skip


def test_an_extension_counts_once_its_message_has_left(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    later = now + timedelta(days=30)
    wanted = asked(zaak, "4:14-3", **WEEKS)
    assert extend_term(duinstede.organisation, duinstede.worker, zaak, wanted, later) is False
    assert term_of(zaak).last_day == date(2026, 4, 28)
    [message] = Message.objects.filter(kind="term_extended")
    assert "18 mei 2026" in message.text
    assert "Wij wachten op een advies." in message.text
    assert "Awb 4:14 lid 3" in message.text
    assert message.way == Way.EMAIL
    leave(message, later)
    leave(message, later)
    term = term_of(zaak)
    zaak.refresh_from_db()
    assert term.last_day == zaak.last_day == date(2026, 5, 18)
    assert TermEvent.objects.filter(term=term).count() == 1
    [fact] = facts(zaak, "term.extended")
    assert (fact["was"], fact["last_day"], fact["length"]) == ("2026-04-28", "2026-05-18", "3 weken")
    assert "advies" not in json.dumps(facts(zaak, "term.extended") + facts(zaak, "term.notice"))


@pytest.mark.parametrize(
    ("ground", "more"),
    [
        ("4:14-3", WEEKS),
        ("4:14-3", {"length": 10, "unit": "dagen"}),
        ("4:15-2a", {"since": date(2026, 3, 9), "until": date(2026, 3, 30)}),
        ("4:15-2b", {"since": date(2026, 3, 16)}),
        ("4:15-2c", {"since": date(2026, 3, 20), "expected": date(2026, 6, 1)}),
        ("4:15-1b", {}),
    ],
)
def test_the_preview_is_what_is_written(
    duinstede: Municipality, zaak: Zaak, now: datetime, ground: str, more: dict[str, Any]
) -> None:
    later = now + timedelta(days=20)
    propose, flow = (extension, extend_term) if "length" in more else (suspension, suspend_term)
    wanted = asked(zaak, ground, **more)
    extra = () if propose is extension else ("proef",)
    shown = propose(term_of(zaak), wanted, *extra, law_calendar(), dag_in_amsterdam(later))
    words = notice_of(zaak, shown)
    flow(duinstede.organisation, duinstede.worker, zaak, wanted, later)
    sent = Message.objects.filter(kind__startswith="term_").first()
    assert (sent is None) is (words is None)
    if sent is not None and words is not None:
        assert all(line in sent.text for line in (words.opening, *words.rest))
        leave(sent, later)
    term = term_of(zaak)
    assert (term.last_day, term.raw_end) == (shown.after.laatste_dag, shown.after.ruwe_einddatum)
    assert term.why == json.loads(json.dumps(shown.after.naar_dict()))


def test_force_majeure_stands_still_at_once_and_is_told_with_a_day(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    later = now + timedelta(days=10)
    with pytest.raises(UnableToChangeTerm, match="na vandaag") as refused:
        suspend_term(
            duinstede.organisation, duinstede.worker, zaak, asked(zaak, "4:15-2c", since=later.date()), later
        )
    assert refused.value.field == "expected"
    wanted = asked(zaak, "4:15-2c", since=date(2026, 3, 10), expected=date(2026, 6, 1))
    assert suspend_term(duinstede.organisation, duinstede.worker, zaak, wanted, later) is True
    [message] = Message.objects.filter(kind="term_suspended")
    assert "maandag 1 juni 2026" in message.text
    term = term_of(zaak)
    assert (term.still_from, term.still_until) == (date(2026, 3, 10), None)
    assert term.last_day == date(2026, 4, 30)
    [fact] = facts(zaak, "term.suspended")
    assert (fact["first_day"], fact["ground"]) == ("2026-03-10", "4:15-2c")


def test_a_resumption_tells_the_new_last_day(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    day = now + timedelta(days=10)
    suspend_term(
        duinstede.organisation, duinstede.worker, zaak, asked(zaak, "4:15-2b", since=date(2026, 3, 10)), day
    )
    assert not Message.objects.filter(kind="term_suspended").exists()
    [event] = TermEvent.objects.filter(term=term_of(zaak))
    back = day + timedelta(days=12)
    wanted = asked(zaak, "4:15-2b", since=date(2026, 3, 24), mark=event.mark)
    resume_term(duinstede.organisation, duinstede.worker, zaak, wanted, back)
    term = term_of(zaak)
    assert term.last_day == date(2026, 5, 11)
    assert (term.still_from, term.still_until) == (date(2026, 3, 10), date(2026, 3, 23))
    [message] = Message.objects.filter(kind="term_resumed")
    assert "maandag 11 mei 2026" in message.text
    [fact] = facts(zaak, "term.resumed")
    assert fact["last_day"] == "2026-05-11"
    with pytest.raises(UnableToChangeTerm, match="al voorbij"):
        resume_term(
            duinstede.organisation, duinstede.worker, zaak,
            asked(zaak, "4:15-2b", since=date(2026, 3, 24), mark=event.mark), back,
        )  # fmt: skip


def test_consent_needs_no_message_and_ends_by_itself(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    wanted = asked(zaak, "4:15-2a", since=date(2026, 3, 2), until=date(2026, 3, 15))
    assert suspend_term(duinstede.organisation, duinstede.worker, zaak, wanted, now) is True
    assert term_of(zaak).last_day == date(2026, 5, 11)
    assert Message.objects.exclude(kind="receipt").count() == 0


def test_who_is_not_reachable_gets_a_letter_and_the_term_waits_for_it(
    duinstede: Municipality, now: datetime
) -> None:
    zaak = send(duinstede, now)
    suspend_term(duinstede.organisation, duinstede.worker, zaak, asked(zaak, "4:15-1b"), now)
    [message] = Message.objects.filter(kind="term_suspended")
    assert message.way == Way.LETTER
    assert term_of(zaak).still_from is None
    with pytest.raises(UnableToChangeTerm, match="wacht al een bericht"):
        suspend_term(duinstede.organisation, duinstede.worker, zaak, asked(zaak, "4:15-1b"), now)
    posted = now + timedelta(days=2)
    leave(message, posted)
    assert term_of(zaak).still_from == date(2026, 3, 5)
    assert len(facts(zaak, "term.suspended")) == 1


def test_a_letter_that_left_too_late_is_kept_and_does_not_count(
    duinstede: Municipality, now: datetime
) -> None:
    zaak = send(duinstede, now)
    extend_term(duinstede.organisation, duinstede.worker, zaak, asked(zaak, "4:14-3", **WEEKS), now)
    leave(Message.objects.get(kind="term_extended"), now + timedelta(days=60))
    term = term_of(zaak)
    assert term.last_day == date(2026, 4, 28)
    assert any("kon tot en met" in step["tekst"] for step in term.why["waarom"]["stappen"])
    [fact] = facts(zaak, "term.extended")
    assert fact["counted"] is False


def test_a_letter_that_is_withdrawn_changes_nothing(duinstede: Municipality, now: datetime) -> None:
    zaak = send(duinstede, now)
    extend_term(duinstede.organisation, duinstede.worker, zaak, asked(zaak, "4:14-3", **WEEKS), now)
    [waiting] = PendingEvent.objects.all()
    withdraw_notice(duinstede.worker, zaak, waiting.pk, now)
    assert Message.objects.get(kind="term_extended").state == "withdrawn"
    with pytest.raises(UnableToChangeTerm, match="Intrekken kan niet meer"):
        withdraw_notice(duinstede.worker, zaak, waiting.pk, now)
    assert len(facts(zaak, "term.notice_withdrawn")) == 1
    assert (
        extend_term(duinstede.organisation, duinstede.worker, zaak, asked(zaak, "4:14-3", **WEEKS), now)
        is False
    )


def test_what_left_after_the_decision_changes_nothing(duinstede: Municipality, now: datetime) -> None:
    zaak = send(duinstede, now)
    extend_term(duinstede.organisation, duinstede.worker, zaak, asked(zaak, "4:14-3", **WEEKS), now)
    Term.objects.filter(zaak=zaak).update(ended_on=date(2026, 3, 3))
    leave(Message.objects.get(kind="term_extended"), now + timedelta(days=3))
    assert not TermEvent.objects.exists()
    assert PendingEvent.objects.get().sent_on == date(2026, 3, 5)


def test_an_extension_after_the_end_is_refused_with_the_reason(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    wanted = asked(zaak, "4:14-3", **WEEKS)
    with pytest.raises(UnableToChangeTerm, match=r"tot en met dinsdag 28 april 2026.*Awb 4:14 lid 3"):
        extend_term(duinstede.organisation, duinstede.worker, zaak, wanted, now + timedelta(days=60))
    with pytest.raises(UnableToChangeTerm, match="kan zij niet meer stilstaan"):
        suspend_term(
            duinstede.organisation, duinstede.worker, zaak,
            asked(zaak, "4:15-2b", since=date(2026, 4, 29)), now + timedelta(days=60),
        )  # fmt: skip
    assert not Message.objects.exclude(kind="receipt").exists()


def test_a_later_day_of_a_term_of_an_act_moves_nothing(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    rule = Termijnregel("Wegenverkeerswet 149", Duur(8, Eenheid.WEKEN), "De wet noemt 8 weken.")
    replace_term(zaak, term=beslistermijn(now, rule, law_calendar()))
    with pytest.raises(UnableToChangeTerm, match="kan niet bij deze termijn"):
        extend_term(duinstede.organisation, duinstede.worker, zaak, asked(zaak, "4:14-3", **WEEKS), now)
    extend_term(duinstede.organisation, duinstede.worker, zaak, asked(zaak, "4:14-1", **WEEKS), now)
    message = Message.objects.get(kind="term_extended")
    assert "19 mei 2026" in message.text
    assert "wordt hierdoor niet langer" in message.text
    leave(message, now)
    assert term_of(zaak).last_day == date(2026, 4, 28)
    [fact] = facts(zaak, "term.announced")
    assert fact["announced"] == "2026-05-19"


def test_an_objection_is_postponed_by_six_weeks_at_most(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    replace_term(zaak, term=beslistermijn_bezwaar(date(2026, 3, 2), now, False, law_calendar()))
    Zaak.objects.filter(pk=zaak.pk).update(kind="bezwaar")
    zaak.refresh_from_db()
    for ground in ("4:14-3", "4:15-2a", "9:11-2"):
        with pytest.raises(UnableToChangeTerm, match="kan niet bij deze termijn"):
            extend_term(duinstede.organisation, duinstede.worker, zaak, asked(zaak, ground, **WEEKS), now)
    seven = asked(zaak, "7:10-3", length=7, unit="weken")
    with pytest.raises(UnableToChangeTerm, match="ten hoogste 6 weken") as refused:
        extend_term(duinstede.organisation, duinstede.worker, zaak, seven, now)
    assert refused.value.field == "length"
    assert term_of(zaak).last_day == date(2026, 5, 26)
    extend_term(
        duinstede.organisation, duinstede.worker, zaak, asked(zaak, "7:10-3", length=6, unit="weken"), now
    )
    message = Message.objects.get(kind="term_extended")
    assert "uw bezwaar" in message.text
    assert "Awb 7:10 lid 5" in message.text
    leave(message, now)
    assert term_of(zaak).last_day == date(2026, 7, 6)
    with pytest.raises(UnableToChangeTerm, match="ten hoogste 6 weken"):
        extend_term(
            duinstede.organisation, duinstede.worker, zaak, asked(zaak, "7:10-3", length=1, unit="dagen"), now
        )


def test_a_complaint_waits_longer_with_consent_and_at_once(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    replace_term(zaak, term=klachttermijn(now, False, law_calendar()))
    was = term_of(zaak).last_day
    assert (
        extend_term(duinstede.organisation, duinstede.worker, zaak, asked(zaak, "9:11-3", **WEEKS), now)
        is True
    )
    assert term_of(zaak).last_day == was + timedelta(weeks=3)
    assert not Message.objects.exclude(kind="receipt").exists()


def test_a_norm_of_our_own_is_no_term_of_the_act(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    norm = Streeftermijn(Duur(2, Eenheid.WEKEN), "Zo lang duurt het meestal.")
    replace_term(zaak, term=beslistermijn(now, norm, law_calendar()))
    with pytest.raises(UnableToChangeTerm, match="kan niet bij deze termijn"):
        extend_term(duinstede.organisation, duinstede.worker, zaak, asked(zaak, "4:14-3", **WEEKS), now)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"length": None, "unit": "weken"}, "length"),
        ({"length": 0, "unit": "weken"}, "length"),
        ({"length": 53, "unit": "weken"}, "length"),
        ({"length": 3, "unit": "jaren"}, "length"),
        ({**WEEKS, "reason": "  "}, "reason"),
        ({**WEEKS, "reason": "x" * 2001}, "reason"),
    ],
)
def test_what_is_filled_in_wrong_is_named(
    duinstede: Municipality, zaak: Zaak, now: datetime, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(UnableToChangeTerm) as refused:
        extend_term(duinstede.organisation, duinstede.worker, zaak, asked(zaak, "4:14-3", **more), now)
    assert refused.value.field == field


def test_of_two_at_once_the_second_is_told(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    first, second = asked(zaak, "4:15-2b", since=date(2026, 3, 2)), asked(zaak, "4:14-3", **WEEKS)
    suspend_term(duinstede.organisation, duinstede.worker, zaak, first, now)
    with pytest.raises(UnableToChangeTerm, match="Iemand was u voor"):
        extend_term(duinstede.organisation, duinstede.lead, zaak, second, now)


def test_not_a_stranger_and_not_who_may_not(
    duinstede: Municipality, eikenrade: Municipality, zaak: Zaak, now: datetime
) -> None:
    wanted = asked(zaak, "4:14-3", **WEEKS)
    Employee.objects.filter(pk=duinstede.worker.pk).update(role="administrator")
    duinstede.worker.refresh_from_db()
    for employee in (eikenrade.worker, duinstede.worker):
        with pytest.raises(UnableToChangeTerm, match="geen zaken behandelen"):
            extend_term(duinstede.organisation, employee, zaak, wanted, now)
    with scope(eikenrade.organisation.pk), pytest.raises(UnableToChangeTerm, match="geen termijn"):
        extend_term(eikenrade.organisation, eikenrade.worker, zaak, wanted, now)
