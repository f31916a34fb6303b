"""The organisation publishes the complaints of a year, without names (Awb 9:12a)."""

from datetime import datetime

from django.db import IntegrityError, transaction

from openloket.evidence.log import Fact, describe, record
from openloket.law.antwoord import Antwoord, Slotsom
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.klacht import klachtenregister_volledig
from openloket.tenancy import scope
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.zaken.complaints import publication_of, unregistered
from openloket.zaken.models import Complaint, ComplaintPublication


class UnableToPublishComplaints(Exception):
    """The year can't be published; the message is what the employee must be told."""


def duty_of(year: int, now: datetime) -> Antwoord:
    """What the act still asks of the register of a year (Awb 9:12a)."""
    missing = unregistered(year)
    published = publication_of(year)
    on = dag_in_amsterdam(published.at) if published else None
    return klachtenregister_volledig(year, missing, [], on, dag_in_amsterdam(now))


def publish_complaints(employee: Employee, year: int, now: datetime) -> None:
    """Make the register of a year public from now on, once; only when it is over and holds every complaint.

    Raises UnableToPublishComplaints.
    """
    if not may(employee, Right.PUBLISH):
        raise UnableToPublishComplaints("Alleen een teamleider of beheerder publiceert het register.")
    if year >= dag_in_amsterdam(now).year:
        raise UnableToPublishComplaints(f"Het jaar {year} is nog niet voorbij. Publiceer het daarna.")
    asked = klachtenregister_volledig(
        year, unregistered(year), [], dag_in_amsterdam(now), dag_in_amsterdam(now)
    )
    if asked.slotsom is Slotsom.SCHIET_TEKORT:
        raise UnableToPublishComplaints(" ".join(step.tekst for step in asked.waarom))
    actor = f"employee:{employee.pk}"
    try:
        with transaction.atomic():
            row = ComplaintPublication.create(year=year, at=now, by=employee)
            count = Complaint.objects.filter(year=year).count()
            body = describe("complaints.published", now, actor, year=year, complaints=count)
            record(scope.current(), now, actor, [Fact("complaints.published", "complaints", row.pk, body)])
    except IntegrityError as twice:
        raise UnableToPublishComplaints(f"Het register van {year} is al gepubliceerd.") from twice
