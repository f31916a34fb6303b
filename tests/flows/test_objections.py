"""An objection to a decision: its term, whether it came in time, what an outage or a person changes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.cast import Municipality
from tests.flows.disputing import make_known, refused, send_kind
from tests.outages.test_register import outage
from tests.zaken.making import send

from openloket.evidence.log import events_of
from openloket.evidence.models import Event
from openloket.flows.decisions.decide_timeliness import UnableToDecideTimeliness, decide_timeliness
from openloket.flows.decisions.judge_timeliness import judge_again
from openloket.flows.decisions.link_objection import UnableToLinkObjection, link_objection
from openloket.flows.outages.forgive_lateness import forgive_after_outages
from openloket.law.gebeurtenissen import Verlenging, Verlengingsgrond
from openloket.law.kalender import NEDERLANDSE_KALENDER as KALENDER
from openloket.law.kalender import Duur, Eenheid
from openloket.offer.calendar import law_calendar
from openloket.outages.models import Channel as OutageChannel
from openloket.tenancy.scope import scope
from openloket.zaken.course import Noted, happen
from openloket.zaken.models import Besluit, Status, Term, Timeliness, Zaak

Decided = tuple[Zaak, Besluit]
#: Decided and made known on Monday 9 March; to object until Monday 20 April, to decide until 1 June 2026.
LAST_DAY = date(2026, 4, 20)


def april(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment in UTC: in Amsterdam two hours later."""
    return datetime(2026, 4, day, hour, minute, tzinfo=UTC)


IN_TIME, EVENING, MORNING = april(20, 21, 59), april(20, 20, 40), april(21, 7, 0)


@pytest.fixture
def decided(duinstede: Municipality, now: datetime) -> Decided:
    return refused(duinstede, now, now + timedelta(days=7))


def facts(zaak: Zaak, kind: str) -> list[Event]:
    return [fact for fact in events_of(zaak.organisation_id, [("zaak", zaak.pk)]) if fact.kind == kind]


def verdict(zaak: Zaak) -> Timeliness:
    row: Timeliness = Timeliness.objects.get(submission_id=zaak.submission_id)
    return row


def decision(zaak: Zaak) -> Term:
    term: Term = Term.objects.get(zaak=zaak, kind=Term.Kind.DECISION, ended_on=None)
    return term


def after(zaak: Zaak) -> str:
    return " ".join(zaak.submission.receipt.consequences["after"])


def test_begun_at_the_zaak_it_counts_from_the_publication(duinstede: Municipality, decided: Decided) -> None:
    zaak = send_kind(duinstede, "bezwaar", IN_TIME, about=decided[0].reference, datum_besluit="2026-03-01")
    assert (zaak.kind, zaak.about, decision(zaak).last_day) == ("bezwaar", decided[0], date(2026, 6, 1))
    assert zaak.last_day == date(2026, 6, 1)
    assert (verdict(zaak).verdict, verdict(zaak).last_day) == (Timeliness.Verdict.IN_TIME, LAST_DAY)
    assert "Uw bezwaar is op tijd." in after(zaak)
    [told] = facts(zaak, "timeliness.judged")
    assert '"verdict":"op_tijd"' in told.body
    assert len(facts(zaak, "objection.linked")) == len(facts(decided[0], "objection.linked")) == 1


def test_a_minute_later_waits_for_a_person(duinstede: Municipality, decided: Decided) -> None:
    zaak = send_kind(duinstede, "bezwaar", april(20, 22, 0), about=decided[0].reference)
    assert verdict(zaak).verdict == Timeliness.Verdict.LATE
    assert "Een medewerker beslist" in after(zaak)
    assert decision(zaak).last_day == date(2026, 6, 1)


def test_an_outage_on_the_last_evening_forgives_by_itself(duinstede: Municipality, decided: Decided) -> None:
    outage(EVENING, april(21, 6, 50))
    zaak = send_kind(duinstede, "bezwaar", MORNING, about=decided[0].reference, email="jan@example.nl")
    row = verdict(zaak)
    assert (row.verdict, row.forgiven_until) == (Timeliness.Verdict.FORGIVEN, april(21, 8, 10))
    assert "Wij nemen uw bezwaar aan." in after(zaak)
    assert "niet kwalijk" in after(zaak)
    [told] = facts(zaak, "timeliness.judged")
    assert '"forgiven_until":"2026-04-21T08:10:00+00:00"' in told.body


def test_what_came_after_the_extra_time_is_for_a_person(duinstede: Municipality, decided: Decided) -> None:
    outage(EVENING, april(20, 21, 0))
    zaak = send_kind(duinstede, "bezwaar", april(21, 12), about=decided[0].reference)
    assert verdict(zaak).verdict == Timeliness.Verdict.TO_DECIDE


def test_an_extended_term_to_object_counts(duinstede: Municipality, decided: Decided) -> None:
    Term.objects.filter(zaak=decided[0], kind=Term.Kind.OBJECTION).update(last_day=date(2026, 4, 22))
    zaak = send_kind(duinstede, "bezwaar", april(22, 8), about=decided[0].reference)
    assert verdict(zaak).verdict == Timeliness.Verdict.IN_TIME
    assert (decision(zaak).begins_on, decision(zaak).last_day) == (date(2026, 4, 23), date(2026, 6, 3))


def test_what_came_before_the_decision_was_made_known_is_judged_then(
    duinstede: Municipality, now: datetime
) -> None:
    first = send(duinstede, now, reachable=True, email="jan@example.nl")
    zaak = send_kind(duinstede, "bezwaar", now + timedelta(days=1), about=first.reference)
    assert (zaak.about, Timeliness.objects.exists()) == (first, False)
    assert decision(zaak).why["twijfel"]["artikel"] == "Awb 6:8 lid 1"
    make_known(duinstede, first, now + timedelta(days=7))
    assert verdict(zaak).verdict == Timeliness.Verdict.TOO_EARLY
    assert "nog niet genomen" in str(verdict(zaak).why)
    assert decision(zaak).last_day == date(2026, 6, 1)
    assert len(facts(zaak, "timeliness.judged")) == 1


def test_an_employee_links_it_and_the_term_begins_anew(
    duinstede: Municipality, decided: Decided, now: datetime
) -> None:
    zaak = send_kind(duinstede, "bezwaar", april(1, 9))
    old = decision(zaak)
    assert old.last_day == date(2026, 5, 13)
    linked = link_objection(
        duinstede.worker, zaak, decided[0].reference.replace("-", " ").lower(), april(2, 9)
    )
    zaak.refresh_from_db()
    old.refresh_from_db()
    assert linked == zaak.about == decided[0]
    assert (old.ended_on, decision(zaak).last_day) == (date(2026, 4, 2), date(2026, 6, 1))
    assert verdict(zaak).verdict == Timeliness.Verdict.IN_TIME
    [fact] = facts(zaak, "objection.linked")
    assert fact.actor == f"employee:{duinstede.worker.pk}"


def test_what_happened_to_the_term_goes_along(duinstede: Municipality, decided: Decided) -> None:
    zaak = send_kind(duinstede, "bezwaar", april(1, 9))
    longer = Verlenging(Verlengingsgrond.VERDAGING_BEZWAAR, date(2026, 4, 1), Duur(6, Eenheid.WEKEN))
    happen(decision(zaak), longer, Noted(april(1, 10)), KALENDER)
    link_objection(duinstede.worker, zaak, decided[0].reference, april(2, 9))
    assert decision(zaak).last_day == date(2026, 7, 13)
    assert [event.ground for event in decision(zaak).events.all()] == ["7:10-3"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Vul het kenmerk in"),
        ("onzin", "geen zaak met dit kenmerk"),
        ("DUI-2026", "geen zaak met dit kenmerk"),
        ("EIK-2026-7F3-K9Q-XM2", "geen zaak met dit kenmerk"),
        ("DUI-2026-\0", "geen zaak met dit kenmerk"),
    ],
)
def test_a_reference_that_leads_nowhere(duinstede: Municipality, typed: str, told: str) -> None:
    zaak = send_kind(duinstede, "bezwaar", april(1, 9))
    with pytest.raises(UnableToLinkObjection, match=told):
        link_objection(duinstede.worker, zaak, typed, april(2, 9))


def test_a_zaak_of_another_municipality_does_not_exist(
    duinstede: Municipality, eikenrade: Municipality
) -> None:
    zaak = send_kind(duinstede, "bezwaar", april(1, 9))
    with scope(eikenrade.organisation.pk):
        theirs = send(eikenrade, april(1, 9))
    with pytest.raises(UnableToLinkObjection, match="geen zaak"):
        link_objection(duinstede.worker, zaak, theirs.reference, april(2, 9))
    with pytest.raises(UnableToLinkObjection, match="mag geen"):
        link_objection(eikenrade.worker, zaak, theirs.reference, april(2, 9))


def test_not_to_itself_not_without_decision_not_twice(
    duinstede: Municipality, decided: Decided, now: datetime
) -> None:
    zaak = send_kind(duinstede, "bezwaar", april(1, 9))
    with pytest.raises(UnableToLinkObjection, match="bezwaar zelf"):
        link_objection(duinstede.worker, zaak, zaak.reference, april(2, 9))
    with pytest.raises(UnableToLinkObjection, match="nog geen besluit"):
        link_objection(duinstede.worker, zaak, send(duinstede, now).reference, april(2, 9))
    with pytest.raises(UnableToLinkObjection, match="geen bezwaar"):
        link_objection(duinstede.worker, decided[0], zaak.reference, april(2, 9))
    stale = Zaak.objects.get(pk=zaak.pk)
    link_objection(duinstede.worker, zaak, decided[0].reference, april(2, 9))
    with pytest.raises(UnableToLinkObjection, match="was u voor"):
        link_objection(duinstede.lead, stale, decided[0].reference, april(2, 9))
    zaak.refresh_from_db()
    with pytest.raises(UnableToLinkObjection, match="al aan deze zaak"):
        link_objection(duinstede.lead, zaak, decided[0].reference, april(2, 9))


def late(town: Municipality, decided: Decided) -> Zaak:
    return send_kind(town, "bezwaar", april(22, 9), about=decided[0].reference)


def test_a_person_excuses_it_with_a_reason(duinstede: Municipality, decided: Decided) -> None:
    zaak = late(duinstede, decided)
    decide_timeliness(
        duinstede.worker, zaak, "te_laat", True, " Hij lag in het ziekenhuis.\r\n", april(23, 9)
    )
    row = verdict(zaak)
    assert (row.verdict, row.reason) == (Timeliness.Verdict.FORGIVEN, "Hij lag in het ziekenhuis.")
    assert (row.decided_by, row.decided_at) == (duinstede.worker, april(23, 9))
    told = facts(zaak, "timeliness.judged")
    assert len(told) == 2
    assert '"by_person":true' in told[1].body
    assert "ziekenhuis" not in told[1].body


def test_of_two_who_decide_one_wins(duinstede: Municipality, decided: Decided) -> None:
    zaak = late(duinstede, decided)
    decide_timeliness(duinstede.worker, zaak, "te_laat", False, "Geen reden.", april(23, 9))
    with pytest.raises(UnableToDecideTimeliness, match="was u voor"):
        decide_timeliness(duinstede.lead, zaak, "te_laat", True, "Toch wel.", april(23, 9))
    assert verdict(zaak).verdict == Timeliness.Verdict.LATE


def test_nothing_is_decided_without_choice_or_reason(
    duinstede: Municipality, eikenrade: Municipality, decided: Decided
) -> None:
    zaak = late(duinstede, decided)
    for excused, reason, field in ((None, "x", "verwijtbaar"), (True, " ", "reden"), (True, "\0", "reden")):
        with pytest.raises(UnableToDecideTimeliness) as refusal:
            decide_timeliness(duinstede.worker, zaak, "te_laat", excused, reason, april(23, 9))
        assert refusal.value.field == field
    with pytest.raises(UnableToDecideTimeliness, match="mag geen"):
        decide_timeliness(eikenrade.worker, zaak, "te_laat", True, "x", april(23, 9))


def test_what_is_in_time_is_not_for_a_person(duinstede: Municipality, decided: Decided) -> None:
    zaak = send_kind(duinstede, "bezwaar", IN_TIME, about=decided[0].reference)
    with pytest.raises(UnableToDecideTimeliness, match="niets meer"):
        decide_timeliness(duinstede.worker, zaak, "op_tijd", False, "Nee.", april(23, 9))


def test_an_outage_found_afterwards_forgives_what_nobody_decided_on(
    duinstede: Municipality, decided: Decided
) -> None:
    open_one = send_kind(duinstede, "bezwaar", MORNING, about=decided[0].reference)
    settled = send_kind(duinstede, "bezwaar", MORNING, about=decided[0].reference)
    decide_timeliness(duinstede.worker, settled, "te_laat", False, "Geen reden.", april(21, 8))
    outage(EVENING, april(21, 6, 50))
    again = judge_again(april(21, 9), law_calendar())
    assert [fact.subject_id for fact in again] == [open_one.pk]
    assert verdict(open_one).verdict == Timeliness.Verdict.FORGIVEN
    assert verdict(settled).verdict == Timeliness.Verdict.LATE
    assert judge_again(april(21, 9), law_calendar()) == []


def test_a_closed_objection_is_left_alone(duinstede: Municipality, decided: Decided) -> None:
    zaak = send_kind(duinstede, "bezwaar", april(1, 9))
    Zaak.objects.filter(pk=zaak.pk).update(status=Status.CLOSED)
    with pytest.raises(UnableToLinkObjection, match="al klaar"):
        link_objection(duinstede.worker, zaak, decided[0].reference, april(2, 9))


def test_the_duty_that_forgives_judges_again(duinstede: Municipality, decided: Decided) -> None:
    zaak = send_kind(duinstede, "bezwaar", MORNING, about=decided[0].reference)
    outage(EVENING, april(21, 6, 50))
    forgive_after_outages(april(21, 9))
    assert verdict(zaak).verdict == Timeliness.Verdict.FORGIVEN
    assert len(facts(zaak, "timeliness.judged")) == 2


def test_an_outage_of_another_way_forgives_nothing(duinstede: Municipality, decided: Decided) -> None:
    outage(EVENING, april(21, 6, 50), channel=OutageChannel.EMAIL)
    zaak = send_kind(duinstede, "bezwaar", MORNING, about=decided[0].reference)
    assert verdict(zaak).verdict == Timeliness.Verdict.LATE
