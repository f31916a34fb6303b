"""The only door to mandates for employees: who handles zaken gets them, or they do not exist."""

from collections.abc import Sequence

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from openloket.people.mandates import OF_ONE_SESSION
from openloket.people.models import Mandate
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may


def mandate_for(employee: Employee, mandate_id: int) -> Mandate | None:
    """One mandate with the people in it; None (a 404) for who may not see it."""
    if not may(employee, Right.HANDLE):
        return None
    found: Mandate | None = _with_people().filter(pk=mandate_id).first()
    return found


def mandates_for(employee: Employee, words: str, most: int) -> Sequence[Mandate]:
    """Those that wait for an employee first, then the newest; with `words` only those with that name.

    Those of one login are made at each: they are found by name only.
    """
    if not may(employee, Right.HANDLE):
        return ()
    found = _with_people()
    if words:
        named = Q(grantor_name__icontains=words) | Q(holder_name__icontains=words)
        found = found.filter(named | Q(grantor__name__icontains=words) | Q(holder__name__icontains=words))
    else:
        found = found.exclude(basis__in=OF_ONE_SESSION)
    waits = When(state=Mandate.State.TO_JUDGE, then=Value(0))
    first = Case(waits, default=Value(1), output_field=IntegerField())
    return list(found.order_by(first, "-proposed_at", "-pk")[:most])


def _with_people() -> "QuerySet[Mandate]":
    found: QuerySet[Mandate] = Mandate.objects.select_related("grantor", "holder", "employee")
    return found
