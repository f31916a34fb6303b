"""Notice of default: it starts the penalty, a person judges it, the decision ends it, the amount is fixed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.cast import Municipality
from tests.zaken.making import send, write_about

from openloket.evidence.canonical import read_canonical
from openloket.evidence.models import Event
from openloket.flows.terms.default import UnableToJudge, decided, fix_amount, judge_notice
from openloket.law.gebeurtenissen import Verlenging, Verlengingsgrond
from openloket.law.kalender import Duur, Eenheid
from openloket.offer.calendar import law_calendar
from openloket.tenancy.scope import scope
from openloket.zaken.course import Noted, decision_term, happen
from openloket.zaken.models import Besluit, Filing, NoticeOfDefault, Term, Zaak
from openloket.zaken.penalty import euros_a_day, euros_owed

LAST_DAY = date(2026, 4, 28)  # of the zaak sent on 2 March, see tests/flows/test_submit_form.py
NOTICE = datetime(2026, 5, 4, 10, tzinfo=UTC)
FIRST, LAST = date(2026, 5, 19), date(2026, 6, 29)  # the fifteenth day after, and 42 days


def clock(zaak: Zaak) -> Term:
    found: Term = Term.objects.get(zaak=zaak, kind=Term.Kind.PENALTY)
    return found


def late(town: Municipality, now: datetime) -> Zaak:
    """A zaak of which the last day has passed, and about which its sender wrote that we are too late."""
    zaak = send(town, now)
    assert zaak.last_day == LAST_DAY
    write_about(town, zaak, "ingebrekestelling", NOTICE)
    return zaak


def told(kind: str) -> list[dict[str, object]]:
    bodies = Event.objects.filter(kind=kind).order_by("id").values_list("body", flat=True)
    return [read_canonical(body.encode()) for body in bodies]


def make_known(town: Municipality, zaak: Zaak, day: date, outcome: str = "granted") -> None:
    Besluit.create(
        zaak=zaak, template="toewijzing/1", outcome=outcome, subject_line="Besluit", content={},
        sha256="0" * 64, access_key=f"{zaak.pk}-{outcome}", decided_on=day, decided_by=town.worker,
        recorded_at=NOTICE, made_known_on=day, made_known_how="toezending",
    )  # fmt: skip
    decided(zaak.pk, day, law_calendar())


def test_the_clock_starts_two_weeks_after_the_notice(duinstede: Municipality, now: datetime) -> None:
    zaak = late(duinstede, now)
    notice = NoticeOfDefault.objects.get(zaak=zaak)
    assert (notice.received_on, notice.exception) == (date(2026, 5, 4), "")
    term = clock(zaak)
    assert (term.begins_on, term.last_day, term.ended_on) == (FIRST, LAST, None)
    assert term.why["waarom"]["stappen"]
    amounts = [euros_owed(term, day) for day in (FIRST - timedelta(days=1), FIRST, LAST, date(2027, 1, 1))]
    assert amounts == [0, 23, 1442, 1442]
    assert [euros_a_day(term, day) for day in (FIRST, LAST, LAST + timedelta(days=1))] == [23, 45, 0]
    [fact] = told("default.received")
    assert (fact["first_day"], fact["last_day"], fact["counts"]) == ("2026-05-19", "2026-06-29", True)
    assert "Jan" not in str(fact)


def test_a_second_notice_is_kept_and_starts_no_second_clock(duinstede: Municipality, now: datetime) -> None:
    zaak = late(duinstede, now)
    write_about(duinstede, zaak, "ingebrekestelling", NOTICE + timedelta(days=9))
    assert Filing.objects.filter(zaak=zaak).count() == 2
    assert NoticeOfDefault.objects.get(zaak=zaak).received_on == date(2026, 5, 4)
    assert clock(zaak).begins_on == FIRST
    assert [fact["counts"] for fact in told("default.received")] == [True, False]


def test_a_notice_that_is_too_early_counts_from_the_last_day_and_asks_a_person(
    duinstede: Municipality, now: datetime
) -> None:
    zaak = send(duinstede, now)
    write_about(duinstede, zaak, "ingebrekestelling", now + timedelta(days=5))
    term = clock(zaak)
    assert term.begins_on == LAST_DAY + timedelta(days=15)
    assert any("te vroege" in doubt["grond"] for doubt in term.why["twijfels"])


def test_a_notice_judged_too_early_makes_room_for_the_next(duinstede: Municipality, now: datetime) -> None:
    zaak = send(duinstede, now)
    write_about(duinstede, zaak, "ingebrekestelling", now + timedelta(days=5))
    judge_notice(duinstede.worker, zaak, "te_vroeg", 1, "De termijn liep nog.", NOTICE)
    assert clock(zaak).ended_on == NOTICE.date()
    write_about(duinstede, zaak, "ingebrekestelling", NOTICE)
    notice = NoticeOfDefault.objects.get(zaak=zaak)
    assert (notice.received_on, notice.exception, notice.judged_by) == (date(2026, 5, 4), "", None)
    assert (clock(zaak).begins_on, clock(zaak).ended_on) == (FIRST, None)


def test_the_next_notice_that_was_kept_takes_the_place_of_one_judged_too_early(
    duinstede: Municipality, now: datetime
) -> None:
    zaak = send(duinstede, now)
    write_about(duinstede, zaak, "ingebrekestelling", now + timedelta(days=5))
    write_about(duinstede, zaak, "ingebrekestelling", NOTICE)
    assert clock(zaak).begins_on == LAST_DAY + timedelta(days=15)
    judge_notice(duinstede.worker, zaak, "te_vroeg", 1, "De termijn liep nog.", NOTICE)
    assert clock(zaak).begins_on == FIRST
    assert "De termijn liep nog." in zaak.notes.get().text


def test_a_person_judges_that_none_is_owed_and_can_come_back_to_it(
    duinstede: Municipality, now: datetime
) -> None:
    zaak = late(duinstede, now)
    judge_notice(duinstede.worker, zaak, "onredelijk_laat", 1, "Twee jaar gewacht.", NOTICE)
    term = clock(zaak)
    assert (term.ended_on, term.last_day, euros_owed(term, LAST)) == (date(2026, 5, 4), None, 0)
    judge_notice(duinstede.worker, zaak, "", 2, "Toch niet: de brief was van eerder.", NOTICE)
    term = clock(zaak)
    assert (term.ended_on, term.last_day, term.why["aanvragers"]) == (None, LAST, 2)
    assert [fact["exception"] for fact in told("default.judged")] == ["onredelijk_laat", ""]
    assert "Twee jaar" not in str(told("default.judged"))


@pytest.mark.parametrize(
    ("exception", "applicants", "reason", "field"),
    [
        ("zomaar", 1, "Daarom.", "oordeel"),
        ("", 0, "Daarom.", "aanvragers"),
        ("", 1, "  ", "reden"),
        ("", 1, "x" * 2001, "reden"),
        ("", 1, "x\0", "reden"),
    ],
)
def test_a_judgement_needs_an_answer_a_number_and_a_reason(
    duinstede: Municipality, now: datetime, exception: str, applicants: int, reason: str, field: str
) -> None:
    zaak = late(duinstede, now)
    with pytest.raises(UnableToJudge) as refused:
        judge_notice(duinstede.worker, zaak, exception, applicants, reason, NOTICE)
    assert refused.value.field == field
    assert not told("default.judged")


def test_the_decision_ends_it_the_day_before(duinstede: Municipality, now: datetime) -> None:
    zaak = late(duinstede, now)
    make_known(duinstede, zaak, date(2026, 5, 29))
    term = clock(zaak)
    assert (term.last_day, term.ended_on) == (date(2026, 5, 28), date(2026, 5, 29))
    assert euros_owed(term, LAST) == 230


def test_a_decision_before_the_first_day_leaves_nothing(duinstede: Municipality, now: datetime) -> None:
    zaak = late(duinstede, now)
    make_known(duinstede, zaak, date(2026, 5, 12))
    assert (clock(zaak).last_day, euros_owed(clock(zaak), LAST)) == (None, 0)


def test_the_decision_that_fixes_the_penalty_does_not_end_it(duinstede: Municipality, now: datetime) -> None:
    zaak = late(duinstede, now)
    make_known(duinstede, zaak, date(2026, 5, 29), "penalty_fixed")
    assert clock(zaak).last_day == LAST


def test_it_follows_the_term_to_decide(duinstede: Municipality, now: datetime) -> None:
    zaak = send(duinstede, now)
    write_about(duinstede, zaak, "ingebrekestelling", now + timedelta(days=5))
    before = clock(zaak).begins_on
    term = decision_term(zaak.pk)
    assert term is not None
    longer = Verlenging(Verlengingsgrond.MEDEDELING, now.date(), Duur(2, Eenheid.WEKEN))
    happen(term, longer, Noted(now), law_calendar())
    assert clock(zaak).begins_on > before


def test_without_a_term_of_the_law_a_person_decides(duinstede: Municipality, now: datetime) -> None:
    duinstede.service.term = {"kind": "service_norm", "weeks": 2}
    duinstede.service.save()
    zaak = send(duinstede, now)
    write_about(duinstede, zaak, "ingebrekestelling", NOTICE)
    assert NoticeOfDefault.objects.filter(zaak=zaak).exists()
    assert not Term.objects.filter(zaak=zaak, kind=Term.Kind.PENALTY).exists()
    with pytest.raises(UnableToJudge, match="geen dwangsom"):
        fix_amount(duinstede.worker, zaak, 0, NOTICE)


def test_the_amount_is_fixed_once_when_no_day_can_be_added(duinstede: Municipality, now: datetime) -> None:
    zaak = late(duinstede, now)
    with pytest.raises(UnableToJudge, match="loopt nog"):
        fix_amount(duinstede.worker, zaak, 23, datetime(2026, 5, 19, 10, tzinfo=UTC))
    after = datetime(2026, 7, 1, 10, tzinfo=UTC)
    with pytest.raises(UnableToJudge, match="Het is nu € 1442"):
        fix_amount(duinstede.worker, zaak, 1400, after)
    fix_amount(duinstede.worker, zaak, 1442, after)
    notice = NoticeOfDefault.objects.get(zaak=zaak)
    assert (notice.fixed_cents, notice.fixed_on, clock(zaak).ended_on) == (144200, after.date(), after.date())
    with pytest.raises(UnableToJudge, match="Iemand was u voor"):
        fix_amount(duinstede.worker, zaak, 1442, after)
    with pytest.raises(UnableToJudge, match="al vastgesteld"):
        judge_notice(duinstede.worker, zaak, "onredelijk_laat", 1, "Toch.", after)
    assert [fact.get("fixed_cents") for fact in told("default.judged")] == [144200]


def test_who_may_not_handle_judges_nothing(
    duinstede: Municipality, eikenrade: Municipality, now: datetime
) -> None:
    zaak = late(duinstede, now)
    for act in (
        lambda: judge_notice(eikenrade.worker, zaak, "", 1, "Daarom.", NOTICE),
        lambda: fix_amount(eikenrade.worker, zaak, 1442, NOTICE),
    ):
        with pytest.raises(UnableToJudge, match="mag geen"):
            act()
    with scope(eikenrade.organisation.pk), pytest.raises(UnableToJudge, match="geen ingebrekestelling"):
        judge_notice(eikenrade.worker, zaak, "", 1, "Daarom.", NOTICE)
