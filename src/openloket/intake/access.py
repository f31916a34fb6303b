"""The only door to half-done registrations: whose typing it is, and who divides the work."""

from typing import Any

from openloket.intake.models import Draft, Registration
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may


def registrations_of(employee: Employee, most: int) -> list[Draft]:
    """What this employee is busy typing, the oldest first; who divides the work sees everybody's."""
    found = _open_to(employee).exclude(arrival__isnull=True).select_related("service", "employee")
    return list(found.order_by("created_at", "id")[:most])


def registration_for(employee: Employee, draft_id: int) -> Draft | None:
    """One of those, also after it was registered; None (a 404, never a 403) for others."""
    found: Draft | None = (
        _open_to(employee).select_related("service", "form_version", "employee").filter(pk=draft_id).first()
    )
    return found


def how_it_came(submission_id: int) -> Registration | None:
    """How a message came by desk, phone or post; None when it came another way. The caller may see it."""
    found: Registration | None = (
        Registration.objects.select_related("employee", "submission")
        .filter(submission_id=submission_id)
        .first()
    )
    return found


def _open_to(employee: Employee) -> Any:
    if not may(employee, Right.HANDLE):
        return Draft.objects.none()
    drafts = Draft.objects.exclude(employee=None)
    return drafts if may(employee, Right.DIVIDE) else drafts.filter(employee=employee)
