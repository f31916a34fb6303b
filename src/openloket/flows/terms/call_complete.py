"""An employee says that an application is complete now: the option not to handle it is over (Awb 4:5)."""

from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.law.kalender import dag_in_amsterdam
from openloket.tenancy import scope
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.zaken.models import Term, Zaak


class UnableToCallComplete(Exception):
    """It can't be said now; the message is what the employee must be told."""


def call_complete(employee: Employee, zaak: Zaak, now: datetime) -> None:
    """End the term of Awb 4:5 lid 4; the term to decide runs on. Raises UnableToCallComplete."""
    if not may(employee, Right.HANDLE):
        raise UnableToCallComplete("U mag geen zaken behandelen.")
    running = Term.objects.filter(zaak=zaak, kind=Term.Kind.NOT_HANDLE, ended_on=None)
    with transaction.atomic():
        if not running.update(ended_on=dag_in_amsterdam(now)):
            raise UnableToCallComplete("Iemand was u voor: deze vraag is al beantwoord.")
        actor = f"employee:{employee.pk}"
        body = describe("supplement.complete", now, actor, reference=zaak.reference)
        record(scope.current(), now, actor, [Fact("supplement.complete", "zaak", zaak.pk, body)])
