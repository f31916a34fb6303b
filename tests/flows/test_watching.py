"""The watcher: open suspensions counted anew once a day, and a morning mail that names no person."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.cast import Municipality
from tests.flows.test_term_changes import asked, term_of
from tests.zaken.making import send

from openloket.evidence.models import Event
from openloket.flows.terms.choose_warnings import UnableToChoose, choose_warnings
from openloket.flows.terms.recount_still_terms import recount_still_terms
from openloket.flows.terms.suspend_term import suspend_term
from openloket.flows.terms.warn_employees import warn_employees
from openloket.post.models import Message
from openloket.tenancy.models import Employee
from openloket.zaken.models import Term, Zaak

MORNING = datetime(2026, 4, 22, 6, 0, tzinfo=UTC)
"""Wednesday 22 April 2026, 8:00 in Amsterdam: six days before what was sent on 2 March must be decided."""


@pytest.fixture
def zaak(duinstede: Municipality, now: datetime) -> Zaak:
    """Handled by Anja, to decide by Tuesday 28 April."""
    zaak = send(duinstede, now)
    Zaak.objects.filter(pk=zaak.pk).update(assignee=duinstede.worker)
    Employee.objects.filter(pk=duinstede.worker.pk).update(email="anja@duinstede.example")
    return zaak


def test_an_open_suspension_moves_with_the_day(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    wanted = asked(zaak, "4:15-2b", since=date(2026, 3, 2))
    suspend_term(duinstede.organisation, duinstede.worker, zaak, wanted, now)
    was = term_of(zaak).raw_end
    assert recount_still_terms(now + timedelta(hours=3)) == 0
    assert recount_still_terms(now + timedelta(days=5)) == 1
    assert recount_still_terms(now + timedelta(days=5, hours=1)) == 0
    term = term_of(zaak)
    zaak.refresh_from_db()
    assert term.raw_end == was + timedelta(days=5)
    assert zaak.last_day == term.last_day
    assert Event.objects.filter(subject_kind="zaak", subject_id=zaak.pk, kind="term.suspended").count() == 1


def test_a_suspension_that_begins_tomorrow_is_counted_from_then(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    was = term_of(zaak).raw_end
    Term.objects.filter(zaak=zaak).update(still_from=date(2026, 3, 3))
    assert recount_still_terms(now) == 0
    Term.objects.filter(zaak=zaak).update(ended_on=date(2026, 3, 4))
    assert recount_still_terms(now + timedelta(days=9)) == 0
    assert Term.objects.get(zaak=zaak).raw_end == was


def test_the_morning_mail_has_counts_and_references_only(duinstede: Municipality, zaak: Zaak) -> None:
    assert warn_employees(MORNING) == 1
    [message] = Message.objects.filter(kind="term_digest")
    assert (message.to_address, message.subject_kind) == ("anja@duinstede.example", "employee")
    assert zaak.reference in message.text
    assert "Binnenkort: 1" in message.text
    assert "/balie/termijnen" in message.text
    for personal in ("Jansen", "AB-123-C", zaak.title):
        assert personal not in message.text + message.html + message.subject_line


def test_once_a_day_and_not_too_early(duinstede: Municipality, zaak: Zaak) -> None:
    assert warn_employees(MORNING - timedelta(hours=2)) == 0
    assert warn_employees(MORNING) == 1
    assert warn_employees(MORNING + timedelta(hours=1)) == 0
    assert warn_employees(MORNING + timedelta(days=1)) == 1
    saturday = MORNING + timedelta(days=3)
    assert warn_employees(saturday) == 0
    kings_day = MORNING + timedelta(days=5)
    assert warn_employees(kings_day) == 0


def test_the_own_threshold_counts(duinstede: Municipality, zaak: Zaak) -> None:
    Employee.objects.filter(pk=duinstede.worker.pk).update(warn_days=5)
    assert warn_employees(MORNING) == 0
    late = MORNING + timedelta(days=7)
    assert warn_employees(late) == 1
    assert "Te laat: 1" in Message.objects.get(kind="term_digest").text


def test_who_has_no_address_or_left_or_may_not_is_not_written_to(duinstede: Municipality, zaak: Zaak) -> None:
    worker = Employee.objects.filter(pk=duinstede.worker.pk)
    for change in ({"email": ""}, {"is_active": False}, {"role": "administrator"}):
        before = worker.values().get()
        worker.update(**change)
        assert warn_employees(MORNING) == 0
        worker.update(**{name: before[name] for name in change})


def test_a_team_hears_of_what_nobody_handles(duinstede: Municipality, zaak: Zaak) -> None:
    Zaak.objects.filter(pk=zaak.pk).update(assignee=None)
    assert warn_employees(MORNING) == 0
    assert warn_employees(MORNING + timedelta(days=6)) == 1
    assert "Nog van niemand in uw team: 1" in Message.objects.get(kind="term_digest").text


def test_choosing_when_and_where(duinstede: Municipality, now: datetime) -> None:
    choose_warnings(duinstede.worker, " anja@duinstede.example ", "14", now)
    duinstede.worker.refresh_from_db()
    assert (duinstede.worker.email, duinstede.worker.warn_days) == ("anja@duinstede.example", 14)
    fact = Event.objects.get(kind="employee.warnings", subject_id=duinstede.worker.pk)
    assert "anja@" not in fact.body
    for email, days, field in (
        ("geen adres", "7", "email"),
        ("", "61", "warn_days"),
        ("", "-1", "warn_days"),
    ):
        with pytest.raises(UnableToChoose) as refused:
            choose_warnings(duinstede.worker, email, days, now)
        assert refused.value.field == field
