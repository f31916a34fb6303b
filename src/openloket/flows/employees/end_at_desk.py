"""The directory of the organisation tells that an employee logged out there, or may come in no more."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from openloket.evidence.log import Fact, describe, record
from openloket.flows.employees.enter_by_directory import subject_of
from openloket.flows.identity.end_login import UnableToEnd
from openloket.people.ports import Ended, IdentityPort, Permanent, Temporary
from openloket.people.providers import opened
from openloket.tenancy import scope
from openloket.tenancy.models import DirectoryLogin, Employee, IdentityProvider


def end_at_desk(port: IdentityPort, row: IdentityProvider, token: str, now: datetime) -> int:
    """Sign out the employees that a logout token names, of every browser; gives how many.

    The same token told again signs nobody out who logged in after it was made. Raises UnableToEnd.
    """
    try:
        ended = port.ended(opened(row), token)
    except (Temporary, Permanent) as problem:
        raise UnableToEnd(isinstance(problem, Temporary)) from problem
    if not ended.session and not ended.subject:
        return 0
    # Providers write whole seconds.
    until = ended.at + timedelta(seconds=1)
    with transaction.atomic():
        logins = DirectoryLogin.objects.filter(_named(row, ended), provider=row.key, begun_at__lt=until)
        found = sorted(set(logins.values_list("employee_id", flat=True)))
        logins.delete()
        Employee.objects.filter(pk__in=found).update(signed_out_at=now)
        facts = [_fact(employee_id, row.key, now) for employee_id in found]
        if facts:
            record(scope.current(), now, "provider", facts)
    return len(found)


def _named(row: IdentityProvider, ended: Ended) -> Q:
    named = Q(provider_session=ended.session) if ended.session else Q()
    return named & Q(employee__subject=subject_of(row, ended.subject)) if ended.subject else named


def _fact(employee_id: int, provider: str, now: datetime) -> Fact:
    kind = "employee.signed_out"
    return Fact(kind, "employee", employee_id, describe(kind, now, "provider", provider=provider))
