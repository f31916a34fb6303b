"""Several employees change one term at the same moment, and several workers warn; each really commits."""

from datetime import UTC, date, datetime, timedelta

from tests import cast
from tests.at_once import at_once
from tests.flows.test_term_changes import asked, term_of
from tests.zaken.making import send

from openloket.evidence.models import Event
from openloket.flows.terms.suspend_term import suspend_term
from openloket.flows.terms.term_proposals import UnableToChangeTerm
from openloket.flows.terms.warn_employees import warn_employees
from openloket.post.models import Message
from openloket.tenancy.models import Employee
from openloket.zaken.models import TermEvent, Zaak

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)


def test_one_suspends_and_the_others_are_told(town: cast.Municipality) -> None:
    zaak = send(town, NOW)
    wanted = asked(zaak, "4:15-2b", since=date(2026, 3, 2))
    act = lambda: suspend_term(town.organisation, town.worker, zaak, wanted, NOW)  # noqa: E731 (used once)
    outcomes = at_once([act] * 4, UnableToChangeTerm)
    assert outcomes.count(True) == 1
    assert all("Iemand was u voor" in str(one) for one in outcomes if one is not True)
    assert TermEvent.objects.filter(term=term_of(zaak)).count() == 1
    assert Event.objects.filter(kind="term.suspended", subject_id=zaak.pk).count() == 1


def test_of_several_workers_one_warns(town: cast.Municipality) -> None:
    Employee.objects.filter(pk=town.worker.pk).update(email="anja@duinstede.example")
    zaak = send(town, NOW)
    Zaak.objects.filter(pk=zaak.pk).update(assignee=town.worker)
    morning = NOW + timedelta(days=51)
    outcomes = at_once([lambda: warn_employees(morning)] * 4)
    assert sorted(outcomes) == [0, 0, 0, 1]
    assert Message.objects.filter(kind="term_digest").count() == 1
