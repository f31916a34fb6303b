"""Writing down that an employee reads personal data, before it is shown."""

from datetime import datetime
from enum import StrEnum

from openloket.people.models import AccessLog
from openloket.tenancy.models import Employee


class Reading(StrEnum):
    """What was read."""

    ZAAK_LIST = "zaak.list"
    ZAAK = "zaak.read"
    ATTACHMENT = "attachment.read"
    MESSAGE_LIST = "message.list"
    LETTER = "letter.read"
    DRAFT = "draft.read"
    MANDATE_LIST = "mandate.list"
    MANDATE = "mandate.read"
    EMPLOYEE_LIST = "employee.list"
    EMPLOYEE = "employee.read"


def log_reading(
    employee: Employee, reading: Reading, subject: tuple[str, int], reason: str, now: datetime
) -> None:
    """Keep who reads what and why, in a statement of its own: it stays when the page fails afterwards.

    `subject` is (kind, id), with id 0 for a list. `reason` holds no personal data, so no search words either.
    """
    kind, subject_id = subject
    AccessLog.create(
        employee_id=employee.pk,
        employee_name=employee.name,
        action=reading,
        subject_kind=kind,
        subject_id=subject_id,
        reason=reason[:120],
        at=now,
    )
