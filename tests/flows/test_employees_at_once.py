"""Two at the same moment: one code, one invitation, two administrators who shut each other out."""

from collections.abc import Callable
from datetime import datetime, timedelta

from tests import cast
from tests.at_once import at_once, done
from tests.flows.stepping import two_steps

from openloket.flows.employees.check_factor import UnableToProve, check_factor
from openloket.flows.employees.invite_employee import UnableToInvite, choose_password, hashed
from openloket.flows.employees.keep_employee import UnableToKeep, deactivate_employee
from openloket.tenancy.models import Employee


def test_a_code_opens_one_of_two_doors(town: cast.Municipality, now: datetime) -> None:
    app, codes = two_steps(town.worker, now)
    later = now + timedelta(seconds=60)
    for code in (app.code(later), codes[0]):
        acts = [lambda code=code: check_factor(town.worker, code, later)] * 4
        assert done(at_once(acts, UnableToProve)) == 1


def test_an_invitation_gives_one_password(town: cast.Municipality, now: datetime) -> None:
    until = now + timedelta(days=1)
    Employee.objects.filter(pk=town.worker.pk).update(invite_hash=hashed("sleutel"), invite_until=until)
    words = ["een lange zin van mij", "een lange zin van haar"]
    acts = [lambda word=word: choose_password("sleutel", word, word, now) for word in words]
    assert done(at_once(acts, UnableToInvite)) == 1


def test_two_administrators_never_shut_each_other_out(town: cast.Municipality, now: datetime) -> None:
    Employee.objects.filter(pk__in=[town.worker.pk, town.lead.pk]).update(role="administrator")
    one, other = Employee.objects.filter(role="administrator").order_by("pk")
    acts: list[Callable[[], object]] = [
        lambda: deactivate_employee(one, other.pk, now),
        lambda: deactivate_employee(other, one.pk, now),
    ]
    assert done(at_once(acts, UnableToKeep)) == 1
    assert Employee.objects.filter(role="administrator", is_active=True).count() == 1
