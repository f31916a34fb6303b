"""Telling an employee by mail what happened to the own login: who did not do it must be able to act."""

from collections.abc import Sequence
from datetime import datetime

from openloket.flows.delivery.sending_off import send_off
from openloket.post.composing import put, render
from openloket.tenancy.models import Employee, Organisation

KIND = "employee_login"


def tell_employee(
    employee: Employee,
    subject_line: str,
    paragraphs: Sequence[str],
    now: datetime,
    link: tuple[str, str] = ("", ""),
) -> bool:
    """Put a mail on its way, within the transaction of what it tells; False: there is no address.

    `link` is the words of a button and the address behind it.
    """
    if not employee.email:
        return False
    organisation = Organisation.objects.get(pk=employee.organisation_id)
    words, address = link
    context = {
        "org": organisation,
        "subject": subject_line,
        "name": employee.name,
        "paragraphs": list(paragraphs),
        "link": words,
        "address": address,
    }
    message = put(
        render(KIND, subject_line, context),
        kind=KIND,
        subject=("employee", employee.pk),
        to_address=employee.email,
        sender_domain=organisation.email.rpartition("@")[2],
        now=now,
    )
    send_off(message)
    return True
