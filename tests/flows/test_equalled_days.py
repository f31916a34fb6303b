"""Days equated with holidays: a fact for every organisation, and only the terms concerned move."""

import json
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Municipality
from tests.zaken.making import send

from openloket.evidence.models import Event
from openloket.flows.terms.keep_equalled_days import (
    UnableToKeepDay,
    add_equalled_day,
    may_keep_days,
    remove_equalled_day,
)
from openloket.flows.terms.recount_terms_on import recount_terms_on
from openloket.law.termijnen import bezwaartermijn
from openloket.offer.calendar import law_calendar
from openloket.offer.models import EqualledDay
from openloket.oversight.free_days import year_without_days
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.scope import scope
from openloket.zaken.course import begin_term
from openloket.zaken.models import Term, Zaak

FRIDAY = date(2026, 5, 8)
DECREE = "Besluit gelijkstelling van 8 mei 2026"


@pytest.fixture
def zaak(duinstede: Municipality) -> Zaak:
    """Received on Friday 13 March 2026: eight weeks end on FRIDAY."""
    return send(duinstede, datetime(2026, 3, 13, 9, 0, tzinfo=UTC))


@pytest.fixture
def administrator(duinstede: Municipality) -> Employee:
    Employee.objects.filter(pk=duinstede.worker.pk).update(role="administrator")
    duinstede.worker.refresh_from_db()
    return duinstede.worker


def last_days(zaak: Zaak) -> tuple[date, date]:
    zaak.refresh_from_db()
    return zaak.last_day, Term.objects.get(zaak=zaak, kind="decision").last_day


def jobs() -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (args->>'organisation_id')::bigint, (args->>'day')::int FROM procrastinate_jobs"
            " WHERE task_name = 'recount_terms_on' ORDER BY id"
        )
        return list(cursor.fetchall())


def test_a_day_is_added_and_the_terms_on_it_move(zaak: Zaak, administrator: Employee, now: datetime) -> None:
    other = send_later(zaak)
    add_equalled_day(FRIDAY, f" {DECREE} ", administrator, now)
    assert EqualledDay.objects.get(day=FRIDAY).source == DECREE
    assert jobs() == [(zaak.organisation_id, FRIDAY.toordinal())]
    assert last_days(zaak) == (FRIDAY, FRIDAY)
    assert recount_terms_on(FRIDAY, now) == 1
    assert recount_terms_on(FRIDAY, now) == 0
    assert last_days(zaak) == (date(2026, 5, 11), date(2026, 5, 11))
    assert last_days(other) == (date(2026, 5, 12), date(2026, 5, 12))
    [fact] = Event.objects.filter(kind="term.recounted", subject_id=zaak.pk)
    assert json.loads(fact.body)["was"] == "2026-05-08"
    why = Term.objects.get(zaak=zaak).why["waarom"]["stappen"]
    assert any(step["artikel"] == "Algemene termijnenwet 3 lid 3" for step in why)
    assert Term.objects.get(zaak=zaak).origin["laatste_dag"] == "2026-05-08"


def send_later(zaak: Zaak) -> Zaak:
    """Another zaak of the same town, to decide by Tuesday 12 May."""
    received = datetime(2026, 3, 17, 9, 0, tzinfo=UTC)
    town = Municipality(Organisation.objects.get(), zaak.service, None, None, zaak.team)
    return send(town, received)


def test_what_is_removed_moves_back_but_not_for_the_sender(
    zaak: Zaak, administrator: Employee, now: datetime
) -> None:
    add_equalled_day(FRIDAY, DECREE, administrator, now)
    recount_terms_on(FRIDAY, now)
    theirs = begin_term(zaak.pk, Term.Kind.OBJECTION, bezwaartermijn(date(2026, 3, 27), law_calendar()))
    assert theirs.last_day == date(2026, 5, 11)
    remove_equalled_day(FRIDAY, administrator, now)
    assert recount_terms_on(FRIDAY, now) == 1
    assert last_days(zaak) == (FRIDAY, FRIDAY)
    theirs.refresh_from_db()
    assert theirs.last_day == date(2026, 5, 11)
    kinds = Event.objects.filter(subject_kind="organisation", kind__startswith="equalled_day").order_by("id")
    assert [fact.kind for fact in kinds] == ["equalled_day.added", "equalled_day.removed"]


def test_terms_that_ended_and_terms_of_others_stay(
    zaak: Zaak, eikenrade: Municipality, now: datetime
) -> None:
    with scope(eikenrade.organisation.pk):
        theirs = send(eikenrade, datetime(2026, 3, 13, 9, 0, tzinfo=UTC))
    Term.objects.filter(zaak=zaak).update(ended_on=date(2026, 4, 1))
    add_equalled_day(FRIDAY, DECREE, None, now)
    assert [organisation for organisation, _ in jobs()] == [zaak.organisation_id, eikenrade.organisation.pk]
    assert recount_terms_on(FRIDAY, now) == 0
    with scope(eikenrade.organisation.pk):
        assert last_days(theirs) == (FRIDAY, FRIDAY)
        assert recount_terms_on(FRIDAY, now) == 1
        assert Event.objects.filter(kind="equalled_day.added").count() == 1
    assert Event.objects.filter(kind="equalled_day.added").count() == 1


def test_the_cost_grows_with_the_terms_concerned_only(
    zaak: Zaak, administrator: Employee, now: datetime
) -> None:
    add_equalled_day(date(2026, 5, 6), DECREE, administrator, now)
    with CaptureQueriesContext(connection) as seen:
        assert recount_terms_on(date(2026, 5, 6), now) == 0
    assert len(seen) <= 2


@pytest.mark.parametrize(
    ("day", "source", "field"),
    [
        (date(2026, 5, 9), DECREE, "day"),
        (date(2026, 12, 25), DECREE, "day"),
        (date(2026, 5, 15), DECREE, "day"),
        (date(2019, 5, 8), DECREE, "day"),
        (date(2040, 5, 8), DECREE, "day"),
        (FRIDAY, "  ", "source"),
        (FRIDAY, "x" * 121, "source"),
    ],
    ids=["saturday", "holiday", "known", "long ago", "far away", "no decree", "too long"],
)
def test_days_that_are_not_taken(
    administrator: Employee, now: datetime, day: date, source: str, field: str
) -> None:
    with pytest.raises(UnableToKeepDay) as refused:
        add_equalled_day(day, source, administrator, now)
    assert refused.value.field == field
    assert not Event.objects.filter(kind="equalled_day.added").exists()


def test_not_who_may_not_and_not_where_the_list_is_of_more_organisations(
    duinstede: Municipality, administrator: Employee, now: datetime
) -> None:
    assert may_keep_days(administrator)
    assert not may_keep_days(duinstede.lead)
    with pytest.raises(UnableToKeepDay, match="niet hier"):
        add_equalled_day(FRIDAY, DECREE, duinstede.lead, now)
    Organisation.objects.create(slug="eikenrade", name="Eikenrade", look="eikenrade", reference_prefix="EIK")
    assert not may_keep_days(administrator)
    with pytest.raises(UnableToKeepDay, match="niet hier"):
        remove_equalled_day(date(2026, 5, 15), administrator, now)
    with pytest.raises(UnableToKeepDay, match="niet"):
        remove_equalled_day(FRIDAY, None, now)


@pytest.mark.parametrize(
    ("now", "missing"),
    [
        (datetime(2028, 9, 30, 12, tzinfo=UTC), None),
        (datetime(2028, 9, 30, 23, tzinfo=UTC), 2029),
        (datetime(2029, 2, 1, tzinfo=UTC), 2029),
        (datetime(2027, 12, 1, tzinfo=UTC), None),
    ],
)
@pytest.mark.django_db
def test_from_october_on_next_year_is_asked_for(now: datetime, missing: int | None) -> None:
    assert year_without_days(now) == missing
